"""A telephone of the house rings before the receptionist answers."""

from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI

from functions.call_setup.app import build
from functions.office import Office
from receptionist.business.definition import Overlay
from receptionist.business.opening import local
from receptionist.business.people import RingFirst
from receptionist.desk.desk import Desk
from receptionist.desk.edit_plan import put_overlay
from receptionist.errors import NotServable
from receptionist.ids import BusinessId
from tests.fakes.front_office import CALL, CALLER, ORIGIN, SetClock, Twilio
from tests.functions.call_setup.test_after import next_url, only, verbs

BUSINESS = BusinessId("restaurant")
HOST = "+14155550191"


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


@pytest.fixture(autouse=True)
def house(desk: Desk) -> None:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    desk.businesses.put(business.model_copy(update={"ring_first": RingFirst(number=HOST, ring_seconds=12)}))


def outcome(desk: Desk) -> str:
    record = desk.calls.find(CALL)
    assert record is not None
    return record.outcome


def test_the_house_is_rung_and_hears_that_it_is_a_call_for_the_business(twilio: Twilio) -> None:
    answer = twilio.post("/voice/incoming").text
    assert only(answer, "Dial").attrib["timeout"] == "12"
    number = only(answer, "Dial/Number")
    assert number.text == HOST
    heard = twilio.post(number.attrib["url"].removeprefix(ORIGIN), CallSid="CA" + "9" * 32).text
    assert "Press 1" in heard


def test_whoever_takes_the_call_has_it_and_nobody_is_texted(twilio: Twilio, desk: Desk) -> None:
    answer = twilio.post("/voice/incoming").text
    heard = twilio.post(only(answer, "Dial/Number").attrib["url"].removeprefix(ORIGIN)).text
    twilio.post(next_url(heard, "Gather"), Digits="1")
    assert verbs(twilio.post(next_url(answer, "Dial"), DialCallStatus="completed").text) == ["Hangup"]
    twilio.post("/voice/status", CallStatus="completed")
    assert outcome(desk) == "answered_by_staff"
    assert desk.messages.sent_to(BUSINESS) == []


@pytest.mark.parametrize("status", ["no-answer", "busy", "failed", "completed"])
def test_where_nobody_presses_a_key_the_receptionist_answers(twilio: Twilio, status: str) -> None:
    """`completed`: a voicemail has picked up."""
    answer = twilio.post("/voice/incoming").text
    assert "Connect" in verbs(twilio.post(next_url(answer, "Dial"), DialCallStatus=status).text)


def test_whoever_hangs_up_while_it_rings_was_missed(twilio: Twilio, desk: Desk) -> None:
    twilio.post("/voice/incoming")
    twilio.post("/voice/status", CallStatus="completed")
    assert outcome(desk) == "lost"
    assert [text.to for text in desk.messages.sent_to(BUSINESS)] == [CALLER]


def sent_to_the_house(desk: Desk, until: datetime | None = None) -> None:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    today = local(business, desk.clock()).date()
    put_overlay(desk, business, "now", Overlay(kind="to_staff", first=today, last=today, until=until), revision=0)


def test_calls_sent_to_the_house_ring_there_outside_its_hours_until_it_is_over(
    twilio: Twilio, desk: Desk, clock: SetClock
) -> None:
    clock.pass_(hours=9)
    sent_to_the_house(desk, until=desk.clock() + timedelta(minutes=30))
    answer = twilio.post("/voice/incoming").text
    assert only(answer, "Dial/Number").text == HOST
    assert "Connect" in verbs(twilio.post(next_url(answer, "Dial"), DialCallStatus="no-answer").text)
    clock.pass_(minutes=31)
    assert "Connect" in verbs(twilio.post("/voice/incoming", CallSid="CA" + "8" * 32).text)


def test_where_none_rings_first_they_go_to_the_first_hand_over(twilio: Twilio, desk: Desk) -> None:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    desk.businesses.put(business.model_copy(update={"ring_first": None}))
    assert "Connect" in verbs(twilio.post("/voice/incoming").text)
    sent_to_the_house(desk)
    answer = twilio.post("/voice/incoming", CallSid="CA" + "8" * 32).text
    assert only(answer, "Dial/Number").text == business.handoffs[0].number


def test_nobody_sends_calls_to_a_house_without_a_telephone(desk: Desk) -> None:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    desk.businesses.put(business.model_copy(update={"ring_first": None, "handoffs": ()}))
    with pytest.raises(NotServable, match="no telephone of the house"):
        sent_to_the_house(desk)


def test_outside_its_hours_the_receptionist_answers_at_once(twilio: Twilio, clock: SetClock) -> None:
    clock.pass_(hours=9)
    assert "Connect" in verbs(twilio.post("/voice/incoming").text)


def test_the_house_that_calls_itself_is_not_rung(twilio: Twilio) -> None:
    assert "Connect" in verbs(twilio.post("/voice/incoming", From=HOST).text)
