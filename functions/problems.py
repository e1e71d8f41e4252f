"""Every error of every route as problem details (RFC 9457)."""

import json
import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from receptionist.errors import NotServable, Refused, StaleRevision, Unavailable, UnknownBooking, UnknownEntry
from receptionist.ports import Conflict

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

SHAPE: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "reason": {"type": "string", "description": "Of a refusal by the book: slot_taken, closed, too_late, ..."},
        "errors": {"type": "array", "items": {"type": "object"}, "description": "Fields that are wrong, and why."},
    },
}
RESPONSES: dict[int | str, dict[str, Any]] = {
    "default": {"description": "A problem (RFC 9457)", "content": {MEDIA_TYPE: {"schema": SHAPE}}}
}
"""For the OpenAPI document of every route that answers problems."""


class Problem(Exception):
    """Ends a request with this status. `detail` is for whoever wrote the client."""

    def __init__(
        self, status: HTTPStatus, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers, self.more = status, detail, headers, more


def problem(status: int, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any) -> Response:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **more}
    if detail:
        body["detail"] = detail
    return Response(json.dumps(body, ensure_ascii=True), status, headers, MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Makes `app` answer every error, its own and the framework's, as a problem."""
    app.add_exception_handler(Problem, _own)
    app.add_exception_handler(HTTPException, _framework)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(Unavailable, _unavailable)
    app.add_exception_handler(Exception, _fault)


def _own(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem(error.status, error.detail, headers=error.headers, **error.more)


def _framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers) if error.headers else None
    return problem(error.status_code, str(error.detail), headers=headers)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = [{"at": ".".join(str(part) for part in one["loc"]), "message": one["msg"]} for one in error.errors()]
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "the request does not have the right shape", errors=faults)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    status = HTTPStatus.CONFLICT
    if isinstance(error, UnknownBooking | UnknownEntry):
        status = HTTPStatus.NOT_FOUND
    elif isinstance(error, NotServable):
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    elif isinstance(error, StaleRevision):
        status = HTTPStatus.PRECONDITION_FAILED
    return problem(status, str(error), reason=error.reason)


def _conflict(request: Request, error: Exception) -> Response:
    return problem(HTTPStatus.PRECONDITION_FAILED, "it has changed meanwhile: read it again and decide again")


def _unavailable(request: Request, error: Exception) -> Response:
    route = request.scope.get("route")  # not the path: it names customers
    log.error("unavailable", extra={"route": getattr(route, "path", ""), "kind": type(error).__name__})
    return problem(
        HTTPStatus.SERVICE_UNAVAILABLE, "something this depends on does not answer", headers={"Retry-After": "1"}
    )


def _fault(request: Request, error: Exception) -> Response:
    """Ours. What went wrong is for the log, where whoever serves the app writes it."""
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR)
