"""What the runner may ask of the desk, and the answers. Data only; `effects.py` carries them out."""

from dataclasses import dataclass

from receptionist.booking.model import Booking, Slot
from receptionist.booking.requests import BookingRequest, ChangeRequest, SlotRequest
from receptionist.booking.waitlist import WaitlistWish
from receptionist.business.definition import Language
from receptionist.business.people import Matter
from receptionist.ids import BookingId, Phone
from receptionist.language.likeness import Heard
from receptionist.language.same_name import Part
from receptionist.messages.model import TakenMessage


@dataclass(frozen=True, slots=True)
class FindPlace:
    """Answered by Offer."""

    request: SlotRequest


@dataclass(frozen=True, slots=True)
class Hold:
    """Answered by Done."""

    slot: Slot
    hold: str
    covers: int


@dataclass(frozen=True, slots=True)
class Release:
    """Answered by Done, always: a hold that cannot be released expires."""

    slot: Slot
    hold: str


@dataclass(frozen=True, slots=True)
class Take:
    """Answered by Booked."""

    request: BookingRequest


@dataclass(frozen=True, slots=True)
class Change:
    """Answered by Booked."""

    request: ChangeRequest


@dataclass(frozen=True, slots=True)
class Cancel:
    """Answered by Booked."""

    booking: BookingId
    revision: int


@dataclass(frozen=True, slots=True)
class FindBookings:
    """Visits to come that fit all of this, soonest first. Answered by a list of Booking."""

    phone: Phone | None = None
    names: tuple[str, ...] = ()
    """Readings of one name."""
    code: str | None = None
    day: str | None = None
    """ISO date."""
    at: str | None = None
    """HH:MM, of either half of the day."""
    part: Part = "any"
    """How much of the name must have been heard."""


@dataclass(frozen=True, slots=True)
class FindOwnVisits:
    """Visits to come of the person it must be by what they told of themselves. Answered by a list of Booking."""

    heard: Heard
    phone: Phone | None = None
    """They call from."""
    code: str | None = None


@dataclass(frozen=True, slots=True)
class KeepMessage:
    """Answered by Done."""

    message: TakenMessage


@dataclass(frozen=True, slots=True)
class TellStaff:
    """A colleague is to be told by text, once per call and matter. Answered by Done, or Failed(`nobody`)."""

    matter: Matter
    text: str


@dataclass(frozen=True, slots=True)
class TextSummary:
    """Who is calling and why, to the person who is about to be rung; once per call and number. Answered by Done."""

    to: Phone
    text: str


@dataclass(frozen=True, slots=True)
class TextCaller:
    """What they were just told, to the caller who asks for it in writing; once per call and words. Answered by Done, or Failed
    with the reason why this number is not texted."""

    text: str


@dataclass(frozen=True, slots=True)
class JoinWaitlist:
    """Answered by Done."""

    wish: WaitlistWish


@dataclass(frozen=True, slots=True)
class KeepUnrecorded:
    """The caller does not want to be recorded. Answered by Done."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """Answered by the words that may be quoted, by language; empty where nothing surely answers."""

    question: str


@dataclass(frozen=True, slots=True)
class NoteGap:
    """Nobody here could answer it. Answered by Done."""

    question: str
    language: Language


@dataclass(frozen=True, slots=True)
class Forget:
    """The caller wants what is kept under their number deleted. Answered by Done, or Failed while a visit is ahead."""


Deed = (
    FindPlace
    | Hold
    | Release
    | Take
    | Change
    | Cancel
    | FindBookings
    | FindOwnVisits
    | KeepMessage
    | JoinWaitlist
    | TellStaff
    | TextSummary
    | TextCaller
    | KeepUnrecorded
    | LookUp
    | NoteGap
    | Forget
)


@dataclass(frozen=True, slots=True)
class Done:
    pass


@dataclass(frozen=True, slots=True)
class Booked:
    """A visit as it now stands in the book."""

    booking: Booking
    texted: bool
    """Whether a text about it was queued in the same transaction."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The answer was no, or there was none."""

    reason: str
    """Of `Refused.reason`, or `unavailable`."""
