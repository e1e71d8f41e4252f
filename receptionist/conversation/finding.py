"""Finding the visit a caller means: by the number they call from, by the code, or by name and day.

A name alone opens nobody's booking: from another telephone it takes the day as well (and the time, where several are then
called so), or the code. Where the business asks who is calling, the number alone opens none either (identifying.py).
Whether there is a visit that was not found in this way is never told.
"""

from collections.abc import Generator
from datetime import timedelta
from typing import Any

from receptionist.booking.model import Booking
from receptionist.conversation.deeds import Deed, Failed, FindBookings
from receptionist.conversation.identifying import asks_more_than_a_name, find_own, identified, readings, take_name_given
from receptionist.conversation.places import booking_from, booking_json
from receptionist.conversation.visits import Visit, visit_of
from receptionist.conversation.ways_out import offer_way_out, trouble
from receptionist.conversation.working import Working
from receptionist.ids import Phone
from receptionist.language.same_name import same_name

PATIENCE = 4
"""Times a name or a day is asked for in vain; other facts may be given meanwhile, so that nothing counts as misheard."""
MOST_IN_VAIN = 3
"""Visits looked for in vain in one call, by name or code; whoever guesses on finds nothing."""

Finding = Generator[Deed, Any, list[Booking] | Failed]


def find_booking(turn: Working) -> Generator[Deed, Any, bool]:
    """Fills `booking`, or asks for what is missing. Gives whether the caller must speak."""
    if turn.top.offered:
        return _ask_which(turn)
    found = yield from _spoken_of(turn)
    if found or isinstance(found, Failed):
        return _found(turn, found)
    if asks_more_than_a_name(turn.business):
        own = yield from find_own(turn)
        if isinstance(own, bool):
            return own
        return _found(turn, own if isinstance(own, Failed) else _narrowed(turn, own))
    take_name_given(turn)
    code = turn.value("code")
    found = yield from _theirs(turn)
    if found or isinstance(found, Failed):
        return _found(turn, found)
    found = yield from _by_name_and_day(turn)
    if isinstance(found, list) and len(found) > 1:
        return _ask(turn, "find_time", "time") if turn.value("find_time") is None else _in_vain(turn)
    if found:
        return _found(turn, found)
    wrong_code = bool(code) and (turn.value("code") is None or _guesses(turn))
    return _ask_for_more(turn, wrong_code=wrong_code)


def _found(turn: Working, found: list[Booking] | Failed) -> bool:
    if isinstance(found, Failed):
        return trouble(turn)
    if len(found) == 1:
        return _meant(turn, found[0])
    turn.amend(offered=tuple({"booking": booking_json(b), "start": b.span.start.isoformat()} for b in found[:3]))
    return _ask_which(turn)


def _meant(turn: Working, booking: Booking) -> bool:
    """Takes the visit up, unless it is too near to be changed by phone."""
    latest = booking.span.start - timedelta(minutes=turn.business.policies.cancel_until_minutes)
    if turn.top.workflow != "check_booking" and turn.facts.now > latest:
        turn.say("too_late_to_change", visit=visit_of(booking, turn.business))
        return _give_up(turn)
    if turn.top.workflow == "change_booking" and not _is_that_day(turn, booking):
        _where_it_goes(turn)
    turn.fill("booking", booking_json(booking))
    return False


def _where_it_goes(turn: Working) -> None:
    """The day that was taken for that of their one visit is not: so that is where it shall go."""
    for told, slot in (("find_day", "date"), ("find_time", "time")):
        if turn.value(told) and not turn.value(slot):
            turn.fill(slot, turn.value(told))


def _spoken_of(turn: Working) -> Finding:
    """The visit this call was about just now; else those of somebody who has said who they are."""
    if turn.value("code") or turn.value("lost"):
        return []
    name, who = str(turn.value("find_name") or ""), turn.state.extra.get("identified")
    given = turn.state.known.get("phone")
    number = turn.state.caller or (given.value if given else "")
    if turn.state.last_booking and number:
        found = yield FindBookings(phone=Phone(str(number)))
        if isinstance(found, Failed):
            return found
        last = [one for one in found if one.id == turn.state.last_booking]
        if last and (not name or same_name(name, last[0].customer.name)) and _is_that_day(turn, last[0]):
            return last
    if isinstance(who, dict) and (not name or same_name(name, str(who["name"]))):
        found = yield FindBookings(phone=Phone(str(who["phone"])), names=(str(who["name"]),), part="first")
        return found if isinstance(found, Failed) else _narrowed(turn, found)
    return []


def _theirs(turn: Working) -> Finding:
    """By the code, or from the number the caller has."""
    names, asked = readings(turn, "find_name"), bool(turn.business.asked_of_callers())
    if asked and (not names or _guesses(turn)):
        return []
    if (code := turn.value("code")) and not _guesses(turn):
        found: list[Booking] | Failed = yield FindBookings(
            code=str(code), names=names if asked else (), part="first" if asked else "any"
        )
        if found or isinstance(found, Failed):
            return found
        turn.clear("code")
        if names:
            turn.remember("in_vain", _tried(turn) + 1)
    if turn.state.caller and not turn.value("lost"):
        by_name = names if asked else ()
        own: list[Booking] | Failed = yield FindBookings(
            phone=turn.state.caller, names=by_name, part="first" if asked else "any"
        )
        if isinstance(own, Failed) or not own:
            return own
        if asked:
            identified(turn, own[0])
        return _narrowed(turn, own)
    return []


def _by_name_and_day(turn: Working) -> Finding:
    """From anywhere."""
    names, day, at = readings(turn, "find_name"), turn.value("find_day"), turn.value("find_time")
    if not names or not day or _guesses(turn):
        return []
    number = turn.value("find_phone")
    wanted = FindBookings(
        phone=Phone(str(number)) if number else None, names=names, day=str(day),
        part="full" if turn.business.asked_of_callers() else "any",
    )  # fmt: skip
    found: list[Booking] | Failed = yield wanted
    if isinstance(found, Failed) or len(found) < 2 or not at:
        return found
    exact = yield FindBookings(phone=wanted.phone, names=names, day=str(day), at=str(at), part=wanted.part)
    return exact if isinstance(exact, Failed) or exact else found


def _narrowed(turn: Working, found: list[Booking]) -> list[Booking]:
    """Those that fit what was said, if any does."""
    name, at, service = turn.value("find_name"), turn.value("find_time"), turn.value("find_service")
    named = [one for one in found if name and same_name(str(name), one.customer.name)] or found
    named = [one for one in named if one.service == service] or named
    dated = [one for one in named if turn.value("find_day") and _is_that_day(turn, one)] or named
    return [one for one in dated if at and f"{visit_of(one, turn.business).start:%H:%M}" == at] or dated


def _is_that_day(turn: Working, booking: Booking) -> bool:
    day = turn.value("find_day")
    return day is None or visit_of(booking, turn.business).start.date().isoformat() == day


def _guesses(turn: Working) -> bool:
    return _tried(turn) >= MOST_IN_VAIN


def _tried(turn: Working) -> int:
    tried = turn.state.extra.get("in_vain", 0)
    return tried if isinstance(tried, int) else 0


def _ask_which(turn: Working) -> bool:
    asked = turn.top.attempts.get("offered", 0)
    visits = [telling(turn, item["booking"]) for item in turn.top.offered if isinstance(item, dict)]
    if not turn.take("said_again"):
        turn.say("which_booking" if len(visits) > 1 else "this_booking", min(asked, 1), visits=visits)
    turn.amend(attempts={**turn.top.attempts, "offered": asked + 1})
    turn.wait_for("choice", "choice")
    return True


def _ask_for_more(turn: Working, *, wrong_code: bool = False) -> bool:
    """`wrong_code`: there is no visit of that code; where a name was given too, it may have been spelled."""
    named, asked = turn.value("find_name"), bool(turn.business.asked_of_callers())
    if (named and turn.value("find_day")) or (wrong_code and not named):
        return _in_vain(turn)
    if named:
        return _ask(turn, "find_day", "date")
    return _ask(turn, "find_name", "name", prompt="ask_whose" if asked else "")


def _in_vain(turn: Working) -> bool:
    """Nothing, or not one only: once more from the beginning, or a way out."""
    tried = turn.top.attempts.get("find", 0)
    turn.say("no_booking")
    if name := turn.value("find_name"):
        turn.remember("looked_for", name)
    turn.remember("in_vain", _tried(turn) + 1)
    turn.clear("code", "find_name", "find_name.others", "find_day", "find_time", "find_phone")
    turn.amend(attempts={**turn.top.attempts, "find": tried + 1})
    return _give_up(turn) if tried >= 1 or _guesses(turn) else _ask_for_more(turn)


def _ask(turn: Working, slot: str, kind: str, prompt: str = "") -> bool:
    asked = turn.top.attempts.get(slot, 0)
    if asked >= PATIENCE:
        return _give_up(turn)
    if not turn.take("said_again"):
        turn.say(prompt or f"ask_{slot}", asked)
    turn.amend(attempts={**turn.top.attempts, slot: asked + 1})
    turn.wait_for(slot, kind)
    return True


def _give_up(turn: Working) -> bool:
    turn.pop()
    return offer_way_out(turn)


def telling(turn: Working, booking: Any) -> Visit:
    return visit_of(booking_from(booking), turn.business)
