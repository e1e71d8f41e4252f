"""What a wish of the API is for the book, and what a request that finds nothing is answered."""

from datetime import datetime, timedelta
from http import HTTPStatus

from functions.bookings.shapes import Places, Wish
from functions.problems import Problem
from receptionist.booking.model import Slot
from receptionist.booking.requests import Offer, SlotRequest
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.ids import BookingId, LocationId, ResourceId, ServiceId, VariantId
from receptionist.spans import Span

MINUTE = timedelta(minutes=1)


def there(business: Business, location: str) -> Business:
    """The business at that place. Raises Problem 422 for a place that is none, and where it has to be named."""
    known = [place.id for place in business.locations]
    if not location and len(known) <= 1:
        return business.at(known[0]) if known else business
    if location in known:
        return business.at(LocationId(location))
    what = f"there is no place {location!r}" if location else f"say which place is meant: {', '.join(known)}"
    raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"location: {what}")


def exactly(start: datetime) -> Span:
    """A wish for this very start."""
    return Span(start, start + MINUTE)


def slot_request(
    wish: Wish,
    window: Span,
    *,
    exact: bool = True,
    new_client: bool | None = None,
    instead_of: BookingId | None = None,
    held_by: str | None = None,
    by_staff: bool = False,
) -> SlotRequest:
    return SlotRequest(
        service=ServiceId(wish.service),
        window=window,
        party_size=wish.party_size,
        resource=ResourceId(wish.resource) if wish.resource else None,
        exact=exact,
        instead_of=instead_of,
        held_by=held_by,
        variant=VariantId(wish.variant),
        new_client=wish.new_client if new_client is None else new_client,
        area=wish.area,
        accessible=wish.accessible,
        spoken=wish.language,
        by_staff=by_staff,
    )


def looked_for(desk: Desk, here: Business, request: SlotRequest) -> Slot:
    """The time asked for. Raises Problem 409 with what can be had instead."""
    offer = find_slots(desk, here, request)
    if offer.exact is None:
        raise cannot_be_had(offer, here)
    return offer.exact


def cannot_be_had(offer: Offer, business: Business) -> Problem:
    places = Places.of(offer, business).model_dump(mode="json")
    return Problem(
        HTTPStatus.CONFLICT,
        "that time can't be had",
        reason=offer.refusal or "slot_taken",
        alternatives=places["alternatives"],
    )
