"""Promise the caller a time, or refuse it."""

from dataclasses import replace
from datetime import datetime

from receptionist.booking.change import keys_for, rewritten
from receptionist.booking.customers import with_booking
from receptionist.booking.model import Booking
from receptionist.booking.promise import sure_it_suits
from receptionist.booking.requests import BookingRequest
from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.desk import holds
from receptionist.desk.confirmation import confirmation
from receptionist.desk.customers import card_of, card_row
from receptionist.desk.desk import Desk
from receptionist.desk.news import news
from receptionist.desk.reminders import reminders
from receptionist.desk.retry import until_known
from receptionist.desk.standing import standing
from receptionist.ports import BookChange


def take_booking(desk: Desk, business: Business, request: BookingRequest) -> Booking:
    """Writes pages, booking, code, text, news, reminders and the customer's card in one transaction; under the caller's own
    hold if they have one, which ends with it.

    Safe to repeat: the same `request.id` gives the booking that was made, whatever has become of it. Raises SlotTaken and
    every other Refused that `sure_it_suits` knows (say them, offer `find_slots`), StoreUnavailable (whether it was booked
    is then unknown: repeat).
    """

    def decide() -> Booking:
        if known := desk.bookings.get(business.id, request.id):
            return known
        here = standing(desk, business.at(request.slot.location))
        sure_it_suits(here, request.slot, request.party_size, by_staff=request.by_staff, new_client=request.new_client)
        now = desk.clock()
        kept = card_of(desk, business, request.customer.phone)
        booking = _booking(desk, here, request, now)
        booking = replace(booking, new_client=request.new_client or (bool(request.customer.phone) and kept is None))
        hold = holds.hold_row(desk, business.id, request.hold) if request.hold else None
        keys = holds.with_pages_of(hold, here, keys_for(here, request.slot, None))
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        written = rewritten(here, pages, booking, request.slot, hold=request.hold, now=now, by_staff=request.by_staff)
        card = (
            (card_row(with_booking(kept.card if kept else None, booking, now), kept),) if booking.customer.phone else ()
        )
        desk.bookings.commit(
            business.id,
            BookChange(
                pages=written,
                booking=booking,
                messages=confirmation(desk, here, booking, "confirmed", wanted=request.text),
                errands=(news(desk, here, "booking.confirmed", booking), *reminders(desk, here, booking, now)),
                rows=(*holds.ended(hold), *card),
            ),
        )
        return booking

    return until_known(decide)


def _booking(desk: Desk, business: Business, request: BookingRequest, now: datetime) -> Booking:
    slot = request.slot
    return Booking(
        id=request.id,
        code=desk.new_code(),
        business=business.id,
        service=slot.service,
        span=slot.span,
        party_size=request.party_size,
        resources=slot.resources,
        customer=request.customer,
        notes=request.notes,
        occasion=request.occasion,
        allergies=request.allergies,
        variant=slot.variant,
        location=slot.location,
        allocations=slot.allocations,
        local_start=local(business, slot.span.start).isoformat(timespec="minutes"),
        source=request.source,
        text_agreed=request.text_agreed,
        call=request.call,
        created=now,
        updated=now,
    )
