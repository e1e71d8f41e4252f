"""Keep what was said in a call without saying whose it was: other names and numbers stand for theirs, nobody called, and the sound is
gone, in which they cannot be covered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from receptionist.business.definition import Business
from receptionist.calls.record import WORDLESS, CallRecord
from receptionist.desk.desk import Desk
from receptionist.desk.forget_call import SETTLED, CallGoesOn, RecordingOnItsWay
from receptionist.ids import CallId, Phone
from receptionist.ports import ObjectStore

Mask = Callable[[str, datetime], str]
"""Gives words with other names and numbers, the same one for the same."""
REDACTED = "redacted"
"""Type of the event that says so."""
KEPT: tuple[str, ...] = (
    "type",
    "call",
    "business",
    "at",
    "seq",
    "language",
    "interrupted",
    "effect",
    "resumed",
    "final",
)
"""What an event tells of nobody."""


def redact_call(desk: Desk, business: Business, call: CallId, recordings: ObjectStore, mask: Mask) -> CallRecord | None:
    """None: there is no such call. The sound goes first, so that a try that was broken off is done again. Safe to repeat. Raises
    CallGoesOn, RecordingOnItsWay, Unavailable."""
    record = desk.calls.get(business.id, call)
    if record is None or record.erased is not None:
        return record
    if record.status != "ended" or record.ended is None:
        raise CallGoesOn("the call is still going on")
    if record.recording:
        recordings.remove(business.id, record.recording)
    elif record.ended > desk.clock() - SETTLED:
        raise RecordingOnItsWay("its recording may still be on its way: try again a quarter of an hour after the call")
    memories = desk.shelf().memories
    if memories is not None and record.caller:
        memories.forget(business.id, record.caller, {call})
    desk.calls.erase(business.id, call, desk.clock(), lambda kept, at: _without(kept, at, mask))
    return desk.calls.get(business.id, call)


def is_redacted(record: CallRecord) -> bool:
    return any(event.get("type") == REDACTED for event in record.transcript)


def _without(record: CallRecord, at: datetime, mask: Mask) -> CallRecord:
    if is_redacted(record):
        return record
    told = tuple(_event(event, record.started, mask) for event in record.transcript)
    seq = max((int(event.get("seq", 0)) for event in told), default=0) + 1
    said = {"type": REDACTED, "call": record.call, "business": record.business, "at": at.isoformat(), "seq": seq}
    effects = tuple({"type": effect.get("type", "")} for effect in record.effects)
    return replace(record, caller=Phone(""), transcript=(*told, said), recording="", effects=effects)


def _event(event: dict[str, Any], at: datetime, mask: Mask) -> dict[str, Any]:
    kind = event.get("type")
    if kind in WORDLESS or kind in ("mood", "handed_over"):
        return event
    known = {name: event[name] for name in KEPT if name in event}
    match kind:
        case "caller.said" | "assistant.said":
            return {**known, "text": mask(str(event.get("text", "")), at), "confidence": event.get("confidence", 0.0)}
        case "call.started":
            return {**known, "caller": ""}
        case "keys":
            return {**known, "digits": "…"}
        case _:
            return {**known, "detail": {}}
