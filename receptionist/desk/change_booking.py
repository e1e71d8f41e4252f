"""Move a visit, or change its party, name or notes. The old place is kept until the new one is won."""

from dataclasses import replace
from datetime import datetime

from receptionist.booking.change import keys_for, rewritten
from receptionist.booking.model import Booking, Page, Status
from receptionist.booking.pages import slot_of
from receptionist.booking.promise import sure_it_suits
from receptionist.booking.requests import ChangeRequest
from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.desk import holds
from receptionist.desk.confirmation import confirmation
from receptionist.desk.desk import Desk
from receptionist.desk.news import news
from receptionist.desk.reminders import reminders
from receptionist.desk.retry import until_known
from receptionist.desk.standing import standing
from receptionist.errors import StaleRevision, UnknownBooking
from receptionist.ports import BookChange, Row


def change_booking(desk: Desk, business: Business, request: ChangeRequest) -> Booking:
    """One atomic swap; the revision grows by one. A text goes out if time, service, party or telephone differ.

    Safe to repeat: a change that is already made is given back, recognised by its `key`, or without one by asking for
    what is there. Raises UnknownBooking (also when it is cancelled), StaleRevision, SlotTaken (also for a party that the
    old place cannot seat) and every other Refused that `sure_it_suits` knows, StoreUnavailable.
    """

    def decide() -> Booking:
        before = desk.bookings.get(business.id, request.booking)
        if before is None or before.status is not Status.CONFIRMED:
            raise UnknownBooking(f"no confirmed booking {request.booking}")
        wanted = _wanted(business, before, request)
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
        here = standing(desk, business.at(after.location))
        hold = holds.hold_row(desk, business.id, request.hold) if request.hold else None
        text = request.text and _told(before) != _told(after)
        desk.bookings.commit(
            business.id,
            BookChange(
                pages=_pages(desk, here, before, after, request, hold, now),
                booking=after,
                messages=confirmation(desk, here, after, "changed", wanted=text),
                errands=(
                    news(desk, here, "booking.changed", after),
                    *(reminders(desk, here, after, now) if before.span != after.span else ()),
                ),
                rows=holds.ended(hold),
            ),
        )
        return after

    return until_known(decide)


def _wanted(business: Business, before: Booking, request: ChangeRequest) -> Booking:
    slot = request.slot
    other = replace(
        before,
        party_size=before.party_size if request.party_size is None else request.party_size,
        customer=request.customer or before.customer,
        notes=before.notes if request.notes is None else request.notes,
        occasion=before.occasion if request.occasion is None else request.occasion,
        allergies=before.allergies if request.allergies is None else request.allergies,
    )
    if slot is None:
        return other
    return replace(
        other,
        service=slot.service,
        span=slot.span,
        resources=slot.resources,
        variant=slot.variant,
        location=slot.location,
        allocations=slot.allocations,
        local_start=local(business.at(slot.location), slot.span.start).isoformat(timespec="minutes"),
        reconfirmed=before.reconfirmed if slot.span == before.span else None,
    )


def _made_already(before: Booking, wanted: Booking, request: ChangeRequest) -> bool:
    if request.key:
        return before.changed_by == request.key
    return before.revision == request.revision + 1 and before == wanted


def _pages(
    desk: Desk,
    business: Business,
    before: Booking,
    after: Booking,
    request: ChangeRequest,
    hold: Row | None,
    now: datetime,
) -> tuple[Page, ...]:
    """None where only a name or a note changes, so that this goes also for a table that is no longer there."""
    if request.slot is None and after.party_size == before.party_size:
        return ()
    slot = request.slot or slot_of(after)
    sure_it_suits(
        business, slot, after.party_size, by_staff=request.by_staff, new_client=after.new_client,
        same_time=request.slot is None,
    )  # fmt: skip
    keys = holds.with_pages_of(hold, business, keys_for(business, slot, before))
    pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
    return rewritten(business, pages, after, slot, hold=request.hold, now=now, by_staff=request.by_staff)


def _told(booking: Booking) -> tuple[object, ...]:
    """What the text says, and to whom."""
    return booking.service, booking.variant, booking.span, booking.location, booking.party_size, booking.customer.phone
