"""The text that goes with a change of a booking, if one may go."""

from typing import Literal

from receptionist.booking.model import Booking
from receptionist.business.definition import Business, Language
from receptionist.desk.desk import Desk
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
    customer has no phone, has opted out, or the business sends none."""
    sender = business.default_number()
    phone = booking.customer.phone
    if not (wanted and business.texts and phone) or desk.messages.opted_out(sender, phone):
        return ()
    language: Language = booking.customer.language if booking.customer.language in ("en", "es", "pa") else "en"  # type: ignore[assignment]
    return (
        TextMessage(
            id=MessageId(f"{booking.id}:{booking.revision}"),
            business=business.id,
            to=phone,
            sender=sender,
            body=booking_text(business, booking, kind, language),
            booking=booking.id,
            call=booking.call,
            created=desk.clock(),
        ),
    )
