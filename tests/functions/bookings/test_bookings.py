"""The book over HTTP: the same promises as over the phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions.bookings.app import build
from functions.office import Office
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId
from tests.fakes.front_office import CALLER, SetClock
from tests.fakes.racing import at_once

HOME = "/api/v1/businesses/restaurant/bookings"
EIGHT = "2026-11-27T20:00:00-08:00"
QUARTER_TO_NINE = "2026-11-27T20:45:00-08:00"
"""Friday evening; the clock of these tests stands at Thursday, 6 in the evening."""


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


@pytest.fixture
def book(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def wish(**changes: Any) -> dict[str, Any]:
    anna = {"name": "Anna", "phone": CALLER, "language": "en"}
    return {"service": "table", "start": EIGHT, "party_size": 4, "customer": anna} | changes


def test_a_table_is_booked_and_confirmed_by_text(book: TestClient, desk: Desk) -> None:
    answer = book.post(HOME, json=wish(notes="birthday"))
    assert answer.status_code == 201
    booked = answer.json()
    assert (booked["start"], booked["local_start"]) == ("2026-11-28T04:00:00Z", EIGHT)
    assert (booked["party_size"], booked["status"], booked["revision"]) == (4, "confirmed", 1)
    assert (booked["customer"]["name"], booked["notes"]) == ("Anna", "birthday")
    (text,) = desk.messages.sent_to(BusinessId("restaurant"))
    assert booked["code"] in text.body
    assert "Fri Nov 27, 8:00 PM" in text.body


def test_asking_again_with_the_same_id_gives_the_same_booking(book: TestClient, desk: Desk) -> None:
    first = book.post(HOME, json=wish(id="from-the-website-1")).json()
    second = book.post(HOME, json=wish(id="from-the-website-1"))
    assert second.json() == first
    assert len(book.get(HOME).json()) == 1
    assert len(desk.messages.sent_to(BusinessId("restaurant"))) == 1


def test_a_time_that_cannot_be_had_is_refused_with_others(book: TestClient) -> None:
    answer = book.post(HOME, json=wish(start="2026-11-27T23:30:00-08:00"))
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    problem = answer.json()
    assert problem["reason"] == "closed"
    assert problem["alternatives"]
    assert book.get(HOME).json() == []


def test_of_many_who_want_the_last_two_places_for_eight_two_get_one_each(book: TestClient) -> None:
    large = wish(start=QUARTER_TO_NINE, party_size=8, text=False)
    answers = at_once(lambda n: book.post(HOME, json=large | {"id": f"party-{n:04}"}), threads=8)
    assert sorted(answer.status_code for answer in answers) == [201] * 2 + [409] * 6
    round_table, pushed_together = sorted((b["resources"] for b in book.get(HOME).json()), key=len)
    assert (round_table, sorted(pushed_together)) == (["t12"], ["t6", "t7"])


def test_bookings_are_listed_by_local_day(book: TestClient) -> None:
    friday = book.post(HOME, json=wish()).json()
    saturday = book.post(HOME, json=wish(start="2026-11-28T20:00:00-08:00")).json()
    assert [b["id"] for b in book.get(HOME).json()] == [friday["id"], saturday["id"]]
    assert [b["id"] for b in book.get(f"{HOME}?day=2026-11-27").json()] == [friday["id"]]
    assert book.get(f"{HOME}?day=2026-11-29").json() == []
    assert book.get(f"{HOME}/{friday['id']}").json() == friday
    assert book.get("/api/v1/businesses/salon/bookings").json() == []
    assert book.get(f"/api/v1/businesses/salon/bookings/{friday['id']}").status_code == 404


def test_a_booking_is_moved_once_and_by_whoever_read_it_last(book: TestClient, desk: Desk) -> None:
    booked = book.post(HOME, json=wish()).json()
    change = {"revision": 1, "start": "2026-11-27T21:00:00-08:00", "party_size": 2}
    moved = book.patch(f"{HOME}/{booked['id']}", json=change)
    assert moved.status_code == 200
    assert (moved.json()["local_start"], moved.json()["party_size"], moved.json()["revision"]) == (
        "2026-11-27T21:00:00-08:00", 2, 2,
    )  # fmt: skip
    late = book.patch(f"{HOME}/{booked['id']}", json={"revision": 1, "notes": "by the window"})
    assert (late.status_code, late.json()["reason"]) == (412, "stale_revision")
    assert len(desk.messages.sent_to(BusinessId("restaurant"))) == 2


def test_a_cancelled_booking_frees_its_table(book: TestClient) -> None:
    large = wish(start=QUARTER_TO_NINE, party_size=8)
    booked = book.post(HOME, json=large).json()
    assert book.post(HOME, json=large).status_code == 201
    assert book.post(HOME, json=large).status_code == 409
    cancelled = book.post(f"{HOME}/{booked['id']}/cancel", json={"revision": 1})
    assert (cancelled.status_code, cancelled.json()["status"]) == (200, "cancelled")
    assert book.post(f"{HOME}/{booked['id']}/cancel", json={"revision": 1}).json() == cancelled.json()
    assert book.post(HOME, json=large).status_code == 201


def test_what_can_be_had_is_told_without_keeping_it(book: TestClient) -> None:
    url = "/api/v1/businesses/restaurant/places"
    asked = {"service": "table", "start": EIGHT, "party_size": "4"}
    places = book.get(url, params=asked).json()
    assert (places["exact"]["local_start"], places["refusal"]) == (EIGHT, None)
    nothing = book.get(url, params=asked | {"service": "massage"}).json()
    assert (nothing["exact"], nothing["refusal"]) == (None, "unknown_service")
    assert book.get(HOME).json() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"start": "2026-11-27T20:00:00"},
        {"start": "tonight"},
        {"start": "9999-12-31T23:59:59Z"},
        {"start": "0001-01-01T00:00:00+14:00"},
        {"party_size": 0},
        {"party_size": "many"},
        {"customer": {"name": "", "phone": ""}},
        {"customer": {"name": "Anna", "phone": "call me"}},
        {"customer": {"name": "Anna", "language": "xx"}},
        {"id": "../1"},
        {"service": "massage"},
        {"colour": "blue"},
    ],
)
def test_a_wish_that_makes_no_sense_books_nothing(book: TestClient, changes: dict[str, Any]) -> None:
    answer = book.post(HOME, json=wish(**changes))
    assert answer.status_code in (409, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert book.get(HOME).json() == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "tomorrow", "2026-13-01"])
def test_a_day_of_no_calendar_is_told_so(book: TestClient, day: str) -> None:
    assert book.get(f"{HOME}?day={day}").status_code in (200, 422)


def test_an_unknown_booking_is_not_found(book: TestClient, clock: SetClock) -> None:
    assert book.get(f"{HOME}/nothing").status_code == 404
    assert book.patch(f"{HOME}/nothing", json={"revision": 1}).status_code == 404
    cancelled = book.post(f"{HOME}/nothing/cancel", json={"revision": 1})
    assert (cancelled.status_code, cancelled.json()["reason"]) == (404, "unknown_booking")
