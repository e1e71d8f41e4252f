"""What a booking means for whoever is told of it, on every store."""

from collections import Counter
from dataclasses import dataclass, field

from receptionist.booking.requests import ChangeRequest
from receptionist.business.definition import Business
from receptionist.desk import news, webhooks
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.change_booking import change_booking
from receptionist.desk.desk import Desk
from receptionist.desk.run_errands import Duty, run_due, tell_news
from receptionist.desk.take_booking import take_booking
from receptionist.desk.webhook_endpoints import add_endpoint, endpoints, remove_endpoint, rotate_secret
from receptionist.webhooks.signing import random_secret
from tests.contracts.visits import asked, at, table


@dataclass
class Elsewhere:
    """A WebhookSender whose deliveries arrive, unless it is down."""

    arrived: list[tuple[str, str]] = field(default_factory=list)
    answer: int = 204

    def sure_it_will_do(self, url: str) -> None:
        pass

    def post(self, url: str, headers: dict[str, str], body: bytes) -> int:
        self.arrived.append((url, headers["webhook-id"]))
        return self.answer


def run(desk: Desk, elsewhere: Elsewhere) -> None:
    duties = {
        news.KIND: Duty(tell_news([webhooks.webhook_news(lambda booking, business: {"id": booking.id})])),
        webhooks.KIND: Duty(webhooks.deliver(elsewhere), waits=()),
    }
    while run_due(desk, duties, jitter=lambda: 0.0).claimed:
        pass


def test_each_revision_is_delivered_once_to_each_endpoint_however_often_it_was_asked_for(
    desk: Desk, restaurant: Business
) -> None:
    kept, elsewhere = desk.businesses.put(restaurant), Elsewhere()
    for name in ("crm", "till"):
        url = f"https://{name}.example.com/"
        add_endpoint(desk, kept, elsewhere, id=name, url=url, events=("booking.*",), new_secret=random_secret)
    for _ in range(2):
        take_booking(desk, kept, asked("b1", table(at(19))))
    run(desk, elsewhere)
    for _ in range(2):
        change_booking(desk, kept, ChangeRequest(asked("b1", table(at(19))).id, 1, slot=table(at(21)), key="k"))
    for _ in range(2):
        cancel_booking(desk, kept, asked("b1", table(at(19))).id, revision=2)
    run(desk, elsewhere)
    assert Counter(url for url, _ in elsewhere.arrived) == {
        "https://crm.example.com/": 3,
        "https://till.example.com/": 3,
    }
    assert len(set(elsewhere.arrived)) == 6
    assert len(desk.errands.of_kind(kept.id, webhooks.KIND, status="done")) == 6


def test_what_was_given_up_is_listed_and_replayed(desk: Desk, restaurant: Business) -> None:
    kept, elsewhere = desk.businesses.put(restaurant), Elsewhere(answer=500)
    endpoint = add_endpoint(
        desk, kept, elsewhere, id="crm", url="https://crm.example.com/", events=("booking.*",), new_secret=random_secret
    ).endpoint
    take_booking(desk, kept, asked("b1", table(at(19))))
    run(desk, elsewhere)
    (dead,) = webhooks.deliveries(desk, kept, endpoint.id, status="dead").sent
    elsewhere.answer = 200
    assert webhooks.replay_dead(desk, kept, endpoint.id) == 1
    run(desk, elsewhere)
    assert [one.delivery for one in webhooks.deliveries(desk, kept, endpoint.id, status="done").sent] == [dead.delivery]
    assert elsewhere.arrived[0] == elsewhere.arrived[1]


def test_an_endpoint_is_kept_changed_and_removed(desk: Desk, restaurant: Business) -> None:
    kept = desk.businesses.put(restaurant)
    added = add_endpoint(
        desk, kept, Elsewhere(), id="crm", url="https://x.example.com/", events=("booking.*",), new_secret=random_secret
    )
    rotated = rotate_secret(desk, kept, added.endpoint.id, new_secret=random_secret)
    assert rotated.endpoint.secrets[1].value == added.endpoint.secrets[0].value
    assert endpoints(desk, kept.id) == [rotated]
    remove_endpoint(desk, kept, added.endpoint.id)
    remove_endpoint(desk, kept, added.endpoint.id)
    assert endpoints(desk, kept.id) == []
