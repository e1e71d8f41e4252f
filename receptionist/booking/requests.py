"""What is asked of the book, and what it answers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from receptionist.booking.model import Customer, Slot
from receptionist.ids import BookingId, CallId, ResourceId, ServiceId
from receptionist.spans import Span


@dataclass(frozen=True, slots=True)
class SlotRequest:
    service: ServiceId
    window: Span
    """Acceptable starts: an exact wish is one minute long; "Friday evening" is 17:00 to 23:00 of that day, in UTC."""
    party_size: int = 1
    resource: ResourceId | None = None
    """The person or table asked for by name."""
    exact: bool = True
    """The window is a wish for its start; False: anything inside is as good."""
    instead_of: BookingId | None = None
    """A booking being changed: its own places count as free."""
    held_by: str | None = None
    """The caller's own hold counts as free."""


Refusal = Literal[
    "slot_taken", "closed", "too_late", "too_far", "too_many", "unknown_service", "sold_out", "nobody_has_that_skill"
]


@dataclass(frozen=True, slots=True)
class Offer:
    """The answer to a SlotRequest."""

    exact: Slot | None
    alternatives: tuple[Slot, ...] = ()
    """At most three, nearest first; also filled when `exact` is None because of a refusal that another time cures."""
    refusal: Refusal | None = None
    """Why `exact` is None."""


@dataclass(frozen=True, slots=True)
class BookingRequest:
    id: BookingId
    """The idempotency key: asking again with it gives the same booking."""
    slot: Slot
    party_size: int
    customer: Customer
    notes: str = ""
    hold: str | None = None
    call: CallId | None = None
    text: bool = True
    """Whether a confirmation may be texted; needs a phone, the business's leave and no opt-out."""


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    booking: BookingId
    revision: int
    """The revision the caller was told about; StaleRevision if it has moved, unless by this very request."""
    slot: Slot | None = None
    """None: same place and time."""
    party_size: int | None = None
    customer: Customer | None = None
    notes: str | None = None
    hold: str | None = None
    call: CallId | None = None
    text: bool = True
    key: str = ""
    """Idempotency key: the same change asked twice is made once."""


@dataclass(frozen=True, slots=True)
class Held:
    hold: str
    slot: Slot
    expires: datetime
