"""Conversations of a suite rung with real sound: webhook, media stream, recogniser, voice, as a caller hears them.

Each rings a service of its own. Of a conversation told turn by turn the caller says its lines in their order; what every
single reply must hold is checked in text only, since a recogniser's words are not the file's.
"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from local.caller.ring import Rung, ring
from local.caller.scenario import Line, Scenario
from local.rehearsal import BUSINESSES, rehearsal
from local.suite import Outcome
from local.suite_files import Conversation
from receptionist.business.load import load_business
from receptionist.errors import Misconfigured, ReceptionistError
from receptionist.suites.goal import Goal
from receptionist.suites.script import Script

SPOKEN = ("en", "es")
"""Languages a caller's voice speaks here."""


def run_with_sound(conversations: Sequence[Conversation]) -> list[Outcome]:
    """One after another, in real time. What cannot be spoken here fails by saying so."""
    return [_rung(one) for one in conversations]


def _rung(conversation: Conversation) -> Outcome:
    outcome = Outcome(conversation.content.name, file=conversation.file)
    began = time.perf_counter()
    try:
        scenario = scenario_of(conversation)
        rung = asyncio.run(_ring(scenario, conversation.file.parent))
        outcome.transcript = [f"{line.who:>9}: {line.text}" for line in rung.diary]
        outcome.faults += rung.faults
        outcome.slowest_ms = max(rung.waits.answers_s, default=0.0) * 1000
    except ReceptionistError as error:
        outcome.faults.append(f"{type(error).__name__}: {error}")
    outcome.seconds = time.perf_counter() - began
    return outcome


async def _ring(scenario: Scenario, beside: Path) -> Rung:
    clock = datetime.fromisoformat(scenario.clock) if scenario.clock else None
    with tempfile.TemporaryDirectory(prefix="firstring-") as data:
        async with rehearsal(data=Path(data), clock=clock) as stage:
            return await ring(scenario, beside, stage)


def scenario_of(conversation: Conversation) -> Scenario:
    """The caller's part. Raises Misconfigured for what has no sound: a business of its own, a language without a voice."""
    content = conversation.content
    if isinstance(content, Scenario):
        return content
    if content.language not in (None, *SPOKEN):
        raise Misconfigured(f"{content.name}: no caller's voice speaks {content.language} here")
    path = BUSINESSES / f"{content.business}.yaml"
    if not path.exists():
        raise Misconfigured(f"{content.name}: with sound only the demo businesses are rung, not {content.business}")
    return Scenario(
        name=content.name,
        to=load_business(path).numbers[0],
        caller=content.caller,
        language=content.language or "en",
        clock=content.now,
        book=content.book,
        lines=tuple(_lines(content)),
        goal=_goal(content),
    )


def _lines(script: Script) -> list[Line]:
    lines: list[Line] = []
    for turn in script.turns:
        if turn.keys is not None:
            lines.append(Line(keys=turn.keys))
        elif turn.silent:
            lines.append(Line(silent_s=10.0))
        elif turn.mumble:
            lines.append(Line(mumble_s=1.5))
        elif words := turn.say or next(iter(turn.nbest), ""):
            lines.append(Line(say=words))
    return lines


def _goal(script: Script) -> Goal:
    goal = script.goal or Goal()
    return goal.model_copy(update={"not_said": (*goal.not_said, *script.never_said)})
