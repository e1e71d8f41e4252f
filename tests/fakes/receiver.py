"""A program of somebody else's that is told of bookings: a real server on this machine that checks signatures as the
specification says and behaves as well or badly as it is told."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Manner = int | Literal["hang", "drip", "cut", "half", "redirect"]
"""A status; nothing at all; a byte now and then; closed before or in the middle of an answer; a way to elsewhere."""


@dataclass(frozen=True, slots=True)
class Arrival:
    path: str
    headers: dict[str, str]
    """By their names in small letters."""
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def event(self) -> Any:
        return json.loads(self.body)

    def signed_with(self, secret: str) -> bool:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        content = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.body
        mine = b"v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest())
        return any(hmac.compare_digest(mine, given.encode()) for given in self.headers["webhook-signature"].split(" "))


@dataclass(slots=True)
class Receiver:
    url: str
    arrivals: list[Arrival] = field(default_factory=list)
    manners: list[Manner] = field(default_factory=list)
    """One for each request, in turn; afterwards 200."""
    enough: threading.Event = field(default_factory=threading.Event)
    """Ends what hangs."""

    def ids(self) -> list[str]:
        return [arrival.id for arrival in self.arrivals]


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


@contextmanager
def a_receiver() -> Iterator[Receiver]:
    receiver = Receiver("")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.arrivals.append(
                Arrival(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
            )
            _behave(self, receiver, receiver.manners.pop(0) if receiver.manners else 200)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/news?of=us"
    serving = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    serving.start()
    try:
        yield receiver
    finally:
        receiver.enough.set()
        server.shutdown()
        server.server_close()
        serving.join()


def _behave(request: BaseHTTPRequestHandler, receiver: Receiver, manner: Manner) -> None:
    request.close_connection = True
    if isinstance(manner, int):
        request.send_response(manner)
        request.end_headers()
        request.wfile.write(b"thank you" * 10_000)
    elif manner == "redirect":
        request.send_response(307)
        request.send_header("Location", f"{receiver.url}&again=1")
        request.end_headers()
    elif manner == "half":
        request.wfile.write(b"HTTP/1.1 500 Internal Server Error\r\nContent-Length: 1000\r\n\r\nit is")
    elif manner == "hang":
        receiver.enough.wait(10)
    elif manner == "drip":
        until = time.monotonic() + 10
        while time.monotonic() < until and not receiver.enough.wait(0.02):
            request.wfile.write(b"H")
            request.wfile.flush()
