"""Nobody gets at another's business, by whichever path: every route that names a business is walked, new ones too."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import problems
from functions.office import Office
from functions.openapi import PARTS, document
from receptionist.accounts.model import Role
from receptionist.desk.door import Door
from receptionist.desk.keys import cut_key, withdraw_key
from receptionist.desk.sign_in import sign_out
from receptionist.ids import BusinessId, PersonId
from tests.fakes.front_office import RememberingCarrier, RememberingSms, SetClock, a_desk, an_office
from tests.fakes.people import Somebody, again, somebody

SAFE = {"get", "head", "options"}
TO_HEAR = "/listening"
"""How paths end that give a pass to hear what whoever reads may hear."""


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    path: str
    """About the restaurant; other names in it are made up."""

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


@pytest.fixture(scope="module")
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="module")
def office(clock: SetClock) -> Office:
    """One for all these tests: describing the whole API takes a second. Everybody in them is somebody else."""
    return an_office(a_desk(clock), RememberingCarrier(), RememberingSms())


@pytest.fixture(scope="module")
def page(office: Office) -> Iterator[TestClient]:
    app = FastAPI()
    problems.install(app)
    for part in PARTS:
        app.include_router(part(office))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def routes(office: Office) -> list[Route]:
    """Those that ask for a pass. One that a secret in its own path opens says so: `"security": []` in its description."""
    found = [
        Route(method, _made_up(path))
        for path, operations in document(office)["paths"].items()
        for method, operation in operations.items()
        if "{business}" in path and operation.get("security") != []
    ]
    assert len(found) > 15
    return found


@pytest.fixture(scope="module")
def first(office: Office) -> Somebody:
    return somebody(office.door, "Anna", Role.OWNER, business="restaurant")


@pytest.fixture
def owner(office: Office, first: Somebody) -> Somebody:
    """Newly signed in."""
    return again(office.door, first)


def _made_up(path: str) -> str:
    parts = path.replace("{business}", "restaurant").split("/")
    return "/".join("made-up" if part.startswith("{") else part for part in parts)


def ask(page: TestClient, route: Route, headers: dict[str, str]) -> Any:
    body: dict[str, str] | None = None if route.method in SAFE else {}
    return page.request(route.method.upper(), route.path, headers=headers, json=body)


def refused(page: TestClient, routes: list[Route], headers: dict[str, str], status: int, detail: str) -> None:
    """Every one of them, with these very words and no others."""
    others = {}
    for route in routes:
        answer = ask(page, route, headers)
        told = answer.json() if "json" in answer.headers.get("content-type", "") else answer.text
        if (
            answer.status_code != status
            or told.get("detail") != detail
            or set(told) - {"type", "title", "status", "detail"}
        ):
            others[route.name] = (answer.status_code, told)
    assert others == {}


def test_a_member_of_another_business_is_told_that_there_is_none(
    page: TestClient, office: Office, routes: list[Route], owner: Somebody
) -> None:
    stranger = somebody(office.door, "Mallory", Role.OWNER, business="salon")
    refused(page, routes, stranger.bearer, 404, "no such business")
    nowhere = [Route(route.method, route.path.replace("/restaurant", "/nowhere")) for route in routes]
    refused(page, nowhere, owner.bearer, 404, "no such business")


def test_without_a_session_there_is_nothing(page: TestClient, routes: list[Route], owner: Somebody) -> None:
    refused(page, routes, {}, 401, "sign in first (POST /api/v1/session)")


def test_with_a_session_that_is_over_there_is_nothing(
    page: TestClient, office: Office, routes: list[Route], owner: Somebody, clock: SetClock
) -> None:
    gone = somebody(office.door, "Sam", Role.OWNER, business="restaurant")
    sign_out(office.door, gone.token)
    refused(page, routes, gone.bearer, 401, "sign in first (POST /api/v1/session)")
    clock.pass_(hours=24)
    refused(page, routes, owner.bearer, 401, "sign in first (POST /api/v1/session)")


def test_with_a_key_that_was_withdrawn_or_is_anothers_there_is_nothing(
    page: TestClient, office: Office, routes: list[Route], owner: Somebody
) -> None:
    door: Door = office.door
    for business, status, detail in (
        ("salon", 404, "no such business"),
        ("restaurant", 401, "sign in first (POST /api/v1/session)"),
    ):
        cut = cut_key(door, BusinessId(business), name="website", role=Role.STAFF, by=PersonId(owner.id))
        if status == 401:
            assert withdraw_key(door, BusinessId(business), cut.key.id)
        refused(page, routes, {"Authorization": f"Bearer {cut.token}"}, status, detail)


def test_who_may_only_read_changes_nothing(
    page: TestClient, office: Office, routes: list[Route], owner: Somebody
) -> None:
    reader = somebody(office.door, "Rita", Role.READ_ONLY, business="restaurant")
    let_through = {
        route.name: answer.status_code
        for route in routes
        if route.method not in SAFE
        and not route.path.endswith(TO_HEAR)
        and (answer := ask(page, route, reader.bearer)).status_code != 403
    }
    assert let_through == {}
    assert page.get("/api/v1/businesses/restaurant", headers=reader.bearer).status_code == 200


def test_an_owner_gets_past_the_door_everywhere(page: TestClient, routes: list[Route], owner: Somebody) -> None:
    shut_out = {
        route.name: answer.status_code
        for route in routes
        if (answer := ask(page, route, owner.bearer)).status_code in (401, 403)
        or answer.status_code >= 500
        or "no such business" in answer.text
    }
    assert shut_out == {}
