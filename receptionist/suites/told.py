"""What came of a turn, in the shapes of `firstring converse` and of suites."""

from typing import Any

from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.conversation.commands import Command
from receptionist.conversation.reply import Effect
from receptionist.conversation.state import DialogueState


def slots_of(state: DialogueState) -> dict[str, Any]:
    """The slots of the task in hand, or of the one done last."""
    hidden = {
        "found",
        "booking",
        "confirmed",
        "booked",
        "changed",
        "cancelled",
        "kept",
        "told",
        "reread",
        "lost",
        "handed_over",
        "wished",
        "picked",
        "first",
        "phone_begun",
        "shift",
        "party_change",
    }
    if state.tasks:
        slots = {name: filled.value for name, filled in state.tasks[-1].slots.items()}
    else:
        last = state.extra.get("last_slots")
        slots = dict(last) if isinstance(last, dict) else {name: filled.value for name, filled in state.known.items()}
    return {name: value for name, value in slots.items() if name not in hidden and "." not in name}


def command_name(command: Command) -> str:
    """`set_slot` of SetSlot."""
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in type(command).__name__).lstrip("_")


def effect_json(effect: Effect, business: Business) -> dict[str, Any]:
    """An effect in the contract's shape."""
    content: dict[str, Any] = {"type": effect.type, **effect.detail}
    booking = effect.booking
    if booking is not None:
        content["booking"] = {
            "id": booking.id, "code": booking.code, "business": booking.business, "service": booking.service,
            "start": booking.span.start.isoformat(), "end": booking.span.end.isoformat(),
            "local_start": local(business, booking.span.start).isoformat(), "party_size": booking.party_size,
            "resources": list(booking.resources), "customer": {"name": booking.customer.name, "phone": booking.customer.phone},
            "status": booking.status.value, "revision": booking.revision, "notes": booking.notes,
        }  # fmt: skip
    return content
