"""What is in the book before a conversation, and what must be true after it."""

from datetime import time
from typing import Literal

from pydantic import BaseModel, ConfigDict, field_validator


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class WantedBooking(_Part):
    """A booking that must be in the book. Fields left out may be anything."""

    service: str | None = None
    day: str | None = None
    """ISO date, or days from the scenario's today: `+0`, `+1`."""
    time: str | None = None
    """Local time of day, `19:00`."""
    party_size: int | None = None
    name: str | None = None
    """Compared without case, accents or a difference of sound that spelling alone could settle."""
    status: str = "confirmed"

    @field_validator("time")
    @classmethod
    def _is_a_time(cls, text: str | None) -> str | None:
        return text if text is None else time.fromisoformat(text).strftime("%H:%M")


class Goal(_Part):
    """What must be true when the call is over."""

    bookings: tuple[WantedBooking, ...] = ()
    """Exactly these among the bookings of this caller, in any order (cancelled ones need `status: cancelled`)."""
    texts: int | None = None
    """How many texts the caller got."""
    said: tuple[str, ...] = ()
    """Patterns that the assistant's words must match."""
    not_said: tuple[str, ...] = ()
    ends: Literal["goodbye", "caller_hung_up", "transferred", "silence", "message"] | None = None
    messages: int | None = None
    """How many messages were taken for the business."""


class Seed(_Part):
    """What is in the book before the call."""

    service: str = "table"
    day: str = "+0"
    time: str
    party_size: int = 2
    name: str = "Somebody Else"
    phone: str = "+14155550999"
    birth_date: str = ""
    """ISO 8601, as `postcode` on the card of that number."""
    postcode: str = ""
    fill: bool = False
    """Takes every table that is free at that time."""
    leave: int = 0
    """With `fill`: leaves that many places of the wanted size free."""
