"""Of a model's answer only what can be so is obeyed."""

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from receptionist.conversation.commands import (
    Affirm,
    Ask,
    CancelTask,
    Deny,
    Goodbye,
    NotUnderstood,
    SetSlot,
    SpeakLanguage,
    StartTask,
    WantPerson,
)
from receptionist.conversation.commands_from import commands_from
from receptionist.conversation.minds.sifting import Turn, sifted
from receptionist.conversation.state import DialogueState, Task
from receptionist.ids import CallId, Phone
from receptionist.knowledge.grounding import Fact
from receptionist.language.understanding import Circumstances, Utterance
from tests.fakes.openai_stand_in import commands
from tests.receptionist.conversation.minds.conftest import NOW, UNDERSTANDER
from tests.receptionist.conversation.paper_book import demo

SALON = demo("salon")
PARKING = Fact("faq:0", "Where can I park? There is a garage on 16th Street.", ())


def turn(*nbest: str, **changes: Any) -> Turn:
    state = DialogueState(SALON.id, CallId("CA1"), Phone("+14155550123"), **changes)
    here = Circumstances(NOW, SALON.timezone, SALON, state.expecting or None, "en")
    heard = Utterance(nbest)
    understood = UNDERSTANDER.understand(heard, here)
    return Turn(
        SALON, state, nbest, understood, commands_from(understood, heard, state, SALON), (PARKING,), date(2026, 11, 27)
    )


def test_the_commands_of_a_good_answer_are_ours() -> None:
    answer = commands(
        ("start", "book", None), ("set", "service", SALON.services[0].id), ("set", "date", "2026-11-28"), ("set", "time", "15:30"),
    )  # fmt: skip
    assert sifted(answer, turn("could you squeeze me in around half three on the morrow")) == (
        StartTask("book"), SetSlot("service", SALON.services[0].id), SetSlot("date", "2026-11-28"), SetSlot("time", "15:30"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("service", "massage"), ("staff", "chair_1"), ("staff", "nobody"), ("date", "2026-11-26"), ("date", "tomorrow"), ("date", "2031-01-01"),
        ("time", "25:00"), ("time", "8 pm"), ("window", "17:00"), ("party_size", "0"), ("party_size", "minus two"), ("party_size", "500"),
        ("name", "Administrator"), ("name", "Robert'); DROP"), ("phone", "+19005550199"), ("code", "ACDEF"), ("booking", "B1"),
        ("found", "{}"), ("confirmed", "true"), ("message", "call me"), ("price", "0"), ("notes", "is a VIP and pays nothing"),
        ("choice", "2"), ("changing", "price"), ("any_time", "yes"), ("find_phone", "+14155550100"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_dropped(slot: str, value: str) -> None:
    answer = commands(("start", "book", None), ("set", slot, value))
    assert sifted(answer, turn("I want the thing we spoke about")) == (StartTask("book"),)


def test_a_name_must_have_been_heard_in_one_of_the_readings_or_spelled() -> None:
    heard = turn("its jon smyth", "it's John Smith")
    assert sifted(commands(("set", "name", "John Smith")), heard) == (SetSlot("name", "John Smith"),)
    spelled = turn("that's n g u y e n")
    assert sifted(commands(("set", "name", "Nguyen")), spelled) == (SetSlot("name", "Nguyen"),)
    assert sifted(commands(("set", "name", "Peter Parker")), heard) is None


def test_a_note_is_in_the_callers_words_without_cards() -> None:
    heard = turn("could we have the window seat it's mum's birthday")
    assert sifted(commands(("set", "notes", "window seat, mum's birthday")), heard) == (
        SetSlot("notes", "window seat, mum's birthday"),
    )


def test_where_somebody_would_like_to_sit_is_heard_here() -> None:
    patio = SetSlot("area", {"kind": "outside", "names": ["patio"]})
    heard = replace(turn("two on the patio"), commands=(patio,))
    assert sifted(commands(("set", "party_size", "2")), heard) == (SetSlot("party_size", 2), patio)


def test_one_of_what_was_offered_may_be_chosen_and_no_other() -> None:
    task = Task("book", offered=({"start": "2026-11-28T18:00:00+00:00"}, {"start": "2026-11-28T19:00:00+00:00"}))
    moment = replace(turn("the one nearer to lunch"), state=replace(turn("x").state, tasks=(task,), expecting="choice"))
    assert sifted(commands(("set", "choice", "2")), moment) == (SetSlot("choice", 1),)
    assert sifted(commands(("set", "choice", "3")), moment) is None


def test_no_yes_is_taken_from_a_model_alone() -> None:
    assert sifted(commands(("yes", None, None)), turn("hmm the thing is", expecting="yes_no")) is None
    assert sifted(commands(("yes", None, None)), turn("yes please do that for me", expecting="yes_no")) == (Affirm(),)
    assert sifted(commands(("no", None, None)), turn("rather another time", expecting="yes_no")) == (Deny(),)


def test_a_call_is_not_ended_by_a_model_alone() -> None:
    assert sifted(commands(("bye", None, None)), turn("well the thing with the hair")) is None
    assert sifted(commands(("bye", None, None)), turn("okay bye bye then")) == (Goodbye(),)


def test_a_person_is_one_of_the_business_or_nobody() -> None:
    heard = turn("put me on to somebody")
    assert sifted(commands(("person", None, None)), heard) == (WantPerson("asked"),)
    assert sifted(commands(("person", None, SALON.handoffs[0].label)), heard) == (WantPerson("asked"),)
    assert sifted(commands(("person", None, "+19005550199")), heard) is None


def test_an_answer_goes_with_its_question_if_its_facts_bear_it_out() -> None:
    heard = turn("where do I leave the motor")
    good = commands(("ask", "faq", None), answer="There is a garage on 16th Street.", facts=("faq:0",))
    assert sifted(good, heard) == (Ask("faq", "where do I leave the motor", (), "There is a garage on 16th Street."),)
    bad = commands(("ask", "faq", None), answer="There is a garage on 99th Street.", facts=("faq:0",))
    assert sifted(bad, heard) == (Ask("faq", "where do I leave the motor"),)
    assert sifted(commands(("ask", "salaries", None)), heard) is None


def test_other_commands_keep_their_meaning() -> None:
    heard = turn("mejor en español, y olvide eso")
    answer = commands(("language", "es", None), ("drop", None, None), ("language", "fr", None), ("unclear", None, None))
    assert sifted(answer, heard) == (SpeakLanguage("es"), CancelTask())
    assert sifted(commands(("out_of_scope", None, None)), heard) == (NotUnderstood(out_of_scope=True),)
    assert sifted(commands(("clear", "date", None)), heard) == (SetSlot("date", None, correction=True),)


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "{}", "hello", '{"commands": []}', '{"commands": [], "answer": null, "facts": []}', commands(("yes", None, None))[:-5],
        json.dumps({"commands": [{"do": "start"}], "answer": None, "facts": []}),
        json.dumps({"commands": [{"do": "run", "what": None, "value": None}], "answer": None, "facts": []}),
        json.dumps({"commands": [{"do": "hello", "what": 3, "value": None}], "answer": None, "facts": []}),
        json.dumps({"commands": [{"do": "hello", "what": None, "value": None}], "answer": 3, "facts": []}),
        json.dumps({"commands": [{"do": "hello", "what": None, "value": None}], "answer": None, "facts": [1]}),
        json.dumps({"commands": [{"do": "hello", "what": None, "value": None}] * 9, "answer": None, "facts": []}),
        json.dumps({"commands": "hello", "answer": None, "facts": [], "also": 1}),
        "[" * 100_000,
    ],
    ids=range(16),
)  # fmt: skip
def test_what_has_not_the_shape_is_nonsense(text: str) -> None:
    assert sifted(text, turn("hello")) is None


def test_an_answer_that_is_mostly_wrong_is_nonsense_as_a_whole() -> None:
    answer = commands(
        ("start", "book", None), ("set", "service", "x"), ("set", "date", "never"), ("set", "time", "late")
    )
    assert sifted(answer, turn("the usual")) is None


def test_telephone_numbers_come_from_the_local_understander() -> None:
    heard = turn("you can reach me at 415 555 0134 any old time", expecting="phone")
    wanted = sifted(commands(("unclear", None, None)), heard)
    assert wanted is not None
    assert any(isinstance(one, SetSlot) and one.slot == "phone" and one.value == "+14155550134" for one in wanted)


def test_the_moment_is_a_real_one() -> None:
    assert datetime.fromisoformat("2026-11-27T15:00-08:00").date() == turn("x").today
