"""Find the visit a caller means."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from receptionist.booking.hours import local_day, service_day
from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.desk.desk import Desk
from receptionist.ids import Phone
from receptionist.language.same_name import Part, closest, nearest
from receptionist.spans import Span

HALF_A_DAY = 12 * 60


def find_bookings(
    desk: Desk,
    business: Business,
    *,
    phone: Phone | None = None,
    names: Sequence[str] = (),
    code: str | None = None,
    day: date | None = None,
    at: time | None = None,
    part: Part = "any",
) -> list[Booking]:
    """Confirmed visits that are not over and fit everything given, soonest first. Nothing given finds nothing.

    `names`: readings of one name as it was heard, the likelier first, compared as they sound; of several people called
    nearly so, those whose name is nearest. `part`: how much of a name must have been heard. `day`: local; an hour after
    midnight belongs to either day. `at`: local; "seven" is in the morning or in the evening. Reads only; safe to repeat.
    """
    now = desk.clock()
    if code:
        found = desk.bookings.by_code(business.id, "".join(filter(str.isalnum, code)).upper())
        candidates = [found] if found else []
    elif phone:
        candidates = desk.bookings.by_phone(business.id, phone)
    elif names or day:
        candidates = desk.bookings.during(business.id, _looked_through(business, now, day))
    else:
        return []
    fitting = [
        booking
        for booking in candidates
        if booking.status is Status.CONFIRMED
        and booking.span.end > now
        and (not phone or booking.customer.phone == phone)
        and (day is None or day in _days(business, booking))
        and (at is None or _begins_at(business, booking, at))
    ]
    return sorted(_called(fitting, names, part) if names else fitting, key=lambda booking: booking.span.start)


def _called(bookings: list[Booking], names: Sequence[str], part: Part) -> list[Booking]:
    near = [nearest(names, booking.customer.name, part) for booking in bookings]
    least = closest(near)
    return [booking for booking, one in zip(bookings, near, strict=True) if one and one >= least]


def _looked_through(business: Business, now: datetime, day: date | None) -> Span:
    if day is None:
        return Span(now, now + timedelta(days=business.policies.horizon_days + 1))
    midnight = datetime.combine(day, time(), ZoneInfo(business.timezone))
    return Span(midnight, midnight + timedelta(days=2))


def _days(business: Business, booking: Booking) -> set[date]:
    return {local_day(business, booking.span.start), service_day(business, booking.span.start)}


def _begins_at(business: Business, booking: Booking, at: time) -> bool:
    start = local(business, booking.span.start)
    return (start.hour * 60 + start.minute - at.hour * 60 - at.minute) % HALF_A_DAY == 0
