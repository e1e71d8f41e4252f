"""Look into the book: is that time free, and if not, what is near?"""

from datetime import timedelta

from receptionist.booking.requests import Offer, SlotRequest
from receptionist.booking.slots import ALTERNATIVES, ANOTHER_DAY, find, page_keys
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.standing import standing

FURTHER_DAYS = (0, 3, 14)
"""How many days around the wished one are looked through, as long as there is little to offer."""

HOPELESS = frozenset(
    {"unknown_service", "too_many", "too_few", "too_far", "nobody_has_that_skill", "no_such_place",
     "not_for_new_clients", "not_for_returning_clients"}
)  # fmt: skip
"""No other time near cures these."""


def find_slots(desk: Desk, business: Business, request: SlotRequest) -> Offer:
    """The exact time if it can be had, else why not and up to three others, nearest first. Writes nothing."""
    now = desk.clock()
    business = standing(desk, business)
    offer = Offer(None)
    for further in FURTHER_DAYS:
        keys = page_keys(business, request, further_days=further)
        pages = dict(zip(keys, desk.bookings.pages(business.id, keys), strict=True))
        offer = find(business, request, pages, now, further_days=further)
        if offer.exact or offer.refusal in HOPELESS or _enough(offer, request, further):
            return offer
    return offer


def _enough(offer: Offer, request: SlotRequest, further: int) -> bool:
    """On the wished day alone only a full offer of which nothing is so far off that another day would be nearer."""
    if further:
        return bool(offer.alternatives)
    apart = [abs(slot.span.start - request.window.start) for slot in offer.alternatives]
    return len(apart) == ALTERNATIVES and max(apart) < timedelta(minutes=ANOTHER_DAY)
