"""What is asked of the book, and what it answers."""

from dataclasses import dataclass
from typing import Literal

from receptionist.booking.model import Customer, Slot
from receptionist.business.definition import Language
from receptionist.ids import BookingId, CallId, ResourceId, ServiceId, VariantId
from receptionist.spans import Span


@dataclass(frozen=True, slots=True)
class SlotRequest:
    service: ServiceId
    window: Span
    """Acceptable starts: an exact wish is one minute long; "Friday evening" is 17:00 to 23:00 of that day, in UTC."""
    party_size: int = 1
    resource: ResourceId | None = None
    """The person or table asked for by name."""
    exact: bool = True
    """The window is a wish for its start; False: anything inside is as good."""
    instead_of: BookingId | None = None
    """A booking being changed: its own places count as free."""
    held_by: str | None = None
    """The caller's own hold counts as free."""
    variant: VariantId = VariantId("")
    new_client: bool | None = None
    """Never here before; None: not known, and taken for a returning one."""
    area: str = ""
    """`patio`: only places there. Empty: anywhere."""
    accessible: bool = False
    """Only places a wheelchair gets to."""
    spoken: Language | None = None
    """Only staff who speak this."""
    by_staff: bool = False
    """The house itself asks: notice, horizon, pacing, limits per day and what is kept for walk-ins do not bind it."""
    without: frozenset[ResourceId] = frozenset()
    """Those the caller would rather not have: "anyone but Marco"."""


Refusal = Literal[
    "slot_taken", "closed", "too_late", "too_far", "too_many", "too_few", "unknown_service", "sold_out",
    "nobody_has_that_skill", "full", "day_full", "not_for_new_clients", "not_for_returning_clients", "no_such_place",
]  # fmt: skip
"""Why a time cannot be had.

    slot_taken              every place that would do is taken then
    full                    places are free, but so many people may not arrive, or be in the house, then
    day_full                the most visits of this service on that day are booked
    closed                  the house, or everybody who could do it, is not there then
    sold_out                an overlay closes the book for that day
    too_late, too_far       inside the lead time; beyond the horizon
    too_many, too_few       the party is larger, or smaller, than may be booked this way
    unknown_service         of service or variant
    nobody_has_that_skill   nobody and nothing here can do it, or not who was asked for, or not in that language
    no_such_place           nothing there is in the area, or accessible, as wished
"""


@dataclass(frozen=True, slots=True)
class Offer:
    """The answer to a SlotRequest."""

    exact: Slot | None
    alternatives: tuple[Slot, ...] = ()
    """At most three, nearest first; also filled when `exact` is None because of a refusal that another time cures."""
    refusal: Refusal | None = None
    """Why `exact` is None."""


@dataclass(frozen=True, slots=True)
class BookingRequest:
    id: BookingId
    """The idempotency key: asking again with it gives the same booking."""
    slot: Slot
    party_size: int
    customer: Customer
    notes: str = ""
    hold: str | None = None
    call: CallId | None = None
    text: bool = True
    """Whether a confirmation is texted now; it also needs a phone, the business's leave and no opt-out."""
    text_agreed: bool = True
    """Whether the customer agreed to texts about this visit at all."""
    occasion: str = ""
    allergies: tuple[str, ...] = ()
    new_client: bool = False
    source: str = "phone"
    by_staff: bool = False
    """As in SlotRequest."""


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    booking: BookingId
    revision: int
    """The revision the caller was told about; StaleRevision if it has moved, unless by this very request."""
    slot: Slot | None = None
    """None: same place and time."""
    party_size: int | None = None
    customer: Customer | None = None
    notes: str | None = None
    hold: str | None = None
    call: CallId | None = None
    text: bool = True
    key: str = ""
    """Idempotency key: the same change asked twice is made once."""
    occasion: str | None = None
    allergies: tuple[str, ...] | None = None
    by_staff: bool = False
    """As in SlotRequest."""
