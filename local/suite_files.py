"""Conversations as data: one to a file, or many with what they have in common at the top.

```yaml
suite: Restaurant, English
business: restaurant                # these stand for every conversation that does not say otherwise
now: "2026-11-27T15:00-08:00"
conversations:
  - name: Corrects the time
    turns:
      - say: A table for two tomorrow at eight.
        slots: {time: "20:00"}
      - say: No, seven.
        slots: {time: "19:00"}
        reply: ["7 PM"]             # patterns the reply must match; `never` for those it must not
    goal:
      bookings: [{day: "+1", time: "19:00"}]
    stored: {texts: ["7:00"], staff_told: []}
```
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local.caller.scenario import Goal, Scenario, Seed
from receptionist.errors import Misconfigured

SHIPPED = Path(__file__).parent / "suites"
"""The suites that come with the product, by the name of their file."""


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


@dataclass(frozen=True, slots=True)
class Conversation:
    """One of a file, with where it stands."""

    file: Path
    content: Script | Scenario


def load(paths: Sequence[Path]) -> list[Conversation]:
    """Everything in these files; a folder stands for the YAML files in it, a bare name for a suite that is shipped.
    Raises Misconfigured with the file and each faulty field."""
    return [one for path in paths for file in _files(path) for one in _of(file)]


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.glob("*.yaml"))
    shipped = SHIPPED / f"{path}.yaml"
    if not path.exists() and path.parent == Path() and shipped.exists():
        return [shipped]
    return [path]


def _of(file: Path) -> list[Conversation]:
    content = _read(file)
    if "conversations" not in content:
        return [Conversation(file, _one(content, file))]
    common = {key: value for key, value in content.items() if key not in ("conversations", "suite")}
    listed = content["conversations"]
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise Misconfigured(f"{file}: conversations: each has a name, and lines or turns")
    return [Conversation(file, _one(_merged(common, one), file)) for one in listed]


def _merged(common: dict[str, Any], one: dict[str, Any]) -> dict[str, Any]:
    merged = {**common, **one}
    if "never_said" in common and "never_said" in one:
        merged["never_said"] = [*common["never_said"], *one["never_said"]]
    return merged


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Misconfigured(f"{path}: {error.strerror}") from error
    except yaml.YAMLError as error:
        raise Misconfigured(f"{path}: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise Misconfigured(f"{path}: a conversation has a name, and lines or turns")
    return content


def _one(content: dict[str, Any], path: Path) -> Script | Scenario:
    """Told apart by their fields: `lines` are a caller's part, also playable with sound; `turns` go one by one."""
    try:
        return Scenario.model_validate(content) if "lines" in content else Script.model_validate(content)
    except ValidationError as error:
        name = f" ({content['name']})" if isinstance(content.get("name"), str) else ""
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors())
        raise Misconfigured(f"{path}{name}: {faults}") from error
