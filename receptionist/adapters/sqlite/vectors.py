"""Meanings in SQLite: compared one by one, which for the few hundred texts of a business takes a millisecond."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from receptionist.adapters.records import instant
from receptionist.adapters.sqlite.database import Database
from receptionist.ids import BusinessId
from receptionist.ports import Near, Vector, VectorKind

SCHEMA = """
CREATE TABLE IF NOT EXISTS meanings (
    business TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    id TEXT NOT NULL,
    expires TEXT NOT NULL,
    text TEXT NOT NULL,
    numbers BLOB NOT NULL,
    PRIMARY KEY (business, kind, about, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS meanings_expiring ON meanings (business, expires);
"""

_NEVER = "9"
"""Sorts after every instant."""


class SqliteVectorStore:
    """Keeps the promises of VectorStore in one file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, business: BusinessId, vectors: Sequence[Vector]) -> None:
        rows = [
            (
                business, one.kind, one.about, one.id, instant(one.expires) if one.expires else _NEVER, one.text,
                np.asarray(one.values, dtype="<f4").tobytes(),
            )
            for one in vectors
        ]  # fmt: skip
        with self._database.write() as connection:
            connection.executemany("INSERT OR REPLACE INTO meanings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def nearest(
        self,
        business: BusinessId,
        values: Sequence[float],
        *,
        kind: VectorKind,
        about: str = "",
        now: datetime,
        limit: int = 10,
    ) -> list[Near]:
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT id, text, numbers FROM meanings WHERE business = ? AND kind = ? AND about = ? AND expires > ?",
                (business, kind, about, instant(now)),
            ).fetchall()
        asked = np.asarray(values, dtype=np.float32)
        scored = [Near(row["id"], _likeness(row, asked), row["text"]) for row in found]
        return sorted(scored, key=lambda near: (-near.score, near.id))[:limit]

    def ids(self, business: BusinessId, kind: VectorKind, about: str = "") -> list[str]:
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT id FROM meanings WHERE business = ? AND kind = ? AND about = ? ORDER BY id",
                (business, kind, about),
            ).fetchall()
        return [row["id"] for row in found]

    def remove(self, business: BusinessId, kind: VectorKind, ids: Sequence[str], *, about: str = "") -> None:
        with self._database.write() as connection:
            connection.executemany(
                "DELETE FROM meanings WHERE business = ? AND kind = ? AND about = ? AND id = ?",
                [(business, kind, about, id) for id in ids],
            )

    def purge(self, business: BusinessId, now: datetime) -> int:
        with self._database.write() as connection:
            over = connection.execute(
                "DELETE FROM meanings WHERE business = ? AND expires <= ?", (business, instant(now))
            )
            return over.rowcount


def _likeness(row: sqlite3.Row, asked: NDArray[np.float32]) -> float:
    """An index made with another model answers nothing, rather than nonsense."""
    kept = np.frombuffer(row["numbers"], dtype="<f4")
    return float(kept @ asked) if kept.shape == asked.shape else -1.0
