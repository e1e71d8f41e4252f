"""That a service fits together: its lengths, phases and variants, and what it needs of the house."""

from collections.abc import Iterator, Sequence

from receptionist.business.definition import Business, Needs, Phase, Resource, Service, Variant
from receptionist.business.faults import Fault, Place, at_least_one, not_negative, twice


def service_faults(business: Business, service: Service, place: Place) -> Iterator[Fault]:
    yield from at_least_one(place, minutes=service.minutes)
    if service.slot_minutes <= 0 or 60 % service.slot_minutes:
        yield (*place, "slot_minutes"), "visits start on steps of the hour, so write 5, 10, 15, 20, 30 or 60"
    yield from _needs(business, service, place)
    yield from _durations(service, place)
    yield from _variants(service, place)
    yield from _phases(service.phases, service.minutes, service, (*place, "phases"))
    yield from _places_named(business, service.locations, (*place, "locations"))
    yield from not_negative(
        place,
        buffer_before_minutes=service.buffer_before_minutes,
        buffer_minutes=service.buffer_minutes,
        lead_minutes=service.lead_minutes,
        horizon_days=service.horizon_days,
    )
    yield from at_least_one(
        place,
        new_client_minutes=service.new_client_minutes,
        max_per_day=service.max_per_day,
        max_new_per_day=service.max_new_per_day,
        min_party=service.min_party,
        max_party=service.max_party,
    )
    if service.price is not None and service.price < 0:
        yield (*place, "price"), "a price is 0 or more"
    if service.max_party is not None and service.max_party < service.min_party:
        yield (*place, "max_party"), "is less than `min_party`"


def _meets(resource: Resource, need: Needs) -> bool:
    return resource.kind == need.kind and set(need.skills) <= set(resource.skills)


def _needs(business: Business, service: Service, place: Place) -> Iterator[Fault]:
    if not service.needs:
        yield (*place, "needs"), "a service occupies something: a table, staff, a room or a chair"
    if sum(need.kind == "table" for need in service.needs) > 1:
        yield (*place, "needs"), "a party sits at one table: `combinations` say which are pushed together"
    for number, need in enumerate(service.needs):
        yield from at_least_one((*place, "needs", number), quantity=need.quantity)
        if need.kind == "table" and need.quantity > 1:
            yield (*place, "needs", number, "quantity"), "a party sits at one table: it is counted by its seats"
        meeting = sum(_meets(resource, need) for resource in business.resources)
        if meeting < need.quantity or not meeting:
            wanted = " ".join((need.kind, *(f"with {skill}" for skill in need.skills)))
            here = "nobody and nothing" if not meeting else f"only {meeting}"
            yield (*place, "needs", number), f"{here} here meets it: {wanted}"


def _durations(service: Service, place: Place) -> Iterator[Fault]:
    sizes = [duration.up_to for duration in service.durations]
    if sizes != sorted(set(sizes)):
        yield (*place, "durations"), "party sizes must grow"
    for number, duration in enumerate(service.durations):
        yield from at_least_one((*place, "durations", number), up_to=duration.up_to, minutes=duration.minutes)


def _variants(service: Service, place: Place) -> Iterator[Fault]:
    yield from twice(((*place, "variants", n, "id"), one.id) for n, one in enumerate(service.variants))
    for number, variant in enumerate(service.variants):
        where = (*place, "variants", number)
        if not variant.id:
            yield (*where, "id"), "a variant needs a name of its own"
        yield from at_least_one(where, minutes=variant.minutes)
        yield from _phases(variant.phases, _minutes_of(service, variant), service, (*where, "phases"))


def _minutes_of(service: Service, variant: Variant) -> int:
    return service.minutes if variant.minutes is None else variant.minutes


def _phases(phases: Sequence[Phase], minutes: int, service: Service, place: Place) -> Iterator[Fault]:
    """They are the visit from beginning to end, and everything the service needs is needed at some time."""
    if not phases:
        return
    needed = {need.kind for need in service.needs}
    for number, phase in enumerate(phases):
        yield from at_least_one((*place, number), minutes=phase.minutes)
        for kind in phase.occupies:
            if kind not in needed:
                yield (*place, number, "occupies"), f"the service needs no {kind}"
    if sum(phase.minutes for phase in phases) != minutes:
        yield place, f"must add up to {minutes} minutes"
    for kind in sorted(needed - {kind for phase in phases for kind in phase.occupies}):
        yield place, f"none of them occupies the {kind} the service needs"


def _places_named(business: Business, named: Sequence[str], place: Place) -> Iterator[Fault]:
    known = {location.id for location in business.locations}
    for number, name in enumerate(named):
        if name not in known:
            yield (*place, number), f"there is no location {name!r}"
