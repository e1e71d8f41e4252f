"""Deciding again after a lost race."""

from collections.abc import Callable
from typing import TypeVar

from receptionist.errors import StoreUnavailable
from receptionist.ports import Conflict

T = TypeVar("T")

TRIES = 60
"""A race is lost to somebody who won, so each try sees a fuller book: fifty callers for one table need two each."""


def until_won(decide: Callable[[], T]) -> T:
    """Runs `decide`, which reads, decides and commits, until its commit meets no Conflict. Raises StoreUnavailable
    when it loses TRIES times in a row, and whatever `decide` raises otherwise."""
    for _ in range(TRIES):
        try:
            return decide()
        except Conflict:
            continue
    raise StoreUnavailable("the pages of the book move too fast")
