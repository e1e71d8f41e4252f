"""What one turn gives back to whoever carries the conversation: voice, text, test chat."""

from dataclasses import dataclass, field
from typing import Any, Literal

from receptionist.booking.model import Booking
from receptionist.business.definition import Language
from receptionist.calls.transfer import Transfer
from receptionist.conversation.commands import Command
from receptionist.conversation.state import DialogueState
from receptionist.language.understanding import Affect


@dataclass(frozen=True, slots=True)
class Effect:
    """Something that has really happened, told only after its transaction was committed."""

    type: str
    """`booking.confirmed`, `booking.changed`, `booking.cancelled`, `hold.taken`, `hold.released`, `message.taken`,
    `waitlist.joined`, `sms.queued`, `recording.refused`."""
    booking: Booking | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or two to be spoken in one breath."""

    text: str
    language: Language
    fixed: bool = False
    """The words never vary (greeting, "one moment"): the sound may be cached."""
    by: Literal["us", "business", "model"] = "us"
    """Who worded it: the guard reads a model's words most strictly, and lets a business speak in general of bookings."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the caller is expected to answer; sets the patience of the end of turn and the recogniser's bias."""

    slot: str | None = None
    kind: str = "open"
    """`yes_no`, `choice`, `date`, `time`, `number`, `name`, `phone`, `spelling`, `open`, `nothing`."""
    phrases: tuple[str, ...] = ()
    """Names the recogniser should be ready for."""
    patience_s: float = 0.0
    """Seconds more of quiet than usual until their turn counts as ended."""


@dataclass(frozen=True, slots=True)
class Reply:
    say: tuple[Said, ...]
    state: DialogueState
    expect: Expectation = Expectation()
    effects: tuple[Effect, ...] = ()
    commands: tuple[Command, ...] = ()
    affect: Affect = Affect()
    handoff: str | None = None
    """Reason a person takes over after these words; the number is in `transfer_to`."""
    transfer_to: str | None = None
    transfer: Transfer | None = None
    """The same with what the person is told first, and whom to ring if they do not answer."""
    ended: bool = False
    """Hang up after these words."""
    mind: str = "local"

    @property
    def text(self) -> str:
        return " ".join(said.text for said in self.say)
