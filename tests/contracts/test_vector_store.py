"""What every store of meanings promises."""

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from receptionist.adapters.memory.vectors import MemoryVectorStore
from receptionist.adapters.pinecone.vectors import PineconeVectorStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.vectors import SqliteVectorStore
from receptionist.ids import BusinessId
from receptionist.ports import Near, Vector, VectorStore
from tests.fakes.pinecone_index import KEY, PineconeIndex
from tests.fakes.records import NOON, RESTAURANT, SALON


@pytest.fixture(params=["memory", "sqlite", "pinecone"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    match request.param:
        case "sqlite":
            database = Database(tmp_path / "meanings.sqlite")
            yield SqliteVectorStore(database)
            database.close()
        case "pinecone":
            with PineconeIndex() as index:
                yield PineconeVectorStore(index.host, KEY)
        case _:
            yield MemoryVectorStore()


def at(degrees: float) -> tuple[float, ...]:
    return (math.cos(math.radians(degrees)), math.sin(math.radians(degrees)), 0.0)


def fact(id: str, degrees: float, text: str = "") -> Vector:
    return Vector(id, at(degrees), "fact", text=text)


def near(store: VectorStore, degrees: float = 0, **changes: object) -> list[Near]:
    asked: dict[str, object] = {"kind": "fact", "now": NOON, **changes}
    business = asked.pop("business", RESTAURANT)
    return store.nearest(business, at(degrees), **asked)  # type: ignore[arg-type]


def ids(found: list[Near]) -> list[str]:
    return [one.id for one in found]


def test_the_nearest_come_first_with_their_likeness_and_text(store: VectorStore) -> None:
    store.put(RESTAURANT, [fact("far", 80), fact("faq:1", 10, "¿Hay sitio? ਪਾਰਕਿੰਗ"), fact("behind", 170)])
    found = near(store, limit=2)
    assert ids(found) == ["faq:1", "far"]
    assert found[0].text == "¿Hay sitio? ਪਾਰਕਿੰਗ"
    assert found[0].score == pytest.approx(math.cos(math.radians(10)), abs=1e-3)


def test_writing_again_replaces(store: VectorStore) -> None:
    store.put(RESTAURANT, [fact("a", 0, "old")])
    store.put(RESTAURANT, [fact("a", 90, "new")])
    (found,) = near(store, 90)
    assert (found.text, store.ids(RESTAURANT, "fact")) == ("new", ["a"])


def test_no_business_finds_or_removes_what_is_another_s(store: VectorStore) -> None:
    store.put(RESTAURANT, [fact("a", 0)])
    store.put(SALON, [fact("b", 1)])
    assert ids(near(store)) == ["a"]
    assert ids(near(store, business=SALON)) == ["b"]
    assert near(store, business=BusinessId("nobody")) == []
    store.remove(SALON, "fact", ["a"])
    assert ids(near(store)) == ["a"]


def test_what_is_about_somebody_is_found_for_them_alone(store: VectorStore) -> None:
    ann = Vector("call-1", at(0), "memory", about="ann:1", text="a table for two")
    store.put(RESTAURANT, [ann, replace(ann, about="bob:2", text="a birthday"), fact("a", 0)])
    assert [one.text for one in near(store, kind="memory", about="ann:1")] == ["a table for two"]
    assert near(store, kind="memory") == []
    assert ids(near(store)) == ["a"]
    assert store.ids(RESTAURANT, "memory", "ann:1") == ["call-1"]
    store.remove(RESTAURANT, "memory", ["call-1"], about="ann:1")
    assert near(store, kind="memory", about="ann:1") == []
    assert len(near(store, kind="memory", about="bob:2")) == 1


def test_what_has_expired_is_not_found_and_can_be_purged(store: VectorStore) -> None:
    minute = timedelta(minutes=1)
    kept = [Vector(str(n), at(n), "memory", "ann", expires=NOON + n * minute) for n in range(1, 6)]
    store.put(RESTAURANT, [*kept, fact("a", 0)])
    store.put(SALON, kept)
    later = NOON + 3 * minute
    assert ids(near(store, kind="memory", about="ann", now=later)) == ["4", "5"]
    assert store.purge(RESTAURANT, later) == 3
    assert store.purge(RESTAURANT, later) == 0
    assert store.ids(RESTAURANT, "memory", "ann") == ["4", "5"]
    assert store.ids(RESTAURANT, "fact") == ["a"]
    assert len(store.ids(SALON, "memory", "ann")) == 5


def test_ids_of_any_letters_and_any_number_of_them(store: VectorStore) -> None:
    names = sorted([f"doc:{n:03}" for n in range(120)] + ["ñandú ~ 1:2", "ਪੰਜਾਬੀ", "a/b?c=d&e"])
    store.put(RESTAURANT, [fact(name, n) for n, name in enumerate(names)])
    assert store.ids(RESTAURANT, "fact") == names
    store.remove(RESTAURANT, "fact", [*names[:110], "never there"])
    assert store.ids(RESTAURANT, "fact") == names[110:]


def test_removing_and_asking_where_nothing_is(store: VectorStore) -> None:
    store.remove(RESTAURANT, "fact", ["a"])
    store.remove(RESTAURANT, "fact", [])
    store.put(RESTAURANT, [])
    assert near(store) == []
    assert store.ids(RESTAURANT, "fact") == []
    assert store.purge(RESTAURANT, NOON) == 0
