"""How another process goes on: what one that was lost in the middle of a turn had done, and what one that gave the call away at a
quiet moment was waiting for."""

from dataclasses import asdict, replace
from datetime import datetime, timedelta

from receptionist.booking.model import Status
from receptionist.business.definition import Business
from receptionist.conversation.places import booking_from, slot_from
from receptionist.conversation.reply import Expectation, Reply
from receptionist.conversation.state import DialogueState, Filled, Task
from receptionist.ids import BookingId
from receptionist.ports import BookingStore

UNHEARD = "unheard"
"""Key of the state's `extra`: what was said last tells of something done, and the caller may not have heard it to its end."""

HANDED_OVER = "handed_over"
"""Key of the state's `extra`: the call was given away between two turns, when, and what the caller was expected to answer."""
NOTICED = timedelta(seconds=2)
"""A silence so long, where it was the caller's turn anyway, is noticed."""


def handed_over(reply: Reply, at: datetime) -> DialogueState:
    """The state of a reply that was heard to its end, and has not been answered."""
    awaited = {**asdict(reply.expect), "at": at.isoformat()}
    return replace(reply.state, extra={**reply.state.extra, HANDED_OVER: awaited})


def taken_over(state: DialogueState, now: datetime) -> Reply | None:
    """With nothing to say: the caller goes on as if nothing had been. None: the call was lost, or the gap has been noticed."""
    awaited = state.extra.get(HANDED_OVER)
    if not isinstance(awaited, dict) or UNHEARD in state.extra or state.ended:
        return None
    if not timedelta(0) <= now - datetime.fromisoformat(awaited["at"]) <= NOTICED:
        return None
    expect = Expectation(awaited["slot"], awaited["kind"], tuple(awaited["phrases"]), awaited["patience_s"])
    return Reply((), not_handed_over(state), expect)


def not_handed_over(state: DialogueState) -> DialogueState:
    """The same, for whoever has taken it: a later loss is no quiet one."""
    return replace(state, extra={key: value for key, value in state.extra.items() if key != HANDED_OVER})


def unheard(reply: Reply) -> DialogueState:
    """The state of a reply that is about to be said."""
    if all(effect.type.startswith("hold.") for effect in reply.effects):
        return reply.state
    return replace(reply.state, extra={**reply.state.extra, UNHEARD: True})


def heard_out(state: DialogueState) -> DialogueState:
    """The same, once it was heard, or the caller has broken into it."""
    return replace(state, extra={key: value for key, value in state.extra.items() if key != UNHEARD})


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
