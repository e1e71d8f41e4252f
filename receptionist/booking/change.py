"""What a decision about one booking writes: pages before and after as one change of the book. Pure."""

from collections.abc import Mapping
from datetime import datetime

from receptionist.booking.model import Booking, Page, PageKey, Slot
from receptionist.booking.pages import erase, hold_owner, keys_of, keys_of_booking, lines_of, write
from receptionist.business.definition import Business


def keys_for(business: Business, slot: Slot | None, before: Booking | None) -> list[PageKey]:
    """Every page the change may touch: those of the new place and those of the old one."""
    new = keys_of(business, slot) if slot else []
    old = keys_of_booking(business, before) if before else []
    return list(dict.fromkeys([*new, *old]))


def rewritten(
    business: Business,
    pages: Mapping[PageKey, Page],
    booking: Booking,
    slot: Slot | None,
    *,
    hold: str | None,
    now: datetime,
    by_staff: bool = False,
) -> tuple[Page, ...]:
    """The pages that differ afterwards: the booking's former lines and its hold erased, the new ones written.

    `slot` None: it takes no place any more. Raises SlotTaken, Full, DayFull.
    """
    owners = [str(booking.id), *([hold_owner(hold)] if hold else [])]
    after = erase(pages, owners, now)
    if slot is not None:
        after = write(
            business, after, slot, owner=str(booking.id), covers=booking.party_size, now=now,
            by_staff=by_staff, new_client=booking.new_client, held=lines_of(pages, hold, now) if hold else None,
        )  # fmt: skip
    return tuple(page for key, page in after.items() if page.entries != pages[key].entries)
