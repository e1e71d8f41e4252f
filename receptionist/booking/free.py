"""When the places a visit needs are free, and which of them it gets. Built once per search, asked per start."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from receptionist.booking import tables
from receptionist.booking.hours import at_work
from receptionist.booking.minutes import everything, joined, marked_on_day, minute_of, moved, runs
from receptionist.booking.model import Page, PageKey
from receptionist.booking.places import Way, at_table, before_closing, fitting, one_each, other_skills, with_wanted
from receptionist.booking.requests import SlotRequest
from receptionist.booking.visit import Shape, Stretch
from receptionist.business.definition import Business, Needs, Resource, Service
from receptionist.ids import ResourceId
from receptionist.spans import Span


@dataclass(frozen=True, slots=True)
class _Need:
    """One need of the service, and everything that can meet it, best first; tables also several together."""

    needs: Needs
    ways: tuple[Way, ...]

    @property
    def count(self) -> int:
        return 1 if self.needs.kind == "table" else self.needs.quantity


class Places:
    """What a service needs, for one party, in some UTC days of the book."""

    def __init__(
        self,
        business: Business,
        service: Service,
        shape: Shape,
        request: SlotRequest,
        days: Sequence[date],
        pages: Mapping[PageKey, Page],
        now: datetime,
        mine: Iterable[str],
    ) -> None:
        """`days`: consecutive, with a page for each fitting resource. `mine`: owners whose lines do not count."""
        self._business = business
        self._service = service
        self._shape = shape
        self._request = request
        self._days = days
        self._pages = pages
        self._now = now
        self._mine = frozenset(mine)
        self._known = {resource.id: resource for resource in business.resources}
        self._needs = [_Need(needs, self._ways(needs)) for needs in service.needs]
        self._taken: dict[ResourceId, int] = {}
        self._present: dict[ResourceId, int] = {}
        self._free: dict[ResourceId, int] = {}
        self.possible = self._possible(self._free_starts)
        """The minutes at which every need can be met; where one person may meet two of them, perhaps not both."""

    @cached_property
    def present(self) -> int:
        """The same of an empty book: when those who could do it are at work, free or not."""
        return self._possible(self._present_starts)

    @property
    def surely(self) -> bool:
        """Whether `possible` is the whole truth: no two needs compete for the same resource."""
        kinds = [need.needs.kind for need in self._needs]
        return len(set(kinds)) == len(kinds) and self._request.resource is None

    def at(self, start: datetime, day: Span) -> tuple[ResourceId, ...] | None:
        """One place per need, the best that is free; None if a need cannot be met. Of people who could do it equally well
        whoever has least to do in `day`."""
        minute = minute_of(start, self._days[0])
        return self._chosen(minute, self._free_starts, day) if self.possible >> minute & 1 else None

    def anybody_there(self, start: datetime) -> bool:
        """Whether those who could do it are at work then, free or not."""
        return self._chosen(minute_of(start, self._days[0]), self._present_starts, None) is not None

    def _chosen(
        self, minute: int, starts: Callable[[ResourceId], int], day: Span | None
    ) -> tuple[ResourceId, ...] | None:
        lists: list[list[Way]] = []
        for need in self._needs:
            there = [way for way in need.ways if all(starts(one) >> minute & 1 for one in way)]
            if day is not None and need.needs.kind == "staff" and len(there) > 1:
                there = self._least_loaded_first(need.needs, there, day)
            lists += [there] * need.count
        for tried in with_wanted(lists, self._request.resource):
            if (found := one_each(tried)) is not None:
                return tuple(one for way in found for one in way)
        return None

    def _least_loaded_first(self, needs: Needs, ways: list[Way], day: Span) -> list[Way]:
        first, last = minute_of(day.start, self._days[0]), minute_of(day.end, self._days[0])
        whole = (1 << (last - first)) - 1

        def rank(way: Way) -> tuple[int, int, int]:
            one = self._known[way[0]]
            load = (self._taken_minutes(one.id) >> first & whole).bit_count()
            return other_skills(one, needs), one.priority, load

        return sorted(ways, key=rank)

    def _possible(self, starts: Callable[[ResourceId], int]) -> int:
        found = everything(len(self._days))
        wanted = self._request.resource
        asked_for = 0
        for need in self._needs:
            found &= _at_least(need.count, [_all_of(way, starts) for way in need.ways])
            if wanted is not None:
                for way in need.ways:
                    asked_for |= _all_of(way, starts) if wanted in way else 0
        return found & asked_for if wanted is not None else found

    def _ways(self, needs: Needs) -> tuple[Way, ...]:
        found = fitting(self._business, needs, self._request)
        if needs.kind != "table":
            return tuple((one.id,) for one in found)
        seated = tables.ways(self._business, found, self._request.party_size)
        return tuple(tuple(table.id for table in way) for way in seated)

    def _free_starts(self, one: ResourceId) -> int:
        known = self._free.get(one)
        if known is None:
            resource = self._known[one]
            free = everything(len(self._days)) & ~self._taken_minutes(one)
            known = self._present_starts(one) & _all_through(free, self._shape.occupied(resource.kind))
            self._free[one] = known
        return known

    def _present_starts(self, one: ResourceId) -> int:
        known = self._present.get(one)
        if known is None:
            known = self._at_work(self._known[one])
            self._present[one] = known
        return known

    def _at_work(self, resource: Resource) -> int:
        there = at_work(self._business, resource, self._days) if self._days else 0
        if there is None:
            return everything(len(self._days))
        if at_table(self._service):
            least = before_closing(self._service, self._shape.length)
            return runs(there, int(least.total_seconds() // 60))
        return _all_through(there, self._shape.attended(resource.kind))

    def _taken_minutes(self, one: ResourceId) -> int:
        known = self._taken.get(one)
        if known is None:
            known = joined([self._on_page(self._pages[PageKey(one, day)], day) for day in self._days])
            self._taken[one] = known
        return known

    def _on_page(self, page: Page, day: date) -> int:
        if not page.entries:
            return 0
        now, mine = self._now, self._mine
        lines = (e.span for e in page.entries if (e.expires is None or e.expires > now) and e.owner not in mine)
        return marked_on_day(lines, day)


def _all_through(there: int, stretches: Iterable[Stretch]) -> int:
    """The starts of a visit for which it is there in every one of these stretches."""
    starts = -1
    for begins, ends in stretches:
        starts &= moved(runs(there, ends - begins), -begins)
    return starts


def _all_of(way: Way, starts: Callable[[ResourceId], int]) -> int:
    found = starts(way[0])
    for one in way[1:]:
        found &= starts(one)
    return found


def _at_least(count: int, options: Iterable[int]) -> int:
    """The minutes that are in at least so many of them."""
    found = [0] * count
    for option in options:
        for n in range(count - 1, 0, -1):
            found[n] |= found[n - 1] & option
        found[0] |= option
    return found[-1]
