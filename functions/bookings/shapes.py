"""Bookings as JSON. Times are UTC; `local_start` is the wall clock of the place."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from functions.bookings.words import E164, PLAIN_ID, Allergies, Asked, Line, Moment, Name, Notes, Party, Revision
from receptionist.booking.model import Booking, Customer, Slot, Status
from receptionist.booking.requests import Offer, Refusal
from receptionist.business.definition import Business, Language
from receptionist.business.opening import local
from receptionist.ids import LocationId, Phone, ResourceId, ServiceId, VariantId

Source = Literal["phone", "text", "page", "api", "import", "waitlist", "walk_in"]
PhoneOrNone = Annotated[str, Field(pattern=f"^$|{E164}")]
"""E.164, or empty: then no text is sent."""

EXAMPLE_BOOKING: JsonDict = {
    "service": "table",
    "start": "2026-11-27T20:00:00-08:00",
    "party_size": 4,
    "customer": {"name": "Anna Ruiz", "phone": "+14155550142", "language": "en"},
    "occasion": "birthday",
    "allergies": ["peanut"],
}


class CustomerIn(Asked):
    name: Name
    phone: PhoneOrNone = ""
    language: Language = "en"

    def customer(self) -> Customer:
        return Customer(self.name, Phone(self.phone), self.language)


class CustomerOut(BaseModel):
    name: str
    """Empty for a customer who was erased."""
    phone: str
    language: str


class Wish(BaseModel):
    """What is wished for, but for its time."""

    service: Name
    party_size: Party = 1
    resource: Name | None = None
    """The person or table asked for by id."""
    variant: Line = ""
    area: Line = ""
    """`patio`: only places there."""
    accessible: bool = False
    """Only places a wheelchair gets to."""
    language: Language | None = None
    """Only staff who speak this."""
    new_client: bool | None = None
    """Never here before. Not given: as the customer's card says, where there is one."""
    location: Line = ""
    """Needed where the business has several places."""


ByStaff = Annotated[
    bool,
    Field(
        description="The house itself asks: notice, horizon, pacing, limits per day and what is kept for walk-ins do not bind it."
    ),
]


class NewBooking(Wish):
    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [EXAMPLE_BOOKING]})
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")] | None = None
    """Chosen by the client, so that asking again gives the same booking; `Idempotency-Key` does the same and also notices
    when something else is asked."""
    start: Moment
    customer: CustomerIn
    hold: Annotated[str, Field(pattern=PLAIN_ID)] | None = None
    """The place that is held under this id is taken; if the hold is over, whatever is free then."""
    notes: Notes = ""
    occasion: Line = ""
    allergies: Allergies = ()
    source: Source = "api"
    text: bool = True
    """Whether a confirmation is texted now."""
    text_agreed: bool = True
    """Whether the customer agreed to texts about this visit at all: reminders, changes."""
    by_staff: ByStaff = False


class BookingChange(Asked):
    """What is given replaces what is there; what is not stays."""

    revision: Revision | None = None
    """The one that was read, where there is no If-Match; 412 if it has moved."""
    start: Moment | None = None
    service: Name | None = None
    variant: Line | None = None
    party_size: Party | None = None
    resource: Name | None = None
    area: Line = ""
    accessible: bool = False
    language: Language | None = None
    customer: CustomerIn | None = None
    notes: Notes | None = None
    occasion: Line | None = None
    allergies: Allergies | None = None
    hold: Annotated[str, Field(pattern=PLAIN_ID)] | None = None
    """The place that is held under this id is moved to."""
    by_staff: ByStaff = False
    text: bool = True
    """Whether the customer is told by text."""

    def moves(self) -> bool:
        """Whether another place is to be looked for."""
        return any(
            value is not None for value in (self.start, self.service, self.variant, self.party_size, self.resource)
        ) or bool(self.area or self.accessible or self.language)


class Cancellation(Asked):
    revision: Revision | None = None
    """The one that was read, where there is no If-Match."""
    text: bool = True


class StatusChange(Asked):
    status: Literal[Status.CONFIRMED, Status.ARRIVED, Status.SEATED, Status.FINISHED, Status.NO_SHOW]
    """`confirmed` takes a mark back. To cancel is a request of its own."""
    revision: Revision | None = None
    """Neither this nor If-Match: whatever the booking is now."""


class BookingOut(BaseModel):
    id: str
    code: str
    business: str
    service: str
    variant: str
    location: str
    start: datetime
    end: datetime
    local_start: datetime
    party_size: int
    resources: list[str]
    customer: CustomerOut
    status: Status
    revision: int
    """Also its ETag."""
    notes: str
    occasion: str
    allergies: list[str]
    new_client: bool
    source: str
    text_agreed: bool
    reconfirmed: datetime | None
    """When the customer answered a text that they will come, at this time."""
    call: str | None
    created: datetime | None
    updated: datetime | None

    @classmethod
    def of(cls, booking: Booking, business: Business) -> "BookingOut":
        who = booking.customer
        return cls(
            id=booking.id,
            code=booking.code,
            business=booking.business,
            service=booking.service,
            variant=booking.variant,
            location=booking.location,
            start=booking.span.start,
            end=booking.span.end,
            local_start=local(business.at(booking.location), booking.span.start),
            party_size=booking.party_size,
            resources=list(booking.resources),
            customer=CustomerOut(name=who.name, phone=who.phone, language=who.language),
            status=booking.status,
            revision=booking.revision,
            notes=booking.notes,
            occasion=booking.occasion,
            allergies=list(booking.allergies),
            new_client=booking.new_client,
            source=booking.source,
            text_agreed=booking.text_agreed,
            reconfirmed=booking.reconfirmed,
            call=booking.call,
            created=booking.created,
            updated=booking.updated,
        )


class Place(BaseModel):
    """A time that can be had."""

    service: str
    variant: str
    location: str
    start: datetime
    end: datetime
    local_start: datetime
    resources: list[str]

    @classmethod
    def of(cls, slot: Slot, business: Business) -> "Place":
        return cls(
            service=slot.service,
            variant=slot.variant,
            location=slot.location,
            start=slot.span.start,
            end=slot.span.end,
            local_start=local(business.at(slot.location), slot.span.start),
            resources=list(slot.resources),
        )


class Places(BaseModel):
    exact: Place | None
    """The time asked for, or the first in the window, if it can be had."""
    alternatives: list[Place]
    """At most three, nearest first."""
    refusal: Refusal | None
    """Why there is no `exact`."""

    @classmethod
    def of(cls, offer: Offer, business: Business) -> "Places":
        return cls(
            exact=Place.of(offer.exact, business) if offer.exact else None,
            alternatives=[Place.of(slot, business) for slot in offer.alternatives],
            refusal=offer.refusal,
        )


def named(wish: Wish) -> tuple[ServiceId, ResourceId | None, VariantId, LocationId]:
    return (
        ServiceId(wish.service),
        ResourceId(wish.resource) if wish.resource else None,
        VariantId(wish.variant),
        LocationId(wish.location),
    )
