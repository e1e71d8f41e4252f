"""Forget a customer: what a business knows of a telephone number, in the book and beside it.

The card goes, and what waits or was noted under the number; visits stay, as visits of nobody, for the business's own counts;
of what was asked in vain the words of their calls; and what was remembered of those calls. A hold names no customer. What this
does not reach: texts and messages in their own store, transcripts of calls, what was told to other programs, and that a number
wants no texts, which has to be remembered.
"""

from dataclasses import dataclass, replace

from receptionist.booking.model import Booking, Customer, Status
from receptionist.business.definition import Business
from receptionist.desk import customers, may_text, text_talk, waitlist
from receptionist.desk.desk import Desk
from receptionist.desk.gaps import forget_in_gaps
from receptionist.desk.news import news
from receptionist.desk.release_hold import release_hold
from receptionist.desk.retry import until_won
from receptionist.errors import Refused
from receptionist.ids import BookingId, Phone
from receptionist.ports import BookChange

CALLS = 500
"""Latest calls that are looked through for theirs; the words of a question are gone after half a year in any case."""

AHEAD = frozenset({Status.CONFIRMED, Status.ARRIVED, Status.SEATED})


class VisitsAhead(Refused):
    """Somebody is expected; nobody could tell whom afterwards."""


@dataclass(frozen=True, slots=True)
class Erased:
    card: bool
    bookings: int
    waitlist: int
    """Entries."""


def erase_customer(desk: Desk, business: Business, phone: Phone) -> Erased:
    """Safe to repeat. Raises VisitsAhead, with nothing changed, while a visit is not over; Unavailable (repeat)."""
    now = desk.clock()
    booked = desk.bookings.by_phone(business.id, phone)
    if any(one.status in AHEAD and one.span.end > now for one in booked):
        raise VisitsAhead("a visit is ahead: cancel it first")
    for one in booked:
        _wipe(desk, business, one.id, phone)
    waiting = waitlist.waitlist(desk, business.id, phone=phone)
    for entry in waiting:
        if entry.offered is not None:
            release_hold(desk, business, entry.offered, hold=entry.offer_id)
        _remove(desk, business, waitlist.KIND, entry.id)
    _remove(desk, business, may_text.LANDLINE, phone)
    _remove(desk, business, text_talk.KIND, phone)
    theirs = frozenset(one.call for one in desk.calls.recent(business.id, CALLS) if one.caller == phone)
    forget_in_gaps(desk, business, theirs)
    if memories := desk.shelf().memories:
        memories.forget(business.id, phone)
    card = customers.card_of(desk, business, phone) is not None
    if card:
        _remove(desk, business, customers.KIND, phone)
    return Erased(card, len(booked), len(waiting))


def _wipe(desk: Desk, business: Business, booking: BookingId, phone: Phone) -> None:
    """Calendars and other programs hear of it as of any change."""

    def decide() -> None:
        before = desk.bookings.get(business.id, booking)
        if before is None or before.customer.phone != phone:
            return
        after = _of_nobody(desk, before)
        told = news(desk, business.at(before.location), "booking.changed", after)
        desk.bookings.commit(business.id, BookChange(booking=after, errands=(told,)))

    until_won(decide)


def _of_nobody(desk: Desk, booking: Booking) -> Booking:
    return replace(
        booking,
        customer=Customer("", Phone(""), booking.customer.language),
        notes="",
        occasion="",
        allergies=(),
        text_agreed=False,
        revision=booking.revision + 1,
        updated=desk.clock(),
        changed_by="",
    )


def _remove(desk: Desk, business: Business, kind: str, id: str) -> None:
    def decide() -> None:
        row = desk.rows.get(business.id, kind, id)
        if row is not None:
            desk.rows.remove(business.id, row)

    until_won(decide)
