"""To whom a business's news goes: endpoints, kept as rows of kind `webhook`."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from pydantic import TypeAdapter

from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.errors import Refused
from receptionist.ids import BusinessId, NewId
from receptionist.ports import Conflict, Row, WebhookSender
from receptionist.stored import read
from receptionist.webhooks.model import Endpoint, EndpointId, Secret, Wanted

KIND = "webhook"
MOST = 20
"""Endpoints of one business: each booking is told to all of them."""

ENDPOINT = TypeAdapter(Endpoint)


class UnknownEndpoint(Refused):
    """The business has none of this id."""


class TooManyEndpoints(Refused):
    """It has as many as it may have."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An endpoint, and the revision it was read at."""

    endpoint: Endpoint
    revision: int


@dataclass(frozen=True, slots=True)
class EndpointChange:
    """None: as it is."""

    url: str | None = None
    events: tuple[Wanted, ...] | None = None
    active: bool | None = None
    description: str | None = None


def endpoints(desk: Desk, business: BusinessId) -> list[Kept]:
    """The oldest first."""
    found = [_kept(row) for row in desk.rows.list(business, KIND)]
    return sorted(found, key=lambda kept: (kept.endpoint.created, kept.endpoint.id))


def endpoint(desk: Desk, business: BusinessId, id: EndpointId) -> Kept:
    """Raises UnknownEndpoint."""
    row = desk.rows.get(business, KIND, id)
    if row is None:
        raise UnknownEndpoint("no such endpoint")
    return _kept(row)


def add_endpoint(
    desk: Desk,
    business: Business,
    sender: WebhookSender,
    *,
    id: str,
    url: str,
    events: tuple[Wanted, ...],
    description: str = "",
    new_secret: NewId,
) -> Kept:
    """Safe to repeat: an `id` already there is left as it is and given back, with its secret. Raises UnfitUrl,
    TooManyEndpoints."""
    if row := desk.rows.get(business.id, KIND, id):
        return _kept(row)
    sender.sure_it_will_do(url)
    if len(desk.rows.list(business.id, KIND, limit=MOST)) >= MOST:
        raise TooManyEndpoints(f"a business has at most {MOST} endpoints")
    added = Endpoint(
        id=EndpointId(id),
        url=url,
        events=events,
        secrets=(Secret(new_secret()),),
        created=desk.clock(),
        description=description,
    )
    return _kept(desk.rows.put(business.id, _row(added, 0)))


def change_endpoint(
    desk: Desk,
    business: Business,
    sender: WebhookSender,
    id: EndpointId,
    change: EndpointChange,
    *,
    revision: int | None = None,
) -> Kept:
    """Raises UnknownEndpoint, UnfitUrl, and Conflict if it has moved from `revision`. Switched on again, one that had
    answered 410 is told again."""
    if change.url is not None:
        sender.sure_it_will_do(change.url)

    given: dict[str, Any] = {
        field.name: value for field in fields(change) if (value := getattr(change, field.name)) is not None
    }
    if change.active is not None:
        given["why_off"] = "" if change.active else "switched_off"

    def changed(known: Endpoint) -> Endpoint:
        return replace(known, **given)

    return _rewrite(desk, business.id, id, changed, revision=revision)


def rotate_secret(desk: Desk, business: Business, id: EndpointId, *, new_secret: NewId) -> Kept:
    """Gives the endpoint with its new secret first; the one before signs beside it for a day. One older still is over.
    Raises UnknownEndpoint."""
    made, now = new_secret(), desk.clock()
    return _rewrite(desk, business.id, id, lambda known: replace(known, secrets=known.with_secret(made, now)))


def switch_off_gone(desk: Desk, business: Business, id: EndpointId) -> None:
    """It answered 410."""
    _rewrite(desk, business.id, id, lambda known: replace(known, active=False, why_off="gone"))


def remove_endpoint(desk: Desk, business: Business, id: EndpointId) -> None:
    """Its secrets go with it; what still waits for it is given up. Safe to repeat."""

    def decide() -> None:
        row = desk.rows.get(business.id, KIND, id)
        if row is not None:
            desk.rows.remove(business.id, row)

    until_won(decide)


def _rewrite(
    desk: Desk,
    business: BusinessId,
    id: EndpointId,
    changed: Callable[[Endpoint], Endpoint],
    *,
    revision: int | None = None,
) -> Kept:
    def decide() -> Kept:
        known = endpoint(desk, business, id)
        return _kept(desk.rows.put(business, _row(changed(known.endpoint), known.revision)))

    if revision is None:
        return until_won(decide)
    known = endpoint(desk, business, id)
    if known.revision != revision:
        raise Conflict("the endpoint has changed meanwhile")
    return _kept(desk.rows.put(business, _row(changed(known.endpoint), revision)))


def _row(endpoint: Endpoint, revision: int) -> Row:
    return Row(KIND, endpoint.id, ENDPOINT.dump_json(endpoint).decode(), revision)


def _kept(row: Row) -> Kept:
    return Kept(read(ENDPOINT, row.doc), row.revision)
