"""Which tables, people, rooms and chairs a visit can have, and when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import permutations
from operator import or_

from receptionist.booking.hours import DAY, shift_spans
from receptionist.booking.minutes import everything, joined, marked, minute_of, runs
from receptionist.booking.model import Page, PageKey, Slot
from receptionist.booking.pages import live
from receptionist.business.definition import Business, Needs, Resource, Service
from receptionist.errors import SlotTaken, UnknownService
from receptionist.ids import ResourceId

MOST_JOINED = 3
"""Tables pushed together for one party."""

LAST_SEATING = timedelta(minutes=60)
"""A table may be taken until this long before closing; anything else must be over by then."""


def able(business: Business, needs: Needs) -> list[Resource]:
    """Everything of that kind with those skills, busy or not."""
    return [resource for resource in business.resources if _can(resource, needs)]


def at_table(service: Service) -> bool:
    return any(needs.kind == "table" for needs in service.needs)


def before_closing(service: Service, length: timedelta) -> timedelta:
    """How long before closing, of the house or of a shift, a visit must begin."""
    return min(length, LAST_SEATING) if at_table(service) else length


def suits(business: Business, service: Service, resources: Sequence[ResourceId], party: int) -> bool:
    """Whether these places, free or not, are what the service needs for so many."""
    known = {resource.id: resource for resource in business.resources}
    if len(set(resources)) < len(resources) or not set(resources) <= set(known):
        return False
    tables = [known[one] for one in resources if known[one].kind == "table"]
    others = [known[one] for one in resources if known[one].kind != "table"]
    wanted = [needs for needs in service.needs if needs.kind != "table"]
    if at_table(service) != bool(tables) or (tables and sum(table.max_party for table in tables) < party):
        return False
    return len(others) == len(wanted) and any(
        all(_can(resource, needs) for resource, needs in zip(order, wanted, strict=True))
        for order in permutations(others)
    )


def sure_it_suits(
    business: Business, slot: Slot, party: int, *, by_staff: bool = False, new_client: bool = False
) -> None:
    """Raises UnknownService, or SlotTaken if the slot's places are not there for such a visit any more, or never were:
    looking again finds some that are."""
    service = business.service(slot.service)
    if service is None:
        raise UnknownService(f"{business.id} does not offer {slot.service}")
    if not suits(business, service, slot.resources, party):
        raise SlotTaken(f"{', '.join(slot.resources)} is no place for {slot.service}, party of {party}")


@dataclass(frozen=True, slots=True)
class _Option:
    """One way to meet one need."""

    resources: tuple[ResourceId, ...]
    starts: int
    """The minutes from which on it is free for the whole visit."""


class Places:
    """What a service needs, for one party, in some UTC days of the book. Built once per search, asked per start."""

    def __init__(
        self,
        business: Business,
        service: Service,
        party: int,
        length: timedelta,
        days: Sequence[date],
        pages: Mapping[PageKey, Page],
        now: datetime,
        *,
        mine: Iterable[str] = (),
        wanted: ResourceId | None = None,
    ) -> None:
        """`days`: consecutive, with a page for each able resource. `mine`: owners whose lines do not count.
        `wanted`: this very table or person, for the need it can meet."""
        self._business = business
        self._service = service
        self._length = length
        self._days = days
        self._pages = pages
        self._now = now
        self._mine = tuple(mine)
        self._starts: dict[ResourceId, int] = {}
        self._options = [self._options_for(needs, party, wanted) for needs in service.needs]
        self._possible = everything(len(days))
        for options in self._options:
            self._possible &= reduce(or_, (option.starts for option in options), 0)

    @property
    def too_small(self) -> bool:
        """Whether an empty house could not have them."""
        return any(not options for options in self._options)

    def at(self, start: datetime) -> tuple[ResourceId, ...] | None:
        """One place per need, the smallest that fits; None if a need cannot be met."""
        minute = minute_of(start, self._days[0])
        if not self._possible >> minute & 1:
            return None
        return _one_each(self._options, minute, ())

    def _options_for(self, needs: Needs, party: int, wanted: ResourceId | None) -> list[_Option]:
        """The best first."""
        found = able(self._business, needs)
        ways: list[tuple[Resource, ...]]
        if needs.kind == "table":
            ways = [(t,) for t in sorted(found, key=lambda t: t.max_party) if t.min_party <= party <= t.max_party]
            ways += _pushed_together(found, party)
        else:
            # Whoever has the fewest other skills, so that the specialist stays free.
            ways = [(r,) for r in sorted(found, key=lambda r: len(r.skills))]
        if any(resource.id == wanted for resource in found):
            ways = [way for way in ways if any(resource.id == wanted for resource in way)]
        return [_Option(tuple(r.id for r in way), self._free_starts(way)) for way in ways]

    def _free_starts(self, way: tuple[Resource, ...]) -> int:
        starts = self._starts_of(way[0])
        for resource in way[1:]:
            starts &= self._starts_of(resource)
        return starts

    def _starts_of(self, resource: Resource) -> int:
        known = self._starts.get(resource.id) if self._days else 0
        if known is not None:
            return known
        busy = joined(
            [
                marked([line.span for line in live(self._pages[PageKey(resource.id, day)], self._now, self._mine)], day)
                for day in self._days
            ]
        )
        starts = runs(everything(len(self._days)) & ~busy, self._occupied_minutes())
        shifts = shift_spans(self._business, resource, self._days[0] - DAY, self._days[-1] + DAY)
        if shifts is not None:
            at_work = marked(shifts, self._days[0], len(self._days))
            starts &= runs(at_work, _minutes(before_closing(self._service, self._length)))
        self._starts[resource.id] = starts
        return starts

    def _occupied_minutes(self) -> int:
        return _minutes(self._length) + self._service.buffer_minutes


def _one_each(needs: list[list[_Option]], minute: int, taken: tuple[ResourceId, ...]) -> tuple[ResourceId, ...] | None:
    """Goes back on a choice that leaves a later need unmet: the colourist may be the only one who can also cut."""
    if not needs:
        return taken
    for option in needs[0]:
        if option.starts >> minute & 1 and not set(option.resources) & set(taken):
            whole = _one_each(needs[1:], minute, taken + option.resources)
            if whole is not None:
                return whole
    return None


def _pushed_together(tables: list[Resource], party: int) -> list[tuple[Resource, ...]]:
    """Sets of tables that hang together and seat the party, the fewest and smallest first."""
    beside: dict[ResourceId, set[ResourceId]] = {table.id: set() for table in tables}
    for table in tables:
        for other in table.joins:
            if other in beside:
                beside[table.id].add(other)
                beside[other].add(table.id)
    small = {table.id: table for table in tables if table.max_party < party}
    growing: list[frozenset[ResourceId]] = [frozenset({table}) for table in small]
    found: list[frozenset[ResourceId]] = []
    for _ in range(MOST_JOINED - 1):
        grown = {group | {more} for group in growing for one in group for more in beside[one] - group if more in small}
        enough = {group for group in grown if sum(small[one].max_party for one in group) >= party}
        found += enough
        growing = list(grown - enough)
    place = {table.id: n for n, table in enumerate(tables)}
    ways = [tuple(small[one] for one in sorted(group, key=place.__getitem__)) for group in found]
    return sorted(ways, key=lambda way: (len(way), sum(t.max_party for t in way), [place[t.id] for t in way]))


def _can(resource: Resource, needs: Needs) -> bool:
    return resource.kind == needs.kind and set(needs.skills) <= set(resource.skills)


def _minutes(length: timedelta) -> int:
    return -(-length // timedelta(minutes=1))
