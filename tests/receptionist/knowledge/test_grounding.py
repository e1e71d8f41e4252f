"""The facts a question is given to a language model with."""

from datetime import date
from pathlib import Path

import pytest

from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.knowledge.documents import Passage
from receptionist.knowledge.grounding import all_facts, relevant_facts

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def restaurant() -> Business:
    return load_business(Path(__file__).parents[3] / "local" / "businesses" / "restaurant.yaml")


@pytest.mark.parametrize(
    ("question", "topic", "about", "fact"),
    [
        ("do you have parking", "", (), "faq:0"),
        ("¿dónde dejo el coche?", "", (), "faq:0"),
        ("ਕੀ ਪਾਰਕਿੰਗ ਹੈ", "", (), "faq:0"),
        ("what time do you close on friday", "hours", ("2026-11-27",), "hours:fri"),
        ("how much is it", "price", ("chicken_tikka",), "dish:chicken_tikka"),
        ("what happens if I have to cancel", "cancellation", (), "policy:cancellation"),
        ("where are you", "address", (), "address"),
    ],
)
def test_the_fact_that_answers_comes_first(
    restaurant: Business, question: str, topic: str, about: tuple[str, ...], fact: str
) -> None:
    found = relevant_facts(question, restaurant, TUESDAY, topic=topic, about=about)
    assert found
    assert found[0].id == fact


def test_a_question_about_nothing_here_is_given_nothing(restaurant: Business) -> None:
    assert relevant_facts("who is the president of France", restaurant, TUESDAY) == ()


def test_every_fact_has_an_id_of_its_own_and_few_are_given(restaurant: Business) -> None:
    facts = all_facts(restaurant, TUESDAY)
    assert len({fact.id for fact in facts}) == len(facts) > 40
    assert len(relevant_facts("do you have fish, prawns, chicken or a table on friday", restaurant, TUESDAY)) <= 8


def test_a_dish_says_that_what_is_not_stated_is_not_known(restaurant: Business) -> None:
    (rice,) = (fact for fact in all_facts(restaurant, TUESDAY) if fact.id == "dish:basmati_rice")
    assert "any other allergen is not known" in rice.text
    assert "safe" not in rice.text


def test_an_approved_passage_is_a_fact_with_its_place(restaurant: Business) -> None:
    passage = Passage("d1:0001", "d1", "House rules", "page 2", "Wet umbrellas stay in the stand by the door.")
    found = relevant_facts("where do I leave my wet umbrella", restaurant, TUESDAY, passages=(passage,))
    assert found[0].id == "doc:d1:0001"
    assert "House rules, page 2" in found[0].text
