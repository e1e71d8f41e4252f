"""What a switchboard promises: who takes calls, and never more calls than there are slots."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from receptionist.adapters.dynamodb.switchboard import DynamoSwitchboard
from receptionist.adapters.memory.switchboard import MemorySwitchboard
from receptionist.adapters.sqlite.switchboard import SqliteSwitchboard
from receptionist.ids import CallId
from receptionist.ports import Handler, Switchboard
from tests.contracts.backends import REGION, Backend
from tests.fakes.racing import at_once
from tests.fakes.records import NOON

SOON = NOON + timedelta(seconds=20)
HANDLER = Handler("one", "ws://10.20.1.7:8080/media", slots=8, taken=3, until=SOON)


@pytest.fixture
def board(backend: Backend) -> Switchboard:
    if backend.database:
        return SqliteSwitchboard(backend.database)
    if backend.table:
        return DynamoSwitchboard(backend.table, REGION)
    return MemorySwitchboard()


def call(number: int) -> CallId:
    return CallId(f"CA{number:032}")


def test_whoever_announces_itself_is_known_until_it_says_nothing_more(board: Switchboard) -> None:
    board.announce(HANDLER)
    assert board.handlers(NOON) == [HANDLER]
    assert board.handlers(SOON) == []
    later = replace(HANDLER, taken=5, until=SOON + timedelta(seconds=2))
    board.announce(later)
    board.announce(replace(HANDLER, id="two"))
    assert sorted(board.handlers(NOON), key=lambda one: one.id) == [later, replace(HANDLER, id="two")]
    assert board.handlers(SOON) == [later]


def test_whoever_withdraws_is_known_no_more(board: Switchboard) -> None:
    board.announce(HANDLER)
    for _ in range(2):
        board.withdraw("one")
    assert board.handlers(NOON) == []


def test_a_book_has_so_many_slots_and_no_more(board: Switchboard) -> None:
    assert [board.reserve("one", call(n), 2, NOON, SOON) for n in range(4)] == [True, True, False, False]
    assert board.reserve("two", call(2), 2, NOON, SOON), "another book is another's"
    assert not board.reserve("none", call(0), 0, NOON, SOON)


def test_who_has_a_slot_keeps_it_however_often_it_is_asked_for(board: Switchboard) -> None:
    assert all(board.reserve("one", call(0), 1, NOON, SOON) for _ in range(3))
    assert not board.reserve("one", call(1), 1, NOON, SOON)


def test_a_slot_given_back_is_free(board: Switchboard) -> None:
    board.reserve("one", call(0), 1, NOON, SOON)
    assert not board.free("one", call(7))
    assert board.free("one", call(0))
    assert not board.free("one", call(0))
    assert not board.free("never begun", call(0))
    assert board.reserve("one", call(1), 1, NOON, SOON)


def test_a_slot_whose_time_is_over_is_free(board: Switchboard) -> None:
    for n in range(3):
        board.reserve("one", call(n), 3, NOON, SOON)
    board.reserve("one", call(2), 3, NOON, SOON + timedelta(seconds=10))
    taken = [board.reserve("one", call(n), 3, SOON, SOON + timedelta(seconds=20)) for n in (3, 4, 5)]
    assert taken == [True, True, False]
    assert not board.reserve("one", call(6), 3, SOON, SOON + timedelta(seconds=20))


def test_calls_that_are_there_have_a_slot_whether_there_was_one_or_not(board: Switchboard) -> None:
    there = [call(n) for n in range(120)]
    board.keep("one", there, NOON, SOON)
    assert not board.reserve("one", call(500), 120, NOON, SOON)
    assert board.reserve("one", call(500), 121, NOON, SOON)
    board.keep("one", [], NOON, SOON)
    later = SOON + timedelta(seconds=10)
    board.keep("one", [call(0)], SOON - timedelta(seconds=1), later)
    assert [board.reserve("one", call(n), 2, SOON, later) for n in (600, 601)] == [True, False]


def test_of_thirty_who_ask_at_once_as_many_get_a_slot_as_there_are(board: Switchboard) -> None:
    given = at_once(lambda n: board.reserve("one", call(n), 7, NOON, SOON), threads=30)
    assert given.count(True) == 7
    again = at_once(lambda n: board.reserve("one", call(100 + n), 7, SOON, SOON + timedelta(seconds=9)), threads=30)
    assert again.count(True) == 7, "those whose time is over made room once, not once for each who asked"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["reserve", "free", "wait"]), st.integers(0, 6), st.integers(1, 4)), max_size=25)
)
def test_whatever_comes_there_are_never_more_calls_than_slots(steps: list[tuple[str, int, int]]) -> None:
    board, now, known = MemorySwitchboard(), NOON, dict[int, object]()
    for act, number, seconds in steps:
        until = now + timedelta(seconds=seconds)
        if act == "wait":
            now = until
        elif act == "free":
            board.free("one", call(number))
            known.pop(number, None)
        elif board.reserve("one", call(number), 3, now, until):
            known[number] = until
        known = {number: over for number, over in known.items() if over > now}  # type: ignore[operator]
        assert len(known) <= 3


def test_regions_do_not_share_slots(backend: Backend) -> None:
    if backend.table is None:
        return
    here, there = DynamoSwitchboard(backend.table, "us-east-1"), DynamoSwitchboard(backend.table, "eu-west-1")
    here.announce(HANDLER)
    assert there.handlers(NOON) == []
    assert here.reserve("one", call(0), 1, NOON, SOON)
    assert there.reserve("one", call(1), 1, NOON, SOON)
