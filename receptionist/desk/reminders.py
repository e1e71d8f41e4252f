"""Visits are remembered for the customer: an errand written with the booking, a text when its time has come."""

import json
from datetime import datetime

from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business
from receptionist.desk.confirmation import spoken_with
from receptionist.desk.desk import Desk
from receptionist.desk.may_text import may_text
from receptionist.ids import BookingId, MessageId
from receptionist.messages.model import TextMessage
from receptionist.messages.quiet import BEFORE_THE_VISIT, quiet_around, reminder_time
from receptionist.messages.texts import booking_text
from receptionist.ports import Errand
from receptionist.spans import Span

KIND = "reminder"


def reminders(desk: Desk, business: Business, booking: Booking, now: datetime) -> tuple[Errand, ...]:
    """For the booking's own transaction: one per `policies.reminder_minutes` that is still worth it. Reads nothing: what
    may change until then (consent, registration, the visit itself) is looked at when the time has come."""
    if booking.status is not Status.CONFIRMED or not (booking.customer.phone and booking.text_agreed):
        return ()
    here = business.at(booking.location)
    made = []
    for minutes in dict.fromkeys(here.policies.reminder_minutes):
        due = reminder_time(here, booking.span.start, minutes, now)
        if due is not None:
            made.append(_errand(desk, business, booking, minutes, due))
    return tuple(made)


def remind(desk: Desk, business: Business, errand: Errand) -> None:
    """Queues the text, unless the visit has been moved, cancelled or begun since, or the customer wants none. Safe to
    repeat: one text per visit, time and distance to it, however many revisions had an errand for it. An errand that was
    late enough to meet the night waits for the morning."""
    doc = json.loads(errand.doc)
    booking = desk.bookings.get(business.id, BookingId(doc["booking"]))
    now = desk.clock()
    if booking is None or booking.status is not Status.CONFIRMED:
        return
    if booking.span.start.isoformat() != doc["start"] or booking.span.start <= now:
        return
    here = business.at(booking.location)
    if may_text(desk, here, booking.customer.phone, agreed=booking.text_agreed):
        return
    if quiet := quiet_around(here, now):
        if quiet.end <= booking.span.start - BEFORE_THE_VISIT:
            desk.errands.add(_errand(desk, business, booking, doc["minutes"], quiet.end, late=True))
        return
    desk.messages.queue(
        TextMessage(
            id=MessageId(f"{_named(booking)}{doc['minutes']}{doc.get('morning', '')}"),
            business=business.id,
            to=booking.customer.phone,
            sender=here.default_number(),
            body=booking_text(here, booking, "reminder", spoken_with(booking.customer)),
            booking=booking.id,
            created=now,
            home=desk.home(business),
            until=booking.span.start,
        )
    )


def night_of(desk: Desk, business: Business, message: TextMessage) -> Span | None:
    """The quiet hours that keep this text from being sent now; none keep any other than a reminder."""
    booking = _reminded_of(desk, business, message)
    return quiet_around(business.at(booking.location), desk.clock()) if booking else None


def put_off(desk: Desk, business: Business, message: TextMessage, night: Span) -> None:
    """A reminder whose sender came by night is written anew in the morning, if that is early enough. Safe to repeat."""
    booking = _reminded_of(desk, business, message)
    if booking is not None and night.end <= booking.span.start - BEFORE_THE_VISIT:
        minutes, *_ = message.id.removeprefix(_named(booking)).split(":")
        desk.errands.add(_errand(desk, business, booking, int(minutes), night.end, late=True))


def _named(booking: Booking) -> str:
    """The beginning of the ids of its reminders, as it is now."""
    return f"{booking.id}:reminder:{booking.span.start.isoformat()}:"


def _reminded_of(desk: Desk, business: Business, message: TextMessage) -> Booking | None:
    booking = (
        desk.bookings.get(business.id, message.booking) if ":reminder:" in message.id and message.booking else None
    )
    return booking if booking is not None and message.id.startswith(_named(booking)) else None


def _errand(
    desk: Desk, business: Business, booking: Booking, minutes: int, due: datetime, *, late: bool = False
) -> Errand:
    morning = f":{due.date().isoformat()}" if late else ""
    doc = {
        "booking": booking.id, "start": booking.span.start.isoformat(), "minutes": minutes, "morning": morning
    }  # fmt: skip
    return Errand(
        id=f"{KIND}:{booking.id}:{booking.revision}:{minutes}{morning}",
        business=business.id,
        kind=KIND,
        due=due,
        home=desk.home(business),
        doc=json.dumps(doc),
    )
