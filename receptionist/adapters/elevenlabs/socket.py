"""WebSockets to ElevenLabs that several calls share: one per voice, model and language until five replies are spoken on it at once.

    context ─say, say─▶ sounds ─finish─▶ done            leave, at any time: what still comes of it is dropped by its name

Callbacks on the loop, no task and no queue per socket.
"""

import asyncio
import itertools
import logging
import ssl
from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache

from picows import WSCloseCode, WSError, WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

from receptionist.adapters.elevenlabs import messages
from receptionist.adapters.elevenlabs.account import ElevenLabsAccount
from receptionist.adapters.mouth.beside import beside
from receptionist.errors import VendorUnavailable

log = logging.getLogger(__name__)

DIAL_S = 3.0
KEPT_S = 120.0
"""A socket nobody speaks on is hung up after so long."""
MOST_BYTES = 1 << 22
"""Of a message: eight minutes of sound in one are no sentence."""
FORGOTTEN_S = 10.0
"""A context that was left and whose end is never told counts as gone then."""
NO_ANSWER_S = 0.4
"""A socket on which somebody waited so long for a first sound, in vain, begins no other reply until it says something."""
PING_S = 20.0


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    """One for all: reading the certificates of the machine takes longer than shaking hands."""
    return ssl.create_default_context()


@dataclass(slots=True, eq=False)
class Context:
    """One reply."""

    id: str
    pace: float
    sounds: deque[messages.Piece] = field(default_factory=deque)
    opened: bool = False
    said_at: float = 0.0
    """When it was opened, on the loop's clock."""
    heard: bool = False
    """Some sound came of it."""
    finished: bool = False
    """Nothing more is sent."""
    done: bool = False
    """Nothing more comes."""
    fault: VendorUnavailable | None = None
    news: asyncio.Event = field(default_factory=asyncio.Event)


class Socket(WSListener):  # type: ignore[misc, unused-ignore]
    """Made and used on one loop."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.failed: VendorUnavailable | None = None
        self._loop = asyncio.get_running_loop()
        self._transport: WSTransport | None = None
        self._contexts: dict[str, Context] = {}
        self._leaving: dict[str, float] = {}
        """Left, but not yet ended: by when they were left. They take a place."""
        self._ids = itertools.count(1)
        self._used_at = self._loop.time()
        self._timer: asyncio.TimerHandle | None = None
        self._parts = bytearray()
        self._silent = False
        """Somebody waited in vain, and nothing was said since."""

    async def dial(self, account: ElevenLabsAccount) -> None:
        """Raises VendorUnavailable."""
        try:
            async with asyncio.timeout(DIAL_S):
                await ws_connect(
                    lambda: self,
                    self.url,
                    ssl_context=_trust() if self.url.startswith("wss:") else None,
                    extra_headers=account.headers,
                    websocket_handshake_timeout=DIAL_S,
                    max_frame_size=MOST_BYTES,
                    enable_auto_ping=True,
                    auto_ping_idle_timeout=PING_S,
                    auto_ping_reply_timeout=PING_S / 4,
                    max_redirects=0,
                    logger_name="elevenlabs",
                )
        except TimeoutError as error:
            raise VendorUnavailable("ElevenLabs does not pick up") from error
        except (WSError, OSError, ValueError) as error:
            status = getattr(getattr(error, "response", None), "status", None)
            why = f"refuses ({int(status)})" if status is not None else f"cannot be reached ({type(error).__name__})"
            raise VendorUnavailable(f"ElevenLabs {why}") from error

    def has_room(self) -> bool:
        """For one more reply."""
        if self._transport is None or self.failed is not None or self._silent:
            return False
        now = self._loop.time()
        for name in [name for name, left_at in self._leaving.items() if now - left_at > FORGOTTEN_S]:
            del self._leaving[name]
        return len(self._contexts) + len(self._leaving) < messages.CONTEXTS

    def begin(self, pace: float) -> Context:
        context = Context(f"reply{next(self._ids)}", pace)
        self._contexts[context.id] = context
        self._used_at = self._loop.time()
        return context

    def say(self, context: Context, text: str) -> None:
        """In order; each is made sound at once. Without effect on one that has failed."""
        if not context.opened:
            context.opened, context.said_at = True, self._loop.time()
            self._send(messages.opening(context.id, context.pace))
        self._send(messages.speak(context.id, text))

    def finish(self, context: Context) -> None:
        """All was said. Safe to repeat."""
        if context.finished:
            return
        context.finished = True
        if context.opened:
            self._send(messages.close(context.id))
        else:
            context.done = True
        context.news.set()

    def leave(self, context: Context) -> None:
        """Whatever still comes of it is not wanted. Safe to repeat."""
        if self._contexts.pop(context.id, None) is None:
            return
        self._used_at = self._loop.time()
        if context.opened and not context.done and self.failed is None:
            self._leaving[context.id] = self._used_at
            self._silent = self._silent or (not context.heard and self._used_at - context.said_at > NO_ANSWER_S)
            self.finish(context)

    def hang_up(self) -> None:
        """Safe to repeat."""
        self._give_up("was hung up", quietly=True)

    def on_ws_connected(self, transport: WSTransport) -> None:
        self._transport = transport
        self._timer = self._loop.call_later(messages.INACTIVITY_S / 2, self._tick)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        match frame.msg_type:
            case WSMsgType.TEXT if frame.fin:
                self._take(frame.get_payload_as_bytes())
            case WSMsgType.TEXT | WSMsgType.CONTINUATION:
                self._parts += frame.get_payload_as_bytes()
                if len(self._parts) > MOST_BYTES:
                    self._give_up("sends endless messages")
                elif frame.fin:
                    whole = bytes(self._parts)
                    self._parts.clear()
                    self._take(whole)
            case WSMsgType.CLOSE:
                self._give_up(f"hung up ({frame.get_close_code().value})")

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self._give_up("is gone")

    def _take(self, message: bytes) -> None:
        try:
            told = messages.parse(message)
        except VendorUnavailable:
            self._give_up("sends nonsense")
            return
        self._silent = False
        if told is None:
            return
        if isinstance(told, messages.Fault) and not told.context:
            self._give_up(f"reports {told.kind}")
            return
        context = self._contexts.get(told.context)
        if context is None:
            if not isinstance(told, messages.Piece):
                self._leaving.pop(told.context, None)
            return
        match told:
            case messages.Piece():
                context.heard = True
                context.sounds.append(told)
            case messages.Done():
                context.done = True
            case messages.Fault():
                context.done, context.fault = True, VendorUnavailable(f"ElevenLabs reports {told.kind}")
        context.news.set()

    def _send(self, message: bytes) -> None:
        if self._transport is not None and not self._transport.is_disconnected:
            self._transport.send(WSMsgType.TEXT, message)

    def _tick(self) -> None:
        if not self._contexts and self._loop.time() - self._used_at > KEPT_S:
            self.hang_up()
            return
        open_now = [one.id for one in self._contexts.values() if one.opened and not one.finished]
        for name in open_now or (None,):
            self._send(messages.keep_alive(name))
        self._timer = self._loop.call_later(messages.INACTIVITY_S / 2, self._tick)

    def _give_up(self, why: str, *, quietly: bool = False) -> None:
        if self.failed is not None:
            return
        self.failed = VendorUnavailable(f"ElevenLabs {why}")
        if self._timer is not None:
            self._timer.cancel()
        if self._transport is not None and not self._transport.is_disconnected:
            self._transport.send_close(WSCloseCode.OK)
            self._transport.disconnect()
        for context in self._contexts.values():
            context.fault = context.fault or self.failed
            context.news.set()
        if not quietly:
            log.log(
                logging.WARNING if self._contexts else logging.INFO,
                "a voice's line broke",
                extra={"provider": "elevenlabs", "why": why, "replies": len(self._contexts)},
            )


class Sockets:
    """Those of a process. Used from one loop at a time; another loop begins with none."""

    def __init__(self, account: ElevenLabsAccount) -> None:
        self._account = account
        self._loop: asyncio.AbstractEventLoop | None = None
        self._open: list[Socket] = []
        self._dialling: dict[str, asyncio.Task[None]] = {}
        """The next socket for an address whose present ones are full."""

    async def begin(self, url: str, pace: float) -> tuple[Socket, Context]:
        """A place for a reply; dials if there is none. `leave` it. Raises VendorUnavailable. Safe to cancel."""
        socket = self._with_room(url) or await self._dialled(url)
        context = socket.begin(pace)
        if self._with_room(url) is None and url not in self._dialling:
            self._dialling[url] = beside(self._dial_ahead(url), "dial elevenlabs")
        return socket, context

    async def warm(self, url: str) -> None:
        """Raises VendorUnavailable. Safe to repeat and to cancel."""
        if self._with_room(url) is None:
            await self._dialled(url)

    def close(self) -> None:
        """Hangs up. Safe to repeat."""
        for dialling in tuple(self._dialling.values()):
            dialling.cancel()
        for socket in self._open:
            socket.hang_up()
        self._open.clear()

    def _with_room(self, url: str) -> Socket | None:
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._loop, self._open, self._dialling = loop, [], {}
        self._open = [socket for socket in self._open if socket.failed is None]
        return next((socket for socket in self._open if socket.url == url and socket.has_room()), None)

    async def _dial_ahead(self, url: str) -> None:
        """So that the sixth caller does not wait for hands to be shaken."""
        try:
            await self._dialled(url)
        except VendorUnavailable as error:
            log.info("no second line", extra={"provider": "elevenlabs", "why": str(error)})
        finally:
            self._dialling.pop(url, None)

    async def _dialled(self, url: str) -> Socket:
        socket = Socket(url)
        await socket.dial(self._account)
        self._open.append(socket)
        return socket
