"""What must be true of a slot at the moment it is promised, by the business as it stands then; what the pages say is
checked where they are written."""

from receptionist.booking.hours import DAY, at_work, local_day, openings, sold_out
from receptionist.booking.minutes import marked
from receptionist.booking.model import Slot
from receptionist.booking.pages import allocations_of, utc_days
from receptionist.booking.places import at_table, before_closing, most_people, suits
from receptionist.booking.visit import Shape, during, shape_of, variant_of
from receptionist.business.definition import Business, Resource, Service, Variant
from receptionist.errors import Closed, NotForNewClients, SlotTaken, SoldOut, TooFew, TooMany, UnknownService
from receptionist.spans import Span


def sure_it_suits(
    business: Business,
    slot: Slot,
    party: int,
    *,
    by_staff: bool = False,
    new_client: bool = False,
    same_time: bool = False,
) -> None:
    """Raises UnknownService, NotForNewClients, TooFew, TooMany, Closed, SoldOut; or SlotTaken if the slot's places are not
    there for such a visit any more, or never were: looking again finds some that are.

    `by_staff`: the house may go beyond its hours, shifts, lengths and limits; the places must be right all the same.
    `new_client` False: here before, or not known. `same_time`: a visit that stays where it is and changes otherwise is
    not refused because the house has closed, or its table is needed, since.
    """
    service = business.service(slot.service)
    if service is None or (service.locations and slot.location and slot.location not in service.locations):
        raise UnknownService(f"{business.id} does not offer {slot.service}")
    variant = variant_of(service, slot.variant)
    if slot.variant and variant is None:
        raise UnknownService(f"there is no {slot.service} called {slot.variant}")
    if not by_staff:
        _for_them(business, service, variant, party, new_client=new_client)
    if not suits(business, service, slot.resources, party):
        raise _no_place(slot, party)
    if by_staff:
        return
    shape = _shape(service, slot, party, new_client=new_client)
    resources = [one for one in business.resources if one.id in slot.resources]
    if shape is None or not _kept(business, slot, shape, resources):
        raise _no_place(slot, party)
    if not same_time:
        _open(business, service, slot)
        if not all(_there(business, service, shape, slot, one) for one in resources):
            raise _no_place(slot, party)


def _no_place(slot: Slot, party: int) -> SlotTaken:
    return SlotTaken(f"{', '.join(slot.resources)} is no place for {slot.service}, party of {party}")


def _for_them(business: Business, service: Service, variant: Variant | None, party: int, *, new_client: bool) -> None:
    if variant is not None and variant.clients == "returning" and new_client:
        raise NotForNewClients(f"{variant.id} is for those who were here before")
    if party < service.min_party:
        raise TooFew(f"{service.id} is for {service.min_party} or more")
    if party > most_people(business, service):
        raise TooMany(f"{service.id} is for {most_people(business, service)} or fewer")


def _shape(service: Service, slot: Slot, party: int, *, new_client: bool) -> Shape | None:
    """What a visit of the slot's length is; None if it must be longer. A party that has become smaller may stay as long
    as it was to."""
    clients = (True,) if new_client else (False, True)
    shapes = [shape_of(service, party, slot.variant, new_client=new) for new in clients]
    exact = next((one for one in shapes if one.length == slot.span.length), None)
    if exact is not None or all(one.length > slot.span.length for one in shapes):
        return exact
    minutes = slot.span.length.total_seconds() / 60
    return Shape(int(minutes), service.buffer_before_minutes, service.buffer_minutes)


def _kept(business: Business, slot: Slot, shape: Shape, resources: list[Resource]) -> bool:
    """Whether the slot keeps each place free for as long as the visit needs it."""
    given = allocations_of(business, slot)
    return all(
        any(one.resource == needed.resource and one.span.holds(needed.span) for one in given)
        for needed in shape.allocations(slot.span.start, resources)
    )


def _open(business: Business, service: Service, slot: Slot) -> None:
    start = slot.span.start
    here = local_day(business, start)
    day, sitting = next(
        (one for one in openings(business, here - DAY, here) if one[1].start <= start < one[1].end), (here, None)
    )
    if sitting is None or start > sitting.end - before_closing(service, slot.span.length):
        raise Closed(f"{business.id} is closed at {start.isoformat()}")
    if sold_out(business, service.id, day):
        raise SoldOut(f"{slot.service} is sold out on {day}")


def _there(business: Business, service: Service, shape: Shape, slot: Slot, resource: Resource) -> bool:
    """Whether the resource works then."""
    start = slot.span.start
    attended = [during(start, stretch) for stretch in shape.attended(resource.kind)]
    stretch = utc_days(slot.span)
    works = at_work(business, resource, stretch)
    if works is None:
        return True
    if at_table(service):
        attended = [Span(start, start + before_closing(service, slot.span.length))]
    needed = marked(attended, stretch[0], len(stretch))
    return needed & works == needed
