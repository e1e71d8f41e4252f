"""What is worked out of a definition is worked out once: catalogues, briefings, names.

Definitions cannot be hashed, and each call reads its own from the store. So equal ones are made one (`shared`), and what was
worked out of it is found by its identity (`Once`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from receptionist.business.definition import Business

T = TypeVar("T")

KEPT = 128
"""Definitions of which a process remembers what it worked out: those that are called now, and a few more."""


@dataclass(frozen=True, slots=True, eq=False)
class _Itself:
    business: Business

    def __hash__(self) -> int:
        return id(self.business)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.business is other.business


@dataclass(frozen=True, slots=True, eq=False)
class _Alike:
    business: Business

    def __hash__(self) -> int:
        return hash((self.business.id, self.business.version, self.business.here))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike) and (self.business is other.business or self.business == other.business)


class Once(Generic[T]):
    """Safe in several threads: two that ask at once may both work it out."""

    def __init__(self, work_out: Callable[[Business], T]) -> None:
        @lru_cache(maxsize=KEPT)
        def made(itself: _Itself) -> T:
            return work_out(itself.business)

        self._made = made

    def of(self, business: Business) -> T:
        """Raises what working it out raises, and then keeps nothing."""
        return self._made(_Itself(business))


def shared(business: Business) -> Business:
    """The process's one object for a definition like this. Safe in several threads."""
    return _first(_Alike(business))


@lru_cache(maxsize=KEPT)
def _first(alike: _Alike) -> Business:
    return alike.business
