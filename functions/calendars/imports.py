"""Bookings brought from elsewhere, as a CSV or iCalendar file in the body, and a report of each line."""

import logging
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.concurrency import run_in_threadpool

from functions.access import allowed
from functions.calendars.shapes import ReportOut
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business
from receptionist.calendars.days import Order
from receptionist.calendars.visits import MOST_BYTES, BadFile
from receptionist.calendars.wanted import Defaults
from receptionist.desk.import_bookings import Format, import_bookings, read_file

log = logging.getLogger(__name__)

LONGEST = timedelta(seconds=9)
"""Of one request: a function in the cloud has 14 s. What is not reached is taken up by sending the file again."""
FORMATS: dict[str, Format] = {
    "text/csv": "csv",
    "application/csv": "csv",
    "application/vnd.ms-excel": "csv",
    "text/tab-separated-values": "csv",
    "text/calendar": "ical",
}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in ("text/csv", "text/calendar")},
    }
}


def routes(office: Office) -> APIRouter:
    router = APIRouter()
    edits = allowed(office, "edit_live")

    @router.post("/imports", operation_id="importBookings", openapi_extra=BODY)
    async def bring(
        request: Request,
        dry_run: bool = False,
        dates: Order | None = None,
        service: str = "",
        resource: str = "",
        business: Business = Depends(edits),
    ) -> ReportOut:
        """Each line is booked, or refused with its reason; sending the file again books nothing twice.

        `dates` says how 03/04/2026 is meant; `service` and `resource` stand in where a line names none. With `dry_run`
        the report is the same and nothing is written.
        """
        format = FORMATS.get(request.headers.get("content-type", "").partition(";")[0].strip().lower())
        if format is None:
            raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send text/csv or text/calendar")
        content = await _body(request)
        defaults = Defaults(service[:200], resource[:200])
        report = await run_in_threadpool(_bring, office, business, content, format, dates, defaults, dry_run)
        log.info(
            "imported",
            extra={"business": business.id, "dry": dry_run, "booked": report.booked, "refused": report.refused},
        )
        return report

    return router


def _bring(
    office: Office,
    business: Business,
    content: bytes,
    format: Format,
    dates: Order | None,
    defaults: Defaults,
    dry_run: bool,
) -> ReportOut:
    until = office.desk.clock() + LONGEST
    try:
        contents = read_file(office.desk, business, content, format, dates)
    except BadFile as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, str(error), reason="bad_file") from error
    return ReportOut.of(
        import_bookings(office.desk, business, contents, defaults=defaults, rehearsed=dry_run, until=until)
    )


async def _body(request: Request) -> bytes:
    """Refused before all of it is read, if it is too long."""
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > MOST_BYTES:
            raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"more than {MOST_BYTES >> 20} MB: divide the file")
    return bytes(content)
