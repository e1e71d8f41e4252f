"""A process that holds and books as fast as it can and says each booking only once it is committed; made to be killed."""

import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.booking.model import Customer, Slot
from receptionist.booking.requests import BookingRequest
from receptionist.business.load import load_business
from receptionist.desk.desk import Desk
from receptionist.desk.hold_slot import hold_slot
from receptionist.desk.take_booking import take_booking
from receptionist.ids import BookingId, Phone, ResourceId, ServiceId, random_code, random_id
from receptionist.spans import Span

NOW = datetime(2027, 1, 4, 20, 0, tzinfo=UTC)
FIRST = datetime(2027, 1, 6, 1, 0, tzinfo=UTC)
"""Five in the afternoon in San Francisco; a second sitting begins two hours later."""
BUSINESS = Path(__file__).parents[2] / "local" / "businesses" / "restaurant.yaml"


def desk_at(database: Database) -> Desk:
    return Desk(
        MemoryBusinessStore(), SqliteBookingStore(database), MemoryCallStore(), SqliteMessageStore(database), lambda: NOW,
        random_id, random_code, SqliteRowStore(database, clock=lambda: NOW), SqliteErrandStore(database),
    )  # fmt: skip


def main() -> None:
    business = load_business(BUSINESS)
    desk = desk_at(Database(Path(sys.argv[1])))
    for number in count():
        start = FIRST + timedelta(days=number // 2, hours=2 * (number % 2))
        slot = Slot(
            ServiceId("table"), Span(start, start + timedelta(minutes=105)), (ResourceId("t1"), ResourceId("t2"))
        )
        guest = Customer("Anna", Phone(f"+1415555{number:04}"))
        hold_slot(desk, business, slot, hold=f"h{number}", covers=3)
        request = BookingRequest(BookingId(f"b{number}"), slot, 3, guest, hold=f"h{number}")
        print(f'"{take_booking(desk, business, request).id}"', flush=True)  # noqa: T201
