"""Deciding again after a lost race, or after a store that did not say whether it was won."""

from collections.abc import Callable
from typing import TypeVar

from receptionist.errors import StoreUnavailable
from receptionist.ports import Conflict

T = TypeVar("T")


class LostTooOften(StoreUnavailable):
    """Nothing was written."""


TRIES = 60
"""A race is lost to somebody who won, so each try sees a fuller book: fifty callers for one table need two each."""


def until_won(decide: Callable[[], T]) -> T:
    """Runs `decide`, which reads, decides and commits, until its commit meets no Conflict. Raises LostTooOften
    when it loses TRIES times in a row, and whatever `decide` raises otherwise."""
    for _ in range(TRIES):
        try:
            return decide()
        except Conflict:
            continue
    raise LostTooOften("the pages of the book move too fast")


def until_known(decide: Callable[[], T]) -> T:
    """The same for a `decide` that begins by looking whether it was done already: where the store did not answer it runs
    once more, since a commit whose answer was lost may have been made. Raises StoreUnavailable if that is no better:
    whether it was done is then unknown."""
    try:
        return until_won(decide)
    except LostTooOften:
        raise
    except StoreUnavailable:
        return until_won(decide)
