"""A caller who rings again is told in a phrase what their last call left open, and no word of what it was about."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest

from receptionist.business.definition import Language
from receptionist.business.people import Colleague
from receptionist.calls.record import CallRecord
from receptionist.conversation.guard import false_claims
from receptionist.desk.desk import Desk
from receptionist.desk.erase_customer import erase_customer
from receptionist.desk.remember_call import KIND as REMEMBER
from receptionist.desk.remember_call import remember_call, to_remember
from receptionist.desk.run_errands import Duty, run_due
from receptionist.desk.take_message import take_message
from receptionist.desk.tell_staff import KIND as NOTICE
from receptionist.desk.tell_staff import look_after, take_up
from receptionist.ids import BusinessId, CallId, MessageId, Phone
from receptionist.messages.model import TakenMessage
from tests.fakes.front_office import SetClock, a_desk
from tests.receptionist.conversation.test_answering import CALLER, Talk

CALLS = count(1)
LANGUAGES: tuple[Language, ...] = ("en", "es", "pa")
CUT_OFF = {"en": "cut off earlier", "es": "se cortara la llamada", "pa": "ਕਾਲ ਕੱਟੀ ਗਈ"}
MESSAGE = {"en": "it is with the team", "es": "lo tiene el equipo", "pa": "ਟੀਮ ਕੋਲ ਹੈ"}


@pytest.fixture
def clock() -> SetClock:
    clock = SetClock()
    clock.now = datetime(2026, 11, 27, 20, tzinfo=UTC)
    return clock


@pytest.fixture
def desk(clock: SetClock) -> Desk:
    return a_desk(clock)


def ended(
    desk: Desk,
    outcome: str = "lost",
    business: str = "restaurant",
    *effects: tuple[str, dict[str, object]],
    caller: Phone = CALLER,
) -> CallRecord:
    """A call of that caller that is over, and what follows a call."""
    house = desk.businesses.get(BusinessId(business))
    assert house is not None
    call = CallId(f"CA{next(CALLS)}")
    told: list[dict[str, Any]] = [{"type": "effect", "effect": kind, "detail": detail} for kind, detail in effects]
    said = ({"type": "caller.said", "text": "A table for my secret birthday"}, *told)
    record = CallRecord(call, house.id, caller, house.default_number(), desk.clock(), transcript=said)
    record = desk.calls.finish(replace(record, status="ended", ended=desk.clock(), outcome=outcome))
    to_remember(desk, house, record)
    run(desk)
    return record


def run(desk: Desk) -> None:
    duties = {REMEMBER: Duty(remember_call), NOTICE: Duty(look_after)}
    while run_due(desk, duties, jitter=lambda: 0.0).claimed:
        pass


def left_a_message(desk: Desk, *, call_back: bool = False) -> None:
    house, id = BusinessId("restaurant"), MessageId(f"m{next(CALLS)}")
    message = TakenMessage(id, house, CALLER, "Emma", "the secret cake", desk.clock(), wants_call_back=call_back)
    take_message(desk, message)
    ended(desk, "goodbye", "restaurant", ("message.taken", {"id": id, "call_back": call_back}))


def spoken(desk: Desk, language: Language, business: str = "restaurant", caller: Phone = CALLER) -> str:
    talk = Talk(desk, business, caller)
    return talk.mind.open(talk.business, call=CallId("next"), caller=caller, language=language).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_call_that_broke_off_is_owned_up_to(desk: Desk, clock: SetClock, language: Language) -> None:
    ended(desk, "lost")
    told = spoken(desk, language)
    assert CUT_OFF[language] in told
    assert "secret" not in told
    clock.pass_(hours=3)
    assert CUT_OFF[language] not in spoken(desk, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_that_waits_is_with_the_team(desk: Desk, clock: SetClock, language: Language) -> None:
    left_a_message(desk)
    clock.pass_(days=1)
    told = spoken(desk, language)
    assert MESSAGE[language] in told
    assert "secret" not in told
    clock.pass_(days=3)
    assert MESSAGE[language] not in spoken(desk, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_claims_what_has_not_happened(desk: Desk, language: Language) -> None:
    ended(desk, "lost")
    assert not false_claims(spoken(desk, language), language, ())
    left_a_message(desk, call_back=True)
    assert not false_claims(spoken(desk, language), language, ())
    left_a_message(desk)
    assert not false_claims(spoken(desk, language), language, ())


def test_a_message_somebody_sees_to_is_not_mentioned(desk: Desk) -> None:
    house = desk.businesses.get(BusinessId("restaurant"))
    assert house is not None
    desk.businesses.put(house.model_copy(update={"colleagues": (Colleague(name="Maria", number="+14155550188"),)}))
    left_a_message(desk)
    (message,) = desk.messages.taken(BusinessId("restaurant"))
    assert MESSAGE["en"] in spoken(desk, "en")
    take_up(desk, BusinessId("restaurant"), message.id, by="Maria")
    assert MESSAGE["en"] not in spoken(desk, "en")


def test_a_call_that_went_well_closes_what_was_open(desk: Desk, clock: SetClock) -> None:
    ended(desk, "lost")
    clock.pass_(minutes=5)
    ended(desk, "goodbye")
    assert CUT_OFF["en"] not in spoken(desk, "en")


def test_a_call_that_broke_off_after_it_had_booked_left_nothing_open(desk: Desk) -> None:
    ended(desk, "lost", "restaurant", ("booking.confirmed", {}))
    assert CUT_OFF["en"] not in spoken(desk, "en")


def test_who_hung_up_is_told_nothing(desk: Desk) -> None:
    ended(desk, "caller_hung_up")
    assert CUT_OFF["en"] not in spoken(desk, "en")


def test_nobody_else_is_told_and_a_withheld_number_is_nobody(desk: Desk) -> None:
    ended(desk, "lost")
    ended(desk, "lost", caller=Phone(""))
    for caller in (Phone("+14155550199"), Phone("")):
        assert CUT_OFF["en"] not in spoken(desk, "en", caller=caller)
    assert CUT_OFF["en"] not in spoken(desk, "en", "salon")


@pytest.mark.parametrize(
    ("business", "setting", "days", "told"),
    [
        ("restaurant", None, None, True),
        ("restaurant", False, None, False),
        ("restaurant", True, 0, False),
        ("clinic", None, 30, False),
        ("clinic", None, None, False),
        ("clinic", True, 30, True),
    ],
)
def test_whether_it_is_said_is_the_business_s_to_decide(
    desk: Desk, business: str, setting: bool | None, days: int | None, told: bool
) -> None:
    house = desk.businesses.get(BusinessId(business))
    assert house is not None
    desk.businesses.put(house.model_copy(update={"mention_last_call": setting, "remember_days": days}))
    ended(desk, "lost", business)
    assert (CUT_OFF["en"] in spoken(desk, "en", business)) is told


def test_who_was_forgotten_is_told_nothing(desk: Desk, clock: SetClock) -> None:
    house = desk.businesses.get(BusinessId("restaurant"))
    assert house is not None
    ended(desk, "lost")
    clock.pass_(minutes=1)
    erase_customer(desk, house, CALLER)
    assert CUT_OFF["en"] not in spoken(desk, "en")
    assert desk.rows.get(house.id, "last_call", CALLER) is None
