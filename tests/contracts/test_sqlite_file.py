"""The file a one-machine receptionist keeps everything in."""

import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import VERSION, Database
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.errors import Misconfigured, StoreUnavailable
from receptionist.ids import CallId
from tests.fakes.racing import at_once
from tests.fakes.records import NOON, RESTAURANT, a_call, a_text, later

REPOSITORY = Path(__file__).parents[2]

WRITER = """
import sys
from pathlib import Path
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import Database
from tests.fakes.records import a_call, a_checkpoint
from receptionist.ids import CallId
store = SqliteCallStore(Database(Path(sys.argv[1])))
for number in range(100_000):
    call = f"CA{number}"
    store.begin(a_call(call))
    store.take(a_call().business, CallId(call))
    store.save(a_checkpoint(call, state=str(number)))
    print(call, flush=True)
"""


def test_what_was_committed_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "firstring.sqlite"
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline().strip() for _ in range(25)]
        os.kill(writer.pid, signal.SIGKILL)
        told += [line.strip() for line in writer.stdout if line.endswith("\n")]
    with closing(Database(path)) as database:
        store = SqliteCallStore(database)
        for call in told:
            checkpoint = store.checkpoint(RESTAURANT, CallId(call))
            assert checkpoint is not None
            assert f"CA{checkpoint.state}" == call
        assert store.take(RESTAURANT, CallId(told[0])) is not None


def test_two_processes_share_the_file(tmp_path: Path) -> None:
    path = tmp_path / "firstring.sqlite"
    with closing(Database(path)) as one, closing(Database(path)) as two:
        stores = [SqliteMessageStore(one), SqliteMessageStore(two)]
        for number in range(20):
            stores[0].queue(a_text(f"m{number}"))
        taken = at_once(lambda number: stores[number % 2].claim(NOON, later(30), limit=2), threads=10)
        ids = [message.id for messages in taken for message in messages]
        assert len(ids) == len(set(ids)) == 20


def test_several_who_open_a_new_file_at_once_all_find_its_tables(tmp_path: Path) -> None:
    def use(number: int) -> None:
        with closing(Database(tmp_path / "firstring.sqlite", patience_s=20)) as database:
            SqliteCallStore(database).begin(a_call(f"CA{number}"))

    at_once(use, threads=8)
    with closing(Database(tmp_path / "firstring.sqlite")) as database:
        assert len(SqliteCallStore(database).recent(RESTAURANT)) == 8


def test_threads_that_are_gone_leave_no_open_connection(database: Database) -> None:
    store = SqliteCallStore(database)
    for number in range(20):
        with ThreadPoolExecutor(1) as pool:
            pool.submit(store.begin, a_call(f"CA{number}")).result()
    assert len(database._connections) <= 3


def test_a_file_of_a_later_version_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "firstring.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(Misconfigured, match="later version"):
        Database(path)


def test_a_file_that_is_no_database_is_an_unavailable_store(tmp_path: Path) -> None:
    path = tmp_path / "firstring.sqlite"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(StoreUnavailable):
        Database(path)


def test_a_writer_kept_waiting_too_long_gives_up(tmp_path: Path) -> None:
    path = tmp_path / "firstring.sqlite"
    with closing(Database(path)) as one, closing(Database(path, patience_s=0.05)) as two, one.write():
        with pytest.raises(StoreUnavailable):
            SqliteCallStore(two).begin(a_call())
        assert SqliteCallStore(two).recent(RESTAURANT) == []


def test_a_closed_file_is_an_unavailable_store(tmp_path: Path) -> None:
    database = Database(tmp_path / "firstring.sqlite")
    database.close()
    database.close()
    with pytest.raises(StoreUnavailable):
        SqliteCallStore(database).recent(RESTAURANT)
