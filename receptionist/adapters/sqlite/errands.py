"""Errands that wait for their time, in SQLite."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from receptionist.adapters.records import ERRAND, ERRAND_KEPT, document, errand_settled, instant
from receptionist.adapters.sqlite.database import Database
from receptionist.ids import BusinessId
from receptionist.ports import Errand
from receptionist.stored import read, readable

SCHEMA = """
CREATE TABLE IF NOT EXISTS errands (
    business TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    home TEXT NOT NULL,
    status TEXT NOT NULL,
    due TEXT NOT NULL,
    lease_until TEXT NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (business, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS errands_waiting ON errands (home, due) WHERE status = 'waiting';
CREATE INDEX IF NOT EXISTS errands_over ON errands (due) WHERE status <> 'waiting';
CREATE INDEX IF NOT EXISTS errands_of_kind ON errands (business, kind, due);
"""


def insert_errand(connection: sqlite3.Connection, errand: Errand) -> None:
    """Within the caller's transaction. An id already there is left as it is."""
    _write(connection, "INSERT OR IGNORE", errand)


def _write(connection: sqlite3.Connection, verb: str, errand: Errand) -> None:
    connection.execute(
        f"{verb} INTO errands (business, id, kind, home, status, due, lease_until, doc) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            errand.business,
            errand.id,
            errand.kind,
            errand.home,
            errand.status,
            instant(errand.due),
            instant(errand.lease_until),
            document(ERRAND, errand),
        ),
    )


class SqliteErrandStore:
    """Keeps the promises of ErrandStore in one file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, errand: Errand) -> None:
        with self._database.write() as connection:
            insert_errand(connection, errand)

    def get(self, business: BusinessId, id: str) -> Errand | None:
        with self._database.read() as connection:
            return _known(connection, business, id)

    def claim(self, home: str, now: datetime, lease_until: datetime, limit: int = 10) -> list[Errand]:
        with self._database.read() as connection:
            if not _due(connection, home, now, limit=1):
                return []
        with self._database.write() as connection:
            claimed = [
                replace(errand, attempts=errand.attempts + 1, lease_until=lease_until)
                for errand in _due(connection, home, now, limit)
            ]
            for errand in claimed:
                _write(connection, "INSERT OR REPLACE", errand)
            return claimed

    def settle(
        self,
        errand: Errand,
        status: Literal["waiting", "done", "dead"],
        *,
        due: datetime | None = None,
        error: str = "",
    ) -> None:
        with self._database.write() as connection:
            known = _known(connection, errand.business, errand.id)
            settled = errand_settled(known, errand, status, due, error) if known else None
            if settled is not None:
                _write(connection, "INSERT OR REPLACE", settled)
                connection.execute(
                    "DELETE FROM errands WHERE status <> 'waiting' AND due < ?", (instant(errand.due - ERRAND_KEPT),)
                )

    def revive(self, business: BusinessId, id: str, due: datetime) -> bool:
        with self._database.write() as connection:
            known = _known(connection, business, id)
            if known is None or known.status == "waiting":
                return False
            revived = replace(known, status="waiting", due=due, attempts=0, lease_until=None, error="")
            _write(connection, "INSERT OR REPLACE", revived)
            return True

    def of_kind(
        self,
        business: BusinessId,
        kind: str,
        *,
        status: Literal["waiting", "done", "dead"] | None = None,
        limit: int = 50,
    ) -> list[Errand]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT doc FROM errands WHERE business = :business AND kind = :kind"
                " AND (:status IS NULL OR status = :status) ORDER BY due DESC, id DESC LIMIT :limit",
                {"business": business, "kind": kind, "status": status, "limit": limit},
            ).fetchall()
            return readable(lambda row: read(ERRAND, row["doc"]), rows)

    def forget(self, business: BusinessId, kind: str, fits: Callable[[Errand], bool]) -> int:
        with self._database.write() as connection:
            rows = connection.execute(
                "SELECT id, doc FROM errands WHERE business = ? AND kind = ?", (business, kind)
            ).fetchall()
            gone = [(business, row["id"]) for row in rows if fits(read(ERRAND, row["doc"]))]
            connection.executemany("DELETE FROM errands WHERE business = ? AND id = ?", gone)
            return len(gone)


def _known(connection: sqlite3.Connection, business: BusinessId, id: str) -> Errand | None:
    row = connection.execute("SELECT doc FROM errands WHERE business = ? AND id = ?", (business, id)).fetchone()
    return read(ERRAND, row["doc"]) if row else None


def _due(connection: sqlite3.Connection, home: str, now: datetime, limit: int) -> list[Errand]:
    rows = connection.execute(
        "SELECT doc FROM errands WHERE status = 'waiting' AND home = :home AND due <= :now AND lease_until <= :now"
        " ORDER BY due, id LIMIT :limit",
        {"home": home, "now": instant(now), "limit": limit},
    ).fetchall()
    return readable(lambda row: read(ERRAND, row["doc"]), rows)
