"""Services that can be asked for and never had."""

from collections.abc import Iterator

from receptionist.business.definition import Business, Needs, OpenHours, Resource, Service
from receptionist.knowledge.lint.findings import Finding, finding
from receptionist.language.tokens import fold

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = 24 * 60

Stretches = list[tuple[int, int]]
"""Minutes since midnight of one service day; an end after midnight is more than 1440."""


def findings(business: Business) -> Iterator[Finding]:
    for index, service in enumerate(business.services):
        yield from _never_there(business, service, index)
    yield from _too_small(business)
    yield from _ambiguous(business)


def _never_there(business: Business, service: Service, index: int) -> Iterator[Finding]:
    shortest = min((service.minutes, *(one.minutes for one in service.durations)))
    week = [_open(business.hours, day) for day in _DAYS]
    longest = max((end - start for day in week for start, end in day), default=0)
    place = ("services", index)
    if longest < shortest:
        yield finding(
            business, "error", "never_there", place,
            f"takes {shortest} minutes, but you are never open that long at a stretch; make `minutes` shorter or `hours` longer",
        )  # fmt: skip
        return
    for number, need in enumerate(service.needs):
        able = [one for one in business.resources if one.kind == need.kind and set(need.skills) <= set(one.skills)]
        if able and not any(_there(one, business, shortest) for one in able):
            yield finding(
                business, "error", "never_there", (*place, "needs", number),
                f"{_wanted(need)} is never there for {shortest} minutes while you are open; look at the `hours` under"
                f" `resources` of {', '.join(one.name for one in able)}",
            )  # fmt: skip
    if service.needs and not _together(business, service, shortest):
        yield finding(
            business, "error", "never_there", place,
            "what it needs is never there at the same time; look at the `hours` of those who do it",
        )  # fmt: skip


def _wanted(need: Needs) -> str:
    return " ".join((need.kind, *(f"with {skill}" for skill in need.skills)))


def _there(resource: Resource, business: Business, minutes: int) -> bool:
    return any(
        _longest(_shared(_shift(resource, business, day), _open(business.hours, day))) >= minutes for day in _DAYS
    )


def _together(business: Business, service: Service, minutes: int) -> bool:
    """Whether on some day everything it needs is there for long enough. Breaks and phases are not looked at: this finds
    houses that never work, not tight ones."""
    for day in _DAYS:
        common = _open(business.hours, day)
        for need in service.needs:
            able = [one for one in business.resources if one.kind == need.kind and set(need.skills) <= set(one.skills)]
            common = _shared(common, sorted(part for one in able for part in _shift(one, business, day)))
        if _longest(common) >= minutes:
            return True
    return any(not _able(business, need) for need in service.needs)


def _able(business: Business, need: Needs) -> bool:
    return any(one.kind == need.kind and set(need.skills) <= set(one.skills) for one in business.resources)


def _shift(resource: Resource, business: Business, day: str) -> Stretches:
    return _open(resource.hours or business.hours, day)


def _open(hours: tuple[OpenHours, ...], day: str) -> Stretches:
    found = []
    for one in hours:
        if day in one.days:
            opens, closes = one.opens.hour * 60 + one.opens.minute, one.closes.hour * 60 + one.closes.minute
            found.append((opens, closes if closes > opens else closes + _DAY))
    return sorted(found)


def _shared(some: Stretches, others: Stretches) -> Stretches:
    return [(max(a, c), min(b, d)) for a, b in some for c, d in others if max(a, c) < min(b, d)]


def _longest(stretches: Stretches) -> int:
    return max((end - start for start, end in stretches), default=0)


def _too_small(business: Business) -> Iterator[Finding]:
    """Parties the policies let in and no table seats."""
    tables = [one for one in business.resources if one.kind == "table" and not one.walk_in_only]
    if not tables:
        return
    seats = max(
        *(one.max_party for one in tables),
        *(one.max_party for one in business.combinations),
        *(one.max_party + sum(t.max_party for t in tables if t.id in one.joins) for one in tables),
        0,
    )
    if seats < business.policies.max_party:
        yield finding(
            business, "warning", "party_size", ("policies", "max_party"),
            f"lets in parties of {business.policies.max_party}, but your largest table seats {seats}; write `max_party: {seats}`"
            " or add a table",
        )  # fmt: skip


def _ambiguous(business: Business) -> Iterator[Finding]:
    """One word for two services: the caller is asked which, every time."""
    known: dict[str, Service] = {}
    for index, service in enumerate(business.services):
        for language, words in service.synonyms.items():
            for number, word in enumerate(words):
                other = known.setdefault(fold(word), service)
                if other.id != service.id:
                    yield finding(
                        business, "warning", "ambiguous", ("services", index, "synonyms", language, number),
                        f'"{word}" is also a word for {other.id}; callers who say it are asked which they mean. Keep it at one',
                    )  # fmt: skip
