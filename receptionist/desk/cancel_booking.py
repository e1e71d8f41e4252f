"""Give a visit up and its places back."""

from dataclasses import replace

from receptionist.booking.change import keys_for, rewritten
from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.desk.confirmation import confirmation
from receptionist.desk.desk import Desk
from receptionist.desk.news import news
from receptionist.desk.retry import until_known
from receptionist.errors import NotPossible, StaleRevision, UnknownBooking
from receptionist.ids import BookingId, CallId
from receptionist.ports import BookChange

CANCELLABLE = frozenset({Status.CONFIRMED, Status.ARRIVED})


def cancel_booking(
    desk: Desk,
    business: Business,
    booking: BookingId,
    *,
    revision: int | None = None,
    call: CallId | None = None,
    text: bool = True,
) -> Booking:
    """The cancelled booking. Safe to repeat. `revision`: the one the caller was told about; None: whatever it is now.

    Raises UnknownBooking, StaleRevision, NotPossible for a visit that took place or was missed, StoreUnavailable.
    """

    def decide() -> Booking:
        before = desk.bookings.get(business.id, booking)
        if before is None:
            raise UnknownBooking(f"no booking {booking}")
        if before.status is Status.CANCELLED:
            return before
        if revision is not None and before.revision != revision:
            raise StaleRevision(f"{booking} has moved to revision {before.revision}")
        if before.status not in CANCELLABLE:
            raise NotPossible(f"a visit that is {before.status} cannot be cancelled")
        now = desk.clock()
        after = replace(
            before,
            status=Status.CANCELLED,
            revision=before.revision + 1,
            updated=now,
            call=call or before.call,
            changed_by="",
        )
        here = business.at(before.location)
        keys = keys_for(here, None, before)
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        desk.bookings.commit(
            business.id,
            BookChange(
                pages=rewritten(here, pages, after, None, hold=None, now=now),
                booking=after,
                messages=confirmation(desk, here, after, "cancelled", wanted=text),
                errands=(news(desk, here, "booking.cancelled", after),),
            ),
        )
        return after

    return until_known(decide)
