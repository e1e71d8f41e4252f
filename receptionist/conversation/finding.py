"""Finding the visit a caller means: by the number they call from, by the code, or by name and day.

A name alone opens nobody's booking: from another telephone it takes the day as well, or the code.
"""

from collections.abc import Generator
from datetime import timedelta
from typing import Any

from receptionist.booking.model import Booking
from receptionist.conversation.deeds import Deed, Failed, FindBookings
from receptionist.conversation.places import booking_from, booking_json
from receptionist.conversation.visits import Visit, visit_of
from receptionist.conversation.ways_out import offer_way_out, trouble
from receptionist.conversation.working import Working
from receptionist.desk.find_bookings import same_name
from receptionist.ids import Phone

PATIENCE = 4
"""Times a name or a day is asked for in vain; other facts may be given meanwhile, so that nothing counts as misheard."""


def find_booking(turn: Working) -> Generator[Deed, Any, bool]:
    """Fills `booking`, or asks for what is missing. Gives whether the caller must speak."""
    if turn.top.offered:
        return _ask_which(turn)
    by_own_number, found = yield from _candidates(turn)
    if isinstance(found, Failed):
        return trouble(turn)
    recent = [booking for booking in found if booking.id == turn.state.last_booking]
    found = recent or found
    if len(found) == 1:
        return _meant(turn, found[0])
    if found:
        turn.amend(offered=tuple({"booking": booking_json(b), "start": b.span.start.isoformat()} for b in found[:3]))
        return _ask_which(turn)
    return _ask_for_more(turn, by_own_number)


def _meant(turn: Working, booking: Booking) -> bool:
    """Takes the visit up, unless it is too near to be changed by phone."""
    latest = booking.span.start - timedelta(minutes=turn.business.policies.cancel_until_minutes)
    if turn.top.workflow != "check_booking" and turn.facts.now > latest:
        turn.say("too_late_to_change", visit=visit_of(booking, turn.business))
        return _give_up(turn)
    turn.fill("booking", booking_json(booking))
    return False


def _candidates(turn: Working) -> Generator[Deed, Any, tuple[bool, list[Booking] | Failed]]:
    code, name, day, phone = (turn.value(slot) for slot in ("code", "find_name", "find_day", "find_phone"))
    if code:
        return False, (yield FindBookings(code=str(code)))
    number = phone or turn.state.caller
    if number and not turn.value("lost"):
        found = yield FindBookings(phone=Phone(str(number)))
        if isinstance(found, Failed) or found:
            return True, found if isinstance(found, Failed) else _narrowed(found, name, day, turn)
    if name and day:
        return False, (yield FindBookings(name=str(name), day=str(day)))
    return False, []


def _narrowed(found: list[Booking], name: Any, day: Any, turn: Working) -> list[Booking]:
    """Those that fit what was said, if any does."""
    named = [booking for booking in found if name and same_name(booking.customer.name, str(name))] or found
    dated = [booking for booking in named if day and visit_of(booking, turn.business).start.date().isoformat() == day]
    return dated or named


def _ask_which(turn: Working) -> bool:
    asked = turn.top.attempts.get("offered", 0)
    visits = [telling(turn, item["booking"]) for item in turn.top.offered if isinstance(item, dict)]
    if not turn.take("said_again"):
        turn.say("which_booking" if len(visits) > 1 else "this_booking", min(asked, 1), visits=visits)
    turn.amend(attempts={**turn.top.attempts, "offered": asked + 1})
    turn.wait_for("choice", "choice")
    return True


def _ask_for_more(turn: Working, by_own_number: bool) -> bool:
    tried = turn.top.attempts.get("find", 0)
    if turn.value("code") or (turn.value("find_name") and turn.value("find_day")):
        turn.say("no_booking")
        if name := turn.value("find_name"):
            turn.remember("looked_for", name)
        turn.clear("code", "find_name", "find_day", "find_phone")
        turn.amend(attempts={**turn.top.attempts, "find": tried + 1})
        if tried >= 1:
            return _give_up(turn)
    slot = "find_day" if turn.value("find_name") else "find_name"
    asked = turn.top.attempts.get(slot, 0)
    if asked >= PATIENCE:
        return _give_up(turn)
    if not turn.take("said_again"):
        turn.say(f"ask_{slot}", asked)
    turn.amend(attempts={**turn.top.attempts, slot: asked + 1})
    turn.wait_for(slot, "date" if slot == "find_day" else "name")
    return True


def _give_up(turn: Working) -> bool:
    turn.pop()
    return offer_way_out(turn)


def telling(turn: Working, booking: Any) -> Visit:
    return visit_of(booking_from(booking), turn.business)
