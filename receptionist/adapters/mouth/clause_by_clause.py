"""Any voice that speaks whole texts, made one that begins before the text is written to its end.

pieces ─▶ clauses ─▶ speak, speak ─▶ sounds        one clause is made while the one before it is taken
"""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field

from receptionist.adapters.mouth.beside import beside, close, let_go, stop
from receptionist.adapters.mouth.clauses import Clauses, ends_a_sentence
from receptionist.calls.mulaw import RATE, SILENCE
from receptionist.errors import VendorUnavailable
from receptionist.ports import Sound, Voice


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds between clauses, for a voice that leaves none."""

    clause_s: float = 0.0
    sentence_s: float = 0.0

    def after(self, clause: str) -> bytes:
        return SILENCE * int(RATE * (self.sentence_s if ends_a_sentence(clause) else self.clause_s))


@dataclass(slots=True)
class _Made:
    """Between the maker and the taker of sounds."""

    sounds: "deque[tuple[int, Sound]]" = field(default_factory=deque)
    """With the number of their clause."""
    taken: int = -1
    """The clause of the last sound that was taken."""
    over: bool = False
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    """There is a sound, or there will be none."""
    room: asyncio.Event = field(default_factory=asyncio.Event)
    """A sound was taken."""


class ClauseByClause:
    """The FluentVoice port on a Voice. `letters` are exact per clause: its first sound already counts to its end."""

    def __init__(self, voice: Voice, name: str = "", pauses: Pauses | None = None) -> None:
        self._voice = voice
        self._name = name
        self._pauses = pauses or Pauses()

    def languages(self) -> frozenset[str]:
        return self._voice.languages()

    def speak(self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0) -> AsyncIterator[bytes]:
        return self._voice.speak(text, language=language, voice=voice, pace=pace)

    async def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[Sound, None]:
        """As the port says. A clause begins when its end is written, or the text's."""
        made = _Made()
        maker = beside(self._make(pieces, made, language, voice, pace), f"voice {self._name}")
        try:
            while True:
                while not made.sounds and not made.over:
                    made.moved.clear()
                    await made.moved.wait()
                if not made.sounds:
                    break
                made.taken, sound = made.sounds.popleft()
                made.room.set()
                yield sound
            await maker
        finally:
            await stop(maker)

    def load(self) -> None:
        """Of those that come late. Blocks; safe to repeat."""
        load = getattr(self._voice, "load", None)
        if load is not None:
            load()

    async def warm(self, *, language: str | None = None) -> None:
        """Of those that have connections."""
        warm = getattr(self._voice, "warm", None)
        if warm is not None:
            await warm(language=language)

    async def close(self) -> None:
        """Of those that are closed on the loop. Safe to repeat."""
        await let_go(self._voice)

    async def _make(
        self, pieces: AsyncIterator[str], made: _Made, language: str, voice: str | None, pace: float
    ) -> None:
        clauses = Clauses()
        number = letters = 0
        pause = b""
        try:
            async for piece in _with_end(pieces):
                for clause in clauses.add(piece) if piece is not None else [clauses.rest()]:
                    letters += len(clause)
                    if not any(letter.isalnum() for letter in clause):
                        continue
                    while made.taken < number - 1:
                        made.room.clear()
                        await made.room.wait()
                    await self._say(clause, made, number, letters, pause, language, voice, pace)
                    pause = self._pauses.after(clause)
                    number += 1
        finally:
            made.over = True
            made.moved.set()

    async def _say(
        self, clause: str, made: _Made, number: int, letters: int, pause: bytes,
        language: str, voice: str | None, pace: float,
    ) -> None:  # fmt: skip
        stream = self._voice.speak(clause.strip(), language=language, voice=voice, pace=pace)
        silent = True
        try:
            async for audio in stream:
                if audio:
                    made.sounds.append((number, Sound(pause + audio if silent else audio, letters, self._name)))
                    silent = False
                    made.moved.set()
        finally:
            await close(stream)
        if silent:
            raise VendorUnavailable(f"{self._name or 'the voice'} made no sound")


async def _with_end(pieces: AsyncIterator[str]) -> AsyncGenerator[str | None, None]:
    """And None, once there are no more."""
    async for piece in pieces:
        yield piece
    yield None
