"""Calls and who serves them, in SQLite."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from receptionist.adapters.records import CALL, CHECKPOINT, NEVER, completed, document, instant
from receptionist.adapters.sqlite.database import Database
from receptionist.calls.record import CallRecord, Checkpoint, Lease, Leaving, of_nobody
from receptionist.errors import Fenced
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.ports import Conflict
from receptionist.spans import Span
from receptionist.stored import read, readable

SCHEMA = """
CREATE TABLE IF NOT EXISTS calls (
    call TEXT NOT NULL PRIMARY KEY,
    business TEXT NOT NULL,
    started TEXT NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS calls_latest ON calls (business, started);
CREATE TABLE IF NOT EXISTS handlings (
    call TEXT NOT NULL PRIMARY KEY,
    business TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    lease_until TEXT,
    checkpoint TEXT,
    over INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS handlings_leased ON handlings (lease_until) WHERE lease_until IS NOT NULL;
CREATE TABLE IF NOT EXISTS recoveries (
    call TEXT NOT NULL PRIMARY KEY,
    epoch INTEGER NOT NULL
) WITHOUT ROWID;
"""


class SqliteCallStore:
    """Keeps the promises of CallStore in one file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, record: CallRecord) -> CallRecord:
        with self._database.write() as connection:
            known = _record(connection, record.call)
            if known is None:
                _keep(connection, record)
                return record
            if known.business != record.business:
                raise Conflict("another business has this call")
            return known

    def get(self, business: BusinessId, call: CallId) -> CallRecord | None:
        record = self.find(call)
        return record if record and record.business == business else None

    def find(self, call: CallId) -> CallRecord | None:
        with self._database.read() as connection:
            return _record(connection, call)

    def recent(self, business: BusinessId, limit: int = 50) -> list[CallRecord]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT doc FROM calls WHERE business = ? ORDER BY started DESC, call DESC LIMIT ?", (business, limit)
            ).fetchall()
            return readable(lambda row: read(CALL, row["doc"]), rows)

    def begun(self, business: BusinessId, span: Span) -> list[CallRecord]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT doc FROM calls WHERE business = ? AND started >= ? AND started < ? ORDER BY started, call",
                (business, instant(span.start), instant(span.end)),
            ).fetchall()
            return readable(lambda row: read(CALL, row["doc"]), rows)

    def by_caller(self, business: BusinessId, caller: Phone) -> list[CallRecord]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT doc FROM calls WHERE business = ? AND ? <> '' AND json_extract(doc, '$.caller') = ?"
                " ORDER BY started DESC, call DESC",
                (business, caller, caller),
            ).fetchall()
            return readable(lambda row: read(CALL, row["doc"]), rows)

    def erase(
        self, business: BusinessId, call: CallId, at: datetime, leaving: Leaving = of_nobody
    ) -> CallRecord | None:
        with self._database.write() as connection:
            record = _record(connection, call)
            if record is None or record.business != business:
                return None
            _keep(connection, leaving(record, at))
            connection.execute("UPDATE handlings SET checkpoint = NULL WHERE call = ?", (call,))
            return record

    def take(self, business: BusinessId, call: CallId, *, until: datetime | None = None) -> Checkpoint | None:
        with self._database.write() as connection:
            row = connection.execute(
                "INSERT INTO handlings (call, business, epoch, lease_until) VALUES (:call, :business, 1, :until)"
                " ON CONFLICT (call) DO UPDATE SET epoch = epoch + 1, lease_until = excluded.lease_until"
                " WHERE business = excluded.business AND NOT over RETURNING epoch, checkpoint",
                {"call": call, "business": business, "until": instant(until) if until else None},
            ).fetchone()
            if row is None:
                raise Fenced(f"nobody takes call {call} any more")
            epoch: int = row["epoch"]
            record = _record(connection, call)
            if record is not None:
                _keep(connection, replace(record, status="live", resumes=epoch - 1))
            if row["checkpoint"] is not None:
                return replace(read(CHECKPOINT, row["checkpoint"]), epoch=epoch)
            return Checkpoint(call, business, epoch, "", NEVER) if epoch > 1 else None

    def checkpoint(self, business: BusinessId, call: CallId) -> Checkpoint | None:
        row = self._handling(business, call)
        return read(CHECKPOINT, row["checkpoint"]) if row and row["checkpoint"] is not None else None

    def epoch(self, business: BusinessId, call: CallId) -> int:
        row = self._handling(business, call)
        return int(row["epoch"]) if row else 0

    def recovered(self, business: BusinessId, call: CallId) -> int:
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT recoveries.epoch FROM recoveries JOIN handlings USING (call) WHERE call = ? AND business = ?",
                (call, business),
            ).fetchone()
            return int(row["epoch"]) if row else 0

    def _handling(self, business: BusinessId, call: CallId) -> sqlite3.Row | None:
        with self._database.read() as connection:
            row: sqlite3.Row | None = connection.execute(
                "SELECT * FROM handlings WHERE call = ? AND business = ?", (call, business)
            ).fetchone()
            return row

    def save(self, checkpoint: Checkpoint) -> None:
        kept = document(CHECKPOINT, checkpoint)
        self._serve(checkpoint.business, checkpoint.call, checkpoint.epoch, "checkpoint", kept)

    def renew(self, business: BusinessId, call: CallId, epoch: int, until: datetime) -> None:
        self._serve(business, call, epoch, "lease_until", instant(until))

    def renew_all(self, leases: Sequence[Lease]) -> frozenset[CallId]:
        with self._database.write() as connection:
            return frozenset(
                call
                for business, call, epoch, until in leases
                if not _serve(connection, business, call, epoch, "lease_until", instant(until))
            )

    def _serve(self, business: BusinessId, call: CallId, epoch: int, column: str, value: str) -> None:
        with self._database.write() as connection:
            if not _serve(connection, business, call, epoch, column, value):
                raise Fenced(f"epoch {epoch} of call {call} is over")

    def lost(self, now: datetime, limit: int = 50) -> list[CallRecord]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT doc FROM handlings JOIN calls USING (call) WHERE lease_until IS NOT NULL AND lease_until < ?"
                " AND NOT over ORDER BY lease_until LIMIT ?",
                (instant(now), limit),
            ).fetchall()
            return readable(lambda row: read(CALL, row["doc"]), rows)

    def recover(self, business: BusinessId, call: CallId, now: datetime, until: datetime) -> int | None:
        with self._database.write() as connection:
            row = connection.execute(
                "UPDATE handlings SET lease_until = ? WHERE call = ? AND business = ? AND lease_until < ? AND NOT over"
                " RETURNING epoch",
                (instant(until), call, business, instant(now)),
            ).fetchone()
            if row is None:
                return None
            connection.execute("INSERT OR REPLACE INTO recoveries (call, epoch) VALUES (?, ?)", (call, row["epoch"]))
            return int(row["epoch"])

    def finish(self, record: CallRecord, epoch: int | None = None) -> CallRecord:
        with self._database.write() as connection:
            known = _record(connection, record.call)
            if known is not None and known.business != record.business:
                raise Conflict("another business has this call")
            later = connection.execute(
                "SELECT 1 FROM handlings WHERE call = ? AND epoch > ?", (record.call, epoch)
            ).fetchone()
            if later:
                raise Fenced(f"epoch {epoch} of call {record.call} is over")
            kept = completed(known, record)
            _keep(connection, kept)
            connection.execute(
                "INSERT INTO handlings (call, business, epoch, over) VALUES (?, ?, 0, 1)"
                " ON CONFLICT (call) DO UPDATE SET over = 1, lease_until = NULL, checkpoint = NULL",
                (record.call, record.business),
            )
            connection.execute("DELETE FROM recoveries WHERE call = ?", (record.call,))
            return kept


def _serve(
    connection: sqlite3.Connection, business: BusinessId, call: CallId, epoch: int, column: str, value: str
) -> bool:
    """Whether no later epoch exists. Nothing is kept of a call that is over."""
    row = connection.execute(
        f"INSERT INTO handlings (call, business, epoch, {column}) VALUES (:call, :business, :epoch, :value)"
        f" ON CONFLICT (call) DO UPDATE SET epoch = excluded.epoch,"
        f" {column} = CASE WHEN over THEN NULL ELSE excluded.{column} END"
        " WHERE business = excluded.business AND epoch <= excluded.epoch RETURNING epoch",
        {"call": call, "business": business, "epoch": epoch, "value": value},
    ).fetchone()
    return row is not None


def _record(connection: sqlite3.Connection, call: CallId) -> CallRecord | None:
    row = connection.execute("SELECT doc FROM calls WHERE call = ?", (call,)).fetchone()
    return read(CALL, row["doc"]) if row else None


def _keep(connection: sqlite3.Connection, record: CallRecord) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO calls (call, business, started, doc) VALUES (?, ?, ?, ?)",
        (record.call, record.business, instant(record.started), document(CALL, record)),
    )
