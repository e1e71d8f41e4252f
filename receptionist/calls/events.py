"""What happens in a call, as the live feed, the journal and the page see it.

One JSON object per event on the channel `live:<business>`: `{"type", "call", "business", "at" (UTC, ISO 8601),
"seq" (grows by one within a call), ...fields}`.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from receptionist.ids import BusinessId, CallId


@dataclass(frozen=True, slots=True)
class CallStarted:
    caller: str
    language: str
    resumed: bool = False


@dataclass(frozen=True, slots=True)
class CallerSaid:
    text: str
    language: str
    confidence: float
    final: bool = True
    by: str = ""
    """Who heard it, by its name in EARS; empty where there is only one."""


@dataclass(frozen=True, slots=True)
class AssistantSaid:
    text: str
    language: str
    interrupted: bool = False
    """`text` is what the caller heard of it."""
    voice: str = ""
    """Who spoke it, by its name in MOUTH; empty: its sound was ready."""
    mind: str = ""
    """Who thought it, by its name in MIND."""


@dataclass(frozen=True, slots=True)
class TurnTimed:
    """Milliseconds from the end of the caller's speech, by stage, as measured by the handler."""

    turn: int
    end_of_turn_ms: float
    """Waiting to be sure the caller is done."""
    transcribe_ms: float
    think_ms: float
    voice_ms: float
    total_ms: float
    """End of caller's speech to the first audio frame sent."""


@dataclass(frozen=True, slots=True)
class Interrupted:
    to_clear_ms: float
    """From the first frame of the caller's speech to `clear` sent."""


@dataclass(frozen=True, slots=True)
class InterruptionOver:
    """What came of the last `interrupted`."""

    by: str
    """`words`: they were answered. `nothing`: a cough, an "mm-hm" or our own echo, and we went on with what we were saying."""


@dataclass(frozen=True, slots=True)
class EffectDone:
    effect: str
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeysPressed:
    digits: str


@dataclass(frozen=True, slots=True)
class Silenced:
    """The caller spoke a card number: their side of the recording is silent there."""

    from_s: float
    """Seconds of the recording."""
    to_s: float


@dataclass(frozen=True, slots=True)
class HandedOver:
    reason: str
    to: str


@dataclass(frozen=True, slots=True)
class MoodChanged:
    """How the caller seems to feel, from their words and pauses."""

    moods: tuple[str, ...]
    """Of `frustrated`, `urgent`, `hesitant`; empty: as anybody."""


@dataclass(frozen=True, slots=True)
class ColleagueOn:
    """Somebody of the house speaks in the assistant's place."""

    by: str


@dataclass(frozen=True, slots=True)
class ColleagueOff:
    """The assistant goes on."""


@dataclass(frozen=True, slots=True)
class CallEnded:
    reason: str
    """`caller_hung_up`, `goodbye`, `transferred`, `silence`, `machine`, `too_long`, `protocol_error`, `error`, `drained`, `lost`."""
    seconds: float = 0.0
    usd: float = 0.0
    """What hearing, thinking and speaking cost, all handlers together, by the table of prices."""


Happening = (
    CallStarted | CallerSaid | AssistantSaid | TurnTimed | Interrupted | InterruptionOver | EffectDone | KeysPressed | Silenced | HandedOver | MoodChanged | ColleagueOn
    | ColleagueOff | CallEnded
)  # fmt: skip

_NAMES: dict[type, str] = {
    CallStarted: "call.started", CallerSaid: "caller.said", AssistantSaid: "assistant.said", TurnTimed: "turn.timed",
    Interrupted: "interrupted", InterruptionOver: "interruption.over", EffectDone: "effect", KeysPressed: "keys", Silenced: "recording.silenced",
    HandedOver: "handed_over", MoodChanged: "mood", ColleagueOn: "colleague.on", ColleagueOff: "colleague.off",
    CallEnded: "call.ended",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    call: CallId
    business: BusinessId
    at: datetime
    seq: int
    happening: Happening

    def to_json(self) -> dict[str, Any]:
        """The object as it travels."""
        return {
            "type": _NAMES[type(self.happening)],
            "call": self.call,
            "business": self.business,
            "at": self.at.isoformat(),
            "seq": self.seq,
            **asdict(self.happening),
        }
