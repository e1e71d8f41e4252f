"""Which tables a party can sit at: one that fits, or several pushed together."""

from collections.abc import Sequence

from receptionist.business.definition import Business, Resource
from receptionist.ids import ResourceId

MOST_JOINED = 3
"""Tables pushed together for one party, where the house has not said which."""

Way = tuple[Resource, ...]


def ways(business: Business, tables: Sequence[Resource], party: int) -> list[Way]:
    """The best first: least wasted seats, then priority; tables pushed together last."""
    single = [table for table in tables if table.min_party <= party <= table.max_party]
    alone = sorted(single, key=lambda table: (table.max_party, table.priority))
    joined = _as_the_house_does(business, tables, party) if business.combinations else _side_by_side(tables, party)
    return [*((table,) for table in alone), *joined]


def seats(business: Business, tables: Sequence[Resource]) -> int:
    """The largest party these tables, all of them, are for; 0: they cannot be pushed together."""
    if len(tables) == 1:
        return tables[0].max_party
    together = {table.id for table in tables}
    if business.combinations:
        return max((one.max_party for one in business.combinations if set(one.tables) == together), default=0)
    return sum(table.max_party for table in tables) if _hang_together(tables) else 0


def only_for_more(business: Business, tables: Sequence[Resource], party: int) -> bool:
    """Whether a party without a way to sit here is too small rather than too large."""
    there = {table.id for table in tables}
    together = (one.max_party for one in business.combinations if set(one.tables) <= there)
    return any(most >= party for most in (*(table.max_party for table in tables), *together))


def _as_the_house_does(business: Business, tables: Sequence[Resource], party: int) -> list[Way]:
    known = {table.id: table for table in tables}
    found = [
        one
        for one in business.combinations
        if one.min_party <= party <= one.max_party and all(table in known for table in one.tables)
    ]
    found.sort(key=lambda one: (one.max_party, one.priority, len(one.tables)))
    return [tuple(known[table] for table in one.tables) for one in found]


def _side_by_side(tables: Sequence[Resource], party: int) -> list[Way]:
    """Sets of tables that hang together and seat the party, the fewest and smallest first."""
    small = {table.id: table for table in tables if table.max_party < party}
    beside = _neighbours(list(small.values()))
    growing: list[frozenset[ResourceId]] = [frozenset({table}) for table in small]
    found: list[frozenset[ResourceId]] = []
    for _ in range(MOST_JOINED - 1):
        grown = {group | {more} for group in growing for one in group for more in beside[one] - group}
        enough = {group for group in grown if sum(small[one].max_party for one in group) >= party}
        found += enough
        growing = list(grown - enough)
    place = {table.id: n for n, table in enumerate(tables)}
    ordered = [tuple(small[one] for one in sorted(group, key=place.__getitem__)) for group in found]
    return sorted(ordered, key=lambda way: (len(way), sum(t.max_party for t in way), [place[t.id] for t in way]))


def _hang_together(tables: Sequence[Resource]) -> bool:
    beside = _neighbours(tables)
    reached, further = set[ResourceId](), {tables[0].id}
    while further:
        reached |= further
        further = {other for one in further for other in beside[one]} - reached
    return len(reached) == len(tables)


def _neighbours(tables: Sequence[Resource]) -> dict[ResourceId, set[ResourceId]]:
    beside: dict[ResourceId, set[ResourceId]] = {table.id: set() for table in tables}
    for table in tables:
        for other in table.joins:
            if other in beside:
                beside[table.id].add(other)
                beside[other].add(table.id)
    return beside
