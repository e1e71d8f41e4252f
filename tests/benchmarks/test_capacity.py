"""The queueing simulation against what can be said without it."""

import pytest

from benchmarks.capacity import Fleet, Outcome, Policy, Traffic, main, simulate

PLENTY = Policy("plenty", 4.0)


def test_as_many_are_on_the_line_as_littles_law_says() -> None:
    steady = Traffic(calls=200, quiet=1.0, hours=2.0)
    found = simulate(steady, PLENTY, Fleet(60))
    filled = found.busy_seconds / (2.0 * 3600 - steady.mean_s)
    assert filled == pytest.approx(200, rel=0.08)


def test_nobody_waits_where_there_is_plenty_and_the_same_seed_gives_the_same() -> None:
    traffic = Traffic(calls=100, burst=50)
    once, again = (simulate(traffic, PLENTY, Fleet(60)) for _ in range(2))
    assert once == again
    assert (once.share_waiting(), once.turned_over) == (0.0, 0)


def test_who_finds_no_slot_in_time_is_put_through_and_nobody_is_lost() -> None:
    traffic = Traffic(calls=300)
    tight = simulate(traffic, PLENTY, Fleet(60, most=2))
    free = simulate(traffic, PLENTY, Fleet(60))
    assert tight.turned_over > 0
    assert tight.most_tasks == 2
    assert max(tight.waited_s) < 30
    assert tight.calls == pytest.approx(free.calls, rel=0.1)


def test_tasks_that_start_sooner_let_fewer_wait() -> None:
    traffic, policy = Traffic(calls=1_000, burst=200), Policy("lean", 0.2)
    slow, quick = (simulate(traffic, policy, Fleet(60, starts_s=starts)) for starts in (180, 10))
    assert quick.share_waiting() < slow.share_waiting()


def test_the_wait_of_the_slowest_counts_those_who_did_not_wait() -> None:
    found = Outcome(waited_s=[7, 3], served=100)
    assert (found.wait(50), found.wait(99), found.wait(100)) == (0.0, 3.0, 7.0)


def test_a_number_of_nothing_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--slots", "0"])
    assert ended.value.code == 2
    assert "at least 1" in capsys.readouterr().err
