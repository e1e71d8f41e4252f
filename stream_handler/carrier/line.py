"""One media stream's socket: messages in, audio out, marks counted."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Protocol

from stream_handler.carrier.media_stream import Message, Reader, Started, Writer

QUEUED = 2_000
"""Outgoing messages waiting for the socket: minutes of speech. More means the socket is dead; the call ends."""


class Socket(Protocol):
    """What a line needs of a WebSocket; Starlette's fits."""

    async def receive_text(self) -> str:
        """Raises SocketGone."""
        ...

    async def send_text(self, data: str) -> None: ...


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

    async def messages(self) -> AsyncIterator[Message]:
        """Until the stream ends. Raises SocketGone, ProtocolError."""
        while True:
            message = self._reader.read(await self._socket.receive_text())
            if message is not None:
                yield message

    async def write(self) -> None:
        """Sends what is queued until cancelled; nothing is lost or sent twice by cancelling between messages."""
        while True:
            await self._socket.send_text(await self._out.get())
            self._out.task_done()

    async def drained(self) -> None:
        """Until everything queued has been given to the socket."""
        await self._out.join()

    def play(self, mulaw: bytes, on_played: Callable[[], None]) -> None:
        """Audio for the caller, with a mark behind it; `on_played` is called once, when the carrier says it was heard
        or thrown away. Raises SocketGone if the socket takes nothing any more."""
        self._count += 1
        name = f"p{self._count}"
        self._marks[name] = on_played
        self._send(self._writer.media(mulaw))
        self._send(self._writer.mark(name))

    def clear(self) -> None:
        """The carrier drops what it has not played, and tells its marks as played."""
        self._send(self._writer.clear())

    def played(self, mark: str) -> None:
        """A mark came back. Unknown ones are ignored."""
        told = self._marks.pop(mark, None)
        if told is not None:
            told()

    def _send(self, text: str) -> None:
        try:
            self._out.put_nowait(text)
        except asyncio.QueueFull as error:
            raise SocketGone("the socket takes nothing") from error
