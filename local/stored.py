"""The stores of a data folder, for commands that look at or change what a service on this machine keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.clock import Clock, system_clock
from receptionist.desk.desk import Desk
from receptionist.errors import Misconfigured
from receptionist.ids import random_code, random_id
from receptionist.knowledge.library import Library

DATABASE = "firstring.sqlite"


def desk_on(database: Database, clock: Clock = system_clock, library: Library | None = None) -> Desk:
    """The desk whose stores all lie in this database."""
    return Desk(
        businesses=SqliteBusinessStore(database),
        bookings=SqliteBookingStore(database, clock=clock),
        calls=SqliteCallStore(database),
        messages=SqliteMessageStore(database),
        clock=clock,
        new_id=random_id,
        new_code=random_code,
        rows=SqliteRowStore(database, clock=clock),
        errands=SqliteErrandStore(database),
        library=library,
    )


@contextmanager
def stored_desk(data: Path, clock: Clock = system_clock) -> Iterator[Desk]:
    """The desk of that folder, also while a service runs on it. Raises Misconfigured if none ever did."""
    store = data / DATABASE
    if not store.is_file():
        raise Misconfigured(f"{store} is not there: name the folder of `firstring up` with --data, or start it once")
    database = Database(store)
    try:
        yield desk_on(database, clock)
    finally:
        database.close()
