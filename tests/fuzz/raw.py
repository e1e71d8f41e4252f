"""Somebody who answers every request of HTTP with whatever bytes."""

import json
import socket
import threading
from contextlib import suppress
from functools import cache


class Raw:
    """On this machine, until the process ends. Hangs up after each answer."""

    def __init__(self) -> None:
        self.content = b""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._serve, name="raw", daemon=True).start()

    def _serve(self) -> None:
        while True:
            line, _ = self._listener.accept()
            with line, suppress(OSError):
                line.settimeout(1.0)
                asked = b""
                while b"\r\n\r\n" not in asked and (piece := line.recv(1 << 16)):
                    asked += piece
                line.sendall(self.content)
                line.shutdown(socket.SHUT_WR)
                # Closed before the whole request is read, it would cut the answer short.
                while line.recv(1 << 16):
                    continue


@cache
def raw_server() -> Raw:
    return Raw()


def http(body: bytes | dict[str, object], kind: bytes = b"application/json", status: bytes = b"200 OK") -> bytes:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (status, kind, len(content), content)
