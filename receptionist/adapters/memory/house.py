"""A house that ends with its conversation: empty stores, and the mind in front of them."""

from dataclasses import dataclass, field

from receptionist.adapters.memory.bookings import MemoryBookingStore
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.adapters.memory.errands import MemoryErrandStore
from receptionist.adapters.memory.messages import MemoryMessageStore
from receptionist.adapters.memory.rows import MemoryRowStore
from receptionist.business.definition import Business
from receptionist.clock import Clock
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.knowledge.library import Library
from receptionist.knowledge.lint import Understand


@dataclass(slots=True)
class MemoryHouse:
    """Of one conversation. Documents are read from the real house's shelf; nothing is written there."""

    real: Desk
    understand: Understand
    library: Library
    _desk: Desk | None = field(default=None, init=False)

    def desk(self, clock: Clock) -> Desk:
        """The same for all; the first clock stays."""
        if self._desk is None:
            messages, rows, errands = MemoryMessageStore(), MemoryRowStore(clock), MemoryErrandStore()
            self._desk = Desk(
                businesses=MemoryBusinessStore(),
                bookings=MemoryBookingStore(messages, rows, errands),
                calls=MemoryCallStore(),
                messages=messages,
                clock=clock,
                new_id=self.real.new_id,
                new_code=self.real.new_code,
                rows=rows,
                errands=errands,
                library=self.library,
            )
        return self._desk

    def receptionist(self, clock: Clock, *, strict: bool = False) -> Receptionist:
        return Receptionist(self.desk(clock), self.understand, strict=strict)

    def business(self, wanted: Business, clock: Clock) -> Business:
        """Kept in the stores."""
        return self.desk(clock).businesses.put(wanted)
