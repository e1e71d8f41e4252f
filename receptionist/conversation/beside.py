"""More than one visit in one call: people who are served one at a time, a second service named in the same breath.

What is still to be booked waits in the state until the visit in hand is; then it is offered.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from receptionist.conversation import phrases
from receptionist.conversation.state import Filled, Json
from receptionist.conversation.working import Working
from receptionist.ids import ServiceId

KEY = "another"
"""Of the state's `extra`: `left`, how many visits more; `service`, `date`, `time` and `party_size` if known; `same`, whether for the
same person."""
_WISHED = ("service", "date", "time", "party_size")


def one_at_a_time(turn: Working) -> None:
    """Where each comes alone, several people are several visits."""
    people = int(turn.value("party_size") or 1)
    wish = {name: turn.value(name) for name in ("service", "date") if turn.value(name)}
    turn.remember(KEY, {"left": people - 1, "same": False, **wish})
    turn.clear("party_size")
    turn.say("one_at_a_time")


def remember_further(turn: Working, wish: Mapping[str, Json]) -> None:
    """ "A root touch-up and then a haircut": the second of them, with whatever was said of it."""
    known = turn.value("service")
    if wish.get("service", known) != known or wish.keys() & {"date", "time"}:
        turn.remember(KEY, {"left": 1, **({"service": known} if known else {}), **wish})


def offer_next(turn: Working) -> bool:
    """Whether there was one to offer."""
    waiting = turn.state.extra.get(KEY)
    if not isinstance(waiting, dict) or not isinstance(left := waiting.get("left"), int) or left < 1:
        return False
    named = _known(turn, waiting).get("service") if waiting.get("same") else None
    service = turn.business.service(ServiceId(str(named))) if named else None
    if service is None:
        turn.say("offer_another")
    else:
        when = {"day": date.fromisoformat(str(waiting["date"]))} if waiting.get("date") else {}
        turn.say("offer_another_service", service=service.name, **when)
    turn.remember("offer", KEY)
    return True


def take_next(turn: Working) -> None:
    """A yes to it."""
    waiting = turn.state.extra.get(KEY)
    if not isinstance(waiting, dict):
        return
    known = _known(turn, waiting)
    wish = {name: known.get(name) for name in _WISHED}
    if not waiting.get("same"):
        for_somebody_else(turn)
    done_with_one(turn)
    turn.push("book", {name: Filled(value, turn=turn.state.turn) for name, value in wish.items() if value})


def _known(turn: Working, waiting: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the next visit is, as far as it was said: else on the day of the last, and for the same person also of its kind."""
    last = turn.state.extra.get("last_slots")
    if not isinstance(last, dict):
        return waiting
    kept = ("service", "date") if waiting.get("same") else ("date",)
    return {**{name: last.get(name) for name in kept}, **waiting}


def begun_beside(turn: Working) -> dict[str, Filled]:
    """The next one, begun without waiting to be asked: on the same day, unless another is said."""
    waiting = turn.state.extra.get(KEY)
    if not isinstance(waiting, dict) or not turn.state.last_booking:
        return {}
    done_with_one(turn)
    return {"date": Filled(waiting["date"], turn=turn.state.turn)} if waiting.get("date") else {}


def done_with_one(turn: Working) -> None:
    waiting = turn.state.extra.get(KEY)
    left = int(waiting.get("left", 0)) - 1 if isinstance(waiting, dict) else 0
    turn.remember(KEY, {**waiting, "left": left} if isinstance(waiting, dict) and left > 0 else None)


def for_somebody_else(turn: Working) -> None:
    """The name given is of whoever was booked before."""
    known = {fact: filled for fact, filled in turn.state.known.items() if fact != "name"}
    turn.state = replace(turn.state, known=known)


def same_day(turn: Working) -> str:
    """ "Also a blow-dry the same day": of the visit just made."""
    last = turn.state.extra.get("last_slots")
    made = last.get("date") if turn.state.last_booking and isinstance(last, dict) else None
    return str(made) if made and phrases.on_same_day(turn.last_heard) else ""


def same_for_another(turn: Working) -> dict[str, Filled]:
    """ "And the same for my husband": the visit just made, for a person still to be named."""
    last = turn.state.extra.get("last_slots")
    if not turn.state.last_booking or not isinstance(last, dict) or not phrases.same_for(turn.last_heard):
        return {}
    for_somebody_else(turn)
    wish = ("service", "staff", "date", "time", "party_size")
    return {name: Filled(last[name], turn=turn.state.turn) for name in wish if last.get(name) is not None}
