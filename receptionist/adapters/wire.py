"""One WebSocket to a vendor: dialled, its messages put together, given up once.

    dial ─▶ on_open ─▶ on_message, on_message ─▶ on_gone         hang_up, at any time: nothing more is told

Callbacks on the loop, no task and no queue once it is open: what that costs is in docs/providers.md.
"""

import asyncio
import logging
import ssl
from functools import lru_cache
from typing import Protocol

from picows import WSCloseCode, WSError, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from receptionist.adapters.deadline import Deadline
from receptionist.errors import VendorUnavailable

_log = logging.getLogger("picows.vendors")
_log.setLevel(logging.WARNING)
"""It would tell of every socket that is opened."""

DIAL_S = 3.0
MOST_UNSENT = 1 << 18
"""Half a minute of sound: whoever does not read that is not there any more."""
GOODBYE_S = 0.5
"""Between our last word and the end, for those who do not say goodbye."""
TEXT, BINARY = WSMsgType.TEXT, WSMsgType.BINARY


class Owner(Protocol):
    """Who is told. Called on the loop."""

    def on_open(self) -> None: ...

    def on_message(self, message: bytes) -> None:
        """A whole one. It may give the wire up."""
        ...

    def on_gone(self, why: str) -> None:
        """It is of no use any more; `why` tells nothing of what was sent. Once, and not after `hang_up`."""
        ...


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """One for all: reading the certificates of the machine takes longer than shaking hands."""
    return ssl.create_default_context()


class Wire(WSListener):  # type: ignore[misc, unused-ignore]
    """Made and used on one loop. `failed`: with the name, as `on_gone` said it."""

    def __init__(
        self,
        name: str,
        owner: Owner,
        *,
        most_bytes: int,
        dial_s: float = DIAL_S,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        """`most_bytes`: of a message; more is nonsense. `dial_s`: for somebody to pick up. `trusted` None: the certificates this
        machine trusts."""
        super().__init__()
        self.failed: VendorUnavailable | None = None
        self.open = False
        self._name = name
        self._owner = owner
        self._most_bytes = most_bytes
        self._dial_s = dial_s
        self._trusted = trusted
        self._loop = asyncio.get_running_loop()
        self._transport: WSTransport | None = None
        self._parts = bytearray()
        self._hung_up = False

    @property
    def over(self) -> bool:
        """Nothing is left of it."""
        ended = self._hung_up or self.failed is not None
        return ended and (self._transport is None or self._transport.is_disconnected)

    async def dial(self, url: str, headers: tuple[tuple[str, str], ...], *, ping_s: float = 0.0) -> None:
        """Raises VendorUnavailable, and gives up then. `ping_s`: asks so often whether the other end is there; 0: never.
        Cancelling it leaves nothing open."""
        try:
            async with Deadline(self._dial_s):
                await ws_connect(
                    lambda: self,
                    url,
                    ssl_context=self._trusted or _trust() if url.startswith("wss:") else None,
                    extra_headers=headers,
                    websocket_handshake_timeout=2 * self._dial_s,  # the deadline's own end at the latest: not before it
                    max_frame_size=self._most_bytes,
                    enable_auto_ping=ping_s > 0,
                    auto_ping_idle_timeout=ping_s or 10,
                    auto_ping_reply_timeout=ping_s / 4 or 10,
                    max_redirects=0,
                    logger_name=_log,
                )
        except TimeoutError as error:
            raise self._unreached("does not pick up") from error
        except (WSError, OSError, ValueError) as error:
            status = getattr(getattr(error, "response", None), "status", None)
            raise self._unreached(
                f"refused ({int(status)})" if status is not None else f"cannot be reached ({type(error).__name__})"
            ) from error

    def send(self, message: bytes, kind: WSMsgType = TEXT) -> bool:
        """Whether it went. Without effect on one that is not open; one that does not read is given up."""
        transport = self._transport
        if transport is None or not self.open or transport.is_disconnected:
            return False
        if transport.underlying_transport.get_write_buffer_size() > MOST_UNSENT:
            self.give_up("does not read")
            return False
        transport.send(kind, message)
        return True

    def give_up(self, why: str) -> None:
        """Safe to repeat."""
        if self._hung_up or self.failed:
            return
        self.failed, self.open = VendorUnavailable(f"{self._name} {why}"), False
        if self._transport is not None and not self._transport.is_disconnected:
            self._transport.send_close(WSCloseCode.OK)
            self._transport.disconnect(False)
        self._owner.on_gone(why)

    def hang_up(self) -> None:
        """Says goodbye and is gone half a second later, or as soon as that is answered. Safe to repeat."""
        if self._hung_up:
            return
        self._hung_up, self.open = True, False
        if self._transport is not None and not self._transport.is_disconnected:
            self._transport.send_close(WSCloseCode.OK)
            self._loop.call_later(GOODBYE_S, self._transport.disconnect, False)

    async def gone(self) -> None:
        """Until nothing is left of it, after `hang_up`. Safe to cancel."""
        if self._transport is not None:
            await self._transport.wait_disconnected()

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport
        if self._hung_up or self.failed:
            transport.disconnect(False)
            return
        self.open = True
        self._owner.on_open()

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        match frame.msg_type:
            case WSMsgType.TEXT if frame.fin:
                self._take(frame.get_payload_as_bytes())
            case WSMsgType.TEXT | WSMsgType.CONTINUATION:
                self._parts += frame.get_payload_as_bytes()
                if len(self._parts) > self._most_bytes:
                    self.give_up("sends endless messages")
                elif frame.fin:
                    whole = bytes(self._parts)
                    self._parts.clear()
                    self._take(whole)
            case WSMsgType.CLOSE if self._hung_up:
                transport.disconnect(False)
            case WSMsgType.CLOSE:
                self.give_up(f"hung up ({frame.get_close_code().value})")

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.give_up("is gone")

    def _take(self, message: bytes) -> None:
        if not self._hung_up and not self.failed:
            self._owner.on_message(message)

    def _unreached(self, why: str) -> VendorUnavailable:
        self.give_up(why)
        return self.failed or VendorUnavailable(f"{self._name} was hung up")
