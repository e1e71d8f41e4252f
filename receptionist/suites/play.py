"""Plays a conversation in text, and says what is wrong with it."""

import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from receptionist.business.definition import Business
from receptionist.clock import Clock
from receptionist.conversation.guard import FalseClaim
from receptionist.errors import ReceptionistError
from receptionist.suites.script import Kept, Script, Turn
from receptionist.suites.text_call import House, TextCall
from receptionist.suites.told import command_name


@dataclass(slots=True)
class Outcome:
    """How one conversation went."""

    name: str
    faults: list[str] = field(default_factory=list)
    transcript: list[str] = field(default_factory=list)
    seconds: float = 0.0
    slowest_ms: float = 0.0


def played(script: Script, house: House, business: Callable[[Clock], Business]) -> Outcome:
    """In a house nobody else is in. What goes wrong is a fault of the conversation, none of ours."""
    outcome = Outcome(script.name)
    guarded(outcome, lambda: _play_script(script, house, business, outcome))
    return outcome


def guarded(outcome: Outcome, conversation: Callable[[], None]) -> None:
    began = time.perf_counter()
    try:
        conversation()
    except FalseClaim as claim:
        outcome.faults.append(f"claimed what had not happened: {claim}")
    except ReceptionistError as error:
        outcome.faults.append(f"{type(error).__name__}: {error}")
    outcome.seconds = time.perf_counter() - began


def _play_script(script: Script, house: House, business: Callable[[Clock], Business], outcome: Outcome) -> None:
    call = TextCall.begun(house, business, script.caller, script.now, script.book, script.language)
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
    if wanted.waitlist not in (None, waiting := call.waiting()):
        faults.append(f"{waiting} on the waitlist instead of {wanted.waitlist}")
    if wanted.gaps not in (None, gaps := call.gaps()):
        faults.append(f"{gaps} gaps instead of {wanted.gaps}")
    return faults


def _any_matches(pattern: str, texts: Sequence[str]) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for text in texts)
