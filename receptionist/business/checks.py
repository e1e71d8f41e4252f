"""What types cannot say about a business: that its parts fit together.

Each fault names its place in the file, so that the loader can name the line and the dashboard the field.
"""

from collections.abc import Iterator, Sequence
from datetime import date, time
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from receptionist.business.definition import Business, OpenHours, Policies
from receptionist.business.faults import Fault, Place, at_least_one, not_negative, twice
from receptionist.business.manner_checks import manner_faults
from receptionist.business.pronunciation import pronunciation_faults
from receptionist.business.service_checks import service_faults
from receptionist.business.workflow_checks import workflow_faults


class _Days(Protocol):
    """Of some days, both inclusive."""

    @property
    def first(self) -> date: ...

    @property
    def last(self) -> date: ...


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = 7 * 24 * 60
MOST_TABLES_TOGETHER = 12
MOST_REMINDERS = 5
"""A booking and whatever follows from it is one transaction, which DynamoDB limits to 100 items: docs/dynamodb.md."""


def faults(business: Business) -> Iterator[Fault]:
    """Everything wrong, in the order of the file. Empty: the business can be served."""
    yield from _zone(business.timezone, ("timezone",))
    yield from _repeated(business)
    yield from _locations(business)
    yield from _hours(business.hours, ("hours",))
    yield from _overrides(business)
    for index, service in enumerate(business.services):
        yield from service_faults(business, service, ("services", index))
    yield from _resources(business)
    yield from _combinations(business)
    yield from _policies(business.policies)
    yield from _languages(business)
    yield from workflow_faults(business)
    yield from manner_faults(business)
    yield from pronunciation_faults(business.pronunciations)
    for index, handoff in enumerate(business.handoffs):
        yield from _hours(handoff.hours, ("handoffs", index, "hours"))
    if business.ring_first is not None:
        yield from _hours(business.ring_first.hours, ("ring_first", "hours"))
        if business.ring_first.number in business.every_number():
            yield (
                ("ring_first", "number"),
                "is a number the receptionist answers itself; write one where a person picks up",
            )
    yield from twice((("handoffs", i, "label"), handoff.label) for i, handoff in enumerate(business.handoffs))
    yield from twice((("colleagues", i, "number"), one.number) for i, one in enumerate(business.colleagues))
    for index, colleague in enumerate(business.colleagues):
        yield from _hours(colleague.hours, ("colleagues", index, "hours"))


def _zone(name: str, place: Place) -> Iterator[Fault]:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield place, f"{name!r} is no time zone we know; write one such as America/Los_Angeles"


def _repeated(business: Business) -> Iterator[Fault]:
    yield from twice((("numbers", i), n) for i, n in enumerate(business.numbers))
    yield from twice((("services", i, "id"), s.id) for i, s in enumerate(business.services))
    yield from twice((("resources", i, "id"), r.id) for i, r in enumerate(business.resources))
    yield from twice((("menu", i, "id"), m.id) for i, m in enumerate(business.menu))
    yield from twice((("locations", i, "id"), one.id) for i, one in enumerate(business.locations))
    if not business.numbers:
        yield ("numbers",), "a business needs a phone number, such as +14155550100"
    if not business.services:
        yield ("services",), "a business needs a service that can be booked"


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _hours(hours: tuple[OpenHours, ...], place: Place) -> Iterator[Fault]:
    """Sittings of one week may touch but not overlap; one that closes after midnight reaches into the next day."""
    taken: list[tuple[int, int]] = []
    for index, sitting in enumerate(hours):
        if not sitting.days:
            yield (*place, index, "days"), "no day is named; write some, such as [mon, tue]"
        for day in sitting.days:
            start = _DAYS.index(day) * 24 * 60 + _minutes(sitting.opens)
            length = (_minutes(sitting.closes) - _minutes(sitting.opens)) % (24 * 60) or 24 * 60
            stretches = [(start, start + length), (start - _WEEK, start + length - _WEEK)]
            if any(a < end and begin < b for a, b in stretches for begin, end in taken):
                yield (*place, index), f"overlaps other hours on {day}; let one end before the other begins"
                return
            taken.extend(stretches)


def _locations(business: Business) -> Iterator[Fault]:
    """A number may be the business's too: calls to it are then about this place."""
    if business.here:
        yield ("here",), "is for a business seen at one of its places; the definition is of all of them"
    yield from twice(
        (("locations", i, "numbers", n), number)
        for i, one in enumerate(business.locations)
        for n, number in enumerate(one.numbers)
    )
    for index, location in enumerate(business.locations):
        place = ("locations", index)
        if not location.id:
            yield (*place, "id"), "a place needs a name of its own"
        yield from _zone(location.timezone, (*place, "timezone"))
        yield from _hours(location.hours, (*place, "hours"))
        yield from _ranges(location.overrides, (*place, "overrides"))


def _ranges(stretches: Sequence[_Days], place: Place) -> Iterator[Fault]:
    for index, one in enumerate(stretches):
        if one.last < one.first:
            yield (*place, index, "last"), "is before `first`; exchange the two"


def _overrides(business: Business) -> Iterator[Fault]:
    yield from _ranges(business.overrides, ("overrides",))
    yield from _ranges(business.overlays, ("overlays",))
    for index, overlay in enumerate(business.overlays):
        if overlay.kind == "closing_early" and overlay.closes is None:
            yield ("overlays", index), "closing early needs `closes`, such as `closes: 20:00`"
        if overlay.kind == "to_staff" and business.ring_first is None and not business.handoffs:
            yield (
                ("overlays", index),
                "calls can go to no telephone of the house: name one that rings first, or a hand-over",
            )
        if overlay.service is not None and business.service(overlay.service) is None:
            yield ("overlays", index, "service"), f"there is no service {overlay.service!r}"
        if overlay.location and all(place.id != overlay.location for place in business.locations):
            yield ("overlays", index, "location"), f"there is no location {overlay.location!r}"


def _resources(business: Business) -> Iterator[Fault]:
    ids = {resource.id for resource in business.resources}
    locations = {location.id for location in business.locations}
    for index, resource in enumerate(business.resources):
        place = ("resources", index)
        if not resource.id or resource.id == "house" or set(resource.id) & set(":@"):
            yield (
                (*place, "id"),
                "may not be empty, `house`, or have a colon or an @ in it: pages that count are called so",
            )
        if resource.location and resource.location not in locations:
            yield (*place, "location"), f"there is no location {resource.location!r}"
        for number, other in enumerate(resource.joins):
            if other not in ids:
                yield (*place, "joins", number), f"there is no resource {other!r}"
            elif other == resource.id:
                yield (*place, "joins", number), "a table cannot be joined to itself"
        if not 1 <= resource.min_party <= resource.max_party:
            yield (*place, "max_party"), "min_party must be at least 1 and not more than max_party"
        yield from _hours(resource.hours, (*place, "hours"))
        yield from _hours(resource.breaks, (*place, "breaks"))
        yield from _ranges(resource.days, (*place, "days"))


def _combinations(business: Business) -> Iterator[Fault]:
    tables = {resource.id: resource for resource in business.resources if resource.kind == "table"}
    for index, combination in enumerate(business.combinations):
        place = ("combinations", index)
        if len(combination.tables) < 2:
            yield (*place, "tables"), "two tables or more are pushed together"
        if len(combination.tables) > MOST_TABLES_TOGETHER:
            yield (*place, "tables"), f"at most {MOST_TABLES_TOGETHER} tables are pushed together"
        yield from twice(((*place, "tables", n), table) for n, table in enumerate(combination.tables))
        for number, table in enumerate(combination.tables):
            if table not in tables:
                yield (*place, "tables", number), f"there is no table {table!r}"
        if not 1 <= combination.min_party <= combination.max_party:
            yield (*place, "max_party"), "min_party must be at least 1 and not more than max_party"
        if len({tables[table].location for table in combination.tables if table in tables}) > 1:
            yield (*place, "tables"), "they stand in different places"


def _policies(policies: Policies) -> Iterator[Fault]:
    place: Place = ("policies",)
    yield from not_negative(
        place,
        lead_minutes=policies.lead_minutes,
        horizon_days=policies.horizon_days,
        cancel_until_minutes=policies.cancel_until_minutes,
        change_until_minutes=policies.change_until_minutes,
        walk_in_covers=policies.walk_in_covers,
        holds_per_call=policies.holds_per_call,
    )
    yield from at_least_one(
        place,
        max_party=policies.max_party,
        covers_per_quarter_hour=policies.covers_per_quarter_hour,
        parties_per_quarter_hour=policies.parties_per_quarter_hour,
        covers_at_once=policies.covers_at_once,
        hold_seconds=policies.hold_seconds,
        hold_most_seconds=policies.hold_most_seconds,
        escalate_minutes=policies.escalate_minutes,
        waitlist_minutes=policies.waitlist_minutes,
        deposit_from_party=policies.deposit_from_party,
    )
    if policies.walk_in_covers > (policies.covers_at_once or 0):
        yield (*place, "walk_in_covers"), "are kept of `covers_at_once`, and may not be more"
    if len(policies.reminder_minutes) > MOST_REMINDERS:
        yield (*place, "reminder_minutes"), f"at most {MOST_REMINDERS} reminders of one visit"
    for number, minutes in enumerate(policies.reminder_minutes):
        if minutes < 1:
            yield (*place, "reminder_minutes", number), "must be more than 0"
    for index, rule in enumerate(policies.pacing):
        where = (*place, "pacing", index)
        if not rule.days:
            yield (*where, "days"), "no day is named"
        yield from not_negative(
            where,
            covers_per_quarter_hour=rule.covers_per_quarter_hour,
            parties_per_quarter_hour=rule.parties_per_quarter_hour,
        )


def _languages(business: Business) -> Iterator[Fault]:
    if not business.languages:
        yield ("languages",), "a receptionist speaks at least one language"
