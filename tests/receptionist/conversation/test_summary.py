"""What a person is told of a caller, and whom the caller goes to."""

from dataclasses import replace
from datetime import UTC, datetime

from receptionist.business.definition import Business
from receptionist.business.people import Handoff
from receptionist.conversation.state import DialogueState, Filled, Heard, Task
from receptionist.conversation.summary import LONGEST, summary_of
from receptionist.conversation.ways_out import answering, put_through
from receptionist.conversation.working import Facts, Working
from receptionist.ids import CallId, Phone
from tests.receptionist.conversation.paper_book import demo

NOON = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)
"""Friday, two in the afternoon in San Francisco."""
RESTAURANT = demo("restaurant")
STATE = DialogueState(RESTAURANT.id, CallId("c1"), Phone("+14155550123"))


def at(business: Business, state: DialogueState = STATE) -> Working:
    return Working(state, Facts(business, NOON, lambda: "id"))


def with_people(*people: Handoff) -> Business:
    return demo("clinic").model_copy(update={"handoffs": people})


def test_it_says_who_what_and_why() -> None:
    task = Task("book", slots={"party_size": Filled(12), "date": Filled("2026-11-28"), "time": Filled("19:00")})
    state = replace(STATE, tasks=(task,), known={"name": Filled("Ana Ruiz")}, language="es")
    said = summary_of(state, RESTAURANT, "en", reason="policy")
    assert said.startswith("Ana Ruiz would like to book: 12 people, 2026-11-28, 19:00.")
    assert "They speak Spanish." in said


def test_who_has_not_given_a_name_is_somebody_and_their_words_are_quoted() -> None:
    state = replace(STATE, heard=(Heard("caller", "my card 4111 1111 1111 1111 was charged twice yesterday"),))
    said = summary_of(state, RESTAURANT, "en")
    assert said.startswith("A caller is asking for a person.")
    assert "charged twice" in said
    assert "4111" not in said


def test_it_is_in_the_language_of_the_house_and_short() -> None:
    state = replace(STATE, tasks=(Task("message", slots={"message": Filled("bla " * 200)}),))
    said = summary_of(state, RESTAURANT, "es")
    assert "quiere dejar un mensaje" in said
    assert "Habla inglés." in said or len(said) == LONGEST
    assert len(said) <= LONGEST


def test_the_one_who_takes_the_matter_comes_first() -> None:
    desk = Handoff(label="the desk", number="+14155550101")
    nurse = Handoff(label="the nurse", number="+14155550102", takes=("emergency",))
    turn = at(with_people(desk, nurse))
    assert [one.label for one in answering(turn, "emergency")] == ["the nurse", "the desk"]
    assert [one.label for one in answering(turn, "asked")] == ["the desk"]
    assert [one.label for one in answering(turn, "asked", "the nurse")] == ["the nurse", "the desk"]


def test_those_who_follow_are_rung_only_where_it_says_so() -> None:
    first = Handoff(label="a", number="+14155550101", if_no_answer="next")
    second = Handoff(label="b", number="+14155550102", if_no_answer="call_back")
    third = Handoff(label="c", number="+14155550103")
    turn = at(with_people(first, second, third))
    assert put_through(turn, "asked")
    assert turn.transfer is not None
    assert [one.label for one in turn.transfer.next] == ["b"]
    assert turn.state.extra["handed_to"] == "b"
    assert turn.transfer.warm
