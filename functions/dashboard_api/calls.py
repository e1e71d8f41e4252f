"""/calls: what was said, found again, heard again, and forgotten."""

import logging
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import islice
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from functions import paging
from functions.access import allowed
from functions.bookings.exports import CSV, Bom, spreadsheet
from functions.bookings.words import PRINTABLE, Cursor, Moment
from functions.dashboard_api.recording import ranged
from functions.dashboard_api.shapes import CallDetail, CallSummary
from functions.office import Office
from functions.problems import Problem
from receptionist.business.definition import Business, Language
from receptionist.calls.figures import cost
from receptionist.calls.record import CallRecord
from receptionist.desk.desk import Desk
from receptionist.desk.forget_call import CallGoesOn, RecordingOnItsWay, forget_call
from receptionist.desk.redact_call import redact_call
from receptionist.ids import CallId

log = logging.getLogger(__name__)

LOOKED_AT = 500
"""Of a business's calls, the latest are searched: each is read whole."""
MOST_LISTED = 200
MOST_WHOLE = 100
COLUMNS = (
    "call", "started_utc", "caller", "called", "language", "outcome", "seconds", "happened", "moods", "usd", "slowest_ms",
    "version",
)  # fmt: skip


class CallFilter(BaseModel):
    q: Annotated[str, Field(max_length=100, pattern=PRINTABLE)] = ""
    """Words that were said, or digits of the caller's number."""
    outcome: Annotated[str, Field(max_length=40, pattern=PRINTABLE)] = ""
    language: Language | None = None
    effect: Annotated[str, Field(max_length=40, pattern=PRINTABLE)] = ""
    """Calls in which this happened: `booking.confirmed`, `gap.recorded`, `message.taken`, ..."""
    mood: Literal["frustrated", "urgent", "hesitant"] | None = None
    """Calls whose caller seemed so at some time."""
    since: Moment | None = None
    until: Moment | None = None
    """Calls that began before this."""
    min_usd: Annotated[float, Field(ge=0, le=10_000)] = 0.0
    limit: Annotated[int, Field(le=10_000)] = 50
    """At most 200 are listed."""
    cursor: Cursor = None

    def plain(self) -> bool:
        """Whether every call fits."""
        fields = (self.q, self.outcome, self.language, self.effect, self.mood, self.since, self.until, self.min_usd)
        return not any(fields) and self.cursor is None

    def fits(self, record: CallRecord) -> bool:
        return (
            (not self.outcome or record.outcome == self.outcome)
            and (self.language is None or record.language == self.language)
            and (not self.effect or self.effect in CallSummary.of(record).happened)
            and (self.mood is None or self.mood in CallSummary.of(record).moods)
            and (self.since is None or record.started >= self.since)
            and (self.until is None or record.started < self.until)
            and (not self.min_usd or cost(record) >= self.min_usd)
            and (not self.q or _mentions(record, self.q))
        )


def routes(office: Office) -> APIRouter:
    router = APIRouter()
    desk = office.desk
    served, erase = allowed(office, "read"), allowed(office, "erase")

    @router.get("/{business}/calls", operation_id="listCalls", responses=paging.PAGED)
    def calls(
        request: Request,
        response: Response,
        asked: Annotated[CallFilter, Query()],
        business: Business = Depends(served),
    ) -> list[CallSummary]:
        """The latest first. Whoever filters or pages goes through the latest 500."""
        limit = max(1, min(asked.limit, MOST_LISTED))
        looked_at = limit + 1 if asked.plain() else LOOKED_AT
        found = list(islice(_fitting(desk, business, asked, looked_at), limit + 1))
        page = found[:limit]
        if len(found) > len(page):
            paging.go_on(request, response, (page[-1].started.isoformat(), page[-1].call))
        return [CallSummary.of(record) for record in page]

    @router.get("/{business}/calls/{call}", operation_id="getCall")
    def call(call: str, business: Business = Depends(served)) -> CallDetail:
        return CallDetail.of(_record(desk, business, call))

    @router.get(
        "/{business}/calls/{call}/recording",
        operation_id="getRecording",
        response_class=Response,
        responses={200: {"content": {"audio/wav": {}}}, 206: {"description": "The part asked for"}},
    )
    def recording(call: str, business: Business = Depends(served), range: str = Header(default="")) -> Response:
        record = _record(desk, business, call)
        sound = office.recordings.get(business.id, record.recording) if record.recording else None
        if sound is None:
            raise Problem(HTTPStatus.NOT_FOUND, "nothing was recorded of this call")
        return ranged(sound, "audio/wav", range)

    @router.delete("/{business}/calls/{call}", operation_id="forgetCall", status_code=HTTPStatus.NO_CONTENT)
    def forget(call: str, business: Business = Depends(erase)) -> None:
        """Who called, what was said and the recording; when the call was and how it ended stays. Safe to repeat. 409: it goes
        on (`call_goes_on`), or its recording is still on its way (`recording_on_its_way`)."""
        try:
            known = forget_call(desk, business, CallId(call), office.recordings)
        except (CallGoesOn, RecordingOnItsWay) as refused:
            raise Problem(HTTPStatus.CONFLICT, str(refused), reason=refused.reason) from refused
        if not known:
            raise Problem(HTTPStatus.NOT_FOUND, "no such call")
        log.info("call forgotten", extra={"business": business.id, "call": call})

    _exports(router, desk, allowed(office, "export"))
    _redaction(router, office, erase)
    return router


def _exports(router: APIRouter, desk: Desk, export: Callable[..., Business]) -> None:
    @router.get("/{business}/calls.csv", operation_id="exportCallsCsv", response_class=Response, responses=CSV)
    def as_csv(
        asked: Annotated[CallFilter, Query()], bom: Bom = False, business: Business = Depends(export)
    ) -> Response:
        """Those of the latest 500 that fit, for a spreadsheet; `limit` and `cursor` count for nothing."""
        found = _fitting(desk, business, asked.model_copy(update={"cursor": None}), LOOKED_AT)
        return spreadsheet("calls", COLUMNS, (_row(CallSummary.of(record)) for record in found), bom)

    @router.get("/{business}/calls.json", operation_id="exportCallsJson")
    def as_json(asked: Annotated[CallFilter, Query()], business: Business = Depends(export)) -> list[CallDetail]:
        """The same with every word; at most 100, for that the answer stays below what a function may answer."""
        found = _fitting(desk, business, asked.model_copy(update={"cursor": None}), LOOKED_AT)
        return [CallDetail.of(record) for record in islice(found, MOST_WHOLE)]


def _redaction(router: APIRouter, office: Office, erase: Callable[..., Business]) -> None:
    desk = office.desk

    @router.post("/{business}/calls/{call}/redaction", operation_id="redactCall")
    def redact(call: str, business: Business = Depends(erase)) -> CallDetail:
        """Other names and numbers stand for the caller's, and the recording is removed. For good, and safe to repeat. 409 as for
        `forgetCall`."""
        from receptionist.language.understander import LocalUnderstander  # noqa: PLC0415  the page's other requests spare it
        from receptionist.suites.from_call import masked  # noqa: PLC0415

        record = _record(desk, business, call)
        visits = desk.bookings.by_phone(business.id, record.caller) if record.caller else []
        mask = masked(business, LocalUnderstander(), [one.customer.name for one in visits if one.customer.name])
        try:
            left = redact_call(desk, business, CallId(call), office.recordings, mask)
        except (CallGoesOn, RecordingOnItsWay) as refused:
            raise Problem(HTTPStatus.CONFLICT, str(refused), reason=refused.reason) from refused
        log.info("call redacted", extra={"business": business.id, "call": call})
        return CallDetail.of(left or record)


def _record(desk: Desk, business: Business, call: str) -> CallRecord:
    record = desk.calls.get(business.id, CallId(call))
    if record is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no such call")
    return record


def _fitting(desk: Desk, business: Business, asked: CallFilter, looked_at: int) -> Iterator[CallRecord]:
    mark = _mark(asked.cursor)
    for record in desk.calls.recent(business.id, looked_at):
        if (mark is None or (record.started, record.call) < mark) and asked.fits(record):
            yield record


def _row(call: CallSummary) -> tuple[object, ...]:
    return (
        call.call, call.started.isoformat(), call.caller, call.called, call.language, call.outcome,
        "" if call.seconds is None else round(call.seconds), " ".join(call.happened), " ".join(call.moods),
        round(call.usd, 4), "" if call.slowest_ms is None else round(call.slowest_ms), call.business_version,
    )  # fmt: skip


def _mark(cursor: str | None) -> tuple[datetime, str] | None:
    told = paging.read(cursor, 2)
    if told is None:
        return None
    try:
        started = datetime.fromisoformat(told[0])
    except ValueError as error:
        raise paging.no_cursor() from error
    if started.tzinfo is None or not 1900 < started.year < 2300:
        raise paging.no_cursor()
    return started.astimezone(UTC), told[1]


def _mentions(record: CallRecord, words: str) -> bool:
    wanted = words.strip().casefold()
    digits = "".join(filter(str.isdigit, words))
    if len(digits) >= 3 and digits in record.caller:
        return True
    return any(wanted in str(event.get("text", "")).casefold() for event in record.transcript)
