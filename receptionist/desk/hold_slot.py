"""Keep a place for a caller who is making up their mind."""

from datetime import datetime, timedelta

from receptionist.booking.model import Slot
from receptionist.booking.pages import erase, hold_owner, keys_of, write
from receptionist.booking.places import sure_it_suits
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.ids import BookingId
from receptionist.ports import BookChange


def hold_slot(
    desk: Desk, business: Business, slot: Slot, *, hold: str, covers: int, instead_of: BookingId | None = None
) -> datetime:
    """Holds `slot` until the time given back: `policies.hold_seconds` from now. Holding again under the same name and slot
    prolongs it; another slot must be released by whoever held it. `instead_of`: the visit to be moved there, whose own
    place is not in the way.

    Raises SlotTaken, UnknownService, StoreUnavailable.
    """
    sure_it_suits(business, slot, covers)
    beside = [str(instead_of)] if instead_of else []

    def decide() -> datetime:
        now = desk.clock()
        expires = now + timedelta(seconds=business.policies.hold_seconds)
        keys = keys_of(business, slot)
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        blank = erase(pages, [hold_owner(hold)], now)
        held = write(
            business, blank, slot, owner=hold_owner(hold), covers=covers, now=now, expires=expires, beside=beside
        )
        desk.bookings.commit(business.id, BookChange(pages=tuple(held.values())))
        return expires

    return until_won(decide)
