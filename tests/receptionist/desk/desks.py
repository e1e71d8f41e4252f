"""A desk whose clock is set by hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from receptionist.adapters.memory.bookings import MemoryBookingStore
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.adapters.memory.errands import MemoryErrandStore
from receptionist.adapters.memory.messages import MemoryMessageStore
from receptionist.adapters.memory.rows import MemoryRowStore
from receptionist.desk.desk import Desk
from receptionist.ports import BookingStore, MessageStore
from tests.receptionist.booking.houses import NOW


@dataclass
class Watch:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **long: float) -> None:
        self.now += timedelta(**long)


@dataclass
class Codes:
    """C0, C1, ...; `next_ones` come first."""

    numbers: "count[int]" = field(default_factory=count)
    next_ones: list[str] = field(default_factory=list)

    def __call__(self) -> str:
        return self.next_ones.pop(0) if self.next_ones else f"C{next(self.numbers)}"


def desk_of(
    watch: Watch, codes: Codes, bookings: BookingStore | None = None, messages: MessageStore | None = None
) -> Desk:
    """In this process's memory unless told otherwise."""
    messages = messages or MemoryMessageStore()
    rows, errands = MemoryRowStore(watch), MemoryErrandStore()
    bookings = bookings or MemoryBookingStore(messages, rows, errands)
    return Desk(MemoryBusinessStore(), bookings, MemoryCallStore(), messages, watch, lambda: "id", codes, rows, errands)
