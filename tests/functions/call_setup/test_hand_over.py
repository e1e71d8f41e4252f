"""A caller on the way to a person: who hears what, who accepts, and what happens if nobody does."""

from dataclasses import replace

import pytest
from fastapi import FastAPI

from functions.call_setup.app import build
from functions.office import Office
from receptionist.business.definition import Business
from receptionist.business.people import Colleague
from receptionist.calls.transfer import HANDOVER, Transfer, transfer_json
from receptionist.desk.desk import Desk
from receptionist.desk.tell_staff import KIND, look_after
from receptionist.ids import BusinessId, Phone
from tests.fakes.front_office import CALL, ORIGIN, Twilio
from tests.functions.call_setup.test_after import handled, next_url, only, verbs

BUSINESS = BusinessId("restaurant")
OWNER, CHEF = Phone("+14155550190"), Phone("+14155550199")
SUMMARY = "Ana Ruiz would like to book: a table, 12 people."
WARM = Transfer(OWNER, "the owner", "policy", True, 15, SUMMARY)


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


@pytest.fixture
def ringing(twilio: Twilio) -> Twilio:
    twilio.post("/voice/incoming")
    return twilio


def promised(desk: Desk, transfer: Transfer) -> None:
    handled(desk, ended=True, transfer_to=transfer.number, **{HANDOVER: transfer_json(transfer)})


def whisper_url(document: str) -> str:
    return only(document, "Dial/Number").attrib["url"].removeprefix(ORIGIN)


def test_whoever_picks_up_hears_who_is_calling_and_why_before_the_line_is_joined(ringing: Twilio, desk: Desk) -> None:
    promised(desk, WARM)
    answer = ringing.post("/voice/after?resumes=0").text
    assert only(answer, "Dial").attrib["timeout"] == "15"
    heard = ringing.post(whisper_url(answer), CallSid="CA" + "9" * 32).text
    assert verbs(heard) == ["Gather", "Hangup"]
    assert "A call for the owner." in heard
    assert SUMMARY in heard
    assert "Press 1" in heard
    joined = ringing.post(next_url(heard, "Gather"), Digits="1").text
    assert verbs(joined) == []


def test_a_person_who_took_the_call_ends_it(ringing: Twilio, desk: Desk) -> None:
    promised(desk, WARM)
    answer = ringing.post("/voice/after?resumes=0").text
    heard = ringing.post(whisper_url(answer)).text
    ringing.post(next_url(heard, "Gather"), Digits="1")
    ringing.post(whisper_url(answer))  # the carrier asks again: nothing is taken back
    assert verbs(ringing.post(next_url(answer, "Dial"), DialCallStatus="completed").text) == ["Hangup"]


@pytest.mark.parametrize("bridged", [{}, {"DialBridged": "false"}])
def test_a_voicemail_that_picks_up_does_not_swallow_the_caller(
    ringing: Twilio, desk: Desk, bridged: dict[str, str]
) -> None:
    promised(desk, WARM)
    answer = ringing.post("/voice/after?resumes=0").text
    heard = ringing.post(whisper_url(answer)).text
    assert verbs(ringing.post(next_url(heard, "Gather"), Digits="5").text) == ["Hangup"]
    back = ringing.post(next_url(answer, "Dial"), DialCallStatus="completed", **bridged).text
    assert verbs(back) == ["Connect", "Redirect"]


def test_a_carrier_that_asks_nothing_of_the_person_is_believed(ringing: Twilio, desk: Desk) -> None:
    promised(desk, WARM)
    answer = ringing.post("/voice/after?resumes=0").text
    assert verbs(ringing.post(next_url(answer, "Dial"), DialCallStatus="completed").text) == ["Hangup"]


def test_a_cold_hand_over_joins_the_line_at_once(ringing: Twilio, desk: Desk) -> None:
    promised(desk, replace(WARM, warm=False))
    answer = ringing.post("/voice/after?resumes=0").text
    assert "url" not in only(answer, "Dial/Number").attrib


def test_the_next_person_is_rung_with_a_whisper_of_their_own(ringing: Twilio, desk: Desk) -> None:
    promised(desk, replace(WARM, next=(Transfer(CHEF, "the chef", "policy", True, 20, SUMMARY),)))
    answer = ringing.post("/voice/after?resumes=0").text
    second = ringing.post(next_url(answer, "Dial"), DialCallStatus="no-answer").text
    assert verbs(second) == ["Dial"]
    assert only(second, "Dial/Number").text == CHEF
    assert "A call for the chef." in ringing.post(whisper_url(second)).text
    back = ringing.post(next_url(second, "Dial"), DialCallStatus="busy").text
    assert verbs(back) == ["Connect", "Redirect"]


def test_a_hand_over_that_failed_reaches_a_colleague_once(ringing: Twilio, desk: Desk) -> None:
    business = desk.businesses.get(BUSINESS)
    assert isinstance(business, Business)
    desk.businesses.put(
        business.model_copy(update={"colleagues": (Colleague(name="Maria", number="+14155550177"),)}),
        expected_version=business.version,
    )
    promised(desk, WARM)
    answer = ringing.post("/voice/after?resumes=0").text
    for _ in range(2):
        ringing.post(next_url(answer, "Dial"), DialCallStatus="no-answer")
    now = desk.clock()
    known = desk.businesses.get(BUSINESS)
    assert known is not None
    for errand in desk.errands.claim("", now, now):
        assert errand.kind == KIND
        look_after(desk, known, errand)
    (text,) = desk.messages.sent_to(BUSINESS, Phone("+14155550177"))
    assert SUMMARY in text.body


def test_nobody_hears_of_a_call_that_is_not_there(twilio: Twilio) -> None:
    assert verbs(twilio.post(f"/voice/whisper?of={CALL}&tried=0").text) == ["Hangup"]
    assert verbs(twilio.post("/voice/accepted?of=nonsense&tried=x", Digits="1").text) == []


def test_whispers_are_for_the_carrier_only(twilio: Twilio) -> None:
    assert twilio.post(f"/voice/whisper?of={CALL}", token="wrong").status_code == 403
    assert twilio.post(f"/voice/accepted?of={CALL}", token="wrong", Digits="1").status_code == 403
