"""What the suites of the book ask for."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from receptionist.booking.model import Customer, Slot
from receptionist.booking.requests import BookingRequest, SlotRequest
from receptionist.ids import BookingId, Phone, ResourceId, ServiceId
from receptionist.spans import Span

PACIFIC = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 27, 15, 0, tzinfo=PACIFIC)
ANNA = Customer("Anna Fisher", Phone("+14155550123"))


def at(hour: int, minute: int = 0, day: int = 28) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=PACIFIC)


def table(start: datetime, resource: str = "t1", minutes: int = 90) -> Slot:
    return Slot(ServiceId("table"), Span(start, start + timedelta(minutes=minutes)), (ResourceId(resource),))


def wish(start: datetime, party: int = 2, **other: object) -> SlotRequest:
    return replace(SlotRequest(ServiceId("table"), Span(start, start + timedelta(minutes=1)), party), **other)  # type: ignore[arg-type]


def asked(key: str, slot: Slot, **other: object) -> BookingRequest:
    return replace(BookingRequest(BookingId(key), slot, 2, ANNA), **other)  # type: ignore[arg-type]
