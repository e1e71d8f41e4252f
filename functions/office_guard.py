"""Keeps strangers' pages out of an API that has no accounts yet.

The API is bound to this machine, but a browser on it opens any page: one that posts here (cross-site), or one whose
name suddenly resolves to 127.0.0.1 (DNS rebinding). Both give themselves away by a `Host` or an `Origin` that is not
ours. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Origin
"""

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from functions.problems import problem


class OfficeGuard:
    """ASGI middleware: refuses requests, and WebSockets, whose Host or Origin is not one of ours.

    `guarded`: prefixes of paths it answers for; Twilio's webhooks, which are signed, come by other hosts.
    """

    def __init__(
        self, app: ASGIApp, *, origins: Iterable[str], guarded: tuple[str, ...] = ("/api/", "/live", "/listen/")
    ) -> None:
        """`origins`: as a browser writes them, `http://127.0.0.1:8000`."""
        self._app = app
        self._origins = frozenset(origin.rstrip("/").lower() for origin in origins)
        self._hosts = frozenset(urlsplit(origin).netloc for origin in self._origins)
        self._guarded = guarded

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or not scope["path"].startswith(self._guarded):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        ours = headers.get("host", "").lower() in self._hosts and (origin is None or origin.lower() in self._origins)
        if ours and headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            refused = problem(HTTPStatus.FORBIDDEN, "not from this machine's own page")
            await refused(scope, receive, send)
