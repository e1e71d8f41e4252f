"""One WebSocket to a recogniser, dialled in the background.

Callbacks on the loop, no task and no queue once it is open: what that costs is in docs/providers.md.
"""

import asyncio
import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from picows import WSCloseCode, WSError, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from receptionist.adapters.ears.dictation import Dictation
from receptionist.errors import VendorUnavailable

log = logging.getLogger(__name__)
_wire = logging.getLogger("picows.ears")
_wire.setLevel(logging.WARNING)
"""It would tell of every socket that is opened."""

DIAL_S = 3.0
MOST_BYTES = 1 << 20
"""Of a message: a turn of half a minute with the times of its words is a fiftieth of that."""
MOST_UNSENT = 1 << 18
"""Half a minute of sound: whoever does not read that is not there any more."""
GOODBYE_S = 0.5


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    headers: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """One for all: reading the certificates of the machine takes longer than shaking hands."""
    return ssl.create_default_context()


def _nothing() -> None:
    return


class Line(WSListener):  # type: ignore[misc, unused-ignore]
    """Made on the loop; `dial` once. `opened` and `news` (it was told something, or has failed) are called on the loop."""

    def __init__(self, name: str, address: Address, dictation: Dictation) -> None:
        super().__init__()
        self.address = address
        self.dictation = dictation
        self.opened: Callable[[], None] = _nothing
        self.news: Callable[[], None] = _nothing
        self.open = False
        self.failed: VendorUnavailable | None = None
        self._name = name
        self._loop = asyncio.get_running_loop()
        self._transport: WSTransport | None = None
        self._dialling: asyncio.Task[None] | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._sound = WSMsgType.BINARY if dictation.BINARY else WSMsgType.TEXT
        self._parts = bytearray()
        self._spoke_at = 0.0
        self._closed = False

    def dial(self) -> None:
        """Begins to. The task is the line's own, because a call that listens is no place to wait; `hang_up` ends it."""
        self._dialling = self._loop.create_task(self._dialled(), name=f"dial {self._name}")

    async def settled(self) -> None:
        """Waits until it is open or has failed. Cancelling it does not stop the dialling."""
        if self._dialling is not None:
            await asyncio.wait([self._dialling])

    def tell(self, messages: list[bytes]) -> None:
        """Without effect on one that is not open."""
        for message in messages:
            self._send(WSMsgType.TEXT, message)

    def sound(self, message: bytes) -> None:
        """As `tell`, for what `Dictation.hear` gave."""
        self._send(self._sound, message)

    def hang_up(self) -> None:
        """Says goodbye and is gone half a second later. Safe to repeat."""
        if self._closed:
            return
        self._closed, self.opened, self.news = True, _nothing, _nothing
        if self._idle is not None:
            self._idle.cancel()
        if self._dialling is not None:
            self._dialling.cancel()
        if self._transport is not None and not self._transport.is_disconnected:
            self.tell(self.dictation.closing())
            self._transport.send_close(WSCloseCode.OK)
            self._loop.call_later(GOODBYE_S, self._transport.disconnect, False)
        self.open = False

    async def _dialled(self) -> None:
        try:
            async with asyncio.timeout(DIAL_S):
                await ws_connect(
                    lambda: self,
                    self.address.url,
                    ssl_context=_trust() if self.address.url.startswith("wss:") else None,
                    extra_headers=self.address.headers,
                    websocket_handshake_timeout=DIAL_S,
                    max_frame_size=MOST_BYTES,
                    max_redirects=0,
                    logger_name=_wire,
                )
        except TimeoutError:
            self.give_up("does not pick up")
        except (WSError, OSError, ValueError) as error:
            status = getattr(getattr(error, "response", None), "status", None)
            self.give_up(
                f"refused ({int(status)})" if status is not None else f"cannot be reached ({type(error).__name__})"
            )

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport
        if self._closed:
            transport.disconnect(False)
            return
        self.open = True
        self.tell(self.dictation.opening())
        if self.dictation.IDLE_S:
            self._idle = self._loop.call_later(self.dictation.IDLE_S, self._keep_alive)
        self.opened()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        match frame.msg_type:
            case WSMsgType.TEXT if frame.fin:
                self._take(frame.get_payload_as_bytes())
            case WSMsgType.TEXT | WSMsgType.CONTINUATION:
                self._parts += frame.get_payload_as_bytes()
                if len(self._parts) > MOST_BYTES:
                    self.give_up("sends endless messages")
                elif frame.fin:
                    whole = bytes(self._parts)
                    self._parts.clear()
                    self._take(whole)
            case WSMsgType.CLOSE:
                self.give_up(f"hung up ({frame.get_close_code().value})")

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.give_up("is gone")

    def _take(self, message: bytes) -> None:
        if self._closed or self.failed:
            return
        try:
            self.dictation.take(message)
        except VendorUnavailable as error:
            self.give_up(str(error))
        else:
            self.news()

    def _send(self, kind: WSMsgType, message: bytes) -> None:
        transport = self._transport
        if transport is None or not self.open or transport.is_disconnected:
            return
        if transport.underlying_transport.get_write_buffer_size() > MOST_UNSENT:
            self.give_up("does not read")
            return
        self._spoke_at = self._loop.time()
        transport.send(kind, message)

    def _keep_alive(self) -> None:
        """By one timer, not one for each message: it looks when the last of them was."""
        every, quiet = self.dictation.IDLE_S, self._loop.time() - self._spoke_at
        if quiet >= every - 0.05:
            self.tell(self.dictation.idle())
            quiet = 0.0
        if self.open:
            self._idle = self._loop.call_later(every - quiet, self._keep_alive)

    def give_up(self, why: str) -> None:
        """It is of no use any more. Safe to repeat."""
        if self._closed or self.failed:
            return
        self.failed, self.open = VendorUnavailable(f"{self._name} {why}"), False
        if self._idle is not None:
            self._idle.cancel()
        if self._transport is not None and not self._transport.is_disconnected:
            self._transport.disconnect(False)
        log.warning("a recogniser's line broke", extra={"provider": self._name, "why": why})
        self.news()
