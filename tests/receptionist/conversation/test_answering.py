"""What becomes of a question nobody can answer, and of a severe allergy."""

from datetime import UTC, datetime
from itertools import count

import pytest

from receptionist.business.definition import Business
from receptionist.conversation.reply import Reply
from receptionist.conversation.state import DialogueState
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.desk.documents import add_document, approve_document
from receptionist.desk.gaps import gaps
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.knowledge.documents import Section
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Utterance
from tests.fakes.front_office import SetClock, a_desk

CALLER = Phone("+14155550142")
UNDERSTANDER = LocalUnderstander()


class Talk:
    """One call, by its words."""

    _calls = count(1)

    def __init__(self, desk: Desk, business: str = "restaurant", caller: Phone = CALLER, call: str = "") -> None:
        found = desk.businesses.get(BusinessId(business))
        assert found is not None
        self.business: Business = found
        self.desk = desk
        self.mind = Receptionist(desk, UNDERSTANDER.understand, strict=True)
        opened = self.mind.open(found, call=CallId(call or f"talk-{next(self._calls)}"), caller=caller)
        self.state: DialogueState = opened.state
        self.greeting = opened.text

    def say(self, *lines: str) -> Reply:
        for line in lines:
            reply = self.mind.hear(self.business, self.state, Utterance((line,)))
            self.state = reply.state
        return reply


@pytest.fixture
def desk() -> Desk:
    clock = SetClock()
    clock.now = datetime(2026, 11, 27, 20, tzinfo=UTC)
    return a_desk(clock)


def effects(reply: Reply) -> list[str]:
    return [effect.type for effect in reply.effects]


@pytest.mark.parametrize(
    ("question", "owns_up", "yes"),
    [
        ("Do you have live music?", "don't know", "Yes please."),
        ("¿Tienen música en vivo?", "no lo sé", "Sí, por favor."),
    ],
)
def test_what_is_not_known_is_owned_up_to_noted_and_passed_on(
    desk: Desk, question: str, owns_up: str, yes: str
) -> None:
    talk = Talk(desk)
    asked = talk.say(question)
    assert owns_up in asked.text
    assert effects(asked) == ["gap.recorded"]
    kept = talk.say(yes, "Emma Clark")
    (message,) = desk.messages.taken(talk.business.id)
    assert effects(kept) == ["message.taken"]
    assert (message.text, message.wants_call_back, message.caller) == (question, True, CALLER)
    assert [(gap.count, gap.language) for gap in gaps(desk, talk.business)] == [(1, talk.state.language)]


def test_no_call_back_wanted_goes_on_with_anything_else(desk: Desk) -> None:
    talk = Talk(desk)
    assert "anything else" in talk.say("Do you have live music?", "No thanks").text
    assert desk.messages.taken(talk.business.id) == []


def test_the_next_question_is_answered_without_asking_again_about_the_last(desk: Desk) -> None:
    reply = Talk(desk).say("Do you have live music?", "And do you have parking?")
    assert "garage" in reply.text
    assert "call you back" not in reply.text


def test_in_the_middle_of_a_booking_it_is_owned_up_to_and_the_booking_goes_on(desk: Desk) -> None:
    talk = Talk(desk)
    reply = talk.say("A table for two tomorrow, please.", "Do you have live music?")
    assert "don't know" in reply.text
    assert "time" in reply.text
    assert effects(reply) == ["gap.recorded"]


def test_an_approved_passage_answers_in_its_own_words(desk: Desk) -> None:
    talk = Talk(desk)
    sections = (Section("page 3", "On Fridays a jazz trio plays live music in the bar."),)
    document = add_document(desk, talk.business, name="Evenings", kind="pdf", sections=sections)
    assert "jazz" not in talk.say("Do you have live music?").text
    approve_document(desk, talk.business, document.id)
    reply = talk.say("Do you have live music?")
    assert "On Fridays a jazz trio plays live music in the bar." in reply.text
    assert effects(reply) == []


def test_the_same_turn_done_again_counts_the_question_once(desk: Desk) -> None:
    talk = Talk(desk)
    before = talk.state
    for _ in range(3):
        talk.state = before
        talk.say("Do you have live music?")
    assert [gap.count for gap in gaps(desk, talk.business)] == [1]


def test_a_severe_allergy_offers_a_person_and_is_written_on_the_visit(desk: Desk) -> None:
    talk = Talk(desk)
    heard = talk.say("A table for two tomorrow at seven pm, please.", "My son is severely allergic to peanuts.")
    assert "talk to one of us" in heard.text
    assert "safe" not in heard.text
    assert heard.expect.kind == "yes_no"
    booked = talk.say("No, thank you.", "Emma Clark", "Yes.")
    (confirmed,) = [effect.booking for effect in booked.effects if effect.type == "booking.confirmed"]
    assert confirmed is not None
    assert "severely allergic to peanuts" in confirmed.notes


def test_a_severe_allergy_named_before_booking_is_on_the_visit_too(desk: Desk) -> None:
    talk = Talk(desk)
    talk.say("My son carries an EpiPen because of shellfish.", "No.")
    booked = talk.say("A table for two tomorrow at seven pm, please.", "Emma Clark", "Yes.")
    (confirmed,) = [effect.booking for effect in booked.effects if effect.type == "booking.confirmed"]
    assert confirmed is not None
    assert "EpiPen because of shellfish" in confirmed.notes


@pytest.mark.parametrize("text", ["Is there egg in the lentil soup?", "¿Lleva huevo la sopa de lentejas?"])
def test_what_the_menu_does_not_state_is_said_to_be_unknown(desk: Desk, text: str) -> None:
    reply = Talk(desk).say(text)
    assert any(words in reply.text for words in ("I don't know whether", "No sé si"))


def test_what_the_business_wrote_an_answer_to_is_answered_however_it_is_said(desk: Desk) -> None:
    talk = Talk(desk, "clinic")
    talk.say("No.")
    assert "can't give medical advice" in talk.say("My knee hurts, what should I take?").text
    assert "call you back" in talk.say("Do you sell crutches?").text
