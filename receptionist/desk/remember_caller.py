"""What is known of whoever calls from a number: their language, their name, what they usually come for.

A number is no identity: what is told here is for asking ("shall I put it under ...?"), not for reading out. A withheld
number is nobody's, and where a visit itself says something of a person, at a clinic, only the language is given.
"""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time

from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business, Language, Vertical
from receptionist.business.opening import local
from receptionist.desk.customers import card_of
from receptionist.desk.desk import Desk
from receptionist.errors import Unavailable
from receptionist.ids import Phone, ServiceId

LATEST = 10
"""Visits looked at for what is usual."""
USUAL = 2
"""Visits of one kind that make it usual."""
KEPT = frozenset({Status.CONFIRMED, Status.ARRIVED, Status.SEATED, Status.FINISHED})


@dataclass(frozen=True, slots=True)
class Usual:
    service: ServiceId
    party_size: int
    time: time
    """Local."""


@dataclass(frozen=True, slots=True)
class KnownCaller:
    """What may be used of a caller who was here before."""

    language: Language | None = None
    name: str = ""
    usual: Usual | None = None
    last_visit: datetime | None = None
    upcoming: tuple[Booking, ...] = ()
    """Soonest first."""


NOBODY = KnownCaller()


def remember_caller(desk: Desk, business: Business, phone: Phone) -> KnownCaller:
    """NOBODY for a withheld number, for somebody new, and while the stores do not answer."""
    if not phone:
        return NOBODY
    with suppress(Unavailable):
        return _known(desk, business, phone)
    return NOBODY


def spoken_before(desk: Desk, business: Business, phone: Phone) -> Language | None:
    """The language they booked in last, if the business still speaks it."""
    if not phone:
        return None
    with suppress(Unavailable):
        kept = card_of(desk, business, phone)
        if kept is not None and kept.card.bookings:
            return next((one for one in business.languages if one == kept.card.language), None)
    return None


def _known(desk: Desk, business: Business, phone: Phone) -> KnownCaller:
    kept = card_of(desk, business, phone)
    if kept is None or not kept.card.bookings:
        return NOBODY
    language = next((one for one in business.languages if one == kept.card.language), None)
    if business.vertical is Vertical.CLINIC:
        return KnownCaller(language)
    now = desk.clock()
    theirs = sorted(desk.bookings.by_phone(business.id, phone), key=lambda one: one.span.start, reverse=True)
    came = [one for one in theirs if one.status in KEPT]
    past = [one for one in came if one.span.start <= now]
    upcoming = [one for one in came if one.span.start > now and one.status is Status.CONFIRMED]
    return KnownCaller(
        language,
        kept.card.name,
        _usual(business, came[:LATEST]),
        past[0].span.start if past else None,
        tuple(reversed(upcoming)),
    )


def _usual(business: Business, visits: list[Booking]) -> Usual | None:
    """The most frequent kind of visit, of equals the latest; None where nothing has come back."""
    kinds = [
        Usual(one.service, one.party_size, local(business.at(one.location), one.span.start).time())
        for one in visits
        if business.service(one.service) is not None
    ]
    counted = Counter(kinds).most_common(1)
    return counted[0][0] if counted and counted[0][1] >= USUAL else None
