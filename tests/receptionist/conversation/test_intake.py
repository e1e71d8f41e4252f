"""What a business wants to know of everybody who books is asked once, before the visit is read back, and stands in its notes."""

from datetime import UTC, datetime

import pytest

from receptionist.business.checks import faults
from receptionist.business.definition import Business, Question
from receptionist.business.workflows import Choice, Requirement
from receptionist.conversation.reply import Reply
from receptionist.conversation.state import from_json, to_json
from receptionist.conversation.turn import Receptionist
from receptionist.ids import CallId
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Utterance
from tests.receptionist.conversation.paper_book import CALLER, demo
from tests.receptionist.desk.desks import Codes, Watch, desk_of

NOW = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
"""Friday noon in San Francisco."""
OCCASION = Question(
    field="occasion",
    type="choice",
    required=False,
    label={"en": "occasion", "es": "ocasión"},
    question={"en": "Are you celebrating something?", "es": "¿Celebran algo?"},
    choices=(
        Choice(id="birthday", name={"en": "a birthday", "es": "un cumpleaños"}),
        Choice(id="none", name={"en": "nothing special", "es": "nada especial"}),
    ),
)
AGE = Question(
    field="turning",
    type="number",
    required=False,
    label={"en": "age"},
    question={"en": "How old are they turning?"},
    only_if=Requirement(field="occasion", equals=("birthday",)),
)
ALLERGY = Question(
    field="allergy",
    type="text",
    required=False,
    label={"en": "allergy"},
    question={"en": "Does anybody have an allergy?", "es": "¿Alguien tiene alguna alergia?"},
)
RESTAURANT = demo("restaurant").model_copy(update={"intake": (OCCASION, AGE, ALLERGY)})


class Call:
    def __init__(self, business: Business = RESTAURANT, language: str = "en") -> None:
        self.business = business
        self.receptionist = Receptionist(desk_of(Watch(NOW), Codes()), LocalUnderstander().understand, strict=True)
        spoken = next(one for one in business.languages if one == language)
        self.reply: Reply = self.receptionist.open(business, call=CallId("c"), caller=CALLER, language=spoken)

    def says(self, *texts: str) -> Reply:
        for text in texts:
            state = from_json(to_json(self.reply.state))
            self.reply = self.receptionist.hear(self.business, state, Utterance((text,)))
        return self.reply

    @property
    def notes(self) -> str:
        booking = next(effect.booking for effect in self.reply.effects if effect.type == "booking.confirmed")
        assert booking is not None
        return booking.notes


def test_each_question_is_asked_once_and_the_answers_stand_in_the_notes() -> None:
    call = Call()
    assert call.says("A table for two tomorrow at seven, please.", "Sarah Johnson").expect.slot == "occasion"
    assert call.says("Yes, it's a birthday").expect.slot == "turning"
    assert call.says("Forty").expect.slot == "allergy"
    assert "Shall I book" in call.says("My wife can't eat peanuts").text
    call.says("Yes please")
    assert call.notes == "occasion: a birthday; age: 40; allergy: My wife can't eat peanuts"


def test_what_needs_no_answer_is_left_out_and_what_depends_on_it_is_not_asked() -> None:
    call = Call()
    call.says("A table for two tomorrow at seven, please.", "Sarah Johnson", "No")
    assert call.reply.expect.slot == "allergy"
    call.says("None", "Yes")
    assert call.notes == ""


def test_a_correction_in_place_of_an_answer_is_heard_and_the_question_comes_again() -> None:
    call = Call()
    call.says("A table for two tomorrow at seven, please.", "Sarah Johnson", "nothing special")
    reply = call.says("Actually, make it eight o'clock")
    assert (reply.expect.slot, reply.state.tasks[-1].slots["time"].value) == ("allergy", "20:00")
    call.says("No", "Yes")
    assert any(effect.type == "booking.confirmed" for effect in call.reply.effects)


def test_it_is_asked_in_the_callers_language_and_noted_in_the_houses() -> None:
    call = Call(language="es")
    call.says("Una mesa para dos mañana a las siete de la noche, por favor.", "Ana Ruiz")
    assert "¿Celebran algo?" in call.reply.text
    call.says("Un cumpleaños", "cuarenta", "los cacahuetes", "sí")
    assert call.notes.startswith("occasion: a birthday")


def test_without_questions_a_booking_is_as_it_was() -> None:
    call = Call(demo("restaurant"))
    assert "Shall I book" in call.says("A table for two tomorrow at seven, please.", "Sarah Johnson").text


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (ALLERGY.model_copy(update={"field": "date"}), "asked of everybody"),
        (ALLERGY.model_copy(update={"field": "Big Party"}), "small letters"),
        (ALLERGY.model_copy(update={"type": "choice"}), "choice"),
        (AGE, "no question before"),
    ],
)
def test_a_question_that_cannot_be_asked_in_a_booking_is_named(question: Question, why: str) -> None:
    found = list(faults(demo("restaurant").model_copy(update={"intake": (question,)})))
    assert found[0][0][0] == "intake"
    assert why in found[0][1]
