"""What everybody beside the customer is told of a booking: an errand in the booking's own transaction.

It is carried out by `run_errands`: webhooks, calendars and the waitlist hear of it from there.
"""

from typing import Literal

from pydantic import BaseModel, TypeAdapter

from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.ports import Errand

KIND = "news"
NewsType = Literal[
    "booking.confirmed", "booking.changed", "booking.cancelled",
    "booking.arrived", "booking.seated", "booking.finished", "booking.no_show",
]  # fmt: skip

OF_STATUS: dict[Status, NewsType] = {
    Status.CONFIRMED: "booking.changed",
    Status.CANCELLED: "booking.cancelled",
    Status.ARRIVED: "booking.arrived",
    Status.SEATED: "booking.seated",
    Status.FINISHED: "booking.finished",
    Status.NO_SHOW: "booking.no_show",
}
"""What a booking that has come to this status is news of; a new one is `booking.confirmed`."""

BOOKING = TypeAdapter(Booking)


class News(BaseModel):
    """The errand's document."""

    type: NewsType
    booking: Booking


def news(desk: Desk, business: Business, kind: NewsType, booking: Booking) -> Errand:
    """One per revision, however often the change is asked for."""
    return Errand(
        id=f"news:{booking.id}:{booking.revision}",
        business=business.id,
        kind=KIND,
        due=desk.clock(),
        home=desk.home(business),
        doc=News(type=kind, booking=booking).model_dump_json(),
    )


def news_of(errand: Errand) -> News:
    return News.model_validate_json(errand.doc)
