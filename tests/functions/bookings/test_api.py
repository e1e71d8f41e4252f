"""What integrators build on: finding, holding, booking once, changing what was read, the house as it stands."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions.body_limit import MOST_BYTES
from functions.bookings.app import build
from functions.office import Office
from receptionist.adapters.memory.vectors import MemoryVectorStore
from receptionist.booking.model import Customer
from receptionist.desk.desk import Desk
from receptionist.ids import BookingId, BusinessId, CallId, Phone
from receptionist.knowledge.library import Library, Meaning
from receptionist.ports import BookChange
from tests.fakes.embedders import WordEmbedder
from tests.fakes.front_office import CALLER, SetClock
from tests.fakes.racing import at_once

RESTAURANT = BusinessId("restaurant")
HOME = "/api/v1/businesses/restaurant"
EIGHT = "2026-11-27T20:00:00-08:00"
QUARTER_TO_NINE = "2026-11-27T20:45:00-08:00"
"""When so many may arrive at once that only the tables count."""
NINE = "2026-11-27T21:00:00-08:00"
FRIDAY, SATURDAY = "2026-11-27", "2026-11-28"
CARD = f"{HOME}/customers/{CALLER.replace('+', '%2B')}"


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


@pytest.fixture
def api(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def wish(**changes: Any) -> dict[str, Any]:
    anna = {"name": "Anna", "phone": CALLER, "language": "en"}
    return {"service": "table", "start": EIGHT, "party_size": 4, "customer": anna} | changes


def book(api: TestClient, **changes: Any) -> dict[str, Any]:
    answer = api.post(f"{HOME}/bookings", json=wish(**changes))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def refused(answer: Any, status: int, reason: str | None = None) -> dict[str, Any]:
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    problem = dict(answer.json())
    assert problem.get("reason") == reason
    return problem


def test_a_time_is_found_or_refused_with_others(api: TestClient) -> None:
    asked = {"service": "table", "start": EIGHT, "party_size": "4"}
    found = api.get(f"{HOME}/slots", params=asked).json()
    assert (found["exact"]["local_start"], found["refusal"]) == (EIGHT, None)
    closed = api.get(f"{HOME}/slots", params=asked | {"start": "2026-11-27T23:50:00-08:00"}).json()
    assert (closed["exact"], closed["refusal"]) == (None, "closed")
    assert closed["alternatives"]
    evening = api.get(f"{HOME}/slots", params=asked | {"start": f"{FRIDAY}T18:40:00-08:00", "end": EIGHT}).json()
    assert evening["exact"]["local_start"] == f"{FRIDAY}T18:45:00-08:00"


def test_a_month_lists_the_free_starts_of_each_day(api: TestClient) -> None:
    month = api.get(f"{HOME}/slots/month", params={"month": "2026-12", "service": "table", "party_size": 2}).json()
    assert month["timezone"] == "America/Los_Angeles"
    assert [day["day"] for day in month["days"]] == [f"2026-12-{n:02}" for n in range(1, 32)]
    assert all(bool(day["starts"]) != bool(day["refusal"]) for day in month["days"])
    assert sum(len(day["starts"]) for day in month["days"]) > 100


@pytest.mark.parametrize(
    "asked",
    [
        {"start": "2026-11-27T20:00:00"},
        {"end": EIGHT},
        {"end": "2027-03-01T00:00:00Z"},
        {"start": "9999-12-31T23:59:59Z"},
        {"start": "1e400"},
        {"party_size": "1" * 5000},
        {"party_size": "0"},
        {"service": "\x00"},
        {"location": "the moon"},
        {"language": "xx"},
    ],
)
def test_a_question_that_makes_no_sense_is_told_so(api: TestClient, asked: dict[str, str]) -> None:
    refused(api.get(f"{HOME}/slots", params={"service": "table", "start": EIGHT} | asked), 422)


def test_a_held_place_is_booked_by_whoever_holds_it(api: TestClient) -> None:
    for n in range(2):
        answer = api.post(
            f"{HOME}/holds", json={"service": "table", "start": QUARTER_TO_NINE, "party_size": 8, "id": f"hold-{n}"}
        )
        assert answer.status_code == 201, answer.text
    large = wish(party_size=8, start=QUARTER_TO_NINE)
    refused(api.post(f"{HOME}/bookings", json=large), 409, "slot_taken")
    held = api.get(f"{HOME}/holds/hold-1").json()
    booked = book(api, party_size=8, start=QUARTER_TO_NINE, hold="hold-1")
    assert booked["resources"] == held["resources"]
    assert [hold["id"] for hold in api.get(f"{HOME}/holds").json()] == ["hold-0"]


def test_a_hold_asked_for_twice_is_one_hold(api: TestClient) -> None:
    key = {"Idempotency-Key": "for-anna"}
    asked = {"service": "table", "start": EIGHT, "party_size": 2}
    first = api.post(f"{HOME}/holds", json=asked, headers=key)
    again = api.post(f"{HOME}/holds", json=asked, headers=key)
    assert (first.status_code, again.json()) == (201, first.json())
    refused(api.post(f"{HOME}/holds", json=asked | {"start": NINE}, headers=key), 422, "key_used")
    assert len(api.get(f"{HOME}/holds").json()) == 1


def test_a_hold_is_prolonged_to_its_cap_and_given_back(api: TestClient, clock: SetClock) -> None:
    held = api.post(f"{HOME}/holds", json={"service": "table", "start": EIGHT, "party_size": 2}).json()
    clock.pass_(seconds=120)
    longer = api.post(f"{HOME}/holds/{held['id']}/prolong")
    assert longer.json()["expires"] > held["expires"]
    assert api.delete(f"{HOME}/holds/{held['id']}").status_code == 204
    assert api.delete(f"{HOME}/holds/{held['id']}").status_code == 204
    refused(api.get(f"{HOME}/holds/{held['id']}"), 404)
    refused(api.post(f"{HOME}/holds/{held['id']}/prolong"), 404)
    forgotten = api.post(f"{HOME}/holds", json={"service": "table", "start": EIGHT, "party_size": 2}).json()
    clock.pass_(hours=1)
    refused(api.get(f"{HOME}/holds/{forgotten['id']}"), 404)


def test_the_same_key_ten_times_at_once_makes_one_booking(api: TestClient) -> None:
    """Of the last table that is left, so that whoever comes second cannot simply find another."""
    book(api, party_size=8, start=QUARTER_TO_NINE)
    large = wish(party_size=8, start=QUARTER_TO_NINE)
    answers = at_once(lambda n: api.post(f"{HOME}/bookings", json=large, headers={"Idempotency-Key": "k1"}), threads=10)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len(api.get(f"{HOME}/bookings").json()) == 2


def test_a_key_is_for_one_wish_and_for_a_day(api: TestClient, clock: SetClock) -> None:
    key = {"Idempotency-Key": "k1"}
    saturday = wish(start=f"{SATURDAY}T20:00:00-08:00")
    first = api.post(f"{HOME}/bookings", json=saturday, headers=key)
    refused(api.post(f"{HOME}/bookings", json=saturday | {"party_size": 3}, headers=key), 422, "key_used")
    clock.pass_(hours=23)
    assert api.post(f"{HOME}/bookings", json=saturday, headers=key).json() == first.json()
    clock.pass_(hours=2)
    later = api.post(f"{HOME}/bookings", json=saturday | {"party_size": 3}, headers=key)
    assert (later.status_code, later.json()["id"] != first.json()["id"]) == (201, True)


def test_all_that_is_told_of_a_visit_is_kept(api: TestClient) -> None:
    booked = book(
        api, occasion="birthday", allergies=["peanut"], source="page", text_agreed=False, notes="by the window"
    )
    told = {name: booked[name] for name in ("occasion", "allergies", "source", "text_agreed", "notes", "new_client")}
    assert told == {
        "occasion": "birthday", "allergies": ["peanut"], "source": "page", "text_agreed": False,
        "notes": "by the window", "new_client": True,
    }  # fmt: skip
    assert api.get(CARD).json()["allergies"] == ["peanut"]


def test_the_house_itself_books_on_shorter_notice_than_others(api: TestClient) -> None:
    at_once_ = wish(start="2026-11-26T18:15:00-08:00", party_size=2)
    refused(api.post(f"{HOME}/bookings", json=at_once_), 409, "too_late")
    assert api.post(f"{HOME}/bookings", json=at_once_ | {"by_staff": True}).status_code == 201


def test_whoever_changes_a_visit_says_what_they_have_read(api: TestClient) -> None:
    url = f"{HOME}/bookings/{book(api)['id']}"
    read = api.get(url)
    assert read.headers["etag"] == '"1"'
    assert api.get(url, headers={"If-None-Match": 'W/"1"'}).status_code == 304
    refused(api.patch(url, json={"notes": "x"}), 428)
    refused(api.patch(url, json={"notes": "x"}, headers={"If-Match": "1"}), 400)
    refused(api.patch(url, json={"notes": "x"}, headers={"If-Match": 'W/"1"'}), 412)
    refused(api.patch(url, json={"notes": "x"}, headers={"If-Match": '"99999999999999999999"'}), 412)
    changed = api.patch(url, json={"notes": "x", "start": NINE}, headers={"If-Match": '"7", "1"'})
    assert (changed.status_code, changed.headers["etag"], changed.json()["local_start"]) == (200, '"2"', NINE)
    again = api.patch(url, json={"notes": "x", "start": NINE}, headers={"If-Match": '"1"'})
    assert (again.status_code, again.json()) == (200, changed.json())
    refused(api.patch(url, json={"start": EIGHT}, headers={"If-Match": '"1"'}), 412, "stale_revision")
    assert api.patch(url, json={"notes": "y"}, headers={"If-Match": "*"}).json()["revision"] == 3
    refused(api.post(f"{url}/cancel", json={}), 428)
    assert api.post(f"{url}/cancel", json={}, headers={"If-Match": '"3"'}).json()["status"] == "cancelled"


def test_of_two_who_change_what_both_have_read_one_is_told_to_read_again(api: TestClient) -> None:
    url = f"{HOME}/bookings/{book(api)['id']}"
    answers = at_once(lambda n: api.patch(url, json={"notes": f"by {n}"}, headers={"If-Match": '"1"'}), threads=2)
    assert sorted(answer.status_code for answer in answers) == [200, 412]
    (won,) = [answer.json() for answer in answers if answer.status_code == 200]
    assert api.get(url).json() == won


def test_a_visit_is_moved_to_what_was_held_for_it(api: TestClient) -> None:
    booked = book(api)
    hold = {"service": "table", "start": NINE, "party_size": 4, "instead_of": booked["id"], "id": "new-place"}
    held = api.post(f"{HOME}/holds", json=hold).json()
    moved = api.patch(f"{HOME}/bookings/{booked['id']}", json={"revision": 1, "hold": "new-place"}).json()
    assert (moved["local_start"], moved["resources"]) == (NINE, held["resources"])
    refused(api.patch(f"{HOME}/bookings/{booked['id']}", json={"revision": 2, "hold": "new-place"}), 409, "hold_over")


def test_what_becomes_of_a_visit_is_marked_step_by_step(api: TestClient) -> None:
    url = f"{HOME}/bookings/{book(api)['id']}"
    for status in ("arrived", "seated", "finished"):
        assert api.post(f"{url}/status", json={"status": status}).json()["status"] == status
    refused(api.post(f"{url}/status", json={"status": "no_show"}), 409, "not_possible")
    refused(api.post(f"{url}/status", json={"status": "cancelled"}), 422)
    refused(api.post(f"{url}/status", json={"status": "seated"}, headers={"If-Match": '"1"'}), 412, "stale_revision")
    other = f"{HOME}/bookings/{book(api, start=NINE)['id']}"
    api.post(f"{other}/status", json={"status": "no_show"})
    assert api.get(CARD).json()["no_shows"] == 1


def test_a_long_list_is_read_page_by_page_each_visit_once(api: TestClient) -> None:
    whole = [book(api, start=start, party_size=2)["id"] for start in (EIGHT, EIGHT, EIGHT, NINE, NINE)]
    seen: list[str] = []
    url: str | None = f"{HOME}/bookings?day={FRIDAY}&limit=2"
    while url:
        answer = api.get(url)
        seen += [one["id"] for one in answer.json()]
        url = answer.links["next"]["url"] if "next" in answer.links else None
        url = f"{HOME}/bookings{url}" if url else None
    assert sorted(seen) == sorted(whole)
    for cursor in ("x", "AAAA", "W10=", "WyIyMDI2Il0=", "WyJ4IiwieSJd", "é"):
        refused(api.get(f"{HOME}/bookings", params={"cursor": cursor}), 422)


def test_visits_are_found_by_what_is_known_of_them(api: TestClient) -> None:
    first, second = book(api), book(api, start=NINE, customer={"name": "Bo", "phone": "+14155550177"})
    api.post(f"{HOME}/bookings/{second['id']}/status", json={"status": "arrived"})

    def ids(**asked: Any) -> list[str]:
        return [one["id"] for one in api.get(f"{HOME}/bookings", params=asked).json()]

    assert ids(phone=CALLER) == [first["id"]]
    assert [one["id"] for one in api.get(f"{HOME}/bookings?phone={CALLER}").json()] == [first["id"]]
    assert ids(code=second["code"].lower()) == [second["id"]]
    assert ids(status="arrived") == [second["id"]]
    assert ids(status=["arrived", "confirmed"]) == [first["id"], second["id"]]
    assert ids(**{"from": EIGHT, "to": NINE}) == [first["id"]]
    assert ids(resource=first["resources"][0])[0] == first["id"]
    assert ids(day="2026-11-29") == []
    refused(api.get(f"{HOME}/bookings", params={"from": NINE, "to": EIGHT}), 422)


def test_customers_have_cards_that_are_changed_by_whoever_read_them(api: TestClient) -> None:
    book(api)
    card = api.get(CARD)
    assert (card.json()["name"], card.json()["bookings"], card.json()["no_shows"]) == ("Anna", 1, 0)
    refused(api.patch(CARD, json={"notes": "regular"}), 428)
    changed = api.patch(CARD, json={"notes": "regular", "tags": ["wine"]}, headers={"If-Match": card.headers["etag"]})
    assert (changed.json()["notes"], changed.json()["tags"]) == ("regular", ["wine"])
    refused(api.patch(CARD, json={"notes": "x"}, headers={"If-Match": card.headers["etag"]}), 412)
    assert api.post(f"{HOME}/customers", json={"phone": "+14155550177", "name": "Bo Li"}).status_code == 201
    refused(api.post(f"{HOME}/customers", json={"phone": "+14155550177", "name": "Bo"}), 409, "known_customer")
    assert [one["name"] for one in api.get(f"{HOME}/customers").json()] == ["Anna", "Bo Li"]
    assert [one["name"] for one in api.get(f"{HOME}/customers?name=li").json()] == ["Bo Li"]
    assert [one["name"] for one in api.get(f"{HOME}/customers", params={"phone": CALLER}).json()] == ["Anna"]
    paged = api.get(f"{HOME}/customers?limit=1")
    assert api.get(f"{HOME}/customers{paged.links['next']['url']}").json()[0]["name"] == "Bo Li"
    refused(api.get(f"{HOME}/customers/%2B14155550999"), 404)


def test_a_card_keeps_what_a_caller_is_known_by(api: TestClient) -> None:
    new = {"phone": "+14155550177", "name": "Bo Li", "birth_date": "1985-07-04", "postcode": "94110"}
    made = api.post(f"{HOME}/customers", json=new)
    assert (made.status_code, made.json()["birth_date"], made.json()["postcode"]) == (201, "1985-07-04", "94110")
    where = f"{HOME}/customers/%2B14155550177"
    changed = api.patch(where, json={"birth_date": ""}, headers={"If-Match": made.headers["etag"]})
    assert (changed.json()["birth_date"], changed.json()["postcode"]) == ("", "94110")
    for wrong in (
        {"birth_date": "1985-02-30"},
        {"birth_date": "4 July"},
        {"birth_date": "1885-07-04"},
        {"postcode": "=1+1"},
    ):
        refused(api.patch(where, json=wrong, headers={"If-Match": changed.headers["etag"]}), 422)


def test_what_calls_were_about_is_told_to_the_house(office: Office, desk: Desk) -> None:
    library = Library(desk.rows, Meaning(MemoryVectorStore(), WordEmbedder()))
    house = desk.businesses.get(RESTAURANT)
    assert house is not None
    assert library.memories is not None
    library.memories.keep(house, CALLER, CallId("c1"), "asked about dogs", desk.clock())
    with TestClient(build(replace(office, desk=replace(desk, library=library)))) as api:
        assert api.get(f"{CARD}/memories").json() == ["asked about dogs"]
        assert api.get(f"{HOME}/customers/%2B14155550999/memories").json() == []
    with TestClient(build(office)) as without:
        assert without.get(f"{CARD}/memories").json() == []


def test_a_customer_is_forgotten_everywhere_in_the_book(api: TestClient, clock: SetClock) -> None:
    booked = book(api, notes="allergic", occasion="birthday", allergies=["milk"])
    waiting = {"service": "table", "start": EIGHT, "end": NINE, "customer": wish()["customer"]}
    api.post(f"{HOME}/waitlist", json=waiting)
    waits = api.delete(CARD).json()
    assert (waits["card"], waits["waitlist"], waits["visits_ahead"], waits["bookings"]) == (True, 1, 1, 0)
    assert (waits["done"], waits["due"] is not None) == (None, True)
    assert api.get(f"{HOME}/bookings/{booked['id']}").json()["customer"]["name"] == "Anna"
    refused(api.get(CARD), 404)
    clock.pass_(days=2)
    done = api.delete(CARD).json()
    assert (done["id"], done["bookings"], done["due"]) == (waits["id"], 1, None)
    assert done["done"] is not None
    left = api.get(f"{HOME}/bookings/{booked['id']}").json()
    assert left["customer"] == {"name": "", "phone": "", "language": "en"}
    assert (left["notes"], left["occasion"], left["allergies"]) == ("", "", [])
    assert api.get(f"{HOME}/waitlist").json() == []
    assert api.get(f"{HOME}/bookings", params={"phone": CALLER}).json() == []
    again = api.delete(CARD).json()
    assert (again["card"], again["bookings"], again["waitlist"]) == (False, 0, 0)
    assert api.get(f"{HOME}/erasures").json() == [again, done]
    assert api.get(f"{HOME}/erasures/{done['id']}").json() == done
    assert CALLER not in api.get(f"{HOME}/erasures").text
    refused(api.get(f"{HOME}/erasures/nothing"), 404, "unknown_erasure")
    refused(api.delete(f"{HOME}/customers/555"), 422)


def test_whoever_waits_is_offered_what_becomes_free(api: TestClient, clock: SetClock) -> None:
    clock.pass_(hours=-4)
    taken = [book(api, party_size=8, start=QUARTER_TO_NINE) for _ in range(2)]
    waiting = {"service": "table", "start": QUARTER_TO_NINE, "end": "2026-11-27T20:46:00-08:00", "party_size": 8}
    bo = {"name": "Bo", "phone": "+14155550177"}
    entry = api.post(f"{HOME}/waitlist", json=waiting | {"customer": bo}).json()
    assert (entry["status"], api.post(f"{HOME}/waitlist/offers").json()) == ("waiting", [])
    assert api.post(f"{HOME}/waitlist", json=waiting | {"customer": bo}).json()["id"] == entry["id"]
    api.post(f"{HOME}/bookings/{taken[0]['id']}/cancel", json={"revision": 1})
    (offered,) = api.post(f"{HOME}/waitlist/offers").json()
    assert (offered["id"], offered["status"], offered["offered"]["local_start"]) == (
        entry["id"],
        "offered",
        QUARTER_TO_NINE,
    )
    assert api.delete(f"{HOME}/waitlist/{entry['id']}").json()["status"] == "left"
    assert book(api, party_size=8, start=QUARTER_TO_NINE)["resources"] == taken[0]["resources"]
    refused(api.post(f"{HOME}/waitlist", json=waiting | {"customer": bo, "end": EIGHT}), 422)
    refused(api.delete(f"{HOME}/waitlist/nobody"), 404)


def test_a_table_that_breaks_leaves_the_book_at_once_and_its_visits_are_named(api: TestClient) -> None:
    booked = book(api, party_size=8)
    (table, *_) = booked["resources"]
    url = f"{HOME}/resources/{table}"
    read = api.get(url)
    assert read.headers["etag"] == '"0"'
    refused(api.delete(url), 428)
    gone = api.delete(url, headers={"If-Match": '"0"'})
    assert [one["booking"]["id"] for one in gone.json()["out_of_place"]] == [booked["id"]]
    assert api.get(f"{HOME}/out-of-place").json() == gone.json()["out_of_place"]
    refused(api.get(url), 404)
    whole = {name: read.json()[name] for name in ("kind", "name", "min_party", "max_party", "joins", "area")}
    refused(api.put(url, json=whole), 428)
    back = api.put(url, json=whole, headers={"If-None-Match": "*"})
    assert (back.status_code, back.json()["out_of_place"], back.json()["resource"]["max_party"]) == (
        200, [], read.json()["max_party"],
    )  # fmt: skip
    refused(api.put(url, json=whole, headers={"If-None-Match": "*"}), 412)
    refused(api.put(url, json=whole, headers={"If-Match": '"0"'}), 412)
    refused(
        api.put(url, json=whole | {"joins": ["nothing"]}, headers={"If-Match": back.headers["etag"]}),
        422,
        "not_servable",
    )
    refused(api.put(url, json=whole | {"hours": [{"days": ["mon"], "opens": "10:00Z", "closes": "12:00"}]}), 422)


def test_a_closed_day_is_closed_from_the_next_question_on(api: TestClient) -> None:
    booked = book(api)
    url = f"{HOME}/special-days/private-party"
    closed = {"first": FRIDAY, "last": FRIDAY, "reason": "private party"}
    made = api.put(url, json=closed, headers={"If-None-Match": "*"})
    assert [one["booking"]["id"] for one in made.json()["out_of_place"]] == [booked["id"]]
    refused(api.post(f"{HOME}/bookings", json=wish()), 409, "closed")
    assert [one["id"] for one in api.get(f"{HOME}/special-days").json()] == ["private-party"]
    refused(
        api.put(url, json=closed | {"last": "2026-11-20"}, headers={"If-Match": made.headers["etag"]}),
        422,
        "not_servable",
    )
    schedule = api.get(f"{HOME}/schedules?first={FRIDAY}&last={SATURDAY}").json()
    assert [(day["open"], day["closed_for"]) for day in schedule["days"]][0] == ([], "private party")
    assert schedule["days"][1]["open"]
    assert api.delete(url, headers={"If-Match": made.headers["etag"]}).json() == {"out_of_place": []}
    refused(api.delete(url, headers={"If-Match": made.headers["etag"]}), 404)
    assert book(api)["status"] == "confirmed"


def test_a_stylist_off_sick_is_not_there(api: TestClient) -> None:
    salon = "/api/v1/businesses/salon"
    asked = f"{salon}/schedules?first={FRIDAY}"
    stylist = next(one for one in api.get(asked).json()["resources"] if one["kind"] == "staff" and one["there"])
    sick = {"first": FRIDAY, "last": FRIDAY, "resource": stylist["resource"], "reason": "sick", "revision": 0}
    assert api.put(f"{salon}/special-days/sick", json=sick).status_code == 200
    after = {one["resource"]: one["there"] for one in api.get(asked).json()["resources"]}
    assert after[stylist["resource"]] == []
    refused(api.get(f"{salon}/schedules?first={FRIDAY}&last=2026-01-01"), 422)


def test_an_export_says_who_comes_and_runs_nothing_in_a_spreadsheet(api: TestClient) -> None:
    book(api, customer={"name": '=HYPERLINK("http://x")', "phone": CALLER}, notes="two\nlines, quoted")
    asked = f"{HOME}/exports/bookings.csv?from={FRIDAY}&to={FRIDAY}"
    answer = api.get(asked)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "'=HYPERLINK" in answer.text
    assert f"'{CALLER}" in answer.text
    assert "2026-11-28T04:00:00Z" in answer.text
    assert "2026-11-27 20:00" in answer.text
    assert api.get(f"{asked}&bom=true").content.startswith(b"\xef\xbb\xbf")
    (whole,) = api.get(asked.replace(".csv", ".json")).json()
    assert whole["customer"]["name"].startswith("=")
    assert "'=HYPERLINK" in api.get(f"{HOME}/exports/customers.csv").text
    refused(api.get(f"{HOME}/exports/bookings.csv?from=2026-01-01&to=2026-12-31"), 422)


@pytest.mark.parametrize("id", ["%23", "%25", "a%2Fb", "%00", "..", "x" * 2000, "%ED%A0%80"])
@pytest.mark.parametrize("what", ["bookings", "holds", "waitlist", "resources", "special-days", "customers"])
def test_an_id_nobody_gave_is_told_so(api: TestClient, what: str, id: str) -> None:
    assert api.get(f"{HOME}/{what}/{id}").status_code in (200, 404, 422)


def test_bodies_and_headers_that_are_none_are_told_so(api: TestClient) -> None:
    url = f"{HOME}/bookings"
    as_json = {"Content-Type": "application/json"}
    surrogate = b'{"service":"table","start":"' + EIGHT.encode() + b'","customer":{"name":"\\ud800"}}'
    for body in (surrogate, b"[" * 100_000, b'{"party_size": 1' + b"0" * 5000 + b"}", b"\xff", b"nul\x00"):
        assert api.post(url, content=body, headers=as_json).status_code in (400, 422)
    refused(api.post(url, json=wish(notes="a\x00b")), 422)
    refused(api.post(url, content=b" " * (MOST_BYTES + 1), headers=as_json), 413)
    refused(api.post(url, json=wish(), headers={"Idempotency-Key": "x" * 300}), 422)
    twice = [("Idempotency-Key", "a"), ("Idempotency-Key", "b")]
    refused(api.post(url, json=wish(), headers=twice), 400)
    assert api.get(url).json() == []


def test_an_erased_name_is_no_reason_to_fail(api: TestClient, desk: Desk) -> None:
    booked = book(api)
    before = desk.bookings.get(RESTAURANT, BookingId(booked["id"]))
    assert before is not None
    wiped = replace(before, customer=Customer("", Phone("")), revision=2)
    desk.bookings.commit(RESTAURANT, BookChange(booking=wiped))
    assert api.get(f"{HOME}/bookings/{booked['id']}").json()["customer"]["name"] == ""
