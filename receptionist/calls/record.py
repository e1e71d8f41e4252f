"""What is kept of a call, and the checkpoint another process goes on from."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from receptionist.ids import BusinessId, CallId, Phone


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call. Written once by the voice webhook however often it is repeated, finished once however many
    endings are reported."""

    call: CallId
    business: BusinessId
    caller: Phone
    called: Phone
    started: datetime
    business_version: int = 1
    """Of the definition the call began with, and kept to its end."""
    overlays: tuple[str, ...] = ()
    """Live overlays that stood at some turn of it, each as `id@revision`."""
    status: str = "ringing"
    """`ringing`, `live`, `ended`."""
    ended: datetime | None = None
    outcome: str = ""
    """Reason of the end, as in `CallEnded`."""
    language: str = "en"
    resumes: int = 0
    """How often a handler took the call over from a lost one."""
    transcript: tuple[dict[str, Any], ...] = ()
    """The events of the call, in order, as JSON objects (receptionist.calls.events)."""
    recording: str = ""
    """Name in the object store; empty: nothing recorded, or refused."""
    effects: tuple[dict[str, Any], ...] = ()
    erased: datetime | None = None
    """Since then it is a call of nobody: whatever is told of it later, no words and no number come back."""


WORDLESS = frozenset({
    "turn.timed", "interrupted", "interruption.over", "recording.silenced", "colleague.on", "colleague.off", "call.ended",
})  # fmt: skip
"""Events in which nobody's words, name or number can stand."""


Leaving = Callable[["CallRecord", datetime], "CallRecord"]
"""What stays of a call that is erased then."""


def of_nobody(record: CallRecord, at: datetime) -> CallRecord:
    """The same call without who called and what was said: when it was, how it ended, how quick it was."""
    return replace(
        record,
        caller=Phone(""),
        transcript=tuple(event for event in record.transcript if event.get("type") in WORDLESS),
        recording="",
        effects=(),
        erased=record.erased or at,
    )


class Lease(NamedTuple):
    """The handler of this epoch is alive until then."""

    business: BusinessId
    call: CallId
    epoch: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where a call stands after a turn."""

    call: CallId
    business: BusinessId
    epoch: int
    """Grows each time a handler takes the call; writes of an older epoch are refused (`Fenced`)."""
    state: str
    """`DialogueState` as JSON."""
    at: datetime
    caller: Phone = Phone("")
    seq: int = 0
    """Of the last event published, so that a successor goes on counting."""
    ended: bool = False
    extra: dict[str, Any] = field(default_factory=dict)
