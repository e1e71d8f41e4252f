"""News of bookings for other programs: one errand per endpoint and event, delivered at least once, kept for replay."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Literal

from receptionist.booking.model import Booking
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.news import News
from receptionist.desk.run_errands import Doing, Listener
from receptionist.desk.webhook_endpoints import Kept, UnknownEndpoint, endpoint, endpoints, switch_off_gone
from receptionist.errors import Refused, VendorUnavailable
from receptionist.ports import Errand, WebhookSender
from receptionist.webhooks.model import Delivery, EndpointId, Event, event_id
from receptionist.webhooks.signing import signed_headers

KIND = "webhook"
LOOKED_AT = 500
"""The latest deliveries of a business, among which those of an endpoint are looked for."""

GONE = 410

Shown = Callable[[Booking, Business], dict[str, Any]]
"""A booking as the API shows it, in JSON's own types."""


class NotDelivered(Refused):
    """It never will be at this endpoint; the message says why."""


class UnknownDelivery(Refused):
    """Nothing of the kind was sent to this endpoint, or it is kept no longer."""


class StillWaiting(Refused):
    """Its next attempt is to come anyway."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery and what has become of it."""

    delivery: Delivery
    errand: Errand


@dataclass(frozen=True, slots=True)
class Page:
    sent: tuple[Sent, ...]
    next: str
    """Where to go on; empty at the end."""


def webhook_news(shown: Shown) -> Listener:
    """One delivery for each endpoint that wants this event, with what is to be sent written down: however late an attempt,
    it tells of the revision it is about."""

    def listener(desk: Desk, business: Business, news: News) -> list[Errand]:
        wanting = [kept for kept in endpoints(desk, business.id) if kept.endpoint.wants(news.type)]
        if not wanting:
            return []
        booking = news.booking
        event = Event(
            id=event_id(business.id, f"{booking.id}:{booking.revision}"),
            type=news.type,
            created=booking.updated or booking.created or desk.clock(),
            business=business.id,
            data=shown(booking, business.at(booking.location)),
        )
        return [_errand(desk, business, kept, event) for kept in wanting]

    return listener


def deliver(sender: WebhookSender) -> Doing:
    """One attempt, signed at its time. Whoever ends between the answer and its settling leaves it to be sent once more."""

    def attempt(desk: Desk, business: Business, errand: Errand) -> None:
        delivery = Delivery.model_validate_json(errand.doc)
        try:
            to = endpoint(desk, business.id, delivery.endpoint).endpoint
        except UnknownEndpoint as error:
            raise NotDelivered("the endpoint was removed") from error
        if not to.active:
            raise NotDelivered("the endpoint is switched off")
        now, body = desk.clock(), delivery.body.encode()
        headers = signed_headers(delivery.event, now, body, to.valid_secrets(now))
        status = sender.post(to.url, {"Content-Type": "application/json", **headers}, body)
        if status == GONE:
            switch_off_gone(desk, business, to.id)
            raise NotDelivered("it answered 410: the endpoint is switched off")
        if not 200 <= status < 300:
            raise VendorUnavailable(f"it answered {status}")

    return attempt


def send_test(desk: Desk, business: Business, id: EndpointId) -> Sent:
    """An event `webhook.test` for this endpoint alone, whatever it wants. Raises UnknownEndpoint."""
    kept = endpoint(desk, business.id, id)
    event = Event(
        id=event_id(business.id, f"test:{desk.new_id()}"),
        type="webhook.test",
        created=desk.clock(),
        business=business.id,
        data={"message": "This is a test."},
    )
    errand = _errand(desk, business, kept, event)
    desk.errands.add(errand)
    return _sent(errand)


def deliveries(
    desk: Desk,
    business: Business,
    id: EndpointId,
    *,
    status: Literal["waiting", "done", "dead"] | None = None,
    after: str = "",
    limit: int = 50,
) -> Page:
    """Of an endpoint, those whose last or next attempt is latest first; `after`: what the page before gave as next.
    Looks at the latest LOOKED_AT of the business. Raises UnknownEndpoint."""
    endpoint(desk, business.id, id)
    found = [one for one in _of(desk, business, id, status) if not after or _place(one.errand) < after]
    shown = found[:limit]
    return Page(tuple(shown), _place(shown[-1].errand) if len(found) > limit else "")


def replay(desk: Desk, business: Business, id: EndpointId, event: str) -> Sent:
    """Sends it again, the same to the byte but for time and signature, also one that had arrived. Raises UnknownEndpoint,
    UnknownDelivery, StillWaiting."""
    endpoint(desk, business.id, id)
    errand = desk.errands.get(business.id, _errand_id(id, event))
    if errand is None:
        raise UnknownDelivery("no such delivery")
    if not desk.errands.revive(business.id, errand.id, desk.clock()):
        raise StillWaiting("it has not been given up: its next attempt is to come")
    return _sent(desk.errands.get(business.id, errand.id) or errand)


def replay_dead(desk: Desk, business: Business, id: EndpointId) -> int:
    """All that was given up for this endpoint; how many. Raises UnknownEndpoint."""
    endpoint(desk, business.id, id)
    now = desk.clock()
    return sum(desk.errands.revive(business.id, one.errand.id, now) for one in _of(desk, business, id, "dead"))


def _of(
    desk: Desk, business: Business, id: EndpointId, status: Literal["waiting", "done", "dead"] | None
) -> list[Sent]:
    found = (_sent(errand) for errand in desk.errands.of_kind(business.id, KIND, status=status, limit=LOOKED_AT))
    mine = [one for one in found if one.delivery.endpoint == id]
    return sorted(mine, key=lambda one: _place(one.errand), reverse=True)


def _errand(desk: Desk, business: Business, to: Kept, event: Event) -> Errand:
    delivery = Delivery(
        endpoint=to.endpoint.id,
        event=event.id,
        type=event.type,
        created=event.created,
        body=event.model_dump_json(),
    )
    return Errand(
        id=_errand_id(to.endpoint.id, event.id),
        business=business.id,
        kind=KIND,
        due=desk.clock(),
        home=desk.home(business),
        doc=delivery.model_dump_json(),
    )


def _errand_id(to: EndpointId, event: str) -> str:
    return f"{KIND}:{to}:{event}"


def _sent(errand: Errand) -> Sent:
    return Sent(Delivery.model_validate_json(errand.doc), errand)


def _place(errand: Errand) -> str:
    """In the order of a list: when it is or was due, then by id. A time in one form sorts as text."""
    return f"{errand.due.astimezone(UTC):%Y%m%dT%H%M%S.%f}:{errand.id}"
