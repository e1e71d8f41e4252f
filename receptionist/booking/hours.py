"""Opening hours as stretches of UTC. The business's zone is let in here and nowhere else in the engine.

Wall times that a clock change skips are taken at the offset before it, those that come twice at their first coming
(PEP 495, fold 0), so a sitting across the change is an hour shorter or longer, as it is in the room.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from receptionist.business.definition import Business, OpenHours, Resource
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


def shift_spans(business: Business, resource: Resource, first: date, last: date) -> list[Span] | None:
    """When the resource works, shifts that begin on these local days; None: whenever the business is open."""
    if not resource.hours:
        return None
    zone = ZoneInfo(business.timezone)
    found = [_sitting_span(zone, day, shift) for day in days(first, last) for shift in _shifts(resource.hours, day)]
    return sorted(span for span in found if span is not None)


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


def _shifts(hours: tuple[OpenHours, ...], day: date) -> list[Sitting]:
    return [(shift.opens, shift.closes) for shift in hours if _DAYS[day.weekday()] in shift.days]


def _sitting_span(zone: ZoneInfo, day: date, sitting: Sitting) -> Span | None:
    """None if a clock change leaves nothing of it."""
    opens, closes = sitting
    start = _utc(zone, day, opens)
    end = _utc(zone, day if closes > opens else day + DAY, closes)
    return Span(start, end) if start < end else None


def _utc(zone: ZoneInfo, day: date, at: time) -> datetime:
    return datetime.combine(day, at, zone).astimezone(UTC)
