"""/api/v1/businesses/{business}/bookings and /places: the same verbs of the desk that a call uses."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from http import HTTPStatus
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, FastAPI
from pydantic import AwareDatetime

from functions import problems
from functions.access import allowed
from functions.bookings.shapes import BookingChange, BookingOut, Cancellation, NewBooking, Places
from functions.office import Office
from functions.problems import RESPONSES, Problem
from receptionist.booking.model import Booking, Slot
from receptionist.booking.requests import BookingRequest, ChangeRequest, Offer, SlotRequest
from receptionist.business.definition import Business
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.change_booking import change_booking
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.take_booking import take_booking
from receptionist.errors import SlotTaken
from receptionist.ids import BookingId, ResourceId, ServiceId
from receptionist.spans import Span

log = logging.getLogger(__name__)

LISTED_DAYS = 90
MINUTE = timedelta(minutes=1)
LOOKS = 5
"""How often a place that can be had may be lost to somebody else before the client is told so."""


def build(office: Office) -> FastAPI:
    """The app, with the full paths of the network contract."""
    app = FastAPI(title="Firstring: bookings", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.include_router(routes(office))
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others on one machine; whoever does calls `problems.install` on its app."""
    router = APIRouter(prefix="/api/v1/businesses/{business}", responses=RESPONSES)
    _reading(router, office.desk, allowed(office, "read"))
    _writing(router, office.desk, allowed(office, "book"))
    return router


def _reading(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get("/bookings", operation_id="listBookings")
    def bookings(day: date | None = None, business: Business = Depends(served)) -> list[BookingOut]:
        """Of one local day; without `day`, from today on. Every status, soonest first."""
        found = desk.bookings.during(business.id, _listed(business, day, desk.clock()))
        return [BookingOut.of(booking, business) for booking in found]

    @router.get("/bookings/{booking}", operation_id="getBooking")
    def booking(booking: str, business: Business = Depends(served)) -> BookingOut:
        return BookingOut.of(_known(desk, business, booking), business)

    @router.get("/places", operation_id="findPlaces")
    def places(
        service: str,
        start: AwareDatetime,
        party_size: int = 1,
        resource: str | None = None,
        business: Business = Depends(served),
    ) -> Places:
        """Whether a time can be had, and what can be had instead. Nothing is kept."""
        named = ResourceId(resource) if resource else None
        return Places.of(_offer(desk, business, ServiceId(service), start, party_size, named), business)


def _writing(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.post("/bookings", operation_id="takeBooking", status_code=HTTPStatus.CREATED)
    def take(wish: NewBooking, business: Business = Depends(served)) -> BookingOut:
        """Repeating a request with the same `id` gives the same booking."""
        wanted = BookingId(wish.id or desk.new_id())
        if wish.id and (made := desk.bookings.get(business.id, wanted)):
            return BookingOut.of(made, business)
        taken = _take(desk, business, wanted, wish)
        log.info("booked", extra={"business": business.id, "booking": taken.id})
        return BookingOut.of(taken, business)

    @router.patch("/bookings/{booking}", operation_id="changeBooking")
    def change(booking: str, wish: BookingChange, business: Business = Depends(served)) -> BookingOut:
        before = _known(desk, business, booking)
        slot = None
        if wish.start is not None or wish.party_size is not None:
            offer = _offer(
                desk, business, before.service, wish.start or before.span.start,
                wish.party_size or before.party_size, None, instead_of=before.id,
            )  # fmt: skip
            slot = _had(offer, business)
        request = ChangeRequest(
            before.id,
            wish.revision,
            slot=slot,
            party_size=wish.party_size,
            customer=wish.customer.customer() if wish.customer else None,
            notes=wish.notes,
            text=wish.text,
        )
        changed = change_booking(desk, business, request)
        log.info("booking changed", extra={"business": business.id, "booking": changed.id})
        return BookingOut.of(changed, business)

    @router.post("/bookings/{booking}/cancel", operation_id="cancelBooking")
    def cancel(booking: str, wish: Cancellation, business: Business = Depends(served)) -> BookingOut:
        cancelled = cancel_booking(desk, business, BookingId(booking), revision=wish.revision, text=wish.text)
        log.info("booking cancelled", extra={"business": business.id, "booking": cancelled.id})
        return BookingOut.of(cancelled, business)


def _take(desk: Desk, business: Business, wanted: BookingId, wish: NewBooking) -> Booking:
    """Any table will do: one that is snatched away between looking and taking is looked for again."""
    who = wish.customer.customer()
    for _ in range(LOOKS):
        offer = _offer(desk, business, wish.service, wish.start, wish.party_size, wish.resource)
        request = BookingRequest(wanted, _had(offer, business), wish.party_size, who, notes=wish.notes, text=wish.text)
        try:
            return take_booking(desk, business, request)
        except SlotTaken:
            continue
    raise SlotTaken("others were faster each time")


def _listed(business: Business, day: date | None, now: datetime) -> Span:
    zone = ZoneInfo(business.timezone)
    try:
        first = datetime.combine(day or now.astimezone(zone).date(), time.min, zone)
        last = first + timedelta(days=1 if day else LISTED_DAYS)
        return Span(first.astimezone(UTC), last.astimezone(UTC))
    except (OverflowError, ValueError) as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "no day of this calendar") from error


def _known(desk: Desk, business: Business, booking: str) -> Booking:
    known = desk.bookings.get(business.id, BookingId(booking))
    if known is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no such booking")
    return known


def _offer(
    desk: Desk,
    business: Business,
    service: ServiceId,
    start: datetime,
    party_size: int,
    resource: ResourceId | None,
    *,
    instead_of: BookingId | None = None,
) -> Offer:
    try:
        window = Span(start.astimezone(UTC), start.astimezone(UTC) + MINUTE)
        wish = SlotRequest(service, window, party_size=party_size, resource=resource, instead_of=instead_of)
        return find_slots(desk, business, wish)
    except OverflowError as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "no time of this calendar") from error


def _had(offer: Offer, business: Business) -> Slot:
    """The time asked for. Raises Problem 409 with what can be had instead."""
    if offer.exact is None:
        places = Places.of(offer, business).model_dump(mode="json")
        raise Problem(
            HTTPStatus.CONFLICT,
            "that time can't be had",
            reason=offer.refusal or "slot_taken",
            alternatives=places["alternatives"],
        )
    return offer.exact
