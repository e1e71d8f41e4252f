"""Which tables, people, rooms, chairs and machines a visit can have, however busy they are."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from receptionist.booking import tables
from receptionist.booking.requests import Refusal, SlotRequest
from receptionist.business.definition import Business, Needs, Resource, Service
from receptionist.ids import ResourceId

LAST_SEATING = timedelta(minutes=60)
"""A table may be taken until this long before closing; anything else must be over by then."""

WHERE = frozenset({"table", "room", "chair"})
"""Kinds that are somewhere: what an area, or getting there in a wheelchair, is about."""

Way = tuple[ResourceId, ...]
"""One way to meet one need; more than one thing only where tables are pushed together."""


def able(business: Business, needs: Needs) -> list[Resource]:
    """Everything of that kind with those skills, busy or not."""
    return [resource for resource in business.resources if _can(resource, needs)]


def at_table(service: Service) -> bool:
    return any(needs.kind == "table" for needs in service.needs)


def before_closing(service: Service, length: timedelta) -> timedelta:
    """How long before closing, of the house or of a shift, a visit must begin."""
    return min(length, LAST_SEATING) if at_table(service) else length


def each(service: Service) -> list[Needs]:
    """Its needs one by one: two chairs are two needs."""
    return [needs for needs in service.needs for _ in range(1 if needs.kind == "table" else needs.quantity)]


def fitting(business: Business, needs: Needs, request: SlotRequest) -> list[Resource]:
    """Those `wished`, best first."""
    # Whoever has the fewest other skills, so that the specialist stays free.
    found = wished(business, needs, request)
    return sorted(found, key=lambda one: (other_skills(one, needs) if one.skills else 0, one.priority))


def wished(business: Business, needs: Needs, request: SlotRequest) -> list[Resource]:
    """Those able that are as the caller wants them; of tables, those a party could sit at with others."""
    found = _given(business, needs, request)
    return [one for one in found if _where(one, request)] if request.area or request.accessible else found


def other_skills(resource: Resource, needs: Needs) -> int:
    """How many it has that are not needed here."""
    return sum(skill not in needs.skills for skill in resource.skills)


def most_people(business: Business, service: Service) -> int:
    """The largest party that may be booked without a person."""
    if service.max_party is not None:
        return service.max_party
    return business.policies.max_party if at_table(service) else 1


def never(business: Business, service: Service, request: SlotRequest) -> Refusal | None:
    """Why an empty house that is always open could not have them."""
    party = request.party_size
    if not request.by_staff and not service.min_party <= party <= most_people(business, service):
        return "too_few" if party < service.min_party else "too_many"
    if not served([_given(business, needs, request) for needs in each(service)], request.resource):
        return "nobody_has_that_skill"
    if request.area or request.accessible:
        somewhere = not request.area or any(needs.kind in WHERE for needs in service.needs)
        if not (somewhere and served([wished(business, needs, request) for needs in each(service)], request.resource)):
            return "no_such_place"
    return _no_table(business, service, request) if at_table(service) else None


def served(needs: Sequence[Sequence[Resource]], wanted: ResourceId | None = None) -> bool:
    """Whether each need can have one of its own, and one of them the one asked for by name."""
    ways: list[list[Way]] = [[(resource.id,) for resource in found] for found in needs]
    return any(one_each(tried) is not None for tried in with_wanted(ways, wanted))


def with_wanted(needs: list[list[Way]], wanted: ResourceId | None) -> list[list[list[Way]]]:
    """The ways to give a visit the one asked for: in turn for each need it can meet, with nothing else for that need."""
    if wanted is None:
        return [needs]
    found = []
    for n, ways in enumerate(needs):
        if meant := [way for way in ways if wanted in way]:
            found.append([*needs[:n], meant, *needs[n + 1 :]])
    return found


def one_each(needs: Sequence[Sequence[Way]]) -> list[Way] | None:
    """For each need the best that leaves the later ones something: the colourist may be the only one who can also cut."""
    given: list[Way] = []
    for n, ways in enumerate(needs):
        chosen = next((way for way in ways if way not in given and _rest(needs[n + 1 :], [*given, way])), None)
        if chosen is None:
            return None
        given.append(chosen)
    return given


def suits(business: Business, service: Service, resources: Sequence[ResourceId], party: int) -> bool:
    """Whether these places, free or not, are what the service needs for so many."""
    known = {resource.id: resource for resource in business.resources}
    if len(set(resources)) < len(resources) or not set(resources) <= set(known):
        return False
    there = [known[one] for one in resources]
    seated = [one for one in there if one.kind == "table"]
    others = [one for one in there if one.kind != "table"]
    wanted = [needs for needs in each(service) if needs.kind != "table"]
    if at_table(service) != bool(seated) or (seated and tables.seats(business, seated) < party):
        return False
    return len(others) == len(wanted) and served([[o for o in others if _can(o, needs)] for needs in wanted])


def _given(business: Business, needs: Needs, request: SlotRequest) -> list[Resource]:
    """Those able that this caller may have, and can talk to."""
    found = [one for one in able(business, needs) if one.id not in request.without]
    if not request.by_staff:
        found = [one for one in found if not one.walk_in_only]
    if request.spoken is not None and needs.kind == "staff":
        # Of whom no language is told, the house's own are taken for granted.
        found = [one for one in found if request.spoken in (one.languages or business.languages)]
    return found


def _where(resource: Resource, request: SlotRequest) -> bool:
    if resource.kind not in WHERE:
        return True
    wished = request.area.casefold()
    return wished in ("", resource.area.casefold()) and (resource.accessible or not request.accessible)


def _no_table(business: Business, service: Service, request: SlotRequest) -> Refusal | None:
    needs = next(needs for needs in service.needs if needs.kind == "table")
    here = wished(business, needs, request)
    asked = [one for one in here if one.id == request.resource]
    if any(not asked or asked[0] in way for way in tables.ways(business, here, request.party_size)):
        return None
    anywhere = _given(business, needs, request)
    if len(anywhere) > len(here) and tables.ways(business, anywhere, request.party_size):
        return "no_such_place"
    asked = asked or here
    return "too_few" if tables.only_for_more(business, asked, request.party_size) else "too_many"


def _rest(needs: Sequence[Sequence[Way]], taken: Collection[Way]) -> bool:
    """Whether each of these can still have one: a matching, grown by one path at a time."""
    holder: dict[Way, int] = {}

    def give(need: int, asked: set[Way]) -> bool:
        for one in needs[need]:
            if one in taken or one in asked:
                continue
            asked.add(one)
            if one not in holder or give(holder[one], asked):
                holder[one] = need
                return True
        return False

    return all(give(need, set()) for need in range(len(needs)))


def _can(resource: Resource, needs: Needs) -> bool:
    return resource.kind == needs.kind and (not needs.skills or set(needs.skills) <= set(resource.skills))
