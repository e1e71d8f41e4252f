"""`firstring suite FILE...`: whole conversations as data, played in text against the real conversation, desk and stores.

Two kinds of file, told apart by their fields:

- `lines`: a caller's part as the simulated caller plays it with sound (local/caller/scenario.py), here in text;
- `turns`: what is said turn by turn, and what must come of each:

```yaml
name: Corrects the time
business: restaurant
now: "2026-11-27T15:00-08:00"
turns:
  - say: A table for two tomorrow at eight.
    slots: {time: "20:00"}
  - say: No, seven.
    slots: {time: "19:00"}
    reply: ["7 PM"]           # patterns the reply must match; `never` for those it must not
goal:
  bookings: [{day: "+1", time: "19:00"}]
```
"""

import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO
from xml.etree import ElementTree

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from local.caller.scenario import Goal, Scenario, Seed, load_scenario
from local.text_call import TextCall
from local.text_office import text_office
from receptionist.conversation.guard import FalseClaim
from receptionist.errors import Misconfigured, ReceptionistError


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
    reply: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    slots: dict[str, Any] = Field(default_factory=dict)
    effects: tuple[str, ...] | None = None
    """Exactly these kinds, in order, holds left out."""
    language: str | None = None
    handoff: str | None = None
    ended: bool | None = None
    expecting: str | None = None


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
    holds_left: int | None = None


@dataclass(slots=True)
class Outcome:
    """How one conversation went."""

    name: str
    file: Path
    faults: list[str] = field(default_factory=list)
    transcript: list[str] = field(default_factory=list)
    seconds: float = 0.0


def run_files(files: Sequence[Path], junit: Path | None = None, stdout: TextIO | None = None) -> int:
    """Plays every file; a folder stands for the YAML files in it. 0: all met. Raises Misconfigured for a broken file."""
    out = stdout or sys.stdout
    outcomes = [play(path) for path in _expanded(files)]
    for outcome in outcomes:
        out.write(f"{'ok  ' if not outcome.faults else 'FAIL'}  {outcome.seconds:5.2f} s  {outcome.name}\n")
        if outcome.faults:
            out.writelines(
                f"        {line}\n" for line in (*outcome.transcript, *(f"* {fault}" for fault in outcome.faults))
            )
    failed = sum(bool(outcome.faults) for outcome in outcomes)
    out.write(f"{len(outcomes)} conversations, {failed} failed\n")
    if junit is not None:
        _write_junit(junit, outcomes)
    return 1 if failed else 0


def play(path: Path) -> Outcome:
    """One conversation, in an office of its own."""
    content = _read(path)
    began = time.perf_counter()
    if "lines" in content:
        scenario = load_scenario(path)
        outcome = Outcome(scenario.name, path)
        _guarded(outcome, lambda: _play_part(scenario, outcome))
    else:
        script = _script(content, path)
        outcome = Outcome(script.name, path)
        _guarded(outcome, lambda: _play_script(script, outcome))
    outcome.seconds = time.perf_counter() - began
    return outcome


def _guarded(outcome: Outcome, conversation: Any) -> None:
    try:
        conversation()
    except FalseClaim as claim:
        outcome.faults.append(f"claimed what had not happened: {claim}")
    except ReceptionistError as error:
        outcome.faults.append(f"{type(error).__name__}: {error}")


def _play_part(scenario: Scenario, outcome: Outcome) -> None:
    with text_office() as office:
        name = office.id_of(scenario.to)
        call = TextCall.begun(office, name, scenario.caller, scenario.clock, scenario.book, scenario.language)
        call.play(scenario.lines)
        outcome.transcript = call.transcript
        outcome.faults += call.shortfalls(scenario.goal)


def _play_script(script: Script, outcome: Outcome) -> None:
    with text_office() as office:
        call = TextCall.begun(office, script.business, script.caller, script.now, script.book, script.language)
        outcome.transcript = call.transcript
        for number, turn in enumerate(script.turns, 1):
            call.take(turn)
            outcome.faults += [f"turn {number}: {fault}" for fault in _faults(turn, call)]
        if script.hangs_up:
            call.hang_up()
        if script.goal is not None:
            outcome.faults += call.shortfalls(script.goal)
        if script.holds_left is not None and call.holds() != script.holds_left:
            outcome.faults.append(f"{call.holds()} holds left instead of {script.holds_left}")


def _faults(turn: Turn, call: TextCall) -> Iterable[str]:
    reply = call.reply
    text = reply.text
    yield from (
        f"the reply does not match {p!r}: {text!r}" for p in turn.reply if not re.search(p, text, re.IGNORECASE)
    )
    yield from (f"the reply matches {p!r}: {text!r}" for p in turn.never if re.search(p, text, re.IGNORECASE))
    slots = call.slots()
    yield from (
        f"{name} is {slots.get(name)!r} instead of {value!r}"
        for name, value in turn.slots.items()
        if slots.get(name) != value
    )
    happened = tuple(effect.type for effect in reply.effects if not effect.type.startswith("hold."))
    if turn.effects is not None and happened != turn.effects:
        yield f"effects {happened} instead of {turn.effects}"
    for what, wanted, got in (
        ("language", turn.language, reply.state.language), ("handoff", turn.handoff, reply.handoff),
        ("ended", turn.ended, reply.ended), ("expecting", turn.expecting, reply.expect.slot),
    ):  # fmt: skip
        if wanted is not None and wanted != got:
            yield f"{what} is {got!r} instead of {wanted!r}: {text!r}"


def _expanded(files: Sequence[Path]) -> list[Path]:
    return [one for path in files for one in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]


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


def _script(content: dict[str, Any], path: Path) -> Script:
    try:
        return Script.model_validate(content)
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in error.errors())
        raise Misconfigured(f"{path}: {faults}") from error


def _write_junit(path: Path, outcomes: Sequence[Outcome]) -> None:
    failed = sum(bool(outcome.faults) for outcome in outcomes)
    suite = ElementTree.Element("testsuite", name="firstring", tests=str(len(outcomes)), failures=str(failed))
    for outcome in outcomes:
        case = ElementTree.SubElement(
            suite, "testcase", classname=outcome.file.stem, name=outcome.name, time=f"{outcome.seconds:.3f}"
        )
        if outcome.faults:
            failure = ElementTree.SubElement(case, "failure", message=outcome.faults[0])
            failure.text = "\n".join((*outcome.faults, *outcome.transcript))
    ElementTree.ElementTree(suite).write(path, encoding="utf-8", xml_declaration=True)
