"""The sockets and probes, over real ones."""

import asyncio
import base64
import json
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta

import aiohttp
import pytest
import uvicorn

from receptionist.calls.listening_pass import ListeningPass, sign_pass
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId, CallId, PersonId
from stream_handler.carrier.web_socket import media_or
from stream_handler.server import Server, Watchers, build
from tests.fakes.speech import QUIET, TONE
from tests.stream_handler.stage import KEY, Stage

pytestmark = [pytest.mark.e2e, pytest.mark.together]

PAGE = "https://dashboard.example.com"


WATCHER = {"Authorization": "Bearer watcher"}
IN_THE_BROWSER = {"Cookie": "firstring=watcher"}


def may_watch(token: str, business: BusinessId) -> bool:
    if token == "nobody can tell":
        raise StoreUnavailable("down")
    return token == "watcher" and business == "restaurant"


def may_listen(token: str, call: CallId) -> bool:
    return token == "watcher" and call.startswith("CA")


class WithoutSignals(Server):
    """In a test the process's signals are not ours."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@asynccontextmanager
async def serving(
    stage: Stage, watchers: Watchers = Watchers(may_watch, may_listen)
) -> AsyncIterator[tuple[str, aiohttp.ClientSession, Server]]:
    """The server on a port of its own, and a client."""
    app = build(stage.reception, frozenset({PAGE}), watchers)
    config = uvicorn.Config(
        app, port=0, ws=media_or(stage.reception.serve), log_config=None, timeout_graceful_shutdown=1
    )
    server = WithoutSignals(config, stage.reception, leave_s=10)
    async with asyncio.TaskGroup() as group, aiohttp.ClientSession() as client:
        running = group.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}", client, server
        server.should_exit = True
        await running


class Caller:
    """A carrier's socket in real time."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, stage: Stage, number: int) -> None:
        self.socket = socket
        self._stage = stage
        self._call = stage.written_down(number)
        self._sequence = 0
        self.loud = False
        self.heard_ms = 0.0

    async def run(self) -> int:
        """Frames every 20 ms until the handler closes. Gives the close code."""
        await self.start()
        async with asyncio.TaskGroup() as group:
            frames = group.create_task(self._frames())
            async for message in self.socket:
                await self._received(json.loads(message.data))
            frames.cancel()
        assert self.socket.close_code is not None
        return self.socket.close_code

    async def start(self) -> None:
        form = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
        await self.send("start", accountSid="AC1", streamSid="MZ1", callSid=self._call, tracks=["inbound"], mediaFormat=form,
                        customParameters={"token": self._stage.ticket(self._call)})  # fmt: skip

    async def send(self, event: str, **content: object) -> None:
        self._sequence += 1
        message = {"event": event, "sequenceNumber": str(self._sequence), "streamSid": "MZ1", event: content}
        await self.socket.send_json(message)

    async def _received(self, message: dict[str, dict[str, str]]) -> None:
        if message["event"] == "media":  # type: ignore[comparison-overlap]
            self.heard_ms += len(base64.b64decode(message["media"]["payload"])) / 8
        elif message["event"] == "mark":  # type: ignore[comparison-overlap]
            await self.send("mark", name=message["mark"]["name"])

    async def _frames(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            payload = base64.b64encode(TONE if self.loud else QUIET).decode()
            await self.send("media", track="inbound", chunk="1", timestamp="1", payload=payload)
            due += 0.02
            await asyncio.sleep(due - loop.time())


async def until(condition: Callable[[], object], seconds: float = 8.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - the condition is anything a test sees
            await asyncio.sleep(0.01)


async def test_a_call_over_a_real_socket() -> None:
    stage = Stage()
    async with serving(stage) as (url, client, _), client.ws_connect(f"{url}/media") as socket:
        caller = Caller(socket, stage, 1)
        async with asyncio.TaskGroup() as group:
            running = group.create_task(caller.run())
            await until(lambda: caller.heard_ms > 1000)
            stage.ears.saying, caller.loud = "a table for four", True
            await asyncio.sleep(0.6)
            caller.loud = False
            await until(lambda: stage.mind.heard)
            await caller.send("stop", accountSid="AC1", callSid="CA1")
            assert await running == 1000
    assert stage.mind.heard == ["a table for four"]
    assert stage.record().outcome == "caller_hung_up"


async def test_a_forged_ticket_is_closed_with_the_code_for_it() -> None:
    stage = Stage()
    async with serving(stage) as (url, client, _), client.ws_connect(f"{url}/media") as socket:
        await socket.send_json({"event": "media", "sequenceNumber": "1", "media": {"payload": "AA=="}})
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE
        assert socket.close_code == 1008


async def test_a_caller_may_be_gone_at_any_moment() -> None:
    stage = Stage()
    async with serving(stage) as (url, client, _):
        for number in range(1, 4):
            socket = await client.ws_connect(f"{url}/media")
            caller = Caller(socket, stage, number)
            await caller.start()
            await socket.receive_json(timeout=5)
            assert socket._response.connection is not None
            transport = socket._response.connection.transport
            assert transport is not None
            transport.abort()
        await until(lambda: stage.reception.empty)
        async with client.get(f"{url}/healthz") as answer:
            assert (await answer.json())["calls"] == 0


async def test_binary_messages_and_giants_are_no_calls() -> None:
    stage = Stage()
    async with serving(stage) as (url, client, _):
        for giant in (None, "x" * 200_000):
            async with client.ws_connect(f"{url}/media") as socket:
                await (socket.send_str(giant) if giant else socket.send_bytes(b"x"))
                async for _ in socket:
                    pass
                assert socket.close_code in (1006, 1008, 1009), "what is far too long is not even answered"
        async with client.get(f"{url}/healthz") as answer:
            assert answer.status == 200


async def test_probes_tell_a_full_or_leaving_process_from_a_dead_one() -> None:
    stage = Stage()
    async with serving(stage) as (url, client, _):
        async with client.get(f"{url}/readyz") as answer:
            assert answer.status == 200
        stage.reception.drain()
        async with client.get(f"{url}/readyz") as answer:
            assert answer.status == 503
        async with client.get(f"{url}/healthz") as answer:
            assert answer.status == 200


@pytest.mark.parametrize("path", ["/live?business=restaurant", "/listen/CA1"])
async def test_pages_of_strangers_hear_nothing(path: str) -> None:
    stage = Stage()
    async with serving(stage) as (url, client, _):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await client.ws_connect(url + path, origin="https://evil.example.com", headers=IN_THE_BROWSER)
        async with client.ws_connect(url + path, origin=PAGE, headers=IN_THE_BROWSER) as socket:
            await socket.close()
        behind = {**IN_THE_BROWSER, "x-page-host": "desk.example.com"}
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await client.ws_connect(url + path, origin="https://evil.example.com", headers=behind)
        async with client.ws_connect(url + path, origin="https://desk.example.com", headers=behind) as socket:
            await socket.close()


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/live?business=restaurant", {}),
        ("/live?business=salon", WATCHER),
        ("/live", WATCHER),
        ("/live?business=restaurant", {"Authorization": "Bearer somebody"}),
        ("/live?business=restaurant", {"Authorization": "Bearer nobody can tell"}),
        ("/live?business=restaurant", {"Authorization": "Bearer ", "Cookie": "firstring=watcher"}),
        ("/listen/CA1", {}),
        ("/listen/CA1", {"Cookie": "firstring=somebody"}),
        ("/listen/other", WATCHER),
    ],
)
async def test_nobody_watches_without_a_pass_to_that_business(path: str, shown: dict[str, str]) -> None:
    async with serving(Stage()) as (url, client, _):
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await client.ws_connect(url + path, origin=PAGE, headers=shown)


async def test_who_may_no_longer_watch_is_sent_away() -> None:
    stage = Stage()
    allowed = [True]
    watchers = Watchers(lambda token, business: allowed[0], lambda token, call: allowed[0], ask_again_s=0.05)
    async with serving(stage, watchers) as (url, client, _):
        for path in ("/live?business=restaurant", "/listen/CA1"):
            allowed[0] = True
            async with client.ws_connect(url + path) as socket:
                allowed[0] = False
                message = await socket.receive(timeout=3)
                assert (message.type, message.data) == (aiohttp.WSMsgType.CLOSE, 1008)


async def test_a_watcher_sees_the_call_from_its_beginning_and_hears_both_sides() -> None:
    stage = Stage()
    async with serving(stage) as (url, client, _), client.ws_connect(f"{url}/media") as socket:
        caller = Caller(socket, stage, 1)
        async with asyncio.TaskGroup() as group:
            running = group.create_task(caller.run())
            await until(lambda: caller.heard_ms > 0)
            async with client.ws_connect(f"{url}/live?business=restaurant", origin=PAGE, headers=WATCHER) as feed:
                assert (await feed.receive_json(timeout=2))["type"] == "call.started"
            async with client.ws_connect(
                f"{url}/listen/{stage.record().call}", origin=PAGE, headers=WATCHER
            ) as listener:
                both = b"".join([await listener.receive_bytes(timeout=3) for _ in range(5)])
            assert len(both) == 5 * 1600
            assert set(both[0::2]) == {0xFF}, "the caller is quiet"
            assert set(both[1::2]) != {0xFF}, "the greeting is being said"
            await caller.send("stop", accountSid="AC1", callSid="CA1")
            await running


async def test_a_colleague_with_a_pass_speaks_with_the_caller_and_one_pass_opens_one_socket() -> None:
    stage = Stage()
    gone: list[ListeningPass] = []
    watchers = Watchers(
        may_watch, may_listen, still_may=lambda shown: shown.person == "ana", note_giving_back=gone.append
    )

    def path(nonce: str, *, speaks: bool = True, person: str = "ana") -> str:
        expires = stage.clock() + timedelta(seconds=60)
        told = ListeningPass(CallId("CA" + "1".rjust(32, "0")), PersonId(person), "Ana", speaks, expires, nonce)
        return f"/listen/{told.call}{'/talk' if speaks else ''}?pass={sign_pass(told, KEY)}"

    async with serving(stage, watchers) as (url, client, _), client.ws_connect(f"{url}/media") as socket:
        caller = Caller(socket, stage, 1)
        async with asyncio.TaskGroup() as group:
            running = group.create_task(caller.run())
            await until(lambda: caller.heard_ms > 0)
            async with client.ws_connect(url + path("n1"), origin=PAGE) as colleague:
                await colleague.receive_bytes(timeout=3)
                await colleague.send_bytes(TONE * 5)
                heard = b"".join([await colleague.receive_bytes(timeout=3) for _ in range(4)])
                assert sum(byte in TONE for byte in heard[1::2]) >= 700, (
                    "their words are on the line, beside the caller's silence"
                )
                for refused in (path("n1"), path("n2", person="bo"), path("n3", speaks=False).replace("?", "/talk?")):
                    with pytest.raises(aiohttp.WSServerHandshakeError):
                        await client.ws_connect(url + refused, origin=PAGE)
            async with client.ws_connect(url + path("n4", speaks=False)) as listener:
                assert len(await listener.receive_bytes(timeout=3)) == 1600
            await caller.send("stop", accountSid="AC1", callSid="CA1")
            await running
    assert [shown.nonce for shown in gone] == ["n1"]
    kinds = [event["type"] for event in stage.told()]
    assert kinds.index("colleague.on") < kinds.index("colleague.off")


async def test_told_to_stop_the_server_lets_the_call_come_to_a_pause() -> None:
    stage = Stage()
    stage.mind.answers["go"] = lambda state: stage.mind.says(state, "A sentence of some length, said to its end.")
    async with serving(stage) as (url, client, server), client.ws_connect(f"{url}/media") as socket:
        caller = Caller(socket, stage, 1)
        async with asyncio.TaskGroup() as group:
            running = group.create_task(caller.run())
            await until(lambda: caller.heard_ms > 0)
            server.handle_exit(signal.SIGTERM, None)
            assert await running == 1012
        assert caller.heard_ms >= 15 * 300, "the greeting was said to its end"
        await until(lambda: server.should_exit)
    assert stage.record().status == "live"


async def test_told_to_stop_the_server_returns_so_that_what_else_is_open_can_be_closed() -> None:
    raised: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: raised.append(number))
    try:
        stage = Stage()
        config = uvicorn.Config(build(stage.reception, frozenset()), port=0, log_config=None)
        server = Server(config, stage.reception, leave_s=10)
        async with asyncio.TaskGroup() as group:
            serving = group.create_task(server.serve())
            await until(lambda: server.started)
            os.kill(os.getpid(), signal.SIGTERM)
            await serving
    finally:
        signal.signal(signal.SIGTERM, before)
    assert raised == [], "it would have ended the process"
