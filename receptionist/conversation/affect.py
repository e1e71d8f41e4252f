"""How the caller feels, from words and from what happens in the conversation; never from the sound of a voice."""

from dataclasses import replace

from receptionist.conversation.commands import Command, Deny, NotUnderstood, SetSlot, WantPerson
from receptionist.conversation.state import DialogueState
from receptionist.language.understanding import Affect

FADES = 0.7
"""Share of a feeling that is left a turn later."""


def felt(state: DialogueState, words: Affect, commands: tuple[Command, ...]) -> DialogueState:
    """The state with this turn's words and events added."""
    annoyance = 0.0
    for command in commands:
        match command:
            case NotUnderstood():
                annoyance += 0.15
            case SetSlot(correction=True) | Deny():
                annoyance += 0.04
            case WantPerson():
                annoyance += 0.1
    return replace(
        state,
        frustrated=_joined(state.frustrated, words.frustrated, annoyance),
        urgent=_joined(state.urgent, words.urgent, 0.0),
        hesitant=_joined(state.hesitant, words.hesitant, 0.0),
    )


def _joined(before: float, words: float, events: float) -> float:
    """What is left of before, and what is new; a sentence alone can say it all."""
    return min(1.0, max(words, FADES * before + 0.5 * words) + events)
