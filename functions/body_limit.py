"""No body is read beyond what any request of ours needs."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from functions.problems import problem

MOST_BYTES = 5_000_000
"""A book to be imported is the largest; a Lambda is given 6 MB at most.
https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"""
TOO_LONG = f"at most {MOST_BYTES} bytes"
DIGITS = 18
"""No honest length has more."""


class BodyLimit:
    """ASGI middleware: answers 413 to a body that says it is longer, and stops reading one that turns out to be."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = Headers(scope=scope).get("content-length", "0")
        if not (told.isascii() and told.isdigit() and len(told) <= DIGITS):
            await problem(HTTPStatus.BAD_REQUEST, "Content-Length is no length")(scope, receive, send)
        elif int(told) > MOST_BYTES:
            await problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LONG)(scope, receive, send)
        else:
            await self._app(scope, _Counting(receive), send)


class _Counting:
    """A `receive` that gives no more than may be read."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._left = MOST_BYTES

    async def __call__(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LONG)
        return message
