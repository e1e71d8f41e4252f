"""Where a core goes, as the profile of the live call tells it."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from benchmarks.core_shares import LOOP, OTHER, Sampler, area_of, clocks, table

AT_WORK = "benchmarks/test_core_shares.py:work"


def work(seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass


def burn(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def test_who_works_is_told_and_who_waits_is_not() -> None:
    async def serve() -> None:
        work(0.3)
        await asyncio.sleep(0.3)

    sampler, began = Sampler(Random(7)), time.monotonic()
    sampler.begin()
    asyncio.run(serve())
    sampler.end()
    each = (time.monotonic() - began) / sampler.looks
    assert sampler.functions[AT_WORK] * each == pytest.approx(0.3, abs=0.1)
    assert sampler.areas[OTHER] * each < 0.42, "the other half of the time nobody worked"


def test_a_voice_and_the_frames_of_a_line_are_told_apart() -> None:
    run = ("/lib/asyncio/runners.py", "Runner.run")
    timeout = ("/lib/asyncio/timeouts.py", "Timeout.__aenter__")
    assert area_of([timeout, ("/x/stream_handler/mouth/speaker.py", "_moved_or"), run]) == "reply going out"
    assert area_of([("/x/stream_handler/carrier/media_stream.py", "Reader.read"), run]) == "frames coming in"
    assert area_of([("/x/stream_handler/carrier/media_stream.py", "Writer.media"), run]) == "reply going out"
    wire = ("/x/receptionist/adapters/wire.py", "Wire.send")
    assert area_of([wire, ("/x/receptionist/adapters/ears/line.py", "Line.sound"), run]) == "vendors' sockets"
    assert area_of([run]) == OTHER


def test_threads_are_counted_by_their_pool() -> None:
    before = clocks()
    with ThreadPoolExecutor(2, thread_name_prefix="minds") as pool:
        list(pool.map(burn, [0.1, 0.1]))
        used = clocks()["minds"] - before.get("minds", 0.0)
    assert used == pytest.approx(0.2, abs=0.05)


def test_the_table_is_of_one_core_and_what_is_left_of_the_thread_is_the_loop() -> None:
    sampler = Sampler(Random(7))
    sampler.looks, sampler.areas["Silero"], sampler.functions["a.py:b"] = 1000, 150, 120
    told = table(10.0, {"MainThread": 4.0, "minds": 1.0}, sampler)
    assert "10 s, 50.0 % of a core, 1000 looks" in told
    assert " 40.0 %  MainThread" in told
    assert f" 25.0 %  {LOOP}" in told
    assert " 12.0 %  a.py:b" in told
