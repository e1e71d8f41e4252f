"""What the stores have in common: how a record looks when kept, and which of two reports of it counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Literal, TypeVar

from pydantic import TypeAdapter

from receptionist.business.versions import Edition
from receptionist.calls.record import CallRecord, Checkpoint
from receptionist.ids import Phone
from receptionist.messages.model import MessageStatus, TakenMessage, TextMessage
from receptionist.ports import Errand

T = TypeVar("T")

CALL = TypeAdapter(CallRecord)
CHECKPOINT = TypeAdapter(Checkpoint)
TEXT = TypeAdapter(TextMessage)
TAKEN = TypeAdapter(TakenMessage)
ERRAND = TypeAdapter(Errand)
EDITION = TypeAdapter(Edition)
EVENTS: TypeAdapter[Sequence[dict[str, Any]]] = TypeAdapter(tuple[dict[str, Any], ...])

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""When a checkpoint nobody saved was saved."""

ERRAND_KEPT = timedelta(days=30)
"""How long an errand that is done or dead can still be looked at and revived: it holds what it was about, so no longer."""


def document(adapter: TypeAdapter[T], record: T) -> str:
    """JSON. A field that is added to a record later needs a default, so that old documents stay readable."""
    return adapter.dump_json(record).decode()


def instant(at: datetime | None) -> str:
    """A key that sorts as time does, always 27 characters; "0", before all of them, for never."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if at else "0"


def digest(token: str) -> str:
    """What is kept of a token: nobody who reads the store can show it."""
    return sha256(token.encode()).hexdigest()


_ORDER = {
    MessageStatus.QUEUED: 0,
    MessageStatus.SENDING: 1,
    MessageStatus.SENT: 2,
    MessageStatus.DELIVERED: 3,
    MessageStatus.UNDELIVERED: 3,
    MessageStatus.FAILED: 3,
}


def before(status: MessageStatus) -> frozenset[MessageStatus]:
    """The states that a text may come from to be in this one. Status callbacks overtake one another."""
    return frozenset(earlier for earlier, order in _ORDER.items() if order < _ORDER[status])


def settled(message: TextMessage, status: MessageStatus, vendor_id: str, error: str) -> TextMessage:
    """The text after one more report about it."""
    known_as = message.vendor_id or vendor_id
    if message.status not in before(status):
        return replace(message, vendor_id=known_as)
    return replace(message, status=status, vendor_id=known_as, error=error, lease_until=None)


def text_of_nobody(message: TextMessage) -> TextMessage:
    """What stays of a text whose recipient is to be forgotten: that there was one, and what became of it. One that waits
    to be sent is not sent any more."""
    gone = message.status in (MessageStatus.QUEUED, MessageStatus.SENDING)
    return replace(
        message,
        to=Phone(""),
        body="",
        vendor_id="",
        status=MessageStatus.FAILED if gone else message.status,
        error="erased" if gone else message.error,
        lease_until=None,
    )


def errand_settled(
    known: Errand, claimed: Errand, status: Literal["waiting", "done", "dead"], due: datetime | None, error: str
) -> Errand | None:
    """The errand after its claimer told what became of it. None if it is no longer that claimer's."""
    if known.lease_until != claimed.lease_until or known.status != "waiting":
        return None
    return replace(known, status=status, due=due or known.due, lease_until=None, error=error)


def completed(kept: CallRecord | None, reported: CallRecord) -> CallRecord:
    """The record of an ended call after one more report of its end, whichever comes first.

    Who called whom and when is as it was first written. What the handler tells (it has the transcript) goes before
    what the carrier tells, which knows it up to the last checkpoint at most; of two reports alike the first counts. A recording's name is taken from wherever it comes,
    also to a call that was erased: whoever erases it has to know that there is one.
    """
    if kept is None:
        return replace(reported, status="ended")
    if kept.erased is not None:
        return replace(
            kept, status="ended", ended=kept.ended or reported.ended, recording=kept.recording or reported.recording
        )
    teller, other = (kept, reported) if kept.status == "ended" else (reported, kept)
    if len(reported.transcript) > len(kept.transcript):
        teller, other = reported, kept
    return replace(
        kept,
        status="ended",
        ended=teller.ended or other.ended,
        outcome=teller.outcome or other.outcome,
        language=teller.language,
        resumes=max(kept.resumes, reported.resumes),
        transcript=teller.transcript or other.transcript,
        recording=teller.recording or other.recording,
        effects=teller.effects or other.effects,
        overlays=teller.overlays or other.overlays,
    )
