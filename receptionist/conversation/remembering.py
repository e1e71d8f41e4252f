"""Callers who were here before: their name is offered, not presumed; "the usual" is a booking begun; and what is kept of
them is deleted when they say so.
"""

from collections.abc import Generator
from datetime import time
from typing import Any

from receptionist.business.definition import Business, Vertical
from receptionist.business.opening import local
from receptionist.conversation.deeds import Deed, Failed, Forget
from receptionist.conversation.state import DialogueState, Filled, Json
from receptionist.conversation.working import Act, Working
from receptionist.desk.last_call import LastCall
from receptionist.desk.remember_caller import KnownCaller
from receptionist.ids import ServiceId

Going = Generator[Deed, Any, None]

KEY = "remembered"
"""Of the state's `extra`."""
WISHES = frozenset({"date", "time", "window", "days", "party_size", "staff", "any_time"})


def remembered(business: Business, caller: KnownCaller) -> dict[str, Json]:
    """What a conversation may use of them, as its state keeps it."""
    if business.vertical is Vertical.CLINIC:
        return {}
    known: dict[str, Json] = {"name": caller.name} if caller.name else {}
    if caller.usual:
        known["usual"] = {
            "service": caller.usual.service, "party_size": caller.usual.party_size, "time": f"{caller.usual.time:%H:%M}",
        }  # fmt: skip
    return known


def last_call_acts(last: LastCall | None, business: Business) -> tuple[Act, ...]:
    """One short phrase of what it left open, and no word of what it was about: a number is no identity."""
    if last is None:
        return ()
    if last.open == "cut_off":
        return (Act("last_call_cut_off"),)
    return (Act(f"last_call_{last.open}", {"day": local(business, last.at).date()}),)


def known_name(turn: Working) -> str:
    """The name somebody with this number gave before, as long as this caller has given none and not said no to it."""
    return known_name_of(turn.state)


def known_name_of(state: DialogueState) -> str:
    """The same, of a state."""
    kept = state.extra.get(KEY)
    return str(kept.get("name", "")) if isinstance(kept, dict) and "name" not in state.known else ""


def usual(turn: Working) -> dict[str, Json]:
    """Slots of what they usually come for, if the business still has it."""
    kept = turn.state.extra.get(KEY)
    found = kept.get("usual") if isinstance(kept, dict) else None
    known = isinstance(found, dict) and turn.business.service(ServiceId(str(found.get("service"))))
    return dict(found) if known and isinstance(found, dict) else {}


def begin_as_usual(turn: Working, said: set[str], *, asked_for: bool) -> dict[str, Filled]:
    """The slots of a booking somebody begins with "the usual". Whoever begins it with no wish at all is asked once whether
    it shall be that."""
    kept = usual(turn)
    if not kept:
        if asked_for and "service" not in said:
            turn.say("usual_unknown")
        return {}
    if asked_for:
        return {
            name: Filled(value, turn=turn.state.turn) for name, value in _slots(turn, kept).items() if name not in said
        }
    if not said & WISHES and not turn.offer and not turn.state.extra.get("usual_offered"):
        turn.remember("usual_offered", True)
        turn.remember("offer", "usual")
    return {}


def take_usual(turn: Working) -> None:
    """A yes to the offer."""
    for name, value in _slots(turn, usual(turn)).items():
        if turn.task is not None and name not in turn.top.slots:
            turn.fill(name, value)


def offered(turn: Working) -> dict[str, Any]:
    """What the question of an offer speaks of."""
    if turn.offer == "fewer":
        return {"most": turn.business.policies.max_party}
    kept = usual(turn) if turn.offer == "usual" else {}
    service = turn.business.service(ServiceId(str(kept.get("service")))) if kept else None
    if service is None:
        return {}
    seated = any(need.kind == "table" for need in service.needs)
    return {
        "service": service.name,
        "clock": time.fromisoformat(str(kept["time"])),
        "party_size": kept["party_size"] if seated else 0,
    }


def offer_forgetting(turn: Working) -> None:
    """Asks once more. A number is no identity: from a withheld one, and where files have to be kept, a person does it."""
    turn.moved = True
    if turn.state.caller and turn.business.vertical is not Vertical.CLINIC:
        turn.remember("offer", "forget")
        return
    turn.say("forget_by_person")
    turn.push("message", {"message": Filled("Wants what is kept about them to be deleted.", turn=turn.state.turn)})


def forget(turn: Working) -> Going:
    """A yes to it."""
    answer = yield Forget()
    if isinstance(answer, Failed):
        turn.say("trouble_message")
        return
    turn.remember(KEY, None)
    if answer.passes == 0:
        turn.say("forget_under_way")
    else:
        turn.say("forgotten_but_visit" if answer.visits_ahead else "forgotten")


def _slots(turn: Working, kept: dict[str, Json]) -> dict[str, Json]:
    service = turn.business.service(ServiceId(str(kept.get("service"))))
    seated = service is not None and any(need.kind == "table" for need in service.needs)
    return {name: value for name, value in kept.items() if name != "party_size" or seated}
