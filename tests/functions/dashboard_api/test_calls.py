"""Calls are found again, and forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from functions.dashboard_api.app import build
from functions.office import Office
from receptionist.calls.record import CallRecord
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, CallId, Phone
from tests.fakes.front_office import RESTAURANT, SetClock

RESTAURANT_ID = BusinessId("restaurant")
CALLS = "/api/v1/businesses/restaurant/calls"


@pytest.fixture
def page(office: Office) -> Iterator[TestClient]:
    with TestClient(build(office), raise_server_exceptions=False) as client:
        yield client


def a_call(desk: Desk, clock: SetClock, name: str, *events: dict[str, Any], **fields: Any) -> None:
    """Over after a minute; the next one begins an hour later."""
    caller = fields.pop("caller", Phone("+14155550142"))
    begun = CallRecord(CallId(name), RESTAURANT_ID, caller, RESTAURANT, clock())
    desk.calls.begin(begun)
    ending = {"outcome": "goodbye", **fields}
    desk.calls.finish(
        replace(begun, status="ended", ended=clock() + timedelta(minutes=1), transcript=tuple(events), **ending)
    )
    clock.pass_(hours=1)


def found(page: TestClient, **query: Any) -> list[str]:
    return [one["call"] for one in page.get(CALLS, params=query).json()]


@pytest.fixture
def three(desk: Desk, clock: SetClock) -> None:
    a_call(
        desk,
        clock,
        "CA1",
        {"type": "caller.said", "text": "Do you have an elevator?"},
        {"type": "effect", "effect": "gap.recorded"},
    )
    a_call(
        desk, clock, "CA2", {"type": "turn.timed", "total_ms": 900.0}, {"type": "effect", "effect": "booking.confirmed"},
        {"type": "call.ended", "usd": 0.25}, language="es",
    )  # fmt: skip
    a_call(desk, clock, "CA3", caller=Phone("+16505550199"), outcome="transferred")


@pytest.mark.usefixtures("three")
def test_calls_are_found_by_what_was_said_who_called_how_it_ended_and_what_came_of_it(page: TestClient) -> None:
    assert found(page) == ["CA3", "CA2", "CA1"]
    assert found(page, q="ELEVATOR") == ["CA1"]
    assert found(page, q="0142") == ["CA2", "CA1"]
    assert found(page, outcome="transferred") == ["CA3"]
    assert found(page, language="es") == ["CA2"]
    assert found(page, effect="gap.recorded") == ["CA1"]
    assert found(page, min_usd=0.2) == ["CA2"]
    assert found(page, since="2026-11-26T20:30:00-08:00") == []
    assert found(page, until="2026-11-26T18:30:00-08:00") == ["CA1"]


@pytest.mark.usefixtures("three")
def test_a_call_says_in_the_list_what_it_came_to(page: TestClient) -> None:
    call = page.get(CALLS).json()[1]
    assert (call["seconds"], call["usd"], call["happened"], call["turns"], call["slowest_ms"]) == (
        60.0, 0.25, ["booking.confirmed"], 1, 900.0,
    )  # fmt: skip


@pytest.mark.usefixtures("three")
def test_long_lists_go_on_behind_the_next_link(page: TestClient) -> None:
    first = page.get(CALLS, params={"limit": 2})
    assert [one["call"] for one in first.json()] == ["CA3", "CA2"]
    rest = page.get(CALLS + first.links["next"]["url"])
    assert [one["call"] for one in rest.json()] == ["CA1"]
    assert "next" not in rest.links
    assert page.get(CALLS, params={"cursor": "nonsense"}).status_code == 422


@pytest.mark.usefixtures("three")
def test_a_forgotten_call_is_one_of_nobody_and_its_sound_is_gone(page: TestClient, office: Office) -> None:
    office.recordings.put(RESTAURANT_ID, "CA1.wav", b"RIFF", "audio/wav")
    record = office.desk.calls.get(RESTAURANT_ID, CallId("CA1"))
    assert record is not None
    office.desk.calls.finish(replace(record, recording="CA1.wav"))
    assert page.delete(f"{CALLS}/CA1").status_code == 204
    call = page.get(f"{CALLS}/CA1").json()
    assert (call["caller"], call["recording"], call["outcome"]) == ("", "", "goodbye")
    assert "elevator" not in str(call)
    assert office.recordings.get(RESTAURANT_ID, "CA1.wav") is None
    assert page.delete(f"{CALLS}/CA1").status_code == 204
    assert page.delete(f"{CALLS}/CA9").status_code == 404


def test_a_call_is_not_forgotten_while_more_of_it_may_come(page: TestClient, desk: Desk, clock: SetClock) -> None:
    begun = desk.calls.begin(CallRecord(CallId("CA1"), RESTAURANT_ID, Phone("+14155550142"), RESTAURANT, clock()))
    assert page.delete(f"{CALLS}/CA1").json()["reason"] == "call_goes_on"
    desk.calls.finish(replace(begun, status="ended", ended=clock()))
    assert page.delete(f"{CALLS}/CA1").json()["reason"] == "recording_on_its_way"
    clock.pass_(minutes=20)
    assert page.delete(f"{CALLS}/CA1").status_code == 204


def said(words: str, seq: int, kind: str = "caller.said") -> dict[str, Any]:
    return {"type": kind, "text": words, "seq": seq, "language": "en"}


def test_a_redacted_call_keeps_what_was_said_and_not_by_whom(page: TestClient, office: Office, clock: SetClock) -> None:
    office.recordings.put(RESTAURANT_ID, "CA7.wav", b"RIFF", "audio/wav")
    events = (
        {"type": "call.started", "caller": "+14155550142", "seq": 1},
        said("My name is Marta Lopez and my number is 415 555 0187.", 2),
        said("Thank you, Marta Lopez. What would you like?", 3, "assistant.said"),
        said("A table for two on Friday, please.", 4),
        {"type": "effect", "effect": "booking.confirmed", "detail": {"code": "ABC"}, "seq": 5},
    )
    a_call(
        office.desk, clock, "CA7", *events, recording="CA7.wav", effects=({"type": "booking.confirmed", "code": "ABC"},)
    )
    for _ in range(2):
        told = page.post(f"{CALLS}/CA7/redaction").json()
    words = [event["text"] for event in told["transcript"] if "text" in event]
    assert "Lopez" not in str(told)
    assert "0187" not in str(told)
    assert "0142" not in str(told)
    assert words[-1] == "A table for two on Friday, please."
    assert words[0].startswith("My name is ")
    assert (told["redacted"], told["recording"], told["happened"]) == (True, "", ["booking.confirmed"])
    assert office.recordings.get(RESTAURANT_ID, "CA7.wav") is None
    assert page.post(f"{CALLS}/CA9/redaction").status_code == 404


def test_calls_are_found_by_mood_and_exported(page: TestClient, desk: Desk, clock: SetClock) -> None:
    a_call(desk, clock, "CA8", {"type": "mood", "moods": ["frustrated"], "seq": 1}, said("=1+1", 2))
    assert found(page, mood="frustrated") == ["CA8"]
    assert found(page, mood="urgent") == []
    sheet = page.get("/api/v1/businesses/restaurant/calls.csv", params={"mood": "frustrated"})
    head, row = sheet.text.splitlines()
    assert head.split(",")[0] == "call"
    assert row.startswith("CA8,")
    assert "frustrated" in row
    whole = page.get("/api/v1/businesses/restaurant/calls.json", params={"mood": "frustrated"}).json()
    assert [one["transcript"][1]["text"] for one in whole] == ["=1+1"]
