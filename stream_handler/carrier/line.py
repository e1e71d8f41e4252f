"""One media stream's socket: messages in, audio out, marks counted."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from stream_handler.carrier.media_stream import Message, Reader, Started, Writer

QUEUED = 2_000
"""Outgoing messages waiting for the socket: three minutes of speech. More means the socket takes nothing any more."""


class Socket(Protocol):
    """What a line needs of a WebSocket."""

    async def receive_text(self) -> str:
        """Raises SocketGone."""
        ...

    async def send_text(self, data: str) -> None:
        """Raises SocketGone."""
        ...

    async def close(self, code: int) -> None:
        """Safe to repeat, and when the other side has gone."""
        ...


class SocketGone(Exception):
    """The socket ended without `stop`: the caller may still be on the telephone."""


class Line:
    """After `start`. Sending never waits: `write` empties the queue at the socket's pace."""

    def __init__(self, socket: Socket, started: Started, reader: Reader) -> None:
        self.started = started
        self._socket = socket
        self._reader = reader
        self._writer = Writer(started.stream)
        self._out: asyncio.Queue[str] = asyncio.Queue(QUEUED)
        self._marks: dict[str, Callable[[], None]] = {}
        self._count = 0
        self.stuck = False
        """The queue was full once: what was lost can't be made up for, the call should end."""

    async def read(self) -> Message | None:
        """The next message; None for one we have no use for. Raises SocketGone, ProtocolError."""
        return self._reader.read(await self._socket.receive_text())

    async def write(self) -> None:
        """Sends what is queued until cancelled; nothing is lost or sent twice by cancelling between messages. Raises
        SocketGone."""
        while True:
            await self._socket.send_text(await self._out.get())
            self._out.task_done()

    async def drained(self) -> None:
        """Until everything queued has been given to the socket."""
        await self._out.join()

    def play(self, audio: bytes, on_played: Callable[[], None]) -> None:
        """Mu-law for the caller, with a mark behind it; `on_played` is called once, when the carrier says it was heard
        or thrown away."""
        self._count += 1
        name = f"p{self._count}"
        self._marks[name] = on_played
        self._send(self._writer.media(audio))
        self._send(self._writer.mark(name))

    def clear(self) -> None:
        """Nothing more of what was to be played: neither what waits here nor what waits at the carrier, who tells the
        marks of the latter as played."""
        while not self._out.empty():
            self._out.get_nowait()
            self._out.task_done()
        self._send(self._writer.clear())

    def played(self, mark: str) -> None:
        """A mark came back. Unknown ones are ignored."""
        told = self._marks.pop(mark, None)
        if told is not None:
            told()

    def _send(self, text: str) -> None:
        try:
            self._out.put_nowait(text)
        except asyncio.QueueFull:
            self.stuck = True
