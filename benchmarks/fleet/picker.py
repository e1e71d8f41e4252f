"""A load balancer in front of handlers, as far as a call meets one: `python -m benchmarks.fleet.picker PORT PORT ...`.

Each connection goes to the next backend in turn that has not been taken out; bytes are passed on as they come, and the end of one
side ends the other. A backend that refuses the connection is answered for with 502, as Amazon's balancer does, until it is found
dead by `GET /healthz`, or taken out by a line `out BACKEND` on the standard input, as ECS does for a task that stops.
"""

import argparse
import asyncio
import socket
import sys
from collections.abc import Sequence
from typing import cast

import uvloop

from stream_handler.listening_sockets import listening_sockets

BAD_GATEWAY = b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Backends:
    """Whose turn it is."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._ports = list(ports)
        self._turn = 0
        self._out: set[int] = set()

    def next(self) -> int | None:
        """None: nobody is left."""
        for _ in self._ports:
            self._turn = (self._turn + 1) % len(self._ports)
            if self._ports[self._turn] not in self._out:
                return self._ports[self._turn]
        return None

    def take_out(self, port: int) -> None:
        self._out.add(port)

    @property
    def serving(self) -> list[int]:
        return [port for port in self._ports if port not in self._out]


class _Side(asyncio.Protocol):
    """One half of a connection."""

    def __init__(self, other: "_Side | None" = None) -> None:
        self.other = other
        self.transport: asyncio.Transport | None = None
        self.early = b""
        self.gone = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if self.other is not None and self.other.transport is not None:
            self.other.transport.write(data)
        else:
            self.early += data

    def connection_lost(self, exc: Exception | None) -> None:
        self.gone = True
        if self.other is not None and self.other.transport is not None:
            self.other.transport.close()


class _Front(_Side):
    def __init__(self, backends: Backends) -> None:
        super().__init__()
        self._backends = backends

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._task = asyncio.get_running_loop().create_task(self._connect())

    async def _connect(self) -> None:
        assert self.transport is not None
        port = self._backends.next()
        try:
            if port is None:
                raise ConnectionRefusedError
            _, back = await asyncio.get_running_loop().create_connection(lambda: _Side(self), "127.0.0.1", port)
        except OSError:
            self.transport.write(BAD_GATEWAY)
            self.transport.close()
            return
        assert back.transport is not None
        if self.gone:
            back.transport.close()
            return
        back.transport.write(self.early)
        self.other = back


async def _look(backends: Backends, every_s: float, times: int) -> None:
    """Takes out whoever failed that many looks in a row."""
    failed: dict[int, int] = {}
    while True:
        await asyncio.sleep(every_s)
        for port in backends.serving:
            failed[port] = 0 if await _well(port) else failed.get(port, 0) + 1
            if failed[port] >= times:
                backends.take_out(port)


async def _well(port: int) -> bool:
    try:
        async with asyncio.timeout(2):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"GET /healthz HTTP/1.1\r\nHost: picker\r\nConnection: close\r\n\r\n")
            status = await reader.readline()
            writer.close()
            return b" 200 " in status
    except (OSError, TimeoutError):
        return False


async def _told(backends: Backends) -> None:
    """Until the standard input ends: whoever started us is gone."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := await reader.readline():
        order, _, port = line.decode().partition(" ")
        if order == "out":
            backends.take_out(int(port))


async def _serve(asked: argparse.Namespace) -> None:
    backends = Backends(asked.backends)
    bound = socket.create_server(("127.0.0.1", 0), backlog=1024)
    for one in listening_sockets(bound):
        await asyncio.get_running_loop().create_server(lambda: _Front(backends), sock=one, backlog=1024)
    print(bound.getsockname()[1], flush=True)
    async with asyncio.TaskGroup() as group:
        looking = group.create_task(_look(backends, asked.every, asked.times), name="look")
        await _told(backends)
        looking.cancel()


def main() -> None:
    given = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    given.add_argument("backends", type=int, nargs="+", help="ports")
    given.add_argument("--every", type=float, default=10.0, help="seconds between two looks at a backend's health")
    given.add_argument("--times", type=int, default=3, help="failed looks after which it is taken out")
    uvloop.run(_serve(given.parse_args()))


if __name__ == "__main__":
    main()
