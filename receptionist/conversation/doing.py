"""The steps of a task in which something is decided at the desk: book, move, cancel, tell, pass on, hand over.

Each yields deeds and takes their results. It gives ASKED when the caller must speak before the task can go on, and
GO_ON when the next step may be taken.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from receptionist.booking.model import Customer
from receptionist.booking.requests import BookingRequest, ChangeRequest
from receptionist.booking.waitlist import WaitlistWish
from receptionist.business.facts import Text, worded
from receptionist.business.opening import local
from receptionist.business.workflows import Outcome
from receptionist.conversation import crowds, phrases
from receptionist.conversation.deeds import (
    Booked,
    Cancel,
    Change,
    Deed,
    Failed,
    JoinWaitlist,
    KeepMessage,
    Release,
    Take,
)
from receptionist.conversation.finding import find_booking, telling
from receptionist.conversation.own_workflows import outcome, told, told_of
from receptionist.conversation.places import booking_from, slot_from
from receptionist.conversation.placing import ASKED, GO_ON, Doing, find_place, lose_place, rolls, wished_starts
from receptionist.conversation.state import Filled, Json
from receptionist.conversation.visits import area_of_wish, option_of, visit_of, visit_of_wish
from receptionist.conversation.ways_out import offer_way_out, put_through, texted_ahead, trouble
from receptionist.conversation.working import GAVE_UP, Working
from receptionist.ids import BookingId, MessageId, Phone, ResourceId
from receptionist.messages.model import TakenMessage
from receptionist.spans import Span


def _customer(turn: Working) -> Customer:
    phone = turn.state.caller or turn.value("phone") or ""
    return Customer(str(turn.value("name") or ""), Phone(str(phone)), turn.state.language)


def _notes(turn: Working) -> str:
    """What the caller asked to be noted, and their answers to the business's own questions, in its own first language."""
    language = turn.business.languages[0]
    answers = told_of(turn.business.intake, turn.answers(), language)
    noted = [str(turn.value("notes") or ""), *(f"{worded(label, language)}: {value}" for label, value in answers)]
    return "; ".join(part for part in noted if part)


def book(turn: Working) -> Doing:
    """Commits. Safe to repeat: the task's key is the booking's id."""
    request = BookingRequest(
        BookingId(turn.top.effect_key), slot_from(turn.value("found")), party_size=turn.value("party_size") or 1,
        customer=_customer(turn), notes=_notes(turn), hold=turn.top.hold or None, call=turn.state.call,
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
    if answer == Failed("unavailable"):
        return trouble(turn, "trouble_unsure")  # It stays pending: whoever goes on with it finds out what became of it.
    turn.amend(pending=False)
    if isinstance(answer, Booked):
        booking = answer.booking
        visit = replace(visit_of(booking, turn.business), area=area_of_wish(turn, booking.resources))
        turn.say(act, visit=visit, code=booking.code, texted=answer.texted)
        turn.amend(hold="")
        turn.fill(gives, booking.id)
        turn.state = replace(turn.state, last_booking=booking.id)
        if booking.customer.name:
            turn.state = replace(turn.state, known={**turn.state.known, "name": Filled(booking.customer.name)})
        return GO_ON
    reason = answer.reason if isinstance(answer, Failed) else "unavailable"
    match reason:
        case "slot_taken" | "closed" | "sold_out" | "full" | "day_full":
            lose_place(turn)
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


_THE_SAME = ("service", "date", "time", "staff", "party_size", "name")


def booked_already(turn: Working) -> bool:
    """Whether the visit in hand is the one this call booked last: who has not heard that it was may ask for it once more, and
    hardly wants two."""
    last = turn.state.extra.get("last_slots")
    if turn.top.workflow != "book" or not isinstance(last, dict) or last.get("booked") != turn.state.last_booking:
        return False
    return bool(last.get("booked")) and all(turn.value(slot) == last.get(slot) for slot in _THE_SAME)


def decline(turn: Working) -> Generator[Deed, Any, None]:
    """A no to what was read back: keep the booking, or ask what should be different, or let it go."""
    turn.moved = True
    if (
        turn.top.workflow == "cancel_booking"
        or (turn.top.workflow == "change_booking" and phrases.keeps_it(turn.last_heard))
        or booked_already(turn)
    ):
        yield from put_down(turn)
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


def refuse_place(turn: Working) -> Generator[Deed, Any, None]:
    """ "No, that doesn't work", said of the place that was found: it is free again, and another time is asked for."""
    turn.moved = True
    yield from put_down(turn)
    turn.clear("found", "time", "window", "part", "first", "picked")
    turn.amend(offered=(), attempts={**turn.top.attempts, "time": 1, "name": 0})
    turn.say("all_right")


def keep_message(turn: Working) -> Doing:
    if turn.top.workflow == "call_back":
        return (yield from _write_down(turn, _when_to_call(turn), "kept", call_back=True))
    of_party = crowds.in_writing(turn)
    kept = yield from _write_down(
        turn, ". ".join(part for part in (of_party, str(turn.value("message") or "")) if part), "kept"
    )
    if of_party and turn.value("kept"):
        crowds.let_go(turn)
    return kept


def _write_down(turn: Working, text: str, gives: str, *, call_back: bool = False) -> Doing:
    """Keeps a message for the people of the house. Safe to repeat: the task's key is the message's id."""
    phone = turn.state.caller or turn.value("phone") or ""
    message = TakenMessage(
        MessageId(turn.top.effect_key), turn.business.id, Phone(str(phone)), str(turn.value("name") or ""),
        text, turn.facts.now, wants_call_back=call_back, call=turn.state.call,
    )  # fmt: skip
    answer = yield KeepMessage(message)
    if isinstance(answer, Failed):
        turn.say("trouble_message")
        turn.pop()
        return GO_ON
    turn.say("call_back_kept" if call_back else "message_kept")
    turn.fill(gives, True)
    return GO_ON


def _when_to_call(turn: Working) -> str:
    """What the caller said of the moment and the matter, for whoever calls back."""
    window = turn.value("window")
    clock = f"{window['start']} to {window['end']}" if isinstance(window, dict) else str(turn.value("time") or "")
    wished = " ".join(part for part in (str(turn.value("date") or ""), clock) if part)
    parts = (str(turn.value("message") or ""), f"Call back: {wished}" if wished else "")
    return ". ".join(part for part in parts if part)


def join_waitlist(turn: Working) -> Doing:
    """Safe to repeat: who waits already for the same keeps their place."""
    service = turn.service()
    if service is None:
        turn.clear("service")
        return GO_ON
    wish = WaitlistWish(
        service.id, waiting_for(turn), _customer(turn), party_size=turn.value("party_size") or 1,
        resource=ResourceId(staff) if (staff := str(turn.value("staff") or "")) else None, location=turn.business.here,
        notes=str(turn.value("notes") or ""), text_agreed=turn.business.texts, area=_first_area(turn),
        variant=option_of(turn), accessible=rolls(turn),
    )  # fmt: skip
    answer = yield JoinWaitlist(wish)
    if isinstance(answer, Failed):
        return trouble(turn)
    turn.fill("joined", True)
    tell_of_waiting(turn)
    return GO_ON


def tell_of_waiting(turn: Working) -> None:
    turn.say("waitlist_joined", visit=visit_of_wish(turn, _waited_from(turn)))


def _first_area(turn: Working) -> str:
    """The waiting list knows one."""
    wished = turn.value("area")
    return str(wished["names"][0]) if wished else ""


NEARLY = timedelta(minutes=30)
"""Who waits for eight would come at half past seven or half past eight, too."""


def _wait_slack(turn: Working) -> timedelta:
    return timedelta() if turn.value("window") else NEARLY


def waiting_for(turn: Working) -> Span:
    """The starts somebody on the waitlist would take; none that have passed."""
    span, exact = wished_starts(turn)
    return Span(span.start - NEARLY, span.start + NEARLY + timedelta(minutes=1)) if exact else span


def _waited_from(turn: Working) -> datetime:
    return local(turn.business, waiting_for(turn).start + _wait_slack(turn))


def finish_own(turn: Working) -> Doing:
    """What a business has said shall come of a task of its own."""
    own = turn.flow.own
    if own is None:
        turn.pop()
        return GO_ON
    answers = turn.answers()
    done = outcome(own, answers, gave_up=GAVE_UP in answers)
    lines = told(own, answers, turn.business.languages[0])
    note = _summed_up(own.name, lines, turn)
    match done.do:
        case "message" | "call_back":
            return (yield from _write_down(turn, note, "finished", call_back=done.do == "call_back"))
        case "answer":
            turn.say("fact", text=done.text)
            turn.fill("finished", True)
        case "person":
            turn.remember("why_person", "policy")
            turn.remember("hand_over_to", done.to or None)
            turn.remember("hand_over_note", note)
            turn.pop()
            turn.push("person")
        case "book":
            _book_it(turn, done, note)
    return GO_ON


def _summed_up(name: Text, lines: Sequence[tuple[Text, Any]], turn: Working) -> str:
    language = turn.business.languages[0]
    facts = "; ".join(
        f"{worded(label, language)}: {value:%H:%M}"
        if isinstance(value, time)
        else f"{worded(label, language)}: {value}"
        for label, value in lines
    )
    return f"{worded(name, language)}: {facts}" if facts else worded(name, language)


def _book_it(turn: Working, done: Outcome, note: str) -> None:
    answers = turn.answers()
    kept = {slot: Filled(answers[slot], turn=turn.state.turn) for slot in _TAKEN_ALONG if answers.get(slot)}
    turn.pop()
    turn.push("book", {**kept, "service": Filled(done.service, turn=turn.state.turn), "notes": Filled(note)})


_TAKEN_ALONG = ("date", "time", "party_size", "name", "phone", "staff")


def hand_over(turn: Working) -> Doing:
    """To a person, if one is there; else a message."""
    reason = str(turn.take("why_person") or "asked")
    note, wanted = str(turn.take("hand_over_note") or ""), str(turn.take("hand_over_to") or "")
    turn.remember("offer", None)
    turn.pop()
    if not put_through(turn, reason, note=note, wanted=wanted):
        turn.say("person_away")
        turn.push("message")
        return GO_ON
    yield from texted_ahead(turn)
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
    "tell": tell, "keep_message": keep_message, "hand_over": hand_over, "join_waitlist": join_waitlist, "finish_own": finish_own,
}  # fmt: skip


def reading(turn: Working) -> dict[str, Any]:
    """What a read-back speaks of."""
    before = turn.value("booking")
    if turn.top.workflow == "cancel_booking":
        return {"visit": telling(turn, before)}
    if turn.top.workflow == "waitlist":
        return {"visit": visit_of_wish(turn, _waited_from(turn)), "name": str(turn.value("name") or "")}
    if own := turn.flow.own:
        return {"name": own.name, "lines": told(own, turn.answers(), turn.state.language)}
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
    if slot == "message":
        return crowds.as_spoken_of(turn)
    if slot == "change":
        return {"alone": not turn.for_a_party()}
    return {}


def phrases_for(turn: Working, slot: str) -> tuple[str, ...]:
    """Names the recogniser should be ready for."""
    if slot == "service":
        return tuple(name for service in turn.business.services for name in service.name.values())
    return ()
