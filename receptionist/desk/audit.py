"""Who of the house looked into a call, and who changed what it is made of: rows of kind `audit`, the latest first.

A row names the person or program, the act and what it was done to, never a customer. What is to be written down and cannot be
is not done.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pydantic import TypeAdapter

from receptionist.clock import Clock
from receptionist.ids import BusinessId, NewId
from receptionist.ports import Row, RowStore
from receptionist.stored import read

KIND = "audit"
KEPT = timedelta(days=3 * 365)
_LAST = datetime(9000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    by: str
    """Id of the person; `key:<id>` for a program, `local` for whoever sits at a machine without accounts."""
    act: str
    """`recording.heard`, `call.listened`, `member.removed`, ..."""
    about: str = ""
    """Id of the call, member, key, version."""


_ENTRY = TypeAdapter(Entry)


def note(rows: RowStore, clock: Clock, new_id: NewId, business: BusinessId, by: str, act: str, about: str = "") -> None:
    """Writes down that it is done now. Raises StoreUnavailable."""
    entry = Entry(clock(), by, act, about)
    later = (_LAST - entry.at) // timedelta(microseconds=1)
    doc = _ENTRY.dump_json(entry).decode()
    rows.put(business, Row(KIND, f"{later:020}-{new_id()}", doc, expires=entry.at + KEPT))


def entries(rows: RowStore, business: BusinessId, limit: int) -> list[Entry]:
    """The latest first."""
    return [read(_ENTRY, row.doc) for row in rows.list(business, KIND, limit=limit)]
