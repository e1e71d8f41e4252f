"""Look into the book: is that time free, and if not, what is near?"""

from receptionist.booking.requests import Offer, SlotRequest
from receptionist.booking.slots import find, page_keys
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk

FURTHER_DAYS = (0, 3, 14)
"""How far after the wished day alternatives are looked for, as long as none is found."""

HOPELESS = frozenset({"unknown_service", "too_many", "nobody_has_that_skill"})
"""No other time cures these."""


def find_slots(desk: Desk, business: Business, request: SlotRequest) -> Offer:
    """The exact time if it can be had, else why not and up to three others, nearest first. Writes nothing."""
    now = desk.clock()
    offer = Offer(None)
    for further in FURTHER_DAYS:
        keys = page_keys(business, request, further_days=further)
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        offer = find(business, request, pages, now, further_days=further)
        if offer.exact or offer.alternatives or offer.refusal in HOPELESS:
            return offer
    return offer
