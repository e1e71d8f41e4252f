"""/holds: a place kept for somebody who is making up their mind."""

import logging
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from functions.access import allowed
from functions.bookings.looking import exactly, looked_for, slot_request, there
from functions.bookings.shapes import Wish
from functions.bookings.words import PLAIN_ID, IdInPath, Line, Moment
from functions.office import Office
from functions.once import idempotency_key, the_id
from functions.problems import Problem
from receptionist.booking.model import Hold
from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.desk.desk import Desk
from receptionist.desk.hold_slot import hold_slot, prolong_hold
from receptionist.desk.holds import hold_of, holds
from receptionist.desk.release_hold import release_hold
from receptionist.errors import DayFull, Full, SlotTaken
from receptionist.ids import BookingId

log = logging.getLogger(__name__)

LOOKS = 5
"""How often a place that can be had may be lost to somebody else before the client is told so."""


class NewHold(Wish):
    model_config = ConfigDict(extra="forbid")
    id: Annotated[str, Field(pattern=PLAIN_ID)] | None = None
    """Chosen by the client, instead of an Idempotency-Key."""
    start: Moment
    instead_of: Line = ""
    """A booking that is to be moved there."""


class HoldOut(BaseModel):
    id: str
    service: str
    variant: str
    location: str
    start: datetime
    end: datetime
    local_start: datetime
    resources: list[str]
    party_size: int
    since: datetime
    expires: datetime
    """The place is kept until then, and no longer than `policies.hold_most_seconds` in all."""
    call: str | None
    instead_of: str | None

    @classmethod
    def of(cls, hold: Hold, business: Business) -> "HoldOut":
        slot = hold.slot
        return cls(
            id=hold.id,
            service=slot.service,
            variant=slot.variant,
            location=slot.location,
            start=slot.span.start,
            end=slot.span.end,
            local_start=local(business.at(slot.location), slot.span.start),
            resources=list(slot.resources),
            party_size=hold.covers,
            since=hold.since,
            expires=hold.expires,
            call=hold.call,
            instead_of=hold.instead_of,
        )


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["holds"])
    _reading(router, office.desk, allowed(office, "read"))
    _writing(router, office.desk, allowed(office, "book"))
    return router


def _reading(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get("/holds", operation_id="listHolds", summary="The holds in force, oldest first")
    def listed(business: Business = Depends(served)) -> list[HoldOut]:
        return [HoldOut.of(hold, business) for hold in holds(desk, business.id)]

    @router.get("/holds/{hold}", operation_id="getHold", summary="One hold, if it is in force")
    def one(hold: IdInPath, business: Business = Depends(served)) -> HoldOut:
        return _kept(desk, business, hold)


def _writing(router: APIRouter, desk: Desk, book: Callable[..., Business]) -> None:
    @router.post(
        "/holds", operation_id="holdSlot", status_code=HTTPStatus.CREATED, summary="Keep a place for some minutes"
    )
    def hold(wish: NewHold, key: str | None = Depends(idempotency_key), business: Business = Depends(book)) -> HoldOut:
        """Repeating a request with its Idempotency-Key, or its `id`, gives the same hold. 409 tells what can be had instead."""
        wanted = the_id(desk, business.id, "hold", key, wish, wish.id or desk.new_id())
        known = hold_of(desk, business.id, wanted)
        if known is not None:
            _sure_it_is_the_same(known, wish)
            return HoldOut.of(known, business)
        _hold(desk, there(business, wish.location), wanted, wish)
        log.info("held", extra={"business": business.id, "hold": wanted})
        return _kept(desk, business, wanted)

    @router.post("/holds/{hold}/prolong", operation_id="prolongHold", summary="Keep it for longer, up to its cap")
    def prolong(hold: IdInPath, business: Business = Depends(book)) -> HoldOut:
        prolong_hold(desk, business, hold)
        return _kept(desk, business, hold)

    @router.delete(
        "/holds/{hold}",
        operation_id="releaseHold",
        status_code=HTTPStatus.NO_CONTENT,
        response_class=Response,
        summary="Give the place back",
    )
    def release(hold: IdInPath, business: Business = Depends(book)) -> Response:
        """Safe to repeat, and for a hold that is over or never was."""
        known = hold_of(desk, business.id, hold)
        if known is not None:
            release_hold(desk, business, known.slot, hold=hold)
        return Response(status_code=HTTPStatus.NO_CONTENT)


def _hold(desk: Desk, here: Business, hold: str, wish: NewHold) -> None:
    """Any place will do: one that is snatched away between looking and holding is looked for again."""
    instead_of = BookingId(wish.instead_of) if wish.instead_of else None
    request = slot_request(wish, exactly(wish.start), instead_of=instead_of, held_by=hold)
    for _ in range(LOOKS):
        slot = looked_for(desk, here, request)
        try:
            hold_slot(
                desk, here, slot, hold=hold, covers=wish.party_size, instead_of=instead_of,
                new_client=bool(wish.new_client),
            )  # fmt: skip
            return
        except (SlotTaken, Full, DayFull):
            continue
    raise SlotTaken("others were faster each time")


def _kept(desk: Desk, business: Business, hold: str) -> HoldOut:
    known = hold_of(desk, business.id, hold)
    if known is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no such hold; it may be over")
    return HoldOut.of(known, business)


def _sure_it_is_the_same(known: Hold, wish: NewHold) -> None:
    slot = known.slot
    same = (slot.service, slot.variant, slot.span.start, known.covers) == (
        wish.service, wish.variant, wish.start, wish.party_size,
    )  # fmt: skip
    if not same or (wish.resource is not None and wish.resource not in slot.resources):
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, "another place is held under this id: choose a new one", reason="key_used"
        )
