"""What earlier calls of the same caller were about: one line each, without names and numbers, under a digest of their number,
for as long as the business keeps it.

A digest of a telephone number is a pseudonym, not anonymity: whoever has the digest can try all numbers. It keeps numbers out
of the index; who may ask is decided before.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from receptionist.business.definition import Business, Vertical
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.knowledge.gaps import redacted
from receptionist.ports import Embedder, Vector, VectorKind, VectorStore

KIND: VectorKind = "memory"
KEPT_DAYS = 90
"""Where a business says nothing; a clinic that says nothing keeps none."""
LONGEST = 300
_DONE = {
    "booking.confirmed": "booked", "booking.changed": "changed a booking", "booking.cancelled": "cancelled a booking",
    "message.taken": "left a message", "waitlist.joined": "joined the waiting list", "gap.recorded": "asked what nobody could answer",
}  # fmt: skip


def kept_for(business: Business) -> timedelta | None:
    """How long calls are remembered; None: not at all."""
    days = business.remember_days
    if days is None:
        days = 0 if business.vertical is Vertical.CLINIC else KEPT_DAYS
    return timedelta(days=days) if days > 0 else None


def recollection(events: Iterable[Mapping[str, Any]], names: Iterable[str] = ()) -> str:
    """One line of what a call was about, from its events (calls/events.py); empty if nothing happened and nothing was asked."""
    done: dict[str, None] = {}
    asked: dict[str, None] = {}
    known = list(names)
    for event in events:
        detail = event.get("detail") or {}
        match event.get("type"):
            case "effect":
                booking = detail.get("booking") if isinstance(detail, dict) else None
                known += [str(booking.get("customer", {}).get("name", ""))] if isinstance(booking, dict) else []
                if (what := _DONE.get(str(event.get("effect")))) is not None:
                    when = str(booking.get("local_start", ""))[:16] if isinstance(booking, dict) else ""
                    done[f"{what} ({when})" if when else what] = None
            case "caller.said" if event.get("final", True) and "?" in str(event.get("text", "")):
                asked[str(event["text"])] = None
    told = [", ".join(done), *(redacted(text, [one for one in known if one]) for text in list(asked)[:3])]
    return "; ".join(part for part in told if part)[:LONGEST]


@dataclass(frozen=True, slots=True)
class Memories:
    """Every method may raise Unavailable."""

    vectors: VectorStore
    embedder: Embedder

    def keep(self, business: Business, phone: Phone, call: CallId, text: str, at: datetime) -> bool:
        """Safe to repeat: a call is remembered once. False: the business keeps nothing, or there is nothing to keep."""
        length = kept_for(business)
        if length is None or not phone or not text:
            return False
        (values,) = self.embedder.embed([text])
        one = Vector(call, tuple(map(float, values)), KIND, whom(business.id, phone), text, at + length)
        self.vectors.put(business.id, [one])
        return True

    def of(self, business: Business, phone: Phone, now: datetime, *, about: str = "", limit: int = 3) -> list[str]:
        """What is remembered of this caller, the nearest to `about` first. Of nobody else, and nothing of a withheld number."""
        if not phone or kept_for(business) is None:
            return []
        (values,) = self.embedder.embed([about or "visit booking question"], asking=True)
        found = self.vectors.nearest(
            business.id, values, kind=KIND, about=whom(business.id, phone), now=now, limit=limit
        )
        return [one.text for one in found]

    def forget(self, business: BusinessId, phone: Phone, calls: Collection[CallId] | None = None) -> int:
        """Of all their calls, or only of these; how many there were. Safe to repeat."""
        about = whom(business, phone)
        ids = [id for id in self.vectors.ids(business, KIND, about) if calls is None or id in calls]
        self.vectors.remove(business, KIND, ids, about=about)
        return len(ids)

    def tidy(self, business: BusinessId, now: datetime) -> int:
        """Removes what is past its time."""
        return self.vectors.purge(business, now)


def whom(business: BusinessId, phone: Phone) -> str:
    """The same number at another business is somebody else."""
    return hashlib.sha256(f"{business}\x00{phone}".encode()).hexdigest()[:32]
