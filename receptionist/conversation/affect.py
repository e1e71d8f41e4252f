"""How the caller feels, from words and from what happens in the conversation; never from the sound of a voice.

Every sign is a probability of its own; those of a turn, and what is left of the turn before, are joined as independent ones:
p = 1 - product(1 - sign). A mood begins at one mark and ends only after two turns below a lower one (business/manners.py).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import prod

from rapidfuzz import fuzz

from receptionist.business.manners import Affect as Settings
from receptionist.business.manners import Mood
from receptionist.conversation.commands import Command, Deny, NotUnderstood, SayAgain, SetSlot, WantPerson
from receptionist.conversation.state import DialogueState, Heard
from receptionist.language.understanding import Affect

FADES = 0.4
"""Share of a feeling that is left a turn later."""
CALM_TURNS = 2
"""Turns below the lower mark that end a mood."""
_ALIKE = 88.0
"""Of 100: the caller says the same again."""
_LOOKED_BACK = 3
"""Lines of the caller's that a new one is compared with."""
_LATE_S = 3.5
"""Seconds until an answer begins; most begin within one. Heldner and Edlund 2010, https://doi.org/10.1016/j.wocn.2010.08.002"""
_STOPS = 2
"""Pauses within a turn that are more than breath."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Of one turn, where there is sound."""

    before_s: float = 0.0
    """From the end of our words to the beginning of the caller's."""
    within: int = 0
    """Stops in mid-turn that were long enough to be taken for its end."""


def felt(
    state: DialogueState,
    words: Affect,
    commands: tuple[Command, ...],
    settings: Settings = Settings(),  # frozen
    pauses: Pauses = Pauses(),  # frozen
) -> DialogueState:
    """The state with this turn's words, events and pauses added. The turn's line is the last of `state.heard`."""
    wanted = {"wanted_person": True} if WantPerson("asked") in commands else {}
    return _in_moods(
        replace(
            state,
            extra={**state.extra, **wanted},
            frustrated=_joined(state.frustrated, words.frustrated, *_annoyances(state, commands)),
            urgent=_joined(state.urgent, words.urgent),
            hesitant=_joined(state.hesitant, words.hesitant, *_doubts(pauses)),
        ),
        settings,
    )


def felt_silence(state: DialogueState, settings: Settings = Settings()) -> DialogueState:  # frozen
    """Nobody has spoken for as long as the caller was given. `state.silences`: of those before."""
    sign = 0.45 if state.silences else 0.35
    return _in_moods(replace(state, hesitant=_joined(state.hesitant, sign)), settings)


def _joined(before: float, *signs: float) -> float:
    return round(1 - prod(1 - sign for sign in (FADES * before, *signs)), 3)


def _annoyances(state: DialogueState, commands: tuple[Command, ...]) -> Iterator[float]:
    for command in commands:
        match command:
            case NotUnderstood():
                yield (0.08, 0.2, 0.3)[min(state.misses, 2)]
            case SetSlot(correction=True) | SayAgain():
                yield 0.08
            case Deny():
                yield 0.04
            case WantPerson(reason="asked"):
                yield 0.3 if state.extra.get("wanted_person") else 0.12
    caller = [line.text for line in state.heard if line.who == "caller"]
    if _said_again(caller):
        yield 0.2 if state.misses else 0.45
    broken_into = sum(line.interrupted for line in _ours(state)[-3:])
    if broken_into:
        yield 0.1 if broken_into == 1 else 0.35


def _said_again(caller: list[str]) -> bool:
    """Whether the last line repeats one shortly before. A yes or a no may be said twice."""
    said = caller[-1].casefold().strip(" .,!?") if caller else ""
    if len(said) < 5:
        return False
    before = [line.casefold().strip(" .,!?") for line in caller[-1 - _LOOKED_BACK : -1]]
    return any(fuzz.ratio(said, earlier) >= _ALIKE for earlier in before)


def _ours(state: DialogueState) -> list[Heard]:
    return [line for line in state.heard if line.who == "assistant"]


def _doubts(pauses: Pauses) -> Iterator[float]:
    if pauses.before_s >= _LATE_S:
        yield 0.35
    if pauses.within >= _STOPS:
        yield min(0.15 * pauses.within, 0.6)


def _in_moods(state: DialogueState, settings: Settings) -> DialogueState:
    """Moods begun and ended by what the caller has just been found to be."""
    moods = {}
    for name, mood in (
        ("frustrated", settings.frustrated),
        ("urgent", settings.urgent),
        ("hesitant", settings.hesitant),
    ):
        quiet = _quiet_turns(state.moods.get(name), getattr(state, name), mood)
        if settings.heeded and quiet is not None:
            moods[name] = quiet
    return replace(state, moods=moods)


def _quiet_turns(before: int | None, now: float, mood: Mood) -> int | None:
    """How long the mood has not shown; None: the caller is not in it."""
    if now >= mood.after:
        return 0
    if before is None:
        return None
    quiet = before + 1 if now < mood.until else 0
    return quiet if quiet < CALM_TURNS else None
