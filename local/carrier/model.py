"""The values of the phone network: numbers, texts, outcomes and what is remembered of a call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, StrEnum
from types import MappingProxyType

from local.carrier.faults import CallFault

NOTHING: Mapping[str, str] = MappingProxyType({})


class AfterAbruptEnd(Enum):
    """What the network does when a stream's socket dies without a close frame.

    Twilio documents the error (31903) but not what becomes of the call, so the
    application must cope with each of these.
    """

    CONTINUE = "continue"
    """As after a proper close: `action` if there is one, else the next verb."""

    HANG_UP = "hang_up"
    """The call ends."""

    HOLD = "hold"
    """The line stays open and silent until a REST update of the call or until the caller hangs up."""


class CallState(StrEnum):
    """Twilio's CallStatus."""

    QUEUED = "queued"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"


OVER = frozenset({CallState.COMPLETED, CallState.BUSY, CallState.FAILED, CallState.NO_ANSWER, CallState.CANCELED})


@dataclass(frozen=True, slots=True)
class TraceEvent:
    """One thing that happened in a call."""

    at: float
    """Seconds of the event loop's clock, the same for all calls of one carrier."""
    kind: str
    """"state", "webhook", "twiml", "verb", "stream", "sound", "key" or "error"."""
    name: str
    detail: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallOutcome:
    """How a call ended."""

    state: CallState
    ended_by: str
    """"caller" (or whoever was called), "document" (no verb left), "twiml" (Hangup, Reject), "api" (a REST
    update), "carrier" (the network itself) or "error"."""
    error: CallFault | None
    trace: tuple[TraceEvent, ...]
    dialled_at: float
    answered_at: float | None
    """None if nobody ever answered. Loop seconds, like every time here."""
    ended_at: float

    @property
    def duration_s(self) -> float:
        """Seconds between answer and end; 0 if never answered."""
        return 0.0 if self.answered_at is None else self.ended_at - self.answered_at


@dataclass(slots=True)
class IncomingNumber:
    """A phone number of the account and where its calls and texts go. Changeable by REST."""

    sid: str
    phone_number: str
    account_sid: str
    friendly_name: str
    created: datetime
    updated: datetime
    voice_url: str = ""
    voice_method: str = "POST"
    voice_fallback_url: str = ""
    voice_fallback_method: str = "POST"
    status_callback: str = ""
    status_callback_method: str = "POST"
    sms_url: str = ""
    sms_method: str = "POST"
    sms_fallback_url: str = ""
    sms_fallback_method: str = "POST"
    bundle_sid: str = ""
    address_sid: str = ""


@dataclass(slots=True)
class TextMessage:
    """One SMS, in or out. `status` moves on as it is sent and delivered."""

    sid: str
    account_sid: str
    from_: str
    to: str
    body: str
    status: str
    direction: str
    created: datetime
    updated: datetime
    sent: datetime | None = None
    status_callback: str = ""
    messaging_service_sid: str = ""
    error_code: int | None = None
    lost_callbacks: list[CallFault] = field(default_factory=list)
    """Status callbacks the application could not be reached for."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody outside the account who can be dialled, and how they behave."""

    answers: CallState = CallState.COMPLETED
    """COMPLETED picks up; BUSY, NO_ANSWER and FAILED do not."""
    rings_s: float = 0.2
    says: bytes = b""
    """Mu-law spoken after picking up."""
    presses: str = ""
    """Keys pressed a second after picking up."""
    talks_s: float | None = None
    """Seconds after picking up at which they hang up; None: they stay on the line."""


@dataclass(slots=True)
class CallRecording:
    """Audio kept by the network, playable through the REST API."""

    sid: str
    account_sid: str
    call_sid: str
    created: datetime
    source: str
    channels: tuple[bytes, ...]
    """Mu-law, one per channel, equally long."""
    status: str = "completed"

    @property
    def duration_s(self) -> int:
        """Whole seconds, as Twilio reports them."""
        return round(len(self.channels[0]) / 8000)


class RestFault(Enum):
    """What the REST API can be told to do to the next requests."""

    HTTP_500 = "500"
    RATE_LIMITED = "429"
    HANG = "hang"
    """Neither acts nor answers."""
    ACCEPT_THEN_DROP = "accept_then_drop"
    """Does what was asked and cuts the connection instead of answering: the client cannot know."""


@dataclass(slots=True)
class FaultPlan:
    """Faults waiting for REST requests. The first whose `path` occurs in the request's path is used up."""

    waiting: list[tuple[RestFault, str]] = field(default_factory=list)

    def next(self, count: int, fault: RestFault, path: str = "") -> None:
        """The next `count` requests with `path` in their path meet `fault`."""
        self.waiting.extend([(fault, path)] * count)

    def take(self, path: str) -> RestFault | None:
        """The fault for a request of `path`, if one is waiting."""
        for index, (fault, wanted) in enumerate(self.waiting):
            if wanted in path:
                del self.waiting[index]
                return fault
        return None
