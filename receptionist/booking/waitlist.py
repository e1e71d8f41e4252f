"""Somebody who waits for a place, and what they have been offered. Pure.

waiting --a place is free--> offered --yes--> booked
   ^                            |--no, or no answer in time--> waiting, behind nobody
   '----------------------------'     (no answer MOST_UNANSWERED times: expired)
waiting | offered --leave--> left
waiting, and the last start they would take is past: expired
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from receptionist.booking.model import Customer, Slot
from receptionist.booking.requests import SlotRequest
from receptionist.business.definition import Language
from receptionist.ids import BookingId, BusinessId, LocationId, ResourceId, ServiceId, VariantId
from receptionist.spans import Span

MOST_UNANSWERED = 3
"""Offers in a row without a word; then others are asked instead."""


class Waiting(StrEnum):
    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    LEFT = "left"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class WaitlistWish:
    """What somebody would come for."""

    service: ServiceId
    window: Span
    """Acceptable starts."""
    customer: Customer
    party_size: int = 1
    variant: VariantId = VariantId("")
    location: LocationId = LocationId("")
    resource: ResourceId | None = None
    """This table or person only."""
    area: str = ""
    accessible: bool = False
    spoken: Language | None = None
    notes: str = ""
    text_agreed: bool = True
    """Whether an offer may be texted. Who may not be texted is on the list for the people of the house to call."""
    source: str = "phone"


@dataclass(frozen=True, slots=True)
class WaitlistEntry:
    id: str
    """Begins with the day of the window, then the moment of joining: its order is that of the list."""
    business: BusinessId
    wish: WaitlistWish
    created: datetime
    updated: datetime
    status: Waiting = Waiting.WAITING
    offered: Slot | None = None
    """While `offered`: what is held for them."""
    offer_expires: datetime | None = None
    tried: tuple[datetime, ...] = ()
    """Starts that were offered so far: none of them is offered again."""
    unanswered: int = 0
    """Offers in a row to which nothing was said."""
    booking: BookingId | None = None

    @property
    def offer_id(self) -> str:
        """Of the offer that stands: names its hold, its text and the booking that may come of it."""
        return f"{self.id}-{len(self.tried)}"


def as_of(entry: WaitlistEntry, now: datetime) -> WaitlistEntry:
    """Whose window has passed waits no more, whether or not anybody wrote it down."""
    over = entry.status is Waiting.WAITING and entry.wish.window.end <= now
    return replace(entry, status=Waiting.EXPIRED) if over else entry


def request_of(entry: WaitlistEntry, earliest: datetime) -> SlotRequest | None:
    """What to look for, from `earliest` on; None: nothing they would take is that late."""
    wish = entry.wish
    begins = max(wish.window.start, earliest)
    if begins >= wish.window.end:
        return None
    return SlotRequest(
        service=wish.service,
        window=Span(begins, wish.window.end),
        party_size=wish.party_size,
        resource=wish.resource,
        exact=False,
        variant=wish.variant,
        area=wish.area,
        accessible=wish.accessible,
        spoken=wish.spoken,
    )


def offering(entry: WaitlistEntry, slot: Slot, now: datetime, minutes: int) -> WaitlistEntry:
    return replace(
        entry,
        status=Waiting.OFFERED,
        offered=slot,
        offer_expires=now + timedelta(minutes=minutes),
        tried=(*entry.tried, slot.span.start),
        updated=now,
    )


def not_taken(entry: WaitlistEntry, now: datetime, *, heard: bool) -> WaitlistEntry:
    """The offer is over without a booking; `heard`: they have said something."""
    unanswered = 0 if heard else entry.unanswered + 1
    status = Waiting.EXPIRED if unanswered >= MOST_UNANSWERED else Waiting.WAITING
    return replace(entry, status=status, offered=None, offer_expires=None, unanswered=unanswered, updated=now)
