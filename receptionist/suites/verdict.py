"""Whether the caller got what they wanted, judged by what is stored, sent and said."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from rapidfuzz.distance import Levenshtein

from receptionist.suites.goal import Goal, WantedBooking

SAME_NAME = 0.75
"""Share of letters that must agree: recognisers write Miller, Millar and Muller for one sound."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the service keeps about one caller: bookings as the API gives them, texts, messages taken, the call's record."""

    bookings: Sequence[Mapping[str, Any]]
    texts: Sequence[Mapping[str, Any]]
    messages: Sequence[Mapping[str, Any]]
    call: Mapping[str, Any]


def shortfalls(goal: Goal, before: Stored, after: Stored, today: date) -> list[str]:
    """What is missing or too much, in plain words; empty if the goal is met.

    Of the bookings only those count that this very call has made, changed or cancelled.
    """
    changed = [booking for booking in after.bookings if booking["call"] == after.call["call"]]
    faults: list[str] = []
    for wanted in goal.bookings:
        match = next((booking for booking in changed if _is(wanted, booking, today)), None)
        if match is None:
            faults.append(f"no booking {wanted.model_dump(exclude_none=True)} among {[_short(b) for b in changed]}")
        else:
            changed.remove(match)
    faults += [f"a booking nobody asked for: {_short(booking)}" for booking in changed]
    sent = len(after.texts) - len(before.texts)
    if goal.texts is not None and sent != goal.texts:
        faults.append(f"{sent} texts instead of {goal.texts}")
    taken = len(after.messages) - len(before.messages)
    if goal.messages is not None and taken != goal.messages:
        faults.append(f"{taken} messages taken instead of {goal.messages}")
    words = " ".join(e["text"] for e in after.call.get("transcript", ()) if e["type"] == "assistant.said")
    faults += [f"never said {p!r}" for p in goal.said if not re.search(p, words, re.IGNORECASE)]
    faults += [f"said {p!r}" for p in goal.not_said if re.search(p, words, re.IGNORECASE)]
    if goal.ends is not None and after.call.get("outcome") != goal.ends:
        faults.append(f"the call ended by {after.call.get('outcome')!r} instead of {goal.ends!r}")
    return faults


def _is(wanted: WantedBooking, booking: Mapping[str, Any], today: date) -> bool:
    local_start = str(booking["local_start"])
    return (
        booking["status"] == wanted.status
        and wanted.service in (None, booking["service"])
        and wanted.party_size in (None, booking["party_size"])
        and wanted.time in (None, local_start[11:16])
        and (wanted.day is None or _day(wanted.day, today) == local_start[:10])
        and (wanted.name is None or same_name(wanted.name, booking["customer"]["name"]))
    )


def _day(text: str, today: date) -> str:
    return (today + timedelta(days=int(text))).isoformat() if text.startswith(("+", "-")) else text


def same_name(one: str, other: str) -> bool:
    """Whether a recogniser may have written one for the other."""
    return Levenshtein.normalized_similarity(_plain(one), _plain(other)) >= SAME_NAME


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if letter.isalpha())


def _short(booking: Mapping[str, Any]) -> str:
    who = booking["customer"]["name"]
    return f"{booking['service']} {booking['local_start']} for {booking['party_size']}, {who}, {booking['status']}"
