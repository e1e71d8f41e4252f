"""What an examination finds, and how it is told."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

State = Literal["well", "doubtful", "ill", "unknown"]
"""Doubtful: calls are answered, but not for long, or not by many. Unknown: it could not be looked at."""
MARKS: dict[State, str] = {"well": "ok", "doubtful": "!", "ill": "FAIL", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class Finding:
    about: str
    state: State
    found: str
    remedy: str = ""
    """What to do; needed unless it is well."""

    def __post_init__(self) -> None:
        assert self.remedy or self.state == "well", f"{self.about} without a remedy"


def text(findings: Sequence[Finding]) -> str:
    lines = []
    for one in findings:
        lines.append(f"{MARKS[one.state]:>4}  {one.about}: {one.found}")
        if one.remedy:
            lines.append(f"      -> {one.remedy}")
    counts = {state: sum(one.state == state for one in findings) for state in MARKS}
    lines.append("")
    lines.append(", ".join(f"{count} {state}" for state, count in counts.items() if count))
    return "\n".join(lines)


def data(findings: Sequence[Finding]) -> str:
    return json.dumps([asdict(one) for one in findings])


def ill(findings: Sequence[Finding]) -> bool:
    return any(one.state == "ill" for one in findings)
