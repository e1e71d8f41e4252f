"""Every fault at every point of a call: what happens to the caller, their booking and their texts.

dialogue ─▶ turn ─▶ phase ─▶ fault strikes one handler ─▶ the carrier asks what now ─▶ the next one has the call ─▶ verdict
"""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal, get_args

from receptionist.booking.model import Booking
from receptionist.calls.record import CallRecord
from receptionist.desk.send_texts import send_due
from tests import virtual_time
from tests.chaos.caller import Caller
from tests.chaos.dialogues import BUSINESS, DIALOGUES, WHOLE, Dialogue, bookings, earlier
from tests.chaos.network import Network
from tests.chaos.processes import Point, Process
from tests.chaos.telephone import WORD_S, text_of

Phase = Literal["caller speaks", "we speak", "before the write", "after the write", "between turns"]
Fault = Literal[
    "cut", "killed", "vanished", "zombie", "drained", "half open", "asked twice", "late frames", "store hangs", "stands still",
    "clock ahead", "clock back", "rescuer ahead",
]  # fmt: skip
PHASES: tuple[Phase, ...] = get_args(Phase)
IN_FLIGHT = ("before the write", "after the write")
FAULTS: tuple[Fault, ...] = get_args(Fault)

LOOK_S = 0.04
ANSWERS_WITHIN_S = 3.0
"""From the start of the next stream to our first word."""
MUTE_S = 5.0
"""From the loss of a stream to our first word on the next, however the loss came to light."""
SILENCE_S = 2.0
"""The longest a waiting caller hears nothing."""
MOST_RESUMES = 3
HANGS_S = 6.0
"""Longer than a turn may be thought, and than a lease lasts."""
LATE_S = 8.0
STILL_S = 1.5
"""All of a machine at once, as when it is moved: what comes in meanwhile waits."""
JUMP = timedelta(minutes=2)
"""Of the clock that leases and tickets go by: longer than either lasts."""
AWAKES_S = 1.5
"""From the next handler's start until what the first one had begun goes on after all."""
LONGEST_S = 300.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One call with one fault. `turn`: of the caller's lines, from 0."""

    dialogue: Dialogue
    turn: int
    phase: Phase
    fault: Fault

    def __str__(self) -> str:
        return f"{self.dialogue.name}, line {self.turn + 1}, {self.phase}, {self.fault}"


@dataclass(slots=True)
class Played:
    """What came of a cell."""

    struck: bool = False
    """False: it never came to that phase, so nothing was tried."""
    faults: list[str] = field(default_factory=list)
    resumes: int = 0
    first_words_s: list[float] = field(default_factory=list)
    """From the start of each further stream to our first word on it."""
    mute_s: float = 0.0
    """The longest from the loss of a stream to our first word on the next."""
    lines: int = 0
    writing: frozenset[int] = frozenset()
    """Lines, from 0, that had something written into the book."""
    transcript: list[str] = field(default_factory=list)


def play(cell: Cell | Dialogue) -> Played:
    """Deterministic: the same cell plays the same. A dialogue alone is played without a fault."""
    return virtual_time.run(_play(cell))


def cells(undisturbed: dict[str, Played]) -> Iterator[Cell]:
    """All of them, by what each dialogue is like without a fault: only lines that write have a write in flight."""
    for dialogue in DIALOGUES:
        for turn in range(undisturbed[dialogue.name].lines):
            for phase in PHASES:
                if phase in IN_FLIGHT and turn not in undisturbed[dialogue.name].writing:
                    continue
                for fault in FAULTS:
                    yield Cell(dialogue, turn, phase, fault)


async def _play(cell: Cell | Dialogue) -> Played:
    dialogue = cell if isinstance(cell, Dialogue) else cell.dialogue
    network, played = Network(), Played()
    earlier(dialogue, network.desk)
    send_due(network.desk, network.sms, limit=10)
    network.sms.arrived.clear()
    caller = Caller(network, dialogue)
    await network.ring()
    strike = _Strike(cell, network, caller) if isinstance(cell, Cell) else None
    striking = network.loop.create_task(strike.run()) if strike else None
    try:
        await asyncio.wait_for(caller.run(), LONGEST_S)
    except TimeoutError:
        played.faults.append("the call never ended")
    if striking is not None:
        striking.cancel()
        await asyncio.wait([striking])
        if not striking.cancelled() and (error := striking.exception()):
            raise error
    ended_at = network.loop.time()
    try:
        record = await network.hang_up()
    except Exception as error:  # noqa: BLE001 - whatever broke a handler is the cell's finding
        played.faults.append(f"a handler broke: {error!r}")
        record = network.desk.calls.find(network.call)
    played.struck = strike is None or strike.struck_at is not None
    _judge(dialogue, network, caller, record, strike, ended_at, played)
    return played


class _Strike:
    """Waits for the moment of a cell, and does what its fault does."""

    def __init__(self, cell: Cell, network: Network, caller: Caller) -> None:
        self._cell, self._network, self._caller = cell, network, caller
        self._held = asyncio.Event()
        self.struck_at: float | None = None
        self.late_until = 0.0

    async def run(self) -> None:
        if not await self._moment():
            return
        process = self._network.serving
        assert process is not None
        self.struck_at = self._network.loop.time()
        await self._do(process)

    async def _moment(self) -> bool:
        cell, network, lines, loop = self._cell, self._network, self._caller.lines, self._network.loop
        while len(lines) <= cell.turn:  # noqa: ASYNC110 - virtual time
            await asyncio.sleep(LOOK_S)
        line = lines[cell.turn]
        if cell.phase in IN_FLIGHT:
            return await self._write_in_flight(cell.phase.split()[0], len(lines))  # type: ignore[arg-type]
        if cell.phase == "caller speaks":
            await asyncio.sleep((line.ends - line.began) / 2)
            return True
        while len(lines) == cell.turn + 1 and not network.over:
            ours = [word for word in network.heard if word.at >= line.ends]
            if ours and cell.phase == "we speak" and loop.time() >= ours[0].at + 2 * WORD_S:
                return True
            if ours and cell.phase == "between turns" and loop.time() >= ours[-1].at + WORD_S + 0.25:
                return True
            await asyncio.sleep(LOOK_S)
        return False

    async def _write_in_flight(self, point: Point, lines: int) -> bool:
        process = self._network.serving
        assert process is not None
        process.held_at = lambda at, act, _: (at, act) == (point, "bookings.commit")
        process.on_held = self._held.set
        while not self._held.is_set():
            if len(self._caller.lines) > lines or self._network.over:
                process.held_at = None
                return False
            await asyncio.sleep(LOOK_S)
        return True

    async def _do(self, process: Process) -> None:
        network, stream = self._network, self._network.stream
        assert stream is not None
        streams = len(network.streams)
        match self._cell.fault:
            case "cut" | "asked twice":
                network.asks_twice = self._cell.fault == "asked twice"
                network.loses()
                stream.cut()
            case "killed":
                network.loses()
                stream.lose()
                await process.kill()
            case "vanished":
                network.loses()
                stream.broken = True
                await process.kill()
            case "zombie":
                network.loses()
                process.cut_off = True
                stream.lose()
            case "drained":
                process.reception.drain()
                if self._held.is_set():
                    await asyncio.sleep(AWAKES_S)
                    process.release()
            case "half open":
                network.loses()
                stream.broken = True
            case _:
                await self._hinder(process)
                process.release()
        while len(network.streams) == streams and not network.over:  # noqa: ASYNC110 - virtual time
            await asyncio.sleep(LOOK_S)
        await asyncio.sleep(AWAKES_S)
        process.release()

    async def _hinder(self, process: Process) -> None:
        """For a while: nobody is gone for good."""
        network = self._network
        match self._cell.fault:
            case "late frames":
                self.late_until = network.loop.time() + LATE_S + ANSWERS_WITHIN_S
                network.be_late(seed=self._cell.turn)
                await asyncio.sleep(AWAKES_S)
                process.release()
                await asyncio.sleep(LATE_S - AWAKES_S)
                network.be_on_time()
            case "store hangs":
                if not self._held.is_set():
                    process.held_at = lambda at, *_: at == "before"
                await asyncio.sleep(HANGS_S)
            case "stands still":
                self.late_until = network.loop.time() + STILL_S + ANSWERS_WITHIN_S
                network.stand_still(STILL_S)
            case "clock ahead" | "clock back" as way:
                network.clock.now += JUMP if way == "clock ahead" else -JUMP
                await asyncio.sleep(AWAKES_S)
            case "rescuer ahead":
                network.rescuer_ahead = JUMP
                await asyncio.sleep(AWAKES_S)
                network.rescuer_ahead = timedelta()


def _judge(
    dialogue: Dialogue, network: Network, caller: Caller, record: CallRecord | None, strike: _Strike | None,
    ended_at: float, played: Played,
) -> None:  # fmt: skip
    faults, heard = played.faults, network.heard
    if caller.gave_up:
        faults.append("the caller gave up")
    if network.over != "Hangup" and not caller.hung_up:
        faults.append(f"the carrier was told: {network.over or 'nothing'}")
    records = network.desk.calls.recent(BUSINESS)
    if len(records) != 1 or record is None:
        faults.append(f"{len(records)} records")
    elif (record.status, record.outcome) != ("ended", "goodbye"):
        faults.append(f"the record says {record.status}, {record.outcome or 'no outcome'}")
    played.resumes = record.resumes if record else 0
    if played.resumes > MOST_RESUMES:
        faults.append(f"{played.resumes} resumes")
    faults += dialogue.faults(bookings(network.desk), [text.body for text in network.sms.arrived])
    faults += _false_claims(dialogue, network)
    told = text_of(heard)
    faults += [f"never told in full: {news.claim}" for news in dialogue.news if not re.search(news.claim + WHOLE, told)]
    faults += _silences(network, caller, strike, ended_at)
    for lost, began in network.outages:
        first = next((word.at - began for word in heard if word.at >= began), None)
        if first is None and began < ended_at - ANSWERS_WITHIN_S or first is not None and first > ANSWERS_WITHIN_S:
            faults.append(f"{first} s to the first word of the next handler")
        if first is not None:
            played.first_words_s.append(first)
            mute_s = began - lost + first
            if mute_s > MUTE_S:
                faults.append(f"{mute_s:.1f} s from the loss of a stream to the next word")
            played.mute_s = max(played.mute_s, mute_s)
    played.lines = len(caller.lines)
    played.writing = frozenset(
        max(line.number for line in caller.lines if line.began <= at)
        for process in network.processes
        for at, _ in process.commits
        if caller.lines and at >= caller.lines[0].began
    )
    played.transcript = _transcript(network, caller, strike)


def _commits(network: Network) -> list[tuple[float, Booking]]:
    return sorted(
        ((at, one) for process in network.processes for at, one in process.commits if one is not None),
        key=lambda commit: commit[0],
    )


def _false_claims(dialogue: Dialogue, network: Network) -> list[str]:
    """Of ours, heard before their commit. A sentence is as old as its first word."""
    commits = _commits(network)
    text, starts = "", []
    for word in network.heard:
        if word.text:
            starts.append((len(text), word.at))
            text += word.text.lower() + " "
    faults = []
    for news in dialogue.news:
        since = min((at for at, booking in commits if news.happened(booking)), default=None)
        for found in re.finditer(news.claim, text):
            said_at = max(at for place, at in starts if place <= found.start())
            if since is None or said_at < since:
                faults.append(f"said {found[0]!r} at {said_at:.1f}, committed at {since}")
    return faults


def _silences(network: Network, caller: Caller, strike: _Strike | None, ended_at: float) -> list[str]:
    """While the caller waited and somebody had them. Where the network was at fault, only what came after it counts."""
    excused = [(lost - LOOK_S, began + ANSWERS_WITHIN_S) for lost, began in network.outages]
    if strike is not None and strike.struck_at is not None and strike.late_until:
        excused.append((strike.struck_at, strike.late_until))
    faults = []
    waits = [(line.ends, after.began) for line, after in zip(caller.lines, caller.lines[1:], strict=False)]
    if caller.lines:
        waits.append((caller.lines[-1].ends, ended_at))
    for began, ended in waits:
        sounds = [(word.at, word.at + WORD_S) for word in network.heard if began - WORD_S <= word.at < ended]
        quiet_from = began
        for start, end in [*sounds, (ended, ended)]:
            if start - quiet_from > SILENCE_S and not any(a < start and quiet_from < b for a, b in excused):
                faults.append(f"{start - quiet_from:.1f} s of silence from {quiet_from:.1f}")
            quiet_from = max(quiet_from, end)
    return faults


def _transcript(network: Network, caller: Caller, strike: _Strike | None) -> list[str]:
    told: list[tuple[float, str]] = [(line.began, f"CALLER {line.text}") for line in caller.lines]
    said: list[Any] = []
    for word in network.heard:
        if said and word.at - said[-1][2] < 2 * WORD_S:
            said[-1][1] += f" {word.text}" if word.text else ""
            said[-1][2] = word.at
        else:
            said.append([word.at, f"US     {word.text}", word.at])
    told += [(at, text) for at, text, _ in said]
    if strike is not None and strike.struck_at is not None:
        told.append((strike.struck_at, "--- the fault strikes"))
    told += [(stream.began, f"--- stream {number}") for number, stream in enumerate(network.streams, 1)]
    told += [(at, f"--- committed {one.status.value}, revision {one.revision}") for at, one in _commits(network)]
    return [f"{at:7.2f}  {text}" for at, text in sorted(told)]
