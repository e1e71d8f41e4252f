"""What the conversation does with the caller's commands.

Pure: state, commands and facts go in; deeds for the desk are yielded and their results sent back; a `Ran` comes
out. The tasks in hand are a stack, a question in the middle is answered and the pending one asked again, and every
path ends in a question, a hand-over or a goodbye.
"""

from collections.abc import Generator
from dataclasses import dataclass, replace
from typing import Any

from receptionist.business.definition import Language
from receptionist.conversation import doing
from receptionist.conversation.commands import (
    Affirm,
    Ask,
    CancelTask,
    Command,
    Deny,
    Goodbye,
    Greet,
    NotUnderstood,
    RefuseRecording,
    SayAgain,
    SetSlot,
    SpeakLanguage,
    StartTask,
    Thank,
    WantPerson,
)
from receptionist.conversation.deeds import Deed, KeepUnrecorded, Release
from receptionist.conversation.doing import ASKED
from receptionist.conversation.filling import fill_slots
from receptionist.conversation.places import slot_from
from receptionist.conversation.reply import Expectation
from receptionist.conversation.state import DialogueState, Filled
from receptionist.conversation.workflows import WORKFLOWS, Confirm, Do, Learn
from receptionist.conversation.working import Act, Facts, Working
from receptionist.ids import ServiceId
from receptionist.knowledge.answers import answer_question

Running = Generator[Deed, Any, "Ran"]
Going = Generator[Deed, Any, None]

PATIENCE = 4
"""Misses in a row before a person or a message is offered."""
SILENCES = 3
"""Silences in a row that end the call."""
FRUSTRATED, CALM = 0.6, 0.3
"""Hysteresis: a person is offered above the one, and offered again only after having been below the other."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A turn as decided, before it has words."""

    state: DialogueState
    acts: tuple[Act, ...]
    expect: Expectation
    handoff: str | None = None
    transfer_to: str | None = None


def run(state: DialogueState, commands: tuple[Command, ...], facts: Facts) -> Running:
    """One turn of the caller's."""
    turn = Working(replace(state, turn=state.turn + 1, silences=0), facts)
    yield from _obey(turn, commands)
    if not turn.state.ended and not turn.handoff:
        yield from _go_on(turn)
    return _ran(turn)


def run_silence(state: DialogueState, facts: Facts) -> Running:
    """Nobody spoke: ask again, then offer keys or a person, then close politely."""
    turn = Working(replace(state, silences=state.silences + 1), facts)
    if turn.state.silences >= SILENCES:
        yield from _close(turn, "close_silence")
        return _ran(turn)
    if turn.state.silences == 1:
        turn.say("still_there")
    else:
        turn.say("use_keys_or_person" if turn.can_hand_over() else "use_keys")
    yield from _go_on(turn)
    return _ran(turn)


def run_on(state: DialogueState, facts: Facts, opening: str) -> Running:
    """Says `opening` and asks the pending question again: a call that another process goes on with."""
    turn = Working(state, facts)
    turn.say(opening)
    yield from _go_on(turn)
    return _ran(turn)


def run_unanswered(state: DialogueState, facts: Facts) -> Running:
    """The person did not pick up: take a message."""
    turn = Working(state, facts)
    turn.say("person_no_answer")
    turn.push("message")
    yield from _go_on(turn)
    return _ran(turn)


def _ran(turn: Working) -> Ran:
    return Ran(turn.state, tuple(turn.acts), turn.expect, turn.handoff, turn.transfer_to)


def _obey(turn: Working, commands: tuple[Command, ...]) -> Going:
    """The caller's commands, in the order of their weight."""
    if WantPerson("emergency") in commands:
        _emergency(turn)
        return
    yield from _manner_of_speaking(turn, commands)
    if any(isinstance(command, SayAgain) for command in commands) and turn.state.last_said:
        turn.moved = True
        turn.say("again", text=turn.state.last_said)
        turn.remember("said_again", True)
        return
    yield from _answers(turn, commands)
    if turn.state.ended:
        return
    yield from _business(turn, commands)
    yield from _manners(turn, commands)
    yield from _count_misses(turn, commands)


def _manner_of_speaking(turn: Working, commands: tuple[Command, ...]) -> Going:
    wanted = [command.language for command in commands if isinstance(command, SpeakLanguage)]
    if wanted and wanted[-1] != turn.state.language:
        _speak(turn, wanted[-1])
    if RefuseRecording() in commands:
        yield from _unrecorded(turn)


def _business(turn: Working, commands: tuple[Command, ...]) -> Going:
    """Tasks, then facts, then questions: "cancel that, and do you have parking?"."""
    slots = tuple(command for command in commands if isinstance(command, SetSlot))
    for command in commands:
        match command:
            case CancelTask():
                yield from _drop(turn)
            case StartTask(workflow):
                yield from _start(turn, workflow, slots)
            case WantPerson(reason):
                turn.remember("why_person", reason)
                turn.push("person")
    changed = yield from fill_slots(turn, slots)
    if turn.task and turn.top.step == "confirm" and slots and not changed and Affirm() in commands:
        turn.fill("confirmed", True)
    for command in commands:
        if isinstance(command, Ask):
            _answer(turn, command)


def _answer(turn: Working, asked: Ask) -> None:
    """From the facts. "How much is it?" is about the service in hand; one asked about is the one then booked."""
    turn.moved = True
    about = asked.about
    if asked.topic == "price" and not about and turn.task and (service := turn.service()):
        about = (service.id,)
    for answer in answer_question(turn.business, asked.topic, asked.text, about, turn.facts.today):
        turn.say(answer.name, **answer.args)
    named = next((name for name in about if turn.business.service(ServiceId(name))), None)
    if named:
        turn.remember("asked_about", named)


def _emergency(turn: Working) -> None:
    turn.say("emergency")
    turn.moved = True
    handoff = doing.answering(turn)
    if handoff:
        turn.say("transferring", label=handoff.label)
        turn.handoff, turn.transfer_to = "emergency", handoff.number
    else:
        turn.remember("offer", None)
        turn.wait_for(None, "open")


def _speak(turn: Working, language: Language) -> None:
    """Goes on in `language`; the first time, with what the greeting says, in that language."""
    if language in turn.business.languages:
        turn.state = replace(turn.state, language=language)
        turn.moved = True
        if turn.state.extra.get(f"greeted_{language}"):
            turn.say("language_changed")
            return
        turn.remember(f"greeted_{language}", True)
        recording = "off" if turn.state.recording_refused else turn.business.recording.value
        turn.say("greeting", assistant=turn.business.identity.assistant_name, recording="off" if recording == "ask" else recording)
        if language == "pa":
            turn.say("language_limits")
    elif turn.state.extra.get("told_languages") != language:
        turn.say("language_not_spoken", languages=turn.business.languages)
        turn.remember("told_languages", language)
        turn.moved = True


def _unrecorded(turn: Working) -> Going:
    turn.moved = True
    if not turn.state.recording_refused:
        yield KeepUnrecorded()
        turn.state = replace(turn.state, recording_refused=True)
    turn.say("not_recorded")


def _answers(turn: Working, commands: tuple[Command, ...]) -> Going:
    """A yes or a no to whatever was asked last."""
    yes = any(isinstance(command, Affirm) for command in commands)
    no = any(isinstance(command, Deny) for command in commands)
    more = any(isinstance(command, StartTask | SetSlot | WantPerson | CancelTask) for command in commands)
    offer = turn.offer
    if offer and (yes or no or more):
        turn.remember("offer", None)
        turn.moved = True
        if offer == "recording":
            yield from _recording_answer(turn, yes=yes, no=no and not more)
        elif offer == "else" and yes and Thank() in commands and not more:
            yield from _close(turn, "welcome_goodbye")
        elif yes and not more:
            _accept(turn, offer)
        elif no and not more and offer == "else":
            yield from _close(turn, "goodbye")
        elif no and not more:
            doing.forget_crowd(turn)
        return
    if turn.task is None or more:
        return
    if turn.top.offered and turn.state.expecting == "choice" and (yes or no):
        yield from doing.answer_offered(turn, accepted=yes)
    elif turn.top.step == "confirm" and yes:
        turn.fill("confirmed", True)
    elif turn.top.step == "confirm" and no:
        yield from doing.decline(turn)


def _recording_answer(turn: Working, *, yes: bool, no: bool) -> Going:
    """Nothing is recorded until the caller says yes; who says neither is not asked again."""
    if yes:
        turn.state = replace(turn.state, recording_refused=False)
        turn.say("recording_agreed")
    elif no:
        yield KeepUnrecorded()
        turn.say("not_recorded")


def _accept(turn: Working, offer: str) -> None:
    if offer == "person":
        turn.push("person")
    elif offer == "message":
        turn.push("message")


def _start(turn: Working, workflow: str, slots: tuple[SetSlot, ...]) -> Going:
    if workflow not in WORKFLOWS:
        return
    turn.moved = True
    current = turn.task
    if current and current.workflow == workflow:
        return
    kept: dict[str, Filled] = {}
    if current and WORKFLOWS[workflow].family == WORKFLOWS[current.workflow].family:
        kept = {name: filled for name, filled in current.slots.items() if name in ("booking", "code", "find_name", "find_day", "name")}
        yield from doing.put_down(turn)
        turn.pop()
    elif current and any(task.workflow == workflow for task in turn.state.tasks):
        while turn.top.workflow != workflow:
            yield from doing.put_down(turn)
            turn.pop()
        return
    if workflow == "book":
        said = {slot.slot for slot in slots}
        kept |= _same_again(turn, said)
        if (asked := turn.take("asked_about")) and "service" not in said | set(kept):
            kept["service"] = Filled(asked, turn=turn.state.turn)
    turn.push(workflow, kept)


def _same_again(turn: Working, said: set[str]) -> dict[str, Filled]:
    """ "Actually, book me again": what was just cancelled, except for what the caller says anew."""
    last = turn.state.extra.get("cancelled")
    if not isinstance(last, dict):
        return {}
    names = {"party_size", "name", "service"} if said & {"date", "time", "window", "days"} else set(last)
    turn.remember("cancelled", None)
    return {name: Filled(last[name], turn=turn.state.turn) for name in names & set(last) - said}


def _drop(turn: Working) -> Going:
    if turn.task is None:
        return
    yield from doing.put_down(turn)
    turn.say("dropped" if turn.top.workflow != "message" else "dropped_message")
    turn.pop()
    turn.remember("offer", None)


def _manners(turn: Working, commands: tuple[Command, ...]) -> Going:
    for command in commands:
        match command:
            case Goodbye():
                yield from _close(turn, "goodbye")
            case Thank() if turn.task is None and turn.offer == "else":
                yield from _close(turn, "welcome_goodbye")
            case Thank():
                turn.moved = True
                turn.say("welcome")
            case Greet():
                turn.moved = True
                if turn.task is None:
                    turn.say("hello")


def _close(turn: Working, act: str) -> Going:
    yield from _given_back(turn.state)
    if any(task.workflow == "book" for task in turn.state.tasks):
        turn.say("nothing_booked")
    turn.say(act)
    turn.state = replace(turn.state, ended=True, tasks=(), expecting="")
    turn.expect = Expectation(None, "nothing")
    turn.moved = True


def unfinished(state: DialogueState) -> tuple[Deed, ...]:
    """Gives back what tasks that will not be finished have held."""
    return tuple(_given_back(state))


def _given_back(state: DialogueState) -> Going:
    for task in state.tasks:
        if task.hold and "found" in task.slots:
            yield Release(slot_from(task.slots["found"].value), task.hold)


def _count_misses(turn: Working, commands: tuple[Command, ...]) -> Going:
    if turn.moved:
        turn.state = replace(turn.state, misses=0)
        return
    misses = turn.state.misses + 1
    turn.state = replace(turn.state, misses=misses)
    strange = any(isinstance(command, NotUnderstood) and command.out_of_scope for command in commands)
    if misses < PATIENCE - 1:
        turn.say("out_of_scope" if strange and misses == 1 and turn.task is None else "sorry", misses - 1)
    elif misses < PATIENCE:
        turn.say("use_keys_or_person" if turn.can_hand_over() else "use_keys")
    elif turn.task is not None and WORKFLOWS[turn.task.workflow].gives_up == "close":
        yield from _close(turn, "close_not_understood")
    elif misses == PATIENCE or turn.offer not in ("person", "message"):
        _offer_person(turn)
    else:
        turn.remember("why_person", "not_understood")
        turn.remember("offer", None)
        turn.push("person")
        turn.state = replace(turn.state, misses=0)


def _offer_person(turn: Working) -> None:
    offer = "person" if turn.can_hand_over() else "message"
    turn.say(f"offer_{offer}")
    turn.remember("offer", offer)


def _go_on(turn: Working) -> Going:
    """Takes step after step until the caller must speak."""
    if _soothe(turn):
        return
    while turn.offer not in ("person", "message") and not turn.state.ended:
        if turn.task is None:
            _ask_what_else(turn)
            return
        step = turn.next_step()
        match step:
            case None:
                turn.pop()
                if turn.task is not None:
                    turn.say("back_to", workflow=turn.top.workflow)
            case Learn():
                _ask(turn, step)
                return
            case Confirm():
                _read_back(turn, step)
                return
            case Do():
                turn.amend(step=step.name)
                if (yield from doing.DEEDS[step.deed](turn)) is ASKED:
                    return
        if turn.handoff:
            return
    if not turn.state.ended:
        _ask_offer(turn)


def _ask_offer(turn: Working) -> None:
    act = f"offer_{turn.offer}"
    if not turn.take("said_again") and not any(said.name == act for said in turn.acts):
        turn.say(act)
    turn.wait_for("yes_no", "yes_no")


def _soothe(turn: Working) -> bool:
    """Offers a person to a caller who has become frustrated, once per storm."""
    if turn.state.frustrated < CALM:
        turn.remember("soothed", None)
    upset = turn.state.frustrated >= FRUSTRATED and not turn.state.extra.get("soothed")
    if not upset or turn.handoff or turn.offer in ("person", "message") or (turn.task and turn.top.workflow in ("person", "message")):
        return False
    turn.remember("soothed", True)
    turn.acts = [act for act in turn.acts if act.name not in ("sorry", "out_of_scope")]
    turn.say("sorry_upset")
    _offer_person(turn)
    turn.wait_for("yes_no", "yes_no")
    return True


def _ask_what_else(turn: Working) -> None:
    if turn.take("said_again"):
        turn.wait_for("yes_no" if turn.offer == "else" else None, "open")
        return
    last = turn.acts[-1].name if turn.acts else ""
    if turn.state.misses:
        if last != "out_of_scope":
            turn.say("what_can_i_do", turn.state.misses - 1)
    elif last and last != "hello":
        turn.say("anything_else")
        turn.remember("offer", "else")
    elif not last:
        turn.say("what_can_i_do")
    turn.wait_for("yes_no" if turn.offer == "else" else None, "open")


def _ask(turn: Working, step: Learn) -> None:
    slot = str(turn.value("changing") or step.slot) if step.slot == "change" else step.slot
    asked = turn.top.attempts.get(slot, 0)
    if not turn.take("said_again"):
        turn.say(step.prompt if step.prompt and slot == step.slot else f"ask_{slot}", max(turn.state.misses, turn.state.silences, min(asked, 1)), **doing.choices_for(turn, slot))
    turn.amend(step=step.name, attempts={**turn.top.attempts, slot: asked + 1})
    kind = {"time": "time", "date": "date", "party_size": "number"}.get(slot, step.kind)
    turn.wait_for(slot, kind, doing.phrases_for(turn, slot))


def _read_back(turn: Working, step: Confirm) -> None:
    if turn.top.attempts.get("declined"):
        turn.say("ask_change", 0)
        turn.wait_for("change", "open")
        return
    asked = turn.top.attempts.get("confirm", 0)
    if not turn.take("said_again"):
        turn.say(step.reading, min(asked, 1) if not turn.moved else 0, **doing.reading(turn))
    turn.amend(step="confirm", attempts={**turn.top.attempts, "confirm": asked + 1})
    turn.wait_for("yes_no", "yes_no")
