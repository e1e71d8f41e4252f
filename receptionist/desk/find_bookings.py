"""Find the visit a caller means."""

import unicodedata
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from rapidfuzz import fuzz

from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.ids import Phone
from receptionist.spans import Span

SIMILAR = 75
"""Of 100; recognisers write Miller, Millar and Muller for one sound."""


def find_bookings(
    desk: Desk,
    business: Business,
    *,
    phone: Phone | None = None,
    name: str | None = None,
    code: str | None = None,
    day: date | None = None,
) -> list[Booking]:
    """Confirmed visits that are not over and fit everything given, soonest first. Nothing given finds nothing.

    `name` is compared as heard: without case and accents, small misspellings forgiven, a first or last name is enough.
    `day`: local.
    """
    now = desk.clock()
    if code:
        found = desk.bookings.by_code(business.id, code.upper().replace(" ", ""))
        candidates = [found] if found else []
    elif phone:
        candidates = desk.bookings.by_phone(business.id, phone)
    elif name or day:
        candidates = desk.bookings.during(business.id, _ahead(business, now))
    else:
        return []
    zone = ZoneInfo(business.timezone)
    return sorted(
        (
            booking
            for booking in candidates
            if booking.status is Status.CONFIRMED
            and booking.span.end > now
            and (not name or same_name(name, booking.customer.name))
            and (day is None or booking.span.start.astimezone(zone).date() == day)
        ),
        key=lambda booking: booking.span.start,
    )


def same_name(heard: str, written: str) -> bool:
    """Whether a recogniser may have written one for the other."""
    return fuzz.token_set_ratio(_plain(heard), _plain(written)) >= SIMILAR


def _ahead(business: Business, now: datetime) -> Span:
    return Span(now, now + timedelta(days=business.policies.horizon_days + 1))


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if letter.isalpha() or letter == " ")
