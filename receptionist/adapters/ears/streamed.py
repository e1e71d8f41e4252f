"""Ears made of a recogniser that streams: one socket per call, told of the caller's turns only.

    no line ──dial──▶ dialling ──open: the turn so far at once──▶ open ──▶ blocks of sound, finals
                         ▲                                         │
                         └──── it broke: once more per turn ───────┘

What a turn sounds like is kept until it is over, so that a line that breaks, or is late, costs time and no words.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from receptionist.adapters.deadline import Deadline
from receptionist.adapters.ears.dictation import Dictation
from receptionist.adapters.ears.line import Address, Line
from receptionist.adapters.wire import DIAL_S
from receptionist.errors import VendorUnavailable
from receptionist.ports import Transcript

LONGEST: Final = 8000 * 30
"""Bytes of a turn that are kept to be heard again."""
BLOCK: Final = 320
"""Bytes gathered before they are sent: 40 ms, and with frames of 32 ms 64."""
PIECE: Final = 8000
"""Most bytes in one message."""
ANSWER_S: Final = 3.0
"""For a final, from being asked: a recogniser that takes longer is down."""
LINES_A_TURN: Final = 2
KEPT_S: Final = 30.0
"""A line dialled ahead of a call that does not come is given up."""
KEPT: Final = 4


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds."""

    dial_s: float = DIAL_S
    answer_s: float = ANSWER_S
    kept_s: float = KEPT_S


@dataclass(frozen=True, slots=True)
class Recogniser:
    """What is to be known of one that streams."""

    name: str
    languages: frozenset[str]
    streams: bool
    """It says what it hears while it hears."""
    address: Callable[[str | None, tuple[str, ...]], Address]
    """By language and phrases, where they are told by dialling."""
    dictation: Callable[[str | None, tuple[str, ...]], Dictation]
    gathers: bool = False
    """Names are told by dialling only: those of earlier turns are told again, lest every question mean another line."""


class StreamedEars:
    """The Ears port."""

    def __init__(self, recogniser: Recogniser, deadlines: Deadlines = Deadlines()) -> None:
        self._recogniser = recogniser
        self._deadlines = deadlines
        self._ahead: list[Line] = []
        self._lines: set[Line] = set()
        """All of which something is left."""

    def listen(self, *, language: str | None, phrases: tuple[str, ...] = ()) -> "StreamedListening":
        return StreamedListening(self._recogniser, self._take, language, phrases, self._deadlines.answer_s)

    def languages(self) -> frozenset[str]:
        return self._recogniser.languages

    async def warm(self, *, language: str | None = None, phrases: tuple[str, ...] = ()) -> None:
        """Keeps one line per language and set of phrases, four at most, for half a minute each."""
        address = self._recogniser.address(language, phrases)
        kept = next((line for line in self._ahead if line.address == address and line.failed is None), None)
        if kept is None:
            kept = self._dialled(language, phrases)
            self._ahead.append(kept)
            asyncio.get_running_loop().call_later(self._deadlines.kept_s, self._give_up, kept)
            for line in self._ahead[:-KEPT]:
                self._give_up(line)
        await kept.settled()

    async def close(self) -> None:
        """Hangs up on every line, those of calls too, and waits a moment for its end. Safe to repeat and to cancel."""
        self._ahead.clear()
        lines = tuple(self._lines)
        for line in lines:
            line.hang_up()
        await asyncio.gather(*(line.gone() for line in lines))
        self._lines.clear()

    def _take(self, language: str | None, phrases: tuple[str, ...]) -> Line:
        address = self._recogniser.address(language, phrases)
        for line in self._ahead:
            if line.address == address and line.failed is None:
                self._ahead.remove(line)
                line.tell(line.dictation.tune(language, phrases) or [])
                return line
        return self._dialled(language, phrases)

    def _dialled(self, language: str | None, phrases: tuple[str, ...]) -> Line:
        recogniser = self._recogniser
        address, dictation = recogniser.address(language, phrases), recogniser.dictation(language, phrases)
        line = Line(recogniser.name, address, dictation, dial_s=self._deadlines.dial_s)
        self._lines = {one for one in self._lines if not one.over} | {line}
        line.dial()
        return line

    def _give_up(self, line: Line) -> None:
        if line in self._ahead:
            self._ahead.remove(line)
            line.hang_up()


class StreamedListening:
    """The Listening port."""

    def __init__(
        self,
        recogniser: Recogniser,
        take: Callable[[str | None, tuple[str, ...]], Line],
        language: str | None,
        phrases: tuple[str, ...],
        answer_s: float = ANSWER_S,
    ) -> None:
        self._recogniser = recogniser
        self._answer_s = answer_s
        self._take = take
        self._wanted = (language, phrases)
        self._told = self._wanted
        """What the line was told last."""
        self._turn: bytearray | None = None
        self._pending = bytearray()
        self._asked = False
        self._lines_left = LINES_A_TURN
        self._failure: VendorUnavailable | None = None
        self._news = asyncio.Event()
        self.on_news: Callable[[], None] = lambda: None
        self._closed = False
        self._line = self._connected()

    @property
    def streams(self) -> bool:
        return self._recogniser.streams

    @property
    def partial(self) -> str:
        return self._line.dictation.partial if self._turn is not None and self._line.open else ""

    @property
    def whole(self) -> bool:
        return self._turn is not None and self._line.open and self._line.dictation.whole

    @property
    def broken(self) -> bool:
        """Nothing will come of this turn, as is known already."""
        return self._failure is not None

    def begin(self, before: bytes) -> None:
        self.end()
        if self._closed:
            return
        self._turn = bytearray(before[-LONGEST:])
        self._pending.clear()
        self._failure, self._lines_left = None, LINES_A_TURN
        if self._line.failed is not None or self._line.dictation.spoiled:
            self._redial()
        elif self._line.open:
            self._replay()

    def tune(self, *, language: str | None, phrases: tuple[str, ...]) -> None:
        if self._recogniser.gathers:
            phrases = tuple(dict.fromkeys((*phrases, *self._wanted[1])))
        self._wanted = (language, phrases)
        if self._turn is None:
            self._retune()

    def hear(self, audio: bytes) -> None:
        if self._turn is None:
            return
        self._turn += audio
        if len(self._turn) > LONGEST:
            del self._turn[: len(self._turn) - LONGEST]
        if self._line.open:
            self._pending += audio
            if len(self._pending) >= BLOCK:
                self._flush()

    async def words(self) -> Transcript:
        if self._turn is None:
            return Transcript("", self._wanted[0] or "", 0.0)
        turn, self._asked = self._turn, True
        if self._line.open:
            self._flush()
            self._line.tell(self._line.dictation.ask())
        loop = asyncio.get_running_loop()
        began = loop.time()
        while not self._answered():
            if self._failure is not None:
                raise self._failure
            if self._turn is not turn:
                raise VendorUnavailable("the turn is over")
            line = self._line
            enough = line.open and line.dictation.enough
            left = began + (line.dictation.ENOUGH_S if enough else self._answer_s) - loop.time()
            if left <= 0:
                if enough:
                    break
                line.give_up("gives no answer")
                raise VendorUnavailable(f"{self._recogniser.name} gives no answer")
            self._news.clear()
            try:
                async with Deadline(left):
                    await self._news.wait()
            except TimeoutError:
                continue
        return self._line.dictation.heard()

    def end(self) -> None:
        if self._turn is None:
            return
        self._turn, self._asked = None, False
        self._pending.clear()
        self._news.set()
        self._line.tell(self._line.dictation.end())
        self._retune()

    async def close(self) -> None:
        self._closed, self._turn = True, None
        self._failure = VendorUnavailable("the call is over")
        self._news.set()
        self._line.hang_up()

    def _answered(self) -> bool:
        return self._line.open and self._line.dictation.settled

    def _flush(self) -> None:
        if self._pending:
            block = bytes(self._pending)
            self._pending.clear()
            self._line.sound(self._line.dictation.hear(block))

    def _replay(self) -> None:
        """All of the turn so far, at once."""
        line = self._line
        line.tell(line.dictation.begin())
        turn = bytes(self._turn or b"")
        for at in range(0, len(turn), PIECE):
            line.sound(line.dictation.hear(turn[at : at + PIECE]))
        if self._asked:
            line.tell(line.dictation.ask())

    def _connected(self) -> Line:
        self._told = self._wanted
        line = self._take(*self._wanted)
        line.opened, line.news = self._opened, self._told_something
        return line

    def _redial(self) -> None:
        """Another line in place of this one, which hears the turn from its beginning as soon as it is open."""
        self._line.hang_up()
        self._pending.clear()
        self._lines_left -= 1
        self._line = self._connected()
        if self._line.open:
            self._opened()

    def _retune(self) -> None:
        """Between two turns."""
        line = self._line
        if self._closed or line.failed is not None:
            return
        if line.dictation.spoiled:
            self._redial()
        elif self._wanted != self._told:
            messages = line.dictation.tune(*self._wanted)
            if messages is None:
                self._redial()
            else:
                self._told = self._wanted
                line.tell(messages)

    def _opened(self) -> None:
        if self._turn is not None:
            self._replay()
        self._news.set()

    def _told_something(self) -> None:
        if self._line.failed is not None:
            if self._lines_left > 1:
                self._redial()
            elif self._turn is not None:
                self._failure = self._line.failed
        self._news.set()
        self.on_news()
