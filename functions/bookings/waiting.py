"""/waitlist: who waits for a place."""

import logging
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from functions import paging
from functions.access import allowed
from functions.bookings.looking import there
from functions.bookings.shapes import CustomerIn, CustomerOut, Place, Source, Wish, named
from functions.bookings.words import Cursor, Day, IdInPath, Limit, Moment, Notes, PhoneInQuery, phone_of
from functions.office import Office
from functions.problems import Problem
from receptionist.booking.waitlist import Waiting, WaitlistEntry, WaitlistWish
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.waitlist import join_waitlist, leave_waitlist, waitlist, waitlist_entry
from receptionist.desk.waitlist_offers import offer_freed
from receptionist.ids import Phone
from receptionist.spans import Span

log = logging.getLogger(__name__)

MOST_DAYS = 31


class NewEntry(Wish):
    model_config = ConfigDict(extra="forbid")
    start: Moment
    """The earliest start they would take."""
    end: Moment
    """They would take starts before this; at most 31 days after `start`."""
    customer: CustomerIn
    notes: Notes = ""
    text: bool = True
    """Whether an offer may be texted. Who may not be texted is on the list for the people of the house to call."""
    source: Source = "api"


class EntryOut(BaseModel):
    id: str
    service: str
    variant: str
    location: str
    start: datetime
    end: datetime
    party_size: int
    resource: str | None
    area: str
    accessible: bool
    language: str | None
    customer: CustomerOut
    notes: str
    text_agreed: bool
    source: str
    status: Waiting
    offered: Place | None
    """What is kept for them until `offer_expires`."""
    offer_expires: datetime | None
    booking: str | None
    created: datetime
    updated: datetime

    @classmethod
    def of(cls, entry: WaitlistEntry, business: Business) -> "EntryOut":
        wish = entry.wish
        return cls(
            id=entry.id,
            service=wish.service,
            variant=wish.variant,
            location=wish.location,
            start=wish.window.start,
            end=wish.window.end,
            party_size=wish.party_size,
            resource=wish.resource,
            area=wish.area,
            accessible=wish.accessible,
            language=wish.spoken,
            customer=CustomerOut(name=wish.customer.name, phone=wish.customer.phone, language=wish.customer.language),
            notes=wish.notes,
            text_agreed=wish.text_agreed,
            source=wish.source,
            status=entry.status,
            offered=Place.of(entry.offered, business) if entry.offered else None,
            offer_expires=entry.offer_expires,
            booking=entry.booking,
            created=entry.created,
            updated=entry.updated,
        )


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["waitlist"])
    _reading(router, office.desk, allowed(office, "read"))
    _writing(router, office.desk, allowed(office, "book"))
    return router


def _reading(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get(
        "/waitlist", operation_id="listWaitlist", responses=paging.PAGED, summary="Who waits, by day wished for"
    )
    def listed(
        request: Request,
        response: Response,
        day: Day | None = None,
        status: Waiting | None = None,
        phone: PhoneInQuery = None,
        limit: Limit = 100,
        cursor: Cursor = None,
        business: Business = Depends(served),
    ) -> list[EntryOut]:
        mark = paging.read(cursor, 1)
        found = waitlist(
            desk,
            business.id,
            day=day,
            status=status,
            phone=Phone(phone_of(phone)) if phone else None,
            after=mark[0] if mark else "",
            limit=limit + 1,
        )
        if len(found) > limit:
            paging.go_on(request, response, (found[limit - 1].id,))
        return [EntryOut.of(entry, business) for entry in found[:limit]]

    @router.get("/waitlist/{entry}", operation_id="getWaitlistEntry", summary="One who waits, or waited")
    def one(entry: IdInPath, business: Business = Depends(served)) -> EntryOut:
        return _answer(waitlist_entry(desk, business.id, entry), business)


def _writing(router: APIRouter, desk: Desk, book: Callable[..., Business]) -> None:
    @router.post(
        "/waitlist", operation_id="joinWaitlist", status_code=HTTPStatus.CREATED, summary="Put somebody on the list"
    )
    def join(wish: NewEntry, business: Business = Depends(book)) -> EntryOut:
        """Safe to repeat: the same number with the same wish waits once, and keeps its place in the line."""
        here = there(business, wish.location)
        entry = join_waitlist(desk, business, _wish(here, wish))
        log.info("joined the waitlist", extra={"business": business.id, "entry": entry.id})
        return EntryOut.of(entry, business)

    @router.post("/waitlist/offers", operation_id="offerFreed", summary="Offer what is free to those who wait for it")
    def offer(business: Business = Depends(book)) -> list[EntryOut]:
        """Happens by itself whenever a place becomes free; this looks now. Gives the entries that got an offer."""
        return [EntryOut.of(entry, business) for entry in offer_freed(desk, business)]

    @router.delete("/waitlist/{entry}", operation_id="leaveWaitlist", summary="Take somebody off the list")
    def leave(entry: IdInPath, business: Business = Depends(book)) -> EntryOut:
        """What was kept for them goes to the next. Safe to repeat."""
        return _answer(leave_waitlist(desk, business, entry), business)


def _wish(here: Business, wish: NewEntry) -> WaitlistWish:
    length = wish.end - wish.start
    if not 0 < length.total_seconds() <= MOST_DAYS * 24 * 3600:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"end: after `start`, and at most {MOST_DAYS} days after it")
    service, resource, variant, _ = named(wish)
    return WaitlistWish(
        service=service,
        window=Span(wish.start, wish.end),
        customer=wish.customer.customer(),
        party_size=wish.party_size,
        variant=variant,
        location=here.here,
        resource=resource,
        area=wish.area,
        accessible=wish.accessible,
        spoken=wish.language,
        notes=wish.notes,
        text_agreed=wish.text,
        source=wish.source,
    )


def _answer(entry: WaitlistEntry | None, business: Business) -> EntryOut:
    if entry is None:
        raise Problem(HTTPStatus.NOT_FOUND, "nobody waits under this id")
    return EntryOut.of(entry, business)
