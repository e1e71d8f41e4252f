"""A business's names said as it says them: written otherwise before any voice sees them, counted as they were written.

given   "Ask for Nguyen tonight."      said   "Ask for win tonight."      letters are those of the given text
"""

import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field

from receptionist.adapters.mouth.beside import close
from receptionist.business.definition import Pronunciation
from receptionist.ports import FluentVoice, Sound


class Lexicon:
    """How words are said in one language."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        """By how they are written."""
        self._said = {written.casefold(): said for written, said in entries.items()}
        longest_first = sorted(entries, key=len, reverse=True)
        self._written = re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if entries else r"(?!)", re.IGNORECASE
        )
        self._openings = {
            " ".join(words[:count])
            for words in (written.split() for written in self._said)
            for count in range(1, len(words))
        }
        self._most_words = max((len(written.split()) for written in self._said), default=1)

    def said(self, text: str) -> str:
        return self._written.sub(lambda match: self._said[match[0].casefold()], text)

    def replaced(self, text: str) -> list[tuple[int, int, int, int]]:
        """What `said` puts elsewhere: where it begins and ends in the text, and in what is said."""
        shift = 0
        found = []
        for match in self._written.finditer(text):
            said = len(self._said[match[0].casefold()])
            begins = match.start() + shift
            found.append((match.start(), match.end(), begins, begins + said))
            shift += said - (match.end() - match.start())
        return found

    def unsure(self, text: str) -> int:
        """How many letters at the end of `text` may be the beginning of a name of several words."""
        words = list(re.finditer(r"\S+", text))
        for count in range(min(self._most_words - 1, len(words)), 0, -1):
            begins = words[-count].start()
            if " ".join(text[begins:].split()).casefold() in self._openings:
                return len(text) - begins
        return 0


def lexicons(pronunciations: Sequence[Pronunciation]) -> dict[str, Lexicon]:
    """Those languages of which something is known."""
    by_language: dict[str, dict[str, str]] = {}
    for one in pronunciations:
        for language, said in one.said.items():
            by_language.setdefault(language, {})[one.written] = said
    return {language: Lexicon(entries) for language, entries in by_language.items()}


def pronounced(voice: FluentVoice, pronunciations: Sequence[Pronunciation]) -> FluentVoice:
    """`voice` as it speaks for a business; itself, where nothing is said otherwise."""
    known = lexicons(pronunciations)
    return Pronouncing(voice, known) if known else voice


class Pronouncing:
    """The FluentVoice port on another."""

    def __init__(self, voice: FluentVoice, known: Mapping[str, Lexicon]) -> None:
        self._voice = voice
        self._known = known

    def languages(self) -> frozenset[str]:
        return self._voice.languages()

    async def warm(self, *, language: str | None = None) -> None:
        await self._voice.warm(language=language)

    def speak(self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0) -> AsyncIterator[bytes]:
        lexicon = self._known.get(language)
        said = lexicon.said(text) if lexicon else text
        return self._voice.speak(said, language=language, voice=voice, pace=pace)

    async def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[Sound, None]:
        """As the port says. Words that may begin a name of several are kept back until the next is there."""
        lexicon = self._known.get(language)
        if lexicon is None:
            sounds = self._voice.speak_along(pieces, language=language, voice=voice, pace=pace)
            try:
                async for sound in sounds:
                    yield sound
            finally:
                await close(sounds)
            return
        ledger = _Ledger(lexicon)
        async with aclosing(ledger.said(pieces)) as said:
            sounds = self._voice.speak_along(said, language=language, voice=voice, pace=pace)
            try:
                async for sound in sounds:
                    yield Sound(sound.audio, ledger.given(sound.letters), sound.by)
            finally:
                await close(sounds)


@dataclass(slots=True)
class _Ledger:
    """Which letters that are said stand for which that were given."""

    lexicon: Lexicon
    given_at: int = 0
    said_at: int = 0
    replaced: list[tuple[int, int, int, int]] = field(default_factory=list)

    async def said(self, pieces: AsyncIterator[str]) -> AsyncGenerator[str, None]:
        held = ""
        async for piece in pieces:
            held += piece
            ready = len(held) - self.lexicon.unsure(held)
            if ready:
                yield self._take(held[:ready])
                held = held[ready:]
        if held:
            yield self._take(held)

    def given(self, letters: int) -> int:
        """Within a name, all of it."""
        shift = 0
        for _, given_ends, said_begins, said_ends in self.replaced:
            if letters <= said_begins:
                break
            if letters < said_ends:
                return given_ends
            shift = given_ends - said_ends
        return letters + shift

    def _take(self, text: str) -> str:
        for begins, ends, said_begins, said_ends in self.lexicon.replaced(text):
            self.replaced.append(
                (self.given_at + begins, self.given_at + ends, self.said_at + said_begins, self.said_at + said_ends)
            )
        said = self.lexicon.said(text)
        self.given_at += len(text)
        self.said_at += len(said)
        return said
