"""Businesses, in SQLite."""

import sqlite3

from receptionist.adapters.records import EDITION, document
from receptionist.adapters.sqlite.database import Database
from receptionist.business.definition import Business
from receptionist.business.versions import Edition, Imprint, digest_of
from receptionist.ids import BusinessId, Phone
from receptionist.ports import Conflict
from receptionist.stored import read, readable, reading

SCHEMA = """
CREATE TABLE IF NOT EXISTS businesses (
    id TEXT NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS numbers (
    number TEXT NOT NULL PRIMARY KEY,
    business TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS numbers_of ON numbers (business);
CREATE TABLE IF NOT EXISTS editions (
    business TEXT NOT NULL,
    version INTEGER NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (business, version)
) WITHOUT ROWID;
"""


class SqliteBusinessStore:
    """Keeps the promises of BusinessStore in one file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, business: BusinessId) -> Business | None:
        return self._one("SELECT doc FROM businesses WHERE id = ?", business)

    def by_number(self, number: Phone) -> Business | None:
        return self._one(
            "SELECT doc FROM businesses JOIN numbers ON numbers.business = businesses.id WHERE number = ?", number
        )

    def _one(self, query: str, wanted: str) -> Business | None:
        with self._database.read() as connection:
            row = connection.execute(query, (wanted,)).fetchone()
            return _business(row) if row else None

    def all(self) -> list[Business]:
        with self._database.read() as connection:
            rows = connection.execute("SELECT doc FROM businesses ORDER BY id").fetchall()
            return readable(_business, rows)

    def put(self, business: Business, *, expected_version: int | None = None, imprint: Imprint = Imprint()) -> Business:
        with self._database.write() as connection:
            row = connection.execute("SELECT version FROM businesses WHERE id = ?", (business.id,)).fetchone()
            version: int = row["version"] if row else 0
            if expected_version is not None and expected_version != version:
                raise Conflict(f"{business.id} is at version {version}, not {expected_version}")
            connection.execute("DELETE FROM numbers WHERE business = ?", (business.id,))
            for number in business.every_number():
                added = connection.execute("INSERT OR IGNORE INTO numbers VALUES (?, ?)", (number, business.id))
                if not added.rowcount:
                    raise Conflict("another business has one of the numbers")
            kept = business.model_copy(update={"version": version + 1})
            connection.execute(
                "INSERT OR REPLACE INTO businesses (id, version, doc) VALUES (?, ?, ?)",
                (kept.id, kept.version, kept.model_dump_json()),
            )
            edition = Edition(kept, digest_of(kept), imprint)
            connection.execute(
                "INSERT INTO editions VALUES (?, ?, ?)", (kept.id, kept.version, document(EDITION, edition))
            )
            return kept

    def edition(self, business: BusinessId, version: int) -> Edition | None:
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT doc FROM editions WHERE business = ? AND version = ?", (business, version)
            ).fetchone()
            return read(EDITION, row["doc"]) if row else None

    def editions(self, business: BusinessId, *, before: int | None = None, limit: int = 20) -> list[Edition]:
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT doc FROM editions WHERE business = ? AND (? IS NULL OR version < ?) ORDER BY version DESC LIMIT ?",
                (business, before, before, limit),
            ).fetchall()
            return readable(lambda row: read(EDITION, row["doc"]), rows)


def _business(row: sqlite3.Row) -> Business:
    with reading("business"):
        return Business.model_validate_json(row["doc"], extra="ignore")
