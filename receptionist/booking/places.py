"""Which tables, people, rooms and chairs a visit can have at one time."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import combinations

from receptionist.booking.hours import local_day, shift_spans
from receptionist.booking.model import Page, PageKey
from receptionist.booking.pages import live, utc_days
from receptionist.business.definition import Business, Needs, Resource, Service
from receptionist.ids import ResourceId
from receptionist.spans import Span

Free = Callable[[Resource], bool]

MOST_JOINED = 3
"""Tables pushed together for one party."""


def able(business: Business, needs: Needs) -> list[Resource]:
    """Everything of that kind with those skills, busy or not."""
    return [r for r in business.resources if r.kind == needs.kind and set(needs.skills) <= set(r.skills)]


def free_places(
    business: Business,
    service: Service,
    span: Span,
    party: int,
    pages: Mapping[PageKey, Page],
    now: datetime,
    *,
    mine: Iterable[str] = (),
    wanted: ResourceId | None = None,
) -> tuple[ResourceId, ...] | None:
    """One place per need, the smallest that fits; None if a need cannot be met. `span` includes the buffer.

    `mine`: owners whose lines do not count. `wanted`: this very table or person, for the need it can meet.
    """
    owners = tuple(mine)

    def free(resource: Resource) -> bool:
        return _works(business, resource, span) and not any(
            line.span.overlaps(span)
            for day in utc_days(span)
            for line in live(pages.get(PageKey(resource.id, day), Page(PageKey(resource.id, day))), now, owners)
        )

    chosen: list[ResourceId] = []
    for needs in service.needs:
        found = [r for r in able(business, needs) if r.id not in chosen]
        if wanted is not None and any(r.id == wanted for r in found):
            found = [r for r in found if r.id == wanted]
        taken = _tables(found, party, free) if needs.kind == "table" else _one(found, free)
        if taken is None:
            return None
        chosen += taken
    return tuple(chosen)


def _one(found: list[Resource], free: Free) -> list[ResourceId] | None:
    """Whoever has the fewest other skills, so that the specialist stays free."""
    for resource in sorted(found, key=lambda r: len(r.skills)):
        if free(resource):
            return [resource.id]
    return None


def _tables(found: list[Resource], party: int, free: Free) -> list[ResourceId] | None:
    """The smallest table that fits, else the smallest tables that can be pushed together."""
    for table in sorted(found, key=lambda r: r.max_party):
        if table.min_party <= party <= table.max_party and free(table):
            return [table.id]
    for joined in sorted(_joined(found), key=lambda tables: (len(tables), sum(t.max_party for t in tables))):
        if sum(t.max_party for t in joined) >= party and all(free(table) for table in joined):
            return [table.id for table in joined]
    return None


def _joined(found: list[Resource]) -> Iterator[tuple[Resource, ...]]:
    for size in range(2, MOST_JOINED + 1):
        for tables in combinations(found, size):
            if _hang_together(tables):
                yield tables


def _hang_together(tables: tuple[Resource, ...]) -> bool:
    reached = {tables[0].id}
    for _ in tables:
        reached |= {t.id for t in tables if t.id not in reached and (set(t.joins) & reached or any(t.id in o.joins for o in tables if o.id in reached))}  # fmt: skip
    return len(reached) == len(tables)


def _works(business: Business, resource: Resource, span: Span) -> bool:
    day = local_day(business, span.start)
    shifts = shift_spans(business, resource, day, day)
    return shifts is None or any(shift.start <= span.start < shift.end for shift in shifts)
