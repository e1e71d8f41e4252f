"""When things do not go on: turns not understood, and the end of a conversation."""

from collections.abc import Generator
from dataclasses import replace
from typing import Any

from receptionist.conversation.commands import (
    Command,
    NotUnderstood,
)
from receptionist.conversation.deeds import Deed, Release
from receptionist.conversation.places import slot_from
from receptionist.conversation.reply import Expectation
from receptionist.conversation.state import DialogueState
from receptionist.conversation.working import GAVE_UP, Working

Going = Generator[Deed, Any, None]

PATIENCE = 4
"""Misses in a row before a person or a message is offered."""


def close(turn: Working, act: str) -> Going:
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


def count_misses(turn: Working, commands: tuple[Command, ...]) -> Going:
    if turn.moved:
        turn.state = replace(turn.state, misses=0)
        return
    misses = turn.state.misses + 1
    sooner = "frustrated" in turn.state.moods and not (turn.task and turn.flow.gives_up == "close")
    patience = turn.business.affect.frustrated.misses if sooner else PATIENCE
    turn.state = replace(turn.state, misses=misses)
    strange = any(isinstance(command, NotUnderstood) and command.out_of_scope for command in commands)
    if misses < patience - 1:
        turn.say(
            "out_of_scope" if strange and misses == 1 and turn.task is None and turn.offer in ("", "else") else "sorry",
            misses - 1,
        )
    elif misses < patience:
        turn.say("use_keys_or_person" if turn.can_hand_over() else "use_keys")
    elif turn.task is not None and turn.flow.gives_up == "close":
        yield from close(turn, "close_not_understood")
    elif turn.task is not None and turn.flow.gives_up == "otherwise" and GAVE_UP not in turn.top.slots:
        turn.fill(GAVE_UP, True)
        turn.state = replace(turn.state, misses=0)
    elif misses == patience or turn.offer not in ("person", "message"):
        offer_person(turn)
    else:
        turn.remember("why_person", "not_understood")
        turn.remember("offer", None)
        turn.push("person")
        turn.state = replace(turn.state, misses=0)


def offer_person(turn: Working) -> None:
    offer = "person" if turn.can_hand_over() else "message"
    turn.say(f"offer_{offer}")
    turn.remember("offer", offer)
