"""The stream is over, and the caller may still be on the line."""

import json
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI

from functions.call_setup.app import build
from functions.office import Office
from receptionist.calls.record import Checkpoint
from receptionist.calls.ticket import verify
from receptionist.conversation.state import DialogueState, from_json, to_json
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId
from tests.fakes.front_office import CALL, CALLER, ORIGIN, TICKET_KEY, SetClock, Twilio

BUSINESS = BusinessId("restaurant")
PERSON = "+14155550190"
STATE = DialogueState(BUSINESS, CALL, CALLER, turn=3)


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


@pytest.fixture
def ringing(twilio: Twilio) -> Twilio:
    """A Twilio with a call under way."""
    twilio.post("/voice/incoming")
    return twilio


def handled(desk: Desk, *, ended: bool = False, **extra: object) -> Checkpoint:
    """A handler takes the call, speaks a turn, and writes where it stands."""
    now = desk.clock()
    taken = desk.calls.take(BUSINESS, CALL, until=now + timedelta(seconds=5))
    epoch = taken.epoch if taken else 1
    checkpoint = Checkpoint(CALL, BUSINESS, epoch, to_json(STATE), now, CALLER, ended=ended, extra=dict(extra))
    desk.calls.save(checkpoint)
    return checkpoint


def verbs(document: str) -> list[str]:
    return [verb.tag for verb in ElementTree.fromstring(document)]


def only(document: str, path: str) -> ElementTree.Element:
    found = ElementTree.fromstring(document).find(path)
    assert found is not None, document
    return found


def next_url(document: str, verb: str) -> str:
    """Path and query of where Twilio goes after the verb."""
    url = only(document, verb).attrib["action"]
    assert url.startswith(ORIGIN)
    return url.removeprefix(ORIGIN)


def test_a_call_that_ended_with_a_goodbye_is_hung_up(ringing: Twilio, desk: Desk) -> None:
    handled(desk, ended=True)
    assert verbs(ringing.post("/voice/after?resumes=0").text) == ["Hangup"]


def test_a_call_that_has_been_finished_is_hung_up(ringing: Twilio, desk: Desk) -> None:
    handled(desk)
    record = desk.calls.find(CALL)
    assert record is not None
    desk.calls.finish(record)
    assert verbs(ringing.post("/voice/after?resumes=0").text) == ["Hangup"]


def test_a_call_whose_handler_was_lost_goes_on_with_the_next(ringing: Twilio, desk: Desk, clock: SetClock) -> None:
    handled(desk)
    answer = ringing.post("/voice/after?resumes=0").text
    ticket = verify(only(answer, "Connect/Stream/Parameter").attrib["value"], [TICKET_KEY], clock())
    assert (ticket.call, ticket.business, ticket.resumed) == (CALL, BUSINESS, True)


def test_a_call_whose_first_stream_never_came_about_goes_on_too(ringing: Twilio) -> None:
    assert verbs(ringing.post("/voice/after?resumes=0").text) == ["Connect", "Redirect"]


def test_a_resumed_call_is_nobodys_to_rescue_until_the_next_handler_had_its_chance(
    ringing: Twilio, desk: Desk, clock: SetClock
) -> None:
    handled(desk)
    clock.pass_(seconds=6)
    assert [lost.call for lost in desk.calls.lost(clock())] == [CALL]
    ringing.post("/voice/after?resumes=0")
    assert desk.calls.lost(clock()) == []
    clock.pass_(seconds=30)
    assert [lost.call for lost in desk.calls.lost(clock())] == [CALL]


def test_after_three_resumes_a_person_takes_the_call(ringing: Twilio, desk: Desk) -> None:
    handled(desk)
    url = "/voice/after?resumes=0"
    for _ in range(3):
        url = next_url(ringing.post(url).text, "Connect")
    answer = ringing.post(url).text
    assert verbs(answer) == ["Say", "Dial"]
    assert only(answer, "Dial/Number").text == PERSON


def test_resumes_are_counted_by_handlers_too_when_the_carrier_was_sent_on_by_hand(ringing: Twilio, desk: Desk) -> None:
    for _ in range(4):
        handled(desk)
    assert verbs(ringing.post("/voice/after").text) == ["Say", "Dial"]


def test_after_three_resumes_at_night_the_caller_leaves_a_voicemail(
    ringing: Twilio, desk: Desk, clock: SetClock
) -> None:
    handled(desk)
    clock.pass_(hours=6)
    answer = ringing.post("/voice/after?resumes=3").text
    assert verbs(answer) == ["Say", "Record", "Hangup"]
    url = next_url(answer, "Record")
    for _ in range(2):
        heard = ringing.post(url, RecordingUrl="https://api.twilio.com/recordings/RE1", RecordingDuration="12")
        assert verbs(heard.text) == ["Hangup"]
    (kept,) = desk.messages.taken(BUSINESS)
    assert (kept.caller, kept.call, kept.wants_call_back) == (CALLER, CALL, True)
    assert "https://api.twilio.com/recordings/RE1" in kept.text


def test_a_person_who_does_not_answer_for_us_leaves_the_caller_a_voicemail(ringing: Twilio, desk: Desk) -> None:
    handled(desk)
    url = next_url(ringing.post("/voice/after?resumes=3").text, "Dial")
    assert verbs(ringing.post(url, DialCallStatus="no-answer").text) == ["Say", "Record", "Hangup"]


def test_a_caller_who_was_promised_a_person_is_put_through(ringing: Twilio, desk: Desk) -> None:
    handled(desk, ended=True, transfer_to=PERSON)
    answer = ringing.post("/voice/after?resumes=0").text
    assert verbs(answer) == ["Dial"]
    assert only(answer, "Dial/Number").text == PERSON
    assert ringing.post("/voice/after?resumes=0").text == answer


def test_a_call_put_through_is_not_rescued_while_it_lasts(ringing: Twilio, desk: Desk, clock: SetClock) -> None:
    handled(desk, transfer_to=PERSON)
    ringing.post("/voice/after?resumes=0")
    clock.pass_(hours=2)
    assert desk.calls.lost(clock()) == []


def test_after_the_talk_with_the_person_the_call_is_over(ringing: Twilio, desk: Desk) -> None:
    handled(desk, transfer_to=PERSON)
    url = next_url(ringing.post("/voice/after?resumes=0").text, "Dial")
    assert verbs(ringing.post(url, DialCallStatus="completed").text) == ["Hangup"]


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled", ""])
def test_when_nobody_answers_the_receptionist_comes_back_and_knows_it(ringing: Twilio, desk: Desk, status: str) -> None:
    handled(desk, ended=True, transfer_to=PERSON)
    url = next_url(ringing.post("/voice/after?resumes=0").text, "Dial")
    answer = ringing.post(url, DialCallStatus=status).text
    assert verbs(answer) == ["Connect", "Redirect"]
    checkpoint = desk.calls.checkpoint(BUSINESS, CALL)
    assert checkpoint is not None
    state = from_json(checkpoint.state)
    assert state.extra["transfer_failed"] is True
    assert (state.ended, state.turn, checkpoint.ended) == (False, 3, False)
    assert checkpoint.extra == {"transfer_failed": True}
    handled(desk)
    assert "Dial" not in verbs(ringing.post(next_url(answer, "Connect")).text)


def test_a_promise_of_something_that_is_no_number_puts_nobody_through(ringing: Twilio, desk: Desk) -> None:
    handled(desk, ended=True, transfer_to="sip:evil@example.com")
    assert verbs(ringing.post("/voice/after").text) == ["Hangup"]


def test_a_damaged_checkpoint_does_not_leave_the_caller_alone(ringing: Twilio, desk: Desk) -> None:
    checkpoint = handled(desk, transfer_to=PERSON)
    for state in ("", "no json", json.dumps([1])):
        desk.calls.save(
            Checkpoint(CALL, BUSINESS, checkpoint.epoch, state, desk.clock(), extra={"transfer_to": PERSON})
        )
    answer = ringing.post("/voice/after?then=dialled&resumes=0", DialCallStatus="busy")
    assert verbs(answer.text) == ["Say", "Record", "Hangup"]


def test_a_call_nobody_wrote_down_is_answered_as_new(twilio: Twilio, desk: Desk) -> None:
    assert verbs(twilio.post("/voice/after?resumes=0").text) == ["Connect", "Redirect"]
    assert desk.calls.find(CALL) is not None


@pytest.mark.parametrize("query", ["resumes=-1", "resumes=x", "resumes=99999999999999999999", "then=x", "resumes=²"])
def test_a_query_of_ours_that_was_bent_does_no_harm(ringing: Twilio, query: str) -> None:
    assert ringing.client is not None
    assert ringing.post(f"/voice/after?{query}").status_code in (200, 403)
