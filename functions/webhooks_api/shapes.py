"""Endpoints and deliveries as JSON. What is delivered is described in docs/webhooks.md, and by WebhookEvent."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.bookings.shapes import BookingOut
from receptionist.booking.model import Booking
from receptionist.business.definition import Business
from receptionist.desk.webhook_endpoints import EndpointChange, Kept
from receptionist.desk.webhooks import Sent
from receptionist.webhooks.model import Event, EventType, Wanted

Url = Annotated[str, Field(min_length=1, max_length=2000, examples=["https://crm.example.com/firstring"])]
Events = Annotated[tuple[Wanted, ...], Field(min_length=1, max_length=20)]
Description = Annotated[str, Field(max_length=200)]


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewEndpoint(Request):
    url: Url
    """https, at a public address."""
    events: Events = ("booking.*",)
    description: Description = ""


class EndpointPatch(Request):
    """What is given replaces what is there."""

    revision: int | None = None
    """The one that was read, unless If-Match tells it."""
    url: Url | None = None
    events: Events | None = None
    active: bool | None = None
    description: Description | None = None

    def change(self) -> EndpointChange:
        return EndpointChange(self.url, self.events, self.active, self.description)


class SecretShape(BaseModel):
    shown: str
    """Its last letters."""
    until: datetime | None
    """Signs until then; null: until it is replaced."""


class EndpointOut(BaseModel):
    id: str
    url: str
    events: list[Wanted]
    description: str
    active: bool
    why_off: Literal["", "gone", "switched_off"]
    """`gone`: it answered 410."""
    created: datetime
    revision: int
    secrets: list[SecretShape]

    @classmethod
    def of(cls, kept: Kept) -> "EndpointOut":
        return cls(**_fields(kept))


class EndpointWithSecret(EndpointOut):
    secret: str
    """The newest. It is shown this once."""

    @classmethod
    def of(cls, kept: Kept) -> "EndpointWithSecret":
        return cls(**_fields(kept), secret=kept.endpoint.secrets[0].value)


def _fields(kept: Kept) -> dict[str, Any]:
    endpoint = kept.endpoint
    return {
        "id": endpoint.id,
        "url": endpoint.url,
        "events": endpoint.events,
        "description": endpoint.description,
        "active": endpoint.active,
        "why_off": endpoint.why_off,
        "created": endpoint.created,
        "revision": kept.revision,
        "secrets": [SecretShape(shown=secret.value[-4:], until=secret.until) for secret in endpoint.secrets],
    }


class DeliveryOut(BaseModel):
    id: str
    """The event's: what the receiver gets as `webhook-id`."""
    type: EventType
    created: datetime
    status: Literal["waiting", "delivered", "dead"]
    """`dead`: given up; it is kept and can be replayed."""
    attempts: int
    due: datetime
    """When it was due last, or will be next."""
    error: str
    """Why the last attempt failed."""
    body: str
    """What is sent, to the byte."""

    @classmethod
    def of(cls, sent: Sent) -> "DeliveryOut":
        delivery, errand = sent.delivery, sent.errand
        return cls(
            id=delivery.event,
            type=delivery.type,
            created=delivery.created,
            status="delivered" if errand.status == "done" else errand.status,
            attempts=errand.attempts,
            due=errand.due,
            error=errand.error,
            body=delivery.body,
        )


class Replayed(BaseModel):
    replayed: int


class WebhookEvent(Event):
    """The body of a delivery of a `booking.*` event."""

    data: BookingOut  # type: ignore[assignment]


def shown(booking: Booking, business: Business) -> dict[str, Any]:
    """A booking in an event: as the API shows it."""
    return BookingOut.of(booking, business).model_dump(mode="json")
