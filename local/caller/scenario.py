"""A caller's part as data: what to say, upon what, and what must be true afterwards.

```yaml
name: Book for tonight
to: "+14155550100"
lines:
  - say: A table for four tonight at seven, please.
  - hears: name                 # said whenever the assistant's words match this pattern, in any order
    say: Sam Carter
  - say: No, seven, not eight.
    interrupt: 1.2              # talks over the assistant, that many seconds into its speech
goal:
  bookings: [{service: table, day: +0, time: "19:00", party_size: 4, name: Sam Carter}]
  texts: 1
```

Each time the assistant has finished, the caller takes the first line, from the top, that is not used up and whose
`hears` matches (a line without `hears` always does). With no line left the caller says goodbye by hanging up.
"""

import re
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from receptionist.errors import Misconfigured
from receptionist.suites.goal import Goal, Seed


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Part):
    """One thing the caller does when it is their turn. Exactly one of say, play, keys, silent_s, hang_up."""

    say: str = ""
    play: str = ""
    """A WAV (8 kHz mono) beside the scenario: a real voice, or a noise."""
    keys: str = ""
    silent_s: float = 0
    """Says nothing for that long, however the assistant asks."""
    hang_up: bool = False
    mumble_s: float = 0
    """Speech-like sound without words, that long."""
    hears: str = ""
    """Regular expression, case-insensitive, on the assistant's words as this caller heard them."""
    interrupt: float | None = Field(default=None, ge=0)
    """Seconds into the assistant's next speech at which the caller talks over it."""
    hang_up_after: bool = False
    """Puts the phone down as soon as the words are out, in the middle of whatever is going on."""
    times: int = 1
    """How often the line may be used."""

    @field_validator("hears")
    @classmethod
    def _is_a_pattern(cls, pattern: str) -> str:
        re.compile(pattern)
        return pattern

    @model_validator(mode="after")
    def _does_one_thing(self) -> "Line":
        deeds = [bool(self.say), bool(self.play), bool(self.keys), self.silent_s > 0, self.hang_up, self.mumble_s > 0]
        if sum(deeds) != 1:
            raise ValueError("a line has exactly one of say, play, keys, silent_s, mumble_s, hang_up")
        return self


class Scenario(_Part):
    name: str
    to: str = "+14155550100"
    caller: str = "+14155550123"
    language: Literal["en", "es", "pa"] = "en"
    voice: str | None = None
    clock: str | None = None
    """ISO time the business's clock shows when the call begins, for scenarios that depend on it."""
    book: tuple[Seed, ...] = ()
    lines: tuple[Line, ...]
    goal: Goal = Goal()
    longest_s: float = 120.0
    """The caller gives up after that."""


def load_scenario(path: Path) -> Scenario:
    """Raises Misconfigured with one message that names the file and each faulty field."""
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        return Scenario.model_validate(content)
    except OSError as error:
        raise Misconfigured(f"{path}: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise Misconfigured(f"{path}: {error}") from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors())
        raise Misconfigured(f"{path}: {faults}") from error
