"""Whether a text may be promised to a number at all, and if not, why.

The kind of a number is read from its digits by libphonenumber, which cannot tell mobile from fixed in the United States
and Canada: such a number counts as mobile until the network says otherwise (30006, 21614), and that is remembered, so
that the next call promises nothing.
https://www.twilio.com/docs/api/errors/30006, https://www.twilio.com/docs/api/errors/21614
"""

import json
from datetime import timedelta
from typing import Literal

import phonenumbers
from phonenumbers import PhoneNumberType

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

_NEVER_TEXTED = frozenset({
    PhoneNumberType.FIXED_LINE, PhoneNumberType.TOLL_FREE, PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST,
    PhoneNumberType.UAN, PhoneNumberType.VOICEMAIL, PhoneNumberType.PAGER,
})  # fmt: skip


def may_text(desk: Desk, business: Business, phone: Phone, *, agreed: bool) -> WhyNot | None:
    """None: it may be. Reads the store only if nothing else forbids it."""
    if not business.texts:
        return "texts_off"
    if business.text_registration != "approved":
        return "not_registered"
    if not phone or not _is_a_number(phone):
        return "no_phone"
    if not agreed:
        return "not_agreed"
    if _kind(phone) in _NEVER_TEXTED or desk.rows.get(business.id, LANDLINE, phone):
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


def _is_a_number(phone: Phone) -> bool:
    try:
        return bool(phonenumbers.is_possible_number(phonenumbers.parse(phone)))
    except phonenumbers.NumberParseException:
        return False


def _kind(phone: Phone) -> int:
    return int(phonenumbers.number_type(phonenumbers.parse(phone)))
