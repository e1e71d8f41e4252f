"""The text that goes with a change of a booking, if one may go."""

from typing import Literal

from receptionist.booking.model import Booking, Customer
from receptionist.business.definition import Business, Language
from receptionist.desk.desk import Desk
from receptionist.desk.may_text import may_text
from receptionist.ids import MessageId
from receptionist.messages.model import TextMessage
from receptionist.messages.texts import booking_text


def confirmation(
    desk: Desk,
    business: Business,
    booking: Booking,
    kind: Literal["confirmed", "changed", "cancelled"],
    *,
    wanted: bool,
) -> tuple[TextMessage, ...]:
    """For the booking's own transaction: one text per revision, so that repeating a request repeats no text. Empty if the
    customer may not be texted, see `may_text`."""
    here = business.at(booking.location)
    phone = booking.customer.phone
    if not wanted or may_text(desk, here, phone, agreed=booking.text_agreed):
        return ()
    now = desk.clock()
    return (
        TextMessage(
            id=MessageId(f"{booking.id}:{booking.revision}"),
            business=business.id,
            to=phone,
            sender=here.default_number(),
            body=booking_text(here, booking, kind, spoken_with(booking.customer)),
            booking=booking.id,
            call=booking.call,
            created=now,
            home=desk.home(business),
            until=booking.span.start if booking.span.start > now else None,
        ),
    )


def spoken_with(customer: Customer) -> Language:
    """Their language, as far as we have words in it."""
    match customer.language:
        case "es":
            return "es"
        case "pa":
            return "pa"
        case _:
            return "en"
