"""People, their roles and their passes, in SQLite."""

import sqlite3
from dataclasses import replace
from datetime import datetime, timedelta

from receptionist.accounts.model import Membership, Person, Role, Roster, Scope
from receptionist.accounts.passes import ApiKey, Invitation, Session
from receptionist.adapters.account_records import (
    API_KEY,
    INVITATION,
    PERSON,
    ROSTER,
    SESSION,
    read_scope,
    scope_text,
)
from receptionist.adapters.records import document, instant
from receptionist.adapters.sqlite.database import Database
from receptionist.ids import BusinessId, PersonId
from receptionist.ports import AccountChange, Conflict

SCHEMA = """
CREATE TABLE IF NOT EXISTS people (
    id TEXT NOT NULL PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rosters (
    scope TEXT NOT NULL PRIMARY KEY,
    revision INTEGER NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS members (
    person TEXT NOT NULL,
    scope TEXT NOT NULL,
    role TEXT NOT NULL,
    PRIMARY KEY (person, scope)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS members_of_scope ON members (scope);
CREATE TABLE IF NOT EXISTS passes (
    digest TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    expires TEXT NOT NULL,
    doc TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS passes_of_owner ON passes (kind, owner);
CREATE INDEX IF NOT EXISTS passes_expiring ON passes (expires);
CREATE TABLE IF NOT EXISTS attempts (
    key TEXT NOT NULL PRIMARY KEY,
    until TEXT NOT NULL,
    tries INTEGER NOT NULL
) WITHOUT ROWID;
"""

_NEVER = "9"
"""Sorts after every instant."""


class SqliteAccountStore:
    """Keeps the promises of AccountStore in one file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def anybody(self) -> bool:
        with self._database.read() as connection:
            return connection.execute("SELECT 1 FROM people LIMIT 1").fetchone() is not None

    def people(self) -> list[Person]:
        with self._database.read() as connection:
            rows = connection.execute("SELECT revision, doc FROM people ORDER BY email").fetchall()
            return [_person(row) for row in rows]

    def person(self, person: PersonId) -> Person | None:
        with self._database.read() as connection:
            row = connection.execute("SELECT revision, doc FROM people WHERE id = ?", (person,)).fetchone()
            return _person(row) if row else None

    def by_email(self, email: str) -> Person | None:
        with self._database.read() as connection:
            row = connection.execute("SELECT revision, doc FROM people WHERE email = ?", (email,)).fetchone()
            return _person(row) if row else None

    def roster(self, scope: Scope) -> Roster:
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT revision, doc FROM rosters WHERE scope = ?", (scope_text(scope),)
            ).fetchone()
            return replace(ROSTER.validate_json(row["doc"]), revision=row["revision"]) if row else Roster(scope)

    def memberships(self, person: PersonId) -> tuple[Membership, ...]:
        with self._database.read() as connection:
            rows = connection.execute("SELECT scope, role FROM members WHERE person = ?", (person,)).fetchall()
            return tuple(Membership(read_scope(row["scope"]), Role(row["role"])) for row in rows)

    def commit(self, change: AccountChange) -> None:
        with self._database.write() as connection:
            if change.person is not None:
                _write_person(connection, change.person)
            if change.gone is not None:
                _only_one(
                    connection.execute(
                        "DELETE FROM people WHERE id = ? AND revision = ?", (change.gone.id, change.gone.revision)
                    )
                )
            for roster in change.rosters:
                _write_roster(connection, roster)
            for paper in change.withdrawn:
                _only_one(connection.execute("DELETE FROM passes WHERE digest = ?", (paper.digest,)))
            for paper in change.issued:
                _write_paper(connection, paper)

    def keep_session(self, session: Session) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM passes WHERE expires <= ?", (instant(session.began),))
            _write_session(connection, session)

    def session(self, digest: str) -> Session | None:
        with self._database.read() as connection:
            return _session(connection, digest)

    def prolong(self, digest: str, idle_until: datetime) -> None:
        with self._database.write() as connection:
            known = _session(connection, digest)
            if known is not None:
                _write_session(connection, replace(known, idle_until=idle_until))

    def end_session(self, digest: str) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM passes WHERE digest = ? AND kind = 'session'", (digest,))

    def invitation(self, digest: str) -> Invitation | None:
        with self._database.read() as connection:
            doc = _doc(connection, "invitation", digest)
            return INVITATION.validate_json(doc) if doc else None

    def invitations(self, scope: Scope) -> list[Invitation]:
        with self._database.read() as connection:
            found = [INVITATION.validate_json(doc) for doc in _docs(connection, "invitation", scope_text(scope))]
            return sorted(found, key=lambda one: (one.email, one.id))

    def api_key(self, digest: str) -> ApiKey | None:
        with self._database.read() as connection:
            doc = _doc(connection, "key", digest)
            return API_KEY.validate_json(doc) if doc else None

    def api_keys(self, business: BusinessId) -> list[ApiKey]:
        with self._database.read() as connection:
            found = [API_KEY.validate_json(doc) for doc in _docs(connection, "key", business)]
            return sorted(found, key=lambda one: (one.created, one.id))

    def attempt(self, key: str, now: datetime, window: timedelta, most: int) -> bool:
        with self._database.write() as connection:
            connection.execute("DELETE FROM attempts WHERE until <= ?", (instant(now),))
            counted = connection.execute(
                "INSERT INTO attempts (key, until, tries) VALUES (?, ?, 1)"
                " ON CONFLICT (key) DO UPDATE SET tries = tries + 1 WHERE tries < ?",
                (key, instant(now + window), most),
            )
            return counted.rowcount == 1

    def forget_attempts(self, key: str) -> None:
        with self._database.write() as connection:
            connection.execute("DELETE FROM attempts WHERE key = ?", (key,))


def _write_person(connection: sqlite3.Connection, person: Person) -> None:
    kept = (person.email, person.revision + 1, document(PERSON, person))
    try:
        if person.revision:
            written = connection.execute(
                "UPDATE people SET email = ?, revision = ?, doc = ? WHERE id = ? AND revision = ?",
                (*kept, person.id, person.revision),
            )
            _only_one(written)
        else:
            connection.execute("INSERT INTO people (email, revision, doc, id) VALUES (?, ?, ?, ?)", (*kept, person.id))
    except sqlite3.IntegrityError as error:
        raise Conflict("somebody has that id or address already") from error


def _write_roster(connection: sqlite3.Connection, roster: Roster) -> None:
    scope = scope_text(roster.scope)
    written = connection.execute(
        "UPDATE rosters SET revision = revision + 1, doc = :doc WHERE scope = :scope AND revision = :before"
        if roster.revision
        else "INSERT OR IGNORE INTO rosters (scope, revision, doc) VALUES (:scope, 1, :doc)",
        {"scope": scope, "doc": document(ROSTER, roster), "before": roster.revision},
    )
    _only_one(written)
    connection.execute("DELETE FROM members WHERE scope = ?", (scope,))
    connection.executemany(
        "INSERT INTO members (person, scope, role) VALUES (?, ?, ?)",
        [(member.person, scope, member.role.value) for member in roster.members],
    )


def _write_paper(connection: sqlite3.Connection, paper: Invitation | ApiKey) -> None:
    if isinstance(paper, Invitation):
        row = ("invitation", scope_text(paper.scope), instant(paper.expires), document(INVITATION, paper))
    else:
        row = ("key", paper.business, _NEVER, document(API_KEY, paper))
    connection.execute(
        "INSERT OR REPLACE INTO passes (digest, kind, owner, expires, doc) VALUES (?, ?, ?, ?, ?)",
        (paper.digest, *row),
    )


def _write_session(connection: sqlite3.Connection, session: Session) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO passes (digest, kind, owner, expires, doc) VALUES (?, 'session', ?, ?, ?)",
        (session.digest, session.person, instant(session.expires), document(SESSION, session)),
    )


def _session(connection: sqlite3.Connection, digest: str) -> Session | None:
    doc = _doc(connection, "session", digest)
    return SESSION.validate_json(doc) if doc else None


def _doc(connection: sqlite3.Connection, kind: str, digest: str) -> str | None:
    row = connection.execute("SELECT doc FROM passes WHERE digest = ? AND kind = ?", (digest, kind)).fetchone()
    return row["doc"] if row else None


def _docs(connection: sqlite3.Connection, kind: str, owner: str) -> list[str]:
    rows = connection.execute("SELECT doc FROM passes WHERE kind = ? AND owner = ?", (kind, owner)).fetchall()
    return [row["doc"] for row in rows]


def _only_one(written: sqlite3.Cursor) -> None:
    if written.rowcount != 1:
        raise Conflict("it has moved")


def _person(row: sqlite3.Row) -> Person:
    return replace(PERSON.validate_json(row["doc"]), revision=row["revision"])
