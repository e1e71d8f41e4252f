"""Who looked into a call, took data away, or changed what a business is made of stands in its audit log."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import openapi, problems
from functions.audited import CHANGES, READS
from functions.office import Office
from receptionist.accounts.model import Role
from receptionist.calls.record import CallRecord
from receptionist.desk.audit import KEPT, entries
from receptionist.desk.watch import note_listening
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId, CallId
from tests.fakes.front_office import (
    CALL,
    CALLER,
    RESTAURANT,
    RememberingCarrier,
    RememberingSms,
    SetClock,
    a_desk,
    an_office,
)
from tests.fakes.people import Somebody, somebody
from tests.security.canaries import Trouble, Troubled

HOME, HERE = "/api/v1/businesses/restaurant", BusinessId("restaurant")


@dataclass(slots=True)
class House:
    office: Office
    client: TestClient
    anna: Somebody
    clock: SetClock

    def ask(self, method: str, path: str, **more: Any) -> Any:
        self.clock.pass_(seconds=1)
        headers = self.anna.bearer | more.pop("headers", {})
        return self.client.request(method, HOME + path, headers=headers, **more)

    def log(self) -> list[tuple[str, str, str]]:
        return [(one["by"], one["act"], one["about"]) for one in self.ask("GET", "/audit").json()]


@pytest.fixture(scope="module")
def app() -> tuple[FastAPI, Office, SetClock]:
    clock = SetClock()
    office = an_office(a_desk(clock), RememberingCarrier(), RememberingSms())
    app = FastAPI()
    problems.install(app)
    for part in openapi.PARTS:
        app.include_router(part(office))
    office.desk.calls.begin(CallRecord(CALL, HERE, CALLER, RESTAURANT, clock(), recording="r.wav"))
    office.recordings.put(HERE, "r.wav", b"RIFF" + b"\0" * 100, "audio/wav")
    return app, office, clock


@pytest.fixture(scope="module")
def anna(app: tuple[FastAPI, Office, SetClock]) -> Somebody:
    return somebody(app[1].door, "Anna", Role.OWNER, business="restaurant")


@pytest.fixture
def house(app: tuple[FastAPI, Office, SetClock], anna: Somebody) -> Iterator[House]:
    served, office, clock = app
    clock.pass_(minutes=1)
    with TestClient(served, raise_server_exceptions=False) as client:
        yield House(office, client, anna, clock)


def test_hearing_a_recording_and_reading_a_call_are_written_down_with_who_did(house: House) -> None:
    assert house.ask("GET", f"/calls/{CALL}/recording").status_code == 200
    assert house.ask("GET", f"/calls/{CALL}/recording", headers={"Range": "bytes=50-"}).status_code == 206
    assert house.ask("GET", f"/calls/{CALL}").status_code == 200
    assert house.log()[:2] == [(house.anna.id, "call.read", CALL), (house.anna.id, "recording.heard", CALL)]


def test_what_is_looked_at_again_an_hour_later_is_written_down_again(house: House) -> None:
    before = len(house.log())
    house.clock.pass_(hours=1)
    house.ask("GET", f"/calls/{CALL}")
    house.ask("GET", f"/calls/{CALL}")
    assert len(house.log()) == before + 1


def test_members_keys_and_the_definition_leave_a_row_each(house: House) -> None:
    before = len(house.log())
    house.ask("POST", "/members", json={"email": "boris@example.com", "name": "Boris", "role": "staff"})
    cut = house.ask("POST", "/keys", json={"name": "website", "role": "staff"}).json()
    house.ask("DELETE", f"/keys/{cut['id']}")
    house.ask("DELETE", "/members/nobody")
    house.ask("PATCH", "", json={"version": house.ask("GET", "").json()["version"], "texts": False})
    house.ask("GET", "/exports/customers.csv")
    house.ask("DELETE", f"/customers/{CALLER}")
    log = house.log()
    new = [(act, about) for _, act, about in log[: len(log) - before]]
    assert new == [
        ("customer.erased", ""), ("customers.exported", ""), ("definition.changed", ""), ("member.removed", "nobody"),
        ("key.withdrawn", cut["id"]), ("key.cut", ""), ("member.invited", ""),
    ]  # fmt: skip
    assert "+1415" not in str(log)
    assert "boris" not in str(log)


def test_every_audited_operation_is_one_of_the_apis(house: House) -> None:
    known = {one["operationId"] for path in openapi.document(house.office)["paths"].values() for one in path.values()}
    assert set(READS) | set(CHANGES) <= known


def test_whoever_may_not_manage_members_does_not_see_the_log(house: House) -> None:
    sam = somebody(house.office.door, "Sam", Role.STAFF, business="restaurant")
    assert house.client.get(f"{HOME}/audit", headers=sam.bearer).status_code == 403
    mallory = somebody(house.office.door, "Mallory", Role.OWNER, business="salon")
    assert house.client.get(f"{HOME}/audit", headers=mallory.bearer).status_code == 404


def test_whoever_was_not_let_in_leaves_no_row(house: House) -> None:
    before = house.log()
    assert house.client.get(f"{HOME}/calls/{CALL}/recording").status_code == 401
    assert house.log() == before


def test_listening_in_is_written_down_before_anything_is_heard(house: House) -> None:
    door, desk = house.office.door, house.office.desk
    note_listening(door, desk.rows, desk.calls, house.anna.token, CALL)
    assert house.log()[0] == (house.anna.id, "call.listened", CALL)
    failing = Troubled(desk.rows)
    failing.trouble = Trouble(1, StoreUnavailable)
    with pytest.raises(StoreUnavailable):
        note_listening(door, failing, desk.calls, house.anna.token, CALL)
    note_listening(door, desk.rows, desk.calls, house.anna.token, CallId("unknown"))
    assert len([one for one in house.log() if one[1] == "call.listened"]) == 1


def test_the_log_is_kept_for_three_years(house: House) -> None:
    assert house.log()
    house.clock.now += KEPT
    assert entries(house.office.desk.rows, HERE, 10) == []
