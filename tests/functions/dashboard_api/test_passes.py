"""Passes to the sockets of one running call: whom they let in, and for how long."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from functions.dashboard_api.app import build
from functions.office import Office
from receptionist.accounts.model import Role
from receptionist.calls.listening_pass import ListeningPass, sign_pass, verify_pass
from receptionist.calls.ticket import verify
from receptionist.desk.answer_call import answer_call
from receptionist.desk.audit import entries
from receptionist.desk.finish_call import finish_call
from receptionist.desk.keys import cut_key, withdraw_key
from receptionist.desk.watch import note_giving_back, still_may
from receptionist.errors import BadTicket
from receptionist.ids import BusinessId, PersonId
from tests.fakes.front_office import CALL, CALLER, RESTAURANT
from tests.fakes.people import somebody

HOME = "/api/v1/businesses/restaurant"
BUSINESS = BusinessId("restaurant")


@pytest.fixture
def page(office: Office) -> Iterator[TestClient]:
    with TestClient(build(office)) as client:
        yield client


@pytest.fixture(autouse=True)
def ringing(office: Office) -> None:
    answer_call(office.desk, call=CALL, caller=CALLER, called=RESTAURANT)


def shown(office: Office, path: str) -> ListeningPass:
    (text,) = parse_qs(urlsplit(path).query)["pass"]
    return verify_pass(text, [office.ticket_key], office.desk.clock())


def still(office: Office, told: ListeningPass) -> bool:
    return still_may(office.door, office.desk.businesses, office.desk.calls, told)


def test_a_pass_to_listen_lets_nobody_speak_and_is_written_down(page: TestClient, office: Office) -> None:
    answer = page.post(f"{HOME}/calls/{CALL}/listening")
    told = shown(office, answer.json()["path"])
    assert answer.status_code == 201
    assert answer.json()["path"].startswith(f"/listen/{CALL}?pass=")
    assert (told.call, told.speaks, still(office, told)) == (CALL, False, True)
    assert [one.act for one in entries(office.desk.rows, BUSINESS, 5)] == ["call.listened"]


def test_whoever_takes_over_is_named_and_giving_back_is_written_down(page: TestClient, office: Office) -> None:
    told = shown(office, page.post(f"{HOME}/calls/{CALL}/taking-over").json()["path"])
    assert (told.speaks, told.name) == (True, "This machine")
    note_giving_back(office.door, office.desk.rows, office.desk.calls, told)
    assert {one.act for one in entries(office.desk.rows, BUSINESS, 5)} == {"call.taken_over", "call.given_back"}


def test_who_only_reads_may_listen_and_not_take_over(page: TestClient, office: Office) -> None:
    reader = somebody(office.door, "Rita", Role.READ_ONLY, business="restaurant")
    assert page.post(f"{HOME}/calls/{CALL}/listening", headers=reader.bearer).status_code == 201
    assert page.post(f"{HOME}/calls/{CALL}/taking-over", headers=reader.bearer).status_code == 403


def test_a_pass_is_worth_nothing_without_the_role_or_after_the_call(page: TestClient, office: Office) -> None:
    told = shown(office, page.post(f"{HOME}/calls/{CALL}/taking-over").json()["path"])
    assert not still(office, replace(told, person=PersonId("nobody")))
    key = cut_key(office.door, BUSINESS, name="board", role=Role.STAFF, by=PersonId("local"))
    program = replace(told, person=PersonId(f"key:{key.key.id}"))
    assert still(office, program)
    withdraw_key(office.door, BUSINESS, key.key.id)
    assert not still(office, program)
    finish_call(office.desk, CALL)
    assert not still(office, told)
    assert page.post(f"{HOME}/calls/{CALL}/listening").status_code == 409
    assert page.post(f"{HOME}/calls/CA404/listening").status_code == 404


def test_a_pass_ends_after_a_minute_and_is_no_ticket_of_a_stream(page: TestClient, office: Office) -> None:
    path = page.post(f"{HOME}/calls/{CALL}/listening").json()["path"]
    (text,) = parse_qs(urlsplit(path).query)["pass"]
    now = office.desk.clock()
    with pytest.raises(BadTicket, match="expired"):
        verify_pass(text, [office.ticket_key], now + timedelta(minutes=1))
    with pytest.raises(BadTicket, match="forged"):
        verify_pass(text, [b"another key"], now)
    with pytest.raises(BadTicket, match="forged"):
        verify(text, [office.ticket_key], now)
    told = verify_pass(text, [office.ticket_key], now)
    assert sign_pass(replace(told, name="x" * 500), office.ticket_key)
