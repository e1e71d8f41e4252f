"""What has come due is done: once if it goes well, again if it does not, and never at the cost of another."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.news import news
from receptionist.desk.run_errands import LEASE, Duty, Ran, doubling, run_due, tell_news
from receptionist.errors import SlotTaken, VendorUnavailable
from receptionist.ports import Errand
from tests.fakes.front_office import SetClock, a_desk
from tests.fakes.visits import a_booking

WAITS = (timedelta(seconds=10), timedelta(minutes=1))


def no_jitter() -> float:
    return 0.0


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def desk(clock: SetClock) -> Desk:
    return a_desk(clock)


@pytest.fixture
def restaurant(desk: Desk) -> Business:
    found = desk.businesses.get(desk.businesses.all()[0].id)
    assert found is not None
    return found


def add(desk: Desk, business: Business, name: str, kind: str = "ring", home: str = "") -> None:
    desk.errands.add(Errand(name, business.id, kind, desk.clock(), home=home))


def status(desk: Desk, business: Business, name: str) -> str:
    errand = desk.errands.get(business.id, name)
    assert errand is not None
    return errand.status


def doing(act: Callable[[Errand], None]) -> Duty:
    return Duty(lambda desk, business, errand: act(errand), WAITS)


def fails(error: Exception) -> Duty:
    def act(errand: Errand) -> None:
        raise error

    return doing(act)


def run(desk: Desk, **duties: Duty) -> Ran:
    return run_due(desk, duties, jitter=no_jitter)


def test_what_is_due_is_done_once(desk: Desk, restaurant: Business) -> None:
    done: list[str] = []
    add(desk, restaurant, "a")
    ring = doing(lambda errand: done.append(errand.id))
    assert run(desk, ring=ring) == Ran(done=1)
    assert run(desk, ring=ring) == Ran()
    assert done == ["a"]


def test_what_fails_is_tried_again_after_longer_and_longer_waits_and_then_given_up(
    desk: Desk, clock: SetClock, restaurant: Business
) -> None:
    add(desk, restaurant, "a")
    down = fails(VendorUnavailable("down"))
    assert run(desk, ring=down) == Ran(later=1)
    clock.pass_(seconds=9)
    assert run(desk, ring=down) == Ran()
    clock.pass_(seconds=1)
    assert run(desk, ring=down) == Ran(later=1)
    clock.pass_(seconds=59)
    assert run(desk, ring=down) == Ran()
    clock.pass_(seconds=1)
    assert run(desk, ring=down) == Ran(dead=1)
    kept = desk.errands.get(restaurant.id, "a")
    assert kept is not None
    assert (kept.status, kept.error) == ("dead", "down")


def test_no_two_wait_equally_long(desk: Desk, clock: SetClock, restaurant: Business) -> None:
    add(desk, restaurant, "a")
    run_due(desk, {"ring": fails(VendorUnavailable("down"))}, jitter=lambda: 1.0)
    kept = desk.errands.get(restaurant.id, "a")
    assert kept is not None
    assert kept.due - clock() == timedelta(seconds=12.5)


def test_a_fault_in_one_leaves_the_others_alone(
    desk: Desk, restaurant: Business, caplog: pytest.LogCaptureFixture
) -> None:
    add(desk, restaurant, "1", "broken")
    add(desk, restaurant, "2", "of tomorrow")
    add(desk, restaurant, "3", "ring")
    done: list[str] = []
    ring = doing(lambda errand: done.append(errand.id))
    assert run(desk, broken=fails(ValueError("Anna, +14155550142")), ring=ring) == Ran(done=1, later=2)
    assert done == ["3"]
    assert "Anna" not in caplog.text
    broken = desk.errands.get(restaurant.id, "1")
    assert broken is not None
    assert broken.error.startswith("ValueError at test_run_errands.py:")


def test_a_no_is_not_asked_again(desk: Desk, restaurant: Business) -> None:
    add(desk, restaurant, "a")
    assert run(desk, ring=fails(SlotTaken("somebody has it"))) == Ran(dead=1)


def test_one_that_ends_its_process_each_time_is_given_up(desk: Desk, clock: SetClock, restaurant: Business) -> None:
    add(desk, restaurant, "a")
    done: list[str] = []
    for _ in range(len(WAITS) + 1):
        assert desk.errands.claim("", clock(), clock() + LEASE)
        clock.pass_(minutes=2)
    assert run(desk, ring=doing(lambda errand: done.append(errand.id))) == Ran(dead=1)
    assert done == []


def test_one_that_was_begun_and_not_settled_is_done_by_the_next(
    desk: Desk, clock: SetClock, restaurant: Business
) -> None:
    add(desk, restaurant, "a")
    desk.errands.claim("", clock(), clock() + LEASE)
    done: list[str] = []
    ring = doing(lambda errand: done.append(errand.id))
    assert run(desk, ring=ring) == Ran()
    clock.now += LEASE
    assert run(desk, ring=ring) == Ran(done=1)
    assert done == ["a"]


def test_one_whose_turn_comes_when_its_lease_is_over_is_left_to_whoever_has_it(
    desk: Desk, clock: SetClock, restaurant: Business
) -> None:
    add(desk, restaurant, "a")
    add(desk, restaurant, "b")
    done: list[str] = []

    def slow(errand: Errand) -> None:
        done.append(errand.id)
        clock.now += LEASE

    assert run(desk, ring=doing(slow)).later == 1
    assert done == ["a"]


def test_only_errands_of_this_region_are_done(desk: Desk, restaurant: Business) -> None:
    add(desk, restaurant, "a", home="eu-west-1")
    ring = doing(lambda errand: None)
    assert run(desk, ring=ring) == Ran()
    assert run(replace(desk, here="eu-west-1"), ring=ring) == Ran(done=1)


def test_an_errand_of_a_business_that_is_gone_is_given_up(desk: Desk, restaurant: Business) -> None:
    add(desk, restaurant.model_copy(update={"id": "gone"}), "a")
    assert run(desk, ring=doing(lambda errand: None)) == Ran(dead=1)


def test_several_runners_share_the_work(desk: Desk, restaurant: Business) -> None:
    for n in range(60):
        add(desk, restaurant, f"{n:02}")
    done: list[str] = []
    ring = doing(lambda errand: done.append(errand.id))
    with ThreadPoolExecutor(6) as runners:
        rounds = [runners.submit(run, desk, ring=ring) for _ in range(12)]
    assert sum(each.result().done for each in rounds) == 60
    assert sorted(done) == [f"{n:02}" for n in range(60)]


def test_news_is_followed_by_every_listener_once_though_one_of_them_fails(
    desk: Desk, clock: SetClock, restaurant: Business
) -> None:
    booking = a_booking(restaurant)
    desk.errands.add(news(desk, restaurant, "booking.confirmed", booking))
    down = [True]

    def follows(kind: str) -> Callable[..., list[Errand]]:
        def listener(desk: Desk, business: Business, news: object) -> list[Errand]:
            if kind == "second" and down:
                raise VendorUnavailable("down")
            return [Errand(f"{kind}:{booking.id}:1", business.id, kind, desk.clock())]

        return listener

    tell = Duty(tell_news([follows("first"), follows("second"), follows("third")]), WAITS)
    assert run_due(desk, {"news": tell}, jitter=no_jitter, limit=1) == Ran(later=1)
    heard = [len(desk.errands.of_kind(restaurant.id, kind)) for kind in ("first", "second", "third")]
    assert heard == [1, 0, 1]
    down.clear()
    clock.pass_(seconds=10)
    run_due(desk, {"news": tell}, jitter=no_jitter)
    assert status(desk, restaurant, f"news:{booking.id}:1") == "done"
    heard = [len(desk.errands.of_kind(restaurant.id, kind)) for kind in ("first", "second", "third")]
    assert heard == [1, 1, 1]


def test_waits_double_up_to_the_longest() -> None:
    assert doubling(timedelta(seconds=5), times=4, longest=timedelta(seconds=15)) == tuple(
        timedelta(seconds=s) for s in (5, 10, 15, 15)
    )
