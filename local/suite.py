"""`firstring suite FILE...`: whole conversations as data, played in text against the real conversation, desk and stores,
or with sound over the simulated phone network. What stands in a file: local/suite_files.py.
"""

import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO
from xml.etree import ElementTree

from local.caller.scenario import Scenario
from local.converse import command_name
from local.suite_files import Conversation, Kept, Script, Turn, load
from local.text_call import TextCall
from local.text_office import text_office
from receptionist.conversation.guard import FalseClaim
from receptionist.errors import ReceptionistError


@dataclass(slots=True)
class Outcome:
    """How one conversation went."""

    name: str
    file: Path
    faults: list[str] = field(default_factory=list)
    transcript: list[str] = field(default_factory=list)
    seconds: float = 0.0
    slowest_ms: float = 0.0


def run_files(
    files: Sequence[Path], junit: Path | None = None, stdout: TextIO | None = None, *, show: bool = False
) -> int:
    """Plays every conversation of these files. 0: all met. Raises Misconfigured for a broken file."""
    return report([play(one) for one in load(files)], junit, stdout or sys.stdout, show=show)


def report(outcomes: Sequence[Outcome], junit: Path | None, out: TextIO, *, show: bool = False) -> int:
    """The table, and the transcript of whatever failed; with `show`, of all."""
    for outcome in outcomes:
        out.write(f"{'ok  ' if not outcome.faults else 'FAIL'}  {outcome.seconds:5.2f} s  {outcome.name}\n")
        if outcome.faults or show:
            out.writelines(
                f"        {line}\n" for line in (*outcome.transcript, *(f"* {fault}" for fault in outcome.faults))
            )
    failed = sum(bool(outcome.faults) for outcome in outcomes)
    slowest = max((outcome.slowest_ms for outcome in outcomes), default=0.0)
    out.write(f"{len(outcomes)} conversations, {failed} failed; slowest turn {slowest:.0f} ms\n")
    if junit is not None:
        _write_junit(junit, outcomes)
    return 1 if failed else 0


def play(conversation: Conversation) -> Outcome:
    """One conversation in text, in an office of its own."""
    content = conversation.content
    outcome = Outcome(content.name, conversation.file)
    began = time.perf_counter()
    if isinstance(content, Scenario):
        _guarded(outcome, lambda: _play_part(content, outcome))
    else:
        _guarded(outcome, lambda: _play_script(content, outcome))
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
        outcome.transcript = call.transcript
        call.play(scenario.lines)
        outcome.faults += call.shortfalls(scenario.goal)


def _play_script(script: Script, outcome: Outcome) -> None:
    with text_office() as office:
        call = TextCall.begun(
            office, _beside(script.business, outcome.file), script.caller, script.now, script.book, script.language
        )
        outcome.transcript = call.transcript
        for number, turn in enumerate(script.turns, 1):
            began = time.perf_counter()
            call.take(turn)
            outcome.slowest_ms = max(outcome.slowest_ms, (time.perf_counter() - began) * 1000)
            outcome.faults += [f"turn {number}: {fault}" for fault in _faults(turn, script.never_said, call)]
        if script.hangs_up:
            call.hang_up()
        if script.goal is not None:
            outcome.faults += call.shortfalls(script.goal)
        outcome.faults += _not_as_stored(script.stored, call) if script.stored else []
        if script.holds_left is not None and call.holds() != script.holds_left:
            outcome.faults.append(f"{call.holds()} holds left instead of {script.holds_left}")
        if script.slowest_ms is not None and outcome.slowest_ms > script.slowest_ms:
            outcome.faults.append(f"a turn took {outcome.slowest_ms:.0f} ms, more than {script.slowest_ms:.0f}")


def _beside(business: str, file: Path) -> str:
    """A definition named by a relative path lies beside the suite."""
    path = file.parent / business
    return str(path) if business.endswith((".yaml", ".yml")) and path.exists() else business


def _faults(turn: Turn, never_said: Sequence[str], call: TextCall) -> Iterable[str]:
    reply = call.reply
    text = reply.text
    yield from (
        f"the reply does not match {p!r}: {text!r}" for p in turn.reply if not re.search(p, text, re.IGNORECASE)
    )
    for pattern in (*turn.never, *never_said):
        if re.search(pattern, text, re.IGNORECASE):
            yield f"the reply matches {pattern!r}: {text!r}"
    slots = call.slots()
    yield from (
        f"{name} is {slots.get(name)!r} instead of {value!r}"
        for name, value in turn.slots.items()
        if slots.get(name) != value
    )
    happened = tuple(effect.type for effect in reply.effects if not effect.type.startswith("hold."))
    if turn.effects is not None and happened != turn.effects:
        yield f"effects {happened} instead of {turn.effects}"
    asked = {command_name(command) for command in reply.commands}
    if turn.commands is not None and not set(turn.commands) <= asked:
        yield f"commands {sorted(asked)} lack some of {turn.commands}"
    for what, wanted, got in (
        ("language", turn.language, reply.state.language), ("handoff", turn.handoff, reply.handoff),
        ("ended", turn.ended, reply.ended), ("expecting", turn.expecting, reply.expect.slot),
    ):  # fmt: skip
        if wanted is not None and wanted != got:
            yield f"{what} is {got!r} instead of {wanted!r}: {text!r}"


def _not_as_stored(wanted: Kept, call: TextCall) -> list[str]:
    faults: list[str] = []
    for what, patterns, bodies in (
        ("text", wanted.texts, call.texts()),
        ("message", wanted.messages, call.messages()),
    ):
        if patterns is None:
            continue
        faults += [f"no {what} matches {p!r} among {bodies}" for p in patterns if not _any_matches(p, bodies)]
        if not patterns and bodies:
            faults.append(f"a {what} nobody wanted: {bodies}")
    told = tuple(sorted(call.staff_told()))
    if wanted.staff_told is not None and told != tuple(sorted(wanted.staff_told)):
        faults.append(f"colleagues were told of {told} instead of {tuple(sorted(wanted.staff_told))}")
    for what, count, got in (("on the waitlist", wanted.waitlist, call.waiting()), ("gaps", wanted.gaps, call.gaps())):
        if count is not None and count != got:
            faults.append(f"{got} {what} instead of {count}")
    return faults


def _any_matches(pattern: str, texts: Sequence[str]) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for text in texts)


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
