"""What is kept of one person, looked at and taken away; texts both ways, and one by hand."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions.bookings.app import build
from functions.office import Office
from functions.sms import app as sms
from receptionist.calls.record import CallRecord
from receptionist.desk import texts_in
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, CallId, MessageId, Phone
from receptionist.messages.model import MessageStatus, TakenMessage
from tests.fakes.front_office import CALLER, RESTAURANT, SetClock, Twilio

HOME = "/api/v1/businesses/restaurant"
HOUSE = BusinessId("restaurant")
THEM = CALLER.replace("+", "%2B")
EIGHT = "2026-11-27T20:00:00-08:00"


@pytest.fixture
def app(office: Office) -> FastAPI:
    app = build(office)
    app.include_router(sms.routes(office))
    return app


@pytest.fixture
def api(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def wrote(api: TestClient, body: str, sid: str = "SM1", sender: str = CALLER) -> Any:
    return Twilio(api).post("/sms/incoming", From=sender, To=RESTAURANT, Body=body, MessageSid=sid)


def book(api: TestClient, **changes: Any) -> dict[str, Any]:
    wish = {"service": "table", "start": EIGHT, "party_size": 4, "customer": {"name": "Anna Ruiz", "phone": CALLER}}
    return dict(api.post(f"{HOME}/bookings", json=wish | changes).json())


def thread(api: TestClient) -> list[tuple[str, str, str]]:
    told = api.get(f"{HOME}/texts/{THEM}").json()
    return [(line["way"], line["status"], line["body"]) for line in told["lines"]]


def test_a_thread_has_both_sides_in_order_and_what_became_of_each(api: TestClient, desk: Desk, clock: SetClock) -> None:
    booked = book(api)
    clock.pass_(minutes=5)
    wrote(api, f"cancel {booked['code']}")
    (way, status, body), *came = thread(api)
    assert (way, status) == ("out", "queued")
    assert booked["code"] in body
    assert [line[:2] for line in came] == [("in", "cancelled"), ("out", "answered")]
    listed = api.get(f"{HOME}/texts").json()
    assert [(one["phone"], one["name"], one["texts"], one["latest"]["way"]) for one in listed] == [
        (CALLER, "Anna Ruiz", 3, "out")
    ]


def test_a_text_that_comes_twice_stands_once_in_the_thread(api: TestClient, clock: SetClock) -> None:
    wrote(api, "Is the terrace heated?")
    clock.pass_(seconds=15)
    wrote(api, "Is the terrace heated?")
    assert [line[:2] for line in thread(api)] == [("in", "message"), ("out", "answered")]


def test_a_card_number_in_a_text_is_kept_nowhere(api: TestClient, desk: Desk) -> None:
    wrote(api, "my card is 4111 1111 1111 1111 ok")
    assert thread(api)[0] == ("in", "message", "my card is [card number] ok")
    assert desk.messages.taken(HOUSE)[0].text == "my card is [card number] ok"


def test_the_house_writes_by_hand_once_however_often_it_is_sent(api: TestClient, desk: Desk) -> None:
    body, key = {"body": " Your table is ready. "}, {"Idempotency-Key": "k1"}
    answers = [api.post(f"{HOME}/texts/{THEM}", json=body, headers=key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    (text,) = desk.messages.sent_to(HOUSE, CALLER)
    assert (text.body, text.status, text.sender) == ("Your table is ready.", MessageStatus.QUEUED, RESTAURANT)
    assert api.get(f"{HOME}/texts/{THEM}").json()["lines"][0]["by_hand"] is True


@pytest.mark.parametrize("body", ["", "   ", "x" * 460])
def test_a_text_of_nothing_or_too_long_is_refused(api: TestClient, body: str) -> None:
    assert api.post(f"{HOME}/texts/{THEM}", json={"body": body}).status_code == 422


def test_whoever_wants_no_texts_gets_none_by_hand_either_and_only_they_can_take_it_back(api: TestClient) -> None:
    assert api.post(f"{HOME}/texts/{THEM}/stop").status_code == 204
    refused = api.post(f"{HOME}/texts/{THEM}", json={"body": "Hello"})
    assert (refused.status_code, refused.json()["reason"]) == (409, "opted_out")
    assert api.get(f"{HOME}/texts/{THEM}").json()["why_not"] == "opted_out"
    wrote(api, "START")
    assert api.get(f"{HOME}/texts/{THEM}").json()["why_not"] is None


def test_customers_are_found_by_a_word_of_the_name_or_digits_of_the_number(api: TestClient) -> None:
    book(api)
    book(api, start="2026-11-27T21:30:00-08:00", customer={"name": "Ben Okafor", "phone": "+14155550199"})
    found = {
        q: [one["name"] for one in api.get(f"{HOME}/customers", params={"q": q}).json()]
        for q in ("rui", "0199", "555-01", "99", "zz")
    }
    assert found == {
        "rui": ["Anna Ruiz"],
        "0199": ["Ben Okafor"],
        "555-01": ["Anna Ruiz", "Ben Okafor"],
        "99": [],
        "zz": [],
    }


def test_one_persons_record_has_everything_that_is_known(api: TestClient, desk: Desk, clock: SetClock) -> None:
    booked = book(api)
    book(api, customer={"name": "Ben Okafor", "phone": "+14155550199"})
    desk.calls.begin(CallRecord(CallId("CA1"), HOUSE, CALLER, RESTAURANT, clock()))
    desk.calls.begin(CallRecord(CallId("CA2"), HOUSE, Phone("+14155550199"), RESTAURANT, clock()))
    desk.messages.keep(TakenMessage(MessageId("m1"), HOUSE, CALLER, "Anna", "Call me", clock()))
    wrote(api, "thanks")
    told = api.get(f"{HOME}/customers/{THEM}/record").json()
    assert told["card"]["name"] == "Anna Ruiz"
    assert [one["id"] for one in told["visits"]] == [booked["id"]]
    assert [one["call"] for one in told["calls"]] == ["CA1"]
    assert "Call me" in [one["text"] for one in told["messages"]]
    assert {line["way"] for line in told["texts"]["lines"]} == {"in", "out"}


def test_a_number_without_a_card_has_a_record_too(api: TestClient) -> None:
    wrote(api, "what are your hours")
    told = api.get(f"{HOME}/customers/{THEM}/record").json()
    assert (told["card"], told["visits"], len(told["texts"]["lines"])) == (None, [], 2)


def test_what_a_person_takes_away_has_their_words(api: TestClient, desk: Desk, clock: SetClock) -> None:
    begun = desk.calls.begin(CallRecord(CallId("CA1"), HOUSE, CALLER, RESTAURANT, clock()))
    said = ({"type": "caller.said", "text": "A table, please"},)
    desk.calls.finish(CallRecord(begun.call, HOUSE, CALLER, RESTAURANT, clock(), status="ended", transcript=said))
    answer = api.get(f"{HOME}/exports/customers/{THEM}")
    assert answer.headers["content-disposition"] == 'attachment; filename="customer.json"'
    assert answer.json()["transcripts"][0]["transcript"][0]["text"] == "A table, please"


def test_an_erased_person_leaves_no_text_that_came_in(api: TestClient, desk: Desk) -> None:
    wrote(api, "It is me, Anna")
    wrote(api, "STOP", sid="SM2")
    wrote(api, "Somebody else", sid="SM3", sender="+14155550199")
    assert api.delete(f"{HOME}/customers/{THEM}").json()["texts"] >= 2
    assert [one.body for one in texts_in.texts_in(desk, HOUSE)] == ["Somebody else"]


def test_texts_that_came_in_are_kept_for_half_a_year(api: TestClient, desk: Desk, clock: SetClock) -> None:
    wrote(api, "hello")
    clock.now += texts_in.KEPT + timedelta(days=1)
    assert texts_in.texts_in(desk, HOUSE) == []
