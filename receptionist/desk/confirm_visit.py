"""The customer says they will come: kept on the booking, for the house to see."""

from dataclasses import replace

from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.news import news
from receptionist.desk.retry import until_won
from receptionist.errors import UnknownBooking
from receptionist.ids import BookingId
from receptionist.ports import BookChange


def confirm_visit(desk: Desk, business: Business, booking: BookingId) -> Booking:
    """Safe to repeat: the first word counts. Raises UnknownBooking (also when it is cancelled or over), StoreUnavailable."""

    def decide() -> Booking:
        before = desk.bookings.get(business.id, booking)
        if before is None or before.status is not Status.CONFIRMED:
            raise UnknownBooking(f"no confirmed booking {booking}")
        if before.reconfirmed is not None:
            return before
        now = desk.clock()
        after = replace(before, reconfirmed=now, revision=before.revision + 1, updated=now, changed_by="")
        told = news(desk, business, "booking.changed", after)
        desk.bookings.commit(business.id, BookChange(booking=after, errands=(told,)))
        return after

    return until_won(decide)
