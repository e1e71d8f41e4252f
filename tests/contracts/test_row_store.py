"""What every store of a business's small documents promises."""

from dataclasses import replace
from datetime import datetime

import pytest

from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.adapters.dynamodb.rows import DynamoRowStore
from receptionist.adapters.memory.bookings import MemoryBookingStore
from receptionist.adapters.memory.rows import MemoryRowStore
from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.ids import BusinessId
from receptionist.ports import BookChange, BookingStore, Conflict, Row, RowRemoval, RowStore
from tests.contracts.backends import Backend
from tests.fakes.racing import at_once
from tests.fakes.records import NOON, RESTAURANT, SALON, later


class Clock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def stores(backend: Backend, clock: Clock) -> tuple[RowStore, BookingStore]:
    if backend.database:
        return SqliteRowStore(backend.database, clock=clock), SqliteBookingStore(backend.database, clock=clock)
    if backend.table:
        return DynamoRowStore(backend.table, clock=clock), DynamoBookingStore(backend.table, clock=clock)
    rows = MemoryRowStore(clock)
    return rows, MemoryBookingStore(rows=rows)


@pytest.fixture
def store(stores: tuple[RowStore, BookingStore]) -> RowStore:
    return stores[0]


@pytest.fixture
def book(stores: tuple[RowStore, BookingStore]) -> BookingStore:
    return stores[1]


def a_row(id: str = "a", doc: str = "{}", **changes: object) -> Row:
    return replace(Row("note", id, doc), **changes)  # type: ignore[arg-type]


def put_all(store: RowStore, *ids: str, business: BusinessId = RESTAURANT) -> None:
    for id in ids:
        store.put(business, a_row(id))


def ids(rows: list[Row]) -> list[str]:
    return [row.id for row in rows]


def test_a_row_is_read_back_as_it_was_written_one_revision_on(store: RowStore) -> None:
    row = a_row(doc='{"said": "¡hola! ਸਤਿ"}', expires=later(60))
    kept = store.put(RESTAURANT, row)
    assert kept == replace(row, revision=1)
    assert store.get(RESTAURANT, "note", "a") == kept
    again = store.put(RESTAURANT, replace(kept, doc="[]", expires=None))
    assert store.get(RESTAURANT, "note", "a") == again == a_row(doc="[]", revision=2)


def test_only_the_revision_that_is_there_is_replaced_or_removed(store: RowStore) -> None:
    first = store.put(RESTAURANT, a_row())
    store.put(RESTAURANT, replace(first, doc="new"))
    for stale in (a_row(), first, replace(first, revision=9)):
        with pytest.raises(Conflict):
            store.put(RESTAURANT, stale)
        with pytest.raises(Conflict):
            store.remove(RESTAURANT, stale)
    with pytest.raises(Conflict):
        store.put(RESTAURANT, a_row("unknown", revision=1))
    assert store.get(RESTAURANT, "note", "a") == a_row(doc="new", revision=2)


def test_a_removed_row_is_gone_and_may_begin_anew(store: RowStore) -> None:
    store.remove(RESTAURANT, store.put(RESTAURANT, a_row()))
    assert store.get(RESTAURANT, "note", "a") is None
    store.remove(RESTAURANT, a_row("never there"))
    with pytest.raises(Conflict):
        store.remove(RESTAURANT, a_row(revision=1))
    assert store.put(RESTAURANT, a_row()).revision == 1


def test_a_row_that_has_expired_counts_as_not_there(store: RowStore, clock: Clock) -> None:
    passing = store.put(RESTAURANT, a_row(expires=later(60)))
    put_all(store, "b")
    clock.now = later(60)
    assert store.get(RESTAURANT, "note", "a") is None
    assert ids(store.list(RESTAURANT, "note")) == ["b"]
    with pytest.raises(Conflict):
        store.put(RESTAURANT, passing)
    assert store.put(RESTAURANT, a_row(doc="new")).revision == 1
    assert store.get(RESTAURANT, "note", "a") == a_row(doc="new", revision=1)


def test_of_many_who_write_a_row_at_once_one_wins(store: RowStore) -> None:
    def write(number: int) -> bool:
        try:
            store.put(RESTAURANT, a_row(doc=str(number)))
        except Conflict:
            return False
        return True

    won = at_once(write, threads=20)
    assert won.count(True) == 1
    assert store.get(RESTAURANT, "note", "a") == a_row(doc=str(won.index(True)), revision=1)


def test_a_list_is_in_the_order_of_ids_and_of_one_kind(store: RowStore) -> None:
    put_all(store, "b", "a/2", "é", "B", "a/10", "a#1", "a%", "+1415")
    store.put(RESTAURANT, Row("other", "a", "{}"))
    assert ids(store.list(RESTAURANT, "note")) == ["+1415", "B", "a#1", "a%", "a/10", "a/2", "b", "é"]
    assert ids(store.list(RESTAURANT, "note", begins="a/")) == ["a/10", "a/2"]
    assert ids(store.list(RESTAURANT, "note", after="a%")) == ["a/10", "a/2", "b", "é"]
    assert ids(store.list(RESTAURANT, "note", begins="a", after="a%", limit=1)) == ["a/10"]
    assert store.list(RESTAURANT, "note", begins="a", after="b") == []
    assert ids(store.list(RESTAURANT, "note", begins="a", after="B")) == ["a#1", "a%", "a/10", "a/2"]
    assert store.list(RESTAURANT, "note", begins="a_") == []


def test_a_list_with_a_limit_is_not_shortened_by_rows_that_expired(store: RowStore, clock: Clock) -> None:
    for number in range(6):
        store.put(RESTAURANT, a_row(f"a{number}", expires=later(60) if number < 4 else None))
    clock.now = later(61)
    assert ids(store.list(RESTAURANT, "note", limit=2)) == ["a4", "a5"]


@pytest.mark.parametrize("id", ["a#b", "a%23b", "salon#note", "x/y", "a' OR '1'='1"])
def test_no_id_or_kind_reaches_another_business(store: RowStore, id: str) -> None:
    mine = BusinessId("rest")
    for business, kind in ((mine, "aurant#note"), (BusinessId("rest#aurant"), "note"), (BusinessId("rest%23"), "note")):
        store.put(business, Row(kind, id, f"of {business}"))
        assert store.list(mine, "note") == []
        assert store.list(BusinessId("rest#"), "note") == []
    store.put(mine, Row("note", id, "mine"))
    assert [row.doc for row in store.list(mine, "note")] == ["mine"]
    assert store.get(SALON, "note", id) is None
    for part in id.split("#"):
        assert store.get(mine, "note", part) is None or part == id


def test_a_businesss_rows_are_nobody_elses(store: RowStore) -> None:
    kept = store.put(RESTAURANT, a_row())
    assert store.get(SALON, "note", "a") is None
    assert store.list(SALON, "note") == []
    with pytest.raises(Conflict):
        store.remove(SALON, kept)
    with pytest.raises(Conflict):
        store.put(SALON, kept)
    assert store.put(SALON, a_row()).revision == 1


def test_rows_of_a_change_are_written_together(store: RowStore, book: BookingStore) -> None:
    old = store.put(RESTAURANT, a_row("old"))
    book.commit(RESTAURANT, BookChange(rows=(a_row("new"), RowRemoval(old))))
    assert ids(store.list(RESTAURANT, "note")) == ["new"]


@pytest.mark.parametrize("removal", [False, True])
def test_one_row_that_moved_stops_the_whole_change(store: RowStore, book: BookingStore, removal: bool) -> None:
    moved = store.put(RESTAURANT, a_row("moved"))
    store.put(RESTAURANT, moved)
    change = BookChange(rows=(a_row("new"), RowRemoval(moved) if removal else moved))
    with pytest.raises(Conflict):
        book.commit(RESTAURANT, change)
    assert ids(store.list(RESTAURANT, "note")) == ["moved"]
