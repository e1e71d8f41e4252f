"""Two voices for one call: a vendor's, and ours from when its money is spent."""

from collections.abc import AsyncIterator

from receptionist.ports import FluentVoice, Sound


class SparingVoice:
    """The FluentVoice port. Sentences that are being made are made to their end."""

    def __init__(self, voice: FluentVoice, ours: FluentVoice) -> None:
        self._voice = voice
        self._ours = ours
        self._spare = False

    def spare(self) -> None:
        """Ours from now on, in the languages it speaks. Safe to repeat."""
        self._spare = True

    def speak(self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0) -> AsyncIterator[bytes]:
        return self._for(language).speak(text, language=language, voice=voice, pace=pace)

    def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[Sound]:
        return self._for(language).speak_along(pieces, language=language, voice=voice, pace=pace)

    def languages(self) -> frozenset[str]:
        return self._voice.languages()

    async def warm(self, *, language: str | None = None) -> None:
        await self._voice.warm(language=language)

    def _for(self, language: str) -> FluentVoice:
        return self._ours if self._spare and language in self._ours.languages() else self._voice
