"""Questions without an answer, at the desk: recorded, listed, answered."""

from datetime import timedelta
from pathlib import Path

import pytest

from receptionist.business.definition import Business, Language
from receptionist.business.load import load_business
from receptionist.desk.desk import Desk
from receptionist.desk.edit_business import NotServable
from receptionist.desk.gaps import KEPT, UnknownGap, answer_gap, dismiss_gap, forget_in_gaps, gaps, record_gap
from receptionist.ids import CallId
from receptionist.knowledge.gaps import Gap
from receptionist.knowledge.retrieve import best_faq
from tests.fakes.front_office import SetClock, a_desk

ROOT = Path(__file__).parents[3] / "local" / "businesses"


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def desk(clock: SetClock) -> Desk:
    return a_desk(clock)


@pytest.fixture
def restaurant(desk: Desk) -> Business:
    definition = load_business(ROOT / "restaurant.yaml")
    return desk.businesses.get(definition.id) or desk.businesses.put(definition)


def ask(desk: Desk, business: Business, text: str, call: str = "c1", turn: int = 1, language: Language = "en") -> Gap:
    return record_gap(desk, business, call=CallId(call), turn=turn, text=text, language=language, names=("Ana",))


def test_the_most_asked_come_first_and_repeating_counts_nothing(desk: Desk, restaurant: Business) -> None:
    ask(desk, restaurant, "Do you have wifi?")
    for call in ("c2", "c3", "c2"):
        ask(desk, restaurant, "is there live music", call)
    assert [(gap.question, gap.count) for gap in gaps(desk, restaurant)] == [
        ("is there live music", 2),
        ("Do you have wifi?", 1),
    ]


def test_an_answer_becomes_one_of_the_business_s_and_the_next_caller_gets_it(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "do you have uh live music")
    ask(desk, restaurant, "is there a band playing live music", "c2")
    changed = answer_gap(
        desk,
        restaurant,
        gap.id,
        {"en": "Yes, jazz on Fridays.", "es": "Sí, jazz los viernes."},
        question="Do you have live music?",
    )
    match = best_faq("any live music tonight?", changed.faqs)
    assert match is not None
    assert match.faq.answer["es"] == "Sí, jazz los viernes."
    assert changed.version == restaurant.version + 1
    assert gaps(desk, restaurant) == []
    assert [one.status for one in gaps(desk, restaurant, status=None)] == ["answered"]


def test_answering_again_adds_nothing(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "do you have wifi")
    first = answer_gap(desk, restaurant, gap.id, {"en": "Yes."})
    assert answer_gap(desk, restaurant, gap.id, {"en": "Yes."}) == first


def test_an_answer_nobody_could_speak_is_refused(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "do you have wifi")
    for answer in ({}, {"en": "  "}, {"en": "long " * 200}):
        with pytest.raises(NotServable):
            answer_gap(desk, restaurant, gap.id, answer)  # type: ignore[arg-type]  # what a client may send
    assert [one.status for one in gaps(desk, restaurant)] == ["open"]


def test_another_business_s_question_is_not_there(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "do you have wifi")
    salon = load_business(ROOT / "salon.yaml")
    assert gaps(desk, salon) == []
    with pytest.raises(UnknownGap):
        dismiss_gap(desk, salon, gap.id)
    with pytest.raises(UnknownGap):
        answer_gap(desk, salon, gap.id, {"en": "Yes."})


def test_a_dismissed_question_stays_so_when_it_is_asked_again(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "do you have wifi")
    dismiss_gap(desk, restaurant, gap.id)
    assert ask(desk, restaurant, "do you have wifi", "c2").status == "dismissed"
    assert gaps(desk, restaurant) == []


def test_names_are_not_kept_and_a_call_s_words_can_be_forgotten(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "Could Ana bring a pony?")
    assert gap.question == "Could [name] bring a pony?"
    assert forget_in_gaps(desk, restaurant, frozenset({CallId("c1")})) == 1
    assert forget_in_gaps(desk, restaurant, frozenset({CallId("c1")})) == 0
    assert [one.question for one in gaps(desk, restaurant)] == ["[erased]"]


def test_a_question_nobody_asks_any_more_is_forgotten(desk: Desk, restaurant: Business, clock: SetClock) -> None:
    ask(desk, restaurant, "do you have wifi")
    clock.now += KEPT + timedelta(days=1)
    assert gaps(desk, restaurant, status=None) == []
