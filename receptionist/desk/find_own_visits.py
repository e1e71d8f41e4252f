"""Find the visits of whoever is calling, from what they tell of themselves."""

from receptionist.booking.model import Booking
from receptionist.business.definition import Business
from receptionist.desk.customers import card_of
from receptionist.desk.desk import Desk
from receptionist.desk.find_bookings import find_bookings
from receptionist.desk.identify_caller import identify_caller
from receptionist.ids import Phone
from receptionist.language.likeness import Heard, Person, likeness
from receptionist.language.same_name import same_name

FITS = 0.5
"""Evidence from which on a birth date or a postcode as heard may be the one that is kept."""


def find_own_visits(
    desk: Desk, business: Business, heard: Heard, *, phone: Phone | None = None, code: str | None = None
) -> list[Booking]:
    """Confirmed visits that are not over of the person it must be, soonest first.

    Who calls from the number of a visit, or knows its code, must bear its name, and nothing they say may contradict what is
    kept of that person; what is not kept cannot. From elsewhere it must be a customer beyond doubt (identify_caller.py), and
    again nothing may contradict: those who live together share a telephone and a postcode, but no birth date.
    Empty: nobody, or nothing to come; which of them is not told, nor what did not fit. Reads only; safe to repeat.
    """
    names = tuple(" ".join(filter(None, name)) for name in heard.names)
    if not any(names):
        return []
    if code or phone:
        found = find_bookings(
            desk, business, code=code, phone=None if code else phone, names=names, part="full" if code else "first"
        )
        if theirs := [
            one for one in found if not _contradicted(desk, business, one.customer.phone, one.customer.name, heard)
        ]:
            return theirs
    if not (heard.birth_dates or heard.postcodes):
        return []
    who = identify_caller(desk, business, heard)
    if who is None or code or _contradicted(desk, business, who.phone, who.name, heard):
        return []
    return find_bookings(desk, business, phone=who.phone, names=(who.name,), part="first")


def _contradicted(desk: Desk, business: Business, phone: Phone, name: str, heard: Heard) -> bool:
    """Whether the card of that number is of this person and says otherwise."""
    kept = card_of(desk, business, phone)
    if kept is None or not same_name(kept.card.name, name):
        return False
    person = Person("", birth_date=kept.card.birth_date, postcode=kept.card.postcode)
    told = likeness(Heard(birth_dates=heard.birth_dates, postcodes=heard.postcodes), person).by_field
    return any(evidence < FITS for evidence in told.values())
