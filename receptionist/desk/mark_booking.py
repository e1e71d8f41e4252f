"""What becomes of a visit on the day: the customer arrives, is seated, leaves, or never comes.

    confirmed --> arrived --> seated --> finished
        '-----------'-----------'------> no_show, and back again if it was a mistake

Who has left or will not come gives the place back; a mark taken back needs the place to be free still.
"""

from dataclasses import replace
from datetime import datetime

from receptionist.booking.change import keys_for, rewritten
from receptionist.booking.customers import after_no_show
from receptionist.booking.model import Booking, Page, Status
from receptionist.booking.pages import slot_of
from receptionist.business.definition import Business
from receptionist.desk.customers import card_of, card_row
from receptionist.desk.desk import Desk
from receptionist.desk.news import OF_STATUS, news
from receptionist.desk.retry import until_won
from receptionist.errors import NotPossible, StaleRevision, UnknownBooking
from receptionist.ids import BookingId
from receptionist.ports import BookChange, Row

STEPS: dict[Status, frozenset[Status]] = {
    Status.CONFIRMED: frozenset({Status.ARRIVED, Status.SEATED, Status.FINISHED, Status.NO_SHOW}),
    Status.ARRIVED: frozenset({Status.CONFIRMED, Status.SEATED, Status.FINISHED, Status.NO_SHOW}),
    Status.SEATED: frozenset({Status.ARRIVED, Status.FINISHED}),
    Status.FINISHED: frozenset({Status.SEATED}),
    Status.NO_SHOW: frozenset({Status.CONFIRMED, Status.ARRIVED, Status.SEATED}),
    Status.CANCELLED: frozenset(),
}
"""Where each status may lead. A cancelled visit is booked anew."""

GONE = frozenset({Status.FINISHED, Status.NO_SHOW})
"""No longer on the pages."""


def mark_booking(
    desk: Desk, business: Business, booking: BookingId, status: Status, *, revision: int | None = None
) -> Booking:
    """The booking with its new status. Safe to repeat: one that has the status already is given back.

    Raises UnknownBooking, StaleRevision, NotPossible where the status cannot follow the present one, SlotTaken when a mark
    is taken back and the place is somebody else's by now, StoreUnavailable.
    """

    def decide() -> Booking:
        before = desk.bookings.get(business.id, booking)
        if before is None:
            raise UnknownBooking(f"no booking {booking}")
        if before.status is status:
            return before
        if revision is not None and before.revision != revision:
            raise StaleRevision(f"{booking} has moved to revision {before.revision}")
        if status not in STEPS[before.status]:
            raise NotPossible(f"a visit that is {before.status} cannot become {status}")
        now = desk.clock()
        after = replace(before, status=status, revision=before.revision + 1, updated=now, changed_by="")
        here = business.at(before.location)
        desk.bookings.commit(
            business.id,
            BookChange(
                pages=_pages(desk, here, before, after, now),
                booking=after,
                errands=(news(desk, here, OF_STATUS[status], after),),
                rows=_noted(desk, business, before, after),
            ),
        )
        return after

    return until_won(decide)


def _pages(desk: Desk, business: Business, before: Booking, after: Booking, now: datetime) -> tuple[Page, ...]:
    """None where the visit stays where it is: it may have come to lie under an entry of somebody's calendar."""
    if (before.status in GONE) == (after.status in GONE):
        return ()
    slot = None if after.status in GONE else slot_of(before)
    keys = keys_for(business, slot, before)
    pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
    return rewritten(business, pages, after, slot, hold=None, now=now, by_staff=True)


def _noted(desk: Desk, business: Business, before: Booking, after: Booking) -> tuple[Row, ...]:
    """The customer's card, where a no-show comes on it or goes from it."""
    marks = (after.status is Status.NO_SHOW) - (before.status is Status.NO_SHOW)
    kept = card_of(desk, business, before.customer.phone) if marks else None
    return (card_row(after_no_show(kept.card, by=marks), kept),) if kept else ()
