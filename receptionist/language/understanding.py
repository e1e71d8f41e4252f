"""What one utterance means, before anybody decides what to do about it.

The JSON of `firstring understand` is this, field by field.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from receptionist.business.definition import Business, Language

Intent = Literal[
    "book", "change_booking", "cancel_booking", "check_booking", "waitlist", "question", "leave_message", "call_back",
    "person", "emergency", "affirm", "deny", "repeat", "change_language", "greeting", "thanks", "goodbye", "out_of_scope",
]  # fmt: skip

EntityType = Literal[
    "date", "time", "datetime", "date_range", "time_range", "datetime_range", "duration", "party_size", "number",
    "person_name", "phone", "email", "postcode", "service", "staff", "menu_item", "allergen", "money",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the caller said, as heard: best reading first."""

    nbest: tuple[str, ...]
    language: Language | None = None
    """The language the recogniser heard; None: find out from the words."""
    confidence: float = 1.0
    waited_s: float = 0.0
    """How long the caller took to begin, after our words."""
    stops: int = 0
    """Pauses within the turn that were long enough to be taken for its end."""

    @property
    def text(self) -> str:
        return self.nbest[0] if self.nbest else ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What an understander may know besides the words."""

    now: datetime
    """Aware."""
    timezone: str
    business: Business | None = None
    expecting: str | None = None
    """Name of the slot that was just asked for; `yes_no` after a question of that kind."""
    language: Language | None = None
    """The language of the call so far."""


@dataclass(frozen=True, slots=True)
class ScoredIntent:
    name: Intent
    score: float
    """0 to 1, calibrated: of the utterances scored 0.8, four in five are so."""


@dataclass(frozen=True, slots=True)
class Entity:
    type: EntityType
    text: str
    start: int
    end: int
    """Character offsets into the best reading, end exclusive."""
    value: Any
    """JSON-ready; its form depends on the type."""
    alternatives: tuple[Any, ...] = ()
    """Other readings, the likelier first: the other half of the day."""
    negated: bool = False
    """"Not Tuesday". Self-repairs ("four, I mean five") leave only the repaired value."""
    doubts: tuple[float, ...] = ()
    """How unlikely the value and each alternative are, in natural logarithms; empty where that was not weighed."""


@dataclass(frozen=True, slots=True)
class Affect:
    """Probabilities from words alone; the dialogue's own events are added by the runner."""

    frustrated: float = 0.0
    urgent: float = 0.0
    hesitant: float = 0.0


@dataclass(frozen=True, slots=True)
class Understanding:
    language: Language
    intents: tuple[ScoredIntent, ...]
    """Best first; never empty: at the least `out_of_scope`."""
    entities: tuple[Entity, ...] = ()
    affect: Affect = field(default_factory=Affect)
    topic: str | None = None
    """For a question: `hours`, `address`, `price`, `menu`, `allergens`, `diet`, `robot`, `recording`, `parking`, `faq` ..."""
