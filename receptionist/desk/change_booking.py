"""Move a visit, or change its party, name or notes. The old place is kept until the new one is won."""

from dataclasses import replace

from receptionist.booking.change import keys_for, rewritten
from receptionist.booking.model import Booking, Slot, Status
from receptionist.booking.requests import ChangeRequest
from receptionist.business.definition import Business
from receptionist.desk.confirmation import confirmation
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.errors import StaleRevision, UnknownBooking
from receptionist.ports import BookChange


def change_booking(desk: Desk, business: Business, request: ChangeRequest) -> Booking:
    """One atomic swap; the revision grows by one. Safe to repeat: a change that is already made is given back.

    Raises UnknownBooking (also when it is cancelled), StaleRevision, SlotTaken, StoreUnavailable.
    """

    def decide() -> Booking:
        before = desk.bookings.get(business.id, request.booking)
        if before is None or before.status is not Status.CONFIRMED:
            raise UnknownBooking(f"no confirmed booking {request.booking}")
        wanted = _wanted(before, request)
        if before.revision == request.revision + 1 and _same_visit(before, wanted):
            return before
        if before.revision != request.revision:
            raise StaleRevision(f"{request.booking} has moved to revision {before.revision}")
        now = desk.clock()
        after = replace(wanted, revision=before.revision + 1, updated=now, call=request.call or before.call)
        slot = Slot(after.service, after.span, after.resources)
        keys = keys_for(business, slot, before)
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        written = rewritten(business, pages, after, slot, hold=request.hold, now=now)
        messages = confirmation(desk, business, after, "changed", wanted=request.text)
        desk.bookings.commit(business.id, BookChange(written, after, messages))
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


def _same_visit(one: Booking, other: Booking) -> bool:
    return replace(one, revision=0, updated=None, call=None) == replace(other, revision=0, updated=None, call=None)
