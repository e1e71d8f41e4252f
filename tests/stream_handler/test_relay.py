"""A full handler carries a stream to one that has a slot, over real sockets."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import aiohttp
import pytest
import uvicorn
from fastapi import FastAPI

from functions import problems
from functions.call_setup import app as call_setup
from local.carrier import Carrier, mulaw
from receptionist.adapters.memory.switchboard import MemorySwitchboard
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.ids import CallId
from receptionist.ports import Handler
from stream_handler.carrier.web_socket import MediaSocket, media_or
from stream_handler.parts import Limits
from stream_handler.post import Post
from stream_handler.reception import Reception
from stream_handler.server import build
from tests.fakes.front_office import (
    ACCOUNT,
    CALLER,
    RESTAURANT,
    TOKEN,
    RememberingCarrier,
    RememberingSms,
    SetClock,
    a_desk,
    an_office,
)
from tests.stream_handler.stage import KEY, NOW, AtOnce, Stage
from tests.stream_handler.test_server import Caller, until

pytestmark = [pytest.mark.e2e, pytest.mark.together]


class House:
    """Two handlers on one store; each thinks it has as many slots as it is told."""

    def __init__(self, here: int, there: int) -> None:
        self.board = MemorySwitchboard()
        self.here, self.there = Stage(calls=here), Stage(calls=there)
        self.there.calls, self.there.live = self.here.calls, self.here.live
        parts = self.there.reception.parts
        self.there.reception.parts = replace(
            parts, calls=self.here.calls, live=self.here.live, limits=Limits(calls=there)
        )
        self.addresses: list[str] = []
        self.relayed: list[MediaSocket] = []
        self.servers: list[uvicorn.Server] = []

    @asynccontextmanager
    async def open(self) -> AsyncIterator[str]:
        """Gives the address of the first, which knows the second."""
        async with asyncio.TaskGroup() as group:
            tasks: list[asyncio.Task[Any]] = []
            for stage in (self.here, self.there):
                reception = stage.reception
                config = uvicorn.Config(
                    build(reception, frozenset()),
                    port=0,
                    ws=media_or(reception.serve, partial(self._relayed, reception)),
                    log_config=None,
                    timeout_graceful_shutdown=0,
                )
                server = uvicorn.Server(config)
                tasks.append(group.create_task(server._serve()))
                await until(partial(getattr, server, "started"))
                self.servers.append(server)
                address = f"ws://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/media"
                self.addresses.append(address)
                reception.post = Post(
                    self.board, handler=f"h{len(self.addresses)}", address=address, slots=reception.parts.limits.calls,
                    clock=stage.clock, stores=AtOnce(),
                )  # fmt: skip
                tasks.append(group.create_task(reception.post.run(), name="post"))
            await until(lambda: len(self.board.handlers(self.here.clock())) == 2)
            await self.knows(*self.board.handlers(self.here.clock()))
            try:
                yield self.addresses[0]
            finally:
                for server in self.servers:
                    server.should_exit = True
                for task in tasks:
                    if task.get_name() == "post":
                        task.cancel()

    async def _relayed(self, reception: Reception, socket: MediaSocket) -> None:
        self.relayed.append(socket)
        await reception.serve_relayed(socket)

    async def knows(self, *handlers: Handler) -> None:
        """The first has heard of them."""
        post = self.here.reception.post
        assert post is not None
        for handler in handlers:
            self.board.announce(handler)
        wanted = {one.address for one in handlers if one.slots} - {self.addresses[0]}
        post.end(CallId("nobody"))
        await until(lambda: wanted <= set(post.elsewhere("")))


@asynccontextmanager
async def calling(house: House, url: str, number: int = 1) -> AsyncIterator[tuple[Caller, asyncio.Task[int]]]:
    async with (
        aiohttp.ClientSession() as client,
        client.ws_connect(url) as line,
        asyncio.TaskGroup() as group,
    ):
        caller = Caller(line, house.here, number)
        running = group.create_task(caller.run())
        yield caller, running
        await asyncio.wait_for(running, 10)


async def test_a_caller_at_a_full_handler_is_served_by_another_and_notices_nothing() -> None:
    house = House(here=0, there=1)
    async with house.open() as url, calling(house, url) as (caller, running):
        await until(lambda: caller.heard_ms > 0)
        house.there.ears.saying, caller.loud = "a table for four", True
        await asyncio.sleep(0.6)
        caller.loud = False
        await until(lambda: house.there.mind.heard)
        assert not house.here.reception.empty
        await caller.send("stop", accountSid="AC1", callSid="CA1")
        assert await running == 1000
        await until(lambda: house.here.reception.empty and house.there.reception.empty)
    assert house.there.mind.heard == ["a table for four"]
    assert house.here.mind.heard == []
    assert house.here.record().outcome == "caller_hung_up"


async def test_where_nobody_has_a_slot_the_stream_is_turned_away_and_not_sent_round() -> None:
    house = House(here=0, there=0)
    async with house.open() as url:
        await house.knows(Handler("a moment ago", house.addresses[1], 5, 0, NOW + timedelta(days=1)))
        async with calling(house, url) as (_, running):
            assert await running == 1008
    assert house.here.record().status == "ringing"


async def test_a_forged_ticket_is_carried_nowhere() -> None:
    house = House(here=0, there=1)
    async with house.open() as url, aiohttp.ClientSession() as client, client.ws_connect(url) as line:
        caller = Caller(line, house.here, 1)
        house.here.ticket = lambda *_, **__: "forged"  # type: ignore[method-assign]
        await caller.start()
        assert (await line.receive(timeout=5)).type is aiohttp.WSMsgType.CLOSE
        assert line.close_code == 1008
    assert house.there.reception.parts.calls.epoch(house.here.business.id, caller._call) == 0


async def test_a_ticket_is_used_once_whichever_way_it_came() -> None:
    house = House(here=0, there=2)
    async with house.open() as url, calling(house, url) as (caller, running):
        await until(lambda: caller.heard_ms > 0)
        async with calling(house, url) as (_, again):
            assert await again == 1008
        await caller.send("stop", accountSid="AC1", callSid="CA1")
        assert await running == 1000


@pytest.mark.parametrize("who", ["caller", "here"])
async def test_when_either_end_is_gone_the_call_is_left_to_the_next_handler(who: str) -> None:
    house = House(here=0, there=1)
    async with house.open() as url:
        with suppress(BaseExceptionGroup, asyncio.CancelledError):
            async with calling(house, url) as (caller, running):
                await until(lambda: caller.heard_ms > 0)
                transport = caller.socket._response.connection.transport  # type: ignore[union-attr]
                if who == "caller":
                    transport.abort()  # type: ignore[union-attr]
                else:
                    for task in asyncio.all_tasks():
                        if task.get_name() == "media" and "Reception.serve " in repr(task.get_coro()):
                            task.cancel()
                running.cancel()
        await until(lambda: house.there.reception.empty and house.here.reception.empty)
    assert house.here.record().status == "live"


async def test_when_the_serving_handler_is_gone_the_carrier_is_told_so() -> None:
    house = House(here=0, there=1)
    async with house.open() as url, calling(house, url) as (caller, running):
        await until(lambda: caller.heard_ms > 0)
        (serving,) = house.relayed
        assert serving._transport is not None
        serving._transport.underlying_transport.abort()
        assert await running == 1012
    assert house.here.record().status == "live"


async def test_a_handler_that_cannot_be_reached_costs_a_moment_and_the_next_is_asked() -> None:
    house = House(here=0, there=1)
    async with house.open() as url:
        gone = Handler("gone", "ws://127.0.0.1:9/media", 99, 0, NOW + timedelta(days=1))
        await house.knows(gone)
        async with calling(house, url) as (caller, running):
            await until(lambda: caller.heard_ms > 0, 3)
            await caller.send("stop", accountSid="AC1", callSid="CA1")
            assert await running == 1000


async def test_three_ring_where_two_can_be_served_and_the_third_is_when_one_of_them_goes() -> None:
    def quickly(text: str, language: str) -> bytes:
        return mulaw.tone(0.3, 440)

    house = House(here=1, there=1)
    async with house.open() as url, Carrier(account_sid=ACCOUNT, auth_token=TOKEN, speak=quickly) as carrier:
        desk = a_desk(SetClock(NOW))
        office = an_office(
            replace(desk, calls=house.here.calls, clock=house.here.clock), RememberingCarrier(), RememberingSms()
        )
        async with webhooks(lambda origin: replace(
            office, origin=origin, signature=SignatureCheck([origin], [TOKEN]), stream_url=url, ticket_key=KEY,
            switchboard=house.board,
        )) as origin:  # fmt: skip
            carrier.provision(
                str(RESTAURANT), voice_url=f"{origin}/voice/incoming", status_callback=f"{origin}/voice/status"
            )
            calls = [await carrier.dial(from_=CALLER, to=str(RESTAURANT)) for _ in range(3)]
            live = house.here.reception, house.there.reception
            await until(lambda: [len(reception.live) for reception in live] == [1, 1])
            await until(lambda: any(map(_waits, calls)))
            (waiting_one,) = filter(_waits, calls)
            served, other = [call for call in calls if call is not waiting_one]
            await served.hang_up()
            await until(lambda: [len(reception.live) for reception in live] == [1, 1] and _streams(waiting_one), 20)
            for call in (other, waiting_one):
                await call.hang_up()
            for call in calls:
                await call.ended()
            await until(lambda: all(reception.empty for reception in live))
    assert {record.call for record in house.here.calls.recent(house.here.business.id)} == {
        CallId(call.sid) for call in calls
    }


def _waits(call: Any) -> bool:
    return any(one.name in ("Redirect", "Pause") for one in call.trace)


def _streams(call: Any) -> bool:
    return any(one.kind == "verb" and one.name == "Connect" for one in call.trace)


@asynccontextmanager
async def webhooks(office: Callable[[str], Any]) -> AsyncIterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
    app = FastAPI()
    problems.install(app)
    app.include_router(call_setup.routes(office(origin)))
    server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
    async with asyncio.TaskGroup() as group:
        group.create_task(server._serve(sockets=[listener]))
        try:
            yield origin
        finally:
            server.should_exit = True


async def test_a_handler_that_drains_has_the_calls_it_carries_given_away_and_is_soon_empty() -> None:
    house = House(here=0, there=1)
    async with house.open() as url, calling(house, url) as (caller, running):
        await until(lambda: caller.heard_ms > 0)
        house.here.reception.drain()
        assert await running == 1012
        await until(lambda: house.here.reception.empty)
        assert not house.there.reception.draining
    assert house.here.record().status == "live"
    assert house.here.calls.checkpoint(house.here.business.id, CallId(f"CA{1:032}")) is not None
