"""WebSockets to ElevenLabs that several calls share: one per voice, model and language until five replies are spoken on it at once.

    context ─say, say─▶ sounds ─finish─▶ done            leave, at any time: what still comes of it is dropped by its name

Callbacks on the loop, no task and no queue per socket.
"""

import asyncio
import itertools
import logging
from collections import deque
from dataclasses import dataclass, field

from receptionist.adapters.elevenlabs import messages
from receptionist.adapters.elevenlabs.account import ElevenLabsAccount
from receptionist.adapters.mouth.beside import beside, stop
from receptionist.adapters.wire import Wire
from receptionist.errors import VendorUnavailable

log = logging.getLogger(__name__)

KEPT_S = 120.0
"""A socket nobody speaks on is hung up after so long."""
MOST_BYTES = 1 << 22
"""Of a message: eight minutes of sound in one are no sentence."""
FORGOTTEN_S = 10.0
"""A context that was left and whose end is never told counts as gone then."""
NO_ANSWER_S = 0.4
"""A socket on which somebody waited so long for a first sound, in vain, begins no other reply until it says something."""
PING_S = 20.0


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


class Socket:
    """Made and used on one loop."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._loop = asyncio.get_running_loop()
        self._wire = Wire("ElevenLabs", self, most_bytes=MOST_BYTES)
        self._contexts: dict[str, Context] = {}
        self._leaving: dict[str, float] = {}
        """Left, but not yet ended: by when they were left. They take a place."""
        self._ids = itertools.count(1)
        self._used_at = self._loop.time()
        self._timer: asyncio.TimerHandle | None = None
        self._silent = False
        """Somebody waited in vain, and nothing was said since."""

    @property
    def over(self) -> bool:
        """Nothing is left of it."""
        return self._wire.over

    async def dial(self, account: ElevenLabsAccount) -> None:
        """Raises VendorUnavailable."""
        await self._wire.dial(self.url, account.headers, ping_s=PING_S)

    def has_room(self) -> bool:
        """For one more reply."""
        if not self._wire.open or self._silent:
            return False
        now = self._loop.time()
        for name in [name for name, left_at in self._leaving.items() if now - left_at > FORGOTTEN_S]:
            del self._leaving[name]
        return len(self._contexts) + len(self._leaving) < messages.CONTEXTS

    def begin(self, pace: float) -> Context:
        context = Context(f"reply{next(self._ids)}", pace, fault=self._wire.failed)
        self._contexts[context.id] = context
        self._used_at = self._loop.time()
        return context

    def say(self, context: Context, text: str) -> None:
        """In order; each is made sound at once. Without effect on one that has failed."""
        if not context.opened:
            context.opened, context.said_at = True, self._loop.time()
            self._wire.send(messages.opening(context.id, context.pace))
        self._wire.send(messages.speak(context.id, text))

    def finish(self, context: Context) -> None:
        """All was said. Safe to repeat."""
        if context.finished:
            return
        context.finished = True
        if context.opened:
            self._wire.send(messages.close(context.id))
        else:
            context.done = True
        context.news.set()

    def leave(self, context: Context) -> None:
        """Whatever still comes of it is not wanted. Safe to repeat."""
        if self._contexts.pop(context.id, None) is None:
            return
        self._used_at = self._loop.time()
        if context.opened and not context.done and self._wire.open:
            self._leaving[context.id] = self._used_at
            self._silent = self._silent or (not context.heard and self._used_at - context.said_at > NO_ANSWER_S)
            self.finish(context)

    def hang_up(self) -> None:
        """Whatever is being spoken on it has failed then. Safe to repeat."""
        self._end(VendorUnavailable("ElevenLabs was hung up"))
        self._wire.hang_up()

    async def gone(self) -> None:
        """Until nothing is left of it, after `hang_up`. Safe to cancel."""
        await self._wire.gone()

    def on_open(self) -> None:
        self._timer = self._loop.call_later(messages.INACTIVITY_S / 2, self._tick)

    def on_message(self, message: bytes) -> None:
        try:
            told = messages.parse(message)
        except VendorUnavailable:
            self._wire.give_up("sends nonsense")
            return
        self._silent = False
        if told is None:
            return
        if isinstance(told, messages.Fault) and not told.context:
            self._wire.give_up(f"reports {told.kind}")
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

    def on_gone(self, why: str) -> None:
        log.log(
            logging.WARNING if self._contexts else logging.INFO,
            "a voice's line broke",
            extra={"provider": "elevenlabs", "why": why, "replies": len(self._contexts)},
        )
        self._end(VendorUnavailable(f"ElevenLabs {why}"))

    def _tick(self) -> None:
        if not self._contexts and self._loop.time() - self._used_at > KEPT_S:
            self.hang_up()
            return
        open_now = [one.id for one in self._contexts.values() if one.opened and not one.finished]
        for name in open_now or (None,):
            self._wire.send(messages.keep_alive(name))
        self._timer = self._loop.call_later(messages.INACTIVITY_S / 2, self._tick)

    def _end(self, fault: VendorUnavailable) -> None:
        if self._timer is not None:
            self._timer.cancel()
        for context in self._contexts.values():
            context.fault = context.fault or fault
            context.news.set()


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

    async def close(self) -> None:
        """Hangs up, and waits a moment for the end. Safe to repeat and to cancel."""
        if asyncio.get_running_loop() is not self._loop:
            return
        for dialling in tuple(self._dialling.values()):
            await stop(dialling)
        for socket in self._open:
            socket.hang_up()
        await asyncio.gather(*(socket.gone() for socket in self._open))
        self._open.clear()

    def _with_room(self, url: str) -> Socket | None:
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self._loop, self._open, self._dialling = loop, [], {}
        self._open = [socket for socket in self._open if not socket.over]
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
