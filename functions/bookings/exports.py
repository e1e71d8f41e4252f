"""/exports: what a business takes away, for a spreadsheet or another program.

A spreadsheet takes a cell that begins with `=`, `+`, `-` or `@` for a formula, and somebody's name may be one: such cells
get an apostrophe in front (https://owasp.org/www-community/attacks/CSV_Injection). The JSON has everything as it is.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse

from functions import paging
from functions.access import allowed
from functions.bookings.listing import local_days
from functions.bookings.looking import there
from functions.bookings.shapes import BookingOut
from functions.bookings.words import Cursor, Day, Line
from functions.office import Office
from functions.problems import Problem
from receptionist.booking.model import Booking
from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.desk.customers import KeptCard, cards
from receptionist.desk.desk import Desk

MOST_DAYS = 93
"""Two hundred visits a day are then about 5 MB; a Lambda may answer 6.
https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""
MOST_CUSTOMERS = 10_000
BOM = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Bom = Annotated[bool, Query(description="Begin with a byte order mark, by which Excel knows UTF-8.")]
CSV: dict[int | str, dict[str, Any]] = {
    200: {"description": "UTF-8, with a line of names", "content": {"text/csv": {"schema": {"type": "string"}}}}
}

BOOKING_COLUMNS = (
    "id", "code", "status", "revision", "service", "variant", "location", "start_utc", "end_utc", "local_start",
    "local_end", "timezone", "party_size", "resources", "name", "phone", "language", "notes", "occasion", "allergies",
    "new_client", "source", "created_utc", "updated_utc",
)  # fmt: skip
CUSTOMER_COLUMNS = (
    "phone", "name", "language", "email", "notes", "tags", "allergies", "bookings", "no_shows", "first_booked_utc",
    "last_booked_utc", "birth_date", "postcode",
)  # fmt: skip


def routes(office: Office) -> APIRouter:
    router = APIRouter(tags=["exports"])
    _bookings(router, office.desk, allowed(office, "export"))
    _customers(router, office.desk, allowed(office, "export"))
    return router


def _bookings(router: APIRouter, desk: Desk, export: Callable[..., Business]) -> None:
    @router.get(
        "/exports/bookings.csv",
        operation_id="exportBookingsCsv",
        response_class=Response,
        responses=CSV,
        summary="Visits of some local days, for a spreadsheet",
    )
    def as_csv(
        first: Annotated[Day, Query(alias="from")],
        last: Annotated[Day, Query(alias="to", description="Inclusive; at most 93 days in all.")],
        location: Line = "",
        bom: Bom = False,
        business: Business = Depends(export),
    ) -> Response:
        found = _between(desk, business, first, last, location)
        return spreadsheet("bookings", BOOKING_COLUMNS, (_visit(one, business) for one in found), bom)

    @router.get("/exports/bookings.json", operation_id="exportBookingsJson", summary="The same, as JSON")
    def as_json(
        first: Annotated[Day, Query(alias="from")],
        last: Annotated[Day, Query(alias="to", description="Inclusive; at most 93 days in all.")],
        location: Line = "",
        business: Business = Depends(export),
    ) -> list[BookingOut]:
        return [BookingOut.of(one, business) for one in _between(desk, business, first, last, location)]


def _customers(router: APIRouter, desk: Desk, export: Callable[..., Business]) -> None:
    @router.get(
        "/exports/customers.csv",
        operation_id="exportCustomersCsv",
        response_class=Response,
        responses={200: CSV[200] | paging.PAGED[200]},
        summary="Customers' cards, for a spreadsheet",
    )
    def customers(
        request: Request,
        bom: Bom = False,
        limit: Annotated[int, Query(ge=1, le=MOST_CUSTOMERS)] = MOST_CUSTOMERS,
        cursor: Cursor = None,
        business: Business = Depends(export),
    ) -> Response:
        mark = paging.read(cursor, 1)
        found = cards(desk, business, after=mark[0] if mark else "", limit=limit + 1)
        answer = spreadsheet("customers", CUSTOMER_COLUMNS, (_card(one) for one in found[:limit]), bom)
        if len(found) > limit:
            paging.go_on(request, answer, (found[limit - 1].card.phone,))
        return answer


def _between(desk: Desk, business: Business, first: date, last: date, location: str) -> list[Booking]:
    """Those that begin on these days."""
    if not timedelta() <= last - first < timedelta(days=MOST_DAYS):
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"to: not before `from`, and at most {MOST_DAYS} days in all")
    here = there(business, location) if location else business
    span = local_days(here, first, last)
    return [
        one
        for one in desk.bookings.during(business.id, span)
        if one.span.start >= span.start and (not location or one.location == location)
    ]


def _visit(booking: Booking, business: Business) -> Sequence[object]:
    here = business.at(booking.location)
    who, span = booking.customer, booking.span
    return (
        booking.id, booking.code, booking.status, booking.revision, booking.service, booking.variant, booking.location,
        _utc(span.start), _utc(span.end), _wall(here, span.start), _wall(here, span.end), here.timezone,
        booking.party_size, " ".join(booking.resources), who.name, who.phone, who.language, booking.notes,
        booking.occasion, "; ".join(booking.allergies), "yes" if booking.new_client else "no", booking.source,
        _utc(booking.created), _utc(booking.updated),
    )  # fmt: skip


def _card(kept: KeptCard) -> Sequence[object]:
    card = kept.card
    return (
        card.phone, card.name, card.language, card.email, card.notes, "; ".join(card.tags), "; ".join(card.allergies),
        card.bookings, card.no_shows, _utc(card.first_booked), _utc(card.last_booked),
        card.birth_date, card.postcode,
    )  # fmt: skip


def _utc(at: datetime | None) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}" if at else ""


def _wall(business: Business, at: datetime) -> str:
    return f"{local(business, at):%Y-%m-%d %H:%M}"


def spreadsheet(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]], bom: bool) -> Response:
    """A file to be kept, of that name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingResponse(_lines(columns, rows, bom), headers=headers, media_type="text/csv; charset=utf-8")


def _lines(columns: Sequence[str], rows: Iterable[Sequence[object]], bom: bool) -> Iterator[str]:
    page = io.StringIO()
    writer = csv.writer(page)
    page.write(BOM if bom else "")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
        yield page.getvalue()
        page.seek(0)
        page.truncate()
    yield page.getvalue()


def _cell(value: object) -> str:
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
