"""What the processes of a fleet share: one SQLite file, one folder of stored sound, the same keys."""

from dataclasses import dataclass
from datetime import timedelta
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
from receptionist.ids import random_code, random_id

ACCOUNT = "AC" + "0" * 32
TOKEN = "of-a-fleet-that-lives-for-one-measurement"
TICKET_KEY = b"of a fleet that lives for one measurement"
VENDOR_KEY = "key-of-the-stand-in"


@dataclass(frozen=True, slots=True)
class Place:
    """Where the processes of one fleet meet. `ahead_s`: their clock's, of the machine's."""

    data: Path
    ahead_s: float = 0.0

    @property
    def clock(self) -> Clock:
        ahead = timedelta(seconds=self.ahead_s)
        return lambda: system_clock() + ahead

    @property
    def sounds(self) -> Path:
        return self.data / "sounds"

    @property
    def recordings(self) -> Path:
        return self.data / "recordings"

    def database(self) -> Database:
        return Database(self.data / "fleet.sqlite", patience_s=10.0)


def desk_on(database: Database, clock: Clock) -> Desk:
    return Desk(
        SqliteBusinessStore(database), SqliteBookingStore(database, clock=clock), SqliteCallStore(database),
        SqliteMessageStore(database), clock, random_id, random_code, SqliteRowStore(database, clock=clock),
        SqliteErrandStore(database),
    )  # fmt: skip
