"""Handlers look after each other's calls, and say at once when a line of their own falls silent."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.calls.record import CallRecord
from receptionist.errors import StoreUnavailable, VendorUnavailable
from stream_handler.lookout import Lookout
from tests.stream_handler.stage import CALLER, AtOnce, Stage, Telephone


class Rescuer:
    """Remembers when it was asked; may be down."""

    def __init__(self) -> None:
        self.asked_at: list[float] = []
        self.down = False

    def __call__(self) -> None:
        self.asked_at.append(asyncio.get_running_loop().time())
        if self.down:
            raise VendorUnavailable("down")


def a_lost_call(stage: Stage) -> None:
    call = stage.written_down(7)
    stage.calls.begin(CallRecord(call, stage.business.id, CALLER, stage.business.default_number(), stage.clock()))
    stage.calls.take(stage.business.id, call, until=stage.clock() + timedelta(seconds=2.5))


@asynccontextmanager
async def looking(stage: Stage, rescuer: Rescuer, *, calls: Any = None, **told: Any) -> AsyncIterator[None]:
    lookout = Lookout(calls or stage.calls, rescuer, clock=stage.clock, executor=AtOnce(), **told)
    task = asyncio.get_running_loop().create_task(lookout.run())
    yield
    task.cancel()


async def test_a_call_whose_handler_fell_silent_is_reported_within_a_second() -> None:
    stage, rescuer = Stage(), Rescuer()
    a_lost_call(stage)
    async with looking(stage, rescuer):
        await asyncio.sleep(2.4)
        assert rescuer.asked_at == []
        await asyncio.sleep(1.1)
        assert len(rescuer.asked_at) == 1


async def test_whoever_is_not_in_turn_asks_nobody() -> None:
    stage, rescuer = Stage(), Rescuer()
    a_lost_call(stage)
    async with looking(stage, rescuer, in_turn=lambda: False):
        await asyncio.sleep(10)
    assert rescuer.asked_at == []


async def test_a_store_or_a_rescuer_that_is_away_is_asked_again() -> None:
    stage, rescuer = Stage(), Rescuer()
    a_lost_call(stage)

    class Away(MemoryCallStore):
        down = True

        def lost(self, *args: Any, **kwargs: Any) -> list[CallRecord]:
            if self.down:
                raise StoreUnavailable("away")
            return stage.calls.lost(*args, **kwargs)

    calls = Away()
    rescuer.down = True
    async with looking(stage, rescuer, calls=calls):
        await asyncio.sleep(4.5)
        assert rescuer.asked_at == []
        calls.down = False
        await asyncio.sleep(2.0)
        assert len(rescuer.asked_at) == 2


def silent(phone: Telephone, then: Callable[[], object]) -> asyncio.Task[None]:
    async def wait() -> None:
        while phone.closed is None:  # noqa: ASYNC110 - virtual time
            await asyncio.sleep(0.01)
        then()

    return asyncio.get_running_loop().create_task(wait())


async def test_a_line_that_falls_silent_is_reported_before_its_socket_is_closed() -> None:
    stage, rescuer = Stage(), Rescuer()
    stage.reception.lookout = Lookout(stage.calls, rescuer, clock=stage.clock, executor=AtOnce())
    lost: list[CallRecord] = []
    async with stage.ringing() as phone:
        await phone.until_said()
        closing = silent(phone, lambda: lost.extend(stage.calls.lost(stage.clock())))
        last = stage.now
        await closing
    (asked_at,) = rescuer.asked_at
    assert 3.5 <= asked_at - last <= 3.8
    assert [one.call for one in lost] == [stage.record().call]


async def test_a_socket_that_ends_is_the_carrier_s_own_to_notice_for_a_second() -> None:
    stage, rescuer = Stage(), Rescuer()
    stage.reception.lookout = Lookout(stage.calls, rescuer, clock=stage.clock, executor=AtOnce())
    async with stage.ringing() as phone:
        await phone.until_said()
        phone.cut()
    assert rescuer.asked_at == []
    assert stage.calls.lost(stage.clock()) == []
    assert len(stage.calls.lost(stage.clock() + timedelta(seconds=1.1))) == 1


async def test_a_rescuer_that_hangs_holds_no_call_for_long() -> None:
    stage, rescuer, hanging = Stage(), Rescuer(), AtOnce()
    hanging.hanging = True
    stage.reception.lookout = Lookout(stage.calls, rescuer, clock=stage.clock, executor=hanging)
    async with stage.ringing() as phone:
        await phone.until_said()
        last = stage.now
        await silent(phone, lambda: None)
    assert stage.now - last < 7
