"""A stream that came to a full handler, carried on to one that has a slot.

    carrier ══ here ══ ws://other/media?relayed ── its frames there, and what is said back, unchanged

The ticket is redeemed by whoever serves. The relay ends with either side, and the other is told as if it had seen it itself. A handler
that drains has the calls it carries given away, as its own.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress

from picows import WSCloseCode, WSError, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from stream_handler.carrier.line import Socket, Text
from stream_handler.carrier.media_stream import LEAVE, LONGEST_MESSAGE
from stream_handler.tasks import stop

RELAYED = "relayed"
"""Query of the path by which a relayed stream comes: it is not relayed again."""
FULL, RESTARTING = 1013, 1012
"""WebSocket close codes: try again later, of a handler that has no slot either; service restart, of one that is gone."""
CONNECT_S = 1.0
DECIDE_S = 0.4
"""A handler that has no slot says so at once; one that has may take longer than this until it speaks."""
MOST_ASKED = 3
"""A caller hears nothing meanwhile."""
MOST_UNSENT = 1 << 20
"""Bytes, as carrier/web_socket.py has it."""
LOG = logging.getLogger("stream_handler.relay")


async def relay(socket: Socket, first: Sequence[Text], addresses: Sequence[str], leaving: asyncio.Event) -> bool:
    """Carries the stream, of which `first` was read, until it is over; both sides are closed then. Once we are `leaving`, whoever
    serves is asked to give the call away. False: nobody has a slot for it, and nothing more was read from the socket. Cancelling it
    closes the other side."""
    for address in addresses[:MOST_ASKED]:
        far = await _reached(f"{address}?{RELAYED}")
        if far is None:
            continue
        try:
            far.send(*first)
            if await far.refuses():
                continue
            LOG.info("relayed")
            asking = asyncio.get_running_loop().create_task(_ask_to_leave(far, leaving), name="leave")
            try:
                await _carried(socket, far)
            finally:
                await stop(asking)
        finally:
            far.close()
        await socket.close(far.code)
        return True
    return False


class _Far(WSListener):
    """The other handler."""

    def __init__(self) -> None:
        self.code = RESTARTING
        """Why it closed."""
        self._transport: WSTransport | None = None
        self._waiting: deque[str] = deque()
        self._moved = asyncio.Event()
        self._gone = False
        self._on_text: Callable[[str], None] = self._waiting.append
        self._on_gone: Callable[[], None] = lambda: None

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        if frame.msg_type == WSMsgType.TEXT:
            self._on_text(frame.get_payload_as_utf8_text())
            self._moved.set()
        elif frame.msg_type == WSMsgType.CLOSE:
            self.code = frame.get_close_code().value or WSCloseCode.OK.value
            transport.disconnect()

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._gone = True
        self._moved.set()
        self._on_gone()

    def send(self, *texts: Text) -> bool:
        transport = self._transport
        if transport is None or self._gone:
            return True
        for text in texts:
            transport.send(WSMsgType.TEXT, text.encode() if isinstance(text, str) else text)
        return transport.underlying_transport.get_write_buffer_size() < MOST_UNSENT

    async def refuses(self) -> bool:
        """Whether it has no slot. Who decides slowly has decided for us."""
        with suppress(TimeoutError):
            async with asyncio.timeout(DECIDE_S):
                await self._moved.wait()
        return self._gone and self.code in (FULL, RESTARTING) and not self._waiting

    def deliver(self, on_text: Callable[[str], None], on_gone: Callable[[], None]) -> None:
        while self._waiting:
            on_text(self._waiting.popleft())
        self._on_text, self._on_gone = on_text, on_gone
        if self._gone:
            on_gone()

    def close(self) -> None:
        if self._transport is not None and not self._gone:
            self._transport.disconnect()


async def _reached(url: str) -> _Far | None:
    try:
        async with asyncio.timeout(CONNECT_S):
            _, far = await ws_connect(_Far, url, max_frame_size=LONGEST_MESSAGE, max_redirects=0)
    except (OSError, WSError, TimeoutError) as error:
        LOG.warning("not reached", extra={"kind": type(error).__name__})
        return None
    assert isinstance(far, _Far)
    return far


async def _ask_to_leave(far: _Far, leaving: asyncio.Event) -> None:
    await leaving.wait()
    far.send(LEAVE)


async def _carried(socket: Socket, far: _Far) -> None:
    over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def end() -> None:
        if not over.done():
            over.set_result(None)

    def there(text: Text) -> None:
        if not far.send(text):
            end()

    def back(text: str) -> None:
        if not socket.send(text):
            end()

    far.deliver(back, end)
    socket.deliver(there, end)
    await over
