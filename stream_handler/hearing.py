"""From the line to turns: who has the floor, the sound of a turn, its words and keys.

Works on the loop, in callbacks; nothing here waits. What takes time (words, judging a pause) becomes a task of the call.
"""

import asyncio
import logging
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Protocol

from receptionist.conversation.reply import Expectation
from receptionist.errors import VendorUnavailable
from receptionist.ports import EndOfTurn, Transcript
from stream_handler.ears.recogniser import words
from stream_handler.ears.turn_audio import TurnAudio
from stream_handler.floor import Floor, Holder, Order, patience_for
from stream_handler.parts import Parts

log = logging.getLogger("stream_handler.hearing")

BETWEEN_KEYS_S = 1.2
"""Quiet after a key that ends an entry; `#` ends it at once."""
COMPLETE, INCOMPLETE = 0.6, 0.15
"""Of the end-of-turn model: above, the turn is over sooner; below, it is waited for longer."""
JUDGED = frozenset({"open", "name", "date", "time", "number", "choice"})
"""What the end-of-turn model is asked about. Digits and letters come in groups that each sound complete."""
PHONE_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Spoke:
    """The caller has said something."""

    words: "asyncio.Task[Transcript]"
    ended_at: float
    """Loop time of the last speech."""
    waited_s: float
    """Quiet that had to pass before it counted as a turn."""
    broke_in: bool
    """It began while we spoke, or thought."""
    late_s: float = 0.0
    """Quiet between our words and it."""
    stops: int = 0
    """How often the caller fell quiet in it and went on."""


@dataclass(frozen=True, slots=True)
class Pressed:
    digits: str
    ended_at: float


@dataclass(frozen=True, slots=True)
class Silent:
    """Nobody has spoken for as long as the caller was given."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Not the caller's: another handler is to go on, as soon as nobody speaks."""


Turn = Spoke | Pressed | Silent | Leave


class Spawn(Protocol):
    """Starts a task in the call's group."""

    def __call__(self, work: Coroutine[Any, Any, Any], *, name: str) -> "asyncio.Task[Any]": ...


class Hearing:
    """Of one call."""

    def __init__(
        self, parts: Parts, spawn: Spawn, *, on_hush: Callable[[float], None], on_turn: Callable[[], None]
    ) -> None:
        """`on_hush`: the caller speaks over us, since that many seconds. `on_turn`: they have finished, and wait."""
        self._parts = parts
        self._spawn = spawn
        self._on_hush = on_hush
        self._on_turn = on_turn
        self._loop = asyncio.get_running_loop()
        self._floor = Floor()
        self._audio = TurnAudio()
        self._broke_in = False
        self._expect = Expectation()
        self._language: str | None = None
        self._words: asyncio.Task[Transcript] | None = None
        self._verdict: asyncio.Task[None] | None = None
        self._digits = ""
        self._digits_due: asyncio.TimerHandle | None = None
        self._turns: asyncio.Queue[Turn] = asyncio.Queue(16)
        self.leaving = False

    async def next_turn(self) -> Turn:
        """In order. Cancelling it loses none."""
        return await self._turns.get()

    @property
    def busy(self) -> bool:
        """Whether the caller is at it, or has done something that is not answered yet."""
        return self._floor.holder is Holder.CALLER or bool(self._digits) or not self._turns.empty()

    def expect(self, expected: Expectation, *, language: str | None) -> None:
        """What is being asked just now, and the language it may be answered in (None: any)."""
        self._expect, self._language = expected, language
        self._floor.patience = patience_for(expected.kind, expected.patience_s)

    def ours_is_out(self) -> None:
        """Our words have been heard to the end."""
        if not self.busy:
            self._floor.spoken()

    def leave(self) -> None:
        """Another handler is to go on: now if nobody speaks, else `leaving` says so to who speaks last. Safe to repeat."""
        if not self.leaving and self._floor.holder is Holder.NOBODY and not self.busy:
            self._put(Leave())
        self.leaving = True

    def close(self) -> None:
        if self._digits_due is not None:
            self._digits_due.cancel()

    def heard(self, frame: bytes, speech: bool) -> None:
        """32 ms of the caller, judged."""
        self._audio.hear(frame)
        match self._floor.hear(len(frame) / 8000, speech=speech):
            case Order.BEGIN:
                self._begin(broke_in=False)
            case Order.HUSH:
                self._begin(broke_in=True)
                self._on_hush(self._floor.turn_s)
            case Order.PAUSE:
                self._pause()
            case Order.GO_ON:
                self._forget()
            case Order.REPLY:
                self._finish()
            case Order.SILENT:
                self._put(Silent())

    def key(self, digit: str) -> None:
        """A key was pressed: what is being said or spoken gives way."""
        if self._digits_due is not None:
            self._digits_due.cancel()
        self._floor.take()
        self._audio.end()
        self._forget()
        self._on_hush(0.0)
        if digit != "#":
            self._digits += digit
        at_once = digit == "#" or self._expect.kind in ("yes_no", "choice")
        self._digits_due = self._loop.call_later(0.0 if at_once else BETWEEN_KEYS_S, self._keys_complete)

    def _keys_complete(self) -> None:
        digits, self._digits = self._digits, ""
        if digits:
            self._on_turn()
            self._put(Pressed(digits, self._loop.time()))
        else:
            self._floor.spoken()

    def _begin(self, *, broke_in: bool) -> None:
        self._broke_in = broke_in
        self._audio.begin()

    def _pause(self) -> None:
        """They may be done: recognise what there is, while the quiet goes on."""
        self._words = self._recognise()
        judge = self._parts.end_of_turn
        if self._expect.kind == "phone":
            self._verdict = self._spawn(self._whole_number(self._words), name="whole number?")
        elif judge is not None and self._expect.kind in JUDGED:
            self._verdict = self._spawn(self._judged(judge, self._audio.so_far()), name="end of turn?")

    def _forget(self) -> None:
        for task in (self._words, self._verdict):
            if task is not None:
                task.cancel()
        self._words = self._verdict = None

    def _finish(self) -> None:
        quiet_s = self._floor.quiet_s
        recognised = self._words or self._recognise()
        self._words = None
        self._forget()
        self._audio.end()
        self._on_turn()
        late_s, stops = self._floor.waited_s, self._floor.stops
        self._put(Spoke(recognised, self._loop.time() - quiet_s, quiet_s, self._broke_in, late_s, stops))

    def _recognise(self) -> "asyncio.Task[Transcript]":
        work = words(
            self._parts.transcriber,
            self._audio.so_far(),
            language=self._language,
            phrases=self._expect.phrases,
            deadline_s=self._parts.limits.recognise_s,
        )
        return self._spawn(work, name="words")

    async def _judged(self, judge: EndOfTurn, audio: bytes) -> None:
        try:
            async with asyncio.timeout(self._parts.limits.judge_s):
                complete = await judge.complete(audio)
        except (TimeoutError, VendorUnavailable):
            return
        if complete >= COMPLETE:
            self._floor.sounds_complete(True)
        elif complete <= INCOMPLETE:
            self._floor.sounds_complete(False)

    async def _whole_number(self, recognised: "asyncio.Task[Transcript]") -> None:
        await asyncio.wait([recognised])
        if not recognised.cancelled() and len(re.findall(r"\d", recognised.result().text)) >= PHONE_DIGITS:
            self._floor.sounds_complete(True)

    def _put(self, turn: Turn) -> None:
        try:
            self._turns.put_nowait(turn)
        except asyncio.QueueFull:  # Only if the conversation hangs; its own deadlines end that.
            log.error("turn dropped")
