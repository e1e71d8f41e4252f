"""What a business knows of somebody who comes: one card per telephone number. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from receptionist.booking.model import Booking
from receptionist.business.definition import Business
from receptionist.ids import Phone


@dataclass(frozen=True, slots=True)
class CustomerCard:
    phone: Phone
    """E.164: whoever has no number has no card."""
    name: str
    language: str = "en"
    email: str = ""
    notes: str = ""
    """For the people who serve them; never read out."""
    tags: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    bookings: int = 0
    """Taken so far, whatever became of them."""
    no_shows: int = 0
    first_booked: datetime | None = None
    last_booked: datetime | None = None
    birth_date: str = ""
    """ISO 8601; kept only where the business asks who is calling by it, never read out. It is of whoever `name` is: a card
    that has it keeps its name when somebody else of the family books."""
    postcode: str = ""


def with_booking(card: CustomerCard | None, booking: Booking, now: datetime) -> CustomerCard:
    """The card after one more booking: the latest name (see `birth_date`) and language, every allergy ever named."""
    who = booking.customer
    card = card or CustomerCard(who.phone, who.name, who.language, first_booked=now)
    return replace(
        card,
        name=card.name if card.birth_date else who.name or card.name,
        language=who.language,
        allergies=tuple(dict.fromkeys((*card.allergies, *booking.allergies))),
        bookings=card.bookings + 1,
        last_booked=now,
    )


def asks_who_is_new(business: Business) -> bool:
    """Whether it makes a difference to any service that somebody was never here."""
    return any(
        service.new_client_minutes is not None
        or service.max_new_per_day is not None
        or any(variant.clients != "all" for variant in service.variants)
        for service in business.services
    )


def after_no_show(card: CustomerCard, *, by: int) -> CustomerCard:
    """`by` -1 takes a mark back."""
    return replace(card, no_shows=max(card.no_shows + by, 0))
