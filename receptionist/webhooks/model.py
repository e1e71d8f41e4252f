"""Endpoints, and what they are sent.

    endpoint on ──answers 410, or is switched off──▶ off ──switched on──▶ on

What is sent is the same, byte for byte, however often it is tried and to however many endpoints.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal, NewType

from pydantic import BaseModel

from receptionist.ids import BusinessId

EndpointId = NewType("EndpointId", str)

EventType = Literal[
    "booking.confirmed", "booking.changed", "booking.cancelled",
    "booking.arrived", "booking.seated", "booking.finished", "booking.no_show",
    "webhook.test",
]  # fmt: skip
Wanted = Literal[
    "booking.*",
    "booking.confirmed", "booking.changed", "booking.cancelled",
    "booking.arrived", "booking.seated", "booking.finished", "booking.no_show",
]  # fmt: skip
"""What an endpoint can ask for. The test is sent to whoever is tested."""

PAYLOAD_VERSION = "2026-11-28"
"""The day its shape was last changed so that a receiver must be changed too. Fields may be added on any day."""

SECRET_KEPT = timedelta(hours=24)
"""How long the old secret signs beside a new one."""


@dataclass(frozen=True, slots=True)
class Secret:
    value: str
    """`whsec_` and base64."""
    until: datetime | None = None
    """Signs until then; None: until it is replaced."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    id: EndpointId
    url: str
    events: tuple[Wanted, ...]
    secrets: tuple[Secret, ...] = field(repr=False)
    """The newest first; at most two."""
    created: datetime
    active: bool = True
    why_off: Literal["", "gone", "switched_off"] = ""
    """`gone`: it answered 410."""
    description: str = ""

    def wants(self, event: EventType) -> bool:
        return self.active and (event in self.events or (event.startswith("booking.") and "booking.*" in self.events))

    def valid_secrets(self, now: datetime) -> tuple[str, ...]:
        return tuple(secret.value for secret in self.secrets if secret.until is None or secret.until > now)

    def with_secret(self, value: str, now: datetime) -> tuple[Secret, ...]:
        """The new one, and beside it for a while the one that was the newest."""
        return (Secret(value), Secret(self.secrets[0].value, now + SECRET_KEPT))


class Event(BaseModel):
    """The body of a delivery. `id` is the event's: the same at every endpoint and every time it is tried."""

    id: str
    type: EventType
    version: str = PAYLOAD_VERSION
    created: datetime
    business: str
    data: dict[str, Any]


class Delivery(BaseModel):
    """The document of a delivery's errand: one event for one endpoint."""

    endpoint: EndpointId
    event: str
    type: EventType
    created: datetime
    body: str
    """What is signed and sent."""


def event_id(business: BusinessId, about: str) -> str:
    """The same for the same news, and without a full stop, which divides what is signed."""
    return "evt_" + hashlib.sha256(f"{business}\n{about}".encode()).hexdigest()[:32]
