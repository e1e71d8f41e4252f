"""The book of this process, forgotten with it. For tests and suites; held to the same promises."""

from collections.abc import Sequence

from receptionist.adapters.memory.errands import MemoryErrandStore
from receptionist.adapters.memory.rows import MemoryRowStore
from receptionist.booking.model import Booking, Page, PageKey
from receptionist.ids import BookingId, BusinessId, Phone
from receptionist.ports import BookChange, CodeTaken, Conflict, MessageStore
from receptionist.spans import Span


class MemoryBookingStore:
    """Keeps the promises of BookingStore under one lock. `outbox`, `rows` and `errands` get their parts of a change."""

    def __init__(
        self,
        outbox: MessageStore | None = None,
        rows: MemoryRowStore | None = None,
        errands: MemoryErrandStore | None = None,
    ) -> None:
        self._rows = rows or MemoryRowStore()
        self._lock = self._rows.lock
        self._outbox = outbox
        self._errands = errands or MemoryErrandStore()
        self._pages: dict[tuple[BusinessId, PageKey], Page] = {}
        self._bookings: dict[tuple[BusinessId, BookingId], Booking] = {}

    def pages(self, business: BusinessId, keys: Sequence[PageKey]) -> list[Page]:
        with self._lock:
            return [self._pages.get((business, key), Page(key)) for key in keys]

    def commit(self, business: BusinessId, change: BookChange) -> None:
        with self._lock:
            for page in change.pages:
                if self._pages.get((business, page.key), page).version != page.version or (
                    page.version and (business, page.key) not in self._pages
                ):
                    raise Conflict(f"{page.key.resource} {page.key.day} has moved")
            self._rows.check(business, change.rows)
            if change.booking is not None:
                self._check(business, change.booking)
                self._bookings[business, change.booking.id] = change.booking
            for row in change.rows:
                self._rows.write(business, row)
            for page in change.pages:
                self._pages[business, page.key] = Page(page.key, page.version + 1, page.entries)
            for errand in change.errands:
                self._errands.add(errand)
            if self._outbox is not None:
                for message in change.messages:
                    self._outbox.queue(message)

    def get(self, business: BusinessId, booking: BookingId) -> Booking | None:
        with self._lock:
            return self._bookings.get((business, booking))

    def by_code(self, business: BusinessId, code: str) -> Booking | None:
        return next((booking for booking in self._of(business) if booking.code == code), None)

    def by_phone(self, business: BusinessId, phone: Phone) -> list[Booking]:
        return [booking for booking in self._of(business) if booking.customer.phone == phone]

    def during(self, business: BusinessId, span: Span) -> list[Booking]:
        return [booking for booking in self._of(business) if booking.span.overlaps(span)]

    def _of(self, business: BusinessId) -> list[Booking]:
        with self._lock:
            found = [booking for (owner, _), booking in self._bookings.items() if owner == business]
        return sorted(found, key=lambda booking: (booking.span.start, booking.id))

    def _check(self, business: BusinessId, booking: Booking) -> None:
        known = self._bookings.get((business, booking.id))
        if (known.revision if known else 0) != booking.revision - 1:
            raise Conflict(f"booking {booking.id} has moved")
        for (owner, other), one in self._bookings.items():
            if owner == business and other != booking.id and one.code == booking.code:
                raise CodeTaken(f"code {booking.code} is taken")
