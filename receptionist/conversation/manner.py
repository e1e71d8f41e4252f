"""The same acts, said to a caller who is frustrated, in a hurry or unsure, or as the house wants it: fewer words, first things
first, or two choices.

What is done does not change, only how it is said; a clinic's emergency script has one manner only.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from receptionist.business.definition import Business
from receptionist.business.opening import sittings
from receptionist.conversation.state import DialogueState
from receptionist.conversation.wording.en import ENGLISH
from receptionist.conversation.working import Act

_DISPENSABLE = frozenset({"noted", "back_to", "all_right", "waitlist_possible"})
"""Sentences that move nothing on."""
_BEFORE_CLOSING = timedelta(hours=2)
_AFTER_OPENING = timedelta(hours=1)


def mannered(acts: tuple[Act, ...], state: DialogueState, business: Business, today: date) -> tuple[Act, ...]:
    """Acts as they are said to this caller. At least one is left of any."""
    manners = tuple(_manners(state, business))
    if not manners:
        return acts
    kept = acts
    if "brief" in manners or "urgent" in manners:
        kept = tuple(act for act in acts if act.name not in _DISPENSABLE) or acts
    return tuple(_said(act, manners, state, business, today) for act in kept)


def _manners(state: DialogueState, business: Business) -> Iterator[str]:
    """The likelier to be of use first."""
    if "urgent" in state.moods and business.affect.urgent.earliest:
        yield "urgent"
    brief = business.affect.brief or ("frustrated" in state.moods and business.affect.frustrated.brief)
    if "urgent" in state.moods or brief:
        yield "brief"
    if "hesitant" in state.moods:
        yield "patient"


def _said(act: Act, manners: tuple[str, ...], state: DialogueState, business: Business, today: date) -> Act:
    """In the first manner there are words for. What is asked a second time is asked as it is of anybody."""
    manner = next((one for one in manners if ENGLISH.says(f"{act.name}.{one}")), "")
    if not manner or (act.variant and act.name.startswith("ask_")):
        return act
    if act.name == "ask_time" and manner == "patient":
        times = _two_times(state, business, today)
        return replace(act, args={**act.args, "early": times[0], "late": times[1]}, manner=manner) if times else act
    return replace(act, manner=manner)


def _two_times(state: DialogueState, business: Business, today: date) -> tuple[time, time] | None:
    """One early and one late on the day in question, while the house is open; None if it hardly is."""
    wished = state.tasks[-1].slots.get("date") if state.tasks else None
    day = date.fromisoformat(str(wished.value)) if wished else today + timedelta(days=1)
    open_that_day = sittings(business, day)
    if not open_that_day:
        return None
    opens, closes = open_that_day[0][0], open_that_day[-1][1]
    first = datetime.combine(day, opens) + _AFTER_OPENING
    last = datetime.combine(day if closes > opens else day + timedelta(days=1), closes) - _BEFORE_CLOSING
    return (first.time(), last.time()) if last - first >= timedelta(hours=1) else None
