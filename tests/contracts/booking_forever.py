"""A process that books as fast as it can and says each booking only once it is committed; made to be killed."""

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
from receptionist.desk.take_booking import take_booking
from receptionist.ids import BookingId, Phone, ResourceId, ServiceId, random_code, random_id
from receptionist.spans import Span

START = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)
BUSINESS = Path(__file__).parents[2] / "local" / "businesses" / "restaurant.yaml"


def main() -> None:
    database = Database(Path(sys.argv[1]))
    business = load_business(BUSINESS)
    bookings, messages = SqliteBookingStore(database), SqliteMessageStore(database)
    desk = Desk(
        MemoryBusinessStore(),
        bookings,
        MemoryCallStore(),
        messages,
        lambda: START,
        random_id,
        random_code,
        SqliteRowStore(database),
        SqliteErrandStore(database),
    )
    for number in count():
        start = START + timedelta(hours=2 * number)
        slot = Slot(
            ServiceId("table"), Span(start, start + timedelta(minutes=90)), (ResourceId("t1"), ResourceId("t2"))
        )
        request = BookingRequest(BookingId(f"b{number}"), slot, 3, Customer("Anna", Phone("+14155550123")))
        print(f'"{take_booking(desk, business, request).id}"', flush=True)  # noqa: T201
