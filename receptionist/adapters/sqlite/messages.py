"""Texts on their way, and messages left by callers, in SQLite."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from receptionist.adapters.records import TAKEN, TEXT, document, instant, settled, text_of_nobody
from receptionist.adapters.sqlite.database import Database
from receptionist.ids import BusinessId, MessageId, Phone
from receptionist.messages.model import MessageStatus, TakenMessage, TextMessage
from receptionist.stored import read, readable

SCHEMA = """
CREATE TABLE IF NOT EXISTS texts (
    business TEXT NOT NULL,
    id TEXT NOT NULL,
    recipient TEXT NOT NULL,
    created TEXT NOT NULL,
    status TEXT NOT NULL,
    lease_until TEXT NOT NULL,
    vendor_id TEXT NOT NULL,
    doc TEXT NOT NULL,
    home TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (business, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS texts_of_home ON texts (home, created) WHERE status IN ('queued', 'sending');
CREATE INDEX IF NOT EXISTS texts_latest ON texts (business, created);
CREATE INDEX IF NOT EXISTS texts_by_vendor ON texts (vendor_id) WHERE vendor_id <> '';
CREATE TABLE IF NOT EXISTS opt_outs (
    sender TEXT NOT NULL,
    phone TEXT NOT NULL,
    out INTEGER NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (sender, phone)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS taken_messages (
    business TEXT NOT NULL,
    id TEXT NOT NULL,
    taken TEXT NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (business, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS taken_latest ON taken_messages (business, taken);
"""


def insert_message(connection: sqlite3.Connection, message: TextMessage) -> None:
    """Puts a text into the outbox within the caller's transaction. An id already there is left as it is."""
    _write(connection, "INSERT OR IGNORE", message)


def _write(connection: sqlite3.Connection, verb: str, message: TextMessage) -> None:
    connection.execute(
        f"{verb} INTO texts (business, id, recipient, created, status, lease_until, vendor_id, doc, home)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            message.business,
            message.id,
            message.to,
            instant(message.created),
            message.status,
            instant(message.lease_until),
            message.vendor_id,
            document(TEXT, message),
            message.home,
        ),
    )


class SqliteMessageStore:
    """Keeps the promises of MessageStore in one file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def queue(self, message: TextMessage) -> None:
        with self._database.write() as connection:
            insert_message(connection, message)

    def claim(self, now: datetime, lease_until: datetime, limit: int = 10, *, home: str = "") -> list[TextMessage]:
        with self._database.write() as connection:
            rows = connection.execute(
                "SELECT doc FROM texts WHERE status IN ('queued', 'sending') AND home = ?"
                " AND (status = 'queued' OR lease_until <= ?) ORDER BY created, id LIMIT ?",
                (home, instant(now), limit),
            ).fetchall()
            claimed = []
            for message in readable(_text, rows):
                message = replace(
                    message,
                    status=MessageStatus.SENDING,
                    attempts=message.attempts + (message.status is MessageStatus.SENDING),
                    lease_until=lease_until,
                )
                _write(connection, "INSERT OR REPLACE", message)
                claimed.append(message)
            return claimed

    def settle(
        self, business: BusinessId, message: MessageId, status: MessageStatus, *, vendor_id: str = "", error: str = ""
    ) -> None:
        with self._database.write() as connection:
            row = connection.execute(
                "SELECT doc FROM texts WHERE business = ? AND id = ?", (business, message)
            ).fetchone()
            if row is not None:
                _write(connection, "INSERT OR REPLACE", settled(_text(row), status, vendor_id, error))

    def by_vendor_id(self, vendor_id: str) -> TextMessage | None:
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT doc FROM texts WHERE vendor_id = ? AND vendor_id <> ''", (vendor_id,)
            ).fetchone()
            return _text(row) if row else None

    def sent_to(self, business: BusinessId, phone: Phone | None = None, limit: int = 50) -> list[TextMessage]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT doc FROM texts WHERE business = :business AND (:phone IS NULL OR recipient = :phone)"
                " ORDER BY created DESC, id DESC LIMIT :limit",
                {"business": business, "phone": phone, "limit": limit},
            ).fetchall()
            return readable(_text, rows)

    def opt_out(self, sender: Phone, phone: Phone, *, out: bool, at: datetime) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT INTO opt_outs (sender, phone, out, at) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (sender, phone) DO UPDATE SET out = excluded.out, at = excluded.at"
                " WHERE excluded.at >= opt_outs.at",
                (sender, phone, out, instant(at)),
            )

    def opted_out(self, sender: Phone, phone: Phone) -> bool:
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT out FROM opt_outs WHERE sender = ? AND phone = ?", (sender, phone)
            ).fetchone()
            return bool(row and row["out"])

    def keep(self, message: TakenMessage) -> None:
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO taken_messages (business, id, taken, doc) VALUES (?, ?, ?, ?)",
                (message.business, message.id, instant(message.taken), document(TAKEN, message)),
            )

    def taken(self, business: BusinessId, limit: int = 50) -> list[TakenMessage]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT doc FROM taken_messages WHERE business = ? ORDER BY taken DESC, id DESC LIMIT ?",
                (business, limit),
            ).fetchall()
            return readable(lambda row: read(TAKEN, row["doc"]), rows)

    def forget_texts(self, business: BusinessId, fits: Callable[[TextMessage], bool]) -> int:
        with self._database.write() as connection:
            rows = connection.execute("SELECT doc FROM texts WHERE business = ?", (business,)).fetchall()
            gone = [text for row in rows if ((text := _text(row)).to or text.body) and fits(text)]
            for text in gone:
                _write(connection, "INSERT OR REPLACE", text_of_nobody(text))
            return len(gone)

    def forget_taken(self, business: BusinessId, fits: Callable[[TakenMessage], bool]) -> int:
        with self._database.write() as connection:
            rows = connection.execute("SELECT id, doc FROM taken_messages WHERE business = ?", (business,)).fetchall()
            gone = [(business, row["id"]) for row in rows if fits(read(TAKEN, row["doc"]))]
            connection.executemany("DELETE FROM taken_messages WHERE business = ? AND id = ?", gone)
            return len(gone)


def _text(row: sqlite3.Row) -> TextMessage:
    return read(TEXT, row["doc"])
