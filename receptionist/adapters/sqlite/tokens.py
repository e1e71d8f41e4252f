"""Tokens used once, in SQLite."""

from datetime import timedelta

from receptionist.adapters.records import digest, instant
from receptionist.adapters.sqlite.database import Database
from receptionist.clock import Clock, system_clock

SCHEMA = """
CREATE TABLE IF NOT EXISTS tokens (
    token TEXT NOT NULL PRIMARY KEY,
    until TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tokens_expiring ON tokens (until);
"""


class SqliteRedeemer:
    """Keeps the promise of Redeemer in one file."""

    def __init__(self, database: Database, *, clock: Clock = system_clock) -> None:
        self._database = database
        self._clock = clock

    def redeem(self, token: str, seconds: float) -> bool:
        now = self._clock()
        with self._database.write() as connection:
            connection.execute("DELETE FROM tokens WHERE until <= ?", (instant(now),))
            added = connection.execute(
                "INSERT OR IGNORE INTO tokens (token, until) VALUES (?, ?)",
                (digest(token), instant(now + timedelta(seconds=seconds))),
            )
            return added.rowcount == 1
