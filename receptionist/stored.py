"""Reading back what was stored. A document that cannot be read is a store that does not answer, for this one question.

What stands in it is never quoted: it may be somebody's.
"""

import logging
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from pydantic import TypeAdapter

from receptionist.errors import StoreUnavailable

T = TypeVar("T")
S = TypeVar("S")

log = logging.getLogger(__name__)


class Unreadable(StoreUnavailable):
    """A person must look: trying again gives the same."""


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Around whatever takes a record apart. Raises Unreadable, which says `what`."""
    try:
        yield
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        log.error("unreadable record", extra={"what": what, "kind": type(error).__name__})
        raise Unreadable(f"{what} cannot be read") from None


def read(adapter: TypeAdapter[T], doc: str | bytes) -> T:
    """What a later release has added is passed over: while one is rolled out, and after it was taken back, two read the same records.
    Raises Unreadable."""
    with reading(str(adapter.core_schema.get("ref") or adapter.core_schema["type"]).partition(":")[0]):
        return adapter.validate_json(doc, extra="ignore")


def readable(read_one: Callable[[S], T], kept: Iterable[S]) -> list[T]:
    """Those that can be read: one that cannot must not hide the others, nor hold up a queue."""
    found = []
    for one in kept:
        try:
            found.append(read_one(one))
        except Unreadable:
            continue
    return found
