"""The API is described as it is."""

import json

from starlette.testclient import TestClient

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
    }  # fmt: skip
    operations = [operation for path in described["paths"].values() for operation in path.values()]
    assert all("application/problem+json" in operation["responses"]["default"]["content"] for operation in operations)
    names = [operation["operationId"] for operation in operations]
    assert len(names) == len(set(names))
    assert "$ref" in json.dumps(described)
