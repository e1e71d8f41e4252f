"""A day's calls in numbers. What each number counts is decided here, in `marks_of`, and nowhere else; a number's calls are those
that bear its mark.

Nothing of a caller is in it, so that it may be kept when the calls themselves are gone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Literal, TypeVar, get_args

from receptionist.business.definition import Business
from receptionist.business.opening import local, sittings
from receptionist.calls.record import CallRecord

Key = TypeVar("Key")

Mark = Literal[
    "answered", "machine", "alone", "closed", "busy", "transferred", "brief", "booked", "changed", "cancelled", "waitlisted",
    "message", "question",
]  # fmt: skip
"""
    answered    the assistant took it
    machine     a recording or a machine called; none of the following
    alone       answered, and nobody of the house had to do anything: not put through, no message, no notice to a colleague. Not said of
                a call whose words were erased: nobody knows any more
    closed      answered while the house was closed
    busy        answered while it was open, and another caller was on the line
    transferred put through to a person
    brief       the caller was gone within ten seconds
    booked, changed, cancelled, waitlisted, message, question
                it happened in the call: `question` is one that could not be answered
"""
MARKS: tuple[Mark, ...] = get_args(Mark)

_OF_EFFECTS: dict[str, Mark] = {
    "booking.confirmed": "booked",
    "booking.changed": "changed",
    "booking.cancelled": "cancelled",
    "waitlist.joined": "waitlisted",
    "message.taken": "message",
    "gap.recorded": "question",
}
BRIEF = timedelta(seconds=10)
MACHINES = frozenset({"machine", "voicemail"})
STEP_MS = 50
"""Waits are counted in steps of that many milliseconds: days can then be added up, which percentiles cannot."""
LONGEST_MS = 20_000


@dataclass(frozen=True, slots=True)
class Sold:
    """What the visits booked in some calls are worth."""

    value: Decimal = Decimal(0)
    """By the prices of services, as they are when it is counted."""
    unpriced: int = 0
    """Visits of services that have no price, a table for one."""
    guests: int = 0
    """People of those."""


@dataclass(frozen=True, slots=True)
class DayFigures:
    day: date
    calls: int = 0
    marks: dict[Mark, int] = field(default_factory=dict)
    """Calls with each mark; none where it is not named."""
    bookings: int = 0
    """Visits booked; a call may book two."""
    sold: Sold = Sold()
    languages: dict[str, int] = field(default_factory=dict)
    """Of answered calls."""
    outcomes: dict[str, int] = field(default_factory=dict)
    moods: dict[str, int] = field(default_factory=dict)
    """Calls in which the caller seemed so at some moment: `frustrated`, `urgent`, `hesitant`."""
    hours: tuple[int, ...] = (0,) * 24
    """Calls by the hour of the business's clock in which they began."""
    waits: dict[int, int] = field(default_factory=dict)
    """Answers by how long the caller waited for their first sound: the beginning of a step of STEP_MS, and how many."""
    interruptions: int = 0
    seconds: float = 0.0
    usd: float = 0.0


@dataclass(frozen=True, slots=True)
class Marked:
    record: CallRecord
    marks: frozenset[Mark]


def marked(business: Business, records: Sequence[CallRecord]) -> list[Marked]:
    """`records`: all of a stretch of time, so that it is known who was on the line beside whom."""
    return [Marked(one, marks_of(business, one, records)) for one in records]


def marks_of(business: Business, record: CallRecord, beside: Iterable[CallRecord]) -> frozenset[Mark]:
    if not record.transcript:
        return frozenset({"brief"}) if _brief(record) else frozenset()
    if record.outcome in MACHINES:
        return frozenset({"answered", "machine"})
    happened = effects(record)
    marks: set[Mark] = {"answered", *(_OF_EFFECTS[one] for one in happened if one in _OF_EFFECTS)}
    if record.outcome == "transferred" or _events(record, "handed_over"):
        marks.add("transferred")
    needed_somebody = marks & {"transferred", "message"} or "staff.told" in happened
    if not needed_somebody and record.erased is None:
        marks.add("alone")
    if _brief(record):
        marks.add("brief")
    if not is_open(business, record.started):
        marks.add("closed")
    elif any(_on_the_line(other, record.started) for other in beside if other.call != record.call):
        marks.add("busy")
    return frozenset(marks)


def figures_of(business: Business, day: date, records: Sequence[CallRecord], sold: Sold) -> DayFigures:
    """`records`: all that began on that day of the business's clock. `sold`: in them."""
    calls = marked(business, records)
    answered = [one.record for one in calls if "answered" in one.marks and "machine" not in one.marks]
    timed = [float(event["total_ms"]) for one in answered for event in _events(one, "turn.timed")]
    hours = Counter(local(business, one.started).hour for one in records)
    return DayFigures(
        day,
        calls=len(records),
        marks=dict(Counter(mark for one in calls for mark in one.marks)),
        bookings=sum(effects(one).count("booking.confirmed") for one in answered),
        sold=sold,
        languages=dict(Counter(one.language for one in answered)),
        outcomes=dict(Counter(one.outcome or "lost" for one in records)),
        moods=dict(Counter(mood for one in answered for mood in moods(one))),
        hours=tuple(hours[hour] for hour in range(24)),
        waits=dict(Counter(int(min(max(ms, 0), LONGEST_MS) // STEP_MS * STEP_MS) for ms in timed)),
        interruptions=sum(len(_events(one, "interrupted")) for one in answered),
        seconds=sum((one.ended - one.started).total_seconds() for one in answered if one.ended),
        usd=round(sum(cost(one) for one in records), 6),
    )


def summed(days: Iterable[DayFigures], day: date) -> DayFigures:
    """Several days as one, under the name of `day`."""
    found = list(days)
    return DayFigures(
        day,
        calls=sum(one.calls for one in found),
        marks=_together(one.marks for one in found),
        bookings=sum(one.bookings for one in found),
        sold=Sold(
            sum((one.sold.value for one in found), Decimal(0)),
            sum(one.sold.unpriced for one in found),
            sum(one.sold.guests for one in found),
        ),
        languages=_together(one.languages for one in found),
        outcomes=_together(one.outcomes for one in found),
        moods=_together(one.moods for one in found),
        hours=tuple(sum(one.hours[hour] for one in found) for hour in range(24)),
        waits=_together(one.waits for one in found),
        interruptions=sum(one.interruptions for one in found),
        seconds=sum(one.seconds for one in found),
        usd=round(sum(one.usd for one in found), 6),
    )


def percentile(waits: Mapping[int, int], share: float) -> int | None:
    """Milliseconds within which that share of the answers (0 to 1) had begun, to the end of its step; None: there were none."""
    wanted = share * sum(waits.values())
    reached = 0
    for step in sorted(waits):
        reached += waits[step]
        if reached >= wanted:
            return step + STEP_MS
    return None


def effects(record: CallRecord) -> list[str]:
    return [str(event.get("effect")) for event in _events(record, "effect")]


def moods(record: CallRecord) -> frozenset[str]:
    return frozenset(str(mood) for event in _events(record, "mood") for mood in event.get("moods", ()))


def cost(record: CallRecord) -> float:
    """In dollars: what hearing, thinking and speaking took."""
    return sum(float(event.get("usd", 0.0)) for event in _events(record, "call.ended"))


def is_open(business: Business, at: datetime) -> bool:
    """Also in the small hours of a sitting that began the evening before."""
    here = local(business, at)
    today, yesterday = sittings(business, here.date()), sittings(business, here.date() - timedelta(days=1))
    return any(opens <= here.time() and (here.time() < closes or closes <= opens) for opens, closes in today) or any(
        closes <= opens and here.time() < closes for opens, closes in yesterday
    )


def _on_the_line(other: CallRecord, at: datetime) -> bool:
    return other.started < at and (other.ended is None or at < other.ended)


def _brief(record: CallRecord) -> bool:
    left = record.outcome in ("caller_hung_up", "lost")
    return left and record.ended is not None and record.ended - record.started < BRIEF


def _events(record: CallRecord, kind: str) -> list[dict[str, Any]]:
    return [event for event in record.transcript if event.get("type") == kind]


def _together(counts: Iterable[Mapping[Key, int]]) -> dict[Key, int]:
    total: Counter[Key] = Counter()
    for one in counts:
        total.update(one)
    return dict(total)
