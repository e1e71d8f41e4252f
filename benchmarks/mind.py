"""How long one turn takes to think, without sound: every scripted conversation, turn by turn."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from local.suite_files import load
from local.text_office import text_office
from receptionist.suites.script import Script
from receptionist.suites.text_call import TextCall


@dataclass(frozen=True, slots=True)
class Thinking:
    """Milliseconds per turn: understanding, workflow, stores on SQLite, wording."""

    conversations: int
    turns_ms: tuple[float, ...]


def thinking(files: Sequence[Path]) -> Thinking:
    """Plays the `turns` of each file that has some. Raises what a broken file raises."""
    taken: list[float] = []
    conversations = 0
    for one in load(files):
        script = one.content
        if not isinstance(script, Script):
            continue
        conversations += 1
        with text_office() as office:
            call = TextCall.begun(
                office,
                partial(office.business, script.business),
                script.caller,
                script.now,
                script.book,
                script.language,
            )
            for turn in script.turns:
                began = time.perf_counter()
                call.take(turn)
                taken.append((time.perf_counter() - began) * 1000)
    return Thinking(conversations, tuple(taken))
