"""Sentences whose sound is ready before they are needed: greetings, "one moment". The first sound of a call costs nothing."""

from collections.abc import Mapping, Sequence
from typing import Final

from receptionist.adapters.mouth.cache import SoundCache, Wanted
from receptionist.adapters.mouth.pronouncing import Lexicon, lexicons
from receptionist.business.definition import Pronunciation
from receptionist.errors import VendorUnavailable
from receptionist.ports import FluentVoice

_TELLING: Final = ("MOUTH", "ELEVENLABS_VOICE", "ELEVENLABS_MODEL", "GOOGLE_TTS_VOICE", "OPENAI_SPEECH", "OPENAI_VOICE")
"""Beginnings of settings that choose a voice."""


def who_speaks(settings: Mapping[str, str]) -> str:
    """A name for the voice these settings choose: another voice must not speak with an old one's sound."""
    return " ".join(f"{name}={settings[name]}" for name in sorted(settings) if name.startswith(_TELLING)) or "local"


class Prompts:
    """Mu-law by words and language, of one voice, for all calls of the process."""

    def __init__(
        self, voice: FluentVoice, who: str, cache: SoundCache, said: Mapping[str, Lexicon] | None = None
    ) -> None:
        """`who`: as `who_speaks` names it. `said`: how a business's names are said, by language."""
        self._voice = voice
        self._who = who
        self._cache = cache
        self._said = said or {}

    def of(self, pronunciations: Sequence[Pronunciation]) -> "Prompts":
        """As they are said for a business."""
        return Prompts(self._voice, self._who, self._cache, {**lexicons(pronunciations)})

    def sound(self, text: str, language: str) -> bytes | None:
        """The sound if it is ready."""
        return self._cache.at_hand(self._wanted(text, language))

    def keep(self, text: str, language: str, sound: bytes) -> None:
        """A sentence that never varies was just spoken: next time it is ready."""
        self._cache.keep(self._wanted(text, language), sound)

    async def warm(self, text: str, language: str) -> None:
        """Makes it ready, for as long as the process lives. Safe to repeat and to cancel; a voice that is down leaves it
        unready."""
        wanted = self._wanted(text, language)
        if await self._cache.find(wanted, stays=True):
            return
        try:
            sound = b"".join([chunk async for chunk in self._voice.speak(wanted.text, language=language)])
        except VendorUnavailable:
            return
        self._cache.keep(wanted, sound, stays=True)

    def _wanted(self, text: str, language: str) -> Wanted:
        lexicon = self._said.get(language)
        return Wanted(lexicon.said(text) if lexicon else text, language, self._who)
