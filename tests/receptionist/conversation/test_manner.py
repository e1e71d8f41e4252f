"""The same acts said to callers who are frustrated, in a hurry or unsure."""

from datetime import time

import pytest

from receptionist.business.definition import Business
from receptionist.business.manners import Affect, Frustrated, Urgent
from receptionist.conversation.manner import mannered
from receptionist.conversation.state import DialogueState, Filled, Task
from receptionist.conversation.working import Act
from receptionist.ids import CallId, Phone
from tests.receptionist.conversation.paper_book import demo
from tests.receptionist.conversation.test_wording import TODAY

RESTAURANT = demo("restaurant")


def caller(*moods: str, day: str = "") -> DialogueState:
    task = Task("book", slots={"date": Filled(day)} if day else {})
    return DialogueState(RESTAURANT.id, CallId("c"), Phone(""), moods=dict.fromkeys(moods, 0), tasks=(task,))


def said(act: Act, *moods: str, day: str = "", business: Business = RESTAURANT) -> Act:
    (one,) = mannered((act,), caller(*moods, day=day), business, TODAY)
    return one


def test_a_calm_caller_hears_what_everybody_hears() -> None:
    acts = (Act("noted"), Act("ask_date"))
    assert mannered(acts, caller(), RESTAURANT, TODAY) == acts


@pytest.mark.parametrize(
    ("mood", "act", "manner"),
    [
        ("frustrated", "sorry", "brief"),
        ("urgent", "ask_date", "urgent"),
        ("urgent", "sorry", "brief"),
        ("hesitant", "ask_date", "patient"),
        ("hesitant", "still_there", "patient"),
        ("frustrated", "ask_date", ""),
    ],
)
def test_each_mood_has_its_manner(mood: str, act: str, manner: str) -> None:
    assert said(Act(act), mood).manner == manner


def test_frustrated_and_hurried_callers_are_spared_what_moves_nothing_on() -> None:
    acts = (Act("noted"), Act("back_to"), Act("ask_date"))
    for mood in ("frustrated", "urgent"):
        assert [act.name for act in mannered(acts, caller(mood), RESTAURANT, TODAY)] == ["ask_date"]
    assert [act.name for act in mannered((Act("all_right"),), caller("urgent"), RESTAURANT, TODAY)] == ["all_right"]


def test_a_second_asking_is_everybodys_rephrasing() -> None:
    assert said(Act("ask_date", variant=2), "hesitant").manner == ""


def test_who_cannot_name_a_time_is_given_two_while_the_house_is_open() -> None:
    act = said(Act("ask_time"), "hesitant", day="2026-11-27")
    assert isinstance(act.args["early"], time)
    assert act.args["early"] < act.args["late"]


def test_no_mood_touches_the_emergency_script() -> None:
    for mood in ("frustrated", "urgent", "hesitant"):
        assert said(Act("emergency"), mood) == Act("emergency")


def test_a_business_may_do_without() -> None:
    own = RESTAURANT.model_copy(
        update={"affect": Affect(frustrated=Frustrated(brief=False), urgent=Urgent(earliest=False))}
    )
    assert said(Act("sorry"), "frustrated", business=own).manner == ""
    assert said(Act("ask_date"), "urgent", business=own).manner == ""


def test_a_house_of_few_words_is_brief_with_everybody() -> None:
    terse = RESTAURANT.model_copy(update={"affect": Affect(brief=True)})
    acts = (Act("noted"), Act("anything_else"))
    (one,) = mannered(acts, caller(), terse, TODAY)
    assert (one.name, one.manner) == ("anything_else", "brief")
    assert said(Act("ask_date"), business=terse) == Act("ask_date"), "nobody is taken for one in a hurry"
    assert said(Act("emergency"), business=terse) == Act("emergency")
