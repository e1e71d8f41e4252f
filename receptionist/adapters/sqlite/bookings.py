"""The book in SQLite. A writer has the file to itself from its first read, so a page's version is checked where it is written."""

import sqlite3
from collections.abc import Sequence
from datetime import timedelta

from pydantic import TypeAdapter

from receptionist.adapters.records import document, instant
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import insert_errand
from receptionist.adapters.sqlite.messages import insert_message
from receptionist.adapters.sqlite.rows import write_rows
from receptionist.booking.model import Booking, Entry, Page, PageKey
from receptionist.clock import Clock, system_clock
from receptionist.ids import BookingId, BusinessId, Phone
from receptionist.ports import BookChange, CodeTaken, Conflict
from receptionist.spans import Span
from receptionist.stored import read, readable

SCHEMA = """
CREATE TABLE IF NOT EXISTS book_pages (
    business TEXT NOT NULL,
    resource TEXT NOT NULL,
    day TEXT NOT NULL,
    version INTEGER NOT NULL,
    entries TEXT NOT NULL,
    PRIMARY KEY (business, resource, day)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bookings (
    business TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL,
    phone TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    revision INTEGER NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (business, id),
    UNIQUE (business, code)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS bookings_by_phone ON bookings (business, phone, starts);
CREATE INDEX IF NOT EXISTS bookings_by_time ON bookings (business, starts);
"""

LONGEST_VISIT = timedelta(days=2)
"""The index is ordered by start; without a bound every past booking would be read."""

BOOKING = TypeAdapter(Booking)
ENTRIES = TypeAdapter(tuple[Entry, ...])


class SqliteBookingStore:
    """Keeps the promises of BookingStore in one file."""

    def __init__(self, database: Database, *, clock: Clock = system_clock) -> None:
        self._database = database
        self._clock = clock

    def pages(self, business: BusinessId, keys: Sequence[PageKey]) -> list[Page]:
        with self._database.read() as connection:
            return [_page(connection, business, key) for key in keys]

    def commit(self, business: BusinessId, change: BookChange) -> None:
        with self._database.write() as connection:
            for page in change.pages:
                if _page(connection, business, page.key).version != page.version:
                    raise Conflict(f"{page.key.resource} {page.key.day} has moved")
                connection.execute(
                    "INSERT OR REPLACE INTO book_pages (business, resource, day, version, entries) VALUES (?, ?, ?, ?, ?)",
                    (
                        business,
                        page.key.resource,
                        page.key.day.isoformat(),
                        page.version + 1,
                        ENTRIES.dump_json(page.entries).decode(),
                    ),
                )
            if change.booking is not None:
                _write_booking(connection, business, change.booking)
            for message in change.messages:
                insert_message(connection, message)
            for errand in change.errands:
                insert_errand(connection, errand)
            write_rows(connection, business, change.rows, self._clock())

    def get(self, business: BusinessId, booking: BookingId) -> Booking | None:
        return self._one("id = ?", business, booking)

    def by_code(self, business: BusinessId, code: str) -> Booking | None:
        return self._one("code = ?", business, code)

    def by_phone(self, business: BusinessId, phone: Phone) -> list[Booking]:
        return [_booking(row) for row in self._rows("phone = ?", business, phone)]

    def during(self, business: BusinessId, span: Span) -> list[Booking]:
        earliest = instant(span.start - LONGEST_VISIT)
        between = instant(span.end), instant(span.start)
        return readable(_booking, self._rows("starts > ? AND starts < ? AND ends > ?", business, earliest, *between))

    def _one(self, where: str, *values: str) -> Booking | None:
        found = self._rows(where, *values)
        return _booking(found[0]) if found else None

    def _rows(self, where: str, *values: str) -> list[sqlite3.Row]:
        with self._database.read() as connection:
            return connection.execute(
                f"SELECT doc FROM bookings WHERE business = ? AND {where} ORDER BY starts, id", values
            ).fetchall()


def _booking(row: sqlite3.Row) -> Booking:
    return read(BOOKING, row["doc"])


def _page(connection: sqlite3.Connection, business: BusinessId, key: PageKey) -> Page:
    row = connection.execute(
        "SELECT version, entries FROM book_pages WHERE business = ? AND resource = ? AND day = ?",
        (business, key.resource, key.day.isoformat()),
    ).fetchone()
    return Page(key, row["version"], read(ENTRIES, row["entries"])) if row else Page(key)


def _write_booking(connection: sqlite3.Connection, business: BusinessId, booking: Booking) -> None:
    row = connection.execute(
        "SELECT revision FROM bookings WHERE business = ? AND id = ?", (business, booking.id)
    ).fetchone()
    if (row["revision"] if row else 0) != booking.revision - 1:
        raise Conflict(f"booking {booking.id} has moved")
    taken = connection.execute(
        "SELECT 1 FROM bookings WHERE business = ? AND code = ? AND id <> ?", (business, booking.code, booking.id)
    ).fetchone()
    if taken:
        raise CodeTaken(f"code {booking.code} is taken")
    connection.execute(
        "INSERT OR REPLACE INTO bookings (business, id, code, phone, starts, ends, revision, doc)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            business,
            booking.id,
            booking.code,
            booking.customer.phone,
            instant(booking.span.start),
            instant(booking.span.end),
            booking.revision,
            document(BOOKING, booking),
        ),
    )
