"""What the API answers, as JSON."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from receptionist.business.definition import Language
from receptionist.calls.figures import cost
from receptionist.calls.record import CallRecord
from receptionist.desk.redact_call import is_redacted
from receptionist.messages.model import MessageStatus, TakenMessage, TextMessage


class CallSummary(BaseModel):
    call: str
    business: str
    business_version: int
    overlays: tuple[str, ...]
    """Live overlays that stood at some turn, as `id@revision`."""
    caller: str
    called: str
    started: datetime
    ended: datetime | None
    status: str
    outcome: str
    language: str
    resumes: int
    recording: str
    seconds: float | None
    """How long it took; None: it has not ended."""
    usd: float
    """What hearing, thinking and speaking cost."""
    happened: list[str]
    """What came of it, each once, in order: `booking.confirmed`, `gap.recorded`, ..."""
    turns: int
    """Answers that were timed."""
    slowest_ms: float | None
    """The slowest of them, from the end of the caller's speech to the first sound."""
    moods: list[str]
    """The caller seemed so at some time: `frustrated`, `urgent`, `hesitant`."""
    redacted: bool
    """Names and numbers in it are others, and there is no sound."""
    erased: datetime | None
    """Since then it is a call of nobody."""

    @classmethod
    def of(cls, record: CallRecord) -> "CallSummary":
        return cls(**_summed_up(record, cls.model_fields))


class CallDetail(CallSummary):
    transcript: list[dict[str, Any]]
    """The call's events, in order, as they went over the live feed."""
    effects: list[dict[str, Any]]

    @classmethod
    def of(cls, record: CallRecord) -> "CallDetail":
        return cls(**_summed_up(record, cls.model_fields))


def _summed_up(record: CallRecord, wanted: Collection[str]) -> dict[str, Any]:
    times = [float(event["total_ms"]) for event in record.transcript if event.get("type") == "turn.timed"]
    done = [str(event.get("effect")) for event in record.transcript if event.get("type") == "effect"]
    counted: dict[str, Any] = {
        "seconds": (record.ended - record.started).total_seconds() if record.ended else None,
        "usd": cost(record),
        "happened": list(dict.fromkeys(done)),
        "moods": sorted(
            {mood for event in record.transcript if event.get("type") == "mood" for mood in event["moods"]}
        ),
        "redacted": is_redacted(record),
        "turns": len(times),
        "slowest_ms": max(times, default=None),
    }
    return {name: counted[name] if name in counted else getattr(record, name) for name in wanted}


class TextSent(BaseModel):
    id: str
    to: str
    body: str
    status: MessageStatus
    created: datetime | None
    booking: str | None
    call: str | None
    error: str

    @classmethod
    def of(cls, message: TextMessage) -> "TextSent":
        return cls(**{name: getattr(message, name) for name in cls.model_fields})


class MessageTaken(BaseModel):
    id: str
    caller: str
    name: str
    text: str
    taken: datetime
    wants_call_back: bool
    call: str | None

    @classmethod
    def of(cls, message: TakenMessage) -> "MessageTaken":
        return cls(**{name: getattr(message, name) for name in cls.model_fields})


class Messages(BaseModel):
    sent: list[TextSent]
    taken: list[MessageTaken]


class BrowserCallRequest(BaseModel):
    language: Language | None = None
    """What to be greeted in; the business's first if it does not speak this one."""


class BrowserCall(BaseModel):
    """What a browser needs to open a media stream as Twilio would."""

    call: str
    account: str
    url: str
    parameters: dict[str, str]
    """The stream's custom parameters: the ticket, good for one stream within a minute."""
