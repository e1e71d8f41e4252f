"""Move a visit, or change its party, name or notes. The old place is kept until the new one is won."""

from dataclasses import replace
from datetime import datetime

from receptionist.booking.change import keys_for, rewritten
from receptionist.booking.model import Booking, Page, Slot, Status
from receptionist.booking.places import sure_it_suits
from receptionist.booking.requests import ChangeRequest
from receptionist.business.definition import Business
from receptionist.desk.confirmation import confirmation
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.errors import StaleRevision, UnknownBooking
from receptionist.ports import BookChange


def change_booking(desk: Desk, business: Business, request: ChangeRequest) -> Booking:
    """One atomic swap; the revision grows by one. A text goes out if time, service, party or telephone differ.

    Safe to repeat: a change that is already made is given back, recognised by its `key`, or without one by asking for
    what is there. Raises UnknownBooking (also when it is cancelled), StaleRevision, SlotTaken (also for a party that the
    old place cannot seat), UnknownService, StoreUnavailable.
    """

    def decide() -> Booking:
        before = desk.bookings.get(business.id, request.booking)
        if before is None or before.status is not Status.CONFIRMED:
            raise UnknownBooking(f"no confirmed booking {request.booking}")
        wanted = _wanted(before, request)
        if _made_already(before, wanted, request):
            return before
        if before.revision != request.revision:
            raise StaleRevision(f"{request.booking} has moved to revision {before.revision}")
        now = desk.clock()
        after = replace(
            wanted,
            revision=before.revision + 1,
            updated=now,
            call=request.call or before.call,
            changed_by=request.key,
        )
        text = request.text and _told(before) != _told(after)
        messages = confirmation(desk, business, after, "changed", wanted=text)
        change = BookChange(_pages(desk, business, before, after, request, now), after, messages)
        desk.bookings.commit(business.id, change)
        return after

    return until_won(decide)


def _wanted(before: Booking, request: ChangeRequest) -> Booking:
    slot = request.slot
    return replace(
        before,
        service=slot.service if slot else before.service,
        span=slot.span if slot else before.span,
        resources=slot.resources if slot else before.resources,
        party_size=before.party_size if request.party_size is None else request.party_size,
        customer=request.customer or before.customer,
        notes=before.notes if request.notes is None else request.notes,
    )


def _made_already(before: Booking, wanted: Booking, request: ChangeRequest) -> bool:
    if request.key:
        return before.changed_by == request.key
    return before.revision == request.revision + 1 and before == wanted


def _pages(
    desk: Desk, business: Business, before: Booking, after: Booking, request: ChangeRequest, now: datetime
) -> tuple[Page, ...]:
    """None where only a name or a note changes, so that this goes also for a table that is no longer there."""
    if request.slot is None and after.party_size == before.party_size:
        return ()
    slot = Slot(after.service, after.span, after.resources)
    sure_it_suits(business, slot, after.party_size)
    keys = keys_for(business, slot, before)
    pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
    return rewritten(business, pages, after, slot, hold=request.hold, now=now)


def _told(booking: Booking) -> tuple[object, ...]:
    """What the text says, and to whom."""
    return booking.service, booking.span, booking.party_size, booking.customer.phone
