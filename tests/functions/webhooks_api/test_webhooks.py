"""Whoever asked for it is told of every booking: signed, at least once, and again until it has arrived."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, get_args

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import problems
from functions.dashboard_api.app import build
from functions.errands.chore import run
from functions.errands.kinds import kinds
from functions.office import Office
from functions.openapi import document
from functions.webhooks_api.app import routes
from receptionist.accounts.model import Role
from receptionist.adapters.webhooks.http import HttpWebhooks
from receptionist.booking.model import Status
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.news import OF_STATUS, NewsType, news
from receptionist.desk.run_errands import LEASE, Ran, run_due
from receptionist.ids import BusinessId
from receptionist.webhooks.model import EventType, Wanted
from receptionist.webhooks.schedule import WAITS
from tests.fakes.front_office import SetClock
from tests.fakes.people import somebody
from tests.fakes.receiver import Manner, Receiver, a_receiver
from tests.fakes.visits import a_booking

HOME = "/api/v1/businesses/restaurant/webhooks"
DAY_LONG: list[Manner] = [500] * (len(WAITS) + 1)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with a_receiver() as receiver:
        yield receiver


@pytest.fixture
def here(office: Office) -> Office:
    """On one machine, where its own services may be told."""
    return replace(office, webhooks=HttpWebhooks(loopback=True, deadline_s=1.0))


@dataclass(frozen=True, slots=True)
class House:
    """The restaurant, its clock, and its webhooks over HTTP."""

    office: Office
    client: TestClient
    clock: SetClock
    restaurant: Business

    @property
    def desk(self) -> Desk:
        return self.office.desk

    def add(self, url: str, **more: Any) -> dict[str, Any]:
        answer = self.client.post(HOME, json={"url": url, **more})
        assert answer.status_code == 201, answer.text
        added: dict[str, Any] = answer.json()
        return added

    def happens(self, status: Status = Status.CONFIRMED, *, id: str = "booking1", revision: int = 1) -> None:
        """A visit was booked or changed; its errands are done."""
        booking = a_booking(self.restaurant, id=id, revision=revision, status=status)
        kind = "booking.confirmed" if revision == 1 else OF_STATUS[status]
        self.desk.errands.add(news(self.desk, self.restaurant, kind, booking))
        self.run()

    def run(self) -> Ran:
        return run(self.office)

    def pass_the_schedule(self) -> None:
        for wait in WAITS:
            self.clock.now += wait * 1.25
            self.run()

    def deliveries(self, endpoint: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
        answer = self.client.get(f"{HOME}/{endpoint['id']}/deliveries", params=query)
        assert answer.status_code == 200
        found: list[dict[str, Any]] = answer.json()
        return found

    def post(self, endpoint: dict[str, Any], path: str) -> Any:
        return self.client.post(f"{HOME}/{endpoint['id']}/{path}")


@pytest.fixture
def house(here: Office, clock: SetClock) -> Iterator[House]:
    app = FastAPI()
    problems.install(app)
    app.include_router(routes(here))
    restaurant = here.desk.businesses.get(BusinessId("restaurant"))
    assert restaurant is not None
    with TestClient(app, raise_server_exceptions=True) as client:
        yield House(here, client, clock, restaurant)


def test_a_booking_is_told_as_the_api_shows_it_and_signed(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url)
    house.happens()
    (arrival,) = receiver.arrivals
    assert arrival.signed_with(endpoint["secret"])
    assert arrival.headers["content-type"] == "application/json"
    assert int(arrival.headers["webhook-timestamp"]) == int(house.clock.now.timestamp())
    event = arrival.event
    assert (event["id"], event["type"], event["business"]) == (arrival.id, "booking.confirmed", "restaurant")
    assert event["version"] == "2026-11-28"
    booking = event["data"]
    assert (booking["id"], booking["code"], booking["revision"]) == ("booking1", "ACD34", 1)
    assert booking["local_start"] == "2026-11-27T19:00:00-08:00"
    assert booking["customer"] == {"name": "Anna", "phone": "+14155550142", "language": "en"}
    (delivery,) = house.deliveries(endpoint)
    assert (delivery["id"], delivery["status"], delivery["attempts"]) == (arrival.id, "delivered", 1)


def test_everything_that_happens_to_a_visit_is_told_once(house: House, receiver: Receiver) -> None:
    house.add(receiver.url)
    for revision, status in enumerate([Status.CONFIRMED, Status.ARRIVED, Status.SEATED, Status.FINISHED], 1):
        house.happens(status, revision=revision)
        house.happens(status, revision=revision)
    assert [arrival.event["type"] for arrival in receiver.arrivals] == [
        "booking.confirmed", "booking.arrived", "booking.seated", "booking.finished",
    ]  # fmt: skip
    assert len(set(receiver.ids())) == 4


def test_every_endpoint_is_told_what_it_wants(house: House) -> None:
    with a_receiver() as everything, a_receiver() as cancellations, a_receiver() as off:
        house.add(everything.url)
        house.add(cancellations.url, events=["booking.cancelled"])
        switched = house.add(off.url)
        house.client.patch(f"{HOME}/{switched['id']}", json={"active": False, "revision": switched["revision"]})
        house.happens()
        house.happens(Status.CANCELLED, revision=2)
        assert [len(to.arrivals) for to in (everything, cancellations, off)] == [2, 1, 0]
        assert cancellations.ids() == everything.ids()[1:]
    errands = house.desk.errands.of_kind(house.restaurant.id, "webhook")
    assert len(errands) == 3


def test_other_businesses_hear_nothing(house: House, receiver: Receiver) -> None:
    house.client.post(HOME.replace("restaurant", "salon"), json={"url": receiver.url})
    house.happens()
    assert receiver.arrivals == []


def test_it_is_tried_again_with_the_same_id_until_it_arrives(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url)
    receiver.manners = [500, "hang", "cut", "redirect", "half"]
    house.happens()
    house.pass_the_schedule()
    assert len(receiver.arrivals) == 6
    assert len(set(receiver.ids())) == 1
    assert len({arrival.body for arrival in receiver.arrivals}) == 1
    assert len({arrival.headers["webhook-timestamp"] for arrival in receiver.arrivals}) == 6
    assert all(arrival.signed_with(endpoint["secret"]) for arrival in receiver.arrivals)
    (delivery,) = house.deliveries(endpoint)
    assert (delivery["status"], delivery["attempts"], delivery["error"]) == ("delivered", 6, "")


def test_not_a_second_too_early(house: House, receiver: Receiver) -> None:
    house.add(receiver.url)
    receiver.manners = [*DAY_LONG]
    house.happens()
    for n, wait in enumerate(WAITS, 1):
        house.clock.now += wait - timedelta(seconds=1)
        house.run()
        assert len(receiver.arrivals) == n
        house.clock.now += wait * 0.25 + timedelta(seconds=1)
        house.run()
        assert len(receiver.arrivals) == n + 1
    assert timedelta(hours=24) < sum(WAITS, timedelta()) < timedelta(hours=27)


def test_after_a_day_it_is_given_up_kept_and_can_be_replayed(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url)
    receiver.manners = [*DAY_LONG]
    house.happens()
    house.pass_the_schedule()
    (dead,) = house.deliveries(endpoint, status="dead")
    assert dead["error"] == "it answered 500"
    house.clock.pass_(days=3)
    assert house.run() == Ran()
    again = house.post(endpoint, f"deliveries/{dead['id']}/replay")
    assert (again.status_code, again.json()["status"]) == (202, "waiting")
    assert house.post(endpoint, f"deliveries/{dead['id']}/replay").status_code == 409
    house.run()
    assert len(receiver.arrivals) == len(DAY_LONG) + 1
    assert len(set(receiver.ids())) == 1
    assert [one["status"] for one in house.deliveries(endpoint)] == ["delivered"]


def test_all_that_was_given_up_is_replayed_for_one_endpoint(house: House, receiver: Receiver) -> None:
    with a_receiver() as other:
        endpoint, beside = house.add(receiver.url), house.add(other.url)
        receiver.manners, other.manners = DAY_LONG * 3, DAY_LONG * 3
        for n in range(3):
            house.happens(id=f"booking{n}")
        house.pass_the_schedule()
        assert len(house.deliveries(endpoint, status="dead")) == 3
        assert house.post(endpoint, "replay-dead").json() == {"replayed": 3}
        house.run()
        assert house.deliveries(endpoint, status="dead") == []
        assert len(house.deliveries(endpoint, status="delivered")) == 3
        assert len(house.deliveries(beside, status="dead")) == 3


def test_what_arrived_is_sent_again_on_request(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url)
    house.happens()
    (done,) = house.deliveries(endpoint)
    assert house.post(endpoint, f"deliveries/{done['id']}/replay").status_code == 202
    house.run()
    assert receiver.ids() == [done["id"]] * 2
    assert house.post(endpoint, "deliveries/evt_unknown/replay").status_code == 404


def test_one_that_answers_gone_is_switched_off_and_can_be_switched_on(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url)
    receiver.manners = [410]
    house.happens()
    house.happens(id="booking2")
    assert len(receiver.arrivals) == 1
    known = house.client.get(f"{HOME}/{endpoint['id']}").json()
    assert (known["active"], known["why_off"]) == (False, "gone")
    change = {"active": True, "revision": known["revision"]}
    known = house.client.patch(f"{HOME}/{endpoint['id']}", json=change).json()
    assert (known["active"], known["why_off"]) == (True, "")
    assert house.post(endpoint, "replay-dead").json() == {"replayed": 1}
    house.run()
    assert len(receiver.arrivals) == 2


def test_whoever_dies_between_delivery_and_settling_leaves_it_to_be_delivered_again(
    house: House, receiver: Receiver
) -> None:
    house.add(receiver.url)

    class Killed(BaseException):
        pass

    class Dying:
        def sure_it_will_do(self, url: str) -> None:
            pass

        def post(self, url: str, headers: dict[str, str], body: bytes) -> int:
            house.office.webhooks.post(url, headers, body)
            raise Killed

    house.desk.errands.add(news(house.desk, house.restaurant, "booking.confirmed", a_booking(house.restaurant)))
    duties = kinds(replace(house.office, webhooks=Dying()))
    assert run_due(house.desk, duties, jitter=lambda: 0.0) == Ran(done=1)
    with pytest.raises(Killed):
        run_due(house.desk, duties, jitter=lambda: 0.0)
    assert house.run() == Ran()
    house.clock.now += LEASE
    assert house.run() == Ran(done=1)
    assert len(receiver.arrivals) == 2
    assert len(set(receiver.ids())) == 1


def test_either_secret_verifies_for_a_day_after_it_was_replaced(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url)
    rotated = house.post(endpoint, "rotate").json()
    old, new = endpoint["secret"], rotated["secret"]
    assert old != new
    house.happens()
    house.clock.pass_(hours=24)
    house.happens(id="booking2")
    during, after = receiver.arrivals
    assert during.signed_with(old)
    assert during.signed_with(new)
    assert after.signed_with(new)
    assert not after.signed_with(old)


def test_a_secret_replaced_twice_leaves_two_that_verify(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url)
    second, third = house.post(endpoint, "rotate").json(), house.post(endpoint, "rotate").json()
    house.happens()
    (arrival,) = receiver.arrivals
    assert [arrival.signed_with(one["secret"]) for one in (endpoint, second, third)] == [False, True, True]


def test_a_test_event_goes_to_the_endpoint_tested_only(house: House, receiver: Receiver) -> None:
    with a_receiver() as other:
        endpoint = house.add(receiver.url, events=["booking.no_show"])
        house.add(other.url)
        asked = house.post(endpoint, "test")
        assert asked.status_code == 202
        house.run()
        assert other.arrivals == []
    (arrival,) = receiver.arrivals
    assert (arrival.id, arrival.event["type"]) == (asked.json()["id"], "webhook.test")
    assert arrival.signed_with(endpoint["secret"])


def test_one_that_hangs_keeps_nobody_waiting_for_long(house: House) -> None:
    with a_receiver() as slow, a_receiver() as quick:
        slow.manners = ["hang"] * 6
        house.add(slow.url)
        house.add(quick.url)
        for n in range(6):
            booking = a_booking(house.restaurant, id=f"booking{n}")
            house.desk.errands.add(news(house.desk, house.restaurant, "booking.confirmed", booking))
        house.run()
        assert len(quick.arrivals) == 6


def test_several_runners_deliver_each_once(house: House, receiver: Receiver) -> None:
    house.add(receiver.url)
    for n in range(20):
        booking = a_booking(house.restaurant, id=f"booking{n:02}")
        house.desk.errands.add(news(house.desk, house.restaurant, "booking.confirmed", booking))
    start = threading.Barrier(3)

    def runner() -> None:
        start.wait()
        house.run()

    with ThreadPoolExecutor(3) as runners:
        for each in [runners.submit(runner) for _ in range(3)]:
            each.result()
    house.run()
    assert len(receiver.arrivals) == len(set(receiver.ids())) == 20


def test_the_secret_is_shown_once(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url, description="our CRM")
    listed = house.client.get(HOME)
    assert endpoint["secret"].startswith("whsec_")
    assert endpoint["secret"] not in listed.text
    assert endpoint["secret"] not in house.client.get(f"{HOME}/{endpoint['id']}").text
    assert [one["description"] for one in listed.json()] == ["our CRM"]


@pytest.mark.parametrize(
    "wish",
    [
        {"url": "https://10.0.0.1/"}, {"url": "https://169.254.169.254/latest/meta-data"}, {"url": "https://[fd00::1]/"},
        {"url": "http://crm.example.com/"}, {"url": "crm.example.com"}, {"url": "https://a:b@crm.example.com/"}, {},
        {"url": "https://crm.example.com/", "events": []}, {"url": "https://crm.example.com/", "events": ["call.*"]},
        {"url": "https://crm.example.com/", "secret": "mine"}, {"url": 7},
    ],
)  # fmt: skip
def test_what_could_not_be_told_is_refused_with_a_reason(house: House, wish: dict[str, Any]) -> None:
    answer = house.client.post(HOME, json=wish)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert house.client.get(HOME).json() == []


def test_in_the_cloud_this_machine_is_nobody_to_be_told(house: House, office: Office, receiver: Receiver) -> None:
    app = FastAPI()
    problems.install(app)
    app.include_router(routes(office))
    with TestClient(app) as client:
        assert client.post(HOME, json={"url": receiver.url}).status_code == 422


def test_the_same_request_adds_one_endpoint(house: House, receiver: Receiver) -> None:
    key = {"Idempotency-Key": "once"}
    first = house.client.post(HOME, json={"url": receiver.url}, headers=key)
    second = house.client.post(HOME, json={"url": receiver.url}, headers=key)
    assert first.json() == second.json()
    assert len(house.client.get(HOME).json()) == 1


def test_a_change_is_made_to_what_was_read(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url)
    path = f"{HOME}/{endpoint['id']}"
    tag = house.client.get(path).headers["ETag"]
    changed = house.client.patch(path, json={"events": ["booking.no_show"]}, headers={"If-Match": tag})
    assert (changed.status_code, changed.json()["events"]) == (200, ["booking.no_show"])
    assert house.client.patch(path, json={"active": False}, headers={"If-Match": tag}).status_code == 412
    assert house.client.patch(path, json={"active": False}).status_code == 428
    refused = house.client.patch(path, json={"url": "https://10.0.0.1/", "revision": changed.json()["revision"]})
    assert refused.status_code == 422


def test_one_that_is_removed_is_told_nothing_more(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url)
    receiver.manners = [500]
    house.happens()
    assert house.client.delete(f"{HOME}/{endpoint['id']}").status_code == 204
    house.pass_the_schedule()
    assert len(receiver.arrivals) == 1
    for answer in (
        house.client.get(f"{HOME}/{endpoint['id']}"),
        house.client.delete(f"{HOME}/{endpoint['id']}"),
        house.client.get(f"{HOME}/{endpoint['id']}/deliveries"),
        *(house.post(endpoint, path) for path in ("test", "rotate", "replay-dead", "deliveries/evt_1/replay")),
    ):
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


def test_deliveries_are_listed_page_by_page(house: House, receiver: Receiver) -> None:
    endpoint = house.add(receiver.url)
    for n in range(5):
        house.happens(id=f"booking{n}")
        house.clock.pass_(minutes=1)
    path, seen, pages = f"{HOME}/{endpoint['id']}/deliveries?limit=2", [], 0
    while path:
        answer = house.client.get(path)
        seen += [one["id"] for one in answer.json()]
        pages += 1
        follows = answer.links.get("next", {}).get("url")
        path = f"{HOME}/{endpoint['id']}/deliveries{follows}" if follows else ""
    assert pages == 3
    assert seen == receiver.ids()[::-1]
    for bad in ("cursor=x", "limit=0", "status=lost"):
        assert house.client.get(f"{HOME}/{endpoint['id']}/deliveries?{bad}").status_code == 422


def test_a_business_has_only_so_many_endpoints(house: House, receiver: Receiver) -> None:
    for _ in range(20):
        house.add(receiver.url)
    answer = house.client.post(HOME, json={"url": receiver.url})
    assert (answer.status_code, answer.json()["reason"]) == (409, "too_many_endpoints")


def test_there_is_an_event_for_all_news_and_nothing_else() -> None:
    assert set(get_args(EventType)) - {"webhook.test"} == set(get_args(NewsType))
    assert set(get_args(Wanted)) - {"booking.*"} == set(get_args(NewsType))


def test_what_is_sent_is_described_with_the_api(office: Office) -> None:
    described = document(office)
    (operation,) = described["webhooks"]["booking.*"].values()
    shape = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    event = described["components"]["schemas"][shape]["properties"]
    assert event["data"]["$ref"] == "#/components/schemas/BookingOut"
    assert f"{HOME.replace('restaurant', '{business}')}/{{endpoint}}/deliveries" in described["paths"]


def test_the_function_of_the_dashboard_serves_it(office: Office) -> None:
    with TestClient(build(office)) as client:
        assert client.get(HOME).json() == []


@pytest.mark.parametrize(("role", "status"), [(Role.OWNER, 200), (Role.MANAGER, 200), (Role.STAFF, 403)])
def test_it_takes_a_manager_to_send_customers_data_away(office: Office, role: Role, status: int) -> None:
    who = somebody(office.door, "Anna", Role.OWNER, business="restaurant")
    if role is not Role.OWNER:
        who = somebody(office.door, "Boris", role, business="restaurant")
    with TestClient(build(office)) as client:
        assert client.get(HOME, headers=who.bearer).status_code == status
