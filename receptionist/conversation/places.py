"""Places and bookings as JSON in a slot, and back."""

from typing import Any

from pydantic import TypeAdapter

from receptionist.booking.model import Booking, Slot

_SLOT = TypeAdapter(Slot)
_BOOKING = TypeAdapter(Booking)


def slot_json(slot: Slot) -> dict[str, Any]:
    """With `start` at the top, where choices look for it."""
    return {"start": slot.span.start.isoformat(), "slot": _SLOT.dump_python(slot, mode="json")}


def slot_from(value: Any) -> Slot:
    return _SLOT.validate_python(value["slot"])


def booking_json(booking: Booking) -> dict[str, Any]:
    content: dict[str, Any] = _BOOKING.dump_python(booking, mode="json")
    return content


def booking_from(value: Any) -> Booking:
    return _BOOKING.validate_python(value)
