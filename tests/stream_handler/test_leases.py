"""Leases of many calls, renewed together."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any, cast

import pytest

from receptionist.calls.record import Lease
from receptionist.errors import Fenced, StoreUnavailable
from receptionist.ids import BusinessId, CallId
from receptionist.ports import CallStore
from stream_handler.leases import Held, Leases
from tests.fakes.records import NOON

LEASE_S = 3.0


def on_a_clock(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    """Threads take real time, which the virtual one of this folder's tests runs ahead of."""

    def run() -> None:
        asyncio.run(test())

    run.__name__ = test.__name__
    return run


class Store:
    """Counts what is asked of it; may hang, fail, or know later epochs."""

    def __init__(self) -> None:
        self.asked: list[list[Lease]] = []
        self.later: set[CallId] = set()
        self.down = False
        self.moves = threading.Event()
        self.moves.set()
        self.until: dict[CallId, datetime] = {}

    def renew_all(self, leases: Sequence[Lease]) -> frozenset[CallId]:
        asked = list(leases)
        self.asked.append(asked)
        assert self.moves.wait(5)
        if self.down:
            raise StoreUnavailable("down")
        self.until |= {lease.call: lease.until for lease in asked}
        return frozenset(lease.call for lease in asked if lease.call in self.later)


def a_lease(number: int) -> Held:
    return Held(Lease(BusinessId("restaurant"), CallId(f"CA{number}"), 1, NOON), NOON)


def leases_at(store: Store, executor: ThreadPoolExecutor, clock: Any = lambda: NOON) -> Leases:
    return Leases(cast(CallStore, store), executor, clock)


@on_a_clock
async def test_all_calls_that_are_due_are_renewed_by_one_write() -> None:
    store, held = Store(), [a_lease(number) for number in range(50)]
    with ThreadPoolExecutor(4) as executor:
        leases = leases_at(store, executor)
        with ExitStack() as stack:
            for one in held:
                stack.enter_context(leases.holding(one))
            await asyncio.gather(*(leases.renewed(one, LEASE_S, 1.0) for one in held))
    assert [len(asked) for asked in store.asked] == [50]
    assert set(store.until.values()) == {NOON + timedelta(seconds=LEASE_S)}


@on_a_clock
async def test_only_the_call_that_another_handler_has_is_told_so() -> None:
    store, held = Store(), [a_lease(number) for number in range(3)]
    store.later = {CallId("CA1")}
    with ThreadPoolExecutor(4) as executor:
        leases = leases_at(store, executor)
        with leases.holding(held[0]), leases.holding(held[1]), leases.holding(held[2]):
            told = await asyncio.gather(*(leases.renewed(one, LEASE_S, 1.0) for one in held), return_exceptions=True)
    assert [type(one) for one in told] == [type(None), Fenced, type(None)]


@on_a_clock
async def test_a_call_that_is_over_is_renewed_no_longer() -> None:
    store, held = Store(), [a_lease(0), a_lease(1)]
    with ThreadPoolExecutor(4) as executor:
        leases = leases_at(store, executor)
        with leases.holding(held[0]):
            with leases.holding(held[1]):
                pass
            await leases.renewed(held[0], LEASE_S, 1.0)
    assert [[lease.call for lease in asked] for asked in store.asked] == [["CA0"]]


@on_a_clock
async def test_a_store_that_is_down_is_told_to_everybody_and_asked_again() -> None:
    store, held = Store(), [a_lease(0), a_lease(1)]
    store.down = True
    with ThreadPoolExecutor(4) as executor:
        leases = leases_at(store, executor)
        with leases.holding(held[0]), leases.holding(held[1]):
            told = await asyncio.gather(*(leases.renewed(one, LEASE_S, 1.0) for one in held), return_exceptions=True)
            assert [type(one) for one in told] == [StoreUnavailable, StoreUnavailable]
            store.down = False
            await leases.renewed(held[0], LEASE_S, 1.0)
    assert len(store.until) == 2


@on_a_clock
async def test_one_that_hangs_keeps_nobody_waiting_and_shortens_nothing_when_it_moves_at_last() -> None:
    store, held, now = Store(), a_lease(0), [NOON]
    with ThreadPoolExecutor(4) as executor:
        leases = leases_at(store, executor, lambda: now[0])
        with leases.holding(held):
            store.moves.clear()
            with pytest.raises(StoreUnavailable):
                await leases.renewed(held, LEASE_S, 0.05)
            now[0] = NOON + timedelta(seconds=60)
            async with asyncio.TaskGroup() as group:
                group.create_task(leases.renewed(held, LEASE_S, 1.0))
                await asyncio.sleep(0.05)
                store.moves.set()
    assert store.until[CallId("CA0")] == NOON + timedelta(seconds=60 + LEASE_S)


@on_a_clock
async def test_whoever_asked_first_may_go_without_harm_to_the_others() -> None:
    store, held = Store(), [a_lease(0), a_lease(1)]
    with ThreadPoolExecutor(4) as executor:
        leases = leases_at(store, executor)
        with leases.holding(held[0]), leases.holding(held[1]):
            store.moves.clear()
            async with asyncio.TaskGroup() as group:
                first = group.create_task(leases.renewed(held[0], LEASE_S, 1.0))
                group.create_task(leases.renewed(held[1], LEASE_S, 1.0))
                await asyncio.sleep(0.02)
                first.cancel()
                store.moves.set()
    assert len(store.asked) == 1


@on_a_clock
async def test_a_lease_that_had_run_out_before_it_was_renewed_is_remembered_as_such() -> None:
    times = iter([NOON, NOON + timedelta(seconds=1), NOON + timedelta(minutes=2)])
    store, one = Store(), a_lease(1)
    with ThreadPoolExecutor(1) as executor:
        leases = leases_at(store, executor, lambda: next(times))
        with leases.holding(one):
            for _ in range(2):
                await leases.renewed(one, LEASE_S, 1.0)
            assert one.lapsed_at is None
            await leases.renewed(one, LEASE_S, 1.0)
    assert one.lapsed_at == NOON + timedelta(minutes=2)
    assert one.kept_until == NOON + timedelta(minutes=2, seconds=LEASE_S)


@on_a_clock
async def test_a_renewal_that_was_not_written_keeps_nothing() -> None:
    store, one = Store(), a_lease(1)
    store.down = True
    with ThreadPoolExecutor(1) as executor:
        leases = leases_at(store, executor)
        with leases.holding(one), pytest.raises(StoreUnavailable):
            await leases.renewed(one, LEASE_S, 1.0)
    one.look(NOON + timedelta(seconds=1))
    assert one.lapsed_at == NOON + timedelta(seconds=1)
