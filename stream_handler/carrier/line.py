"""One media stream's socket: messages in, audio out, marks counted."""

import asyncio
from collections.abc import Callable
from typing import NoReturn, Protocol

from stream_handler.carrier.media_stream import Message, Reader, Started, Writer

Text = str | bytes


class Socket(Protocol):
    """What a line needs of a WebSocket. Called on the loop; nothing waits but `receive`."""

    async def receive(self) -> Text:
        """The next message. Not after `deliver`. Raises SocketGone."""
        ...

    def deliver(self, on_text: Callable[[Text], None], on_gone: Callable[[], None]) -> None:
        """From now on every message goes there as it comes, those that wait first; `on_gone` once, when the other side has
        gone, however it went. Neither may raise."""
        ...

    def send(self, *texts: str) -> bool:
        """In this order, in one write. False: the other side takes nothing any more. Into a socket that has gone they are
        lost."""
        ...

    async def close(self, code: int) -> None:
        """Safe to repeat, and when the other side has gone."""
        ...


class SocketGone(Exception):
    """The socket ended without `stop`: the caller may still be on the telephone."""


class Line:
    """After `start`. Sending never waits."""

    def __init__(self, socket: Socket, started: Started, reader: Reader) -> None:
        self.started = started
        self._socket = socket
        self._reader = reader
        self._writer = Writer(started.stream)
        self._marks: dict[str, Callable[[], None]] = {}
        self._count = 0
        self.stuck = False
        """The socket has taken nothing for a while: what was lost can't be made up for, the call should end."""

    async def run(self, on_message: Callable[[Message | None], None]) -> NoReturn:
        """Every message, as it comes, None for one we have no use for. Raises what `on_message` raises, SocketGone,
        ProtocolError."""
        over: asyncio.Future[NoReturn] = asyncio.get_running_loop().create_future()
        reader = self._reader

        def end(reason: Exception) -> None:
            if not over.done():
                over.set_exception(reason)

        def heard(text: Text) -> None:
            if over.done():
                return
            try:
                on_message(reader.read(text))
            except Exception as reason:  # noqa: BLE001 - whatever it is, it is the call's own end
                end(reason)

        self._socket.deliver(heard, lambda: end(SocketGone("the socket is gone")))
        await over
        raise AssertionError("a line ends by raising")

    def play(self, audio: bytes, on_played: Callable[[], None]) -> None:
        """Mu-law for the caller, with a mark behind it; `on_played` is called once, when the carrier says it was heard
        or thrown away."""
        self._count += 1
        name = f"p{self._count}"
        self._marks[name] = on_played
        self._send(self._writer.media(audio), self._writer.mark(name))

    def clear(self) -> None:
        """Nothing more of what waits at the carrier, who tells the marks of it as played."""
        self._send(self._writer.clear())

    def played(self, mark: str) -> None:
        """A mark came back. Unknown ones are ignored."""
        told = self._marks.pop(mark, None)
        if told is not None:
            told()

    def _send(self, *texts: str) -> None:
        if not self._socket.send(*texts):
            self.stuck = True
