"""The closed set of things an understander can ask of the runner.

Both understanders, grammar and language model, speak only this. None of them is an effect:
a model can ask to book, it cannot book.
"""

from dataclasses import dataclass
from typing import Any, Literal

from receptionist.business.definition import Language


@dataclass(frozen=True, slots=True)
class StartTask:
    workflow: str
    """`book`, `change_booking`, `cancel_booking`, `check_booking`, `message`, ..., or one a business defines."""


@dataclass(frozen=True, slots=True)
class CancelTask:
    """ "Forget it": the task in hand is dropped, its hold released."""


@dataclass(frozen=True, slots=True)
class SetSlot:
    slot: str
    value: Any
    alternatives: tuple[Any, ...] = ()
    correction: bool = False
    """The caller took back an earlier value ("no, Tuesday"); what depended on it is rolled back."""


@dataclass(frozen=True, slots=True)
class Affirm:
    pass


@dataclass(frozen=True, slots=True)
class Deny:
    pass


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to be answered from the business's facts; the task in hand goes on afterwards."""

    topic: str
    text: str
    about: tuple[str, ...] = ()
    """Ids of menu items, services, staff, or allergen and diet names the question is about."""
    answer: str = ""
    """In a language model's words, borne out by facts; said only where our own facts do not answer."""


@dataclass(frozen=True, slots=True)
class SpeakLanguage:
    language: Language | Literal["other"]
    """`other`: one we have no words in."""
    sure: bool = True
    """False: a few words in it; a second such turn in a row makes it sure."""


@dataclass(frozen=True, slots=True)
class WantPerson:
    reason: Literal["asked", "emergency", "frustrated", "policy"] = "asked"


@dataclass(frozen=True, slots=True)
class SayAgain:
    pass


@dataclass(frozen=True, slots=True)
class RefuseRecording:
    pass


@dataclass(frozen=True, slots=True)
class Greet:
    pass


@dataclass(frozen=True, slots=True)
class Thank:
    pass


@dataclass(frozen=True, slots=True)
class Goodbye:
    pass


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Nothing usable was heard, or nothing a receptionist serves (`out_of_scope`)."""

    out_of_scope: bool = False


Command = (
    StartTask | CancelTask | SetSlot | Affirm | Deny | Ask | SpeakLanguage | WantPerson | SayAgain
    | RefuseRecording | Greet | Thank | Goodbye | NotUnderstood
)  # fmt: skip
