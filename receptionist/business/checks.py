"""What types cannot say about a business: that its parts fit together.

Each fault names its place in the file, so that the loader can name the line and the dashboard the field.
"""

from collections.abc import Iterable, Iterator
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from receptionist.business.definition import Business, Needs, OpenHours, Resource

Fault = tuple[tuple[str | int, ...], str]
"""Where, and what is wrong there."""

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEK = 7 * 24 * 60


def faults(business: Business) -> Iterator[Fault]:
    """Everything wrong, in the order of the file. Empty: the business can be served."""
    yield from _zone(business)
    yield from _repeated(business)
    yield from _hours(business.hours, ("hours",))
    yield from _overrides(business)
    yield from _services(business)
    yield from _resources(business)
    yield from _languages(business)
    for index, handoff in enumerate(business.handoffs):
        yield from _hours(handoff.hours, ("handoffs", index, "hours"))


def _zone(business: Business) -> Iterator[Fault]:
    try:
        ZoneInfo(business.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield ("timezone",), f"{business.timezone!r} is no IANA time zone such as America/Los_Angeles"


def _repeated(business: Business) -> Iterator[Fault]:
    yield from _twice((("numbers", i), n) for i, n in enumerate(business.numbers))
    yield from _twice((("services", i, "id"), s.id) for i, s in enumerate(business.services))
    yield from _twice((("resources", i, "id"), r.id) for i, r in enumerate(business.resources))
    yield from _twice((("menu", i, "id"), m.id) for i, m in enumerate(business.menu))
    if not business.numbers:
        yield ("numbers",), "a business needs a phone number"
    if not business.services:
        yield ("services",), "a business needs a service that can be booked"


def _twice(ids: Iterable[tuple[tuple[str | int, ...], str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, name in ids:
        if name in seen:
            yield place, f"{name!r} is there twice"
        seen.add(name)


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _hours(hours: tuple[OpenHours, ...], place: tuple[str | int, ...]) -> Iterator[Fault]:
    """Sittings of one week may touch but not overlap; one that closes after midnight reaches into the next day."""
    taken: list[tuple[int, int]] = []
    for index, sitting in enumerate(hours):
        if not sitting.days:
            yield (*place, index, "days"), "no day is named"
        for day in sitting.days:
            start = _DAYS.index(day) * 24 * 60 + _minutes(sitting.opens)
            length = (_minutes(sitting.closes) - _minutes(sitting.opens)) % (24 * 60) or 24 * 60
            stretches = [(start, start + length), (start - _WEEK, start + length - _WEEK)]
            if any(a < end and begin < b for a, b in stretches for begin, end in taken):
                yield (*place, index), f"overlaps other hours on {day}"
                return
            taken.extend(stretches)


def _overrides(business: Business) -> Iterator[Fault]:
    for index, override in enumerate(business.overrides):
        if override.last < override.first:
            yield ("overrides", index, "last"), "is before `first`"
    for index, overlay in enumerate(business.overlays):
        if overlay.last < overlay.first:
            yield ("overlays", index, "last"), "is before `first`"
        if overlay.kind == "closing_early" and overlay.closes is None:
            yield ("overlays", index), "closing early needs `closes`"
        if overlay.service is not None and business.service(overlay.service) is None:
            yield ("overlays", index, "service"), f"there is no service {overlay.service!r}"


def _meets(resource: Resource, need: Needs) -> bool:
    return resource.kind == need.kind and set(need.skills) <= set(resource.skills)


def _services(business: Business) -> Iterator[Fault]:
    for index, service in enumerate(business.services):
        place = ("services", index)
        if service.minutes <= 0:
            yield (*place, "minutes"), "must be more than 0"
        if service.slot_minutes <= 0 or 60 % service.slot_minutes:
            yield (*place, "slot_minutes"), "must divide an hour"
        if not service.needs:
            yield (*place, "needs"), "a service occupies something: a table, staff, a room or a chair"
        for number, need in enumerate(service.needs):
            if not any(_meets(resource, need) for resource in business.resources):
                wanted = " ".join((need.kind, *(f"with {skill}" for skill in need.skills)))
                yield (*place, "needs", number), f"nobody and nothing here meets it: {wanted}"
        sizes = [duration.up_to for duration in service.durations]
        if sizes != sorted(set(sizes)):
            yield (*place, "durations"), "party sizes must grow"


def _resources(business: Business) -> Iterator[Fault]:
    ids = {resource.id for resource in business.resources}
    for index, resource in enumerate(business.resources):
        place = ("resources", index)
        for number, other in enumerate(resource.joins):
            if other not in ids:
                yield (*place, "joins", number), f"there is no resource {other!r}"
            elif other == resource.id:
                yield (*place, "joins", number), "a table cannot be joined to itself"
        if not 1 <= resource.min_party <= resource.max_party:
            yield (*place, "max_party"), "seats: 1 <= min_party <= max_party"
        yield from _hours(resource.hours, (*place, "hours"))


def _languages(business: Business) -> Iterator[Fault]:
    if not business.languages:
        yield ("languages",), "a receptionist speaks at least one language"
