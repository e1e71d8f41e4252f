"""Threads that are there before they are needed."""

import threading

from stream_handler.threads import MOST_STARTED, started


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
