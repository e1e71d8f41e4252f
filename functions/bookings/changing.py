"""PATCH /bookings/{booking}, its cancelling, and what becomes of it on the day."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from functions.access import allowed
from functions.bookings.listing import TAGGED, kept
from functions.bookings.looking import exactly, looked_for, slot_request
from functions.bookings.shapes import BookingChange, BookingOut, Cancellation, StatusChange, Wish
from functions.bookings.words import IdInPath
from functions.etags import Match, etag, expected, if_match
from functions.office import Office
from functions.once import fingerprint, idempotency_key
from functions.problems import Problem
from receptionist.booking.model import Booking, Slot
from receptionist.booking.requests import ChangeRequest
from receptionist.business.definition import Business
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.change_booking import change_booking
from receptionist.desk.desk import Desk
from receptionist.desk.holds import hold_of
from receptionist.desk.mark_booking import mark_booking
from receptionist.errors import DayFull, Full, SlotTaken, StaleRevision

log = logging.getLogger(__name__)

LOOKS = 5
"""As for taking: how often the new place may be lost before the client is told so."""


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["bookings"])
    _writing(router, office.desk, allowed(office, "book"))
    return router


def _writing(router: APIRouter, desk: Desk, book: Callable[..., Business]) -> None:
    @router.patch(
        "/bookings/{booking}",
        operation_id="changeBooking",
        responses={200: TAGGED},
        summary="Move a visit, or change its party, customer or notes",
    )
    def change(
        booking: IdInPath,
        wish: BookingChange,
        response: Response,
        match: Match | None = Depends(if_match),
        key: str | None = Depends(idempotency_key),
        business: Business = Depends(book),
    ) -> BookingOut:
        """The old place is kept until the new one is won. 412: somebody else has changed it, read it again."""
        before = kept(desk, business, booking)
        revision = expected(match, wish.revision, before.revision)
        changed = _change(desk, business, before, wish, revision, key)
        log.info("booking changed", extra={"business": business.id, "booking": changed.id})
        return _answer(changed, business, response)

    @router.post(
        "/bookings/{booking}/cancel",
        operation_id="cancelBooking",
        responses={200: TAGGED},
        summary="Give a visit up and its places back",
    )
    def cancel(
        booking: IdInPath,
        wish: Cancellation,
        response: Response,
        match: Match | None = Depends(if_match),
        business: Business = Depends(book),
    ) -> BookingOut:
        """Safe to repeat."""
        before = kept(desk, business, booking)
        revision = expected(match, wish.revision, before.revision)
        cancelled = cancel_booking(desk, business, before.id, revision=revision, text=wish.text)
        log.info("booking cancelled", extra={"business": business.id, "booking": cancelled.id})
        return _answer(cancelled, business, response)

    @router.post(
        "/bookings/{booking}/status",
        operation_id="markBooking",
        responses={200: TAGGED},
        summary="Say what became of a visit: arrived, seated, finished, no_show",
    )
    def mark(
        booking: IdInPath,
        wish: StatusChange,
        response: Response,
        match: Match | None = Depends(if_match),
        business: Business = Depends(book),
    ) -> BookingOut:
        """Safe to repeat. 409 where the status cannot follow the present one."""
        before = kept(desk, business, booking)
        revision = match.expected(before.revision) if match else wish.revision
        marked = mark_booking(desk, business, before.id, wish.status, revision=revision)
        log.info("booking marked", extra={"business": business.id, "booking": marked.id, "status": marked.status})
        return _answer(marked, business, response)


def _answer(booking: Booking, business: Business, response: Response) -> BookingOut:
    response.headers["ETag"] = etag(booking.revision)
    return BookingOut.of(booking, business)


def _change(
    desk: Desk, business: Business, before: Booking, wish: BookingChange, revision: int, key: str | None
) -> Booking:
    asked = fingerprint(before.id, key, wish) if key else ""
    if asked and before.changed_by == asked:
        return before
    if revision != before.revision and not _is_so(desk, business, before, wish):
        raise StaleRevision(f"{before.id} has moved to revision {before.revision}")
    for _ in range(LOOKS):
        request = ChangeRequest(
            before.id,
            revision,
            slot=_slot(desk, business, before, wish) if revision == before.revision else None,
            party_size=wish.party_size,
            customer=wish.customer.customer() if wish.customer else None,
            notes=wish.notes,
            hold=wish.hold,
            text=wish.text,
            key=asked,
            occasion=wish.occasion,
            allergies=wish.allergies,
            by_staff=wish.by_staff,
        )
        try:
            return change_booking(desk, business, request)
        except (SlotTaken, Full, DayFull):
            continue
    raise SlotTaken("others were faster each time")


def _is_so(desk: Desk, business: Business, before: Booking, wish: BookingChange) -> bool:
    """Whether the visit is where it is wished to be: then the change may be one that was made, and is only repeated."""
    told = (wish.start, wish.service, wish.variant, wish.party_size)
    there = (before.span.start, before.service, before.variant, before.party_size)
    return (
        all(one is None or one == other for one, other in zip(told, there, strict=True))
        and (wish.resource is None or wish.resource in before.resources)
        and not (wish.hold and hold_of(desk, business.id, wish.hold))
    )


def _slot(desk: Desk, business: Business, before: Booking, wish: BookingChange) -> Slot | None:
    """The new place; None: the old one stays."""
    hold = hold_of(desk, business.id, wish.hold) if wish.hold else None
    if hold is not None and wish.start in (None, hold.slot.span.start):
        return hold.slot
    if not wish.moves():
        if wish.hold:
            raise Problem(HTTPStatus.CONFLICT, "the hold is over: say `start` as well", reason="hold_over")
        return None
    other = wish.service not in (None, before.service)
    wanted = Wish(
        service=wish.service or before.service,
        party_size=wish.party_size or before.party_size,
        resource=wish.resource,
        variant=("" if other else before.variant) if wish.variant is None else wish.variant,
        area=wish.area,
        accessible=wish.accessible,
        language=wish.language,
        new_client=before.new_client,
    )
    window = exactly(wish.start or before.span.start)
    request = slot_request(wanted, window, instead_of=before.id, held_by=wish.hold, by_staff=wish.by_staff)
    return looked_for(desk, business.at(before.location), request)
