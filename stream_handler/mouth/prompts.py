"""Sentences whose sound is ready before they are needed: greetings, "one moment". The first sound of a call costs nothing."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Final

from receptionist.adapters.mouth.cache import SoundCache, Wanted
from receptionist.adapters.mouth.digits import DigitClips
from receptionist.adapters.mouth.pronouncing import Lexicon, lexicons
from receptionist.business.definition import Pronunciation, Speech
from receptionist.errors import VendorUnavailable
from receptionist.ports import FluentVoice

_TELLING: Final = ("MOUTH", "ELEVENLABS_VOICE", "ELEVENLABS_MODEL", "GOOGLE_TTS_VOICE", "OPENAI_TTS")
"""Beginnings of settings that choose a voice."""


def who_speaks(settings: Mapping[str, str]) -> str:
    """A name for the voice these settings choose: another voice must not speak with an old one's sound."""
    return " ".join(f"{name}={settings[name]}" for name in sorted(settings) if name.startswith(_TELLING)) or "local"


class Prompts:
    """Mu-law by words and language, of one voice, for all calls of the process."""

    def __init__(
        self,
        voice: FluentVoice,
        who: str,
        cache: SoundCache,
        *,
        usual: Callable[[str], str] = lambda language: "",
        said: Mapping[str, Lexicon] | None = None,
        clips: DigitClips | None = None,
        speech: Speech = Speech(),
    ) -> None:
        """`who`: as `who_speaks` names it. `usual`: by `Sound.by`, who speaks a language while all is well. `said`: how a
        business's names are said, by language. `clips`: numbers are read from them where each request costs. `speech`: the voice
        and pace that a business has chosen."""
        self._voice = voice
        self._who = who
        self._cache = cache
        self._usual = usual
        self._said = said or {}
        self._clips = clips
        self._speech = speech
        self._named: dict[str, str] = {language: name for language, name in speech.voices.items()}
        self._meanwhile: dict[Wanted, bytes] = {}
        """Spoken by one who took over: heard until who usually speaks is back, and never written down."""

    def of(self, pronunciations: Sequence[Pronunciation], speech: Speech = Speech()) -> "Prompts":
        """As they are said for a business."""
        said = {**lexicons(pronunciations)}
        one = Prompts(
            self._voice, self._who, self._cache, usual=self._usual, said=said, clips=self._clips, speech=speech
        )
        one._meanwhile = self._meanwhile
        return one

    def spoken_by(self, voice: FluentVoice) -> "Prompts":
        """The same, made ready by another who sounds the same."""
        one = Prompts(
            voice, self._who, self._cache, usual=self._usual, said=self._said, clips=self._clips, speech=self._speech
        )
        one._meanwhile = self._meanwhile
        return one

    def sound(self, text: str, language: str) -> bytes | None:
        """The sound if it is ready."""
        wanted = self._wanted(text, language)
        return self._cache.at_hand(wanted) or self._meanwhile.get(wanted)

    def spliced(self, text: str, language: str) -> tuple[str | bytes, ...] | None:
        """Words to be spoken, and sound (mu-law) of numbers between them that is ready. None: it is spoken whole."""
        if self._clips is None or self._speech.is_chosen(language):
            return None
        return self._clips.spliced(text, language)

    async def warm_digits(self, language: str) -> None:
        """Makes the digits ready. Safe to repeat and to cancel."""
        if self._clips is not None:
            await self._clips.warm(language)

    def keep(self, text: str, language: str, sound: bytes, by: str) -> None:
        """A sentence that never varies was just spoken: next time it is ready, if it was who usually speaks."""
        if by == self._usual(language):
            self._cache.keep(self._wanted(text, language), sound)

    async def warm(self, text: str, language: str) -> None:
        """Makes it ready, for as long as the process lives. Safe to repeat and to cancel; a voice that is down leaves it
        unready."""
        wanted = self._wanted(text, language)
        if await self._cache.find(wanted, stays=True):
            return
        try:
            speech = self._voice.speak_along(
                _one(wanted.text), language=language, voice=self._named.get(language), pace=self._speech.pace
            )
            sounds = [sound async for sound in speech]
        except VendorUnavailable:
            return
        audio = b"".join(sound.audio for sound in sounds)
        if {sound.by for sound in sounds} == {self._usual(language)}:
            self._cache.keep(wanted, audio, stays=True)
            self._meanwhile.pop(wanted, None)
        else:
            self._meanwhile[wanted] = audio

    async def written(self) -> None:
        """Once all that was kept is where other processes find it. Safe to cancel."""
        await self._cache.written()

    def _wanted(self, text: str, language: str) -> Wanted:
        lexicon = self._said.get(language)
        who = f"{self._who} {self._named[language]}" if language in self._named else self._who
        return Wanted(lexicon.said(text) if lexicon else text, language, who, self._speech.pace)


async def _one(text: str) -> AsyncIterator[str]:
    yield text
