"""Notices that somebody takes up, and words with the assistant during a call."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions.dashboard_api.app import build
from functions.office import Office
from receptionist.business.definition import Business
from receptionist.business.people import Colleague
from receptionist.conversation.turn import Receptionist
from receptionist.desk.answer_call import answer_call
from receptionist.desk.desk import Desk
from receptionist.desk.finish_call import finish_call
from receptionist.desk.tell_staff import StaffNotice, look_after, tell_staff
from receptionist.ids import BusinessId
from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Utterance
from tests.fakes.front_office import CALL, CALLER, RESTAURANT

HOME = "/api/v1/businesses/restaurant"
CALL_URL = f"{HOME}/calls/{CALL}/instructions"


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


@pytest.fixture
def page(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def business(desk: Desk) -> Business:
    known = desk.businesses.get(BusinessId("restaurant"))
    assert known is not None
    return desk.businesses.put(
        known.model_copy(update={"colleagues": (Colleague(name="Maria", number="+14155550177"),)}),
        expected_version=known.version,
    )


def test_a_notice_is_listed_and_taken_up(page: TestClient, desk: Desk, business: Business) -> None:
    now = desk.clock()
    tell_staff(desk, business, StaffNotice("n1", "large_party", "12 guests", now, CALLER))
    for errand in desk.errands.claim("", now, now):
        look_after(desk, business, errand)
    (notice,) = page.get(f"{HOME}/notices?status=open").json()
    assert (notice["matter"], notice["told"]) == ("large_party", ["Maria"])
    taken = page.post(f"{HOME}/notices/n1/take-up").json()
    assert (taken["status"], taken["taken_up_by"]) == ("taken_up", "This machine")
    assert page.get(f"{HOME}/notices?status=open").json() == []
    assert page.post(f"{HOME}/notices/n2/take-up").status_code == 404


def test_words_of_the_house_enter_the_next_turn(page: TestClient, desk: Desk, business: Business) -> None:
    answered = answer_call(desk, call=CALL, caller=CALLER, called=RESTAURANT)
    assert answered is not None
    mind = Receptionist(desk, LocalUnderstander().understand, strict=True)
    reply = mind.open(answered.business, call=CALL, caller=CALLER)
    assert page.post(CALL_URL, json={"kind": "say", "text": "Hello Ana, it's good to hear you."}).status_code == 202
    assert page.post(CALL_URL, json={"kind": "whisper", "text": "the patio is closed tonight"}).status_code == 202
    reply = mind.hear(answered.business, reply.state, Utterance(("A table for two tomorrow at seven",)))
    assert reply.say[1].text == "Hello Ana, it's good to hear you."
    assert reply.say[0].text == "The team asks me to tell you: the patio is closed tonight"
    assert [effect.type for effect in reply.effects if effect.type.startswith("staff.")] == ["staff.instructed"] * 2
    assert reply.expect.slot == "name"
    reply = mind.hear(answered.business, reply.state, Utterance(("Ana Ruiz",)))
    assert not [effect for effect in reply.effects if effect.type.startswith("staff.")]


def test_the_house_takes_a_caller_to_a_person_or_ends_the_call(
    page: TestClient, desk: Desk, business: Business
) -> None:
    answered = answer_call(desk, call=CALL, caller=CALLER, called=RESTAURANT)
    assert answered is not None
    mind = Receptionist(desk, LocalUnderstander().understand, strict=True)
    opened = mind.open(answered.business, call=CALL, caller=CALLER)
    label = answered.business.handoffs[0].label
    page.post(CALL_URL, json={"kind": "transfer", "to": label})
    reply = mind.hear(answered.business, opened.state, Utterance(("Hello",)))
    assert reply.transfer is not None
    assert reply.transfer.label == label
    page.post(CALL_URL, json={"kind": "end"})
    reply = mind.hear(answered.business, reply.state, Utterance(("And another thing",)))
    assert (reply.ended, reply.transfer) == (True, None)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "say", "text": "  "}, 422),
        ({"kind": "whisper"}, 422),
        ({"kind": "transfer", "to": "+19005550100"}, 422),
        ({"kind": "shout", "text": "x"}, 422),
        ({"kind": "say", "text": "x" * 301}, 422),
        ({"kind": "say", "text": "x", "number": "+1"}, 422),
    ],
)
def test_nonsense_is_refused(
    page: TestClient, desk: Desk, business: Business, body: dict[str, str], status: int
) -> None:
    answer_call(desk, call=CALL, caller=CALLER, called=RESTAURANT)
    assert page.post(CALL_URL, json=body).status_code == status


def test_only_live_calls_of_the_business_are_spoken_into(page: TestClient, desk: Desk, business: Business) -> None:
    said = {"kind": "say", "text": "Hello"}
    assert page.post(CALL_URL, json=said).status_code == 404
    answer_call(desk, call=CALL, caller=CALLER, called=RESTAURANT)
    assert page.post(f"/api/v1/businesses/clinic/calls/{CALL}/instructions", json=said).status_code == 404
    finish_call(desk, CALL, lease_over=True)
    assert page.post(CALL_URL, json=said).status_code == 409
