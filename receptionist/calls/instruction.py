"""What somebody of the house asks of the assistant while a call is live."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from receptionist.ids import BusinessId, CallId

InstructionKind = Literal["say", "whisper", "transfer", "end"]
"""
    say        these very words, before anything else, at the next turn
    whisper    a fact the assistant passes on in the same turn as news from the team
    transfer   put the caller through, to the hand-over called `to` if it is named
    end        say goodbye and hang up
"""


@dataclass(frozen=True, slots=True)
class Instruction:
    id: str
    """Grows from one of a call to the next."""
    business: BusinessId
    call: CallId
    kind: InstructionKind
    at: datetime
    by: str
    """Who gave it, for the record."""
    text: str = ""
    to: str = ""
