"""Every line is busy."""

from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions.call_setup.app import build
from functions.call_setup.waiting import MOST_WAITS
from functions.office import DEGRADED, Office
from receptionist.adapters.memory.switchboard import MemorySwitchboard
from receptionist.calls.ticket import verify
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, CallId
from receptionist.ports import Handler
from tests.fakes.front_office import CALL, CALLER, NOW, ORIGIN, TICKET_KEY, SetClock, Twilio
from tests.functions.call_setup.test_after import next_url, only, verbs

BUSINESS = BusinessId("restaurant")
OTHER = CallId("CA" + "b" * 32)
FOREVER = NOW + timedelta(days=1)


@pytest.fixture
def board() -> MemorySwitchboard:
    board = MemorySwitchboard()
    board.announce(Handler("h1", "ws://10.0.0.1:8080/media", 1, 0, FOREVER))
    return board


@pytest.fixture
def app(office: Office, board: MemorySwitchboard) -> FastAPI:
    return build(replace(office, switchboard=board))


@pytest.fixture
def full(board: MemorySwitchboard) -> None:
    """Somebody else has the only slot, for good."""
    assert board.reserve("h1", OTHER, 1, NOW, FOREVER)


def redirected(document: str) -> str:
    found = ElementTree.fromstring(document).find("Redirect")
    assert found is not None
    assert (found.text or "").startswith(ORIGIN)
    return (found.text or "").removeprefix(ORIGIN)


def test_the_stream_is_told_where_its_slot_is(twilio: Twilio) -> None:
    answer = twilio.post("/voice/incoming").text
    assert only(answer, "Connect/Stream/Parameter[@name='slot']").attrib["value"] == "h1"
    assert twilio.post("/voice/incoming").status_code == 200
    assert verbs(twilio.post("/voice/incoming", CallSid=OTHER).text) == ["Say", "Pause", "Redirect"]


@pytest.mark.usefixtures("full")
def test_without_a_slot_the_caller_is_asked_to_wait_and_is_served_as_soon_as_one_is_free(
    twilio: Twilio, board: MemorySwitchboard, clock: SetClock
) -> None:
    answer = twilio.post("/voice/incoming").text
    assert verbs(answer) == ["Say", "Pause", "Redirect"]
    assert "busy" in str(only(answer, "Say").text)
    again = twilio.post(redirected(answer)).text
    assert verbs(again) == ["Say", "Pause", "Redirect"]
    assert only(again, "Say").text != only(answer, "Say").text
    board.free("h1", OTHER)
    served = twilio.post(redirected(again)).text
    assert verbs(served) == ["Connect", "Redirect"]
    ticket = verify(only(served, "Connect/Stream/Parameter").attrib["value"], [TICKET_KEY], clock())
    assert (ticket.call, ticket.resumed) == (CALL, False), "they have not been greeted yet"


@pytest.mark.usefixtures("full")
def test_silence_between_sentences_is_short_and_waiting_has_an_end(twilio: Twilio) -> None:
    url, waited = "/voice/incoming", 0
    while "/voice/wait" in url or url == "/voice/incoming":
        answer = twilio.post(url).text
        if "Redirect" not in verbs(answer):
            break
        waited += 1
        assert int(only(answer, "Pause").attrib["length"]) <= 2
        url = redirected(answer)
    assert waited == MOST_WAITS
    assert verbs(answer) == ["Say", "Dial"]
    assert "busy" in str(only(answer, "Say").text)
    assert only(answer, "Dial/Number").text == "+14155550190"


@pytest.mark.usefixtures("full")
def test_a_person_who_does_not_answer_either_leaves_a_voicemail_and_a_text(twilio: Twilio, desk: Desk) -> None:
    twilio.post("/voice/incoming")
    dialled = next_url(twilio.post(f"/voice/wait?tried={MOST_WAITS}").text, "Dial")
    answer = twilio.post(dialled, DialCallStatus="no-answer").text
    assert verbs(answer) == ["Say", "Record", "Hangup"]
    assert "busy" in str(only(answer, "Say").text)
    twilio.post(next_url(answer, "Record"), RecordingUrl="https://api.twilio.com/recordings/RE1")
    twilio.post("/voice/status", CallStatus="completed")
    assert len(desk.messages.taken(BUSINESS)) == 1
    (text,) = desk.messages.sent_to(BUSINESS)
    assert text.to == CALLER
    assert "could not take your call" in text.body


@pytest.mark.usefixtures("full")
def test_at_night_the_caller_leaves_a_voicemail_in_their_language(twilio: Twilio, desk: Desk, clock: SetClock) -> None:
    clock.pass_(hours=6)
    twilio.post("/voice/incoming")
    record = desk.calls.find(CALL)
    assert record is not None
    desk.calls.finish(replace(record, status="ended"))
    spanish = CallId("CA" + "c" * 32)
    desk.calls.begin(replace(record, call=spanish, language="es"))
    answer = twilio.post("/voice/wait?tried=1", CallSid=spanish).text
    assert only(answer, "Say").attrib["language"] == "es-US"
    answer = twilio.post(f"/voice/wait?tried={MOST_WAITS}", CallSid=spanish).text
    assert verbs(answer) == ["Say", "Record", "Hangup"]
    assert "ocupadas" in str(only(answer, "Say").text)


@pytest.mark.usefixtures("full")
def test_whoever_hangs_up_while_waiting_gets_one_text(twilio: Twilio, desk: Desk) -> None:
    twilio.post("/voice/incoming")
    for _ in range(2):
        twilio.post("/voice/status", CallStatus="completed")
    (text,) = desk.messages.sent_to(BUSINESS)
    assert "could not take your call" in text.body


@pytest.mark.usefixtures("full")
def test_a_call_that_lost_its_handler_is_never_asked_to_wait(twilio: Twilio, desk: Desk, clock: SetClock) -> None:
    twilio.post("/voice/incoming")
    desk.calls.take(BUSINESS, CALL, until=clock() + timedelta(seconds=5))
    answer = twilio.post("/voice/after?resumes=0").text
    assert verbs(answer) == ["Connect", "Redirect"]
    assert ElementTree.fromstring(answer).find("Connect/Stream/Parameter[@name='slot']") is None


def test_a_call_that_is_over_gives_back_what_the_business_may_have(
    twilio: Twilio, desk: Desk, board: MemorySwitchboard
) -> None:
    board.announce(Handler("h1", "ws://10.0.0.1:8080/media", 9, 0, FOREVER))
    shop = desk.businesses.get(BUSINESS)
    assert shop is not None
    limits = shop.limits.model_copy(update={"calls_at_once": 1})
    desk.businesses.put(shop.model_copy(update={"limits": limits, "version": shop.version + 1}))
    assert verbs(twilio.post("/voice/incoming").text) == ["Connect", "Redirect"]
    assert verbs(twilio.post("/voice/incoming", CallSid=OTHER).text) == ["Say", "Pause", "Redirect"]
    twilio.post("/voice/status", CallStatus="completed")
    assert verbs(twilio.post("/voice/wait?tried=1", CallSid=OTHER).text) == ["Connect", "Redirect"]


def test_a_call_nobody_wrote_down_is_answered_as_new(twilio: Twilio, desk: Desk) -> None:
    assert verbs(twilio.post("/voice/wait?tried=2").text) == ["Connect", "Redirect"]
    assert desk.calls.find(CALL) is not None


@pytest.mark.parametrize("query", ["tried=-1", "tried=x", "tried=99999999999999999999", ""])
@pytest.mark.usefixtures("full")
def test_a_query_of_ours_that_was_bent_does_no_harm(twilio: Twilio, query: str) -> None:
    assert twilio.post("/voice/incoming").status_code == 200
    assert twilio.post(f"/voice/wait?{query}").status_code in (200, 403)


def test_a_fault_of_ours_is_no_5xx(office: Office, desk: Desk) -> None:
    class Broken(MemorySwitchboard):
        def handlers(self, now: object) -> list[Handler]:
            raise RuntimeError("a bug")

    with TestClient(build(replace(office, switchboard=Broken()))) as client:
        twilio = Twilio(client)
        answer = twilio.post("/voice/incoming")
        assert (answer.status_code, answer.headers[DEGRADED]) == (200, "1")
        assert verbs(answer.text) == ["Say", "Pause", "Redirect"]
        assert verbs(twilio.post("/voice/incoming?again=1").text) == ["Say", "Say", "Record", "Hangup"]
    assert desk.calls.find(CALL) is not None
