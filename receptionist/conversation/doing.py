"""The steps of a task in which something is decided at the desk: book, move, cancel, tell, pass on, hand over.

Each yields deeds and takes their results. It gives ASKED when the caller must speak before the task can go on, and
GO_ON when the next step may be taken.
"""

from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any

from receptionist.booking.model import Customer
from receptionist.booking.requests import BookingRequest, ChangeRequest
from receptionist.business.opening import local
from receptionist.conversation.deeds import (
    Booked,
    Cancel,
    Change,
    Deed,
    Failed,
    KeepMessage,
    Release,
    Take,
)
from receptionist.conversation.finding import find_booking, telling
from receptionist.conversation.places import booking_from, slot_from
from receptionist.conversation.placing import ASKED, GO_ON, Doing, find_place
from receptionist.conversation.state import Filled, Json
from receptionist.conversation.visits import visit_of, visit_of_wish
from receptionist.conversation.ways_out import answering, offer_way_out, trouble
from receptionist.conversation.working import Working
from receptionist.ids import BookingId, MessageId, Phone
from receptionist.messages.model import TakenMessage


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
            before.id,
            before.revision,
            slot=slot_from(turn.value("found")),
            party_size=turn.value("party_size"),
            hold=turn.top.hold or None,
            call=turn.state.call,
            text=turn.business.texts,
            key=f"{turn.top.effect_key}.change",
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
        case "slot_taken" | "closed" | "sold_out" | "full" | "day_full":
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
            return offer_way_out(turn)
        case _:
            return trouble(turn)


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
    return {
        "visit": after,
        "before": telling(turn, before) if before else None,
        "name": name,
        "notes": str(turn.value("notes") or ""),
    }


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
