"""What the API answers, as JSON."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from receptionist.business.definition import Language
from receptionist.calls.record import CallRecord
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

    @classmethod
    def of(cls, record: CallRecord) -> "CallSummary":
        return cls(**{name: getattr(record, name) for name in cls.model_fields})


class CallDetail(CallSummary):
    transcript: list[dict[str, Any]]
    """The call's events, in order, as they went over the live feed."""
    effects: list[dict[str, Any]]

    @classmethod
    def of(cls, record: CallRecord) -> "CallDetail":
        return cls(**{name: getattr(record, name) for name in cls.model_fields})


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
