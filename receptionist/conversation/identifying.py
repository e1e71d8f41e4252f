"""Finding out who is calling, where the business wants to know it before a visit is spoken of.

The facts it asks for are always the same and asked for in the same order, whether or not anybody is known by them; what did
not fit is not told, and after three attempts in one call nothing more is looked up.
"""

from collections.abc import Generator
from typing import Any

from receptionist.booking.model import Booking
from receptionist.business.definition import Business
from receptionist.conversation.deeds import Deed, Failed, FindOwnVisits
from receptionist.conversation.filling import OF_THEMSELVES, OTHERS
from receptionist.conversation.state import Filled, Json
from receptionist.conversation.ways_out import offer_way_out
from receptionist.conversation.working import Working
from receptionist.language.likeness import Heard

ATTEMPTS = 3
"""Rounds of questions in one call."""
PATIENCE = 4
"""Times one fact is asked for in a round without an answer."""
_SLOTS = {"name": "find_name", "birth_date": "birth_date", "postcode": "postcode"}
_PROMPTS = {"find_name": "ask_whose", "birth_date": "ask_birth_date", "postcode": "ask_postcode"}
_KINDS = {"find_name": "name", "birth_date": "date", "postcode": "spelling"}


def asks_more_than_a_name(business: Business) -> bool:
    return bool(set(business.asked_of_callers()) - {"name"})


def find_own(turn: Working) -> Generator[Deed, Any, bool | list[Booking] | Failed]:
    """Visits of whoever is calling, never an empty list; or whether the caller must speak: to be asked, or offered a person
    or a message because they are nobody we know."""
    tried = _tried(turn)
    if tried >= ATTEMPTS or turn.value("lost"):
        return _unknown(turn)
    if not tried:
        take_name_given(turn)
    missing = next((one for one in _asked(turn) if one not in turn.top.slots), None)
    if missing:
        return _ask(turn, missing, tried)
    heard = _all_heard(turn)
    found = yield FindOwnVisits(_as_heard(heard), phone=turn.state.caller or None, code=turn.value("code"))
    if isinstance(found, Failed):
        return found
    _forget(turn)
    if found:
        identified(turn, found[0])
        return list(found)
    turn.remember("identity_tried", tried + 1)
    if tried + 1 >= ATTEMPTS:
        return _unknown(turn)
    turn.say("not_identified_yet")
    turn.clear("find_name", f"find_name{OTHERS}", "code")
    turn.amend(attempts={**turn.top.attempts, **dict.fromkeys(_asked(turn), 0)})
    turn.fill("heard", heard)
    return _ask(turn, _asked(turn)[0], tried + 1)


def identified(turn: Working, booking: Booking) -> None:
    """The rest of the call may speak of whatever else they have."""
    turn.remember("identified", {"name": booking.customer.name, "phone": booking.customer.phone})


def take_name_given(turn: Working) -> None:
    """Who has said their name already is not asked for it."""
    given = turn.state.known.get("name")
    if turn.business.asked_of_callers() and given and "find_name" not in turn.top.slots and not _begun(turn):
        turn.amend(slots={**turn.top.slots, "find_name": Filled(given.value, turn=turn.state.turn)})


def readings(turn: Working, slot: str) -> tuple[str, ...]:
    """What was heard of it, the likelier first."""
    others = turn.value(f"{slot}{OTHERS}")
    given = (turn.value(slot), *(others if isinstance(others, list) else ()))
    return tuple(dict.fromkeys(str(one) for one in given if one))


def _begun(turn: Working) -> bool:
    """Whether this task has looked, or asked, for somebody before."""
    return any(turn.top.attempts.get(one) for one in ("find", "find_name"))


def _tried(turn: Working) -> int:
    tried = turn.state.extra.get("identity_tried", 0)
    return tried if isinstance(tried, int) else 0


def _asked(turn: Working) -> list[str]:
    return [_SLOTS[one] for one in turn.business.asked_of_callers()]


def _all_heard(turn: Working) -> dict[str, Json]:
    """All attempts together, the latest first."""
    before = turn.value("heard")
    earlier = before if isinstance(before, dict) else {}
    return {
        slot: list(dict.fromkeys((*readings(turn, slot), *(str(one) for one in earlier.get(slot, ())))))
        for slot in _SLOTS.values()
    }


def _as_heard(heard: dict[str, Any]) -> Heard:
    names = tuple(_halves(name) for name in heard["find_name"])
    return Heard(names, tuple(heard["birth_date"]), tuple(heard["postcode"]))


def _halves(name: str) -> tuple[str, str]:
    first, _, last = name.partition(" ")
    return first, last


def _ask(turn: Working, slot: str, tried: int) -> bool:
    asked = turn.top.attempts.get(slot, 0)
    if asked >= PATIENCE:
        return _unknown(turn)
    if not turn.take("said_again"):
        turn.say(_PROMPTS[slot], max(asked, tried))
    turn.amend(attempts={**turn.top.attempts, slot: asked + 1})
    turn.wait_for(slot, _KINDS[slot])
    return True


def _unknown(turn: Working) -> bool:
    _forget(turn)
    turn.say("not_identified")
    turn.pop()
    return offer_way_out(turn)


def _forget(turn: Working) -> None:
    """Birth dates and postcodes stand in the conversation no longer than they are needed."""
    turn.clear("heard", *OF_THEMSELVES, *(f"{slot}{OTHERS}" for slot in OF_THEMSELVES))
