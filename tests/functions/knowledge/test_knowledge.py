"""Documents, questions without an answer and trying a question, over HTTP."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions.definitions.publishing import understander
from functions.knowledge.app import build
from functions.office import Office
from receptionist.accounts.model import Role
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.gaps import forget_in_gaps, record_gap
from receptionist.desk.publish import publish_draft
from receptionist.ids import BusinessId, CallId
from receptionist.suites.own import own_tests
from tests.fakes.front_office import ORIGIN
from tests.fakes.pdf import a_pdf
from tests.fakes.people import somebody

API = "/api/v1/businesses/restaurant/knowledge"
RULES = "# Rules\n\nWet umbrellas stay in the stand by the door.\n\n## Laptops\n\nLaptops may be used at the bar until six.\n"
MARKDOWN = {"content-type": "text/markdown; charset=utf-8"}
UMBRELLA = "where do I leave my wet umbrella"


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


@pytest.fixture
def page(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=ORIGIN, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def restaurant(desk: Desk) -> Business:
    found = desk.businesses.get(BusinessId("restaurant"))
    assert found is not None
    return found


def told(page: TestClient, question: str = UMBRELLA) -> list[str]:
    found = page.get(f"{API}/answers", params={"question": question}).json()
    return [one["quote"]["en"] for one in found if one["sure"]]


def test_a_file_is_read_listed_approved_and_told(page: TestClient) -> None:
    added = page.post(f"{API}/documents", params={"name": "House rules"}, content=RULES, headers=MARKDOWN)
    assert added.status_code == 201
    document = added.json()
    assert (document["status"], document["passages"], document["kind"]) == ("draft", 2, "markdown")
    assert told(page) == []
    read = page.get(f"{API}/documents/{document['id']}").json()
    assert [(one["place"], one["approved"]) for one in read["content"]] == [
        ("Rules", False),
        ("Rules > Laptops", False),
    ]
    approved = page.post(f"{API}/documents/{document['id']}/approval", json={"passages": [1]})
    assert approved.json()["status"] == "partly"
    assert told(page) == ["Wet umbrellas stay in the stand by the door."]
    assert told(page, "can I use my laptop") == []
    assert [one["name"] for one in page.get(f"{API}/documents").json()] == ["House rules"]


def test_a_removed_file_is_told_no_more(page: TestClient) -> None:
    id = page.post(f"{API}/documents", params={"name": "r"}, content=RULES, headers=MARKDOWN).json()["id"]
    page.post(f"{API}/documents/{id}/approval", json={})
    assert told(page) != []
    assert page.delete(f"{API}/documents/{id}").status_code == 204
    assert page.delete(f"{API}/documents/{id}").status_code == 204
    assert told(page) == []
    assert page.get(f"{API}/documents/{id}").status_code == 404


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("application/pdf", a_pdf([["Wet umbrellas stay in the stand by the door."]])),
        ("text/html", b"<main><h1>Rules</h1><p>Wet umbrellas stay in the stand by the door.</p></main>"),
        ("text/plain", b"Wet umbrellas stay in the stand by the door."),
    ],
)
def test_every_kind_of_file_is_quoted_in_its_own_words(page: TestClient, kind: str, content: bytes) -> None:
    added = page.post(f"{API}/documents", params={"name": "Rules"}, content=content, headers={"content-type": kind})
    page.post(f"{API}/documents/{added.json()['id']}/approval", json={})
    assert told(page) == ["Wet umbrellas stay in the stand by the door."]


@pytest.mark.parametrize(
    ("kind", "content", "status"),
    [
        ("image/png", b"x", 415),
        ("application/pdf", b"no pdf", 422),
        ("text/plain", b"", 422),
        ("text/html", b"<script>only()</script>", 422),
        ("text/plain", b"x" * 5_000_001, 413),
    ],
)
def test_what_cannot_be_read_is_refused(page: TestClient, kind: str, content: bytes, status: int) -> None:
    sent = page.post(f"{API}/documents", params={"name": "x"}, content=content, headers={"content-type": kind})
    assert sent.status_code == status
    assert sent.headers["content-type"] == "application/problem+json"
    assert page.get(f"{API}/documents").json() == []


def test_an_approval_of_what_is_not_there_is_refused(page: TestClient) -> None:
    assert page.post(f"{API}/documents/none/approval", json={}).status_code == 404
    id = page.post(f"{API}/documents", params={"name": "r"}, content=RULES, headers=MARKDOWN).json()["id"]
    assert page.post(f"{API}/documents/{id}/approval", json={"passages": [9]}).status_code == 404
    assert page.post(f"{API}/documents/{id}/approval", json={"passages": [0]}).status_code == 422


def test_a_question_nobody_could_answer_is_answered_for_the_next(
    page: TestClient, desk: Desk, restaurant: Business
) -> None:
    for call in ("c1", "c2"):
        record_gap(desk, restaurant, call=CallId(call), turn=1, text="is there live music", language="en")
    (gap,) = page.get(f"{API}/gaps").json()
    assert (gap["question"], gap["count"], len(gap["askings"])) == ("is there live music", 2, 2)
    sent = {"answer": {"en": "Jazz on Fridays.", "es": "Jazz los viernes."}, "question": "Do you have live music?"}
    first = page.post(f"{API}/gaps/{gap['id']}/answer", json=sent)
    drafted = first.json()
    assert (drafted["version"], drafted["published"], drafted["draft"]) == (restaurant.version, False, 1)
    assert ["Do you have live music?" in one["said"] for one in drafted["review"]["changes"]] == [True]
    assert page.post(f"{API}/gaps/{gap['id']}/answer", json=sent).json() == drafted
    assert told(page, "any live music on fridays?") == []
    assert page.get(f"{API}/gaps").json() == []
    assert [one["status"] for one in page.get(f"{API}/gaps", params={"status": "drafted"}).json()] == ["drafted"]
    asked = page.post(f"{API}/gaps/{gap['id']}/answer", json={**sent, "publish": True})
    assert asked.status_code == 422, "only the draft is published, once its tests went well"
    publish_draft(desk, restaurant, understander())
    now = page.post(f"{API}/gaps/{gap['id']}/answer", json=sent).json()
    assert (now["version"], now["published"], now["draft"]) == (restaurant.version + 1, True, None)
    assert told(page, "any live music on fridays?") == ["Jazz on Fridays."]
    assert len(page.get(f"{API}/gaps", params={"status": "answered"}).json()) == 1


def test_an_answer_that_contradicts_itself_waits_in_the_draft_with_what_is_wrong(
    page: TestClient, desk: Desk, restaurant: Business
) -> None:
    gap = record_gap(desk, restaurant, call=CallId("c1"), turn=1, text="are you a real person", language="en")
    answered = page.post(f"{API}/gaps/{gap.id}/answer", json={"answer": {"en": "Yes, I'm a real person."}}).json()
    assert [one["severity"] for one in answered["review"]["findings"]].count("error") == 1
    assert desk.businesses.get(restaurant.id) == restaurant


def test_a_question_whose_askers_were_erased_is_tested_in_the_words_of_whoever_answers_it_if_at_all(
    page: TestClient, desk: Desk, restaurant: Business
) -> None:
    gap = record_gap(desk, restaurant, call=CallId("c1"), turn=1, text="is there live music", language="en")
    forget_in_gaps(desk, restaurant, frozenset({CallId("c1")}))
    answer = {"answer": {"en": "Jazz on Fridays."}, "test": True}
    assert page.post(f"{API}/gaps/{gap.id}/answer", json=answer).json()["test"] is None
    worded = page.post(f"{API}/gaps/{gap.id}/answer", json={**answer, "question": "Do you have live music?"}).json()
    assert worded["test"] == f"gap-{gap.id}"
    assert [one.test.name for one in own_tests(desk, restaurant.id)] == ["Do you have live music?"]


def test_a_question_can_be_left_unanswered(page: TestClient, desk: Desk, restaurant: Business) -> None:
    gap = record_gap(desk, restaurant, call=CallId("c"), turn=1, text="can I bring a pony", language="en")
    assert page.post(f"{API}/gaps/{gap.id}/dismissal").json()["status"] == "dismissed"
    assert page.get(f"{API}/gaps").json() == []
    assert page.post(f"{API}/gaps/none/dismissal").status_code == 404
    assert page.post(f"{API}/gaps/none/answer", json={"answer": {"en": "x"}}).status_code == 404
    assert page.post(f"{API}/gaps/{gap.id}/answer", json={"answer": {}}).status_code == 422


def test_staff_read_and_managers_change(page: TestClient, office: Office) -> None:
    somebody(office.door, "Olga", Role.OWNER, business="restaurant")
    assert page.get(f"{API}/documents").status_code == 401
    for role, allowed in ((Role.STAFF, 403), (Role.MANAGER, 201)):
        who = somebody(office.door, role.value, role, business="restaurant")
        assert page.get(f"{API}/documents", headers={"authorization": f"Bearer {who.token}"}).status_code == 200
        sent = page.post(
            f"{API}/documents",
            params={"name": "r"},
            content=RULES,
            headers={**MARKDOWN, **{"authorization": f"Bearer {who.token}"}},
        )
        assert sent.status_code == allowed
