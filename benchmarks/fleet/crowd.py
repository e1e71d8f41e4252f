"""Callers with sound on a fleet: who rings, what they lived through, and whether the book is as they wanted.

What a caller waited for is read off the phone network's recording of the call; the recording is let go of then.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np

from benchmarks.fleet.running import Fleet
from benchmarks.fleet.spoken import read
from local.caller.caller import Caller, Heard
from local.caller.line import Handset
from local.caller.measure import Waits, of_tracks, utterances
from local.caller.scenario import Scenario, load_scenario
from local.caller.voice import prepare
from local.carrier import PhoneCall, TraceEvent
from local.rehearsal import CACHE, CALLERS_VOICES, CallersVoice
from receptionist.adapters.local_models.load import LocalModels, load
from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.calls import mulaw
from receptionist.ids import CallId, Phone
from receptionist.ports import Transcript
from receptionist.spans import Span
from receptionist.suites.verdict import Stored, shortfalls

SCENARIOS = Path(__file__).parents[1] / "scenarios" / "crowd"
SETTLES_S = 10.0
"""After the last call, for records and texts."""
LATE_S = (0.06, 0.45)
"""A pause of that length within our speech is sound that came late: words are 20 ms apart, utterances half a second."""
QUIET = 0x60
"""Mu-law codes above it, sign aside, are quiet."""


class Ears:
    """A caller's: who speaks is a stand-in, whose words can be read off its sound."""

    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        return Transcript(read(audio), language or "", 1.0)


@dataclass(frozen=True, slots=True)
class Part:
    """A scenario with the sound of its lines."""

    scenario: Scenario
    sounds: Mapping[int, bytes]


@dataclass(slots=True)
class Rang:
    """One call."""

    caller: Phone
    business: Business
    part: Part
    call: CallId
    began_at: float
    """Loop time, when the number was dialled; and when the call was over."""
    ended_at: float
    greeted_s: float | None
    """From dialling to the first sound of ours. None: nobody spoke."""
    waits: Waits
    late_s: tuple[float, ...]
    """Holes in our speech."""
    resumed_s: tuple[float, ...]
    """From the end of a stream that nobody had ended to the first sound of the next handler, as long as the caller did not speak
    themselves: who has begun to speak is heard out before they are answered."""
    trace: Sequence[TraceEvent]
    diary: Sequence[Heard]
    faults: list[str] = field(default_factory=list)


def parts(*names: str) -> dict[str, Part]:
    """By the names of their files. Loads the callers' voice if a line has not been spoken on this machine yet."""
    return asyncio.run(_parts(names))


async def _parts(names: Sequence[str]) -> dict[str, Part]:
    voice = _Voice()
    try:
        made = {}
        for name in names:
            scenario = load_scenario(SCENARIOS / f"{name}.yaml")
            made[name] = Part(scenario, await prepare(scenario, SCENARIOS, voice, CACHE / "callers"))
        return made
    finally:
        voice.close()


def words_of(cast: Mapping[str, Part]) -> dict[str, bytes]:
    """What the stand-in for a recogniser must know."""
    return {part.scenario.lines[place].say: sound for part in cast.values() for place, sound in part.sounds.items()}


async def ring(there: Fleet, part: Part, caller: Phone, business: Business) -> Rang:
    """One call from the first ring to its end. Cancelling leaves the call to the network, which hangs up when it is closed."""
    loop = asyncio.get_running_loop()
    phone = await there.carrier.dial(from_=caller, to=business.numbers[0])
    began_at = loop.time()
    playing = Caller(part.scenario, Handset(phone), Ears(), part.sounds)
    await phone.answered_or_over()
    if not phone.over:
        await playing.go()
    await phone.ended()
    ended_at = loop.time()
    waits, late_s, first_s = await asyncio.to_thread(
        _heard, bytes(phone.recording.caller), bytes(phone.recording.heard)
    )
    answered_at = phone.recording.began_at
    greeted = None if first_s is None or answered_at is None else answered_at - began_at + first_s
    rang = Rang(
        caller, business, part, CallId(phone.sid), began_at, ended_at, greeted, waits, late_s, _resumed(phone),
        tuple(phone.trace), tuple(playing.diary),
    )  # fmt: skip
    rang.faults += [str(fault) for fault in phone.faults if not _foreseen(str(fault))]
    if playing.gave_up:
        rang.faults.append(f"the caller gave up after {part.scenario.longest_s:.0f} s")
    phone.recording.caller.clear()
    phone.recording.heard.clear()
    return rang


def _foreseen(fault: str) -> bool:
    """A lost socket is what a run wants to see survived, and is counted in `resumed_s`."""
    return "Broken Pipe" in fault or "server closed with" in fault


def _heard(caller: bytes, heard: bytes) -> tuple[Waits, tuple[float, ...], float | None]:
    waits = of_tracks(mulaw.decode(caller), mulaw.decode(heard), 8000)
    return waits, tuple(holes(heard)), waits.greeting_s


def loud_at(heard: bytes) -> "np.ndarray[tuple[int], np.dtype[np.intp]]":
    """Places of the bytes that are no quiet."""
    return np.flatnonzero((np.frombuffer(heard, dtype=np.uint8) & 0x7F) < QUIET)


def holes(heard: bytes) -> list[float]:
    """Seconds of each hole in our speech."""
    gaps = np.diff(loud_at(heard)) / 8000
    least, most = LATE_S
    return [round(float(gap), 3) for gap in gaps[(gaps > least) & (gaps < most)]]


def _resumed(phone: PhoneCall) -> tuple[float, ...]:
    """By the trace: each start of a stream that was not the first, from the end of the one before it."""
    began = phone.recording.began_at
    if began is None:
        return ()
    ends = [one.at - began for one in phone.trace if (one.kind, one.name) == ("stream", "end")]
    starts = [one for one in phone.trace if (one.kind, one.name) == ("stream", "start")]
    lost = [lost_at for lost_at, _ in zip(ends, starts[1:], strict=False)]
    return waited(lost, bytes(phone.recording.caller), bytes(phone.recording.heard)) if lost else ()


def waited(lost: Sequence[float], caller: bytes, heard: bytes) -> tuple[float, ...]:
    """Seconds from each of `lost` to our next sound, without those in which the caller spoke. Both tracks: mu-law 8 kHz, from the
    same moment on, which `lost` counts from. One that no sound of ours followed is left out."""
    loud = loud_at(heard) / 8000
    spoken = utterances(mulaw.decode(caller), 8000)
    found = []
    for lost_at in lost:
        after = loud[loud > lost_at + 0.02]
        if len(after):
            back = float(after[0])
            own = sum(max(0.0, min(one.end_s, back) - max(one.start_s, lost_at)) for one in spoken)
            found.append(round(back - lost_at - own, 3))
    return tuple(found)


async def judged(there: Fleet, rang: Sequence[Rang]) -> None:
    """Adds to each call's faults what is not stored as its caller wanted, once records and texts had time to be."""
    loop = asyncio.get_running_loop()
    until = loop.time() + SETTLES_S
    waiting = list(rang)
    while True:
        waiting = [one for one in waiting if await asyncio.to_thread(_shortfalls, there, one)]
        if not waiting or loop.time() > until:
            break
        await asyncio.sleep(0.5)
    for one in waiting:
        one.faults += _shortfalls(there, one)


def _shortfalls(there: Fleet, rang: Rang) -> list[str]:
    """By the scenario's goal. One that names no booking leaves open whether the caller gets a table: they have one at most, and a
    text for it."""
    desk, business, goal = there.desk, rang.business, rang.part.scenario.goal
    record = desk.calls.find(rang.call)
    if record is None:
        return ["no record of the call"]
    bookings = [one for one in desk.bookings.by_phone(business.id, rang.caller) if one.call == rang.call]
    texts = [
        {"body": one.body}
        for one in desk.messages.sent_to(business.id, rang.caller, 20)
        if one.status.value in ("sent", "delivered")
        and (one.call == rang.call or any(one.booking == b.id for b in bookings))
    ]
    if not goal.bookings and goal.texts is None:
        faults = [] if record.outcome == goal.ends else [f"the call ended by {record.outcome!r}"]
        if len(bookings) > 1 or len(texts) < len(bookings):
            faults.append(f"{len(bookings)} bookings, {len(texts)} texts")
        return faults
    told = [
        {
            "call": one.call, "status": one.status.value, "service": one.service, "local_start": one.local_start,
            "party_size": one.party_size, "customer": {"name": one.customer.name},
        }
        for one in bookings
    ]  # fmt: skip
    call = {"call": record.call, "outcome": record.outcome, "transcript": record.transcript}
    today = record.started.astimezone(ZoneInfo(business.timezone)).date()
    return shortfalls(goal, Stored((), (), (), call), Stored(told, texts, (), call), today)


def booked(there: Fleet, business: Business) -> list[Booking]:
    """All visits from now on that stand in its book."""
    now = there.place.clock()
    every = there.desk.bookings.during(business.id, Span(now, now + timedelta(days=60)))
    return [one for one in every if one.status is Status.CONFIRMED]


def sold_twice(there: Fleet) -> list[str]:
    """Two visits that have one table at one time, by the books themselves."""
    faults = []
    for business in there.businesses:
        taken = [(one, table) for one in booked(there, business) for table in one.resources]
        for table in {table for _, table in taken}:
            visits = sorted((one.span.start, one.span.end, one.code) for one, of in taken if of == table)
            faults += [
                f"{business.id}: {table} is given to {first[2]} and {second[2]} at {second[0]}"
                for first, second in pairwise(visits)
                if second[0] < first[1]
            ]
    return faults


class _Voice:
    """The callers', loaded when the first word must be made."""

    def __init__(self) -> None:
        self._models: LocalModels | None = None

    def speak(self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0) -> AsyncIterator[bytes]:
        self._models = self._models or load()
        return CallersVoice(self._models.voice).speak(text, language=language, voice=voice, pace=pace)

    def languages(self) -> frozenset[str]:
        return frozenset(CALLERS_VOICES)

    def close(self) -> None:
        if self._models is not None:
            self._models.close()
