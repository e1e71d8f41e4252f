"""GET /bookings: the book, read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from http import HTTPStatus
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from functions import paging
from functions.access import allowed
from functions.bookings.looking import there
from functions.bookings.shapes import BookingOut
from functions.bookings.words import Cursor, Day, IdInPath, Limit, Line, Moment, PhoneInQuery, phone_of
from functions.etags import Known, etag, if_none_match
from functions.office import Office
from functions.problems import Problem
from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.ids import BookingId, Phone
from receptionist.spans import Span

LISTED_DAYS = 90
MOST_DAYS = 366
TAGGED: dict[str, Any] = {
    "headers": {"ETag": {"description": "The revision, to be shown in If-Match.", "schema": {"type": "string"}}}
}
"""For the OpenAPI document of a route whose answer has an ETag."""
UNCHANGED: dict[int | str, dict[str, Any]] = {200: TAGGED, 304: {"description": "As If-None-Match says"}}


class Filter(BaseModel):
    day: Day | None = None
    """One local day."""
    from_: Annotated[Moment | None, Field(alias="from")] = None
    """Visits that end after this; with `to`, at most 366 days."""
    to: Moment | None = None
    """Visits that begin before this."""
    status: Annotated[list[Status], Field(max_length=10)] = []
    resource: Line = ""
    phone: PhoneInQuery = None
    """Without `day`, `from` and `to`: all visits of this number, past ones too."""
    code: Annotated[str, Field(max_length=20)] = ""
    location: Line = ""
    limit: Limit = 1000
    cursor: Cursor = None

    def timed(self) -> bool:
        return bool(self.day or self.from_ or self.to)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a page ended."""

    start: datetime
    booking: str

    @classmethod
    def read(cls, cursor: str | None) -> "_Mark | None":
        told = paging.read(cursor, 2)
        if told is None:
            return None
        try:
            start = datetime.fromisoformat(told[0])
        except ValueError as error:
            raise paging.no_cursor() from error
        if start.tzinfo is None or not 1900 < start.year < 2300:
            raise paging.no_cursor()
        return cls(start.astimezone(UTC), told[1])

    def before(self, booking: Booking) -> bool:
        return (self.start, self.booking) < (booking.span.start, booking.id)


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["bookings"])
    _reading(router, office.desk, allowed(office, "read"))
    return router


def _reading(router: APIRouter, desk: Desk, served: Callable[..., Business]) -> None:
    @router.get("/bookings", operation_id="listBookings", responses=paging.PAGED, summary="Visits, soonest first")
    def bookings(
        request: Request,
        response: Response,
        asked: Annotated[Filter, Query()],
        business: Business = Depends(served),
    ) -> list[BookingOut]:
        """Of every status, unless some are named. Without `day`, `from`, `to`, `phone` and `code`: from today on, 90 days."""
        mark = _Mark.read(asked.cursor)
        fitting = [one for one in _candidates(desk, business, asked, mark) if _fits(one, asked)]
        left = sorted(
            (one for one in fitting if mark is None or mark.before(one)), key=lambda one: (one.span.start, one.id)
        )
        page = left[: asked.limit]
        if len(left) > len(page):
            paging.go_on(request, response, (page[-1].span.start.isoformat(), page[-1].id))
        return [BookingOut.of(booking, business) for booking in page]

    @router.get(
        "/bookings/{booking}",
        operation_id="getBooking",
        response_model=BookingOut,
        responses=UNCHANGED,
        summary="One visit",
    )
    def booking(
        booking: IdInPath,
        response: Response,
        known: Known = Depends(if_none_match),
        business: Business = Depends(served),
    ) -> BookingOut | Response:
        found = kept(desk, business, booking)
        response.headers["ETag"] = etag(found.revision)
        return known.unchanged(found.revision) or BookingOut.of(found, business)


def kept(desk: Desk, business: Business, booking: str) -> Booking:
    """Raises Problem 404."""
    known = desk.bookings.get(business.id, BookingId(booking))
    if known is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no such booking", reason="unknown_booking")
    return known


def local_days(business: Business, first: Day, last: Day) -> Span:
    """From the first midnight of `first` to that after `last`, by the clock of the place."""
    zone = ZoneInfo(business.timezone)
    begins = datetime.combine(first, time.min, zone)
    return Span(begins.astimezone(UTC), datetime.combine(last + timedelta(days=1), time.min, zone).astimezone(UTC))


def _candidates(desk: Desk, business: Business, asked: Filter, mark: _Mark | None) -> Iterable[Booking]:
    """By whatever finds the fewest."""
    if asked.code:
        found = desk.bookings.by_code(business.id, "".join(filter(str.isalnum, asked.code)).upper())
        candidates = [found] if found else []
    elif asked.phone:
        candidates = desk.bookings.by_phone(business.id, Phone(phone_of(asked.phone)))
    else:
        window = _window(desk, business, asked)
        begins = max(window.start, mark.start) if mark else window.start
        return desk.bookings.during(business.id, Span(begins, window.end)) if begins < window.end else []
    if not asked.timed():
        return candidates
    window = _window(desk, business, asked)
    return [one for one in candidates if one.span.overlaps(window)]


def _window(desk: Desk, business: Business, asked: Filter) -> Span:
    here = there(business, asked.location) if asked.location else business
    if asked.day is not None:
        return local_days(here, asked.day, asked.day)
    today = desk.clock().astimezone(ZoneInfo(here.timezone)).date()
    start = asked.from_ or (
        local_days(here, today, today).start if asked.to is None else asked.to - timedelta(days=LISTED_DAYS)
    )
    end = asked.to or start + timedelta(days=LISTED_DAYS)
    if not start < end <= start + timedelta(days=MOST_DAYS):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"to: after `from`, and at most {MOST_DAYS} days after it")
    return Span(start, end)


def _fits(booking: Booking, asked: Filter) -> bool:
    return (
        (not asked.status or booking.status in asked.status)
        and (not asked.resource or asked.resource in booking.resources)
        and (not asked.location or booking.location == asked.location)
        and (not asked.phone or booking.customer.phone == phone_of(asked.phone))
    )
