"""Feeds, connected calendars and imports over HTTP."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fastapi import FastAPI
from icalendar import Calendar
from starlette.testclient import TestClient

from functions.calendars.app import build
from functions.errands.chore import run
from functions.office import Office
from receptionist.accounts.model import Role
from receptionist.adapters.google.calendars import GoogleAccount, GoogleCalendars
from receptionist.business.definition import Business
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.desk import Desk
from receptionist.ids import BookingId, BusinessId
from tests.fakes.front_office import ORIGIN
from tests.fakes.google_calendar import CLIENT_ID, CLIENT_SECRET, Google, serving
from tests.fakes.people import somebody

API = "/api/v1/businesses"
SALON = BusinessId("salon")
FILE = "Date,Time,Name,Phone,Service,Stylist\n2026-11-27,10:00,Anna Beck,(415) 555-0123,haircut,Marco\n"
CSV = {"content-type": "text/csv; charset=utf-8"}
MAIL = "ana@example.com"


@pytest.fixture
def google() -> Iterator[Google]:
    with serving(Google()) as google:
        yield google


@pytest.fixture
def connected(office: Office, google: Google) -> Office:
    account = GoogleAccount(CLIENT_ID, CLIENT_SECRET)
    service = GoogleCalendars(lambda: account, calendar_url=f"{google.url}/calendar/v3", oauth_url=google.url)
    return replace(office, calendars=service)


@pytest.fixture
def app(connected: Office) -> FastAPI:
    return build(connected)


@pytest.fixture
def page(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=ORIGIN, raise_server_exceptions=False) as client:
        yield client


def path_of(url: str) -> str:
    assert url.startswith(ORIGIN)
    return url.removeprefix(ORIGIN)


def test_a_feed_is_read_by_its_address_until_it_is_revoked(page: TestClient, desk: Desk) -> None:
    booked = page.post(f"{API}/salon/imports", content=FILE, headers=CSV).json()["lines"][0]["booking"]
    made = page.post(f"{API}/salon/feeds", json={"resource": "marco"})
    assert made.status_code == 201
    feed = page.get(path_of(made.json()["url"]))
    assert (feed.status_code, feed.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "private" in feed.headers["cache-control"]
    (event,) = Calendar.from_ical(feed.content).walk("VEVENT")
    assert str(event["SUMMARY"]).startswith("A. B.")
    cancel_booking(desk, _salon(desk), BookingId(booked))
    (later,) = Calendar.from_ical(page.get(path_of(made.json()["url"])).content).walk("VEVENT")
    assert (str(later["STATUS"]), str(later["UID"])) == ("CANCELLED", str(event["UID"]))

    assert page.get(f"{API}/salon/feeds").json() == [
        {key: made.json()[key] for key in ("id", "resource", "names", "made")}
    ]
    assert page.delete(f"{API}/salon/feeds/{made.json()['id']}").status_code == 204
    assert page.get(path_of(made.json()["url"])).status_code == 404
    assert page.delete(f"{API}/salon/feeds/{made.json()['id']}").status_code == 404


def test_a_feed_that_has_not_changed_is_not_sent_again(page: TestClient) -> None:
    url = path_of(page.post(f"{API}/salon/feeds", json={}).json()["url"])
    first = page.get(url)
    again = page.get(url, headers={"If-None-Match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    page.post(f"{API}/salon/imports", content=FILE, headers=CSV)
    changed = page.get(url, headers={"If-None-Match": first.headers["etag"]})
    assert (changed.status_code, b"VEVENT" in changed.content) == (200, True)


@pytest.mark.parametrize(
    "token", ["x", "salon.", ".x", "salon.wrong", "..", "salon." + "x" * 600, "%00.%00", "sal%C3%B3n.x"]
)
def test_a_token_that_is_wrong_is_no_feed(page: TestClient, token: str) -> None:
    page.post(f"{API}/salon/feeds", json={})
    answer = page.get(f"/calendars/{token}.ics")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_a_feeds_secret_opens_nothing_at_another_business_and_is_kept_nowhere(page: TestClient, desk: Desk) -> None:
    url = path_of(page.post(f"{API}/salon/feeds", json={}).json()["url"])
    secret = url.rpartition(".")[0].rpartition(".")[2]
    assert page.get(f"/calendars/clinic.{secret}.ics").status_code == 404
    assert not any(secret in row.doc or secret in row.id for row in desk.rows.list(SALON, "feed"))
    assert page.post(f"{API}/salon/feeds", json={"resource": "nobody"}).status_code == 422


def test_a_calendar_is_connected_chosen_read_and_disconnected(
    page: TestClient, google: Google, connected: Office
) -> None:
    google.enter("dentist", datetime(2026, 11, 27, 18, tzinfo=UTC), datetime(2026, 11, 27, 20, tzinfo=UTC))
    asked = page.post(f"{API}/salon/calendars", json={})
    assert asked.status_code == 201
    cookie = asked.headers["set-cookie"].lower()
    assert all(part in cookie for part in ("httponly", "secure", "samesite=lax", "path=/calendars/google/callback"))
    back = page.get("/calendars/google/callback", params=google.agree(asked.json()["url"]))
    assert back.status_code == 200
    (link,) = page.get(f"{API}/salon/calendars").json()
    assert (link["status"], link["calendar"]) == ("choosing", "")
    one = f"{API}/salon/calendars/{link['id']}"
    assert page.post(f"{one}/sync").status_code == 409
    assert [choice["id"] for choice in page.get(f"{one}/choices").json()] == [MAIL]
    assert page.put(one, json={"calendar": "other", "resource": "marco"}).status_code == 422
    assert page.put(one, json={"calendar": MAIL, "resource": "nobody"}).status_code == 422
    chosen = page.put(one, json={"calendar": MAIL, "resource": "marco"})
    assert (chosen.json()["status"], chosen.json()["busy_in"], chosen.json()["synced"]) == ("connected", True, None)
    assert page.post(f"{one}/sync").json()["synced"] is not None

    refused = page.post(f"{API}/salon/imports", content=FILE, headers=CSV).json()
    assert [line["reason"] for line in refused["lines"]] == ["slot_taken"]
    later = FILE.replace("10:00", "14:00")
    assert page.post(f"{API}/salon/imports", content=later, headers=CSV).json()["booked"] == 1
    run(connected)
    assert any("extendedProperties" in event for event in google.shown())

    for answer in (page.get(f"{API}/salon/calendars"), page.get(f"{one}/choices")):
        assert not any(token in answer.text for token in (*google.refresh_tokens, *google.access_tokens))
    assert page.delete(one).status_code == 204
    assert page.get(f"{API}/salon/calendars").json() == []
    assert page.post(f"{API}/salon/imports", content=FILE, headers=CSV).json()["booked"] == 1


def test_a_calendar_that_takes_its_leave_back_says_so(page: TestClient, google: Google) -> None:
    asked = page.post(f"{API}/salon/calendars", json={}).json()
    page.get("/calendars/google/callback", params=google.agree(asked["url"]))
    (link,) = page.get(f"{API}/salon/calendars").json()
    google.refresh_tokens.clear()
    google.access_tokens.clear()
    answer = page.get(f"{API}/salon/calendars/{link['id']}/choices")
    assert (answer.status_code, answer.json()["reason"]) == (409, "consent_withdrawn")
    assert page.get(f"{API}/salon/calendars").json()[0]["status"] == "broken"


@pytest.mark.parametrize(
    "brought", [{}, {"error": "access_denied"}, {"state": "x", "code": "y"}, {"state": "salon.x", "code": "y"}, {"state": "." * 5000, "code": "1"}]
)  # fmt: skip
def test_a_consent_that_nobody_asked_for_connects_nothing(page: TestClient, brought: dict[str, str]) -> None:
    answer = page.get("/calendars/google/callback", params=brought)
    assert answer.status_code == 400
    assert "not connected" in answer.text
    assert page.get(f"{API}/salon/calendars").json() == []


def test_a_consent_given_in_another_browser_connects_nothing(page: TestClient, google: Google) -> None:
    asked = page.post(f"{API}/salon/calendars", json={}).json()
    page.cookies.clear()
    assert page.get("/calendars/google/callback", params=google.agree(asked["url"])).status_code == 400
    assert page.get(f"{API}/salon/calendars").json() == []


def test_where_no_account_is_set_up_one_is_told_so(office: Office) -> None:
    with TestClient(build(office), raise_server_exceptions=False) as page:
        answer = page.post(f"{API}/salon/calendars", json={})
        assert (answer.status_code, answer.json()["reason"]) == (409, "not_set_up")


def test_a_rehearsed_import_reports_and_writes_nothing(page: TestClient, desk: Desk) -> None:
    rehearsed = page.post(f"{API}/salon/imports", params={"dry_run": True}, content=FILE, headers=CSV).json()
    assert (rehearsed["dry_run"], rehearsed["booked"], rehearsed["refused"]) == (True, 1, 0)
    brought = page.post(f"{API}/salon/imports", content=FILE, headers=CSV).json()
    assert (brought["dry_run"], brought["booked"], brought["known"]) == (False, 1, 0)
    again = page.post(f"{API}/salon/imports", content=FILE, headers=CSV).json()
    assert (again["booked"], again["known"]) == (0, 1)
    assert desk.messages.sent_to(SALON) == []


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [(b"", "text/csv", 422), (b"a,b\n1,2\n", "text/csv", 422), (b"\xff\xfe\x00", "text/csv", 422), (b"x", "text/calendar", 422),
     (b"{}", "application/json", 415), (b"x", "", 415), (b"x" * (5 << 20), "text/csv", 413)],
)  # fmt: skip
def test_a_file_that_cannot_be_taken_is_refused_as_a_problem(
    page: TestClient, content: bytes, kind: str, status: int
) -> None:
    answer = page.post(f"{API}/salon/imports", content=content, headers={"content-type": kind})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_only_a_manager_of_the_business_brings_bookings_makes_feeds_and_connects_calendars(
    page: TestClient, connected: Office
) -> None:
    staff = somebody(connected.door, "Boris", Role.STAFF, business="salon")
    for path in ("imports", "feeds", "calendars"):
        assert page.post(f"{API}/salon/{path}", json={}, headers=staff.bearer).status_code == 403
        assert page.post(f"{API}/clinic/{path}", json={}, headers=staff.bearer).status_code == 404
    assert page.get(f"{API}/salon/feeds", headers=staff.bearer).status_code == 200


def _salon(desk: Desk) -> Business:
    found = desk.businesses.get(SALON)
    assert found is not None
    return found
