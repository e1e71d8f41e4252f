"""Long lists page by page: the body is the list, the `Link` header says where it goes on (RFC 8288).

A cursor is where the page before ended, so that what is added or removed meanwhile moves nothing.
"""

import base64
import binascii
import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from functions.problems import Problem

PAGED: dict[int | str, dict[str, Any]] = {
    200: {
        "headers": {
            "Link": {
                "description": '`<...>; rel="next"`: the next page. Without it this was the last.',
                "schema": {"type": "string"},
            }
        }
    }
}
"""For the OpenAPI document of a route that pages."""


def read(cursor: str | None, parts: int) -> tuple[str, ...] | None:
    """Where the page before ended. Raises Problem 422 for what is no cursor of ours."""
    if cursor is None:
        return None
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor.encode("ascii")))
        if isinstance(told, list) and len(told) == parts and all(isinstance(one, str) for one in told):
            "".join(told).encode()
            return tuple(told)
    except (binascii.Error, ValueError, RecursionError):
        pass
    raise no_cursor()


def no_cursor() -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "cursor: take it from a `next` link, as it is")


def go_on(request: Request, response: Response, ended_at: Sequence[str]) -> None:
    """Adds the link to the next page."""
    cursor = base64.urlsafe_b64encode(json.dumps(list(ended_at)).encode()).decode()
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    response.headers["Link"] = f'<?{urlencode([*query, ("cursor", cursor)])}>; rel="next"'
