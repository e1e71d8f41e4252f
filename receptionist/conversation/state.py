"""All that a conversation remembers between two turns. A checkpoint is this as JSON.

Frozen: the runner gives a new one. `to_json`/`from_json` are exact inverses, and old
checkpoints stay readable: a field added later has a default.
"""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Literal

from pydantic import TypeAdapter

from receptionist.business.definition import Language
from receptionist.ids import BusinessId, CallId, Phone

Json = str | int | float | bool | None | list[Any] | dict[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """One line of the conversation as it really went."""

    who: Literal["caller", "assistant"]
    text: str
    interrupted: bool = False
    """For the assistant: `text` is only what the caller heard before breaking in."""
    private: bool = False
    """For the caller: a birth date or a postcode is in it, by which they are known; no model is shown it."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A slot's value, and how it got there."""

    value: Json
    confirmed: bool = False
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """One workflow in progress."""

    workflow: str
    step: str = ""
    slots: dict[str, Filled] = field(default_factory=dict)
    attempts: dict[str, int] = field(default_factory=dict)
    """How often each step was asked in vain."""
    effect_key: str = ""
    """Idempotency key of this task's effect: the same task never books twice."""
    hold: str = ""
    pending: bool = False
    """An effect was begun and its outcome not yet told to the caller."""
    offered: tuple[Json, ...] = ()
    """Alternatives read out, in that order: the caller may say "the second"."""


@dataclass(frozen=True, slots=True)
class DialogueState:
    business: BusinessId
    call: CallId
    caller: Phone
    language: Language = "en"
    turn: int = 0
    tasks: tuple[Task, ...] = ()
    """A stack: the last is in hand, those below are resumed when it ends."""
    known: dict[str, Filled] = field(default_factory=dict)
    """What outlives a task: the caller's name, phone, language."""
    heard: tuple[Heard, ...] = ()
    last_said: str = ""
    expecting: str = ""
    silences: int = 0
    misses: int = 0
    """Turns in a row that were not understood."""
    frustrated: float = 0.0
    urgent: float = 0.0
    hesitant: float = 0.0
    moods: dict[str, int] = field(default_factory=dict)
    """Those the caller is in, each with the turns in a row that have not shown it."""
    recording_refused: bool = False
    last_booking: str = ""
    """Id of the booking last made, changed or cancelled in this call: "actually, book me again"."""
    ended: bool = False
    extra: dict[str, Json] = field(default_factory=dict)


_ADAPTER = TypeAdapter(DialogueState)


def to_json(state: DialogueState) -> str:
    return _ADAPTER.dump_json(state).decode()


def from_json(text: str) -> DialogueState:
    """Raises ValueError on anything that is no checkpoint."""
    return _ADAPTER.validate_python(json.loads(text))


def as_json(value: datetime | date | time | Json) -> Json:
    """A value as it may stand in a slot: dates and times become ISO 8601."""
    return value.isoformat() if isinstance(value, datetime | date | time) else value
