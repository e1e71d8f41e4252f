"""What live state promises: in this process, through Valkey, and when Valkey is gone."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from receptionist.adapters.dynamodb.tokens import DynamoRedeemer
from receptionist.adapters.mailbox import Mailbox
from receptionist.adapters.memory.live import MemoryLiveState, MemoryRedeemer
from receptionist.adapters.sqlite.tokens import SqliteRedeemer
from receptionist.adapters.valkey.live import ValkeyLiveState
from receptionist.clock import Clock
from receptionist.errors import StoreUnavailable
from receptionist.ports import LiveState, Redeemer
from tests.contracts.backends import Backend
from tests.fakes.racing import at_once
from tests.fakes.records import NOON

FEED = "live:restaurant"


@pytest.fixture(params=["memory", "valkey"])
def live(request: pytest.FixtureRequest) -> Iterator[LiveState]:
    if request.param == "memory":
        yield MemoryLiveState()
        return
    live = ValkeyLiveState(request.getfixturevalue("valkey").url, MemoryRedeemer())
    yield live
    live.close()


class Away:
    """A redeemer whose table does not answer."""

    def redeem(self, token: str, seconds: float) -> bool:
        raise StoreUnavailable("away")


Connect = Callable[..., ValkeyLiveState]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Makes live states that are closed at the end."""
    made: list[ValkeyLiveState] = []

    def make(url: str, redeemer: Redeemer, **settings: Any) -> ValkeyLiveState:
        made.append(ValkeyLiveState(url, redeemer, **settings))
        return made[-1]

    yield make
    for live in made:
        live.close()


async def hear(messages: AsyncIterator[bytes], number: int) -> list[bytes]:
    async with asyncio.timeout(10):
        return [await anext(messages) for _ in range(number)]


def test_a_token_lets_in_once(live: LiveState) -> None:
    assert live.redeem("a", 60)
    assert not live.redeem("a", 60)
    assert live.redeem("b", 60)


def test_of_fifty_who_show_a_token_at_once_one_gets_in(live: LiveState) -> None:
    assert at_once(lambda _: live.redeem("a", 60), threads=50).count(True) == 1


def test_a_listener_hears_what_is_published_from_now_on_in_order(live: LiveState) -> None:
    async def listen() -> list[bytes]:
        live.publish(FEED, b"before")
        async with live.subscribe("live:other") as other:
            live.publish("live:other", b"past")
            assert await hear(other, 1) == [b"past"]
        async with live.subscribe(FEED) as messages:
            for number in range(300):
                live.publish(FEED, b"\x00\xff%d" % number)
            return await hear(messages, 300)

    assert asyncio.run(listen()) == [b"\x00\xff%d" % number for number in range(300)]


def test_a_listener_hears_its_own_channel_only(live: LiveState) -> None:
    async def listen() -> list[bytes]:
        async with live.subscribe(FEED) as messages:
            live.publish("live:salon", b"theirs")
            live.publish(FEED, b"ours")
            return await hear(messages, 1)

    assert asyncio.run(listen()) == [b"ours"]


def test_everybody_who_listens_hears_it(live: LiveState) -> None:
    async def listen() -> list[list[bytes]]:
        async with live.subscribe(FEED) as one, live.subscribe(FEED) as two:
            await asyncio.to_thread(live.publish, FEED, b"ring")
            return [await hear(one, 1), await hear(two, 1)]

    assert asyncio.run(listen()) == [[b"ring"], [b"ring"]]


def test_nothing_is_left_running_after_a_listener_leaves(live: LiveState) -> None:
    async def listen() -> int:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05), live.subscribe(FEED) as messages:
                await anext(messages)
        live.publish(FEED, b"nobody hears this")
        return len(asyncio.all_tasks())

    assert asyncio.run(listen()) == 1


def test_a_listener_too_slow_loses_the_oldest() -> None:
    async def listen() -> list[bytes]:
        mailbox = Mailbox(longest=3)
        for number in range(10):
            mailbox.put(b"%d" % number)
        return await hear(mailbox, 3)

    assert asyncio.run(listen()) == [b"7", b"8", b"9"]


def test_with_the_server_killed_tokens_are_still_used_once_and_nobody_waits(valkey: Any, connect: Connect) -> None:
    live = connect(valkey.url, MemoryRedeemer())
    assert live.redeem("shown before", 60)
    valkey.kill()
    begun = time.monotonic()
    live.publish(FEED, b"lost")
    assert not live.redeem("shown before", 60)
    assert live.redeem("shown after", 60)
    assert not live.redeem("shown after", 60)
    live.publish(FEED, b"lost too")
    assert time.monotonic() - begun < 1


def test_a_server_that_comes_back_empty_lets_no_replay_in(valkey: Any, connect: Connect) -> None:
    live = connect(valkey.url, MemoryRedeemer(), pause_s=0)
    assert live.redeem("a", 60)
    valkey.kill()
    assert live.redeem("b", 60)
    valkey.start()
    assert not live.redeem("a", 60)
    assert not live.redeem("b", 60)


def test_a_server_that_hangs_costs_one_wait_not_one_each_time(connect: Connect) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"redis://127.0.0.1:{mute.getsockname()[1]}"
        live = connect(url, MemoryRedeemer(), patience_s=0.2, pause_s=60)
        begun = time.monotonic()
        assert all(live.redeem(f"token {number}", 60) for number in range(20))
        assert not live.redeem("token 7", 60)
        assert time.monotonic() - begun < 1.5


def test_with_the_table_away_the_server_alone_decides(valkey: Any, connect: Connect) -> None:
    live = connect(valkey.url, Away())
    assert live.redeem("a", 60)
    assert not live.redeem("a", 60)


def test_with_both_away_nobody_is_let_in(valkey: Any, connect: Connect) -> None:
    live = connect(valkey.url, Away())
    valkey.kill()
    with pytest.raises(StoreUnavailable):
        live.redeem("a", 60)


def test_a_listener_hears_again_when_the_server_is_back(valkey: Any, connect: Connect) -> None:
    async def listen() -> bytes:
        live = connect(valkey.url, MemoryRedeemer(), pause_s=0.02)
        async with live.subscribe(FEED) as messages:
            valkey.kill()
            live.publish(FEED, b"lost")
            valkey.start()
            heard = asyncio.Event()

            async def knock() -> None:
                while not heard.is_set():
                    live.publish(FEED, b"back")
                    await asyncio.sleep(0.02)

            async with asyncio.TaskGroup() as group:
                group.create_task(knock())
                (message,) = await hear(messages, 1)
                heard.set()
            return message

    assert asyncio.run(listen()) == b"back"


def test_a_listener_may_come_before_the_server(valkey: Any, connect: Connect) -> None:
    async def listen() -> int:
        valkey.kill()
        live = connect(valkey.url, MemoryRedeemer())
        async with live.subscribe(FEED):
            return len(asyncio.all_tasks())

    assert asyncio.run(listen()) == 2


@pytest.fixture
def clock() -> Clock:
    return lambda: NOON


@pytest.fixture
def redeemer(backend: Backend, clock: Clock) -> Redeemer:
    if backend.database:
        return SqliteRedeemer(backend.database, clock=clock)
    if backend.table:
        return DynamoRedeemer(backend.table, clock=clock)
    return MemoryRedeemer(clock=clock)


def test_a_redeemed_token_is_remembered(redeemer: Redeemer) -> None:
    assert redeemer.redeem("a" * 500, 60)
    assert not redeemer.redeem("a" * 500, 60)
    assert redeemer.redeem("", 60)


def test_of_fifty_conditional_writes_of_a_token_one_goes_through(redeemer: Redeemer) -> None:
    assert at_once(lambda _: redeemer.redeem("a", 60), threads=50).count(True) == 1


def test_tokens_long_expired_are_forgotten_where_space_is_ours_to_free() -> None:
    now = NOON
    redeemer = MemoryRedeemer(clock=lambda: now)
    redeemer.redeem("a", 60)
    now += timedelta(seconds=59)
    assert not redeemer.redeem("a", 60)
    now += timedelta(seconds=2)
    assert redeemer.redeem("a", 60)
