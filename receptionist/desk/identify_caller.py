"""Find out who is calling from a name, a birth date, a postcode or a number as a recogniser heard them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from receptionist.business.definition import Business
from receptionist.desk.customers import cards
from receptionist.desk.desk import Desk
from receptionist.ids import Phone
from receptionist.language.likeness import Heard, Person, recognised
from receptionist.spans import Span

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Caller:
    """A customer of the business, beyond reasonable doubt."""

    name: str
    phone: Phone
    """As kept, for looking things up; it is not read out."""


def identify_caller(desk: Desk, business: Business, heard: Heard) -> Caller | None:
    """The customer of this business it must be, or None: nobody, several alike, or too little said.

    Looks at this business's own cards and coming visits only, and does not tell which of what was said did not fit:
    a caller who guesses learns nothing. One field alone never identifies. Reads only; safe to repeat.
    """
    known = recognised(heard, _people(desk, business))
    return Caller(" ".join(filter(None, (known.first, known.last))), Phone(known.phone)) if known else None


def _people(desk: Desk, business: Business) -> Iterator[Person]:
    """Everybody with a card, and whoever comes but has none."""
    seen: set[str] = set()
    after = ""
    while page := cards(desk, business, after=after, limit=_PAGE):
        for kept in page:
            card = kept.card
            seen.add(card.phone)
            yield _person(card.phone, card.name, card.birth_date, card.postcode)
        after = page[-1].card.phone
    now = desk.clock()
    coming = Span(now, now + timedelta(days=business.policies.horizon_days + 1))
    for booking in desk.bookings.during(business.id, coming):
        who = booking.customer
        if who.phone and who.phone not in seen:
            seen.add(who.phone)
            yield _person(who.phone, who.name)


def _person(phone: str, name: str, birth_date: str = "", postcode: str = "") -> Person:
    first, _, last = name.strip().partition(" ")
    return Person(phone, first, last.strip(), birth_date, postcode, phone)
