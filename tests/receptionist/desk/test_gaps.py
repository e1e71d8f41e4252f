"""Questions without an answer, at the desk: recorded, listed, answered."""

from datetime import timedelta
from pathlib import Path

import pytest

from receptionist.business.definition import Business, Language, Text
from receptionist.business.load import load_business
from receptionist.desk.desk import Desk
from receptionist.desk.gaps import (
    KEPT,
    DraftHasMore,
    UnknownGap,
    answer_gap,
    dismiss_gap,
    forget_in_gaps,
    gaps,
    publish_answer,
    record_gap,
)
from receptionist.desk.publish import NotPublished, discard_draft, draft_of, publish_draft, save_draft
from receptionist.errors import NotServable
from receptionist.ids import CallId
from receptionist.knowledge.gaps import Gap
from receptionist.knowledge.retrieve import best_faq
from receptionist.language.understander import LocalUnderstander
from tests.fakes.front_office import SetClock, a_desk

UNDERSTAND = LocalUnderstander().understand
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


def test_an_answer_waits_in_the_draft_and_the_next_caller_after_publishing_gets_it(
    desk: Desk, restaurant: Business
) -> None:
    gap = ask(desk, restaurant, "do you have uh live music")
    ask(desk, restaurant, "is there a band playing live music", "c2")
    answer: Text = {"en": "Yes, jazz on Fridays.", "es": "Sí, jazz los viernes."}
    draft = answer_gap(desk, restaurant, gap.id, answer, question="Do you have live music?", by="Ana")
    assert draft is not None
    assert (draft.kept.base, draft.kept.by) == (restaurant.version, "Ana")
    assert desk.businesses.get(restaurant.id) == restaurant
    assert gaps(desk, restaurant) == []
    assert [one.status for one in gaps(desk, restaurant, status=None)] == ["drafted"]
    changed = publish_draft(desk, restaurant, UNDERSTAND).business
    match = best_faq("any live music tonight?", changed.faqs)
    assert match is not None
    assert match.faq.answer["es"] == "Sí, jazz los viernes."
    assert [one.status for one in gaps(desk, changed, status=None)] == ["answered"]
    assert ask(desk, changed, "is there live music", "c3").status == "open"


def test_answers_gather_in_the_draft_that_is_there(desk: Desk, restaurant: Business) -> None:
    wifi, music = ask(desk, restaurant, "do you have wifi"), ask(desk, restaurant, "is there live music", "c2")
    save_draft(desk, restaurant.model_copy(update={"directions": {"en": "Left."}}), base=restaurant.version, revision=0)
    answer_gap(desk, restaurant, wifi.id, {"en": "Yes."})
    draft = answer_gap(desk, restaurant, music.id, {"en": "Jazz."})
    assert draft is not None
    assert draft.kept.business.directions == {"en": "Left."}
    assert [one.question for one in draft.kept.business.faqs[-2:]] == ["do you have wifi", "is there live music"]


def test_a_question_is_open_again_when_the_draft_is_thrown_away(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "do you have wifi")
    draft = answer_gap(desk, restaurant, gap.id, {"en": "Yes."})
    assert draft is not None
    discard_draft(desk, restaurant.id, revision=draft.revision)
    assert [one.id for one in gaps(desk, restaurant)] == [gap.id]


def test_answering_again_adds_nothing(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "do you have wifi")
    first = answer_gap(desk, restaurant, gap.id, {"en": "Yes."})
    assert answer_gap(desk, restaurant, gap.id, {"en": "Yes."}) == first
    done = publish_answer(desk, restaurant, gap.id, {"en": "Yes."}, UNDERSTAND)
    assert done.business.version == restaurant.version + 1
    assert answer_gap(desk, restaurant, gap.id, {"en": "Yes."}) is None
    again = publish_answer(desk, done.business, gap.id, {"en": "Yes."}, UNDERSTAND)
    assert again.business == done.business
    assert draft_of(desk, restaurant.id) is None


def test_an_answer_is_published_at_once_with_what_it_changes(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "do you have wifi")
    done = publish_answer(desk, restaurant, gap.id, {"en": "Yes."}, UNDERSTAND, by="Ana")
    assert len(done.review.changes) == 1
    assert "do you have wifi" in done.review.changes[0].said
    edition = desk.businesses.edition(restaurant.id, done.business.version)
    assert edition is not None
    assert (edition.imprint.by, edition.imprint.note) == ("Ana", "an answer to: do you have wifi")


def test_an_answer_that_contradicts_the_facts_stays_in_the_draft(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "are you a real person")
    with pytest.raises(NotPublished):
        publish_answer(desk, restaurant, gap.id, {"en": "Yes, I'm a real person."}, UNDERSTAND)
    assert desk.businesses.get(restaurant.id) == restaurant
    assert [one.status for one in gaps(desk, restaurant, status=None)] == ["drafted"]


def test_one_answer_does_not_publish_what_somebody_else_is_working_on(desk: Desk, restaurant: Business) -> None:
    gap = ask(desk, restaurant, "do you have wifi")
    kept = save_draft(
        desk, restaurant.model_copy(update={"directions": {"en": "Left."}}), base=restaurant.version, revision=0
    )
    with pytest.raises(DraftHasMore):
        publish_answer(desk, restaurant, gap.id, {"en": "Yes."}, UNDERSTAND)
    assert draft_of(desk, restaurant.id) == kept
    assert [one.status for one in gaps(desk, restaurant)] == ["open"]


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
