"""A visit as it is spoken of."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from receptionist.booking.model import Booking
from receptionist.booking.visit import variant_of
from receptionist.business.definition import Business, Service, Text
from receptionist.business.opening import local
from receptionist.conversation.places import booking_from, slot_from
from receptionist.conversation.working import Working
from receptionist.ids import ResourceId, VariantId


@dataclass(frozen=True, slots=True)
class Visit:
    service: Text
    start: datetime
    """On the wall clock of the business."""
    party: int | None = None
    """None where people come alone."""
    staff: str = ""
    """Who serves, if that was asked for or is one person."""
    name: str = ""
    area: str = ""
    """Where, if that was asked for, as the business calls it."""


def _staff(business: Business, resources: tuple[ResourceId, ...]) -> str:
    return next(
        (resource.name for resource in business.resources if resource.id in resources and resource.kind == "staff"), ""
    )


def _takes_parties(business: Business, service_id: str) -> bool:
    return any(
        service.id == service_id and any(need.kind == "table" for need in service.needs)
        for service in business.services
    )


def visit_of(booking: Booking, business: Business) -> Visit:
    service = business.service(booking.service)
    party = booking.party_size if _takes_parties(business, booking.service) else None
    return Visit(
        _called(service, booking.variant),
        local(business, booking.span.start),
        party,
        _staff(business, booking.resources),
        booking.customer.name,
    )


def visit_of_wish(turn: Working, start: datetime | None = None) -> Visit:
    """The visit the task in hand is about, as found, or as wished for at `start`."""
    found = turn.value("found")
    slot = slot_from(found) if found else None
    booking = booking_from(turn.value("booking")) if turn.value("booking") else None
    service = turn.service()
    if slot is not None:
        start = local(turn.business, slot.span.start)
    party = turn.value("party_size") or (booking.party_size if booking else 1)
    takes = service is not None and _takes_parties(turn.business, service.id)
    staff = _staff(turn.business, slot.resources) if slot else ""
    return Visit(
        _called(service, option_of(turn)), start or local(turn.business, turn.facts.now), party if takes else None, staff,
        area=area_of_wish(turn, slot.resources if slot else None),
    )  # fmt: skip


def option_of(turn: Working) -> VariantId:
    """The way the service of the task in hand shall be had, or is in the booking that is changed. Empty: as such."""
    service, booking = turn.service(), turn.value("booking")
    kept = booking.get("variant", "") if isinstance(booking, dict) and turn.value("service") is None else ""
    wished = VariantId(str(turn.value("variant") or kept))
    return wished if service is not None and variant_of(service, wished) is not None else VariantId("")


def _called(service: Service | None, option: VariantId) -> Text:
    """By the way it is had, if it is one with a name of its own."""
    if service is None:
        return {}
    chosen = variant_of(service, option)
    return {**service.name, **chosen.name} if chosen is not None else service.name


def area_of_wish(turn: Working, resources: Collection[ResourceId] | None) -> str:
    """Where these are, or the visit would be, if the caller has asked for a place there. Empty: they have not, or it is elsewhere."""
    wished = turn.value("area")
    if not wished:
        return ""
    names: Sequence[str] = wished["names"]
    said = wished["kind"] if len(names) > 1 and wished["kind"] else names[0]
    there = None if resources is None else {one.area for one in turn.business.resources if one.id in resources}
    return said if there is None or there & {*names} else ""
