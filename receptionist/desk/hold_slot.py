"""Keep a place for a caller who is making up their mind."""

from datetime import datetime, timedelta

from receptionist.booking.model import Slot
from receptionist.booking.pages import erase, hold_owner, keys_of, write
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.ports import BookChange


def hold_slot(desk: Desk, business: Business, slot: Slot, *, hold: str, covers: int) -> datetime:
    """Holds `slot` until the time given back: `policies.hold_seconds` from now. Holding again under the same name and slot
    prolongs it; another slot must be released by whoever held it.

    Raises SlotTaken, UnknownService, StoreUnavailable.
    """

    def decide() -> datetime:
        now = desk.clock()
        expires = now + timedelta(seconds=business.policies.hold_seconds)
        keys = keys_of(business, slot)
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        blank = erase(pages, [hold_owner(hold)], now)
        held = write(business, blank, slot, owner=hold_owner(hold), covers=covers, now=now, expires=expires)
        desk.bookings.commit(business.id, BookChange(pages=tuple(held.values())))
        return expires

    return until_won(decide)
