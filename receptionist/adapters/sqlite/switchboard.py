"""Handlers and slots, in SQLite."""

from collections.abc import Sequence
from datetime import UTC, datetime

from receptionist.adapters.records import instant
from receptionist.adapters.sqlite.database import Database
from receptionist.ids import CallId
from receptionist.ports import Handler

SCHEMA = """
CREATE TABLE IF NOT EXISTS stream_handlers (
    id TEXT NOT NULL PRIMARY KEY,
    address TEXT NOT NULL,
    slots INTEGER NOT NULL,
    taken INTEGER NOT NULL,
    until TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS call_slots (
    book TEXT NOT NULL,
    call TEXT NOT NULL,
    until TEXT NOT NULL,
    PRIMARY KEY (book, call)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS call_slots_over ON call_slots (until);
"""


class SqliteSwitchboard:
    """Keeps the promises of Switchboard in one file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def announce(self, handler: Handler) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO stream_handlers (id, address, slots, taken, until) VALUES (?, ?, ?, ?, ?)",
                (handler.id, handler.address, handler.slots, handler.taken, instant(handler.until)),
            )

    def withdraw(self, handler: str) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM stream_handlers WHERE id = ?", (handler,))

    def handlers(self, now: datetime) -> list[Handler]:
        with self._database.read() as connection:
            rows = connection.execute("SELECT * FROM stream_handlers WHERE until > ?", (instant(now),)).fetchall()
        return [
            Handler(row["id"], row["address"], row["slots"], row["taken"], datetime.fromisoformat(row["until"]).astimezone(UTC))
            for row in rows
        ]  # fmt: skip

    def reserve(self, book: str, call: CallId, most: int, now: datetime, until: datetime) -> bool:
        with self._database.write() as connection:
            connection.execute("DELETE FROM call_slots WHERE until <= ?", (instant(now),))
            others = "SELECT count(*) FROM call_slots WHERE book = ? AND call != ?"
            taken: int = connection.execute(others, (book, call)).fetchone()[0]
            mine = connection.execute("SELECT 1 FROM call_slots WHERE book = ? AND call = ?", (book, call)).fetchone()
            if mine is None and taken >= most:
                return False
            connection.execute("INSERT OR REPLACE INTO call_slots VALUES (?, ?, ?)", (book, call, instant(until)))
            return True

    def keep(self, book: str, calls: Sequence[CallId], now: datetime, until: datetime) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM call_slots WHERE until <= ?", (instant(now),))
            connection.executemany(
                "INSERT OR REPLACE INTO call_slots VALUES (?, ?, ?)", [(book, call, instant(until)) for call in calls]
            )

    def free(self, book: str, call: CallId) -> bool:
        with self._database.write() as connection:
            gone = connection.execute("DELETE FROM call_slots WHERE book = ? AND call = ?", (book, call))
            return gone.rowcount == 1
