"""The chore that does errands: everything that is due, and what follows from it, in one go."""

from dataclasses import replace
from datetime import timedelta

import pytest

from functions.errands.chore import run
from functions.errands.kinds import kinds
from functions.office import Office
from receptionist.business.definition import Business
from receptionist.desk import webhooks
from receptionist.desk.news import news
from receptionist.desk.run_errands import MOST_AT_ONCE, Ran
from receptionist.desk.webhook_endpoints import add_endpoint
from receptionist.ids import BusinessId
from receptionist.ports import Errand
from receptionist.webhooks.signing import random_secret
from tests.fakes.front_office import SetClock
from tests.fakes.visits import a_booking


class Elsewhere:
    """A WebhookSender whose deliveries all arrive."""

    def __init__(self) -> None:
        self.arrived: list[str] = []

    def sure_it_will_do(self, url: str) -> None:
        pass

    def post(self, url: str, headers: dict[str, str], body: bytes) -> int:
        self.arrived.append(headers["webhook-id"])
        return 200


@pytest.fixture
def restaurant(office: Office) -> Business:
    found = office.desk.businesses.get(BusinessId("restaurant"))
    assert found is not None
    return found


def test_what_follows_from_news_follows_at_once(office: Office, restaurant: Business) -> None:
    elsewhere = Elsewhere()
    told = replace(office, webhooks=elsewhere)
    add_endpoint(
        office.desk, restaurant, elsewhere,
        id="crm", url="https://crm.example.com/", events=("booking.*",), new_secret=random_secret,
    )  # fmt: skip
    for n in range(3 * MOST_AT_ONCE):
        booking = a_booking(restaurant, id=f"booking{n}")
        office.desk.errands.add(news(office.desk, restaurant, "booking.confirmed", booking))
    assert run(told).later == 0
    assert len(set(elsewhere.arrived)) == len(elsewhere.arrived) == 3 * MOST_AT_ONCE
    assert len(office.desk.errands.of_kind(restaurant.id, webhooks.KIND, status="done", limit=100)) == 3 * MOST_AT_ONCE
    assert run(told) == Ran()


def test_a_kind_nobody_knows_waits_for_somebody_who_does(office: Office, restaurant: Business, clock: SetClock) -> None:
    office.desk.errands.add(Errand("x", restaurant.id, "of tomorrow", clock()))
    assert run(office) == Ran(later=1)
    known = office.desk.errands.get(restaurant.id, "x")
    assert known is not None
    assert (known.status, known.error) == ("waiting", "nobody here does errands of kind of tomorrow")


def test_every_kind_is_tried_for_some_time_and_not_for_ever(office: Office) -> None:
    for kind, duty in kinds(office).items():
        assert timedelta(minutes=1) < sum(duty.waits, timedelta()) < timedelta(days=3), kind
