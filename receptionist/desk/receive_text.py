"""A text has come in: consent first, then a booking it is about, else a message for the business."""

import re
from dataclasses import dataclass
from datetime import timedelta

from receptionist.booking.model import Booking, Status
from receptionist.business.definition import Business, Language
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.desk import Desk
from receptionist.desk.take_message import take_message
from receptionist.errors import Refused
from receptionist.ids import CODE_ALPHABET, MessageId, Phone
from receptionist.messages.consent import Consent, plain, read
from receptionist.messages.model import TakenMessage
from receptionist.messages.texts import BookingNews, booking_text, notice_text

_ABOUT_A_BOOKING = re.compile(
    r"(?P<verb>cancel|cancell?ed|anular?|anule|cancelar|cancele|ਰੱਦ|radd|rad)?"
    r"(?:\s+(?:booking|my booking|reserva|mi reserva|la reserva|ਬੁਕਿੰਗ))?"
    rf"\s*(?P<code>[{CODE_ALPHABET}]{{5}})",
    re.IGNORECASE,
)
_CANCELS: dict[str, Language] = {
    "cancel": "en", "canceled": "en", "cancelled": "en", "anula": "es", "anular": "es", "anule": "es",
    "cancelar": "es", "cancele": "es", "ਰੱਦ": "pa", "radd": "pa", "rad": "pa",
}  # fmt: skip

QUIET = timedelta(minutes=10)
"""After a message of theirs was acknowledged, further ones are kept without a word."""


@dataclass(frozen=True, slots=True)
class Received:
    reply: str = ""
    """To be answered at once; empty: nothing is said."""
    made_of_it: str = ""
    """`stop`, `start`, `help`, `booking`, `cancelled`, `message`, `nobody`: for the log."""


def receive_text(
    desk: Desk, *, vendor_id: str, sender: Phone, to: Phone, body: str, opt_out_type: str = ""
) -> Received:
    """What a text from `sender` to the business's number `to` does, and the answer.

    Safe to repeat: `vendor_id` (Twilio's MessageSid) names the message it may become. Whoever has opted out gets
    answers to opting in and to HELP, and no others.
    """
    business = desk.businesses.by_number(to)
    if business is None or not sender:
        return Received(made_of_it="nobody")
    consent = read(body, opt_out_type=opt_out_type)
    opted_out = desk.messages.opted_out(to, sender)
    if consent is not None and not (consent.wish == "start" and plain(body) == "yes" and not opted_out):
        return _obey(desk, business, consent, sender=sender, to=to)
    language = _language(desk, business, sender)
    received = _about_a_booking(desk, business, sender, plain(body), language)
    received = received or _leave(desk, business, vendor_id, sender, body, language)
    return Received(made_of_it=received.made_of_it) if opted_out else received


def _obey(desk: Desk, business: Business, consent: Consent, *, sender: Phone, to: Phone) -> Received:
    if consent.wish != "help":
        desk.messages.opt_out(to, sender, out=consent.wish == "stop", at=desk.clock())
    if consent.answered:
        return Received(made_of_it=consent.wish)
    match consent.wish:
        case "stop":
            reply = notice_text(business, "opted_out", consent.language)
        case "start":
            reply = notice_text(business, "opted_in", consent.language)
        case "help":
            reply = notice_text(business, "help", consent.language)
    return Received(reply, consent.wish)


def _about_a_booking(desk: Desk, business: Business, sender: Phone, said: str, language: Language) -> Received | None:
    """Only the number that booked may ask: a code seen over a shoulder opens nothing. None: not about a booking; five
    letters alone may as well be a word."""
    about = _ABOUT_A_BOOKING.fullmatch(said)
    if about is None:
        return None
    code, cancels = about["code"].upper(), _CANCELS.get(about["verb"] or "")
    spoken = cancels or language
    found = desk.bookings.by_code(business.id, code)
    if found is None or found.customer.phone != sender:
        return Received(notice_text(business, "no_booking", spoken, code=code), "booking") if cancels else None
    if cancels is None or found.status is Status.CANCELLED:
        return Received(booking_text(business, found, _news(found), spoken), "booking")
    notice = timedelta(minutes=business.policies.cancel_until_minutes)
    if found.status is not Status.CONFIRMED or desk.clock() > found.span.start - notice:
        return Received(notice_text(business, "not_cancelled", spoken, code=code), "booking")
    try:
        cancelled = cancel_booking(desk, business, found.id, revision=found.revision, text=False)
    except Refused:
        return Received(notice_text(business, "not_cancelled", spoken, code=code), "booking")
    return Received(booking_text(business, cancelled, "cancelled", spoken), "cancelled")


def _news(booking: Booking) -> BookingNews:
    return "cancelled" if booking.status is Status.CANCELLED else "reminder"


def _leave(desk: Desk, business: Business, vendor_id: str, sender: Phone, body: str, language: Language) -> Received:
    """Answered once in a while only: at the other end may be a machine that answers too."""
    if not body.strip():
        return Received(made_of_it="nobody")
    now = desk.clock()
    answered = any(m.caller == sender and m.taken > now - QUIET for m in desk.messages.taken(business.id))
    take_message(
        desk,
        TakenMessage(
            id=MessageId(f"text:{vendor_id}"), business=business.id, caller=sender, name="", text=body,
            taken=now,
        ),
    )  # fmt: skip
    return Received("" if answered else notice_text(business, "noted", language), "message")


def _language(desk: Desk, business: Business, sender: Phone) -> Language:
    """What we last wrote to them in, as their booking has it; else the business's first."""
    booked = desk.bookings.by_phone(business.id, sender)
    spoken = booked[-1].customer.language if booked else ""
    return next((language for language in business.languages if language == spoken), business.languages[0])
