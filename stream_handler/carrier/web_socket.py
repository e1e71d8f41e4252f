"""Media sockets without the weight of a web framework: fifty frames a second and call are a callback each, no task, no queue.

uvicorn has the port and reads the upgrade request; for `/media` the connection is given to picows, for all other paths to
uvicorn's own WebSockets. Measured beside those: docs/benchmarks.md.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, cast

from picows import WSAutoPingStrategy, WSCloseCode, WSFrame, WSListener, WSMsgType, WSTransport, WSUpgradeRequest
from picows import picows as compiled
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from stream_handler.carrier.line import SocketGone, Text
from stream_handler.carrier.media_stream import LONGEST_MESSAGE
from stream_handler.carrier.relay import RELAYED

PATH = b"/media"
HANDSHAKE_S = 5.0
MOST_UNSENT = 1 << 20
"""Bytes: a minute of speech. A socket that does not take them takes nothing any more."""
BUFFER = 2048
"""Bytes a connection begins to read with: a message of 20 ms has 330."""
TEXT_FRAME = 0x81
"""First byte of a text message that is one frame."""
LOG = logging.getLogger("stream_handler.carrier")

Serve = Callable[["MediaSocket"], Coroutine[Any, Any, None]]


class MediaSocket(WSListener):
    """The Socket of a line."""

    def __init__(self, serve: Serve) -> None:
        self._serve = serve
        self._transport: WSTransport | None = None
        self._waiting: deque[Text] = deque()
        self._moved = asyncio.Event()
        self._part = b""
        self._gone = False
        self._on_text: Callable[[Text], None] | None = None
        self._on_gone: Callable[[], None] | None = None
        self._task: asyncio.Task[None] | None = None

    # --- picows

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport
        self._task = asyncio.get_running_loop().create_task(self._serve(self), name="media")

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        kind = frame.msg_type
        if kind == WSMsgType.TEXT or kind == WSMsgType.CONTINUATION:
            payload = self._part + frame.get_payload_as_bytes() if self._part else frame.get_payload_as_bytes()
            if not frame.fin:
                self._part = payload
                if len(payload) > LONGEST_MESSAGE:
                    self._refuse(transport, WSCloseCode.MESSAGE_TOO_BIG)
                return
            self._part = b""
            if self._on_text is not None:
                self._on_text(payload)
            else:
                self._waiting.append(payload)
                self._moved.set()
        elif kind == WSMsgType.CLOSE:
            if not transport.is_close_frame_sent:
                transport.send_close(WSCloseCode.OK)
            transport.disconnect()
        elif kind == WSMsgType.BINARY:
            self._refuse(transport, WSCloseCode.POLICY_VIOLATION)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._gone = True
        self._moved.set()
        if self._on_gone is not None:
            self._on_gone()

    def _refuse(self, transport: WSTransport, code: WSCloseCode) -> None:
        transport.send_close(code)
        transport.disconnect()

    # --- the line

    async def receive(self) -> Text:
        while not self._waiting:
            if self._gone:
                raise SocketGone("the socket is gone")
            self._moved.clear()
            await self._moved.wait()
        return self._waiting.popleft()

    def deliver(self, on_text: Callable[[Text], None], on_gone: Callable[[], None]) -> None:
        while self._waiting:
            on_text(self._waiting.popleft())
        self._on_text, self._on_gone = on_text, on_gone
        if self._gone:
            on_gone()

    def send(self, *texts: str) -> bool:
        transport = self._transport
        if transport is None or self._gone or transport.is_close_frame_sent:
            return True
        # picows writes each frame for itself, and a write wakes the other side: sound and its mark go as one.
        under = transport.underlying_transport
        under.write(b"".join(map(_frame, texts)))
        return under.get_write_buffer_size() < MOST_UNSENT

    async def close(self, code: int) -> None:
        transport = self._transport
        if transport is None or self._gone:
            return
        if not transport.is_close_frame_sent:
            transport.send_close(WSCloseCode(code))
        transport.disconnect()


def _frame(text: str) -> bytes:
    """A whole text message of a server's (RFC 6455, 5.2)."""
    payload = text.encode()
    size = len(payload)
    if size < 126:
        return bytes((TEXT_FRAME, size)) + payload
    if size < 1 << 16:
        return bytes((TEXT_FRAME, 126)) + size.to_bytes(2, "big") + payload
    return bytes((TEXT_FRAME, 127)) + size.to_bytes(8, "big") + payload


def media_or(serve: Serve, relayed: Serve | None = None) -> type[asyncio.Protocol]:
    """For `uvicorn.Config(ws=...)`: who takes a connection that asks to be a WebSocket. `relayed`: who serves a stream that
    another handler carries here (carrier/relay.py); None: `serve`."""

    class MediaOrOther(_Doorman):
        def __init__(self, config: Any, server_state: Any, app_state: dict[str, Any]) -> None:
            other = partial(WebSocketsSansIOProtocol, config, server_state, app_state)
            super().__init__(serve, relayed or serve, other)

    return MediaOrOther


class _Doorman(asyncio.Protocol):
    """Reads the path, and gives the connection on. uvicorn makes itself the connection's protocol after the first bytes, so that
    the one who was chosen takes it in the next turn of the loop."""

    def __init__(self, serve: Serve, relayed: Serve, other: Callable[[], asyncio.Protocol]) -> None:
        self._serve = serve
        self._relayed = relayed
        self._other = other
        self._transport: asyncio.Transport | None = None
        self._taken: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if self._taken is not None:
            self._feed(data)
            return
        target = data.split(b" ", 2)[1] if data.count(b" ") >= 2 else b""
        path, _, query = target.partition(b"?")
        self._taken = (
            self._media(self._relayed if query == RELAYED.encode() else self._serve) if path == PATH else self._other()
        )
        self._taken.connection_made(self._transport)
        self._feed(data)
        asyncio.get_running_loop().call_soon(self._give)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._taken is not None:
            self._taken.connection_lost(exc)

    def _give(self) -> None:
        assert self._transport is not None
        self._transport.set_protocol(self._taken)

    def _feed(self, data: bytes) -> None:
        if not isinstance(self._taken, asyncio.BufferedProtocol):
            self._taken.data_received(data)
            return
        left = memoryview(data)
        while left:
            room: Any = self._taken.get_buffer(len(left))
            size = min(len(left), len(room))
            room[:size] = left[:size]
            self._taken.buffer_updated(size)
            left = left[size:]

    def _media(self, serve: Serve) -> Any:
        def listener(_: WSUpgradeRequest) -> MediaSocket:
            return MediaSocket(serve)

        return compiled.WSProtocol(  # type: ignore[attr-defined]  # what picows.api builds its servers of
            None, None, False, listener, LOG, True, HANDSHAKE_S, False, 0.0, 0.0, WSAutoPingStrategy.PING_WHEN_IDLE, True,
            LONGEST_MESSAGE, None, BUFFER,
        )  # fmt: skip
