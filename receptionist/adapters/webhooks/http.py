"""One POST to an address that a business gave us: to the very address that was looked at, within a deadline, no further.

Over the standard library, whose connections let the address be chosen: the name is resolved once, what it resolves to is
looked at, and the socket is opened to that. A name that resolves to something else a moment later gains nothing. No proxy of
the environment is used, no redirect is followed, no connection is kept.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any
from urllib.parse import SplitResult, urlsplit

from receptionist.adapters.webhooks.addresses import is_loopback, is_public
from receptionist.errors import VendorUnavailable
from receptionist.ports import UnfitUrl

DEADLINE_S = 5.0
LONGEST_URL = 2000
BODY_BYTES = 4096
"""Of the answer, read and thrown away, so that a receiver that writes one does not see a broken connection."""
AGENT = "Firstring-Webhooks/1"
ADDRESSES = 2
"""Of a name, tried one after another."""

Resolve = Callable[..., list[tuple[Any, ...]]]
"""As socket.getaddrinfo."""
Connect = Callable[[tuple[str, int], float], socket.socket]
"""As socket.create_connection."""


class HttpWebhooks:
    """A WebhookSender. `loopback`: this machine's own services may be told, also without TLS; everything else that is not
    public stays forbidden."""

    def __init__(
        self,
        *,
        loopback: bool = False,
        deadline_s: float = DEADLINE_S,
        resolve: Resolve = socket.getaddrinfo,
        connect: Connect = socket.create_connection,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        self._loopback = loopback
        self._deadline_s = deadline_s
        self._resolve = resolve
        self._connect = connect
        self._trusted = trusted

    def sure_it_will_do(self, url: str) -> None:
        _parts(url, loopback=self._loopback)

    def post(self, url: str, headers: dict[str, str], body: bytes) -> int:
        parts = _parts(url, loopback=self._loopback)
        until = time.monotonic() + self._deadline_s
        connection = self._connection(parts, until)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            with _Deadline(connection.sock, until):
                if isinstance(connection.sock, ssl.SSLSocket):
                    connection.sock.do_handshake()
                connection.request("POST", path, body, {"User-Agent": AGENT, "Connection": "close", **headers})
                answer = connection.getresponse()
                with suppress(OSError, http.client.HTTPException):
                    answer.read(BODY_BYTES)  # It has said how it went: the rest may break off.
                return answer.status
        except (OSError, http.client.HTTPException, ValueError) as error:
            if time.monotonic() >= until:
                raise VendorUnavailable("no answer in time") from error
            raise VendorUnavailable(_why(error)) from error
        finally:
            connection.close()

    def _connection(self, parts: SplitResult, until: float) -> http.client.HTTPConnection:
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        socket_to = self._open(host, port, secure=secure, until=until)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = socket_to
        if secure:
            connection.default_port = 443
            trusted = self._trusted or _trusted_by_this_machine()
            connection.sock = trusted.wrap_socket(socket_to, server_hostname=host, do_handshake_on_connect=False)
        return connection

    def _open(self, host: str, port: int, *, secure: bool, until: float) -> socket.socket:
        """A socket to one of the addresses of `host` that may be told."""
        try:
            found = [entry[4][0] for entry in self._resolve(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise VendorUnavailable("its name is not known") from error
        allowed = [address for address in dict.fromkeys(found) if self._may(address, secure=secure)]
        if not allowed:
            raise VendorUnavailable("its address is not public")
        why = ""
        for address in allowed[:ADDRESSES]:
            try:
                return self._connect((address, port), max(until - time.monotonic(), 0.1))
            except OSError as error:
                why = _why(error)
        raise VendorUnavailable(why)

    def _may(self, address: str, *, secure: bool) -> bool:
        return (secure and is_public(address)) or (self._loopback and is_loopback(address))


class _Deadline:
    """Ends the connection at its time, also for one who sends a byte now and then: a socket's timeout begins anew with each.

    The socket is shut down beneath TLS, whose own state belongs to the thread that reads.
    """

    def __init__(self, connected: socket.socket, until: float) -> None:
        self._socket = connected
        self._timer = threading.Timer(max(until - time.monotonic(), 0.0), self._end)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        with suppress(OSError):
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


@cache
def _trusted_by_this_machine() -> ssl.SSLContext:
    """Read once: it takes tens of milliseconds."""
    return ssl.create_default_context()


def _parts(url: str, *, loopback: bool) -> SplitResult:
    """Raises UnfitUrl for what can be told without asking where its name leads."""
    if len(url) > LONGEST_URL or not url.isascii() or not url.isprintable() or " " in url:
        raise UnfitUrl(f"a URL has at most {LONGEST_URL} letters, all of them ASCII and none of them a space")
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise UnfitUrl("this is no URL") from error
    host = parts.hostname or ""
    if not host or parts.username is not None or parts.password is not None or parts.fragment:
        raise UnfitUrl("a URL has a host, no name or password before it and no fragment after it")
    here = loopback and _is_here(host)
    if parts.scheme != "https" and not (here and parts.scheme == "http"):
        raise UnfitUrl("only https")
    if not here and not _may_be_public(host):
        raise UnfitUrl("only public addresses")
    return parts


def _is_here(host: str) -> bool:
    try:
        return is_loopback(host)
    except ValueError:
        return host == "localhost"


def _may_be_public(host: str) -> bool:
    """Of a name, whether it is one is known only when it is resolved."""
    try:
        return is_public(host)
    except ValueError:
        return host != "localhost" and not host.endswith((".localhost", ".internal", ".local"))


def _why(error: Exception) -> str:
    """In words that tell nothing the receiver has chosen."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    if isinstance(error, ConnectionRefusedError):
        return "nobody answers there"
    return f"the connection failed ({type(error).__name__})"
