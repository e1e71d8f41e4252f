"""Whoever calls, texts or asks too often is told so and keeps nobody else from it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import problems
from functions.accounts import app as accounts
from functions.call_setup import app as call_setup
from functions.dashboard_api import app as dashboard_api
from functions.office import Office
from functions.settings import from_environment
from functions.sms import app as sms
from receptionist.accounts.model import Role
from receptionist.adapters.memory.accounts import MemoryAccountStore
from receptionist.adapters.memory.tally import SWEPT_AT, MemoryTally
from receptionist.desk.rates import WINDOW, wait
from receptionist.errors import Misconfigured, StoreUnavailable
from receptionist.ids import BusinessId, CallId
from receptionist.ports import Tally
from tests.fakes.front_office import NOW, RememberingCarrier, RememberingSms, SetClock, Twilio, a_desk, an_office
from tests.fakes.people import somebody
from tests.fakes.racing import at_once
from tests.functions.test_settings import TOLD

SPANISH = "+14155550101"
HERE = BusinessId("restaurant")


class Away:
    def attempt(self, *_: Any) -> bool:
        raise StoreUnavailable("away")


class House:
    def __init__(self, tally: Tally | None = None, api_per_minute: int | None = None, **limits: int | None) -> None:
        self.clock = SetClock()
        self.desk = a_desk(self.clock)
        for business in self.desk.businesses.all():
            self.desk.businesses.put(
                business.model_copy(update={"limits": business.limits.model_copy(update=limits)}),
                expected_version=business.version,
            )
        office: Office = an_office(self.desk, RememberingCarrier(), RememberingSms())
        self.office = replace(office, tally=tally or MemoryTally(), api_per_minute=api_per_minute)
        app = FastAPI()
        problems.install(app)
        for part in (call_setup, sms, dashboard_api, accounts):
            app.include_router(part.routes(self.office))
        self.client = TestClient(app, raise_server_exceptions=False)
        self.twilio = Twilio(self.client)
        self.calls = 0

    def call(self, **fields: str) -> list[str]:
        """The verbs of the answer."""
        self.calls += 1
        answer = self.twilio.post("/voice/incoming", **{"CallSid": f"CA{self.calls:032}", **fields})
        return [verb.tag for verb in ElementTree.fromstring(answer.text)]


REFUSED, TAKEN = ["Say", "Hangup"], ["Connect", "Redirect"]


def test_one_number_is_refused_politely_and_others_are_served_on() -> None:
    house = House(calls_from_one=3)
    assert [house.call() for _ in range(5)] == [TAKEN] * 3 + [REFUSED] * 2
    assert house.call(From="+14155550177") == TAKEN
    assert house.call(To=SPANISH) == TAKEN
    assert house.desk.calls.find(CallId(f"CA{4:032}")) is None, "nothing is written down"
    house.clock.pass_(minutes=10)
    assert house.call() == TAKEN


def test_who_was_let_in_stays_in_when_the_webhook_comes_again() -> None:
    house = House(calls_from_one=1)
    assert house.call(CallSid="CA" + "7" * 32) == TAKEN
    assert house.call() == REFUSED
    assert house.call(CallSid="CA" + "7" * 32) == TAKEN


def test_callers_who_withhold_their_number_share_a_limit() -> None:
    house = House(calls_withheld=2, calls_from_one=1)
    assert [house.call(From=shown) for shown in ("anonymous", "+266696687", "anonymous")] == [TAKEN, TAKEN, REFUSED]


@pytest.mark.parametrize("limit", ["calls_to_one_number", "calls_in_all"])
def test_a_crowd_of_numbers_is_held_back_by_the_number_called_and_by_the_business(limit: str) -> None:
    limits: dict[str, Any] = {limit: 4}
    house = House(**limits)
    assert [house.call(From=f"+1415555{n:04}") for n in range(6)] == [TAKEN] * 4 + [REFUSED] * 2


def test_what_is_refused_to_one_caller_takes_nothing_of_the_houses_share() -> None:
    house = House(calls_from_one=1, calls_in_all=3)
    assert [house.call() for _ in range(9)] == [TAKEN] + [REFUSED] * 8
    assert [house.call(From=f"+1415555{n:04}") for n in range(3)] == [TAKEN, TAKEN, REFUSED]


def test_texts_beyond_the_limit_are_dropped_and_stop_is_heard() -> None:
    house = House(texts_from_one=2)
    for n in range(5):
        answer = house.twilio.post("/sms/incoming", MessageSid=f"SM{n}", Body=f"can I bring dog number {n}")
        assert answer.status_code == 200
    assert "<Message" not in answer.text
    assert len(house.desk.messages.taken(HERE)) == 2
    stop = house.twilio.post("/sms/incoming", MessageSid="SM9", Body="STOP")
    assert stop.status_code == 200
    business = house.desk.businesses.get(HERE)
    assert business is not None
    assert house.desk.messages.opted_out(business.default_number(), "+14155550142")  # type: ignore[arg-type]


def test_a_program_that_asks_too_often_is_told_when_to_come_back() -> None:
    house = House(api_per_minute=3)
    anna, boris = (somebody(house.office.door, name, Role.OWNER, business="restaurant") for name in ("Anna", "Boris"))
    answers = [house.client.get("/api/v1/businesses/restaurant", headers=anna.bearer) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert answers[-1].headers["content-type"] == "application/problem+json"
    assert answers[-1].json()["reason"] == "too_many_requests"
    seconds = int(answers[-1].headers["retry-after"])
    assert 0 < seconds <= 60
    assert house.client.get("/api/v1/businesses/restaurant", headers=boris.bearer).status_code == 200
    house.clock.pass_(seconds=seconds)
    assert house.client.get("/api/v1/businesses/restaurant", headers=anna.bearer).status_code == 200


def test_whoever_sits_at_a_machine_without_accounts_is_not_counted() -> None:
    house = House(api_per_minute=1)
    assert [house.client.get("/api/v1/businesses").status_code for _ in range(4)] == [200] * 4


def test_wrong_passwords_are_refused_with_the_time_to_come_back() -> None:
    house = House()
    wish = {"email": "anna@example.com", "password": "wrong"}
    statuses = [house.client.post("/api/v1/session", json=wish) for _ in range(12)]
    assert [answer.status_code for answer in statuses] == [401] * 10 + [429] * 2
    assert int(statuses[-1].headers["retry-after"]) > 0


def test_where_nobody_can_count_everybody_is_served() -> None:
    house = House(tally=Away(), calls_from_one=1, texts_from_one=1, api_per_minute=1)
    anna = somebody(house.office.door, "Anna", Role.OWNER, business="restaurant")
    assert [house.call() for _ in range(3)] == [TAKEN] * 3
    assert [house.client.get("/api/v1/me", headers=anna.bearer).status_code for _ in range(3)] == [200] * 3
    house.twilio.post("/sms/incoming", MessageSid="SM1", Body="can I bring my dog")
    assert len(house.desk.messages.taken(HERE)) == 1


@pytest.fixture(params=[MemoryTally, MemoryAccountStore])
def tally(request: pytest.FixtureRequest) -> Tally:
    made: Tally = request.param()
    return made


def test_of_many_at_once_exactly_so_many_are_let_in(tally: Tally) -> None:
    assert sum(not waited for waited in at_once(lambda _: wait(tally, "x", 10, NOW, WINDOW), threads=32)) == 10
    late = wait(tally, "x", 10, NOW + timedelta(minutes=3), WINDOW)
    assert late == 420
    assert wait(tally, "x", 10, NOW + timedelta(seconds=180 + late), WINDOW) == 0
    assert wait(tally, "y", None, NOW, WINDOW) == 0


def test_a_flood_of_numbers_does_not_fill_the_memory() -> None:
    tally = MemoryTally()
    for n in range(SWEPT_AT * 3):
        assert wait(tally, f"{n}", 1, NOW + n * timedelta(seconds=1), WINDOW) == 0
    assert len(tally._counts) <= SWEPT_AT


@pytest.mark.parametrize("wrong", ["0", "-1", "many", "1.5", "9999999"])
def test_a_limit_that_is_none_is_named_at_start(wrong: str) -> None:
    with pytest.raises(Misconfigured, match="API_PER_MINUTE"):
        from_environment(TOLD | {"API_PER_MINUTE": wrong})
    assert from_environment(TOLD | {"API_PER_MINUTE": "60"}).api_per_minute == 60
