"""What the conversation does with the caller's commands.

Pure: state, commands and facts go in; deeds for the desk are yielded and their results sent back; a `Ran` comes
out. The tasks in hand are a stack, a question in the middle is answered and the pending one asked again, and every
path ends in a question, a hand-over or a goodbye.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import Any

from receptionist.business.workflows import Question
from receptionist.calls.transfer import Transfer
from receptionist.conversation import crowds, doing
from receptionist.conversation.beside import KEY as ANOTHER
from receptionist.conversation.beside import offer_next
from receptionist.conversation.commands import (
    Command,
)
from receptionist.conversation.deeds import Deed
from receptionist.conversation.ending import close, offer_person
from receptionist.conversation.obeying import obey
from receptionist.conversation.placing import (
    ASKED,
    GO_ON,
    Doing,
    day_refused,
    first_open,
    looks_in_part,
    person_refused,
)
from receptionist.conversation.remembering import known_name, offered
from receptionist.conversation.reply import Expectation
from receptionist.conversation.state import DialogueState
from receptionist.conversation.ways_out import TROUBLED
from receptionist.conversation.workflows import Confirm, Do, Learn
from receptionist.conversation.working import Act, Facts, Working

Running = Generator[Deed, Any, "Ran"]
Going = Generator[Deed, Any, None]

OFFERS = ("person", "message", "waitlist", "call_back", "usual", "forget", crowds.FEWER)
"""Yes-or-no questions that stand until they are answered."""
SILENCES = 3
"""Silences in a row that end the call."""
FEW = 3
"""Choices that are read out with the question; more are named when the first answer was not understood."""
_KINDS = {
    "time": "time",
    "date": "date",
    "party_size": "number",
    "text": "open",
    "money": "number",
    "email": "spelling",
}


@dataclass(frozen=True, slots=True)
class Ran:
    """A turn as decided, before it has words."""

    state: DialogueState
    acts: tuple[Act, ...]
    expect: Expectation
    handoff: str | None = None
    transfer: Transfer | None = None


def run(state: DialogueState, commands: tuple[Command, ...], facts: Facts) -> Running:
    """One turn of the caller's."""
    turn = Working(replace(state, turn=state.turn + 1, silences=0), facts)
    yield from obey(turn, commands)
    if not turn.state.ended and not turn.handoff:
        yield from _go_on(turn)
    return _ran(turn)


def run_silence(state: DialogueState, facts: Facts) -> Running:
    """Nobody spoke: ask again, then offer keys or a person, then close politely."""
    turn = Working(replace(state, silences=state.silences + 1), facts)
    if turn.state.silences >= SILENCES:
        yield from close(turn, "close_silence")
        return _ran(turn)
    if turn.state.silences == 1:
        turn.say("still_there")
    else:
        turn.say("use_keys_or_person" if turn.can_hand_over() else "use_keys")
    yield from _go_on(turn)
    return _ran(turn)


def run_on(state: DialogueState, facts: Facts, opening: str, *, again: bool = False) -> Running:
    """Says `opening` and asks the pending question again: a call that another process goes on with. `again`: after what was
    said last."""
    turn = Working(state, facts)
    turn.say(opening)
    if again and state.last_said:
        turn.say("again", text=state.last_said)
        turn.remember("said_again", True)
    yield from _go_on(turn)
    return _ran(turn)


def run_unanswered(state: DialogueState, facts: Facts) -> Running:
    """The person did not pick up: take a message."""
    turn = Working(state, facts)
    turn.say("person_no_answer")
    label = turn.take("handed_to")
    handoff = next((one for one in turn.business.handoffs if one.label == label), None)
    turn.push("call_back" if handoff and handoff.if_no_answer == "call_back" else "message")
    yield from _go_on(turn)
    return _ran(turn)


def run_out_of_time(state: DialogueState, facts: Facts) -> Running:
    """What is under way gives place to a message, unless that is one already."""
    turn = Working(state, facts)
    turn.say("time_over")
    if turn.task is None or turn.top.workflow != "message":
        turn.push("message")
    yield from _go_on(turn)
    return _ran(turn)


def _ran(turn: Working) -> Ran:
    if turn.offer not in ("person", "message"):
        turn.remember(TROUBLED, None)
    return Ran(turn.state, tuple(turn.acts), turn.expect, turn.handoff, turn.transfer)


def _go_on(turn: Working) -> Going:
    """Takes step after step until the caller must speak."""
    if _soothe(turn):
        return
    while turn.offer not in OFFERS and not turn.state.ended:
        if turn.task is None:
            _ask_what_else(turn)
            return
        if (yield from _take_step(turn)) is ASKED or turn.handoff:
            return
    if not turn.state.ended:
        _ask_offer(turn)


def _take_step(turn: Working) -> Doing:
    """The next step of the task in hand."""
    step = turn.next_step()
    if step is not None and crowds.in_hand(turn):
        return (yield from crowds.refuse(turn, int(turn.value("party_size"))))
    match step:
        case None:
            turn.pop()
            if turn.task is not None:
                turn.say("back_to", workflow=turn.top.workflow)
        case Learn() if not (
            person_refused(turn) or day_refused(turn, step) or _is_hurried_past(turn, step) or looks_in_part(turn, step)
        ):
            if _asked_enough(turn, step):
                offer_person(turn)
                return GO_ON
            _ask(turn, step)
            return ASKED
        case Confirm():
            _read_back(turn, step)
            return ASKED
        case Do():
            turn.amend(step=step.name)
            return (yield from doing.DEEDS[step.deed](turn))
    return GO_ON


ENOUGH = 4
"""Times a caller is asked what for, before a person is offered: whoever does not know can only be asked so often."""


def _asked_enough(turn: Working, step: Learn) -> bool:
    """Once; who would rather go on is asked again."""
    asked = turn.top.attempts.get(step.slot, 0)
    if step.slot != "service" or asked != ENOUGH or turn.take("said_again"):
        return False
    turn.amend(attempts={**turn.top.attempts, step.slot: asked + 1})
    return True


def _is_hurried_past(turn: Working, step: Learn) -> bool:
    """Whoever is in a hurry and would take any time, or leaves the day to us, is not asked for it: the search begins today, or
    where the stretch begins that was named."""
    hurried = "urgent" in turn.state.moods and turn.business.affect.urgent.earliest
    if step.slot != "date" or turn.top.workflow != "book":
        return False
    if turn.value("any_day"):
        if not turn.value("time") and not turn.value("window"):
            turn.fill("window", turn.value("part") or _ALL_DAY)
    elif not ((hurried or turn.value("first")) and turn.value("window")):
        return False
    turn.fill("date", first_open(turn).isoformat() if turn.value("any_day") else turn.facts.today.isoformat())
    return True


_ALL_DAY = {"start": "00:00", "end": "23:59"}


def _ask_offer(turn: Working) -> None:
    act = f"offer_{turn.offer}"
    if not turn.take("said_again") and not any(said.name == act for said in turn.acts):
        turn.say(act, **offered(turn))
    turn.wait_for("yes_no", "yes_no")


def _soothe(turn: Working) -> bool:
    """Offers a person to a caller who has become frustrated, once per storm."""
    if "frustrated" not in turn.state.moods:
        turn.remember("soothed", None)
        return False
    upset = turn.business.affect.frustrated.offer_person and not turn.state.extra.get("soothed")
    if (
        not upset
        or turn.handoff
        or turn.offer in ("person", "message")
        or (turn.task and turn.top.workflow in ("person", "message"))
    ):
        return False
    turn.remember("soothed", True)
    turn.acts = [act for act in turn.acts if act.name not in ("sorry", "out_of_scope")]
    turn.say("sorry_upset")
    offer_person(turn)
    turn.wait_for("yes_no", "yes_no")
    return True


def _ask_what_else(turn: Working) -> None:
    if turn.take("said_again"):
        turn.wait_for("yes_no" if turn.offer in ("else", ANOTHER) else None, "open")
        return
    last = turn.acts[-1].name if turn.acts else ""
    if turn.state.misses:
        if last != "out_of_scope":
            turn.say("what_can_i_do", turn.state.misses - 1)
    elif last in ("who_we_are", "i_see") or (last == "resumed" and not turn.state.turn):
        turn.say("how_can_i_help")
    elif last and last != "hello" and not offer_next(turn):
        turn.say("anything_else")
        turn.remember("offer", "else")
    elif not last:
        turn.say("what_can_i_do")
    turn.wait_for("yes_no" if turn.offer in ("else", ANOTHER) else None, "open")


_WITH_KEYS = 3
"""Of what a prompt says, the one that tells which keys to press."""


def _ask(turn: Working, step: Learn) -> None:
    slot = str(turn.value("changing") or step.slot) if step.slot == "change" else step.slot
    asked = turn.top.attempts.get(slot, 0)
    if step.question is not None:
        _ask_own(turn, step.question, asked)
    elif slot == "name" and not asked and not step.prompt and known_name(turn):
        turn.say("ask_known_name", name=known_name(turn))
    elif slot == "phone" and turn.value("phone_begun") and not turn.state.misses:
        turn.say("ask_phone_rest")
    elif not turn.take("said_again"):
        turn.say(
            _prompt(turn, step, slot),
            _WITH_KEYS if _by_keys(turn, slot) else max(turn.state.misses, turn.state.silences, min(asked, 1)),
            **doing.choices_for(turn, slot),
        )
    turn.amend(step=step.name, attempts={**turn.top.attempts, slot: asked + 1})
    kind = _KINDS.get(step.question.type if step.question else slot, step.kind)
    turn.wait_for(slot, kind, doing.phrases_for(turn, slot))


def _prompt(turn: Working, step: Learn, slot: str) -> str:
    if slot == "message" and not turn.top.attempts.get(slot) and crowds.crowd_of(turn.state, turn.business):
        return "ask_about_party"
    return step.prompt if step.prompt and slot == step.slot else f"ask_{slot}"


def _by_keys(turn: Working, slot: str) -> bool:
    """Whether the caller has been answering with keys: then so is what they are asked in words otherwise."""
    theirs = [line.text for line in turn.state.heard if line.who == "caller"][-2:]
    return slot == "name" and len(theirs) == 2 and all(text.startswith("[keys") for text in theirs)


def _ask_own(turn: Working, question: Question, asked: int) -> None:
    """In the business's words; from the second time on with what may be chosen from."""
    if turn.take("said_again"):
        return
    again = asked > 0 or turn.state.misses > 0
    turn.say("fact", text=question.again if again and question.again else question.question)
    if question.choices and (again or len(question.choices) <= FEW):
        turn.say("choose_from", again, choices=tuple(choice.name for choice in question.choices))


def _read_back(turn: Working, step: Confirm) -> None:
    if turn.top.attempts.get("declined"):
        turn.say("ask_change", 0, **doing.choices_for(turn, "change"))
        turn.wait_for("change", "open")
        return
    asked = turn.top.attempts.get("confirm", 0)
    reading = "confirm_again" if doing.booked_already(turn) else step.reading
    if not turn.take("said_again"):
        turn.say(reading, min(asked, 1) if not turn.moved else 0, **doing.reading(turn))
    turn.amend(step="confirm", attempts={**turn.top.attempts, "confirm": asked + 1})
    turn.wait_for("yes_no", "yes_no")
