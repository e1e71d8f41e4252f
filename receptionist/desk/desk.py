"""What every verb works with. Built once per process by a composition root.

The verbs, one per file, all blocking, all taking the Desk first:

    find_slots(desk, business, request) -> Offer
    hold_slot(desk, business, slot, hold=..., covers=...) -> datetime (when it expires)
    release_hold(desk, business, slot, hold=...) -> None
    take_booking(desk, business, request) -> Booking
    change_booking(desk, business, request) -> Booking
    cancel_booking(desk, business, booking_id, revision=..., ...) -> Booking
    find_bookings(desk, business, phone=..., names=..., code=..., day=..., at=...) -> list[Booking]
    find_own_visits(desk, business, heard, phone=..., code=...) -> list[Booking]
    take_message(desk, business, message) -> TakenMessage
    answer_call, finish_call, send_texts, receive_text
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from receptionist.business.definition import Business
from receptionist.clock import Clock
from receptionist.ids import NewId
from receptionist.ports import BookingStore, BusinessStore, CallStore, ErrandStore, MessageStore, RowStore

if TYPE_CHECKING:
    from receptionist.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class Desk:
    businesses: BusinessStore
    bookings: BookingStore
    calls: CallStore
    messages: MessageStore
    clock: Clock
    new_id: NewId
    new_code: NewId
    """Draws a booking's code (receptionist.ids.random_code)."""
    rows: RowStore
    errands: ErrandStore
    default_home: str = ""
    """Home region of businesses that name none."""
    here: str = ""
    """The region this process works for: it does the errands and sends the texts of businesses whose home it is."""
    library: "Library | None" = None
    """What businesses may be quoted with; None: by words alone."""

    def shelf(self) -> "Library":
        """The library of this process, or one for this question."""
        from receptionist.knowledge.library import Library  # noqa: PLC0415  most functions never open a book

        return self.library or Library(self.rows)

    def home(self, business: Business) -> str:
        """The region where the business's texts and errands are sent and its bookings are written. Empty on one machine,
        whatever the definition says."""
        if not self.default_home:
            return ""
        return business.home_region or self.default_home
