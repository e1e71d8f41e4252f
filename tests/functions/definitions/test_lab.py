"""Tests before publishing: a draft that fails one is not published, unless an owner says why."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from starlette.testclient import TestClient

from functions import problems
from functions.dashboard_api import app as dashboard_api
from functions.definitions.app import build
from functions.errands import lab
from functions.errands.chore import run
from functions.knowledge import app as knowledge
from functions.office import Office
from receptionist.accounts.model import Role
from receptionist.desk.audit import entries
from receptionist.desk.gaps import record_gap
from receptionist.ids import BusinessId, CallId
from receptionist.suites import publication, trial
from receptionist.suites.play import Outcome
from tests.fakes.front_office import SetClock
from tests.fakes.people import somebody

TABLE = "/api/v1/businesses/restaurant"
HOME = BusinessId("restaurant")
OURS: dict[str, Any] = {
    "name": "There is a piano",
    "turns": [{"say": "Do you have a piano?", "has": ["piano stands"], "effects": []}],
}
ANSWER = {"question": "Do you have a piano?", "answer": {"en": "A piano stands in the garden room."}}


@pytest.fixture
def page(office: Office) -> Iterator[TestClient]:
    app = build(office)
    app.include_router(dashboard_api.routes(office))
    app.include_router(knowledge.routes(office))
    problems.install(app)
    with TestClient(app) as client:
        yield client


def drafted(page: TestClient, **changes: Any) -> int:
    whole = page.get(TABLE).json() | changes
    kept = page.get(f"{TABLE}/draft")
    headers = {"If-Match": kept.headers["etag"]} if kept.status_code == 200 else {"If-None-Match": "*"}
    saved = page.put(f"{TABLE}/draft", json={"definition": whole}, headers=headers)
    assert saved.status_code == 200, saved.text
    return int(saved.json()["revision"])


def tried(page: TestClient, office: Office) -> dict[str, Any]:
    assert page.post(f"{TABLE}/draft/trial").status_code == 202
    run(office)
    told: dict[str, Any] = page.get(f"{TABLE}/draft/trial").json()
    return told


def test_a_draft_that_fails_is_kept_back_until_it_is_mended(page: TestClient, office: Office) -> None:
    assert page.put(f"{TABLE}/draft/tests/dogs", json={"test": OURS}).status_code == 200
    drafted(page, address="2 New Street")
    told = tried(page, office)
    assert (told["done"] is not None, len(told["results"]), told["failing"]) == (
        True, told["total"], ["There is a piano"]
    )  # fmt: skip
    (failed,) = [one for one in told["results"] if not one["passed"]]
    assert "piano" in failed["faults"][0]
    assert any("piano" in line for line in failed["transcript"])
    refused = page.post(f"{TABLE}/draft/publish", json={})
    assert (refused.status_code, refused.json()["reason"]) == (409, "draft_fails")
    drafted(page, address="3 New Street")
    assert page.post(f"{TABLE}/draft/publish", json={}).status_code == 409, "another draft is no better for being new"
    added = page.post(f"{TABLE}/draft/answers", json=ANSWER)
    assert added.status_code == 200
    told = tried(page, office)
    assert (told["failing"], told["current"]) == ([], True)
    (ours,) = [one for one in told["results"] if one["source"] == "own"]
    assert (ours["passed"], ours["passed_live"]) == (True, False), "beside what callers hear now"
    assert page.post(f"{TABLE}/draft/publish", json={}).status_code == 200
    assert page.get(f"{TABLE}/draft/trial").status_code == 404


def test_only_an_owner_publishes_all_the_same_and_says_why(page: TestClient, office: Office) -> None:
    page.put(f"{TABLE}/draft/tests/dogs", json={"test": OURS})
    drafted(page, address="2 New Street")
    tried(page, office)
    wish = {"note": "Spring", "although": "The piano comes next week"}
    owner = somebody(office.door, "Olga", Role.OWNER, business="restaurant")
    manager = somebody(office.door, "Mo", Role.MANAGER, business="restaurant")
    assert page.post(f"{TABLE}/draft/publish", json=wish, headers=manager.bearer).status_code == 403
    assert page.post(f"{TABLE}/draft/publish", json=wish, headers=owner.bearer).status_code == 200
    acts = [(one.act, one.by) for one in entries(office.desk.rows, HOME, 20)]
    assert ("definition.published_although_tests_fail", owner.id) in acts
    latest = page.get(f"{TABLE}/versions", headers=owner.bearer).json()[0]
    assert (latest["note"], latest["although"], latest["untried"]) == ("Spring", "The piano comes next week", False)


def test_a_draft_that_was_not_tried_is_published_only_by_somebody_who_answers_for_it(
    page: TestClient, office: Office
) -> None:
    drafted(page, address="2 New Street")
    tried(page, office)
    revision = drafted(page, address="3 New Street")
    refused = page.post(f"{TABLE}/draft/publish", json={"note": "Spring"})
    assert (refused.status_code, refused.json()["reason"]) == (409, "draft_untried"), "another draft was"
    later = {"at": (office.desk.clock() + timedelta(hours=1)).isoformat(), "revision": revision}
    assert page.put(f"{TABLE}/draft/publication", json=later).json()["reason"] == "draft_untried"
    planned = page.put(f"{TABLE}/draft/publication", json=later | {"untried": True})
    assert (planned.status_code, planned.json()["note"]) == (200, "")
    assert page.post(f"{TABLE}/draft/publish", json={"note": "Spring", "untried": True}).status_code == 200
    latest = page.get(f"{TABLE}/versions").json()[0]
    assert (latest["note"], latest["untried"]) == ("Spring", True)
    acts = [one.act for one in entries(office.desk.rows, HOME, 20)]
    assert acts.count("definition.published_untried") == 2


def test_a_definition_sent_whole_is_held_to_the_same_gate(page: TestClient, office: Office) -> None:
    whole = page.get(TABLE).json() | {"address": "2 New Street"}
    put = partial(page.put, f"{TABLE}/definition", headers={"If-Match": '"1"'})
    refused = put(json={"definition": whole})
    assert (refused.status_code, refused.json()["reason"]) == (409, "draft_untried")
    drafted(page, address="2 New Street")
    page.post(f"{TABLE}/draft/trial")
    assert put(json={"definition": whole}).json()["reason"] == "trial_goes_on"
    run(office)
    other = put(json={"definition": whole | {"address": "3 New Street"}})
    assert other.json()["reason"] == "draft_untried", "another was tried"
    done = put(json={"definition": whole, "note": "Spring"})
    assert (done.status_code, done.json()["version"]) == (200, 2)
    assert page.get(f"{TABLE}/versions").json()[0]["note"] == "Spring"
    same = page.put(f"{TABLE}/definition", json={"definition": whole}, headers={"If-Match": '"2"'})
    assert (same.status_code, same.json()["version"]) == (200, 2), "nothing is replaced"


def test_a_definition_sent_whole_that_fails_needs_an_owner_or_that_nobody_tried_it_to_be_said(
    page: TestClient, office: Office
) -> None:
    page.put(f"{TABLE}/draft/tests/dogs", json={"test": OURS})
    drafted(page, address="2 New Street")
    tried(page, office)
    whole = page.get(TABLE).json() | {"address": "2 New Street"}
    owner = somebody(office.door, "Olga", Role.OWNER, business="restaurant")
    manager = somebody(office.door, "Mo", Role.MANAGER, business="restaurant")
    wish = {"definition": whole, "although": "The piano comes next week"}
    first, second = ({"If-Match": f'"{version}"'} for version in (1, 2))
    failing = page.put(f"{TABLE}/definition", json={"definition": whole, "untried": True}, headers=owner.bearer | first)
    assert (failing.status_code, failing.json()["reason"]) == (409, "draft_fails")
    assert page.put(f"{TABLE}/definition", json=wish, headers=manager.bearer | first).status_code == 403
    assert page.put(f"{TABLE}/definition", json=wish, headers=owner.bearer | first).status_code == 200
    page.delete(f"{TABLE}/draft", headers=owner.bearer | {"If-Match": "*"})
    wish = {"definition": whole | {"address": "3 New Street"}, "note": "Moved", "untried": True}
    assert page.put(f"{TABLE}/definition", json=wish, headers=manager.bearer | second).status_code == 200
    latest = page.get(f"{TABLE}/versions", headers=owner.bearer).json()
    assert [(one["note"], one["untried"], one["although"]) for one in latest[:2]] == [
        ("Moved", True, ""), ("", False, "The piano comes next week"),
    ]  # fmt: skip
    acts = [(one.act, one.by) for one in entries(office.desk.rows, HOME, 30)]
    assert {
        ("definition.published_untried", manager.id),
        ("definition.published_although_tests_fail", owner.id),
    } <= set(acts)


def test_an_answered_question_becomes_a_test_of_the_draft_that_answers_it(page: TestClient, office: Office) -> None:
    questions = f"{TABLE}/knowledge/gaps"
    business = office.desk.businesses.get(HOME)
    assert business is not None
    record_gap(office.desk, business, call=CallId("c1"), turn=1, text="do you have a piano", language="en")
    (gap,) = page.get(questions).json()
    sent = {"answer": {"en": "A piano stands in the garden room."}, "question": "Is there a piano?", "test": True}
    answered = page.post(f"{questions}/{gap['id']}/answer", json=sent).json()
    assert page.post(f"{questions}/{gap['id']}/answer", json=sent).json() == answered, "sent again adds nothing"
    (own,) = page.get(f"{TABLE}/draft/tests").json()["own"]
    assert (own["id"], own["test"]["name"]) == (answered["test"], "do you have a piano")
    (played,) = [one for one in tried(page, office)["results"] if one["source"] == "own"]
    assert (played["passed"], played["passed_live"]) == (True, False), "beside what callers hear now"


def test_a_few_fields_changed_at_once_are_held_to_the_same_gate(page: TestClient, office: Office) -> None:
    dish = page.get(TABLE).json()["menu"][0]
    change = {"version": 1, "prices": {dish["id"]: "9.75"}}
    refused = page.patch(TABLE, json=change)
    assert (refused.status_code, refused.json()["reason"]) == (409, "draft_untried")
    assert page.get(TABLE).json()["version"] == 1
    drafted(page, menu=[dish | {"price": "9.75"}, *page.get(TABLE).json()["menu"][1:]])
    page.post(f"{TABLE}/draft/trial")
    assert page.patch(TABLE, json=change).json()["reason"] == "trial_goes_on"
    run(office)
    other = page.patch(TABLE, json={"version": 1, "prices": {dish["id"]: "9.80"}})
    assert other.json()["reason"] == "draft_untried", "another was tried"
    done = page.patch(TABLE, json=change | {"note": "Spring"})
    assert (done.status_code, done.json()["version"], done.json()["menu"][0]["price"]) == (200, 2, "9.75")
    same = page.patch(TABLE, json=change | {"version": 2})
    assert (same.status_code, same.json()["version"]) == (200, 2), "nothing is replaced"
    untried = page.patch(TABLE, json={"version": 2, "texts": False, "note": "No texts", "untried": True})
    assert (untried.status_code, untried.json()["version"]) == (200, 3)
    latest = page.get(f"{TABLE}/versions").json()[:2]
    assert [(one["note"], one["untried"]) for one in latest] == [("No texts", True), ("Spring", False)]
    assert "definition.published_untried" in [one.act for one in entries(office.desk.rows, HOME, 20)]


def test_fields_that_fail_a_test_are_changed_only_by_an_owner_who_says_why(page: TestClient, office: Office) -> None:
    page.put(f"{TABLE}/draft/tests/dogs", json={"test": OURS})
    drafted(page, texts=False)
    tried(page, office)
    owner = somebody(office.door, "Olga", Role.OWNER, business="restaurant")
    manager = somebody(office.door, "Mo", Role.MANAGER, business="restaurant")
    change: dict[str, Any] = {"version": 1, "texts": False}
    failing = page.patch(TABLE, json=change | {"untried": True}, headers=owner.bearer)
    assert (failing.status_code, failing.json()["reason"]) == (409, "draft_fails")
    change |= {"although": "The piano comes next week"}
    assert page.patch(TABLE, json=change, headers=manager.bearer).status_code == 403
    assert page.patch(TABLE, json=change, headers=owner.bearer).status_code == 200


def test_a_trial_goes_on_step_by_step_and_stops_when_the_draft_changes(page: TestClient, office: Office) -> None:
    drafted(page, address="2 New Street")
    assert page.post(f"{TABLE}/draft/trial").json()["results"] == []
    assert page.post(f"{TABLE}/draft/publish", json={}).json()["reason"] == "trial_goes_on"
    business, now, played = office.desk.businesses.get(HOME), office.desk.clock(), []
    assert business is not None

    def play(script: Any, _: Any) -> Outcome:
        played.append(script.name)
        return Outcome(script.name)

    step = trial.trying(play, lambda: len(played) * trial.STEP_S)
    (errand,) = office.desk.errands.claim("", now, now, 1)
    step(office.desk, business, errand)
    step(office.desk, business, errand)
    told = page.get(f"{TABLE}/draft/trial").json()
    assert (len(told["results"]), told["done"]) == (2, None), "done twice, each conversation was played once"
    assert len(played) == 4
    for _ in range(told["total"] - 2):
        step(office.desk, business, errand)
    assert page.get(f"{TABLE}/draft/trial").json()["done"] is not None
    assert page.post(f"{TABLE}/draft/trial").json()["done"] is None
    drafted(page, address="3 New Street")
    run(office)
    told = page.get(f"{TABLE}/draft/trial").json()
    assert (told["stale"], told["done"], told["current"]) == (True, None, False)


def test_a_draft_is_published_when_its_time_has_come(page: TestClient, office: Office, clock: SetClock) -> None:
    revision = drafted(page, address="2 New Street")
    at = (clock() + timedelta(hours=3)).isoformat()
    plan = {"at": at, "revision": revision, "note": "Monday", "untried": True}
    assert page.put(f"{TABLE}/draft/publication", json=plan | {"revision": revision + 1}).status_code == 412
    assert (
        page.put(f"{TABLE}/draft/publication", json=plan | {"at": clock().isoformat()}).json()["reason"] == "not_then"
    )
    assert page.put(f"{TABLE}/draft/publication", json=plan).json()["status"] == "waiting"
    run(office)
    assert page.get(TABLE).json()["version"] == 1
    clock.now += timedelta(hours=3, seconds=1)
    run(office)
    assert page.get(TABLE).json()["version"] == 2
    assert page.get(f"{TABLE}/draft/publication").json()["status"] == "done"
    latest = page.get(f"{TABLE}/versions").json()[0]
    assert (latest["note"], latest["untried"]) == ("Monday", True)


def test_a_draft_that_was_changed_or_called_off_is_not(page: TestClient, office: Office, clock: SetClock) -> None:
    revision = drafted(page, address="2 New Street")
    at = (clock() + timedelta(hours=3)).isoformat()
    page.put(f"{TABLE}/draft/publication", json={"at": at, "revision": revision, "untried": True})
    revision = drafted(page, address="3 New Street")
    clock.now += timedelta(hours=3, seconds=1)
    run(office)
    told = page.get(f"{TABLE}/draft/publication").json()
    assert (told["status"], "changed" in told["why"]) == ("refused", True)
    at = (clock() + timedelta(hours=3)).isoformat()
    page.put(f"{TABLE}/draft/publication", json={"at": at, "revision": revision, "untried": True})
    assert page.delete(f"{TABLE}/draft/publication").status_code == 204
    clock.now += timedelta(hours=4)
    run(office)
    assert page.get(TABLE).json()["version"] == 1


def test_tests_of_ones_own_are_kept_changed_and_dropped(page: TestClient) -> None:
    path = f"{TABLE}/draft/tests/dogs"
    first = page.put(path, json={"test": OURS}).json()
    assert page.put(path, json={"test": OURS}).status_code == 412
    again = page.put(path, json={"test": OURS | {"name": "Dogs"}, "revision": first["revision"]})
    assert again.json()["test"]["name"] == "Dogs"
    assert page.put(path, json={"test": {"name": "", "turns": []}}).status_code == 422
    listed = page.get(f"{TABLE}/draft/tests").json()
    assert [one["test"]["name"] for one in listed["own"]] == ["Dogs"]
    assert {one["source"] for one in listed["shipped"]} == {"any"}
    assert page.delete(path).status_code == 204
    assert page.delete(path).status_code == 404


def test_what_the_draft_says_about_a_question_is_found_with_its_place(page: TestClient) -> None:
    found = page.get(f"{TABLE}/draft/facts", params={"question": "What does the mango lassi cost?"}).json()
    assert found[0]["section"] == "services"
    assert page.post(f"{TABLE}/draft/answers", json={"question": "Q?", "answer": {}}).status_code == 422


def test_the_kinds_of_errands_are_those_of_trials_and_publications() -> None:
    assert (lab.TRIAL, lab.PUBLICATION) == (trial.KIND, publication.KIND)
