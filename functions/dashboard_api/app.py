"""/api/v1: the businesses, their calls and messages, and a line for the browser.

Its OpenAPI document, bookings included, is at /api/v1/openapi.json.
"""

import logging
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import JSONResponse

from functions import problems
from functions.access import allowed, known
from functions.analytics import app as analytics
from functions.dashboard_api import calls, passes, staff
from functions.dashboard_api.shapes import (
    BrowserCall,
    BrowserCallRequest,
    Messages,
    MessageTaken,
    TextSent,
)
from functions.office import Office
from functions.problems import RESPONSES, Problem
from functions.webhooks_api import app as webhooks_api
from receptionist.business.definition import Business
from receptionist.desk.answer_call import answer_call
from receptionist.desk.door import Visitor
from receptionist.ids import CallId, Phone

log = logging.getLogger(__name__)

MOST_LISTED = 200


def build(office: Office, document: Callable[[], dict[str, Any]] | None = None) -> FastAPI:
    """The app, with the full paths of the network contract. `document`: the OpenAPI document to serve."""
    app = FastAPI(title="Firstring: dashboard", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.include_router(routes(office))
    app.include_router(staff.routes(office))
    app.include_router(analytics.routes(office))
    app.include_router(webhooks_api.routes(office))
    if document is not None:
        app.add_api_route("/api/v1/openapi.json", lambda: JSONResponse(document()), include_in_schema=False)
    return app


def routes(office: Office) -> APIRouter:
    """To be mounted beside others on one machine; whoever does calls `problems.install` on its app."""
    router = APIRouter(prefix="/api/v1/businesses", responses=RESPONSES)
    router.include_router(calls.routes(office))
    router.include_router(passes.routes(office))
    desk = office.desk
    served, book = allowed(office, "read"), allowed(office, "book")

    @router.get("", operation_id="listBusinesses")
    def businesses(visitor: Visitor = Depends(known(office))) -> list[Business]:
        """Those that whoever asks has a role at."""
        return [business for business in desk.businesses.all() if visitor.role_at(business)]

    @router.get("/{business}", operation_id="getBusiness")
    def business(business: Business = Depends(served)) -> Business:
        return business

    @router.get("/{business}/messages", operation_id="listMessages")
    def messages(limit: int = 50, business: Business = Depends(served)) -> Messages:
        return Messages(
            sent=[TextSent.of(text) for text in desk.messages.sent_to(business.id, limit=_few(limit))],
            taken=[MessageTaken.of(message) for message in desk.messages.taken(business.id, _few(limit))],
        )

    @router.post("/{business}/browser-calls", operation_id="callFromBrowser", status_code=HTTPStatus.CREATED)
    def browser_call(wish: BrowserCallRequest, business: Business = Depends(book)) -> BrowserCall:
        return _ring(office, business, wish)

    return router


def _ring(office: Office, business: Business, wish: BrowserCallRequest) -> BrowserCall:
    """A call like any other, but for the phone network: written down, and given a ticket for its stream."""
    answered = answer_call(
        office.desk, call=CallId(office.new_sid()), caller=Phone(""), called=business.default_number()
    )
    if answered is None:
        raise Problem(HTTPStatus.NOT_FOUND, "no such business")
    record = answered.record
    if wish.language in business.languages:
        record = replace(record, language=wish.language)
    log.info("browser call", extra={"call": record.call, "business": business.id})
    return BrowserCall(
        call=record.call,
        account=office.account_sid,
        url=office.stream_url,
        parameters={"token": office.ticket(record, asked_by="browser")},
    )


def _few(limit: int) -> int:
    return max(1, min(limit, MOST_LISTED))
