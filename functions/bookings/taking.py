"""POST /bookings: the same promise a caller gets."""

import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from functions.access import allowed
from functions.bookings.listing import TAGGED
from functions.bookings.looking import exactly, looked_for, slot_request, there
from functions.bookings.shapes import BookingOut, NewBooking
from functions.etags import etag
from functions.office import Office
from functions.once import idempotency_key, the_id
from functions.problems import Problem
from receptionist.booking.model import Booking, Slot
from receptionist.booking.requests import BookingRequest
from receptionist.business.definition import Business
from receptionist.desk.customers import is_new
from receptionist.desk.desk import Desk
from receptionist.desk.holds import hold_of
from receptionist.desk.take_booking import take_booking
from receptionist.errors import DayFull, Full, SlotTaken
from receptionist.ids import BookingId, Phone

log = logging.getLogger(__name__)

LOOKS = 5
"""How often a place that can be had may be lost to somebody else before the client is told so."""
TAKEN: dict[int | str, dict[str, Any]] = {
    201: TAGGED,
    409: {
        "description": "It can't be had: `reason` says why, `alternatives` what can be had instead",
        "content": {
            "application/problem+json": {
                "example": {
                    "type": "about:blank",
                    "title": "Conflict",
                    "status": 409,
                    "detail": "that time can't be had",
                    "reason": "slot_taken",
                    "alternatives": [
                        {
                            "service": "table",
                            "variant": "",
                            "location": "",
                            "start": "2026-11-28T03:30:00Z",
                            "end": "2026-11-28T05:00:00Z",
                            "local_start": "2026-11-27T19:30:00-08:00",
                            "resources": ["t4"],
                        }
                    ],
                }
            }
        },
    },
}


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["bookings"])
    _writing(router, office.desk, allowed(office, "book"))
    return router


def _writing(router: APIRouter, desk: Desk, book: Callable[..., Business]) -> None:
    @router.post(
        "/bookings",
        operation_id="takeBooking",
        status_code=HTTPStatus.CREATED,
        responses=TAKEN,
        summary="Book a visit",
    )
    def take(
        wish: NewBooking,
        response: Response,
        key: str | None = Depends(idempotency_key),
        business: Business = Depends(book),
    ) -> BookingOut:
        """Repeating a request with its Idempotency-Key, or with the same `id`, gives the same booking, as it is by then."""
        here = there(business, wish.location)
        wanted = BookingId(the_id(desk, business.id, "booking", key, wish, wish.id or desk.new_id()))
        booking = _made(desk, business, wanted, repeated=bool(wish.id or key)) or _take(desk, here, wanted, wish)
        log.info("booked", extra={"business": business.id, "booking": booking.id})
        response.headers["ETag"] = etag(booking.revision)
        return BookingOut.of(booking, business)


def _made(desk: Desk, business: Business, wanted: BookingId, *, repeated: bool) -> Booking | None:
    return desk.bookings.get(business.id, wanted) if repeated else None


def _take(desk: Desk, here: Business, wanted: BookingId, wish: NewBooking) -> Booking:
    """Any table will do: one that is snatched away between looking and taking is looked for again. Whoever snatched it
    may have been the same request, sent twice."""
    new = _is_new(desk, here, wish)
    held = _held(desk, here, wish)
    for _ in range(LOOKS):
        slot, held = held, None
        try:
            slot = slot or _found(desk, here, wish, new)
            return take_booking(desk, here, _request(wanted, slot, wish, new))
        except (SlotTaken, Full, DayFull, Problem) as refused:
            if made := desk.bookings.get(here.id, wanted):
                return made
            if isinstance(refused, Problem):
                raise
    raise SlotTaken("others were faster each time")


def _is_new(desk: Desk, here: Business, wish: NewBooking) -> bool | None:
    """As told, or as the customer's card says; None: nobody knows."""
    if wish.new_client is not None or not wish.customer.phone:
        return wish.new_client
    return is_new(desk, here, Phone(wish.customer.phone))


def _held(desk: Desk, here: Business, wish: NewBooking) -> Slot | None:
    """What is held for this very wish."""
    hold = hold_of(desk, here.id, wish.hold) if wish.hold else None
    if hold is None or (hold.slot.service, hold.slot.span.start) != (wish.service, wish.start):
        return None
    fits = hold.slot.variant == wish.variant and hold.slot.location == here.here and hold.covers == wish.party_size
    return hold.slot if fits else None


def _found(desk: Desk, here: Business, wish: NewBooking, new: bool | None) -> Slot:
    request = slot_request(wish, exactly(wish.start), new_client=new, held_by=wish.hold, by_staff=wish.by_staff)
    return looked_for(desk, here, request)


def _request(wanted: BookingId, slot: Slot, wish: NewBooking, new: bool | None) -> BookingRequest:
    return BookingRequest(
        wanted,
        slot,
        wish.party_size,
        wish.customer.customer(),
        notes=wish.notes,
        hold=wish.hold,
        text=wish.text,
        text_agreed=wish.text_agreed,
        occasion=wish.occasion,
        allergies=wish.allergies,
        new_client=bool(new),
        source=wish.source,
        by_staff=wish.by_staff,
    )
