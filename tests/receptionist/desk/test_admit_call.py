"""Who finds a slot, and who waits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.adapters.memory.switchboard import MemorySwitchboard
from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.desk.admit_call import RESERVED, Admitted, NoRoom, admit_call, release_call, slot_to_go_on
from receptionist.errors import StoreUnavailable
from receptionist.ids import CallId
from receptionist.ports import Handler
from tests.fakes.racing import at_once
from tests.fakes.records import NOON

RESTAURANT = load_business(Path(__file__).parents[3] / "local" / "businesses" / "restaurant.yaml")
LATER = NOON + timedelta(hours=1)


def call(number: int) -> CallId:
    return CallId(f"CA{number:032}")


def board_of(*slots: int) -> MemorySwitchboard:
    board = MemorySwitchboard()
    for number, most in enumerate(slots):
        board.announce(Handler(f"h{number}", f"ws://10.0.0.{number}:8080/media", most, 0, LATER))
    return board


def limited(at_once: int) -> Business:
    limits = RESTAURANT.limits.model_copy(update={"calls_at_once": at_once})
    return RESTAURANT.model_copy(update={"limits": limits})


def admitted(board: MemorySwitchboard, number: int, now: datetime = NOON, business: Business = RESTAURANT) -> bool:
    return isinstance(admit_call(board, business, call(number), now), Admitted)


def test_where_nothing_is_counted_everybody_is_let_in() -> None:
    assert admit_call(None, RESTAURANT, call(1), NOON) == Admitted("")
    assert admit_call(MemorySwitchboard(), RESTAURANT, call(1), NOON) == Admitted(""), "handlers of an older release"


def test_there_is_a_slot_at_some_handler_or_none() -> None:
    board = board_of(2, 1)
    found = [admit_call(board, RESTAURANT, call(n), NOON) for n in range(4)]
    assert sorted(one.handler for one in found if isinstance(one, Admitted)) == ["h0", "h0", "h1"]
    assert found[3] == NoRoom("handlers")
    assert slot_to_go_on(board, call(9), NOON) == "", "a call that goes on is not turned away"


def test_a_stream_that_never_came_gives_its_slot_back_by_itself() -> None:
    board = board_of(1)
    assert admitted(board, 1)
    assert not admitted(board, 2, NOON + RESERVED - timedelta(seconds=1))
    assert admitted(board, 2, NOON + RESERVED)


def test_a_webhook_that_comes_again_takes_no_second_slot() -> None:
    board = board_of(2)
    assert all(admitted(board, 1) for _ in range(5))
    assert admitted(board, 2)


def test_a_handler_that_is_gone_has_no_slots() -> None:
    board = board_of(1, 1)
    board.withdraw("h0")
    assert [admitted(board, n) for n in range(2)] == [True, False]


def test_a_business_has_no_more_calls_at_once_than_it_wants() -> None:
    board, shop = board_of(50), limited(3)
    assert [admitted(board, n, business=shop) for n in range(5)] == [True, True, True, False, False]
    assert admit_call(board, shop, call(9), NOON) == NoRoom("business")
    assert admitted(board, 10), "another business is not kept waiting by it"
    release_call(board, shop, call(1))
    release_call(board, shop, call(1))
    assert [admitted(board, n, business=shop) for n in (5, 6)] == [True, False]


def test_a_limit_of_all_counts_every_business_in_as_many_books_as_it_needs() -> None:
    board = board_of(400)
    found = [admit_call(board, RESTAURANT, call(n), NOON, most_in_all=250) for n in range(260)]
    assert sum(isinstance(one, Admitted) for one in found) == 250
    assert {one.why for one in found if isinstance(one, NoRoom)} == {"all"}
    release_call(board, RESTAURANT, call(7), most_in_all=250)
    assert isinstance(admit_call(board, RESTAURANT, call(900), NOON, most_in_all=250), Admitted)


@pytest.mark.parametrize("where", ["handlers", "reserve"])
def test_with_the_store_away_nobody_is_turned_away(where: str) -> None:
    class Away(MemorySwitchboard):
        def handlers(self, now: datetime) -> list[Handler]:
            if where == "handlers":
                raise StoreUnavailable("away")
            return [Handler("h0", "", 1, 0, LATER)]

        def reserve(self, book: str, call: CallId, most: int, now: datetime, until: datetime) -> bool:
            raise StoreUnavailable("away")

        def keep(self, book: str, calls: Sequence[CallId], now: datetime, until: datetime) -> None:
            raise StoreUnavailable("away")

        def free(self, book: str, call: CallId) -> bool:
            raise StoreUnavailable("away")

    assert admit_call(Away(), RESTAURANT, call(1), NOON) == Admitted("")
    assert admit_call(Away(), limited(1), call(1), NOON) == Admitted("")
    assert slot_to_go_on(Away(), call(1), NOON) == ""
    release_call(Away(), limited(1), call(1))


def test_of_a_crowd_that_rings_at_once_as_many_are_let_in_as_there_are_slots() -> None:
    board = board_of(8, 8, 5)
    let_in = at_once(lambda n: admitted(board, n), threads=60)
    assert let_in.count(True) == 21


@settings(max_examples=40, deadline=None)
@given(
    slots=st.lists(st.integers(0, 4), min_size=1, max_size=4),
    most=st.integers(1, 9),
    crowd=st.integers(1, 14),
    most_in_all=st.none() | st.integers(1, 9),
)
def test_however_many_ring_at_once_no_limit_is_passed_and_no_slot_is_left_free(
    slots: list[int], most: int, crowd: int, most_in_all: int | None
) -> None:
    board = board_of(*slots)
    answers = at_once(lambda n: admit_call(board, limited(most), call(n), NOON, most_in_all=most_in_all), threads=crowd)
    let_in = [one for one in answers if isinstance(one, Admitted)]
    if any(slots):
        assert len(let_in) <= min(sum(slots), most, most_in_all or most)
        per_handler = [sum(one.handler == f"h{n}" for one in let_in) for n in range(len(slots))]
        assert all(taken <= of for taken, of in zip(per_handler, slots, strict=True))
        assert len(let_in) == min(crowd, sum(slots), most, most_in_all or most)
