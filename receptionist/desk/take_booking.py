"""Promise the caller a time, or refuse it."""

from receptionist.booking.change import keys_for, rewritten
from receptionist.booking.model import Booking
from receptionist.booking.places import sure_it_suits
from receptionist.booking.requests import BookingRequest
from receptionist.business.definition import Business
from receptionist.desk.confirmation import confirmation
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.ports import BookChange


def take_booking(desk: Desk, business: Business, request: BookingRequest) -> Booking:
    """Writes pages, booking, code and text in one transaction; under the caller's own hold if they have one.

    Safe to repeat: the same `request.id` gives the booking that was made, whatever has become of it. Raises SlotTaken
    and UnknownService (say them, offer `find_slots`), StoreUnavailable (whether it was booked is then unknown: repeat).
    """

    def decide() -> Booking:
        if known := desk.bookings.get(business.id, request.id):
            return known
        sure_it_suits(business, request.slot, request.party_size)
        now = desk.clock()
        booking = Booking(
            id=request.id,
            code=desk.new_code(),
            business=business.id,
            service=request.slot.service,
            span=request.slot.span,
            party_size=request.party_size,
            resources=request.slot.resources,
            customer=request.customer,
            notes=request.notes,
            call=request.call,
            created=now,
            updated=now,
        )
        keys = keys_for(business, request.slot, None)
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        written = rewritten(business, pages, booking, request.slot, hold=request.hold, now=now)
        messages = confirmation(desk, business, booking, "confirmed", wanted=request.text)
        desk.bookings.commit(business.id, BookChange(written, booking, messages))
        return booking

    return until_won(decide)
