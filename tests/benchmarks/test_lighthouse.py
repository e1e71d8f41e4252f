"""Of several runs of Lighthouse one is told; which one is not left to luck."""

from typing import Any

import pytest

from benchmarks.lighthouse import Given, Scored, middle, scored, slowdown_of


def report(speed: float, *, failed: tuple[str, ...] = ()) -> dict[str, Any]:
    timed = {
        "first-contentful-paint": 1200.4,
        "largest-contentful-paint": 2100.6,
        "total-blocking-time": 80.2,
        "cumulative-layout-shift": 0.0123,
        "total-byte-weight": 181_500,
    }
    audits: dict[str, Any] = {name: {"numericValue": value, "score": 1} for name, value in timed.items()}
    audits |= {name: {"score": 0} for name in failed} | {"label": {"score": 1}, "not-asked": {"score": None}}
    refs = [{"id": one} for one in (*failed, "label", "not-asked")]
    categories = {"performance": {"score": speed}, "accessibility": {"score": 1.0, "auditRefs": refs}}
    throttled = {"throttling": {"cpuSlowdownMultiplier": 2.72}}
    return {"audits": audits, "categories": categories, "configSettings": throttled}


def test_a_report_is_told_in_whole_milliseconds_and_kilobytes() -> None:
    assert scored("today", report(0.964, failed=("color-contrast",))) == Scored(
        page="today",
        performance=96,
        accessibility=100,
        first_paint_ms=1200,
        largest_paint_ms=2101,
        blocked_ms=80,
        shift=0.012,
        kilobytes=182,
        faults=("color-contrast",),
        slowdown=2.7,
    )


@pytest.mark.parametrize(
    ("speeds", "told"), [((0.9,), 90), ((0.9, 0.5, 0.99), 90), ((0.9, 0.7), 70), ((0.99, 0.6, 0.95, 0.8), 80)]
)
def test_of_several_runs_the_one_in_the_middle_is_told(speeds: tuple[float, ...], told: int) -> None:
    assert middle([scored("today", report(one)) for one in speeds]).performance == told


@pytest.mark.parametrize(("indexes", "slowdown"), [((1760.0,), 4.0), ((1100.0, 900.0, 1500.0), 2.5), ((300.0,), 1.0)])
def test_the_same_phone_is_played_on_fast_machines_and_slow_ones(indexes: tuple[float, ...], slowdown: float) -> None:
    assert slowdown_of(indexes) == slowdown


def test_whoever_gives_a_slowdown_gets_that_one() -> None:
    given = Given(desktop=False, times=3, slowdown=4.0, reports=None)
    assert given.slowness([880.0]) == ("--throttling.cpuSlowdownMultiplier=4.00",)
    assert Given(desktop=True, times=3, slowdown=None, reports=None).slowness([880.0]) == ("--preset=desktop",)
