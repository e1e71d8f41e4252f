"""What is found wrong, and the small rules that say so."""

from collections.abc import Iterable, Iterator

Place = tuple[str | int, ...]
Fault = tuple[Place, str]
"""Where, and what is wrong there."""


def twice(ids: Iterable[tuple[Place, str]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, name in ids:
        if name in seen:
            yield place, f"{name!r} is there twice; every one needs a name of its own"
        seen.add(name)


def not_negative(place: Place, **numbers: int | None) -> Iterator[Fault]:
    for name, number in numbers.items():
        if number is not None and number < 0:
            yield (*place, name), "must not be negative"


def at_least_one(place: Place, **numbers: int | None) -> Iterator[Fault]:
    for name, number in numbers.items():
        if number is not None and number < 1:
            yield (*place, name), "must be more than 0"
