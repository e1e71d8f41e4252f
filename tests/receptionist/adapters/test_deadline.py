"""A vendor is not blamed for our own loop."""

import asyncio
import socket
import time
from collections.abc import Callable

import pytest
import uvloop

from receptionist.adapters.deadline import Deadline


def test_it_ends_in_time_and_not_at_all_before_it_has_begun() -> None:
    async def waits() -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        with pytest.raises(TimeoutError):
            async with Deadline(0.05):
                await asyncio.sleep(1)
        assert loop.time() - began < 0.5
        async with Deadline() as limit:
            await asyncio.sleep(0.05)
            assert not limit.begun
            limit.begin(5.0)
            assert limit.begun
        with pytest.raises(ValueError, match="ours"):
            async with Deadline(5.0):
                raise ValueError("ours")

    uvloop.run(waits())


def test_cancelling_is_no_timeout() -> None:
    async def waits() -> None:
        async with Deadline(5.0):
            await asyncio.sleep(5)

    async def cancelled() -> None:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(waits())
            await asyncio.sleep(0.01)
            task.cancel()
        assert task.cancelled()

    uvloop.run(cancelled())


async def answered(within: Callable[[float], Deadline | asyncio.Timeout]) -> bytes:
    """An answer comes in time, while our loop stands still for longer than it may take."""
    loop = asyncio.get_running_loop()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        ours.setblocking(False)
        loop.call_later(0.02, stands_still, theirs)
        async with within(0.1):
            return await loop.sock_recv(ours, 100)


def stands_still(theirs: socket.socket) -> None:
    theirs.send(b"answer")
    time.sleep(0.2)


def test_what_came_while_the_loop_stood_still_has_come() -> None:
    assert uvloop.run(answered(Deadline)) == b"answer"
    with pytest.raises(TimeoutError):
        uvloop.run(answered(asyncio.timeout))


def test_a_loop_that_is_held_up_again_and_again_does_not_make_it_last_for_ever() -> None:
    async def held_up() -> float:
        loop, over = asyncio.get_running_loop(), False

        def hold() -> None:
            time.sleep(0.1)
            if not over:
                loop.call_later(0.001, hold)

        loop.call_soon(hold)
        began = loop.time()
        try:
            async with Deadline(0.3):
                await asyncio.sleep(10)
        except TimeoutError:
            return loop.time() - began
        finally:
            over = True
        return 0.0

    assert 0.3 <= uvloop.run(held_up()) < 1.5
