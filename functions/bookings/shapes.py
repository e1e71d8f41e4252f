"""Bookings as JSON. Times are UTC; `local_start` is the wall clock of the business."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from receptionist.booking.model import Booking, Customer, Slot, Status
from receptionist.booking.requests import Offer
from receptionist.business.definition import Business, Language
from receptionist.business.opening import local
from receptionist.ids import Phone, ResourceId, ServiceId


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CustomerIn(Request):
    name: Annotated[str, Field(min_length=1, max_length=200)]
    phone: Annotated[str, Field(pattern=r"^(\+[1-9]\d{6,14})?$")] = ""
    """E.164, or empty: then no text is sent."""
    language: Language = "en"

    def customer(self) -> Customer:
        return Customer(self.name, Phone(self.phone), self.language)


class CustomerOut(BaseModel):
    name: str
    phone: str
    language: str


Party = Annotated[int, Field(ge=1, le=1000)]
Notes = Annotated[str, Field(max_length=2000)]


class NewBooking(Request):
    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")] | None = None
    """Chosen by the client, so that asking again gives the same booking."""
    service: ServiceId
    start: AwareDatetime
    party_size: Party = 1
    resource: ResourceId | None = None
    customer: CustomerIn
    notes: Notes = ""
    text: bool = True
    """Whether a confirmation is texted."""


class BookingChange(Request):
    revision: int
    """The one that was read; 412 if it has moved."""
    start: AwareDatetime | None = None
    party_size: Party | None = None
    customer: CustomerIn | None = None
    notes: Notes | None = None
    text: bool = True


class Cancellation(Request):
    revision: int
    text: bool = True


class BookingOut(BaseModel):
    id: str
    code: str
    business: str
    service: str
    start: datetime
    end: datetime
    local_start: datetime
    party_size: int
    resources: list[str]
    customer: CustomerOut
    status: Status
    revision: int
    notes: str
    call: str | None

    @classmethod
    def of(cls, booking: Booking, business: Business) -> "BookingOut":
        who = booking.customer
        return cls(
            id=booking.id,
            code=booking.code,
            business=booking.business,
            service=booking.service,
            start=booking.span.start,
            end=booking.span.end,
            local_start=local(business, booking.span.start),
            party_size=booking.party_size,
            resources=list(booking.resources),
            customer=CustomerOut(name=who.name, phone=who.phone, language=who.language),
            status=booking.status,
            revision=booking.revision,
            notes=booking.notes,
            call=booking.call,
        )


class Place(BaseModel):
    """A time that can be had."""

    service: str
    start: datetime
    end: datetime
    local_start: datetime
    resources: list[str]

    @classmethod
    def of(cls, slot: Slot, business: Business) -> "Place":
        return cls(
            service=slot.service,
            start=slot.span.start,
            end=slot.span.end,
            local_start=local(business, slot.span.start),
            resources=list(slot.resources),
        )


class Places(BaseModel):
    exact: Place | None
    """The time asked for, if it can be had."""
    alternatives: list[Place]
    refusal: (
        Literal["slot_taken", "closed", "too_late", "too_far", "too_many", "unknown_service", "sold_out", "nobody_has_that_skill"]
        | None
    )  # fmt: skip

    @classmethod
    def of(cls, offer: Offer, business: Business) -> "Places":
        return cls(
            exact=Place.of(offer.exact, business) if offer.exact else None,
            alternatives=[Place.of(slot, business) for slot in offer.alternatives],
            refusal=offer.refusal,
        )
