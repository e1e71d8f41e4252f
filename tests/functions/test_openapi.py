"""The API is described as it is."""

import json

from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from functions.bookings.app import SUBJECTS
from functions.dashboard_api.app import build
from functions.office import Office
from functions.openapi import document


def test_every_path_is_described_and_every_error_a_problem(office: Office) -> None:
    described = TestClient(build(office, lambda: document(office))).get("/api/v1/openapi.json").json()
    home = "/api/v1/businesses"
    one = f"{home}/{{business}}"
    assert set(described["paths"]) >= {
        home, one, f"{one}/calls", f"{one}/calls/{{call}}", f"{one}/calls/{{call}}/recording", f"{one}/messages",
        f"{one}/browser-calls", f"{one}/bookings", f"{one}/bookings/{{booking}}", f"{one}/bookings/{{booking}}/cancel",
        f"{one}/places", "/api/v1/session", "/api/v1/me", f"{one}/members", f"{one}/invitations", f"{one}/keys",
        f"{one}/slots", f"{one}/slots/month", f"{one}/holds", f"{one}/waitlist", f"{one}/customers", f"{one}/resources",
        f"{one}/special-days", f"{one}/out-of-place", f"{one}/schedules", f"{one}/exports/bookings.csv",
    }  # fmt: skip
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    assert all("application/problem+json" in operation["responses"]["default"]["content"] for operation in operations)
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert "$ref" in json.dumps(described)


def test_every_route_of_the_book_says_what_it_is_for(office: Office) -> None:
    described = document(office)
    tags = {tag["name"] for tag in described["tags"]}
    book = {
        route.path for subject in SUBJECTS for route in subject.routes(office).routes if isinstance(route, APIRoute)
    }
    for path in book:
        for operation in described["paths"][f"/api/v1/businesses/{{business}}{path}"].values():
            assert operation["summary"]
            assert set(operation["tags"]) <= tags


def test_wall_times_are_not_described_as_moments(office: Office) -> None:
    assert '"format": "time"' not in json.dumps(document(office))
