"""Documents of a business: drafts until approved, and told to nobody before."""

from pathlib import Path

import pytest

from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.desk.desk import Desk
from receptionist.desk.documents import (
    DocumentTooLong,
    UnknownDocument,
    UnreadableDocument,
    add_document,
    approve_document,
    documents,
    passages_in,
    remove_document,
    the_document,
)
from receptionist.knowledge.documents import Section
from receptionist.knowledge.library import Library
from receptionist.knowledge.shelf import Document
from tests.fakes.front_office import SetClock, a_desk

RULES = (
    Section("page 1", "Wet umbrellas stay in the stand by the door. The stand is free."),
    Section("page 2", "Laptops may be used at the bar until six in the evening."),
)
UMBRELLA = "where do I leave my wet umbrella"


@pytest.fixture
def desk() -> Desk:
    return a_desk(SetClock())


@pytest.fixture
def restaurant() -> Business:
    return load_business(Path(__file__).parents[3] / "local" / "businesses" / "restaurant.yaml")


@pytest.fixture
def salon() -> Business:
    return load_business(Path(__file__).parents[3] / "local" / "businesses" / "salon.yaml")


def add(desk: Desk, business: Business, **changes: object) -> Document:
    given: dict[str, object] = {"name": "House rules", "kind": "pdf", "sections": RULES, **changes}
    return add_document(desk, business, **given)  # type: ignore[arg-type]


def quoted(desk: Desk, business: Business, question: str = UMBRELLA) -> str | None:
    found = Library(desk.rows).answer(business, question, desk.clock())
    return found.quote["en"] if found else None


def test_a_document_is_a_draft_and_told_to_nobody_until_it_is_approved(desk: Desk, restaurant: Business) -> None:
    document = add(desk, restaurant)
    assert (document.status, document.passages) == ("draft", 2)
    assert quoted(desk, restaurant) is None
    assert approve_document(desk, restaurant, document.id).status == "approved"
    assert quoted(desk, restaurant) == "Wet umbrellas stay in the stand by the door. The stand is free."


def test_passages_are_approved_one_by_one_and_taken_back(desk: Desk, restaurant: Business) -> None:
    document = add(desk, restaurant)
    assert approve_document(desk, restaurant, document.id, numbers=[2]).status == "partly"
    assert quoted(desk, restaurant) is None
    assert quoted(desk, restaurant, "can I use my laptop") is not None
    approve_document(desk, restaurant, document.id, approved=False)
    assert quoted(desk, restaurant, "can I use my laptop") is None


def test_one_library_sees_every_change_at_the_next_question(desk: Desk, restaurant: Business) -> None:
    library = Library(desk.rows)
    document = add(desk, restaurant)
    seen = []
    for change in (
        lambda: None,
        lambda: approve_document(desk, restaurant, document.id),
        lambda: approve_document(desk, restaurant, document.id, numbers=[1], approved=False),
        lambda: approve_document(desk, restaurant, document.id),
        lambda: remove_document(desk, restaurant, document.id),
    ):
        change()
        seen.append(library.answer(restaurant, UMBRELLA, desk.clock()) is not None)
    assert seen == [False, True, False, True, False]


def test_adding_the_same_again_keeps_what_was_approved(desk: Desk, restaurant: Business) -> None:
    document = add(desk, restaurant)
    approve_document(desk, restaurant, document.id)
    assert add(desk, restaurant).status == "approved"
    assert len(documents(desk, restaurant)) == 1
    assert add(desk, restaurant, name="Other rules").id != document.id


def test_no_business_reads_or_changes_another_s(desk: Desk, restaurant: Business, salon: Business) -> None:
    document = add(desk, restaurant)
    approve_document(desk, restaurant, document.id)
    assert documents(desk, salon) == []
    assert quoted(desk, salon) is None
    for refused in (the_document, passages_in, approve_document):
        with pytest.raises(UnknownDocument):
            refused(desk, salon, document.id)
    assert not remove_document(desk, salon, document.id)
    assert len(passages_in(desk, restaurant, document.id)) == 2


def test_removing_is_whole_and_safe_to_repeat(desk: Desk, restaurant: Business) -> None:
    document = add(desk, restaurant)
    assert remove_document(desk, restaurant, document.id)
    assert not remove_document(desk, restaurant, document.id)
    assert desk.rows.list(restaurant.id, "passage") == []


def test_what_cannot_be_kept_is_refused_with_nothing_written(desk: Desk, restaurant: Business) -> None:
    with pytest.raises(UnreadableDocument):
        add(desk, restaurant, sections=())
    with pytest.raises(DocumentTooLong):
        add(desk, restaurant, sections=tuple(Section("", f"This is passage number {n}.") for n in range(401)))
    with pytest.raises(UnknownDocument):
        approve_document(desk, restaurant, add(desk, restaurant).id, numbers=[3])
    assert desk.rows.list(restaurant.id, "passage") != []
    assert [one.name for one in documents(desk, restaurant)] == ["House rules"]
