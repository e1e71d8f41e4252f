"""`firstring suite FILE...`: whole conversations as data, played in text against the real conversation, desk and stores,
or with sound over the simulated phone network. What stands in a file: local/suite_files.py.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO
from xml.etree import ElementTree

from local.caller.scenario import Scenario
from local.suite_files import Conversation, load
from local.text_office import text_office
from receptionist.suites.play import Outcome as Told
from receptionist.suites.play import guarded, played
from receptionist.suites.text_call import TextCall


@dataclass(slots=True)
class Outcome(Told):
    """How one conversation of a file went."""

    file: Path = Path()


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
    content, file = conversation.content, conversation.file
    if isinstance(content, Scenario):
        outcome = Outcome(content.name, file=file)
        guarded(outcome, lambda: _play_part(content, outcome))
        return outcome
    with text_office() as office:
        told = played(content, office, partial(office.business, _beside(content.business, file)))
    return Outcome(told.name, told.faults, told.transcript, told.seconds, told.slowest_ms, file)


def _play_part(scenario: Scenario, outcome: Outcome) -> None:
    with text_office() as office:
        name = office.id_of(scenario.to)
        call = TextCall.begun(
            office, partial(office.business, name), scenario.caller, scenario.clock, scenario.book, scenario.language
        )
        outcome.transcript = call.transcript
        call.play(scenario.lines)
        outcome.faults += call.shortfalls(scenario.goal)


def _beside(business: str, file: Path) -> str:
    """A definition named by a relative path lies beside the suite."""
    path = file.parent / business
    return str(path) if business.endswith((".yaml", ".yml")) and path.exists() else business


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
