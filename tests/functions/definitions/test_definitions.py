"""Definitions over HTTP: checked, drafted, published, taken back; and passing facts."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import problems
from functions.dashboard_api import app as dashboard_api
from functions.definitions.app import build
from functions.office import Office
from receptionist.accounts.model import Role
from receptionist.adapters.memory.vectors import MemoryVectorStore
from receptionist.booking.requests import SlotRequest
from receptionist.desk.answer_call import answer_call
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.errors import VendorUnavailable
from receptionist.ids import BusinessId, ServiceId
from receptionist.knowledge.library import Library, Meaning
from receptionist.ports import VectorKind
from receptionist.spans import Span
from tests.fakes.embedders import WordEmbedder
from tests.fakes.front_office import CALL, CALLER, RESTAURANT, SetClock
from tests.fakes.people import somebody

HOME = "/api/v1/businesses"
TABLE = f"{HOME}/restaurant"
BISTRO: dict[str, Any] = {
    "pack": "restaurant@1",
    "name": "Bistro",
    "timezone": "America/New_York",
    "numbers": ["+12125550155"],
    "address": "1 Pier Street",
    "hours": [{"days": ["fri", "sat"], "opens": "17:00", "closes": "23:00"}],
    "services": [{"id": "table"}],
    "resources": [{"id": "t1", "kind": "table", "name": "One", "max_party": 8}],
    "handoffs": [{"label": "the owner", "number": "+12125550156"}],
}


@pytest.fixture
def page(office: Office) -> Iterator[TestClient]:
    app: FastAPI = build(office)
    app.include_router(dashboard_api.routes(office))
    problems.install(app)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def definition(page: TestClient, **changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = page.get(TABLE).json()
    return whole | changes


def dearer(page: TestClient, price: str = "9.75") -> dict[str, Any]:
    whole = definition(page)
    whole["menu"][0]["price"] = price
    return whole


def monday(page: TestClient) -> dict[str, Any]:
    """Says two things about Monday lunch."""
    whole = definition(page)
    whole["faqs"].append({"question": "Lunch on Mondays?", "answer": {"en": "On Mondays we are open from 11 to 3."}})
    return whole


def test_what_is_wrong_is_said_in_plain_words_with_its_place(page: TestClient) -> None:
    wrong = definition(page, timezone="Pacific", colour="red")
    answer = page.post(f"{TABLE}/definition/check", json={"definition": wrong}).json()
    assert (answer["publishable"], answer["version"]) == (False, 1)
    assert answer["errors"] == [
        {"at": ["colour"], "where": "colour", "message": answer["errors"][0]["message"]},
    ]
    assert "there is no field of this name" in answer["errors"][0]["message"]
    answer = page.post(f"{TABLE}/definition/check", json={"definition": definition(page, timezone="Pacific")}).json()
    assert "no time zone we know" in answer["errors"][0]["message"]


def test_a_check_says_what_would_change_and_what_contradicts_itself(page: TestClient, desk: Desk) -> None:
    wanted = monday(page)
    wanted["menu"][0]["price"] = "9.75"
    answer = page.post(f"{TABLE}/definition/check", json={"definition": wanted}).json()
    assert "Vegetable samosas: $8.50 to $9.75" in [one["said"] for one in answer["changes"]]
    errors = [one for one in answer["findings"] if one["severity"] == "error"]
    assert [one["rule"] for one in errors] == ["hours"]
    assert answer["publishable"] is False
    assert desk.businesses.get(BusinessId("restaurant")).version == 1  # type: ignore[union-attr]


def test_a_draft_is_heard_by_nobody_until_it_is_published(page: TestClient, desk: Desk) -> None:
    assert page.get(f"{TABLE}/draft").status_code == 404
    saved = page.put(f"{TABLE}/draft", json={"definition": dearer(page)}, headers={"If-None-Match": "*"})
    assert (saved.status_code, saved.headers["etag"], saved.json()["base"]) == (200, '"1"', 1)
    (dish,) = saved.json()["review"]["changes"]
    assert dish["said"] == "Vegetable samosas: $8.50 to $9.75"
    in_parts = {"kind": "value", "inside": ["Vegetable samosas"], "what": "price", "was": "8.50", "now": "9.75"}
    assert in_parts.items() <= dish.items(), "for whoever says it in another language"
    assert page.get(TABLE).json()["version"] == 1
    done = page.post(f"{TABLE}/draft/publish", json={"note": "new menu", "untried": True})
    assert (done.status_code, done.headers["etag"]) == (200, '"2"')
    answered = answer_call(desk, call=CALL, caller=CALLER, called=RESTAURANT)
    assert answered is not None
    assert (answered.record.business_version, str(answered.business.menu[0].price)) == (2, "9.75")
    assert page.get(f"{TABLE}/draft").status_code == 404
    latest, first = page.get(f"{TABLE}/versions").json()
    assert (latest["version"], latest["note"], latest["by"], latest["untried"]) == (2, "new menu", "This machine", True)
    assert first["version"] == 1


def test_two_who_draft_at_once_are_told_of_each_other(page: TestClient) -> None:
    page.put(f"{TABLE}/draft", json={"definition": dearer(page)}, headers={"If-None-Match": "*"})
    second = page.put(f"{TABLE}/draft", json={"definition": dearer(page, "10")}, headers={"If-None-Match": "*"})
    assert second.status_code == 412
    stale = page.put(f"{TABLE}/draft", json={"definition": dearer(page, "10")}, headers={"If-Match": '"7"'})
    assert stale.status_code == 412
    assert page.put(f"{TABLE}/draft", json={"definition": dearer(page, "10")}).status_code == 428
    again = page.put(f"{TABLE}/draft", json={"definition": dearer(page, "10")}, headers={"If-Match": '"1"'})
    assert (again.status_code, again.headers["etag"]) == (200, '"2"')
    assert page.get(f"{TABLE}/draft", headers={"If-None-Match": '"2"'}).status_code == 304


def test_a_draft_of_a_version_that_stands_no_longer_says_so(page: TestClient) -> None:
    page.put(f"{TABLE}/draft", json={"definition": dearer(page)}, headers={"If-None-Match": "*"})
    assert page.patch(TABLE, json={"version": 1, "texts": False, "untried": True}).status_code == 200
    late = page.post(f"{TABLE}/draft/publish", json={"untried": True})
    assert late.status_code == 412
    assert "made from version 1, but version 2 was published meanwhile" in late.json()["detail"]


def test_a_draft_that_contradicts_itself_is_kept_but_not_published(page: TestClient) -> None:
    saved = page.put(f"{TABLE}/draft", json={"definition": monday(page)}, headers={"If-None-Match": "*"})
    assert saved.json()["review"]["findings"][0]["rule"] == "hours"
    refused = page.post(f"{TABLE}/draft/publish", json={"untried": True})
    assert (refused.status_code, refused.json()["reason"]) == (422, "not_published")
    assert refused.json()["findings"][0]["where"] == 'faqs, "Lunch on Mondays?", answer, en'
    assert page.delete(f"{TABLE}/draft", headers={"If-Match": '"1"'}).status_code == 204


def test_a_definition_that_cannot_be_read_is_not_even_drafted(page: TestClient) -> None:
    bad = page.put(f"{TABLE}/draft", json={"definition": {"name": 5}}, headers={"If-None-Match": "*"})
    assert bad.status_code == 422
    assert {"name", "timezone"} <= {one["where"] for one in bad.json()["errors"]}


def test_a_definition_is_published_whole_and_only_once(page: TestClient) -> None:
    done = page.put(
        f"{TABLE}/definition", json={"definition": dearer(page), "untried": True}, headers={"If-Match": '"1"'}
    )
    assert (done.status_code, done.json()["version"]) == (200, 2)
    again = page.put(f"{TABLE}/definition", json={"definition": dearer(page)}, headers={"If-Match": '"2"'})
    assert (again.json()["version"], again.json()["review"]["changes"]) == (2, [])
    late = page.put(f"{TABLE}/definition", json={"definition": dearer(page, "11")}, headers={"If-Match": '"1"'})
    assert (late.status_code, late.json()["reason"]) == (412, "conflict")
    assert page.put(f"{TABLE}/definition", json={"definition": dearer(page)}).status_code == 428


def test_going_back_publishes_the_old_content_anew(page: TestClient) -> None:
    page.put(f"{TABLE}/definition", json={"definition": dearer(page), "untried": True}, headers={"If-Match": '"1"'})
    assert page.post(f"{TABLE}/versions/1/publish", headers={"If-Match": '"1"'}).status_code == 412
    back = page.post(f"{TABLE}/versions/1/publish", headers={"If-Match": '"2"'})
    assert (back.status_code, back.json()["version"], back.json()["back_to"]) == (200, 3, 1)
    first, third = (page.get(f"{TABLE}/versions/{number}").json() for number in (1, 3))
    assert first["digest"] == third["digest"]
    assert [one["said"] for one in third["changes"]] == ["Vegetable samosas: $9.75 to $8.50"]
    assert page.get(f"{TABLE}/versions/9").status_code == 404
    assert [one["version"] for one in page.get(f"{TABLE}/versions?before=3&limit=1").json()] == [2]


def test_a_new_business_comes_with_its_first_version(page: TestClient) -> None:
    checked = page.post(f"{HOME}/bistro/definition/check", json={"definition": BISTRO}).json()
    assert (checked["publishable"], checked["version"]) == (True, 0)
    made = page.put(f"{HOME}/bistro/definition", json={"definition": BISTRO}, headers={"If-None-Match": "*"})
    assert (made.status_code, made.json()["version"]) == (200, 1)
    assert page.get(f"{HOME}/bistro").json()["policies"]["horizon_days"] == 60
    again = page.put(f"{HOME}/bistro/definition", json={"definition": BISTRO}, headers={"If-None-Match": "*"})
    assert again.status_code == 412


def test_a_business_may_not_take_numbers_or_make_others(page: TestClient, office: Office) -> None:
    owner = somebody(office.door, "Anna", Role.OWNER, business="restaurant").bearer
    whole = page.get(TABLE, headers=owner).json()
    taking = whole | {"numbers": ["+14155550199"]}
    refused = page.put(
        f"{TABLE}/definition", json={"definition": taking, "untried": True}, headers={**owner, "If-Match": "*"}
    )
    assert (refused.status_code, refused.json()["reason"]) == (403, "not_allowed")
    page.put(f"{TABLE}/draft", json={"definition": taking}, headers={**owner, "If-None-Match": "*"})
    assert page.post(f"{TABLE}/draft/publish", json={"untried": True}, headers=owner).status_code == 403
    new = page.put(f"{HOME}/bistro/definition", json={"definition": BISTRO}, headers={**owner, "If-None-Match": "*"})
    assert (new.status_code, new.json()["detail"]) == (404, "no such business")


def test_an_agency_makes_businesses_of_its_own_and_of_nobody_elses(page: TestClient, office: Office) -> None:
    somebody(office.door, "Root", Role.OWNER)
    agent = somebody(office.door, "Agnes", Role.MANAGER, agency="Bright").bearer
    once = {**agent, "If-None-Match": "*"}
    others = page.put(f"{HOME}/bistro/definition", json={"definition": BISTRO}, headers=once)
    assert others.status_code == 403
    own = page.put(f"{HOME}/bistro/definition", json={"definition": {**BISTRO, "agency": "Bright"}}, headers=once)
    assert own.status_code == 200
    lost = page.put(f"{TABLE}/definition", json={"definition": BISTRO}, headers={**agent, "If-Match": "*"})
    assert lost.status_code == 404


def test_who_may_only_take_bookings_publishes_nothing(page: TestClient, office: Office) -> None:
    somebody(office.door, "Root", Role.OWNER)
    staff = somebody(office.door, "Stan", Role.STAFF, business="restaurant").bearer
    for method, path, body in (
        ("PUT", "definition", {"definition": {}}),
        ("POST", "definition/check", {"definition": {}}),
        ("PUT", "draft", {"definition": {}}),
        ("POST", "draft/publish", {}),
        ("POST", "versions/1/publish", None),
        ("PUT", "overlays/x", {"kind": "sold_out", "first": "2026-11-26", "last": "2026-11-26"}),
    ):
        assert page.request(method, f"{TABLE}/{path}", json=body, headers=staff).status_code == 403
    assert page.get(f"{TABLE}/versions", headers=staff).status_code == 200


def test_sold_out_tonight_counts_at_once_and_ends_by_itself(page: TestClient, desk: Desk, clock: SetClock) -> None:
    tonight = {"kind": "sold_out", "first": "2026-11-26", "last": "2026-11-26", "until": "2026-11-27T05:00:00Z"}
    put = page.put(f"{TABLE}/overlays/tonight", json=tonight, headers={"If-None-Match": "*"})
    assert (put.status_code, put.headers["etag"], put.json()["overlay"]["revision"]) == (200, '"1"', 1)
    business = desk.businesses.get(BusinessId("restaurant"))
    assert business is not None
    at = clock().replace(hour=3, minute=0)
    wish = SlotRequest(ServiceId("table"), Span(at, at.replace(minute=1)), 2)
    assert find_slots(desk, business, wish).refusal == "sold_out"
    assert [one["id"] for one in page.get(f"{TABLE}/overlays").json()] == ["tonight"]
    clock.pass_(hours=3, minutes=1)
    assert page.get(f"{TABLE}/overlays").json() == []
    assert page.get(f"{TABLE}/overlays/tonight").status_code == 404
    once_more = {**tonight, "until": "2026-11-27T08:00:00Z"}
    assert page.put(f"{TABLE}/overlays/tonight", json=once_more, headers={"If-None-Match": "*"}).status_code == 200


def test_a_passing_fact_is_changed_and_taken_back_by_who_has_read_it(page: TestClient) -> None:
    notice = {"kind": "notice", "first": "2026-11-26", "last": "2026-11-27", "text": {"en": "The patio is closed."}}
    page.put(f"{TABLE}/overlays/patio", json=notice, headers={"If-None-Match": "*"})
    assert page.put(f"{TABLE}/overlays/patio", json=notice, headers={"If-None-Match": "*"}).status_code == 412
    assert page.put(f"{TABLE}/overlays/patio", json=notice, headers={"If-Match": '"1"'}).headers["etag"] == '"2"'
    assert page.delete(f"{TABLE}/overlays/patio", headers={"If-Match": '"1"'}).status_code == 412
    assert page.delete(f"{TABLE}/overlays/patio", headers={"If-Match": '"2"'}).status_code == 200
    assert page.get(f"{TABLE}/overlays").json() == []


@pytest.mark.parametrize(
    "wish",
    [
        {"kind": "notice", "first": "2026-11-26", "last": "2026-11-26"},
        {"kind": "closing_early", "first": "2026-11-26", "last": "2026-11-26"},
        {"kind": "sold_out", "first": "2026-11-26", "last": "2026-11-25"},
        {"kind": "sold_out", "first": "2026-11-26", "last": "2026-11-26", "service": "massage"},
        {"kind": "sold_out", "first": "2020-11-26", "last": "2020-11-26"},
        {"kind": "parade", "first": "2026-11-26", "last": "2026-11-26"},
    ],
)
def test_a_passing_fact_that_makes_no_sense_is_refused(page: TestClient, wish: dict[str, Any]) -> None:
    answer = page.put(f"{TABLE}/overlays/x", json=wish, headers={"If-None-Match": "*"})
    assert answer.status_code == 422
    assert page.get(f"{TABLE}/overlays").json() == []


def test_each_choice_is_shown_with_its_cost_its_time_and_its_sources(page: TestClient) -> None:
    told = page.get(f"{TABLE}/quality").json()
    assert (told["chosen"], [one["quality"] for one in told["modes"]]) == (
        "balanced",
        ["economy", "balanced", "fastest"],
    )
    economy = {one["language"]: one for one in told["modes"][0]["languages"]}
    assert set(economy) == {"en", "es", "pa"}
    assert (economy["en"]["usd_per_minute"], economy["en"]["ears"][0]) == (0, "local")
    assert all(one["source"] for one in told["providers"])
    whole = definition(page, quality="economy")
    assert (
        page.put(
            f"{TABLE}/definition", json={"definition": whole, "untried": True}, headers={"If-Match": '"1"'}
        ).status_code
        == 200
    )
    assert page.get(f"{TABLE}/quality").json()["chosen"] == "economy"


class Away(MemoryVectorStore):
    def ids(self, business: BusinessId, kind: VectorKind, about: str = "") -> list[str]:
        raise VendorUnavailable("away")


def shelved(office: Office, desk: Desk, vectors: MemoryVectorStore) -> TestClient:
    library = Library(desk.rows, Meaning(vectors, WordEmbedder()))
    return TestClient(build(replace(office, desk=replace(desk, library=library))))


@pytest.mark.parametrize("by_draft", [True, False], ids=["a draft", "at once"])
def test_what_is_published_can_be_found_by_its_meaning_at_once(
    page: TestClient, office: Office, desk: Desk, by_draft: bool
) -> None:
    vectors, whole = MemoryVectorStore(), monday(page)
    whole["faqs"][-1] = {"question": "May dogs come along?", "answer": {"en": "Dogs are welcome on the terrace."}}
    with shelved(office, desk, vectors) as api:
        if by_draft:
            drafted = api.put(f"{TABLE}/draft", json={"definition": whole}, headers={"If-None-Match": "*"})
            assert drafted.is_success, drafted.text
            assert vectors.ids(BusinessId("restaurant"), "fact") == [], "a draft is heard by nobody"
            done = api.post(f"{TABLE}/draft/publish", json={"untried": True})
        else:
            done = api.put(
                f"{TABLE}/definition", json={"definition": whole, "untried": True}, headers={"If-Match": '"1"'}
            )
        assert done.status_code == 200, done.text
        before = set(vectors.ids(BusinessId("restaurant"), "fact"))
        assert before
        whole["faqs"].pop()
        again = api.put(
            f"{TABLE}/definition",
            json={"definition": whole, "untried": True},
            headers={"If-Match": done.headers["etag"]},
        )
        assert again.status_code == 200, again.text
        assert set(vectors.ids(BusinessId("restaurant"), "fact")) < before, "what was taken out is found no more"


def test_a_vector_store_that_is_away_does_not_stop_a_publication(page: TestClient, office: Office, desk: Desk) -> None:
    whole = dearer(page)
    with shelved(office, desk, Away()) as api:
        done = api.put(f"{TABLE}/definition", json={"definition": whole, "untried": True}, headers={"If-Match": '"1"'})
    assert (done.status_code, done.json()["version"]) == (200, 2)


def test_what_somebody_takes_out_of_a_whole_draft_does_not_come_back_from_its_pack(page: TestClient) -> None:
    page.put(f"{HOME}/bistro/definition", json={"definition": BISTRO}, headers={"If-None-Match": "*"})
    read = page.get(f"{HOME}/bistro").json()
    task = next(one for one in read["workflows"] if one["id"] == "private_dining")
    changed = {**read, "intake": [], "workflows": [{**task, "ask": task["ask"][:1]}]}
    draft = page.put(f"{HOME}/bistro/draft", json={"definition": changed, "revision": 0, "whole": True})
    assert draft.status_code == 200, draft.text
    kept = draft.json()["definition"]
    assert (kept["intake"], [len(one["ask"]) for one in kept["workflows"]]) == ([], [1])
    assert "workflows.lost_property" in kept["without"]
    again = page.put(f"{HOME}/bistro/draft", json={"definition": kept, "revision": 1})
    assert again.json()["definition"] == kept


@pytest.mark.parametrize("home", ["restaurant", "salon", "clinic"])
def test_a_definition_that_is_read_and_saved_whole_is_the_same(page: TestClient, home: str) -> None:
    read = page.get(f"{HOME}/{home}").json()
    draft = page.put(f"{HOME}/{home}/draft", json={"definition": read, "revision": 0, "whole": True})
    assert draft.json()["definition"] == read
    assert draft.json()["review"]["changes"] == []


def test_own_words_that_cannot_stand_for_their_sentence_are_refused_where_they_are(page: TestClient) -> None:
    words = [{"language": "en", "sentence": "all_right", "text": "You're booked."}]
    wish = {"definition": definition(page, wording=words), "revision": 0, "whole": True}
    refused = page.put(f"{TABLE}/draft", json=wish)
    assert refused.status_code == 422
    (error,) = refused.json()["errors"]
    assert error["at"] == ["wording", 0, "text"]
    assert "claims something" in error["message"]


def test_who_may_be_let_near_patients_is_told_as_the_deployment_has_it(office: Office, page: TestClient) -> None:
    free = page.get(f"{TABLE}/providers").json()
    assert (free["held"], free["allowed"], {one["allowed"] for one in free["providers"]}) == (False, [], {True})
    with TestClient(build(replace(office, agreed="Twilio, openai"))) as api:
        held = api.get(f"{TABLE}/providers").json()
    assert (held["held"], held["allowed"]) == (True, ["local", "openai", "twilio"])
    told = {one["name"]: one["allowed"] for one in held["providers"]}
    assert (told["openai"], told["local"], told["elevenlabs"]) == (True, True, False)


def test_a_menu_from_a_file_is_shown_before_anything_is_saved(page: TestClient) -> None:
    text = b"name,price\nKheer,7\nDal,cheap\n"
    kind = {"Content-Type": "text/csv"}
    told = page.post(f"{TABLE}/draft/offer", params={"part": "menu"}, content=text, headers=kind).json()
    assert [(one["line"], one["outcome"], one["reason"]) for one in told["lines"]] == [
        (2, "added", ""),
        (3, "refused", "bad_price"),
    ]
    assert told["lines"][0]["dish"]["price"] == "7"
    assert page.get(f"{TABLE}/draft").status_code == 404, "nothing is saved"
    bad = page.post(f"{TABLE}/draft/offer", params={"part": "menu"}, content=b"price\n7\n", headers=kind)
    assert (bad.status_code, bad.json()["reason"]) == (422, "bad_file")
