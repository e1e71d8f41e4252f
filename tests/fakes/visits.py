"""A visit as the book has it."""

from datetime import UTC, datetime, timedelta

from receptionist.booking.model import Booking, Customer, Status
from receptionist.business.definition import Business
from receptionist.ids import BookingId, Phone, ResourceId, ServiceId
from receptionist.spans import Span

FRIDAY_EVENING = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)


def a_booking(
    business: Business, *, id: str = "booking1", revision: int = 1, status: Status = Status.CONFIRMED
) -> Booking:
    """A table for two on Friday evening in San Francisco, of Anna."""
    return Booking(
        id=BookingId(id),
        code="ACD34",
        business=business.id,
        service=ServiceId("table"),
        span=Span(FRIDAY_EVENING, FRIDAY_EVENING + timedelta(minutes=90)),
        party_size=2,
        resources=(ResourceId("t1"),),
        customer=Customer("Anna", Phone("+14155550142")),
        status=status,
        revision=revision,
    )
