"""Finding a place for what the caller wishes, holding it while they decide, or offering what is nearest."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from receptionist.booking.model import Slot
from receptionist.booking.places import able
from receptionist.booking.requests import Offer, SlotRequest
from receptionist.business.opening import local, shifts, sittings, why_closed, within
from receptionist.conversation import crowds, phrases
from receptionist.conversation.beside import one_at_a_time
from receptionist.conversation.deeds import Deed, Failed, FindPlace, Hold
from receptionist.conversation.filling import choose, settle_differences
from receptionist.conversation.places import booking_from, slot_from, slot_json
from receptionist.conversation.visits import area_of_wish, option_of, visit_of_wish
from receptionist.conversation.ways_out import trouble
from receptionist.conversation.workflows import Learn
from receptionist.conversation.working import Working
from receptionist.ids import BookingId, ResourceId
from receptionist.spans import Span

ASKED, GO_ON = True, False
"""Whether the caller must speak before the task can go on."""
Doing = Generator[Deed, Any, bool]

FULL = frozenset({"slot_taken", "full", "day_full", "sold_out"})
"""Refusals that pass when somebody else cancels."""
TABLES_LOST = 4
"""Places for one time that may be lost to others one after the other, before other times are offered."""
LOST = frozenset({"slot_taken", "full", "day_full", "closed"})
"""Refusals of a hold that looking again answers."""


def wished_starts(turn: Working) -> tuple[Span, bool]:
    """The starts that would do, and whether it is one exact wish."""
    zone = ZoneInfo(turn.business.timezone)
    booking = turn.value("booking")
    before = local(turn.business, booking_from(booking).span.start) if booking else None
    day = (
        date.fromisoformat(turn.value("date")) if turn.value("date") else before.date() if before else turn.facts.today
    )
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


def _request(turn: Working, area: str = "") -> SlotRequest | None:
    service = turn.service()
    if service is None:
        return None
    span, exact = wished_starts(turn)
    booking = turn.value("booking")
    party = turn.value("party_size") or (booking or {}).get("party_size") or 1
    staff = turn.value("staff")
    return SlotRequest(
        service.id, span, party_size=party, resource=ResourceId(staff) if staff else None, exact=exact,
        without=frozenset(ResourceId(one) for one in turn.value("not_staff") or ()),
        instead_of=BookingId(booking["id"]) if booking else None, held_by=turn.top.hold or None, area=area,
        variant=option_of(turn), accessible=rolls(turn),
    )  # fmt: skip


def rolls(turn: Working) -> bool:
    """Whether they come in a wheelchair, to a house that has said where one gets to."""
    notes = str((turn.value("booking") or {}).get("notes", ""))
    told = bool(turn.value("accessible")) or phrases.needs_access(notes)
    return told and any(one.accessible for one in turn.business.resources)


def find_place(turn: Working) -> Doing:
    """Looks for the wish, and holds it while the caller decides; or offers what is nearest."""
    if turn.top.offered:
        return _ask_which_time(turn)
    yield from settle_differences(turn)
    if person_refused(turn):
        return GO_ON
    if turn.top.workflow == "change_booking" and _is_as_before(turn):
        turn.clear(
            "date",
            "time",
            "window",
            "part",
            "first",
            "party_size",
            "service",
            "variant",
            "staff",
            "not_staff",
            "area",
            "change",
        )
        return GO_ON
    request = _request(turn)
    if request is None:
        turn.clear("service")
        return GO_ON
    if request.party_size > (most := turn.business.policies.max_party):
        if most > 1:
            return (yield from crowds.refuse(turn, request.party_size))
        one_at_a_time(turn)
        return GO_ON
    request, answer = yield from _where_wished(turn, request)
    if not isinstance(answer, Offer):
        return trouble(turn)
    left = yield from _held(turn, request, answer)
    if isinstance(left, bool):
        return left
    _own_up_to_loss(turn)
    if left.exact is None and turn.value("picked"):
        return (yield from _offer_anew(turn, request, left))
    return (yield from _offer_others(turn, request, left))


def _where_wished(turn: Working, request: SlotRequest) -> Generator[Deed, Any, tuple[SlotRequest, Any]]:
    """In the first of the areas wished for that has a place then. Where none has, anywhere, and the caller is told."""
    refusals = set()
    wished = turn.value("area")
    for area in wished["names"] if wished else ():
        there = replace(request, area=area)
        answer = yield FindPlace(there)
        if not isinstance(answer, Offer) or answer.exact is not None or (not request.exact and answer.alternatives):
            return there, answer
        refusals.add(answer.refusal)
    anywhere = yield FindPlace(request)
    if wished and isinstance(anywhere, Offer) and (anywhere.exact or anywhere.alternatives):
        turn.say("area_too_small" if refusals == {"no_such_place"} else "area_full", place=area_of_wish(turn, None))
        turn.clear("area")
    return request, anywhere


def _held(turn: Working, request: SlotRequest, offer: Offer) -> Generator[Deed, Any, bool | Offer]:
    """Holds what was wished for, and where somebody else is quicker, another place for it. An Offer: it was not to be had, or was
    no one wish; what there is instead."""
    for attempt in range(TABLES_LOST):
        if offer.exact is None or not (request.exact or turn.value("first") or not offer.alternatives):
            break
        hold = f"{turn.top.effect_key}.{turn.state.turn}" + (f".{attempt}" if attempt else "")
        held = yield Hold(offer.exact, hold, request.party_size)
        if not isinstance(held, Failed):
            return _found(turn, offer.exact, hold)
        if held.reason in LOST and _in_own_way(turn, offer.exact):
            return _found(turn, offer.exact, "")
        if held.reason not in LOST:
            return trouble(turn)
        answer = yield FindPlace(request)
        if not isinstance(answer, Offer):
            return trouble(turn)
        offer = answer
    return offer


def _offer_anew(turn: Working, request: SlotRequest, offer: Offer) -> Doing:
    """What was offered and picked has gone to somebody else meanwhile: others again, near what was wished at first, and the
    waiting list is named."""
    _refuse(turn, request, offer)
    wished = turn.value("wished") or {}
    turn.clear("picked", "wished", "date", "time", "window")
    for name, value in wished.items():
        turn.fill(name, value)
    again = _request(turn) or request
    answer = yield FindPlace(again)
    if not isinstance(answer, Offer):
        return trouble(turn)
    if not turn.state.extra.get("told_of_waitlist") and turn.top.workflow == "book":
        turn.say("waitlist_possible")
        turn.remember("told_of_waitlist", True)
    return (yield from _offer_others(turn, again, answer, said=True))


def lose_place(turn: Working) -> None:
    """Somebody else was quicker at the very end. Another place for the same, at the same time, is as good, and was agreed to;
    the caller hears of it only where there is none."""
    lost = slot_from(turn.value("found"))
    turn.amend(hold="")
    turn.clear("found")
    turn.remember("lost", {"start": lost.span.start.isoformat(), "staff": _staff_of(turn, lost)})


def _staff_of(turn: Working, slot: Slot) -> str:
    return next((one.id for one in turn.business.resources if one.id in slot.resources and one.kind == "staff"), "")


def _own_up_to_loss(turn: Working) -> None:
    if turn.take("lost"):
        turn.say("just_taken")
        turn.clear("confirmed")


def _is_as_before(turn: Working) -> bool:
    """Whether nothing that was said makes the visit another than it is."""
    before = booking_from(turn.value("booking"))
    span, exact = wished_starts(turn)
    staff, service = turn.value("staff"), turn.value("service")
    return (
        exact
        and span.start == before.span.start
        and turn.value("party_size") in (None, before.party_size)
        and (staff is None or ResourceId(staff) in before.resources)
        and not set(turn.value("not_staff") or ()) & set(before.resources)
        and _is_there(turn, before.resources)
        and service in (None, before.service)
        and turn.value("variant") in (None, str(before.variant))
    )


def _is_there(turn: Working, resources: Sequence[ResourceId]) -> bool:
    """Whether these are where the caller would like to be, if they would like to be somewhere."""
    wished = turn.value("area")
    return not wished or any(one.area in wished["names"] for one in turn.business.resources if one.id in resources)


def day_refused(turn: Working, step: Learn) -> bool:
    """A day that cannot be is refused as soon as it is heard, before a time is asked for: past, too far, closed, or closed in
    the part of it that is wished for. The day, or the part, is then open again."""
    day = date.fromisoformat(turn.value("date")) if turn.value("date") else None
    asks_on = step.slot in ("time", "party_size")
    if not asks_on or day is None or turn.top.workflow != "book" or turn.top.offered:
        return False
    horizon, today = turn.business.policies.horizon_days, turn.facts.today
    if day < today:
        turn.say("cannot_past")
    elif day > today + timedelta(days=horizon):
        turn.say("cannot_too_far", days=horizon)
    elif not (open_then := sittings(turn.business, day)):
        turn.say("cannot_closed", day=day, sittings=open_then, holiday=why_closed(turn.business, day))
    else:
        return _part_refused(turn, day)
    turn.clear("date")
    return True


def person_refused(turn: Working) -> bool:
    """Somebody who does not do what is wished for is refused as soon as both are known, and those who do are named. Where nobody
    else does it, a wish for anybody else is."""
    service, asked, refused = turn.service(), turn.value("staff"), turn.value("not_staff") or ()
    needs = [one for one in service.needs if one.kind == "staff"] if service else []
    if service is None or not needs or not (asked or refused) or turn.top.workflow not in ("book", "change_booking"):
        return False
    there = [one for one in able(turn.business, needs[0]) if one.id not in refused]
    person = next((one for one in turn.business.resources if one.id == asked), None)
    if person is not None and there and not any(person in able(turn.business, one) for one in needs):
        names = tuple(one.name for one in there)
        turn.say("cannot_nobody_has_that_skill", person=person.name, service=service.name, people=names)
        turn.clear("staff")
        return True
    if not there:
        turn.say("nobody_else_does_it")
        turn.clear("not_staff")
        return True
    return False


def first_open(turn: Working) -> date:
    """Of the days that would do, the first on which the house is open: from today, or from where the stretch begins that was
    named."""
    days = turn.value("days")
    begins = (
        max(turn.facts.today, date.fromisoformat(str(days["start"]))) if isinstance(days, dict) else turn.facts.today
    )
    ahead = (begins + timedelta(days=n) for n in range(turn.business.policies.horizon_days))
    return next((day for day in ahead if _still_open(turn, day)), begins)


def _still_open(turn: Working, day: date) -> bool:
    now = local(turn.business, turn.facts.now)
    return any(day > now.date() or closes > now.time() for _, closes in sittings(turn.business, day))


def looks_in_part(turn: Working, step: Learn) -> bool:
    """Whoever comes alone and has named a part of the day hears what is free in it, instead of being asked for an hour."""
    part = turn.value("part")
    if step.slot != "time" or turn.top.workflow != "book" or not isinstance(part, dict) or turn.for_a_party():
        return False
    turn.fill("window", part)
    return True


def _part_refused(turn: Working, day: date) -> bool:
    part, open_then = turn.value("part"), sittings(turn.business, day)
    if not isinstance(part, dict) or any(
        f"{opens:%H:%M}" < part["end"] and (f"{closes:%H:%M}" > part["start"] or closes <= opens)
        for opens, closes in open_then
    ):
        return False
    turn.say("cannot_closed", day=day, clock=_clock(part["start"]), sittings=open_then, holiday="")
    turn.clear("part")
    return True


def _in_own_way(turn: Working, slot: Slot) -> bool:
    """Whether it is the caller's own visit that stands there: moving it frees the place in the same transaction."""
    booking = turn.value("booking")
    if not booking:
        return False
    before = booking_from(booking)
    return before.span.overlaps(slot.span) and bool(set(before.resources) & set(slot.resources))


def _found(turn: Working, slot: Slot, hold: str) -> bool:
    if (lost := turn.state.extra.get("lost")) and lost == {
        "start": slot.span.start.isoformat(), "staff": _staff_of(turn, slot)
    }:  # fmt: skip
        turn.remember("lost", None)
    else:
        _own_up_to_loss(turn)
    turn.fill("found", slot_json(slot))
    turn.amend(hold=hold)
    start = local(turn.business, slot.span.start)
    for name, value in (("date", start.date().isoformat()), ("time", f"{start:%H:%M}")):
        if turn.top.workflow == "book" and turn.value(name) != value:
            turn.fill(name, value)
    turn.clear("window")
    if "confirmed" not in turn.top.slots and turn.next_step() is not None and turn.next_step() != turn.flow.steps[-2]:
        turn.say("free", visit=visit_of_wish(turn))
    return GO_ON


def _refuse(turn: Working, request: SlotRequest, offer: Offer) -> None:
    """Why what is wished for cannot be."""
    start = local(turn.business, request.window.start)
    if offer.exact is None and offer.refusal == "too_late" and request.window.end <= turn.facts.now:
        turn.say("cannot_past")
    elif offer.exact is None:
        # Closed only to those who would rather have somebody else.
        others_out = offer.refusal == "closed" and request.without and sittings(turn.business, start.date())
        turn.say(
            f"cannot_{'slot_taken' if others_out or not offer.refusal else offer.refusal}",
            day=start.date(), visit=visit_of_wish(turn, start), holiday=why_closed(turn.business, start.date()),
            notice=turn.business.policies.lead_minutes, days=turn.business.policies.horizon_days,
            most=turn.business.policies.max_party, **_who_is_away(turn, request, start),
            **({"clock": start.time()} if request.exact else {}),
        )  # fmt: skip


def _who_is_away(turn: Working, request: SlotRequest, start: datetime) -> dict[str, Any]:
    """When the house is open; or when the one who is asked for is there, if that is why it cannot be."""
    house = sittings(turn.business, start.date())
    person = next((one for one in turn.business.resources if one.id == request.resource and one.kind == "staff"), None)
    there = shifts(turn.business, person, start.date()) if person is not None else ()
    if (
        person is None
        or not house
        or (there and (not request.exact or any(within(one, start.time()) for one in there)))
    ):
        return {"sittings": house}
    return {"sittings": there, "person": person.name}


def _offer_others(turn: Working, request: SlotRequest, offer: Offer, *, said: bool = False) -> Doing:
    """`said`: that it cannot be as wished."""
    places = [*((offer.exact,) if offer.exact else ()), *offer.alternatives][: turn.choices]
    if not said:
        _refuse(turn, request, offer)
    if offer.refusal == "too_many":
        return (yield from crowds.refuse(turn, request.party_size, said=True))
    if not places:
        if turn.top.workflow == "book" and offer.refusal in FULL:
            return _offer_waitlist(turn)
        turn.clear("date", "time", "window", "found")
        if turn.top.workflow == "change_booking":
            turn.clear("change")
        return GO_ON
    wished = {name: turn.value(name) for name in ("date", "time", "window") if turn.value(name) is not None}
    turn.fill("wished", wished)
    turn.amend(offered=tuple(slot_json(place) for place in places))
    return _ask_which_time(turn, as_wished=offer.exact is not None)


def _offer_waitlist(turn: Working) -> bool:
    """Nothing near is free: the caller may wait for it."""
    turn.remember("full_for", _wished(turn))
    turn.clear("date", "time", "window", "found")
    turn.say("offer_waitlist")
    turn.remember("offer", "waitlist")
    turn.wait_for("yes_no", "yes_no")
    return ASKED


def _wished(turn: Working) -> dict[str, Any]:
    names = (
        "service", "variant", "staff", "not_staff", "area", "accessible", "date", "time", "window", "party_size", "name", "phone",
        "notes",
    )  # fmt: skip
    return {name: turn.value(name) for name in names if turn.value(name) is not None}


def _ask_which_time(turn: Working, *, as_wished: bool = False) -> bool:
    starts = [
        local(turn.business, datetime.fromisoformat(item["start"]))
        for item in turn.top.offered
        if isinstance(item, dict)
    ]
    asked = turn.top.attempts.get("offered", 0)
    if not turn.take("said_again"):
        turn.say("offer_times" if len(starts) > 1 else "offer_time", min(asked, 1), options=starts, as_wished=as_wished)
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
    starts = [
        local(turn.business, datetime.fromisoformat(item["start"]))
        for item in turn.top.offered
        if isinstance(item, dict)
    ]
    same_day = {start.date().isoformat() for start in starts} == {turn.value("date")}
    if turn.top.workflow == "book" and not turn.state.extra.get("told_of_waitlist"):
        turn.say("waitlist_possible")
        turn.remember("told_of_waitlist", True)
    turn.clear("time", "window", "part", *(() if same_day else ("date",)))
    turn.amend(offered=(), attempts={**turn.top.attempts, "time": 1, "date": 1, "offered": 0})
    turn.say("all_right")
