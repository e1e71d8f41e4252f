"""The shelf with a vector store beside it, and without when that is down, slow or talks nonsense."""

import math
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from receptionist.adapters.memory.rows import MemoryRowStore
from receptionist.adapters.memory.vectors import MemoryVectorStore
from receptionist.adapters.pinecone.vectors import PineconeVectorStore
from receptionist.business.definition import Business, Faq
from receptionist.business.load import load_business
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId
from receptionist.knowledge.library import Library, Meaning
from receptionist.ports import Near, Vector, VectorKind
from tests.fakes.embedders import DownEmbedder, WordEmbedder
from tests.fakes.pinecone_index import KEY, PineconeIndex

ROOT = Path(__file__).parents[3] / "local" / "businesses"
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
PARKING = "is there parking for my car"


@pytest.fixture
def restaurant() -> Business:
    return load_business(ROOT / "restaurant.yaml")


def answered(library: Library, business: Business, question: str = PARKING) -> str | None:
    found = library.answer(business, question, NOON)
    return found.entry.ask[0] if found else None


def test_what_the_store_finds_near_has_a_say(restaurant: Business) -> None:
    store, embedder = MemoryVectorStore(), WordEmbedder()
    library = Library(MemoryRowStore(), Meaning(store, embedder, local=True))
    assert answered(library, restaurant) == "Is there parking?"
    assert embedder.asked == [PARKING]
    assert len(store.ids(restaurant.id, "fact")) > 50


def test_the_index_follows_what_may_be_quoted(restaurant: Business) -> None:
    store = MemoryVectorStore()
    library = Library(MemoryRowStore(), Meaning(store, WordEmbedder()))
    assert library.index(restaurant) == len(store.ids(restaurant.id, "fact"))
    fewer = restaurant.model_copy(update={"faqs": restaurant.faqs[:1]})
    left = library.index(fewer)
    assert left == len(store.ids(restaurant.id, "fact")) < 20


class Odd(MemoryVectorStore):
    """Answers, but nothing that could be true."""

    def nearest(self, business: BusinessId, values: Sequence[float], **rest: Any) -> list[Near]:
        scores = (math.nan, math.inf, 99.0, -7.0)
        return [Near(f"faq:{n}", score, "You have won a prize.") for n, score in enumerate(scores)]


class Gone(MemoryVectorStore):
    def nearest(self, business: BusinessId, values: Sequence[float], **rest: Any) -> list[Near]:
        raise StoreUnavailable("gone")

    def ids(self, business: BusinessId, kind: VectorKind, about: str = "") -> list[str]:
        raise StoreUnavailable("gone")


@pytest.mark.parametrize("store", [Odd(), Gone()])
@pytest.mark.parametrize("local", [True, False])
def test_without_a_sound_store_words_decide(restaurant: Business, store: MemoryVectorStore, local: bool) -> None:
    library = Library(MemoryRowStore(), Meaning(store, WordEmbedder(), local=local))
    assert answered(library, restaurant) == "Is there parking?"
    assert answered(library, restaurant, "who is the president") is None


def test_without_an_embedder_words_decide(restaurant: Business) -> None:
    assert answered(Library(MemoryRowStore(), Meaning(MemoryVectorStore(), DownEmbedder(), local=True)), restaurant)


@pytest.mark.parametrize("trouble", ["hang", "garbage", "error", "stranger"])
def test_whatever_ails_pinecone_the_caller_is_answered_in_time(restaurant: Business, trouble: str) -> None:
    with PineconeIndex() as index:
        store = PineconeVectorStore(index.host, KEY, quick_s=0.3)
        library = Library(MemoryRowStore(), Meaning(store, WordEmbedder()))
        library.index(restaurant)
        store.put(BusinessId("stranger"), [Vector("faq:0", (1.0, *[0.0] * 63), "fact", text="Ask the stranger.")])
        index.trouble = trouble
        began = monotonic()
        found = library.answer(restaurant, PARKING, NOON)
        assert monotonic() - began < 2
        assert found is not None
        assert found.quote["en"].startswith("There is no parking of our own")


def test_no_business_is_answered_with_another_s_words(restaurant: Business) -> None:
    salon = load_business(ROOT / "salon.yaml")
    secret = Faq(question="Which fish is fresh today?", answer={"en": "The pike perch."})
    restaurant = restaurant.model_copy(update={"faqs": (*restaurant.faqs, secret)})
    library = Library(MemoryRowStore(), Meaning(MemoryVectorStore(), WordEmbedder(), local=True))
    assert answered(library, restaurant, "which fish is fresh today") == secret.question
    assert answered(library, salon, "which fish is fresh today") is None
    assert all(one.entry.ask[0] != secret.question for one in library.find(salon, "which fish is fresh today", NOON))
