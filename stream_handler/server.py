"""The sockets and probes of the stream handler.

WS  /media            Twilio Media Streams; a ticket or nothing. /media?relayed: one that another handler carries here
WS  /live?business=   events of a business's calls, for the page
WS  /listen/{call}    both sides of one call; with `pass` also without a session. /listen/{call}/talk: and speak with the caller
GET /healthz          200 while the process works, also when full or draining: failing it would kill calls
GET /readyz           503 while draining or full
"""

import asyncio
import json
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from types import FrameType

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from receptionist.accounts.passes import COOKIE, PAGE_HOST
from receptionist.calls.listening_pass import GOOD_FOR, ListeningPass, verify_pass
from receptionist.errors import BadTicket, Unavailable
from receptionist.ids import BusinessId, CallId
from stream_handler.colleague import BACK, END, HERE, HERE_EVERY_S, ID, SOUND, spoken
from stream_handler.listening_sockets import listening_sockets
from stream_handler.reception import TURNED_AWAY, Reception, recent_events

INTEREST_EVERY_S = 2.0
PASS = "pass"
"""Query parameter with a pass (receptionist/calls/listening_pass.py)."""
LOOK_S = 0.1
"""Between two looks whether the last call is gone."""


@dataclass(frozen=True, slots=True)
class Watchers:
    """Who may watch a business's calls, and listen to one, by the token they show. Both block, and may raise Unavailable."""

    may_watch: Callable[[str, BusinessId], bool]
    may_listen: Callable[[str, CallId], bool]
    note_listening: Callable[[str, CallId], None] = lambda token, call: None
    """Writes down who listens to which call, before they hear anything. Blocks, and may raise Unavailable."""
    still_may: Callable[[ListeningPass], bool] = lambda shown: False
    """Whether whoever got that pass has the role for it yet. Blocks, and may raise Unavailable."""
    note_giving_back: Callable[[ListeningPass], None] = lambda shown: None
    """Writes down that they speak with the caller no more. Blocks, and may raise Unavailable."""
    ask_again_s: float = 15.0
    """How long somebody who may no longer watch still does."""


NOBODY = Watchers(lambda token, business: False, lambda token, call: False)


def routes(reception: Reception, allowed_origins: frozenset[str], watchers: Watchers = NOBODY) -> list[BaseRoute]:
    """To be mounted as they are; `/media` is served below them (carrier/web_socket.py)."""

    async def live(socket: WebSocket) -> None:
        business = BusinessId(socket.query_params.get("business", ""))
        admits = _asked(reception, partial(watchers.may_watch, _token(socket), business))
        if not _from_our_page(socket, allowed_origins) or not await admits():
            await socket.close(TURNED_AWAY)
            return
        async with reception.parts.live.subscribe(f"live:{business}") as events:
            await socket.accept()
            for event in recent_events(reception, business):
                await socket.send_text(json.dumps(event, ensure_ascii=False))
            await _relay(
                socket,
                events,
                lambda message: socket.send_text(message.decode()),
                partial(_while_it, admits, socket, watchers.ask_again_s),
            )

    async def listen(socket: WebSocket) -> None:
        call = CallId(socket.path_params["call"])
        if PASS in socket.query_params:
            await _with_pass(reception, allowed_origins, watchers, socket, speaks=False)
            return
        admits = _asked(reception, partial(watchers.may_listen, _token(socket), call))
        token = _token(socket)

        def written_down() -> bool:
            watchers.note_listening(token, call)
            return True

        seen = _asked(reception, written_down)
        if not _from_our_page(socket, allowed_origins) or not await admits() or not await seen():
            await socket.close(TURNED_AWAY)
            return
        await _listening(reception, socket, call, partial(_while_it, admits, socket, watchers.ask_again_s))

    async def talk(socket: WebSocket) -> None:
        await _with_pass(reception, allowed_origins, watchers, socket, speaks=True)

    async def healthz(_: Request) -> Response:
        return JSONResponse({"ok": True, "calls": len(reception.live)})

    async def readyz(_: Request) -> Response:
        return JSONResponse({"ready": reception.ready}, 200 if reception.ready else 503)

    return [
        WebSocketRoute("/live", live),
        WebSocketRoute("/listen/{call}", listen),
        WebSocketRoute("/listen/{call}/talk", talk),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
    ]


def build(
    reception: Reception,
    allowed_origins: frozenset[str],
    watchers: Watchers = NOBODY,
    lifespan: Callable[[Starlette], AbstractAsyncContextManager[None]] | None = None,
) -> Starlette:
    """The handler as an app of its own."""
    return Starlette(routes=routes(reception, allowed_origins, watchers), lifespan=lifespan or running(reception))


def running(reception: Reception) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    """The process's own tasks, beside the calls: the hub's tick, its word to the switchboard, its look at everybody's calls."""

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with asyncio.TaskGroup() as group:
            own = [group.create_task(reception.parts.hub.run(), name="hub")]
            if reception.post is not None:
                own.append(group.create_task(reception.post.run(), name="post"))
            if reception.lookout is not None:
                own.append(group.create_task(reception.lookout.run(), name="lookout"))
            yield
            for task in own:
                task.cancel()

    return lifespan


class Server(uvicorn.Server):
    """uvicorn, but told to stop it first lets every call be given away: left to itself it closes all sockets at once, in
    mid-sentence. Then `serve` returns, and the process may close what else is open; uvicorn would raise again the signal it
    was told by, which ends the process there and then. A second signal ends it without waiting, as uvicorn does."""

    def __init__(self, config: uvicorn.Config, reception: Reception, *, leave_s: float) -> None:
        """On the loop that will serve. `leave_s`: how long calls are waited for."""
        super().__init__(config)
        self._reception = reception
        self._leave_s = leave_s
        self._leaving = False
        self._loop = asyncio.get_running_loop()

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Lets in at once whoever comes in one turn of the loop."""
        await super().serve(sockets or listening_sockets(self.config.bind_socket()))

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """In a signal handler: the loop does the work."""
        if self._leaving:
            super().handle_exit(sig, frame)
        else:
            self._leaving = True
            self._loop.call_soon_threadsafe(self._leave, self._loop.time() + self._leave_s)

    def _leave(self, until: float) -> None:
        self._reception.drain()
        if self._reception.empty or self._loop.time() >= until:
            self.should_exit = True
        else:
            self._loop.call_later(LOOK_S, self._leave, until)


async def _with_pass(
    reception: Reception, allowed_origins: frozenset[str], watchers: Watchers, socket: WebSocket, *, speaks: bool
) -> None:
    """Whoever speaks sends mu-law as it is spoken, and in text `end` to end the call; to go is to give it back."""
    parts, call = reception.parts, CallId(socket.path_params["call"])
    try:
        shown = verify_pass(socket.query_params.get(PASS, ""), parts.ticket_keys, parts.clock())
    except BadTicket:
        await socket.close(TURNED_AWAY)
        return
    admits = _asked(reception, partial(watchers.still_may, shown))
    first = _asked(reception, partial(parts.live.redeem, shown.nonce, GOOD_FOR.total_seconds()))
    fits = shown.call == call and shown.speaks == speaks and _from_our_page(socket, allowed_origins)
    if not fits or not await admits() or not await first():
        await socket.close(TURNED_AWAY)
        return
    still = partial(_while_it, admits, socket, watchers.ask_again_s)
    if not speaks:
        await _listening(reception, socket, call, still)
        return
    say = partial(_say, reception, call, secrets.token_hex(ID // 2))

    async def here() -> None:
        while True:
            say(HERE, shown.name.encode())
            await asyncio.sleep(HERE_EVERY_S)

    def said(message: bytes | str) -> None:
        if isinstance(message, bytes):
            say(SOUND, message)
        elif message == "end":
            say(END)

    try:
        await _listening(reception, socket, call, still, here, on_message=said)
    finally:
        say(BACK)

        def written_down() -> bool:
            watchers.note_giving_back(shown)
            return True

        await _asked(reception, written_down)()


def _say(reception: Reception, call: CallId, socket: str, kind: bytes, content: bytes = b"") -> None:
    reception.parts.live.publish(f"speak:{call}", spoken(socket, kind, content))


async def _listening(
    reception: Reception,
    socket: WebSocket,
    call: CallId,
    *beside: Callable[[], Awaitable[None]],
    on_message: Callable[[bytes | str], None] | None = None,
) -> None:
    live = reception.parts.live

    async def keep_interest() -> None:
        while True:
            live.publish(f"listeners:{call}", b"1")
            await asyncio.sleep(INTEREST_EVERY_S)

    async with live.subscribe(f"listen:{call}") as audio:
        await socket.accept()
        await _relay(socket, audio, socket.send_bytes, keep_interest, *beside, on_message=on_message)


async def _relay(
    socket: WebSocket,
    messages: AsyncIterator[bytes],
    send: Callable[[bytes], Awaitable[None]],
    *beside: Callable[[], Awaitable[None]],
    on_message: Callable[[bytes | str], None] | None = None,
) -> None:
    """Sends what comes until the watcher goes."""

    async def forward() -> None:
        async for message in messages:
            await send(message)

    async def until_gone() -> None:
        while (message := await socket.receive())["type"] != "websocket.disconnect":
            content = message.get("bytes") or message.get("text")
            if on_message is not None and content:
                on_message(content)
        raise WebSocketDisconnect(1000)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(forward(), name="forward")
            group.create_task(until_gone(), name="until gone")
            for act in beside:
                group.create_task(_as_coroutine(act), name="beside")
    except* (WebSocketDisconnect, RuntimeError):
        pass


async def _as_coroutine(act: Callable[[], Awaitable[None]]) -> None:
    await act()


def _asked(reception: Reception, admits: Callable[[], bool]) -> Callable[[], Awaitable[bool]]:
    """Asks where blocking is allowed. Nobody is let in while nobody can tell."""

    async def ask() -> bool:
        try:
            return await asyncio.get_running_loop().run_in_executor(reception.parts.stores, admits)
        except Unavailable:
            return False

    return ask


async def _while_it(admits: Callable[[], Awaitable[bool]], socket: WebSocket, ask_again_s: float) -> None:
    """Ends the relay when the session is over or the role is taken away."""
    admitted = True
    while admitted:
        await asyncio.sleep(ask_again_s)
        admitted = await admits()
    await socket.close(TURNED_AWAY)
    raise WebSocketDisconnect(TURNED_AWAY)


def _token(socket: WebSocket) -> str:
    """Empty if none is shown."""
    scheme, _, token = socket.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" else socket.cookies.get(COOKIE, "")


def _from_our_page(socket: WebSocket, allowed: frozenset[str]) -> bool:
    """A browser tells where its page came from; a program has no Origin and no browser's cookies to abuse."""
    origin, page = socket.headers.get("origin"), socket.headers.get(PAGE_HOST)
    return origin is None or origin in allowed or (bool(page) and origin == f"https://{page}")
