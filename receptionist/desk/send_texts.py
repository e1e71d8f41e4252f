"""Empty the outbox: claim, send, settle.

A text that was claimed before and never settled may have gone: the vendor is asked whether it has it before it is sent
again. What remains is written in docs/texts.md. One that comes late goes only if it is still true and of use, and a reminder not by
night.
"""

from dataclasses import dataclass
from datetime import timedelta

from receptionist.booking.model import Status
from receptionist.business.definition import Business
from receptionist.desk.confirmation import spoken_with
from receptionist.desk.desk import Desk
from receptionist.desk.may_text import learn_of_landline
from receptionist.desk.reminders import night_of, put_off
from receptionist.errors import OptedOut, Refused, VendorUnavailable
from receptionist.messages.model import MessageStatus, TextMessage
from receptionist.messages.texts import BookingNews, booking_text
from receptionist.ports import SmsSender, VendorMessage

LEASE = timedelta(seconds=30)
"""How long a claimed text is one sender's. Longer than one batch with every request timing out takes: BATCH texts,
each one question and one sending of 5 s at most."""

BATCH = 3

MOST_ATTEMPTS = 20
"""After that many leases, some ten minutes, a person must look: the text is given up as `failed`."""


LATE = timedelta(minutes=5)
"""After that the outbox was not emptied as it should be: what a text says may no longer be so."""


@dataclass(frozen=True, slots=True)
class Sent:
    sent: int = 0
    refused: int = 0
    """For good: opted out, no such number, no longer true."""
    unsure: int = 0
    """The vendor did not answer; looked for and tried again when the lease is over."""


def send_due(desk: Desk, sender: SmsSender, *, limit: int = BATCH) -> Sent:
    """One round. Blocking. Several may run at once: a text is claimed by one of them."""
    now = desk.clock()
    claimed = desk.messages.claim(now, now + LEASE, limit, home=desk.here)
    outcomes = [_deliver(desk, sender, message) for message in claimed]
    return Sent(outcomes.count("sent"), outcomes.count("refused"), outcomes.count("unsure"))


def _deliver(desk: Desk, sender: SmsSender, message: TextMessage) -> str:
    if desk.messages.opted_out(message.sender, message.to):
        desk.messages.settle(message.business, message.id, MessageStatus.FAILED, error="opted_out")
        return "refused"
    business = desk.businesses.get(message.business)
    if business is not None and business.text_registration != "approved":
        desk.messages.settle(message.business, message.id, MessageStatus.FAILED, error="not_registered")
        return "refused"
    if business is not None and not message.attempts and (why := _too_late(desk, business, message)):
        desk.messages.settle(message.business, message.id, MessageStatus.FAILED, error=why)
        return "refused"
    if business is not None and not message.attempts and (night := night_of(desk, business, message)):
        put_off(desk, business, message, night)
        desk.messages.settle(message.business, message.id, MessageStatus.FAILED, error="by_night")
        return "refused"
    try:
        known = sender.find(message) if message.attempts else None
        if known is None and message.attempts >= MOST_ATTEMPTS:
            desk.messages.settle(message.business, message.id, MessageStatus.FAILED, error="given_up")
            return "refused"
        _settle(desk, message, known or sender.send(message))
    except OptedOut:
        desk.messages.opt_out(message.sender, message.to, out=True, at=desk.clock())
        desk.messages.settle(message.business, message.id, MessageStatus.FAILED, error="opted_out")
        return "refused"
    except Refused as refused:
        desk.messages.settle(message.business, message.id, MessageStatus.FAILED, error=str(refused))
        learn_of_landline(desk, message.business, message.to, str(refused))
        return "refused"
    except VendorUnavailable:
        return "unsure"
    return "sent"


def _settle(desk: Desk, message: TextMessage, known: VendorMessage) -> None:
    desk.messages.settle(message.business, message.id, known.status, vendor_id=known.vendor_id, error=known.error)


def _too_late(desk: Desk, business: Business, message: TextMessage) -> str:
    """Why it is not sent any more; empty: it is."""
    now = desk.clock()
    if message.until is not None and message.until <= now:
        return "too_late"
    if message.booking is None or message.created is None or now - message.created < LATE:
        return ""
    return "overtaken" if _overtaken(desk, business, message) else ""


def _overtaken(desk: Desk, business: Business, message: TextMessage) -> bool:
    """Whether the visit is not, or no longer, what a text with a revision in its id says."""
    _, _, revision = message.id.rpartition(":")
    booking = desk.bookings.get(message.business, message.booking) if message.booking else None
    if booking is None or message.id != f"{booking.id}:{revision}" or revision == str(booking.revision):
        return False
    kinds: tuple[BookingNews, ...] = ("cancelled",) if booking.status is Status.CANCELLED else ("confirmed", "changed")
    here, language = business.at(booking.location), spoken_with(booking.customer)
    return message.body not in {booking_text(here, booking, kind, language) for kind in kinds}
