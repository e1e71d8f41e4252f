"""Keeps strangers' pages out of the API of one machine.

The API is bound to this machine, but a browser on it opens any page: one that posts here (cross-site), or one whose
name suddenly resolves to 127.0.0.1 (DNS rebinding). Both give themselves away by a `Host` or an `Origin` that is not
ours. https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Origin

While there are no accounts whoever gets past here owns everything, so only this machine's own names are let past; once there
are, everybody signs in, and the public name may be used as well (docs/decisions/0014).
"""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from functions.problems import problem

PASSED_ON = ("x-forwarded-for", "forwarded")


class OfficeGuard:
    """ASGI middleware: refuses requests, and WebSockets, whose Host or Origin is not one of ours.

    `guarded`: prefixes of paths it answers for; Twilio's webhooks, which are signed, come by other hosts.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        origins: Iterable[str],
        public: Iterable[str] = (),
        has_accounts: Callable[[], bool] = lambda: False,
        guarded: tuple[str, ...] = ("/api/", "/live", "/listen/"),
    ) -> None:
        """`origins`: as a browser writes them, `http://127.0.0.1:8000`. `public`: those that count once `has_accounts`,
        which may block."""
        self._app = app
        self._by_host = _by_host(origins)
        self._public_by_host = _by_host(public)
        self._has_accounts = has_accounts
        self._guarded = guarded

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or not scope["path"].startswith(self._guarded):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin, allowed = headers.get("origin"), await self._allowed(headers)
        ours = bool(allowed) and (origin is None or origin.lower() in allowed)
        if ours and headers.get("sec-fetch-site", "none") in ("none", "same-origin"):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
        else:
            refused = problem(HTTPStatus.FORBIDDEN, "not from this machine's own page")
            await refused(scope, receive, send)

    async def _allowed(self, headers: Headers) -> frozenset[str]:
        """Origins of the pages that may ask this host; none if it is no name of ours. What a proxy has passed on did not come
        from this machine, whatever name it gives."""
        host = headers.get("host", "").lower()
        own = host in self._by_host and not any(name in headers for name in PASSED_ON)
        if own or await run_in_threadpool(self._has_accounts):
            return self._by_host.get(host) or self._public_by_host.get(host) or frozenset()
        return frozenset()


def _by_host(origins: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for origin in origins:
        plain = origin.rstrip("/").lower()
        found.setdefault(urlsplit(plain).netloc, set()).add(plain)
    return {host: frozenset(same) for host, same in found.items()}
