"""A business's small documents, in SQLite."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from receptionist.adapters.records import instant
from receptionist.adapters.sqlite.database import Database
from receptionist.clock import Clock, system_clock
from receptionist.ids import BusinessId
from receptionist.ports import Conflict, Row, RowRemoval

SCHEMA = """
CREATE TABLE IF NOT EXISTS small_documents (
    business TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    expires TEXT NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (business, kind, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS small_documents_expiring ON small_documents (expires);
"""

_NEVER = "9"
"""Sorts after every instant."""


class SqliteRowStore:
    """Keeps the promises of RowStore in one file."""

    def __init__(self, database: Database, *, clock: Clock = system_clock) -> None:
        self._database = database
        self._clock = clock

    def get(self, business: BusinessId, kind: str, id: str) -> Row | None:
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT * FROM small_documents WHERE business = ? AND kind = ? AND id = ? AND expires > ?",
                (business, kind, id, instant(self._clock())),
            ).fetchone()
            return _row(found) if found else None

    def list(
        self, business: BusinessId, kind: str, *, begins: str = "", after: str = "", limit: int | None = None
    ) -> list[Row]:
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT * FROM small_documents WHERE business = ? AND kind = ? AND id >= ? AND id > ? AND expires > ?"
                " AND substr(id, 1, ?) = ? ORDER BY id LIMIT ?",
                (
                    business, kind, begins, after, instant(self._clock()),
                    len(begins), begins, -1 if limit is None else limit,
                ),
            ).fetchall()  # fmt: skip
            return [_row(one) for one in found]

    def put(self, business: BusinessId, row: Row) -> Row:
        with self._database.write() as connection:
            write_rows(connection, business, [row], self._clock())
        return replace(row, revision=row.revision + 1)

    def remove(self, business: BusinessId, row: Row) -> None:
        with self._database.write() as connection:
            write_rows(connection, business, [RowRemoval(row)], self._clock())


def write_rows(
    connection: sqlite3.Connection,
    business: BusinessId,
    changes: Sequence[Row | RowRemoval],
    now: datetime,
) -> None:
    """Within the caller's transaction. Raises Conflict if one of them has moved."""
    if changes:
        connection.execute("DELETE FROM small_documents WHERE expires <= ?", (instant(now),))
    for change in changes:
        row = change.row if isinstance(change, RowRemoval) else change
        which = (business, row.kind, row.id)
        known = connection.execute(
            "SELECT revision FROM small_documents WHERE business = ? AND kind = ? AND id = ?", which
        ).fetchone()
        if (known["revision"] if known else 0) != row.revision:
            raise Conflict(f"{row.kind} {row.id} has moved")
        if isinstance(change, RowRemoval):
            connection.execute("DELETE FROM small_documents WHERE business = ? AND kind = ? AND id = ?", which)
        else:
            connection.execute(
                "INSERT OR REPLACE INTO small_documents (business, kind, id, revision, expires, doc)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (*which, row.revision + 1, instant(row.expires) if row.expires else _NEVER, row.doc),
            )


def _row(found: sqlite3.Row) -> Row:
    until: str = found["expires"]
    return Row(
        found["kind"],
        found["id"],
        found["doc"],
        found["revision"],
        None if until == _NEVER else datetime.fromisoformat(until),
    )
