"""A party larger than can be booked by phone: said as soon as it is heard. A colleague takes it on, or fewer come.

party too large ──▶ a person, or a message? ──yes──▶ with party, day and time in it; the booking is let go
        ▲                     ├──no──▶ with fewer, then? ──no──▶ the booking is let go
        └─────── another size ◀──────────────┘
"""

from collections.abc import Generator
from dataclasses import replace
from datetime import date, time
from typing import Any

from receptionist.business.definition import Business
from receptionist.conversation.deeds import TellStaff
from receptionist.conversation.state import DialogueState, Task
from receptionist.conversation.summary import wish_of
from receptionist.conversation.ways_out import offer_way_out
from receptionist.conversation.working import Working

FEWER = "fewer"
"""The offer to come with as many as can be booked."""
REFUSED = "refused_party"
"""Slot of the visit: the size that was refused."""
_VISITS = ("book", "change_booking", "waitlist")


def crowd_of(state: DialogueState, business: Business) -> Task | None:
    """The visit under way, in hand or below, that is for more than can be booked."""
    return next((task for task in reversed(state.tasks) if _is_crowd(task, business)), None)


def in_hand(turn: Working) -> bool:
    """Whether the visit in hand is. Where everybody comes on their own, several are several visits instead."""
    return turn.task is not None and _is_crowd(turn.top, turn.business)


def _is_crowd(task: Task, business: Business) -> bool:
    most, size = business.policies.max_party, _size(task)
    if task.workflow not in _VISITS or size is None or most == 1:
        return False
    return size > most or (REFUSED in task.slots and task.slots[REFUSED].value == size)


def _size(task: Task) -> int | None:
    size = task.slots["party_size"].value if "party_size" in task.slots else None
    return size if isinstance(size, int) else None


def fits(size: Any, business: Business) -> bool:
    return isinstance(size, int) and 0 < size <= business.policies.max_party


def refuse(turn: Working, size: int, *, said: bool = False) -> Generator[TellStaff, Any, bool]:
    """Offers who can help. `said`: that it cannot be; who has heard it of this size hears only the offer. Gives True: the caller
    must speak."""
    if not said and turn.value(REFUSED) != size:
        turn.say("cannot_too_many", most=turn.business.policies.max_party)
    turn.fill("party_size", size)
    turn.fill(REFUSED, size)
    wished = (f"{size} guests", turn.value("date"), turn.value("time"), turn.value("name"))
    yield TellStaff("large_party", ", ".join(str(part) for part in wished if part))
    return offer_way_out(turn, "policy")


def offer_fewer(turn: Working) -> None:
    """Who wants neither person nor message for it may come with fewer; a visit there is stays as it was."""
    if not in_hand(turn):
        return
    if turn.top.workflow == "change_booking":
        turn.say("kept_booking")
        turn.pop()
    else:
        turn.say("all_right")
        turn.remember("offer", FEWER)


def come_with_fewer(turn: Working) -> None:
    """A yes to that: how many is open again."""
    if in_hand(turn):
        turn.clear("party_size")


def let_go(turn: Working) -> None:
    """A colleague has it now: it is not begun again."""
    crowd = crowd_of(turn.state, turn.business)
    turn.state = replace(turn.state, tasks=tuple(task for task in turn.state.tasks if task is not crowd))


def as_spoken_of(turn: Working) -> dict[str, Any]:
    """For the question what to pass on: how many, and which day and time as far as they are known."""
    crowd = crowd_of(turn.state, turn.business)
    if crowd is None:
        return {}
    day, clock = (str(crowd.slots[name].value) if name in crowd.slots else "" for name in ("date", "time"))
    known = {"day": date.fromisoformat(day)} if day else {}
    return {"party": _size(crowd), **known, **({"clock": time.fromisoformat(clock)} if day and clock else {})}


def in_writing(turn: Working) -> str:
    """For the message, in the first language of the house."""
    crowd = crowd_of(turn.state, turn.business)
    return wish_of(crowd, turn.business, turn.business.languages[0]) if crowd else ""
