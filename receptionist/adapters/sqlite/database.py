"""One SQLite file shared by the threads, and the processes, of one machine.

Write-ahead log: readers never wait for the writer. `BEGIN IMMEDIATE`: a writer has the file to itself from its first
read on, so what it decided on cannot move under it. `synchronous=FULL`: what was committed survives a killed process
and a power cut (https://www.sqlite.org/pragma.html#pragma_synchronous). `secure_delete`: what is deleted is overwritten, so
that it is not read out of the file afterwards.
"""

import pkgutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from receptionist.errors import Misconfigured, StoreUnavailable

VERSION = 2
"""Of the tables, kept in `user_version`."""

STEPS: dict[int, str] = {
    1: """
        ALTER TABLE texts ADD COLUMN home TEXT NOT NULL DEFAULT '';
        DROP INDEX IF EXISTS texts_waiting;
    """,
}
"""SQL that changes the tables of that version into those of the next. Files only ever move forward; tables that are new
come by themselves, whatever the version."""


class Database:
    """Connections to one file, one per thread. Every sqlite3.Error leaves here as StoreUnavailable."""

    def __init__(self, path: Path, *, patience_s: float = 5.0) -> None:
        """Makes the folder, the file and the tables if need be. `patience_s`: longest wait for another writer.

        Raises Misconfigured if a later version of the program has written the file.
        """
        self._path = path
        self._patience_s = patience_s
        self._connections: dict[threading.Thread, sqlite3.Connection] = {}
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        self._closed = False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection().execute("PRAGMA journal_mode=WAL")
            self._bring_up_to_date()
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise StoreUnavailable(f"{path}: {error}") from error
        except BaseException:
            self.close()
            raise

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of everything."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """All or nothing: commits at the end of the block, rolls back if anything is raised in it. Not to be nested."""
        # SQLite lets whoever happens to look in a free moment write, and some wait in vain: threads of one process stand in line.
        if not self._writing.acquire(timeout=self._patience_s):
            raise StoreUnavailable(f"{self._path.name}: another writer takes too long")
        try:
            with self._transaction("BEGIN IMMEDIATE") as connection:
                yield connection
        finally:
            self._writing.release()

    def close(self) -> None:
        """Closes the connections of all threads. Safe to repeat; later use raises StoreUnavailable."""
        with self._opening:
            self._closed = True
            for connection in self._connections.values():
                connection.close()
            self._connections.clear()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._connection()
            connection.execute(begin)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise StoreUnavailable(f"{self._path.name}: {error}") from error

    def _connection(self) -> sqlite3.Connection:
        thread = threading.current_thread()
        connection = self._connections.get(thread)
        if connection is not None:
            return connection
        with self._opening:
            if self._closed:
                raise StoreUnavailable(f"{self._path.name} is closed")
            for gone in [known for known in self._connections if not known.is_alive()]:
                self._connections.pop(gone).close()
            # check_same_thread off: `close` and the line above close the connections of other threads.
            connection = sqlite3.connect(
                self._path, timeout=self._patience_s, isolation_level=None, check_same_thread=False
            )
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA secure_delete=ON")
            self._connections[thread] = connection
            return connection

    def _bring_up_to_date(self) -> None:
        with self.write() as connection:
            version: int = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise Misconfigured(f"{self._path} was written by a later version of this program")
            steps = [STEPS[step] for step in range(version, VERSION)] if version else []
            for script in (*steps, *_schemas()):
                for statement in _statements(script):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _schemas() -> list[str]:
    """The constant SCHEMA of every store module beside this one."""
    package = __name__.rpartition(".")[0]
    folder = str(Path(__file__).parent)
    modules = [import_module(f"{package}.{found.name}") for found in pkgutil.iter_modules([folder])]
    return [module.SCHEMA for module in modules if hasattr(module, "SCHEMA")]


def _statements(script: str) -> Iterator[str]:
    """`executescript` would commit the transaction in hand, so statements go one by one."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        raise ValueError(f"unfinished statement: {pending.strip()}")
