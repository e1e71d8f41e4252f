"""What somebody's last call left open, for one short phrase when they ring again: it broke off, or a message of theirs waits.

Rows of kind `last_call`, one for each number. They say which of the two it was and no words of the call: a number is no
identity, and whoever rings from it may be somebody else of the house.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from pydantic import TypeAdapter

from receptionist.business.definition import Business, Vertical
from receptionist.calls.record import CallRecord
from receptionist.desk.desk import Desk
from receptionist.desk.retry import until_won
from receptionist.desk.tell_staff import notice_called
from receptionist.errors import Unavailable
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.knowledge.memories import kept_for
from receptionist.ports import Row
from receptionist.stored import read

KIND = "last_call"
Open = Literal["cut_off", "message", "call_back"]

SPOKEN_OF = {"cut_off": timedelta(hours=2), "message": timedelta(days=3), "call_back": timedelta(days=3)}
"""For how long: who rings back after a broken call does so soon, and a message nobody answered in three days needs more than
a phrase."""

BROKEN = frozenset({"lost", "drained", "protocol_error", "error"})
"""Outcomes of calls that ended for a fault of ours, not because somebody hung up."""

SETTLING = frozenset({"booking.confirmed", "booking.changed", "booking.cancelled", "waitlist.joined"})
"""A call that broke off after one of these had come to its end."""


@dataclass(frozen=True, slots=True)
class LastCall:
    call: CallId
    open: Open
    at: datetime
    message: str = ""
    """Id of the message that waits."""


LAST = TypeAdapter(LastCall)


def may_speak_of_it(business: Business) -> bool:
    """As the business says; where it says nothing, not at a clinic, where it would tell that somebody was ever a patient."""
    if kept_for(business) is None:
        return False
    if business.mention_last_call is None:
        return business.vertical is not Vertical.CLINIC
    return business.mention_last_call


def note_last_call(desk: Desk, business: Business, record: CallRecord) -> None:
    """After a call. One that left nothing open takes back what an earlier one did. Safe to repeat, in any order. Raises
    Unavailable."""
    if not record.caller or record.erased is not None:
        return
    left = _left_open(record)

    def put() -> None:
        row = desk.rows.get(business.id, KIND, record.caller)
        known = read(LAST, row.doc) if row else None
        if known is not None and known.at > (record.ended or record.started):
            return
        if left is not None and may_speak_of_it(business):
            doc = LAST.dump_json(left).decode()
            expires = left.at + SPOKEN_OF[left.open]
            desk.rows.put(business.id, Row(KIND, record.caller, doc, row.revision if row else 0, expires=expires))
        elif row is not None:
            desk.rows.remove(business.id, row)

    until_won(put)


def left_open(desk: Desk, business: Business, phone: Phone) -> LastCall | None:
    """What may be said of it now. None for a withheld number, for a message that somebody sees to, and while the stores do not
    answer."""
    if not phone or not may_speak_of_it(business):
        return None
    with suppress(Unavailable):
        row = desk.rows.get(business.id, KIND, phone)
        last = read(LAST, row.doc) if row else None
        if last is None or not last.message:
            return last
        notice = notice_called(desk, business.id, last.message)
        return last if notice is None or notice.status != "taken_up" else None
    return None


def forget_last_call(desk: Desk, business: BusinessId, phone: Phone, calls: frozenset[CallId] | None) -> None:
    """Of these calls, or whichever it was. Safe to repeat."""

    def remove() -> None:
        row = desk.rows.get(business, KIND, phone)
        if row is not None and (calls is None or json.loads(row.doc)["call"] in calls):
            desk.rows.remove(business, row)

    until_won(remove)


def _left_open(record: CallRecord) -> LastCall | None:
    done = [event for event in record.transcript if event.get("type") == "effect"]
    at = record.ended or record.started
    taken = next((event for event in reversed(done) if event.get("effect") == "message.taken"), None)
    if taken is not None:
        detail = taken.get("detail") or {}
        return LastCall(
            record.call, "call_back" if detail.get("call_back") else "message", at, str(detail.get("id", ""))
        )
    if record.outcome in BROKEN and not any(event.get("effect") in SETTLING for event in done):
        return LastCall(record.call, "cut_off", at)
    return None
