"""When the house is open and who is there, as things stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from receptionist.booking.hours import at_work, days, openings
from receptionist.booking.minutes import day_start
from receptionist.business.definition import Business, Resource
from receptionist.business.opening import why_closed
from receptionist.desk.desk import Desk
from receptionist.desk.mark_busy import busy_entries
from receptionist.desk.standing import standing
from receptionist.spans import Span

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class OpenDay:
    day: date
    open: tuple[Span, ...]
    """The sittings that begin on this local day."""
    closed_for: str
    """The holiday's name, if it is closed for one."""


@dataclass(frozen=True, slots=True)
class Presence:
    resource: Resource
    there: tuple[Span, ...]
    """Shifts without breaks; for what has none, the opening hours."""
    busy: tuple[Span, ...]
    """Taken by an entry of their own calendar."""


@dataclass(frozen=True, slots=True)
class Schedule:
    days: tuple[OpenDay, ...]
    resources: tuple[Presence, ...]


def schedule(desk: Desk, business: Business, first: date, last: date) -> Schedule:
    """Of these local service days, the night after the last one included."""
    here = standing(desk, business)
    opened = openings(here, first, last)
    whole = _whole(here, first, last, [span for _, span in opened])
    return Schedule(
        days=tuple(
            OpenDay(day, tuple(span for its, span in opened if its == day), why_closed(here, day))
            for day in days(first, last)
        ),
        resources=tuple(
            Presence(
                resource,
                _there(here, resource, whole, [span for _, span in opened]),
                tuple(sorted(_cut(busy_entries(desk, here, resource.id).values(), whole))),
            )
            for resource in here.resources
        ),
    )


def _whole(business: Business, first: date, last: date, opened: list[Span]) -> Span:
    zone = ZoneInfo(business.timezone)
    begins = datetime.combine(first, time.min, zone).astimezone(UTC)
    ends = datetime.combine(last + DAY, time.min, zone).astimezone(UTC)
    return Span(begins, max([ends, *(span.end for span in opened)]))


def _there(business: Business, resource: Resource, whole: Span, opened: list[Span]) -> tuple[Span, ...]:
    stretch = days(whole.start.date(), whole.end.date())
    minutes = at_work(business, resource, stretch)
    return tuple(opened) if minutes is None else tuple(_cut(_runs(minutes, stretch[0]), whole))


def _runs(minutes: int, first: date) -> Iterable[Span]:
    """Minutes of consecutive days, a bit each, as stretches."""
    base, at = day_start(first), 0
    while minutes:
        skipped = (minutes & -minutes).bit_length() - 1
        minutes >>= skipped
        length = (minutes ^ (minutes + 1)).bit_length() - 1
        minutes >>= length
        begins = at + skipped
        at = begins + length
        yield Span(base + begins * MINUTE, base + at * MINUTE)


def _cut(spans: Iterable[Span], whole: Span) -> Iterable[Span]:
    for span in spans:
        if span.overlaps(whole):
            yield Span(max(span.start, whole.start), min(span.end, whole.end))
