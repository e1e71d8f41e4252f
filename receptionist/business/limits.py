"""What one call may take of a business's line and money, and how many come in ten minutes or are there at once."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from receptionist.business.facts import Facts

Most = Annotated[int, Field(ge=1, le=1_000_000)] | None
"""In ten minutes; None: no limit."""


class CallLimits(Facts):
    longest_minutes: Annotated[int, Field(ge=2, le=120)] = 30
    """A minute before, the caller is told; then a message is taken. The call is not dropped."""
    most_usd: Annotated[Decimal, Field(ge=0, le=100)] | None = Decimal("1.00")
    """For hearing, thinking and speaking, by the table of prices; from there on only our own ears, mind and voice serve, as
    far as they know the language. None: no limit."""
    machine_turns: Annotated[int, Field(ge=0, le=20)] = 3
    """Turns in a row in which only a recording or tones were heard, without any task, until we say goodbye. 0: never."""
    calls_from_one: Most = 60
    """From one number. Far above what a person dials, far below what a dialling machine does."""
    calls_withheld: Most = 300
    """From all who withhold their number together."""
    calls_to_one_number: Most = 1500
    calls_in_all: Most = 3000
    calls_at_once: Annotated[int, Field(ge=1, le=2000)] | None = None
    """Further callers wait, then a person or a voicemail takes them. None: as many as there is room for."""
    texts_from_one: Most = 60
    """STOP, START and HELP are heard all the same."""
    texts_in_all: Most = 3000
