"""What the page reads and changes."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions.dashboard_api.app import build
from functions.office import Office
from receptionist.calls.ticket import verify
from receptionist.desk.answer_call import answer_call
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, CallId, MessageId, Phone
from receptionist.messages.model import TakenMessage, TextMessage
from tests.fakes.front_office import ACCOUNT, CALL, CALLER, RESTAURANT, TICKET_KEY, SetClock

RESTAURANT_ID = BusinessId("restaurant")
HOME = "/api/v1/businesses"
WAV = b"RIFF" + bytes(range(96))


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


@pytest.fixture
def page(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def called(desk: Desk, office: Office) -> CallId:
    """A call that is over and was recorded."""
    answered = answer_call(desk, call=CALL, caller=CALLER, called=RESTAURANT)
    assert answered is not None
    office.recordings.put(RESTAURANT_ID, "CA.wav", WAV, "audio/wav")
    events = ({"type": "caller.said", "text": "A table, please", "seq": 1},)
    desk.calls.finish(replace(answered.record, outcome="goodbye", transcript=events, recording="CA.wav"))
    return CALL


def test_the_businesses_are_listed_and_read(page: TestClient) -> None:
    assert {business["id"] for business in page.get(HOME).json()} == {"restaurant", "clinic", "salon"}
    business = page.get(f"{HOME}/restaurant").json()
    assert (business["name"], business["version"]) == ("Saffron & Sage", 1)
    missing = page.get(f"{HOME}/barber")
    assert (missing.status_code, missing.headers["content-type"]) == (404, "application/problem+json")


def test_calls_are_listed_with_what_was_said(page: TestClient, called: CallId) -> None:
    (listed,) = page.get(f"{HOME}/restaurant/calls").json()
    assert (listed["call"], listed["outcome"], listed["recording"]) == (called, "goodbye", "CA.wav")
    detail = page.get(f"{HOME}/restaurant/calls/{called}").json()
    assert detail["transcript"] == [{"type": "caller.said", "text": "A table, please", "seq": 1}]


def test_a_business_does_not_see_anothers_calls(page: TestClient, called: CallId) -> None:
    assert page.get(f"{HOME}/salon/calls").json() == []
    assert page.get(f"{HOME}/salon/calls/{called}").status_code == 404
    assert page.get(f"{HOME}/salon/calls/{called}/recording").status_code == 404


def test_a_recording_is_played_whole_or_in_parts(page: TestClient, called: CallId) -> None:
    url = f"{HOME}/restaurant/calls/{called}/recording"
    whole = page.get(url)
    assert (whole.status_code, whole.content, whole.headers["content-type"]) == (200, WAV, "audio/wav")
    assert whole.headers["accept-ranges"] == "bytes"
    for asked, status, part, told in [
        ("bytes=0-3", 206, WAV[:4], "bytes 0-3/100"),
        ("bytes=96-", 206, WAV[96:], "bytes 96-99/100"),
        ("bytes=-4", 206, WAV[-4:], "bytes 96-99/100"),
        ("bytes=90-500", 206, WAV[90:], "bytes 90-99/100"),
        ("bytes=-500", 206, WAV, "bytes 0-99/100"),
    ]:
        answer = page.get(url, headers={"Range": asked})
        assert (answer.status_code, answer.content, answer.headers["content-range"]) == (status, part, told), asked
    for asked in ("bytes=100-", "bytes=5-2"):
        answer = page.get(url, headers={"Range": asked})
        assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */100")
    for asked in ("bytes=0-1,4-5", "lines=1-2", "bytes=-", "bytes=x-y", "bytes=" + "9" * 100 + "-"):
        assert page.get(url, headers={"Range": asked}).status_code == 200


def test_a_call_that_was_not_recorded_has_no_recording(page: TestClient, desk: Desk) -> None:
    answer_call(desk, call=CALL, caller=CALLER, called=RESTAURANT)
    assert page.get(f"{HOME}/restaurant/calls/{CALL}/recording").status_code == 404


def test_texts_sent_and_messages_taken_are_listed(page: TestClient, desk: Desk, clock: SetClock) -> None:
    desk.messages.queue(TextMessage(MessageId("b1:1"), RESTAURANT_ID, CALLER, RESTAURANT, "See you", created=clock()))
    desk.messages.keep(TakenMessage(MessageId("m1"), RESTAURANT_ID, CALLER, "Anna", "Running late", clock()))
    messages = page.get(f"{HOME}/restaurant/messages").json()
    assert [(text["body"], text["status"]) for text in messages["sent"]] == [("See you", "queued")]
    assert [message["text"] for message in messages["taken"]] == ["Running late"]
    assert page.get(f"{HOME}/salon/messages").json() == {"sent": [], "taken": []}


def test_a_browser_gets_a_line_of_its_own(page: TestClient, desk: Desk, clock: SetClock) -> None:
    answer = page.post(f"{HOME}/restaurant/browser-calls", json={"language": "es"})
    assert answer.status_code == 201
    line = answer.json()
    assert (line["account"], line["url"]) == (ACCOUNT, "wss://stream.example.com/media")
    ticket = verify(line["parameters"]["token"], [TICKET_KEY], clock())
    assert (ticket.call, ticket.business, ticket.caller, ticket.language) == (line["call"], "restaurant", "", "es")
    record = desk.calls.find(CallId(line["call"]))
    assert record is not None
    assert (record.business, record.caller, record.called) == ("restaurant", Phone(""), RESTAURANT)
    other = page.post(f"{HOME}/restaurant/browser-calls", json={}).json()
    assert other["call"] != line["call"]


def test_what_is_not_there_and_what_cannot_be_done_is_a_problem(page: TestClient) -> None:
    for answer, status in [
        (page.get("/api/v1/nothing"), 404),
        (page.delete(f"{HOME}/restaurant"), 405),
        (page.get(f"{HOME}/restaurant/calls?limit=many"), 422),
        (
            page.post(f"{HOME}/restaurant/browser-calls", content=b"{", headers={"content-type": "application/json"}),
            422,
        ),
        (
            page.post(
                f"{HOME}/restaurant/browser-calls", content=b"\xff", headers={"content-type": "application/json"}
            ),
            400,
        ),
    ]:
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json()["status"] == status
