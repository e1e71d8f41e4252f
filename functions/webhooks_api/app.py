"""/api/v1/businesses/{business}/webhooks. Who manages endpoints sends customers' data away: it takes the right to export."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from functions import paging
from functions.access import allowed
from functions.etags import Match, etag, expected, if_match
from functions.office import Office
from functions.once import idempotency_key, the_id
from functions.problems import RESPONSES, Problem
from functions.webhooks_api.shapes import (
    DeliveryOut,
    EndpointOut,
    EndpointPatch,
    EndpointWithSecret,
    NewEndpoint,
    Replayed,
    WebhookEvent,
)
from receptionist.business.definition import Business
from receptionist.desk import webhook_endpoints, webhooks
from receptionist.desk.webhook_endpoints import UnknownEndpoint
from receptionist.desk.webhooks import UnknownDelivery
from receptionist.ports import UnfitUrl
from receptionist.webhooks.model import EndpointId
from receptionist.webhooks.signing import random_secret

log = logging.getLogger(__name__)

STATUSES: dict[str, Literal["waiting", "done", "dead"]] = {"waiting": "waiting", "delivered": "done", "dead": "dead"}


def routes(office: Office) -> APIRouter:
    """To be mounted beside others; whoever does calls `problems.install` on its app."""
    router = APIRouter(prefix="/api/v1/businesses/{business}/webhooks", responses=RESPONSES, tags=["webhooks"])
    managed = allowed(office, "export")
    _endpoints(router, office, managed)
    _secrets(router, office, managed)
    _deliveries(router, office, managed)
    return router


def events() -> APIRouter:
    """What is sent, for the `webhooks` of the OpenAPI document. Nobody is served by it."""
    router = APIRouter()

    @router.post("booking.*", operation_id="receiveBookingEvent", status_code=HTTPStatus.NO_CONTENT)
    def receive(event: WebhookEvent) -> None:
        """Sent to an endpoint; signed by the headers webhook-id, webhook-timestamp and webhook-signature."""

    return router


def _endpoints(router: APIRouter, office: Office, managed: Callable[..., Business]) -> None:
    desk = office.desk

    @router.get("", operation_id="listWebhooks")
    def listed(business: Business = Depends(managed)) -> list[EndpointOut]:
        return [EndpointOut.of(kept) for kept in webhook_endpoints.endpoints(desk, business.id)]

    @router.post("", operation_id="addWebhook", status_code=HTTPStatus.CREATED)
    def add(
        wish: NewEndpoint,
        response: Response,
        business: Business = Depends(managed),
        key: str | None = Depends(idempotency_key),
    ) -> EndpointWithSecret:
        """The secret in the answer is shown this once."""
        id = the_id(desk, business.id, "webhook", key, wish, desk.new_id())
        with _answering():
            kept = webhook_endpoints.add_endpoint(
                desk,
                business,
                office.webhooks,
                id=id,
                url=wish.url,
                events=wish.events,
                description=wish.description,
                new_secret=random_secret,
            )
        log.info("webhook added", extra={"business": business.id, "endpoint": kept.endpoint.id})
        response.headers["ETag"] = etag(kept.revision)
        return EndpointWithSecret.of(kept)

    @router.get("/{endpoint}", operation_id="getWebhook")
    def one(endpoint: str, response: Response, business: Business = Depends(managed)) -> EndpointOut:
        with _answering():
            kept = webhook_endpoints.endpoint(desk, business.id, EndpointId(endpoint))
        response.headers["ETag"] = etag(kept.revision)
        return EndpointOut.of(kept)

    @router.patch("/{endpoint}", operation_id="changeWebhook")
    def change(
        endpoint: str,
        wish: EndpointPatch,
        response: Response,
        business: Business = Depends(managed),
        match: Match | None = Depends(if_match),
    ) -> EndpointOut:
        """Switched on again, one that had answered 410 is told again."""
        with _answering():
            known = webhook_endpoints.endpoint(desk, business.id, EndpointId(endpoint))
            kept = webhook_endpoints.change_endpoint(
                desk,
                business,
                office.webhooks,
                known.endpoint.id,
                wish.change(),
                revision=expected(match, wish.revision, known.revision),
            )
        response.headers["ETag"] = etag(kept.revision)
        return EndpointOut.of(kept)

    @router.delete("/{endpoint}", operation_id="removeWebhook", status_code=HTTPStatus.NO_CONTENT)
    def remove(endpoint: str, business: Business = Depends(managed)) -> None:
        """Its secrets go with it; what still waits for it is given up."""
        with _answering():
            known = webhook_endpoints.endpoint(desk, business.id, EndpointId(endpoint))
        webhook_endpoints.remove_endpoint(desk, business, known.endpoint.id)
        log.info("webhook removed", extra={"business": business.id, "endpoint": endpoint})


def _secrets(router: APIRouter, office: Office, managed: Callable[..., Business]) -> None:
    @router.post("/{endpoint}/rotate", operation_id="rotateWebhookSecret")
    def rotate(endpoint: str, business: Business = Depends(managed)) -> EndpointWithSecret:
        """A new secret, shown this once. The one before signs beside it for 24 hours."""
        with _answering():
            kept = webhook_endpoints.rotate_secret(
                office.desk, business, EndpointId(endpoint), new_secret=random_secret
            )
        log.info("webhook secret rotated", extra={"business": business.id, "endpoint": endpoint})
        return EndpointWithSecret.of(kept)


def _deliveries(router: APIRouter, office: Office, managed: Callable[..., Business]) -> None:
    desk = office.desk

    @router.post("/{endpoint}/test", operation_id="testWebhook", status_code=HTTPStatus.ACCEPTED)
    def test(endpoint: str, business: Business = Depends(managed)) -> DeliveryOut:
        """Sends an event `webhook.test`. What became of it is among the deliveries."""
        with _answering():
            return DeliveryOut.of(webhooks.send_test(desk, business, EndpointId(endpoint)))

    @router.get("/{endpoint}/deliveries", operation_id="listDeliveries", responses=paging.PAGED)
    def deliveries(
        endpoint: str,
        request: Request,
        response: Response,
        status: Literal["waiting", "delivered", "dead"] | None = None,
        cursor: str | None = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
        business: Business = Depends(managed),
    ) -> list[DeliveryOut]:
        """The latest due first. Looks among the latest 500 of the business."""
        (after,) = paging.read(cursor, 1) or ("",)
        with _answering():
            page = webhooks.deliveries(
                desk,
                business,
                EndpointId(endpoint),
                status=STATUSES[status] if status else None,
                after=after,
                limit=limit,
            )
        if page.next:
            paging.go_on(request, response, [page.next])
        return [DeliveryOut.of(sent) for sent in page.sent]

    @router.post(
        "/{endpoint}/deliveries/{delivery}/replay", operation_id="replayDelivery", status_code=HTTPStatus.ACCEPTED
    )
    def replay(endpoint: str, delivery: str, business: Business = Depends(managed)) -> DeliveryOut:
        """Sends it again with the same id, also one that had arrived. 409 while its next attempt is to come anyway."""
        with _answering():
            return DeliveryOut.of(webhooks.replay(desk, business, EndpointId(endpoint), delivery))

    @router.post("/{endpoint}/replay-dead", operation_id="replayDeadDeliveries", status_code=HTTPStatus.ACCEPTED)
    def replay_dead(endpoint: str, business: Business = Depends(managed)) -> Replayed:
        """Sends again what was given up; with a very long list, ask again until none is left."""
        with _answering():
            return Replayed(replayed=webhooks.replay_dead(desk, business, EndpointId(endpoint)))


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (UnknownEndpoint, UnknownDelivery) as error:
        raise Problem(HTTPStatus.NOT_FOUND, str(error)) from error
    except UnfitUrl as error:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"url: {error}", reason=error.reason) from error
