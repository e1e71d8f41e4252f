"""A task a business has written down, from what callers say of it to what comes of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from local.text_office import text_office
from receptionist.business.checks import faults
from receptionist.business.definition import Business
from receptionist.business.workflows import KNOWN, OwnWorkflow
from receptionist.conversation.reply import Effect, Reply
from receptionist.conversation.state import DialogueState, from_json, to_json
from receptionist.conversation.turn import Receptionist
from receptionist.conversation.workflows import WORKFLOWS
from receptionist.ids import CallId, Phone
from receptionist.language.understanding import Utterance
from tests.receptionist.conversation.paper_book import demo

NOW = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
"""Friday, three in the afternoon in San Francisco."""

PRIVATE = """
id: private_dining
name: {en: A private dinner, es: Una cena privada, pa: ਨਿੱਜੀ ਖਾਣਾ}
when:
  en: [private dining, private dinner, private room]
  es: [cena privada, salón privado]
  pa: [ਨਿੱਜੀ ਕਮਰਾ]
ask:
  - {field: guests, type: number, label: {en: guests, es: invitados}, question: {en: "How many guests will there be?", es: "¿Cuántos invitados serán?"},
     again: {en: "Please tell me roughly how many people, as a number."}}
  - {field: day, type: date, label: {en: day, es: día}, question: {en: "Which day is it for?", es: "¿Para qué día?"}}
  - {field: occasion, type: choice, required: false, label: {en: occasion, es: motivo}, question: {en: "What is the occasion?", es: "¿Cuál es el motivo?"},
     choices: [{id: birthday, name: {en: a birthday, es: un cumpleaños}}, {id: work, name: {en: a work event, es: un evento de trabajo}, synonyms: {en: "office party, team dinner"}}]}
  - {field: cake, type: yes_no, label: {en: cake, es: pastel}, question: {en: "Would you like a cake?", es: "¿Quieren pastel?"}, only_if: {field: occasion, equals: [birthday]}}
read_back: true
then:
  - {do: person, only_if: {field: guests, at_least: 30}}
  - {do: message}
otherwise: {do: call_back}
"""


@dataclass
class Call:
    receptionist: Receptionist
    business: Business
    reply: Reply
    effects: list[Effect] = field(default_factory=list)

    def say(self, text: str) -> str:
        return self._took(self.receptionist.hear(self.business, self._state(), Utterance((text,))))

    def press(self, digits: str) -> str:
        return self._took(self.receptionist.keys(self.business, self._state(), digits))

    def _state(self) -> DialogueState:
        """As another process would have it."""
        return from_json(to_json(self.reply.state))

    def _took(self, reply: Reply) -> str:
        self.reply = reply
        self.effects += reply.effects
        return reply.text

    def asks(self) -> str | None:
        return self.reply.expect.slot


def of_its_own(definition: str = PRIVATE) -> Business:
    own = OwnWorkflow.model_validate(yaml.safe_load(definition))
    return demo("restaurant").model_copy(update={"workflows": (own,)})


@pytest.fixture
def call() -> Iterator[Call]:
    with text_office() as office:
        receptionist = office.receptionist(lambda: NOW, strict=True)
        business = of_its_own()
        opened = receptionist.open(business, call=CallId("c1"), caller=Phone("+14155550123"))
        yield Call(receptionist, business, opened)


def kept(call: Call) -> list[str]:
    return [str(effect.detail["text"]) for effect in call.effects if effect.type == "message.taken"]


def test_it_asks_what_it_must_know_and_leaves_a_message(call: Call) -> None:
    assert "How many guests" in call.say("Hi, do you do private dining?")
    assert "Which day" in call.say("Twenty")
    assert "occasion" in call.say("Next Friday")
    assert "cake" in call.say("It's a birthday")
    call.say("yes please")
    read = call.say("Ana Ruiz")
    assert "guests: 20" in read
    assert "a birthday" in read
    assert "December 4th" in read
    assert not call.effects
    call.say("yes")
    assert kept(call) == ["A private dinner: guests: 20; day: 2026-12-04; occasion: a birthday; cake: yes"]


def test_facts_given_early_are_not_asked_again(call: Call) -> None:
    call.say("I'd like to ask about a private dinner for 20 people on December 12th, an office party")
    assert call.asks() == "name"
    call.say("Ana Ruiz")
    call.say("yes, that's right")
    assert kept(call) == ["A private dinner: guests: 20; day: 2026-12-12; occasion: a work event"]


def test_what_is_asked_only_in_some_cases_is_not_asked_in_others(call: Call) -> None:
    call.say("a private room for 12 on Saturday")
    call.say("a team dinner")
    assert call.asks() == "name"


def test_many_guests_go_to_a_person(call: Call) -> None:
    call.say("private dining for forty people on Saturday please")
    call.say("no idea")
    call.say("Ana Ruiz")
    call.say("yes")
    assert call.reply.handoff == "policy"


def test_a_question_in_the_middle_is_answered_and_the_task_goes_on(call: Call) -> None:
    call.say("a private dinner please")
    answer = call.say("What's your address?")
    assert "Valencia Street" in answer
    assert call.asks() == "guests"
    call.say("14")
    assert call.asks() == "day"


def test_a_correction_at_the_read_back_is_read_back_again(call: Call) -> None:
    call.say("a private dinner for 20 people on December 12th, a birthday")
    call.say("no")
    call.say("Ana Ruiz")
    again = call.say("No, make that 25 guests")
    assert "guests: 25" in again
    call.say("yes")
    assert "guests: 25" in kept(call)[0]


def test_a_label_that_is_wrong_is_asked_anew(call: Call) -> None:
    call.say("a private dinner for 20 people on December 12th, a work event")
    call.say("Ana Ruiz")
    assert "Which day" in call.say("No, the day is wrong")
    call.say("December 13th")
    call.say("yes")
    assert "2026-12-13" in kept(call)[0]


def test_answers_that_cannot_be_had_lead_where_the_business_says(call: Call) -> None:
    call.say("a private dinner")
    for _ in range(4):
        call.say("mumble mumble blah")
    assert call.asks() == "name"
    call.say("Ana Ruiz")
    assert [effect.detail.get("call_back") for effect in call.effects if effect.type == "message.taken"] == [True]


def test_keys_answer(call: Call) -> None:
    call.say("a private dinner on December 12th")
    call.press("22")
    assert call.asks() == "occasion"
    call.press("2")
    assert call.asks() == "name"


def test_in_spanish_it_asks_in_spanish(call: Call) -> None:
    call.say("Hola, quisiera información sobre una cena privada")
    assert "¿Cuántos invitados" in call.reply.text
    call.say("somos veinte")
    assert "¿Para qué día" in call.reply.text


def test_never_mind_drops_it(call: Call) -> None:
    call.say("a private dinner")
    call.say("Never mind")
    assert not call.reply.state.tasks
    call.say("A table for two tomorrow at seven")
    assert call.reply.state.tasks[-1].workflow == "book"


def test_an_ordinary_table_is_no_private_dinner(call: Call) -> None:
    call.say("I'd like dinner for two tomorrow at seven")
    assert call.reply.state.tasks[-1].workflow == "book"


def test_it_can_end_in_a_booking() -> None:
    definition = """
id: anniversary
name: {en: An anniversary dinner}
when: {en: [anniversary]}
ask:
  - {field: flowers, type: yes_no, label: {en: flowers}, question: {en: "Would you like flowers on the table?"}}
then: [{do: book, service: dinner}]
"""
    business = of_its_own(definition)
    business = business.model_copy(
        update={
            "workflows": (
                business.workflows[0].model_copy(
                    update={
                        "then": (business.workflows[0].then[0].model_copy(update={"service": business.services[0].id}),)
                    }
                ),
            )
        }
    )
    with text_office() as office:
        receptionist = office.receptionist(lambda: NOW, strict=True)
        call = Call(
            receptionist,
            business,
            receptionist.open(business, call=CallId("c2"), caller=Phone("+14155550123")),
        )
        call.say("We want to celebrate our anniversary")
        call.say("yes")
        call.say("Ana Ruiz")
        assert call.reply.state.tasks[-1].workflow == "book"
        call.say("tomorrow at seven for two")
        call.say("yes")
        (booked,) = [effect for effect in call.effects if effect.type == "booking.confirmed"]
        assert booked.booking is not None
        assert "flowers: yes" in booked.booking.notes


def test_the_known_tasks_are_all_named() -> None:
    assert frozenset(WORKFLOWS) == KNOWN


@pytest.mark.parametrize(
    ("change", "place", "says"),
    [
        ({"id": "book"}, "id", "name of its own"),
        ({"when": {"en": []}}, "when", "in no language"),
        ({"then": [{"do": "person", "to": "Nobody"}]}, "to", "no hand-over called"),
        ({"then": [{"do": "book", "service": "spa"}]}, "service", "no service"),
        ({"then": [{"do": "answer"}]}, "text", "needs words"),
        ({"then": [{"do": "message", "only_if": {"field": "budget", "at_least": 3}}]}, "field", "asks for 'budget'"),
        ({"then": [{"do": "message", "only_if": {"field": "day", "at_least": 3}}]}, "only_if", "no number"),
        (
            {"then": [{"do": "message", "only_if": {"field": "occasion", "equals": ["wedding"]}}]},
            "equals",
            "choices of",
        ),
    ],
)
def test_a_mistake_is_named_with_its_place(change: dict[str, object], place: str, says: str) -> None:
    own = OwnWorkflow.model_validate({**yaml.safe_load(PRIVATE), **change})
    business = demo("restaurant").model_copy(update={"workflows": (own,)})
    assert any(place in where and says in what for where, what in faults(business))


def test_the_example_is_sound() -> None:
    assert not list(faults(of_its_own()))


def test_a_definition_on_disk_may_have_some(tmp_path: Path) -> None:
    definition = "".join(f"  {line}\n" for line in PRIVATE.strip().splitlines()).replace("  id:", "- id:", 1)
    known = Path("local/businesses/restaurant.yaml").read_text(encoding="utf-8")
    (tmp_path / "own.yaml").write_text(f"{known}\nworkflows:\n{definition}", encoding="utf-8")
    with text_office() as office:
        assert office.business(str(tmp_path / "own.yaml"), lambda: NOW).workflows[0].id == "private_dining"
