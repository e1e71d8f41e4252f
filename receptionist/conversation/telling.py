"""Values told by what they are made from: a difference, a piece, one of two names. What they come to, if anything."""

import re
from datetime import datetime, timedelta

from rapidfuzz import fuzz

from receptionist.business.opening import local
from receptionist.conversation.commands import SetSlot
from receptionist.conversation.workflows import FINDING
from receptionist.conversation.working import Working
from receptionist.language.phones import whole_number

_SINCE = re.compile(r"\b(?:since|ago|desde|hace|pehlan (?:ton|to)|ton)\b|ਤੋਂ", re.IGNORECASE)
""" "He has had a fever since yesterday": no day of a visit."""
_MEANS_THE_SAME_PART = 70.0
"""Of 100: "Schulz" puts "Schultz" right."""


def as_told(turn: Working, given: SetSlot) -> SetSlot | None:
    """The fact as it may be filled in; None: it is none of this visit, or has to wait."""
    if given.slot in ("shift", "day_shift", "party_change"):
        return _from_difference(turn, given)
    if given.slot == "phone_begun" and (number := whole_number(str(given.value), turn.business)):
        return SetSlot("phone", number)
    past = given.slot == "date" and str(given.value) < turn.facts.today.isoformat()
    return None if past and _SINCE.search(turn.last_heard) and given.value is not None else given


def _from_difference(turn: Working, given: SetSlot) -> SetSlot | None:
    """ "An hour later", "one more person": the time or the party that makes. Kept until the visit is found that it starts
    from; None where there is none."""
    if "booking" not in turn.top.slots and turn.top.workflow in FINDING:
        turn.fill(given.slot, given.value)
        return None
    before = turn.value("booking")
    if given.slot == "day_shift":
        if not before:
            return None
        day = local(turn.business, datetime.fromisoformat(before["span"]["start"])).date() + timedelta(
            days=int(given.value)
        )
        return SetSlot("date", day.isoformat(), correction=True)
    if given.slot == "party_change":
        party = turn.value("party_size") or (before or {}).get("party_size")
        return SetSlot("party_size", max(party + int(given.value), 1), correction=True) if party else None
    if (clock := turn.value("time")) is None and before:
        clock = f"{local(turn.business, datetime.fromisoformat(before['span']['start'])):%H:%M}"
    if clock is None:
        last = turn.state.extra.get("last_slots")
        clock = last.get("time") if isinstance(last, dict) else None
    if clock is None:
        return None
    minutes = min(max(_minute(str(clock)) + int(given.value), 0), 24 * 60 - 1)
    return SetSlot("time", f"{minutes // 60:02d}:{minutes % 60:02d}", correction=True)


def put_right(before: str, said: str) -> str:
    """One of two names said anew: "No, it's Schulz", of Karen Schultz."""
    parts, new = before.split(), said.split()
    if len(new) != 1 or len(parts) < 2 or said.casefold() in (part.casefold() for part in parts):
        return said
    alike = [fuzz.ratio(part.casefold(), new[0].casefold()) for part in parts]
    best = max(range(len(parts)), key=lambda at: alike[at])
    if alike[best] < _MEANS_THE_SAME_PART:
        return said
    return " ".join([*parts[:best], new[0], *parts[best + 1 :]])


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:5])
