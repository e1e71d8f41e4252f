"""A conversation turn by turn: what the caller does, and what must come of it."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from receptionist.suites.goal import Goal, Seed


class Turn(BaseModel):
    """One thing the caller does, and what must come of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    say: str | None = None
    nbest: tuple[str, ...] = ()
    keys: str | None = None
    silent: bool = False
    mumble: bool = False
    breaks_in_after: str | None = None
    """The caller says this turn's words over the last reply, having heard only that much of it."""
    resumed: bool = False
    """The process is lost here and another goes on from the checkpoint."""
    later_minutes: float = 0
    """The clock is put forward so much before this turn."""
    reply: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    slots: dict[str, Any] = Field(default_factory=dict)
    effects: tuple[str, ...] | None = None
    """Exactly these kinds, in order, holds left out."""
    language: str | None = None
    handoff: str | None = None
    ended: bool | None = None
    expecting: str | None = None
    commands: tuple[str, ...] | None = None
    """Kinds of command the caller's words must at least have become, such as `start_task`."""


class Kept(BaseModel):
    """What must be in the stores besides bookings. Left out: whatever there is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    texts: tuple[str, ...] | None = None
    """Each pattern matches a text to the caller."""
    messages: tuple[str, ...] | None = None
    """Each pattern matches a message taken for the business; none: none was taken."""
    staff_told: tuple[str, ...] | None = None
    """Exactly these matters reached, or are on their way to, a colleague."""
    waitlist: int | None = None
    gaps: int | None = None
    """Questions nobody could answer."""


class Script(BaseModel):
    """A conversation turn by turn."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    business: str = "restaurant"
    caller: str = "+14155550123"
    language: str | None = None
    now: str = "2026-11-27T15:00-08:00"
    book: tuple[Seed, ...] = ()
    turns: tuple[Turn, ...]
    hangs_up: bool = False
    goal: Goal | None = None
    stored: Kept | None = None
    holds_left: int | None = None
    never_said: tuple[str, ...] = ()
    """Patterns that no reply of the whole conversation may match."""
    slowest_ms: float | None = None
    """Longest time a turn may take to be thought."""
    reviewed: str = ""
    """Who has read it and found every turn right: only such turns are exported for fine-tuning."""


def merged(common: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    """A conversation with what its file says of all."""
    both = {**common, **one}
    if "never_said" in common and "never_said" in one:
        both["never_said"] = [*common["never_said"], *one["never_said"]]
    return both
