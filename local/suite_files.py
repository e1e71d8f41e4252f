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
from pydantic import ValidationError

from local.caller.scenario import Scenario
from receptionist.errors import Misconfigured
from receptionist.suites.script import Script, merged
from receptionist.suites.shipped import ANY_BUSINESS

SHIPPED = Path(__file__).parent / "suites"
"""The suites that come with the product, by the name of their file."""


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
    shipped = ANY_BUSINESS if str(path) == ANY_BUSINESS.stem else SHIPPED / f"{path}.yaml"
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
    return [Conversation(file, _one(merged(common, one), file)) for one in listed]


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
