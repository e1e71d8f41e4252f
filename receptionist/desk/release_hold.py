"""Give a held place back."""

from receptionist.booking.model import Slot
from receptionist.booking.pages import erase, hold_owner, keys_of
from receptionist.business.definition import Business
from receptionist.desk import holds
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.ports import BookChange


def release_hold(desk: Desk, business: Business, slot: Slot, *, hold: str) -> None:
    """Safe to repeat, and for a hold that has expired. Raises StoreUnavailable; the hold then ends by itself."""
    here = business.at(slot.location)

    def decide() -> None:
        keys = keys_of(here, slot)
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        after = erase(pages, [hold_owner(hold)], desk.clock())
        changed = tuple(page for key, page in after.items() if page.entries != pages[key].entries)
        gone = holds.ended(holds.hold_row(desk, business.id, hold))
        if changed or gone:
            desk.bookings.commit(business.id, BookChange(pages=changed, rows=gone))

    until_won(decide)
