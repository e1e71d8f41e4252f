"""What a rule has found, before it becomes an entity: places are still places in a Line."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from receptionist.language.understanding import EntityType


@dataclass(frozen=True, slots=True)
class Found:
    type: EntityType
    start: int
    """In `Line.text`, as `end`."""
    end: int
    value: Any
    alternatives: tuple[Any, ...] = ()
    negated: bool = False
    part_of: bool = False
    """Lies inside another entity on purpose: the date inside a datetime."""
    doubts: tuple[float, ...] = ()
    """As of an `Entity`."""

    def overlaps(self, other: "Found") -> bool:
        return self.start < other.end and other.start < self.end

    def at(self, start: int, end: int) -> "Found":
        return replace(self, start=start, end=end)


def longest_first(found: Iterable[Found]) -> list[Found]:
    """Of findings that overlap, the longer; of equals, the earlier listed. In order of place."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: -(f.end - f.start)):
        if not any(one.overlaps(other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)


def free_of(found: Iterable[Found], taken: Iterable[Found]) -> list[Found]:
    """Those that touch nothing taken."""
    claimed = tuple(taken)
    return [one for one in found if not any(one.overlaps(other) for other in claimed)]
