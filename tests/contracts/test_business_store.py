"""What every store of businesses promises."""

import pytest

from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.business.definition import Location
from receptionist.business.versions import Imprint, digest_of
from receptionist.ids import LocationId, Phone
from receptionist.ports import BusinessStore, Conflict
from tests.contracts.backends import Backend
from tests.fakes.racing import at_once
from tests.fakes.records import DESK, NOON, RESTAURANT, SALON, a_business

SECOND = Phone("+14155550108")
SALON_DESK = Phone("+14155550102")


@pytest.fixture
def store(backend: Backend) -> BusinessStore:
    if backend.database:
        return SqliteBusinessStore(backend.database)
    if backend.table:
        return DynamoBusinessStore(backend.table)
    return MemoryBusinessStore()


def test_a_business_is_read_back_as_it_was_put(store: BusinessStore) -> None:
    kept = store.put(a_business(directions={"es": "Detrás del muelle", "pa": "ਘਾਟ ਦੇ ਪਿੱਛੇ"}))
    assert kept.version == 1
    assert store.get(RESTAURANT) == kept
    assert store.get(SALON) is None


def test_every_change_raises_the_version(store: BusinessStore) -> None:
    store.put(a_business())
    changed = store.put(a_business(name="Harbour Table & Bar"), expected_version=1)
    assert changed.version == 2
    assert store.get(RESTAURANT) == changed


def test_a_change_of_what_somebody_else_has_changed_is_refused(store: BusinessStore) -> None:
    store.put(a_business())
    store.put(a_business(name="Theirs"), expected_version=1)
    with pytest.raises(Conflict):
        store.put(a_business(name="Mine"), expected_version=1)
    kept = store.get(RESTAURANT)
    assert kept is not None
    assert kept.name == "Theirs"


def test_nothing_is_there_to_be_changed_before_the_first_put(store: BusinessStore) -> None:
    with pytest.raises(Conflict):
        store.put(a_business(), expected_version=1)
    assert store.put(a_business(), expected_version=0).version == 1


def test_one_of_twenty_who_change_the_same_version_wins(store: BusinessStore) -> None:
    store.put(a_business())

    def change(number: int) -> bool:
        try:
            store.put(a_business(name=f"Name {number}"), expected_version=1)
        except Conflict:
            return False
        return True

    assert at_once(change, threads=20).count(True) == 1


def test_the_number_called_tells_the_business(store: BusinessStore) -> None:
    store.put(a_business(numbers=(DESK, SECOND)))
    for number in (DESK, SECOND):
        found = store.by_number(number)
        assert found is not None
        assert found.id == RESTAURANT
    assert store.by_number(SALON_DESK) is None


def test_a_number_belongs_to_one_business(store: BusinessStore) -> None:
    store.put(a_business())
    with pytest.raises(Conflict):
        store.put(a_business(SALON, numbers=(SALON_DESK, DESK)))
    assert store.get(SALON) is None
    assert store.by_number(SALON_DESK) is None
    found = store.by_number(DESK)
    assert found is not None
    assert found.id == RESTAURANT


def test_of_two_businesses_that_claim_a_number_at_once_one_gets_it(store: BusinessStore) -> None:
    def claim(number: int) -> bool:
        try:
            store.put(a_business(type(SALON)(f"salon{number}"), numbers=(SALON_DESK,)))
        except Conflict:
            return False
        return True

    assert at_once(claim, threads=20).count(True) == 1
    assert len(store.all()) == 1


def test_a_number_given_up_is_free_for_another(store: BusinessStore) -> None:
    store.put(a_business(numbers=(DESK, SECOND)))
    store.put(a_business(numbers=(DESK,)))
    assert store.by_number(SECOND) is None
    store.put(a_business(SALON, numbers=(SECOND,)))
    found = store.by_number(SECOND)
    assert found is not None
    assert found.id == SALON


def test_all_businesses_are_listed_by_id(store: BusinessStore) -> None:
    store.put(a_business(SALON, numbers=(SALON_DESK,)))
    store.put(a_business())
    assert [business.id for business in store.all()] == [RESTAURANT, SALON]


def test_a_call_to_the_number_of_any_of_its_places_is_for_the_business(store: BusinessStore) -> None:
    place = Location(
        id=LocationId("east"),
        name={"en": "East"},
        timezone="America/New_York",
        address="1 East Street",
        numbers=("+12125550100",),
    )
    store.put(a_business(locations=(place,)))
    found = store.by_number(Phone("+12125550100"))
    assert found is not None
    assert found.place_called(Phone("+12125550100")).timezone == "America/New_York"
    store.put(a_business())
    assert store.by_number(Phone("+12125550100")) is None


def test_every_version_is_kept_as_it_was_published_with_who_and_when(store: BusinessStore) -> None:
    first = store.put(a_business(), imprint=Imprint(NOON, "Anna", "Opening"))
    second = store.put(a_business(name="Harbour Table & Bar"), imprint=Imprint(NOON, "Ben"))
    kept = store.edition(RESTAURANT, 1)
    assert kept is not None
    assert (kept.business, kept.digest) == (first, digest_of(first))
    assert kept.imprint == Imprint(NOON, "Anna", "Opening")
    assert [one.business for one in store.editions(RESTAURANT)] == [second, first]
    assert store.edition(RESTAURANT, 3) is None
    assert store.edition(SALON, 1) is None
    assert store.editions(SALON) == []


def test_the_history_is_read_in_parts_latest_first(store: BusinessStore) -> None:
    for number in range(1, 13):
        store.put(a_business(name=f"Name {number}"))
    assert [one.version for one in store.editions(RESTAURANT, limit=3)] == [12, 11, 10]
    assert [one.version for one in store.editions(RESTAURANT, before=3)] == [2, 1]
    assert store.editions(RESTAURANT, before=1) == []


def test_a_change_that_was_refused_leaves_no_version_behind(store: BusinessStore) -> None:
    store.put(a_business())
    with pytest.raises(Conflict):
        store.put(a_business(name="Mine"), expected_version=7)
    with pytest.raises(Conflict):
        store.put(a_business(SALON, numbers=(DESK,)))
    assert [one.version for one in store.editions(RESTAURANT)] == [1]
    assert store.editions(SALON) == []


def test_versions_that_say_the_same_have_the_same_digest(store: BusinessStore) -> None:
    store.put(a_business())
    store.put(a_business(name="Another"))
    store.put(a_business())
    latest, other, first = store.editions(RESTAURANT)
    assert latest.digest == first.digest != other.digest
