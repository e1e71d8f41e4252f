"""The steps of a task in which something is done at the desk: find a place, hold it, book, move, cancel, pass on.

Each yields deeds and takes their results. It gives ASKED when the caller must speak before the task can go on, and
GO_ON when the next step may be taken.
"""

from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from receptionist.booking.model import Customer, Slot
from receptionist.booking.requests import BookingRequest, ChangeRequest, Offer, SlotRequest
from receptionist.business.definition import Handoff
from receptionist.business.opening import local, sittings, staffed, why_closed
from receptionist.conversation.deeds import (
    Booked,
    Cancel,
    Change,
    Deed,
    Failed,
    FindPlace,
    Hold,
    KeepMessage,
    Release,
    Take,
)
from receptionist.conversation.filling import choose
from receptionist.conversation.finding import find_booking, telling
from receptionist.conversation.places import booking_from, slot_from, slot_json
from receptionist.conversation.state import Filled, Json
from receptionist.conversation.visits import visit_of, visit_of_wish
from receptionist.conversation.working import Working
from receptionist.ids import BookingId, MessageId, Phone, ResourceId
from receptionist.messages.model import TakenMessage
from receptionist.spans import Span

ASKED, GO_ON = True, False
Doing = Generator[Deed, Any, bool]


def _wish(turn: Working) -> tuple[Span, bool]:
    """The starts that would do, and whether it is one exact wish."""
    zone = ZoneInfo(turn.business.timezone)
    booking = turn.value("booking")
    before = local(turn.business, booking_from(booking).span.start) if booking else None
    day = date.fromisoformat(turn.value("date")) if turn.value("date") else before.date() if before else turn.facts.today
    window = turn.value("window")
    if window:
        begins, ends = (_clock(window[edge]) for edge in ("start", "end"))
        start = datetime.combine(day, begins, zone)
        end = datetime.combine(day if ends > begins else day + timedelta(days=1), ends, zone)
        return Span(start.astimezone(UTC), end.astimezone(UTC)), False
    at = _clock(turn.value("time")) if turn.value("time") else before.time() if before else time(0)
    start = datetime.combine(day, at, zone).astimezone(UTC)
    return Span(start, start + timedelta(minutes=1)), True


def _clock(text: str) -> time:
    return time(23, 59) if text.startswith("24") else time.fromisoformat(text[:5])


def _request(turn: Working) -> SlotRequest | None:
    service = turn.service()
    if service is None:
        return None
    span, exact = _wish(turn)
    booking = turn.value("booking")
    party = turn.value("party_size") or (booking or {}).get("party_size") or 1
    staff = turn.value("staff")
    return SlotRequest(
        service.id, span, party_size=party, resource=ResourceId(staff) if staff else None, exact=exact,
        instead_of=BookingId(booking["id"]) if booking else None, held_by=turn.top.hold or None,
    )  # fmt: skip


def find_place(turn: Working) -> Doing:
    """Looks for the wish, and holds it while the caller decides; or offers what is nearest."""
    if turn.top.offered:
        return _ask_which_time(turn)
    request = _request(turn)
    if request is None:
        turn.clear("service")
        return GO_ON
    if request.party_size > turn.business.policies.max_party and turn.business.policies.max_party > 1:
        return _too_many(turn)
    answer = yield FindPlace(request)
    if not isinstance(answer, Offer):
        return _trouble(turn)
    if answer.exact is not None and (request.exact or not answer.alternatives):
        hold = f"{turn.top.effect_key}.{turn.state.turn}"
        held = yield Hold(answer.exact, hold, request.party_size)
        if not isinstance(held, Failed):
            return _found(turn, answer.exact, hold)
        if held.reason == "slot_taken" and _in_own_way(turn, answer.exact):
            return _found(turn, answer.exact, "")
        if held.reason != "slot_taken":
            return _trouble(turn)
        answer = yield FindPlace(request)
        if not isinstance(answer, Offer):
            return _trouble(turn)
    return _offer_others(turn, request, answer)


def _in_own_way(turn: Working, slot: Slot) -> bool:
    """Whether it is the caller's own visit that stands there: moving it frees the place in the same transaction."""
    booking = turn.value("booking")
    if not booking:
        return False
    before = booking_from(booking)
    return before.span.overlaps(slot.span) and bool(set(before.resources) & set(slot.resources))


def _found(turn: Working, slot: Slot, hold: str) -> bool:
    turn.fill("found", slot_json(slot))
    turn.amend(hold=hold)
    start = local(turn.business, slot.span.start)
    for name, value in (("date", start.date().isoformat()), ("time", f"{start:%H:%M}")):
        if turn.top.workflow == "book" and turn.value(name) != value:
            turn.fill(name, value)
    turn.clear("window")
    if turn.next_step() is not None and turn.next_step() != turn.flow.steps[-2]:
        turn.say("free", visit=visit_of_wish(turn))
    return GO_ON


def _offer_others(turn: Working, request: SlotRequest, offer: Offer) -> bool:
    places = [*((offer.exact,) if offer.exact else ()), *offer.alternatives][:3]
    start = local(turn.business, request.window.start)
    if offer.exact is None:
        turn.say(
            f"cannot_{offer.refusal or 'slot_taken'}",
            day=start.date(), clock=start.time(), visit=visit_of_wish(turn, start), sittings=sittings(turn.business, start.date()),
            holiday=why_closed(turn.business, start.date()), notice=turn.business.policies.lead_minutes,
            days=turn.business.policies.horizon_days, most=turn.business.policies.max_party,
        )  # fmt: skip
    if offer.refusal == "too_many":
        return _too_many(turn, said=True)
    if not places:
        turn.clear("date", "time", "window", "found")
        if turn.top.workflow == "change_booking":
            turn.clear("change")
        return GO_ON
    turn.amend(offered=tuple(slot_json(place) for place in places))
    return _ask_which_time(turn)


def _ask_which_time(turn: Working) -> bool:
    starts = [local(turn.business, datetime.fromisoformat(item["start"])) for item in turn.top.offered if isinstance(item, dict)]
    asked = turn.top.attempts.get("offered", 0)
    if not turn.take("said_again"):
        turn.say("offer_times" if len(starts) > 1 else "offer_time", min(asked, 1), options=starts)
    turn.amend(attempts={**turn.top.attempts, "offered": asked + 1})
    turn.wait_for("choice", "choice")
    return ASKED


def answer_offered(turn: Working, *, accepted: bool) -> Generator[Deed, Any, None]:
    """A plain yes or no to "I have six, six thirty or nine"."""
    turn.moved = True
    if accepted and (len(turn.top.offered) == 1 or turn.top.attempts.get("offered", 0) > 1):
        yield from choose(turn, 0)
        return
    if accepted:
        return
    if turn.top.step == "find_booking":
        turn.amend(offered=())
        turn.clear("find_name", "find_day", "code")
        turn.fill("lost", True)
        return
    starts = [local(turn.business, datetime.fromisoformat(item["start"])) for item in turn.top.offered if isinstance(item, dict)]
    same_day = {start.date().isoformat() for start in starts} == {turn.value("date")}
    turn.clear("time", "window", *(() if same_day else ("date",)))
    turn.amend(offered=(), attempts={**turn.top.attempts, "time": 1, "date": 1, "offered": 0})
    turn.say("all_right")


def _too_many(turn: Working, *, said: bool = False) -> bool:
    if not said:
        turn.say("cannot_too_many", most=turn.business.policies.max_party)
    offer = "person" if turn.can_hand_over() else "message"
    turn.say(f"offer_{offer}", 1)
    turn.remember("why_person", "policy")
    turn.remember("offer", offer)
    turn.wait_for("yes_no", "yes_no")
    return ASKED


def forget_crowd(turn: Working) -> None:
    """Who wants no person for a party too large may come with a smaller one."""
    if turn.task is not None and isinstance(size := turn.value("party_size"), int) and size > turn.business.policies.max_party:
        turn.clear("party_size")


def _trouble(turn: Working) -> bool:
    """The book cannot be reached. What was asked for stays, so that a no to the offer tries once more."""
    offer = "person" if turn.can_hand_over() else "message"
    turn.say("trouble")
    turn.say(f"offer_{offer}", 1)
    turn.remember("offer", offer)
    turn.wait_for("yes_no", "yes_no")
    return ASKED


def _customer(turn: Working) -> Customer:
    phone = turn.state.caller or turn.value("phone") or ""
    return Customer(str(turn.value("name") or ""), Phone(str(phone)), turn.state.language)


def book(turn: Working) -> Doing:
    """Commits. Safe to repeat: the task's key is the booking's id."""
    request = BookingRequest(
        BookingId(turn.top.effect_key), slot_from(turn.value("found")), party_size=turn.value("party_size") or 1,
        customer=_customer(turn), notes=str(turn.value("notes") or ""), hold=turn.top.hold or None, call=turn.state.call,
        text=turn.business.texts,
    )  # fmt: skip
    turn.amend(pending=True)
    answer = yield Take(request)
    return _settle(turn, answer, "booked", "booked")


def change(turn: Working) -> Doing:
    """Moves the visit in one decision: the old place is given up only with the new one."""
    before = booking_from(turn.value("booking"))
    turn.amend(pending=True)
    answer = yield Change(
        ChangeRequest(
            before.id, before.revision, slot=slot_from(turn.value("found")), party_size=turn.value("party_size"),
            hold=turn.top.hold or None, call=turn.state.call, text=turn.business.texts, key=f"{turn.top.effect_key}.change",
        )  # fmt: skip
    )
    return _settle(turn, answer, "changed", "changed")


def cancel(turn: Working) -> Doing:
    before = booking_from(turn.value("booking"))
    turn.amend(pending=True)
    answer = yield Cancel(before.id, before.revision)
    if isinstance(answer, Booked):
        start = local(turn.business, before.span.start)
        again: dict[str, Json] = {
            "service": before.service, "date": start.date().isoformat(), "time": f"{start:%H:%M}",
            "party_size": before.party_size, "name": before.customer.name,
        }  # fmt: skip
        turn.remember("cancelled", again)
    return _settle(turn, answer, "cancelled", "cancelled")


def _settle(turn: Working, answer: Any, act: str, gives: str) -> bool:
    turn.amend(pending=False)
    if isinstance(answer, Booked):
        booking = answer.booking
        turn.say(act, visit=visit_of(booking, turn.business), code=booking.code, texted=answer.texted)
        turn.amend(hold="")
        turn.fill(gives, booking.id)
        turn.state = replace(turn.state, last_booking=booking.id)
        if booking.customer.name:
            turn.state = replace(turn.state, known={**turn.state.known, "name": Filled(booking.customer.name)})
        return GO_ON
    reason = answer.reason if isinstance(answer, Failed) else "unavailable"
    match reason:
        case "slot_taken" | "closed" | "sold_out":
            turn.say("just_taken")
            turn.amend(hold="")
            turn.clear("found", "confirmed")
            return GO_ON
        case "stale_revision" | "unknown_booking" if not turn.value("reread"):
            turn.clear("booking", "found", "confirmed")
            turn.fill("reread", True)
            return GO_ON
        case "too_late":
            turn.say("too_late_to_change")
            turn.clear("confirmed", "found")
            turn.pop()
            offer = "person" if turn.can_hand_over() else "message"
            turn.say(f"offer_{offer}", 1)
            turn.remember("offer", offer)
            turn.wait_for("yes_no", "yes_no")
            return ASKED
        case _:
            return _trouble(turn)


def decline(turn: Working) -> Generator[Deed, Any, None]:
    """A no to what was read back: keep the booking, or ask what should be different, or let it go."""
    turn.moved = True
    if turn.top.workflow == "cancel_booking":
        turn.say("kept_booking")
        turn.pop()
    elif turn.top.attempts.get("declined"):
        yield from put_down(turn)
        turn.say("dropped")
        turn.pop()
    else:
        turn.amend(attempts={**turn.top.attempts, "declined": 1})


def put_down(turn: Working) -> Generator[Deed, Any, None]:
    """The task in hand will not be finished: its place is free again for others."""
    if turn.top.hold and "found" in turn.top.slots:
        yield Release(slot_from(turn.value("found")), turn.top.hold)
        turn.amend(hold="")


def keep_message(turn: Working) -> Doing:
    wants_call_back = turn.top.workflow == "call_back"
    phone = turn.state.caller or turn.value("phone") or ""
    message = TakenMessage(
        MessageId(turn.top.effect_key), turn.business.id, Phone(str(phone)), str(turn.value("name") or ""),
        _noted(turn), turn.facts.now, wants_call_back=wants_call_back, call=turn.state.call,
    )  # fmt: skip
    answer = yield KeepMessage(message)
    if isinstance(answer, Failed):
        turn.say("trouble_message")
        turn.pop()
        return GO_ON
    turn.say({"call_back": "call_back_kept", "waitlist": "waitlist_kept"}.get(turn.top.workflow, "message_kept"))
    turn.fill("kept", True)
    return GO_ON


def _noted(turn: Working) -> str:
    text = str(turn.value("message") or "")
    return f"Waiting list: {text}" if turn.top.workflow == "waitlist" else text


def answering(turn: Working) -> Handoff | None:
    """Where a person answers now."""
    return next((handoff for handoff in turn.business.handoffs if staffed(handoff, turn.business, turn.facts.now)), None)


def hand_over(turn: Working) -> Doing:
    """To a person, if one is there; else a message."""
    yield from ()
    reason = str(turn.take("why_person") or "asked")
    turn.remember("offer", None)
    turn.pop()
    handoff = answering(turn)
    if handoff is None:
        turn.say("person_away")
        turn.push("message")
        return GO_ON
    turn.say("transferring", label=handoff.label)
    turn.handoff, turn.transfer_to = reason, handoff.number
    return ASKED


def tell(turn: Working) -> Doing:
    yield from ()
    booking = booking_from(turn.value("booking"))
    turn.say("booking_is", visit=visit_of(booking, turn.business), code=booking.code)
    turn.state = replace(turn.state, last_booking=booking.id)
    turn.fill("told", booking.id)
    return GO_ON


DEEDS: dict[str, Callable[[Working], Doing]] = {
    "find_place": find_place, "find_booking": find_booking, "book": book, "change": change, "cancel": cancel,
    "tell": tell, "keep_message": keep_message, "hand_over": hand_over,
}  # fmt: skip


def reading(turn: Working) -> dict[str, Any]:
    """What a read-back speaks of."""
    before = turn.value("booking")
    if turn.top.workflow == "cancel_booking":
        return {"visit": telling(turn, before)}
    after = visit_of_wish(turn)
    name = str(turn.value("name") or "")
    return {"visit": after, "before": telling(turn, before) if before else None, "name": name, "notes": str(turn.value("notes") or "")}


def choices_for(turn: Working, slot: str) -> dict[str, Any]:
    """What a prompt may list."""
    if slot == "service":
        return {"services": tuple(service.name for service in turn.business.services)}
    if slot in ("date", "time"):
        service = turn.service()
        return {"service": service.name if service else {}}
    return {}


def phrases_for(turn: Working, slot: str) -> tuple[str, ...]:
    """Names the recogniser should be ready for."""
    if slot == "service":
        return tuple(name for service in turn.business.services for name in service.name.values())
    return ()


