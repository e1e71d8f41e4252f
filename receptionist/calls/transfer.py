"""A caller on the way to a person: who is rung, what they hear first, and who is next if they do not answer."""

from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import TypeAdapter, ValidationError

from receptionist.ids import Phone

HANDOVER = "handover"
"""Key of `Checkpoint.extra`: the Transfer a handler promised, as JSON."""


@dataclass(frozen=True, slots=True)
class Transfer:
    number: Phone
    label: str
    reason: str = "asked"
    warm: bool = True
    """Whoever picks up hears `summary` and presses 1 before the line is joined."""
    ring_seconds: int = 20
    summary: str = ""
    """Who is calling and why, in `language`: for the person, never for the caller."""
    language: str = "en"
    next: tuple["Transfer", ...] = field(default=())
    """Rung in this order while nobody answers."""

    def tried(self, times: int) -> "Transfer | None":
        """Whom to ring after so many did not answer; None: everybody was rung."""
        everybody = (self, *self.next)
        return replace(everybody[times], next=()) if 0 <= times < len(everybody) else None


_TRANSFER = TypeAdapter(Transfer)


def transfer_json(transfer: Transfer) -> dict[str, Any]:
    content: dict[str, Any] = _TRANSFER.dump_python(transfer, mode="json")
    return content


def transfer_from(content: Any) -> Transfer | None:
    """None: it is none."""
    try:
        return _TRANSFER.validate_python(content)
    except ValidationError:
        return None
