"""Rows of this process, forgotten with it. For tests and suites; held to the same promises."""

import threading
from collections.abc import Sequence
from dataclasses import replace

from receptionist.clock import Clock, system_clock
from receptionist.ids import BusinessId
from receptionist.ports import Conflict, Row, RowRemoval

_Key = tuple[BusinessId, str, str]


class MemoryRowStore:
    """Keeps the promises of RowStore under one lock, which a MemoryBookingStore shares for its commits."""

    def __init__(self, clock: Clock = system_clock) -> None:
        self.lock = threading.RLock()
        self._clock = clock
        self._rows: dict[_Key, Row] = {}

    def get(self, business: BusinessId, kind: str, id: str) -> Row | None:
        with self.lock:
            return self._live((business, kind, id))

    def list(
        self, business: BusinessId, kind: str, *, begins: str = "", after: str = "", limit: int | None = None
    ) -> list[Row]:
        with self.lock:
            keys = sorted(
                key
                for key in self._rows
                if key[:2] == (business, kind) and key[2].startswith(begins) and key[2] > after
            )
            found = [row for key in keys if (row := self._live(key))]
        return found[:limit]

    def put(self, business: BusinessId, row: Row) -> Row:
        with self.lock:
            self.check(business, [row])
            return self.write(business, row)

    def remove(self, business: BusinessId, row: Row) -> None:
        with self.lock:
            self.check(business, [RowRemoval(row)])
            self.write(business, RowRemoval(row))

    def check(self, business: BusinessId, changes: Sequence[Row | RowRemoval]) -> None:
        """Raises Conflict if one of them has moved. For whoever has the lock."""
        for change in changes:
            row = change.row if isinstance(change, RowRemoval) else change
            known = self._live((business, row.kind, row.id))
            if (known.revision if known else 0) != row.revision:
                raise Conflict(f"{row.kind} {row.id} has moved")

    def write(self, business: BusinessId, change: Row | RowRemoval) -> Row:
        """For whoever has the lock and has checked."""
        now = self._clock()
        for key in [key for key, row in self._rows.items() if row.expires is not None and row.expires <= now]:
            del self._rows[key]
        if isinstance(change, RowRemoval):
            self._rows.pop((business, change.row.kind, change.row.id), None)
            return change.row
        kept = replace(change, revision=change.revision + 1)
        self._rows[business, kept.kind, kept.id] = kept
        return kept

    def _live(self, key: _Key) -> Row | None:
        row = self._rows.get(key)
        return row if row is not None and (row.expires is None or row.expires > self._clock()) else None
