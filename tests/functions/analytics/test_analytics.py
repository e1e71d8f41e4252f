"""What came of the calls, over the API."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import problems
from functions.analytics.app import routes
from functions.bookings.app import routes as booking_routes
from functions.office import Office
from receptionist.calls.record import CallRecord
from receptionist.desk import analytics
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, CallId
from tests.fakes.front_office import CALLER, RESTAURANT, SetClock

HOME = "/api/v1/businesses/restaurant"
THURSDAY = {"from": "2026-11-26", "to": "2026-11-26"}
EVENING = datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
"""Thursday, 5 in the afternoon, in San Francisco."""


@pytest.fixture
def page(office: Office) -> TestClient:
    return opened(office)


def opened(office: Office, most_calls: int = analytics.MOST_CALLS) -> TestClient:
    app = FastAPI()
    problems.install(app)
    app.include_router(routes(office, most_calls=most_calls))
    app.include_router(booking_routes(office))
    return TestClient(app)


def rang(
    desk: Desk, name: str, at: datetime, *happened: dict[str, Any], business: str = "restaurant", seconds: int = 60,
    outcome: str = "goodbye", language: str = "en", usd: float = 0.02,
) -> None:  # fmt: skip
    told = ({"type": "call.started"}, *happened, {"type": "call.ended", "usd": usd})
    record = CallRecord(CallId(name), BusinessId(business), CALLER, RESTAURANT, at, language=language)
    desk.calls.begin(record)
    desk.calls.finish(
        CallRecord(
            CallId(name), BusinessId(business), CALLER, RESTAURANT, at, status="ended", outcome=outcome, language=language,
            ended=at + timedelta(seconds=seconds), transcript=told if happened else (),
        )
    )  # fmt: skip


def did(effect: str, **detail: Any) -> dict[str, Any]:
    return {"type": "effect", "effect": effect, "detail": detail}


SAID: dict[str, Any] = {"type": "assistant.said"}


def waited(ms: float) -> dict[str, Any]:
    return {"type": "turn.timed", "total_ms": ms}


def test_each_number_counts_what_it_says_and_its_calls_are_listed(page: TestClient, desk: Desk) -> None:
    upset: dict[str, Any] = {"type": "mood", "moods": ["frustrated"]}
    rang(desk, "CA1", EVENING, SAID, upset, upset, did("booking.confirmed"), waited(610), waited(1240), seconds=300)
    rang(desk, "CA2", EVENING + timedelta(minutes=1), SAID, did("message.taken"), language="es")
    rang(desk, "CA3", EVENING - timedelta(hours=8), SAID, did("gap.recorded"))  # in the morning
    rang(desk, "CA4", EVENING + timedelta(minutes=9), SAID, outcome="machine")
    rang(desk, "CA5", EVENING + timedelta(minutes=20), outcome="lost", seconds=4)
    rang(desk, "CA6", EVENING + timedelta(minutes=25), SAID, {"type": "handed_over"}, outcome="transferred")
    told = page.get(f"{HOME}/analytics", params=THURSDAY).json()
    total = told["total"]
    expected = {
        "calls": 6, "answered": 5, "machines": 1, "alone": 2, "closed": 1, "busy": 1, "transferred": 1, "brief": 1,
        "booked": 1, "bookings": 1, "messages": 1, "questions": 1, "languages": {"en": 3, "es": 1}, "moods": {"frustrated": 1}, "answers": 2,
        "p50_ms": 650, "p95_ms": 1250, "usd": pytest.approx(0.1),
    }  # fmt: skip
    assert {name: total[name] for name in expected} == expected
    assert [hour for hour, calls in enumerate(total["hours"]) if calls] == [9, 17]
    behind = {
        "alone": ["CA1", "CA3"],
        "busy": ["CA2"],
        "closed": ["CA3"],
        "machine": ["CA4"],
        "brief": ["CA5"],
        "booked": ["CA1"],
    }
    for mark, calls in behind.items():
        found = page.get(f"{HOME}/analytics/calls", params=THURSDAY | {"mark": mark}).json()
        assert [one["call"] for one in found] == calls, mark


def test_calls_behind_a_number_go_on_behind_the_next_link(page: TestClient, desk: Desk) -> None:
    for minute in range(3):
        rang(desk, f"CA{minute}", EVENING + timedelta(minutes=minute), SAID)
    first = page.get(f"{HOME}/analytics/calls", params=THURSDAY | {"limit": "2"})
    second = page.get(f"{HOME}/analytics/calls{first.links['next']['url']}")
    assert [[one["call"] for one in answer.json()] for answer in (first, second)] == [["CA2", "CA1"], ["CA0"]]
    assert "next" not in second.links


def test_a_day_that_is_over_is_counted_once_and_stays_when_its_calls_are_gone(
    page: TestClient, desk: Desk, clock: SetClock
) -> None:
    rang(desk, "CA1", EVENING, SAID, did("message.taken"))
    assert page.get(f"{HOME}/analytics", params=THURSDAY).json()["total"]["messages"] == 1
    assert desk.rows.list(BusinessId("restaurant"), analytics.KIND, after="2026-11-25") == []  # Thursday goes on
    clock.pass_(days=1)
    assert page.get(f"{HOME}/analytics", params=THURSDAY).json()["total"]["messages"] == 1
    desk.calls.erase(BusinessId("restaurant"), CallId("CA1"), clock())
    assert page.get(f"{HOME}/analytics", params=THURSDAY).json()["total"]["messages"] == 1
    assert "+1415" not in desk.rows.list(BusinessId("restaurant"), analytics.KIND)[-1].doc


def test_a_day_with_a_call_that_goes_on_past_midnight_waits_for_it(
    desk: Desk, page: TestClient, clock: SetClock
) -> None:
    late = datetime(2026, 11, 27, 7, 50, tzinfo=UTC)  # ten to midnight
    desk.calls.begin(CallRecord(CallId("CA1"), BusinessId("restaurant"), CALLER, RESTAURANT, late))
    clock.now = late + timedelta(minutes=40)
    page.get(f"{HOME}/analytics", params=THURSDAY)
    assert desk.rows.list(BusinessId("restaurant"), analytics.KIND, after="2026-11-25") == []
    clock.pass_(days=1)  # nobody ever wrote down its end
    told = page.get(f"{HOME}/analytics", params=THURSDAY).json()
    assert told["total"]["outcomes"] == {"lost": 1}
    assert [row.id for row in desk.rows.list(BusinessId("restaurant"), analytics.KIND, after="2026-11-25")] == [
        "2026-11-26"
    ]


def test_what_was_booked_is_valued_by_price_and_else_by_what_a_guest_spends(page: TestClient, desk: Desk) -> None:
    wish = {
        "service": "table",
        "start": "2026-11-27T19:00:00-08:00",
        "party_size": 3,
        "customer": {"name": "Ann", "phone": CALLER},
    }
    booked = page.post(f"{HOME}/bookings", json=wish).json()
    rang(desk, "CA1", EVENING, SAID, did("booking.confirmed", booking=booked["id"]))
    before = page.get(f"{HOME}/analytics", params=THURSDAY).json()
    assert (before["total"]["value"], before["total"]["estimate"], before["total"]["unpriced"]) == ("0", None, 1)
    kept = page.put(f"{HOME}/analytics/spend", json={"spend_per_guest": "42.50", "revision": 0})
    assert kept.json() == {"spend_per_guest": "42.50", "revision": 1}
    assert page.get(f"{HOME}/analytics", params=THURSDAY).json()["total"]["estimate"] == "127.50"
    late = page.put(f"{HOME}/analytics/spend", json={"spend_per_guest": "10", "revision": 0})
    assert late.status_code == 412
    assert page.put(f"{HOME}/analytics/spend", json={"spend_per_guest": "-1", "revision": 1}).status_code == 422


def test_the_days_before_are_told_beside_them_and_days_to_come_are_none(page: TestClient, desk: Desk) -> None:
    rang(desk, "CA1", EVENING - timedelta(days=2), SAID)
    told = page.get(f"{HOME}/analytics", params={"from": "2026-11-25", "to": "2026-11-30"}).json()
    assert [one["day"] for one in told["days"]] == ["2026-11-25", "2026-11-26"]
    assert (told["total"]["calls"], told["before"]["calls"]) == (0, 1)


def test_a_very_long_stretch_is_counted_in_several_goes(office: Office, desk: Desk) -> None:
    page = opened(office, most_calls=1)
    for back in range(1, 4):
        for number in range(2):
            rang(desk, f"CA{back}{number}", EVENING - timedelta(days=back), SAID)
    asked = {"from": "2026-11-23", "to": "2026-11-26"}
    counted = [page.get(f"{HOME}/analytics/days.csv", params=asked).status_code for _ in range(3)]
    assert counted == [503, 503, 200]


def test_a_spreadsheet_has_a_line_for_each_day(page: TestClient, desk: Desk) -> None:
    rang(desk, "CA1", EVENING, SAID, did("message.taken"))
    answer = page.get(f"{HOME}/analytics/days.csv", params={"from": "2026-11-25", "to": "2026-11-26"})
    names, *lines = (line.split(",") for line in answer.text.splitlines())
    assert [dict(zip(names, line, strict=True))["messages"] for line in lines] == ["0", "1"]
    assert answer.headers["content-disposition"] == 'attachment; filename="calls-by-day.csv"'


@pytest.mark.parametrize(
    "asked", [{"from": "2026-11-26", "to": "2026-11-25"}, {"from": "2026-01-01", "to": "2026-11-25"}, {"from": "soon"}]
)
def test_days_that_are_none_are_refused(page: TestClient, asked: dict[str, str]) -> None:
    assert page.get(f"{HOME}/analytics", params=asked).status_code == 422


def test_the_calls_of_others_are_not_counted(page: TestClient, desk: Desk) -> None:
    rang(desk, "CA1", EVENING, SAID, business="salon")
    assert page.get(f"{HOME}/analytics", params=THURSDAY).json()["total"]["calls"] == 0
