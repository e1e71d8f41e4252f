"""The voice and the pace that a business has chosen, whoever speaks."""

from collections.abc import AsyncIterator

from receptionist.business.speech import Speech
from receptionist.ports import FluentVoice, Sound


def as_chosen(voice: FluentVoice, speech: Speech) -> FluentVoice:
    """`voice` as it speaks for a business; itself, where nothing is chosen."""
    return Chosen(voice, speech) if speech != Speech() else voice


class Chosen:
    """The FluentVoice port on another. What a call asks for, a slower pace for whoever hesitates, comes on top."""

    def __init__(self, voice: FluentVoice, speech: Speech) -> None:
        self._voice = voice
        self._speech = speech
        self._named: dict[str, str] = {language: name for language, name in speech.voices.items()}

    def languages(self) -> frozenset[str]:
        return self._voice.languages()

    async def warm(self, *, language: str | None = None) -> None:
        await self._voice.warm(language=language)

    def speak(self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0) -> AsyncIterator[bytes]:
        name = voice or self._named.get(language)
        return self._voice.speak(text, language=language, voice=name, pace=pace * self._speech.pace)

    def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[Sound]:
        name = voice or self._named.get(language)
        return self._voice.speak_along(pieces, language=language, voice=name, pace=pace * self._speech.pace)
