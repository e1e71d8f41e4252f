"""What every store of errands promises."""

from dataclasses import replace
from datetime import date
from itertools import chain

import pytest

from receptionist.adapters.dynamodb.errands import DynamoErrandStore, errand_item, read_errand
from receptionist.adapters.dynamodb.table import Table
from receptionist.adapters.memory.errands import MemoryErrandStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.booking.model import Booking, Entry, Page, PageKey
from receptionist.desk.desk import Desk
from receptionist.ids import BookingId, BusinessId, ResourceId, ServiceId
from receptionist.ports import BookChange, Conflict, Errand, ErrandStore, Row
from receptionist.spans import Span
from tests.contracts.backends import Backend
from tests.contracts.visits import ANNA, at
from tests.fakes.racing import at_once
from tests.fakes.records import NOON, RESTAURANT, SALON, a_text, later

HOME = "eu-west-1"


@pytest.fixture
def store(backend: Backend) -> ErrandStore:
    if backend.database:
        return SqliteErrandStore(backend.database)
    if backend.table:
        return DynamoErrandStore(backend.table)
    return MemoryErrandStore()


def an_errand(id: str = "e1", **changes: object) -> Errand:
    errand = Errand(id, RESTAURANT, "reminder", NOON, HOME, '{"booking": "b1"}')
    return replace(errand, **changes)  # type: ignore[arg-type]


def ids(errands: list[Errand]) -> list[str]:
    return [errand.id for errand in errands]


def test_an_errand_is_read_back_as_it_was_added(store: ErrandStore) -> None:
    store.add(an_errand(doc='{"words": "ਧੰਨਵਾਦ, ¡adiós!"}'))
    assert store.get(RESTAURANT, "e1") == an_errand(doc='{"words": "ਧੰਨਵਾਦ, ¡adiós!"}')
    assert store.get(RESTAURANT, "e2") is None


def test_an_errand_added_twice_is_done_once(store: ErrandStore) -> None:
    store.add(an_errand())
    store.add(an_errand(doc="another", due=later(5)))
    (claimed,) = store.claim(HOME, NOON, later(30))
    store.add(an_errand())
    assert claimed == an_errand(attempts=1, lease_until=later(30))
    store.settle(claimed, "done")
    store.add(an_errand())
    assert store.claim(HOME, later(99), later(130)) == []
    assert store.get(RESTAURANT, "e1") == an_errand(status="done", attempts=1)


def test_an_errand_waits_for_its_time(store: ErrandStore) -> None:
    store.add(an_errand(due=later(10)))
    assert store.claim(HOME, later(9.999), later(60)) == []
    assert ids(store.claim(HOME, later(10), later(60))) == ["e1"]


def test_only_the_home_of_the_business_does_its_errands(store: ErrandStore) -> None:
    store.add(an_errand("here"))
    store.add(an_errand("one machine", home=""))
    store.add(an_errand("there", home="us-east-1"))
    store.add(an_errand("tricky", home=f"{HOME}#0"))
    assert ids(store.claim(HOME, NOON, later(30))) == ["here"]
    assert ids(store.claim("", NOON, later(30))) == ["one machine"]
    assert store.claim("us-east", NOON, later(30)) == []


def test_the_longest_due_comes_first_and_no_more_than_asked_for(store: ErrandStore) -> None:
    for number in range(6):
        store.add(an_errand(f"e{number}", due=later(-number)))
    assert ids(store.claim(HOME, NOON, later(30), limit=4)) == ["e5", "e4", "e3", "e2"]
    assert ids(store.claim(HOME, NOON, later(30), limit=4)) == ["e1", "e0"]


def test_no_errand_is_given_to_two_claimers(store: ErrandStore) -> None:
    for number in range(12):
        store.add(an_errand(f"e{number}"))
    taken = at_once(lambda _: store.claim(HOME, NOON, later(30), limit=3), threads=8)
    rest = [store.claim(HOME, NOON, later(30)) for _ in range(3)]
    given = ids(list(chain.from_iterable([*taken, *rest])))
    assert sorted(given) == sorted(f"e{number}" for number in range(12))


def test_an_errand_whose_lease_is_over_is_given_to_one_other(store: ErrandStore) -> None:
    store.add(an_errand())
    store.claim(HOME, NOON, later(30))
    assert store.claim(HOME, later(29), later(60)) == []
    taken = at_once(lambda _: store.claim(HOME, later(30), later(60)), threads=10)
    (again,) = chain.from_iterable(taken)
    assert (again.attempts, again.lease_until) == (2, later(60))


def test_who_lost_the_lease_settles_nothing(store: ErrandStore) -> None:
    store.add(an_errand())
    (slow,) = store.claim(HOME, NOON, later(30))
    (fast,) = store.claim(HOME, later(30), later(60))
    store.settle(slow, "done")
    store.settle(an_errand(), "dead")
    assert store.get(RESTAURANT, "e1") == fast
    store.settle(fast, "done")
    store.settle(fast, "waiting", due=later(1))
    assert store.get(RESTAURANT, "e1") == an_errand(status="done", attempts=2)
    store.settle(an_errand("unknown"), "done")
    assert store.get(RESTAURANT, "unknown") is None


def test_an_errand_that_failed_is_tried_again_at_its_time(store: ErrandStore) -> None:
    store.add(an_errand())
    (claimed,) = store.claim(HOME, NOON, later(30))
    store.settle(claimed, "waiting", due=later(300), error="no answer")
    assert store.get(RESTAURANT, "e1") == an_errand(due=later(300), attempts=1, error="no answer")
    assert store.claim(HOME, later(299), later(330)) == []
    (again,) = store.claim(HOME, later(300), later(330))
    assert again.attempts == 2


def test_a_dead_errand_can_be_revived_and_a_waiting_one_need_not(store: ErrandStore) -> None:
    store.add(an_errand())
    assert not store.revive(RESTAURANT, "e1", NOON)
    assert not store.revive(RESTAURANT, "e2", NOON)
    (claimed,) = store.claim(HOME, NOON, later(30))
    store.settle(claimed, "dead", error="gone")
    assert store.claim(HOME, later(99), later(130)) == []
    assert not store.revive(SALON, "e1", NOON)
    assert store.revive(RESTAURANT, "e1", later(100))
    assert store.get(RESTAURANT, "e1") == an_errand(due=later(100))
    (again,) = store.claim(HOME, later(100), later(130))
    assert again.attempts == 1


def test_errands_of_a_kind_are_listed_the_latest_due_first(store: ErrandStore) -> None:
    for number in range(5):
        store.add(an_errand(f"e{number}", due=later(-number)))
    store.add(an_errand("other kind", kind="webhook"))
    store.add(an_errand("other house", business=SALON))
    dead, done, again = store.claim(HOME, NOON, later(30), limit=3)
    store.settle(dead, "dead")
    store.settle(done, "done")
    store.settle(again, "waiting")
    assert ids(store.of_kind(RESTAURANT, "reminder")) == ["e0", "e1", "e2", "e3", "e4"]
    assert ids(store.of_kind(RESTAURANT, "reminder", limit=2)) == ["e0", "e1"]
    assert ids(store.of_kind(RESTAURANT, "reminder", status="dead")) == ["e4"]
    assert ids(store.of_kind(RESTAURANT, "reminder", status="done")) == ["e3"]
    assert ids(store.of_kind(RESTAURANT, "reminder", status="waiting", limit=2)) == ["e0", "e1"]
    assert store.of_kind(RESTAURANT, "remind") == []


def test_no_id_or_kind_reaches_another_business(store: ErrandStore) -> None:
    for business, id in (("rest", "aurant#e1"), ("rest#aurant", "e1"), ("rest%23aurant", "e1"), ("x/y", "e1")):
        store.add(an_errand(id, business=BusinessId(business), kind="a#b"))
        assert ids(store.of_kind(BusinessId(business), "a#b")) == [id]
        assert store.of_kind(BusinessId(f"{business}#a"), "b") == []
    assert store.get(RESTAURANT, "e1") is None
    assert len(store.claim(HOME, NOON, later(30))) == 4


def test_what_follows_a_booking_is_written_with_it_or_not_at_all(desk: Desk) -> None:
    """Two changes on the same page: of the one that came too late nothing is there."""
    page = Page(PageKey(ResourceId("t1"), date(2026, 11, 28)), 0, (Entry("b1", Span(at(12), at(13))),))
    desk.bookings.commit(RESTAURANT, _change("b1", page))
    with pytest.raises(Conflict):
        desk.bookings.commit(RESTAURANT, _change("b2", page))
    with pytest.raises(Conflict):
        desk.bookings.commit(RESTAURANT, replace(_change("b3", page), pages=(), rows=(Row("note", "b1", "{}"),)))
    assert desk.bookings.get(RESTAURANT, BookingId("b1")) is not None
    assert ids(desk.errands.of_kind(RESTAURANT, "reminder")) == ["b1"]
    assert [row.id for row in desk.rows.list(RESTAURANT, "note")] == ["b1"]
    assert [text.id for text in desk.messages.sent_to(RESTAURANT)] == ["b1"]
    for late in ("b2", "b3"):
        assert desk.bookings.get(RESTAURANT, BookingId(late)) is None


def _change(name: str, page: Page) -> BookChange:
    return BookChange(
        pages=(page,),
        booking=Booking(
            BookingId(name), name, RESTAURANT, ServiceId("table"), Span(at(12), at(13)), 2, (ResourceId("t1"),), ANNA
        ),
        messages=(a_text(name),),
        errands=(an_errand(name),),
        rows=(Row("note", name, "{}"),),
    )


def test_an_errand_that_is_over_is_forgotten_after_a_month(database: Database) -> None:
    """What it was about is somebody's visit. In the cloud the table's `ttl` does it."""
    store = SqliteErrandStore(database)
    for id, day in (("old", 0), ("waiting", 0), ("recent", 20), ("now", 31)):
        store.add(an_errand(id, due=later(day * 86400)))
    for errand in store.claim(HOME, later(32 * 86400), later(32 * 86400 + 30)):
        if errand.id != "waiting":
            store.settle(errand, "done")
    assert sorted(ids(store.of_kind(RESTAURANT, "reminder"))) == ["now", "recent", "waiting"]


@pytest.mark.aws
def test_the_table_deletes_what_is_over_and_keeps_what_waits(moto_table: Table) -> None:
    store = DynamoErrandStore(moto_table)
    store.add(an_errand())
    (claimed,) = store.claim(HOME, NOON, later(30))
    store.settle(claimed, "dead")
    item = moto_table.get("ERRAND#restaurant#e1", "ERRAND")
    assert item is not None
    assert item["ttl"] == int(later(30 * 86400).timestamp())
    store.revive(RESTAURANT, "e1", NOON)
    item = moto_table.get("ERRAND#restaurant#e1", "ERRAND")
    assert item is not None
    assert "ttl" not in item


def test_an_item_is_read_as_the_errand_it_was_written_from() -> None:
    errand = an_errand(attempts=3, lease_until=later(5), error="late", status="dead")
    assert read_errand(errand_item(errand)) == errand


def test_errands_are_forgotten_by_what_they_carry_in_whatever_state(store: ErrandStore) -> None:
    for number, doc in enumerate(("anna", "anna", "ben", "anna")):
        store.add(an_errand(f"e{number}", doc=f'{{"who": "{doc}"}}', due=later(number)))
    store.add(an_errand("e9", kind="news", doc='{"who": "anna"}'))
    store.add(an_errand("other", business=SALON, doc='{"who": "anna"}'))
    (first,) = [one for one in store.claim(HOME, NOON, later(30)) if one.id == "e0"]
    store.settle(first, "done")
    for gone in (3, 0):
        assert store.forget(RESTAURANT, "reminder", lambda errand: "anna" in errand.doc) == gone
    assert ids(store.of_kind(RESTAURANT, "reminder")) == ["e2"]
    assert store.get(RESTAURANT, "e9") is not None
    assert store.get(SALON, "other") is not None
    store.settle(first, "waiting", due=later(60))
    assert store.get(RESTAURANT, first.id) is None
