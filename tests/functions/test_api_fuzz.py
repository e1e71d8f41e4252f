"""Whatever is asked of the API, by the letter of its own description or against it, is answered as described: never a 5xx."""

import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import Phase, settings
from requests import Session
from schemathesis.config import SchemathesisConfig
from schemathesis.python import asgi
from starlette.testclient import TestClient

from functions import openapi, problems
from functions.body_limit import BodyLimit
from functions.bookings.shapes import EXAMPLE_BOOKING
from functions.office import Office
from receptionist.accounts.model import Role
from receptionist.accounts.passes import KEY, ApiKey, digest
from receptionist.ids import BusinessId, PersonId
from receptionist.ports import AccountChange
from tests.fakes.front_office import CALLER, NOW, RememberingCarrier, RememberingSms, SetClock, a_desk, an_office

EIGHT = "2026-11-27T20:00:00-08:00"
PROGRAM = f"{KEY}{'k' * 43}"
PASS = {"Authorization": f"Bearer {PROGRAM}"}
HOME = "/api/v1/businesses/restaurant"
KNOWN = {
    "business": ["restaurant"] * 20 + ["salon", "nobody", "#", "%2e%2e", "\x00"],
    "booking": ["booking-1", "booking-2", "nothing", "a/b?c#d", "%00"],
    "hold": ["hold-1", "hold-2", "nothing"],
    "phone": [CALLER, "+14155550177", "+1"],
    "resource": ["t1", "t2", "new-table", "-"],
    "day": ["christmas", "other"],
}
"""Ids that are there, and some that are not: what is made up is hardly ever there."""
MEANT = {"service": "table", "start": EIGHT, "phone": CALLER}


def a_served_office() -> Office:
    """With a program that may do everything at the restaurant."""
    office = an_office(a_desk(SetClock()), RememberingCarrier(), RememberingSms())
    key = ApiKey(digest(PROGRAM), "k1", BusinessId("restaurant"), "fuzz", Role.OWNER, PersonId("p1"), NOW)
    office.door.accounts.commit(AccountChange(issued=(key,)))
    return office


def an_app(office: Office) -> FastAPI:
    app = FastAPI()
    problems.install(app)
    app.add_middleware(BodyLimit)
    for part in openapi.PARTS:
        app.include_router(part(office))
    return app


schemathesis.serializer.alias("audio/basic", "application/octet-stream")

OFFICE = a_served_office()
SCHEMA = schemathesis.openapi.from_dict(
    openapi.document(OFFICE),
    config=SchemathesisConfig.from_dict(
        {
            "generation": {"mode": "all", "with-security-parameters": False},
            "phases": {"coverage": {"enabled": False}},
        }
    ),
)
CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
    schemathesis.checks.response_headers_conformance,
]


@pytest.fixture(scope="module")
def client() -> Iterator[Session]:
    app: Any = an_app(OFFICE)
    with TestClient(app, headers=PASS) as client:
        client.put(f"{HOME}/special-days/christmas", json={"first": "2026-12-25", "last": "2026-12-25", "revision": 0})
        for n in (1, 2):
            client.post(f"{HOME}/bookings", json=EXAMPLE_BOOKING | {"id": f"booking-{n}"})
            client.post(f"{HOME}/holds", json={"service": "table", "start": EIGHT, "id": f"hold-{n}"})
    with asgi.get_client(app) as session:
        session.headers.update(PASS)
        yield session


@SCHEMA.parametrize()
@settings(max_examples=6, derandomize=True, database=None, deadline=None, phases=(Phase.explicit, Phase.generate))
def test_every_request_is_answered_as_described(case: Any, client: Session) -> None:
    chance = random.Random(repr((case.path, case.path_parameters, case.query, case.body)))
    for name in case.path_parameters or {}:
        if name in KNOWN and chance.random() < 0.95:
            case.path_parameters[name] = quote(chance.choice(KNOWN[name]), safe="")
    for told in (case.query, case.body):
        for name in MEANT.keys() & told.keys() if isinstance(told, dict) else ():
            if chance.random() < 0.7:
                told[name] = MEANT[name]
    if case.method in ("PATCH", "POST", "PUT", "DELETE") and chance.random() < 0.5:
        case.headers["If-Match"] = "*"
    answer = case.call(base_url="http://testserver", session=client)
    case.validate_response(answer, checks=CHECKS)
