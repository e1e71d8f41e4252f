"""Threads that are there before they are needed."""

import asyncio
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import uvloop

from stream_handler.threads import MOST_STARTED, SWITCH_S, give_way, one_at_a_time, started


def running(name: str) -> int:
    return sum(thread.name.startswith(name) for thread in threading.enumerate())


def test_all_of_a_small_house_run_before_anybody_asks() -> None:
    with started(5, "few"):
        assert running("few") == 5
    assert running("few") == 0


def test_a_large_one_begins_with_some_and_gets_the_others_when_it_needs_them() -> None:
    with started(MOST_STARTED + 8, "many") as executor:
        assert running("many") == MOST_STARTED
        together = threading.Barrier(MOST_STARTED + 8, timeout=5)
        jobs = [executor.submit(together.wait) for _ in range(MOST_STARTED + 8)]
        assert sorted(job.result() for job in jobs) == list(range(MOST_STARTED + 8))


def test_who_reckons_does_so_after_another_and_an_error_ends_their_turn() -> None:
    inside, most = [0], [0]

    @one_at_a_time
    def reckon(number: int) -> int:
        inside[0] += 1
        most[0] = max(most[0], inside[0])
        time.sleep(0.005)
        inside[0] -= 1
        return 1 // number

    with ThreadPoolExecutor(4) as pool:
        failing = pool.submit(reckon, 0)
        assert list(pool.map(reckon, [1] * 8)) == [1] * 8
        with pytest.raises(ZeroDivisionError):
            failing.result()
    assert most == [1]


def turns_beside_a_busy_thread() -> int:
    """Of a loop that looks at its sockets in each, in a fifth of a second."""
    over = threading.Event()

    def reckon() -> None:
        while not over.is_set():
            sum(range(100))

    async def turn() -> int:
        loop, turns = asyncio.get_running_loop(), 0
        ours, theirs = socket.socketpair()
        with ours, theirs:
            ours.setblocking(False)
            until = time.monotonic() + 0.2
            while time.monotonic() < until:
                loop.call_later(0.001, theirs.send, b"x")
                await loop.sock_recv(ours, 1)
                turns += 1
        return turns

    busy = threading.Thread(target=reckon)
    busy.start()
    try:
        return uvloop.run(turn())
    finally:
        over.set()
        busy.join()


def test_a_loop_gets_on_beside_a_thread_that_reckons() -> None:
    before, usual = sys.getswitchinterval(), turns_beside_a_busy_thread()
    try:
        give_way()
        assert sys.getswitchinterval() == pytest.approx(SWITCH_S)
        assert turns_beside_a_busy_thread() > 2 * usual
    finally:
        sys.setswitchinterval(before)
