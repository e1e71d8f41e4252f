"""Whether a text may be promised to a number at all, and if not, why.

The kind of a number is read from its digits by libphonenumber, which cannot tell mobile from fixed in the United States
and Canada: such a number counts as mobile until the network says otherwise (30006, 21614), and that is remembered, so
that the next call promises nothing.
https://www.twilio.com/docs/api/errors/30006, https://www.twilio.com/docs/api/errors/21614
"""

import json
from datetime import timedelta
from typing import Literal

from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.ids import BusinessId, Phone
from receptionist.ports import Conflict, Row

WhyNot = Literal["texts_off", "not_registered", "no_phone", "not_agreed", "landline", "opted_out"]
"""
    texts_off           the business sends none
    not_registered      the carriers have not approved its number for texts
    no_phone            the caller withheld it, or it is none
    not_agreed          the customer said no to texts about this visit
    landline            by its digits, or as the network told us
    opted_out           STOP
"""

LANDLINE = "landline"
"""Kind of the rows that keep, by number, what the network told us."""

LANDLINE_ERRORS = frozenset({"30006", "21614"})
"""Landline or unreachable carrier; not a mobile number."""

REMEMBERED = timedelta(days=180)
"""Numbers move between networks, and 30006 may have been the carrier's fault."""


def may_text(desk: Desk, business: Business, phone: Phone, *, agreed: bool) -> WhyNot | None:
    """None: it may be. Reads the store only if nothing else forbids it."""
    if not business.texts:
        return "texts_off"
    if business.text_registration != "approved":
        return "not_registered"
    kind = _kind(phone) if phone else None
    if kind is None:
        return "no_phone"
    if not agreed:
        return "not_agreed"
    if kind == LANDLINE or desk.rows.get(business.id, LANDLINE, phone):
        return "landline"
    return "opted_out" if desk.messages.opted_out(business.default_number(), phone) else None


def learn_of_landline(desk: Desk, business: BusinessId, phone: Phone, error: str) -> None:
    """What the network says of a text that it did not deliver. Safe to repeat; other errors teach nothing."""
    if error not in LANDLINE_ERRORS or not phone or desk.rows.get(business, LANDLINE, phone):
        return
    now = desk.clock()
    row = Row(LANDLINE, phone, json.dumps({"error": error, "at": now.isoformat()}), expires=now + REMEMBERED)
    try:
        desk.rows.put(business, row)
    except Conflict:
        return  # somebody else has just learnt it


def _kind(phone: Phone) -> Literal["landline", "texted"] | None:
    """None: it is no number. The digits' meanings are loaded when first asked for: a caller waits for what is loaded at start."""
    import phonenumbers  # noqa: PLC0415  see above
    from phonenumbers import PhoneNumberType as Kind  # noqa: PLC0415

    try:
        number = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    never = {Kind.FIXED_LINE, Kind.TOLL_FREE, Kind.PREMIUM_RATE, Kind.SHARED_COST, Kind.UAN, Kind.VOICEMAIL, Kind.PAGER}
    return "landline" if phonenumbers.number_type(number) in never else "texted"
