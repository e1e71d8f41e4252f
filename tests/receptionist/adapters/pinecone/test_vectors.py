"""Pinecone in trouble: a call goes on without it, at once."""

from time import monotonic

import pytest

from receptionist.adapters.pinecone.vectors import REST_S, PineconeVectorStore
from receptionist.errors import VendorUnavailable
from receptionist.ports import Vector
from tests.contracts.backends import free_port
from tests.fakes.pinecone_index import KEY, PineconeIndex
from tests.fakes.records import NOON, RESTAURANT


def ask(store: PineconeVectorStore) -> None:
    store.nearest(RESTAURANT, (1.0, 0.0), kind="fact", now=NOON)


@pytest.mark.parametrize("trouble", ["hang", "garbage", "error"])
def test_trouble_is_told_within_the_time_a_call_has(trouble: str) -> None:
    with PineconeIndex() as index:
        index.trouble = trouble
        began = monotonic()
        with pytest.raises(VendorUnavailable):
            ask(PineconeVectorStore(index.host, KEY, quick_s=0.3))
        assert monotonic() - began < 2


def test_nobody_there_and_a_wrong_key_are_trouble_too() -> None:
    with pytest.raises(VendorUnavailable):
        ask(PineconeVectorStore(f"http://127.0.0.1:{free_port()}", KEY))
    with PineconeIndex() as index, pytest.raises(VendorUnavailable):
        ask(PineconeVectorStore(index.host, "another"))


def test_after_a_failure_it_is_left_alone_for_a_while() -> None:
    now = [0.0]
    with PineconeIndex() as index:
        store = PineconeVectorStore(index.host, KEY, clock=lambda: now[0])
        store.put(RESTAURANT, [Vector("a", (1.0, 0.0), "fact")])
        index.trouble = "garbage"
        for _ in range(3):
            with pytest.raises(VendorUnavailable):
                ask(store)
        assert index.asked.count("/query") == 1
        index.trouble, now[0] = "", REST_S + 1
        ask(store)
        assert index.asked.count("/query") == 2


def test_a_match_without_sense_is_left_out() -> None:
    with PineconeIndex() as index:
        store = PineconeVectorStore(index.host, KEY)
        store.put(RESTAURANT, [Vector("a", (1.0, 0.0), "fact", text="kept")])
        index.spaces[RESTAURANT]["strange"] = {
            "id": "strange",
            "values": [1.0, 0.0],
            "metadata": {"kind": "fact", "about": "", "expires": 0},
        }
        assert [one.text for one in store.nearest(RESTAURANT, (1.0, 0.0), kind="fact", now=NOON)] == ["kept"]
