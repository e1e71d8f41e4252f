"""The people of the house: where a caller is put through, and who hears of what cannot wait."""

from datetime import time
from typing import Annotated, Literal

from pydantic import Field

from receptionist.business.facts import Facts, Language

E164 = Annotated[str, Field(pattern=r"^\+[1-9]\d{6,14}$")]


class OpenHours(Facts):
    """One sitting. `closes` at or before `opens` means after midnight."""

    days: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...]
    opens: time
    closes: time


Reason = Literal["asked", "emergency", "frustrated", "policy", "not_understood", "severe_allergy"]
"""Why a caller goes to a person. `policy`: what the receptionist may not do itself, such as a large party."""

Matter = Literal["message", "call_back", "failed_handover", "severe_allergy", "large_party", "emergency"]
"""What a colleague is told of by text."""


class Handoff(Facts):
    """Where a caller goes who should talk to a person."""

    label: str
    number: E164
    hours: tuple[OpenHours, ...] = ()
    """None: whenever the business is open."""
    takes: tuple[Reason, ...] = ()
    """Empty: every reason. One that names the reason comes before one that takes everything."""
    type: Literal["warm", "cold"] = "warm"
    """`warm`: whoever picks up hears who is calling and why, and presses 1 to accept, so that a voicemail never swallows a
    caller. `cold`: the line is joined at once."""
    text_summary: bool = False
    """The summary is texted there as well, before it rings: for mobile telephones."""
    ring_seconds: int = Field(default=20, ge=5, le=60)
    if_no_answer: Literal["message", "call_back", "next"] = "message"
    """`next`: the next of those that are answered now, then a message."""


class RingFirst(Facts):
    """Somebody of the house whose telephone rings before the receptionist answers. They hear that it is a call for the business and
    press 1 to take it, so that a voicemail never does."""

    number: E164
    ring_seconds: int = Field(default=15, ge=5, le=60)
    """Then the receptionist answers."""
    hours: tuple[OpenHours, ...] = ()
    """When; none: whenever the business is open."""


class Colleague(Facts):
    """Somebody who is told by text of what cannot wait, in the order of the list until one of them answers OK."""

    name: str
    number: E164
    about: tuple[Matter, ...] = ()
    """Empty: everything."""
    hours: tuple[OpenHours, ...] = ()
    """When they may be disturbed; none: always. If it is nobody's hour, the first of the list hears of it."""
    language: Language = "en"
