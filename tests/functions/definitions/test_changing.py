"""A few fields changed over HTTP: hours, a price, "sold out tonight"."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from functions import problems
from functions.dashboard_api import app as dashboard_api
from functions.definitions.app import build
from functions.office import Office
from receptionist.desk.answer_call import answer_call
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId
from tests.fakes.front_office import CALL, CALLER, RESTAURANT

RESTAURANT_ID = BusinessId("restaurant")
HOME = "/api/v1/businesses"


@pytest.fixture
def page(office: Office) -> Iterator[TestClient]:
    app = build(office)
    app.include_router(dashboard_api.routes(office))
    problems.install(app)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_hours_a_price_and_sold_out_tonight_are_changed_and_the_next_call_knows(page: TestClient, desk: Desk) -> None:
    dish = page.get(f"{HOME}/restaurant").json()["menu"][0]["id"]
    change = {
        "version": 1,
        "hours": [{"days": ["mon"], "opens": "18:00", "closes": "23:00"}],
        "prices": {dish: "7.25"},
        "overlays": [{"kind": "sold_out", "first": "2026-11-26", "last": "2026-11-26"}],
        "untried": True,
    }
    answer = page.patch(f"{HOME}/restaurant", json=change)
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    answered = answer_call(desk, call=CALL, caller=CALLER, called=RESTAURANT)
    assert answered is not None
    business = answered.business
    assert [str(hours.opens) for hours in business.hours] == ["18:00:00"]
    assert str(business.menu[0].price) == "7.25"
    assert business.overlays[0].kind == "sold_out"
    assert answered.record.business_version == 2
    assert business.services == desk.businesses.get(RESTAURANT_ID).services  # type: ignore[union-attr]


def test_two_who_change_at_once_do_not_undo_each_other(page: TestClient) -> None:
    change = {"version": 1, "texts": False, "untried": True}
    assert page.patch(f"{HOME}/restaurant", json=change).status_code == 200
    again = page.patch(f"{HOME}/restaurant", json=change)
    assert (again.status_code, again.headers["content-type"]) == (412, "application/problem+json")


@pytest.mark.parametrize(
    "change",
    [
        {"version": 1, "hours": [{"days": ["mon"], "opens": "18:00"}]},
        {"version": 1, "hours": [{"days": ["funday"], "opens": "18:00", "closes": "19:00"}]},
        {"version": 1, "prices": {"no-such-dish": "1"}},
        {"version": 1, "prices": {"table": "-1"}},
        {"version": 1, "prices": {"table": "NaN"}},
        {"version": 1, "hour": []},
        {"hours": []},
        {"version": 1, "overlays": [{"kind": "sold_out", "first": "2026-11-26"}]},
        [],
        "x",
    ],
)
def test_a_change_that_makes_no_sense_changes_nothing_and_says_why(
    page: TestClient, desk: Desk, change: object
) -> None:
    answer = page.patch(f"{HOME}/restaurant", json=change)
    assert answer.status_code == 422
    problem = answer.json()
    assert problem.get("errors") or problem["detail"]
    assert desk.businesses.get(RESTAURANT_ID).version == 1  # type: ignore[union-attr]


def test_a_change_against_what_an_answer_says_is_refused(page: TestClient, desk: Desk) -> None:
    whole = page.get(f"{HOME}/restaurant").json()
    mondays = {"question": "Dinner on Mondays?", "answer": {"en": "On Mondays we are open from 5 pm to 10 pm."}}
    wish = {"definition": whole | {"faqs": [*whole["faqs"], mondays]}, "untried": True}
    assert page.put(f"{HOME}/restaurant/definition", json=wish, headers={"If-Match": '"1"'}).status_code == 200
    later = [one | {"opens": "18:00"} if "mon" in one["days"] else one for one in whole["hours"]]
    told = page.patch(f"{HOME}/restaurant", json={"version": 2, "hours": later, "untried": True})
    assert (told.status_code, told.json()["reason"]) == (422, "not_published")
    assert told.json()["findings"][0]["where"] == 'faqs, "Dinner on Mondays?", answer, en'
    assert desk.businesses.get(RESTAURANT_ID).version == 2  # type: ignore[union-attr]
