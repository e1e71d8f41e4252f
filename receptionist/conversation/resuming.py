"""What a process that was lost in the middle of a turn had done."""

from dataclasses import replace

from receptionist.booking.model import Status
from receptionist.business.definition import Business
from receptionist.conversation.places import booking_from, slot_from
from receptionist.conversation.state import DialogueState, Filled, Task
from receptionist.ids import BookingId
from receptionist.ports import BookingStore


def in_flight(bookings: BookingStore, business: Business, state: DialogueState) -> Task | None:
    """The task in hand as confirmed, if its effect was begun, or has happened though nobody was told."""
    task = state.tasks[-1] if state.tasks else None
    if task is None or "found" not in task.slots and "booking" not in task.slots:
        return None
    if task.pending or _happened(bookings, business, task):
        return replace(task, slots={**task.slots, "confirmed": Filled(True)})
    return None


def _happened(bookings: BookingStore, business: Business, task: Task) -> bool:
    if task.workflow == "book":
        return bookings.get(business.id, BookingId(task.effect_key)) is not None
    if task.workflow not in ("change_booking", "cancel_booking") or "booking" not in task.slots:
        return False
    before = booking_from(task.slots["booking"].value)
    now = bookings.get(business.id, before.id)
    if now is None or now.revision != before.revision + 1:
        return False
    if task.workflow == "cancel_booking":
        return now.status is Status.CANCELLED
    return "found" in task.slots and slot_from(task.slots["found"].value).span == now.span
