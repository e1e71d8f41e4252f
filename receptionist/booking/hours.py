"""Opening hours as stretches of UTC. The business's zone is let in here and nowhere else in the engine.

Wall times that a clock change skips are taken at the offset before it, those that come twice at their first coming
(PEP 495, fold 0), so a sitting across the change is an hour shorter or longer, as it is in the room.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from receptionist.booking.minutes import marked
from receptionist.business.definition import Business, OpenHours, Pacing, Resource
from receptionist.business.opening import Sitting, sittings
from receptionist.ids import ServiceId
from receptionist.spans import Span

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = timedelta(days=1)


def opening_spans(business: Business, first: date, last: date) -> list[Span]:
    """Every sitting that begins on one of these local days, earliest first."""
    return [span for _, span in openings(business, first, last)]


def openings(business: Business, first: date, last: date) -> list[tuple[date, Span]]:
    """The same, each with its service day."""
    zone = ZoneInfo(business.timezone)
    found = [
        (day, _sitting_span(zone, day, sitting)) for day in days(first, last) for sitting in sittings(business, day)
    ]
    return sorted(((day, span) for day, span in found if span is not None), key=lambda one: one[1])


def at_work(business: Business, resource: Resource, stretch: Sequence[date]) -> int | None:
    """The minutes of these consecutive UTC days in which the resource is there: its shifts without its breaks, or what
    is said of the very day. None: whenever the business is open."""
    if not (resource.hours or resource.breaks or resource.days):
        return None
    there: list[tuple[date, Sitting]] = []
    away: list[tuple[date, Sitting]] = []
    for day in days(stretch[0] - DAY, stretch[-1] + DAY):
        special = next((one for one in resource.days if one.first <= day <= one.last), None)
        if special is not None:
            there += [(day, hours) for hours in special.hours]
            continue
        usual = _on(resource.hours, day) if resource.hours else sittings(business, day)
        there += [(day, hours) for hours in usual]
        away += [(day, hours) for hours in _on(resource.breaks, day)]
    zone = ZoneInfo(business.timezone)
    first, count = stretch[0], len(stretch)
    return marked(_spans(zone, there), first, count) & ~marked(_spans(zone, away), first, count)


def pacing_spans(business: Business, rule: Pacing, first: date, last: date) -> list[Span]:
    """When the rule holds, on these local days and the night before."""
    zone = ZoneInfo(business.timezone)
    when = (rule.opens, rule.closes)
    return _spans(zone, [(day, when) for day in days(first - DAY, last) if _DAYS[day.weekday()] in rule.days])


def is_open(business: Business, at: datetime) -> bool:
    day = local_day(business, at)
    return any(span.start <= at < span.end for span in opening_spans(business, day - DAY, day))


def next_opening(business: Business, at: datetime, within_days: int = 14) -> datetime | None:
    """The start of the next sitting after `at`."""
    day = local_day(business, at)
    later = (span.start for span in opening_spans(business, day, day + timedelta(days=within_days)) if span.start > at)
    return next(later, None)


def service_day(business: Business, at: datetime) -> date:
    """The day as the house counts it: after midnight in a sitting that began the day before, still the day before."""
    day = local_day(business, at)
    running = any(span.start <= at < span.end for span in opening_spans(business, day - DAY, day - DAY))
    return day - DAY if running else day


def wall_minutes(business: Business, at: datetime, day: date) -> int:
    """Where `at` stands on the clock of the service day: 19:30 is 1170, half past one in the night after it 1530."""
    here = at.astimezone(ZoneInfo(business.timezone))
    return (here.date() - day).days * 24 * 60 + here.hour * 60 + here.minute


def clock(business: Business, at: datetime) -> timedelta:
    """What the wall clock shows, since midnight: visits start on steps of it."""
    here = at.astimezone(ZoneInfo(business.timezone))
    return timedelta(hours=here.hour, minutes=here.minute, seconds=here.second, microseconds=here.microsecond)


def sold_out(business: Business, service: ServiceId, day: date) -> bool:
    """Whether an overlay closes the book for that service day."""
    return any(
        overlay.kind == "sold_out" and overlay.first <= day <= overlay.last and overlay.service in (None, service)
        for overlay in business.overlays
    )


def local_day(business: Business, at: datetime) -> date:
    return at.astimezone(ZoneInfo(business.timezone)).date()


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _on(hours: Iterable[OpenHours], day: date) -> list[Sitting]:
    return [(one.opens, one.closes) for one in hours if _DAYS[day.weekday()] in one.days]


def _spans(zone: ZoneInfo, found: Iterable[tuple[date, Sitting]]) -> list[Span]:
    spans = (_sitting_span(zone, day, hours) for day, hours in found)
    return [span for span in spans if span is not None]


@lru_cache(maxsize=32768)
def _sitting_span(zone: ZoneInfo, day: date, sitting: Sitting) -> Span | None:
    """None if a clock change leaves nothing of it. Remembered: a month of twenty shifts asks the same again and again."""
    opens, closes = sitting
    start = _utc(zone, day, opens)
    end = _utc(zone, day if closes > opens else day + DAY, closes)
    return Span(start, end) if start < end else None


def _utc(zone: ZoneInfo, day: date, at: time) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
