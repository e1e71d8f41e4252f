"""Putting what the caller said into the slots of the task in hand, and undoing what rested on the old value."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from receptionist.booking.visit import variant_of
from receptionist.business.definition import Business
from receptionist.business.opening import local, sittings, within
from receptionist.conversation.beside import remember_further
from receptionist.conversation.commands import Command, SetSlot
from receptionist.conversation.deeds import Deed, Release
from receptionist.conversation.places import slot_from
from receptionist.conversation.redact import without_cards
from receptionist.conversation.state import DialogueState, Filled
from receptionist.conversation.telling import as_told, put_right
from receptionist.conversation.workflows import FINDING, Do, Learn, Workflow
from receptionist.conversation.working import Working, resting_on
from receptionist.ids import ResourceId, ServiceId, VariantId
from receptionist.language.areas import areas

Filling = Generator[Deed, Any, bool]
"""Whether a wish has changed, so that a yes of the same breath does not count for it."""

WIDE = 120
"""Minutes: a longer stretch is a part of the day, not a time."""
OF_THEMSELVES = ("birth_date", "postcode")
"""What callers tell to be known by it, where the business asks for it."""
OTHERS = ".others"
"""Ends the name of a slot with the other readings of what was heard."""
GROWN = timedelta(days=366)
"""No visit is so long ago: a day farther back is somebody's birth date."""


def fill_slots(turn: Working, slots: tuple[SetSlot, ...]) -> Filling:
    """Takes all facts of one breath."""
    changed = False
    for given in slots:
        if given.slot in ("name", "phone") and isinstance(given.value, str):
            turn.state = replace(
                turn.state, known={**turn.state.known, given.slot: Filled(given.value, turn=turn.state.turn)}
            )
            turn.moved = True
        if given.slot == "find_name" and turn.task is not None and "booking" in turn.top.slots:
            turn.moved = True  # Whose it is has been found out already.
        elif turn.task is not None:
            changed = (yield from _fill(turn, given)) or changed
    return changed


def _fill(turn: Working, given: SetSlot) -> Filling:
    if given.slot == "choice":
        return (yield from _choose(turn, given.value))
    if given.slot == "further":
        remember_further(turn, given.value)
        return False
    settled = as_told(turn, given)
    if settled is None:
        return False
    given = settled
    slot = _place(turn, "birth_date" if _is_long_ago(given, turn.facts.today) else given.slot)
    if slot is None:
        return False
    if given.value is None:
        known = slot in turn.top.slots
        yield from _undo(turn, slot, also=(slot,))
        turn.moved = turn.moved or known
        return known
    value = _sound(turn, slot, given)
    if value is None or _taken_beside(turn, slot, given, value):
        return False
    if turn.value(slot) == value:
        # Said once more in place of what was asked, it is no answer; said instead of what shall be different, it is what
        # was wished already.
        turn.amend(attempts={**turn.top.attempts, "declined": 0})
        turn.moved = turn.moved or turn.state.expecting not in ("date", "time", "party_size", "name", "service")
        return False
    was_known = slot in turn.top.slots
    if slot == "any_time":
        slot = "window"
    rivals = _RIVALS.get(slot, ())
    yield from _undo(turn, slot, also=(*rivals, f"{slot}{OTHERS}"))
    turn.fill(slot, value)
    yield from _followed(turn, slot, value, given)
    return was_known or turn.top.step == "confirm"


def _taken_beside(turn: Working, slot: str, given: SetSlot, value: Any) -> bool:
    """What says more of a wish without being one itself: the part of the day, "the first there is", a note."""
    match slot:
        case "window" if given.value == value and _is_wide(value) and turn.state.expecting not in ("time", "choice"):
            if turn.value("part") != value:
                turn.fill("part", value)
        case "first" | "any_day":
            turn.fill(slot, True)
        case "area":
            return _nowhere(turn, value)
        case "notes":
            earlier = str(turn.value("notes") or "")
            if str(value) not in earlier:
                turn.fill("notes", f"{earlier}; {value}".lstrip("; "))
                turn.say("noted")
        case _:
            return False
    return True


def _nowhere(turn: Working, wished: dict[str, Any]) -> bool:
    """Where the house has no such place the caller hears so; where its places are not told apart, the staff is told of the wish."""
    if wished["names"]:
        return False
    kind = wished["kind"]
    if areas(turn.business):
        turn.say("no_such_area", place=kind)
    elif kind not in (earlier := str(turn.value("notes") or "")):
        turn.fill("notes", f"{earlier}; {kind}".lstrip("; "))
        turn.say("area_noted", place=kind)
    turn.moved = True
    return True


_RIVALS = {
    "time": ("window", "first", "picked"),
    "window": ("time", "first", "picked"),
    "date": ("days", "picked"),
    "phone": ("phone_begun",),
    "service": ("variant",),
    "staff": ("not_staff",),
}
"""What a new value puts out of force."""


def settle_differences(turn: Working) -> Filling:
    """What was wished for by its difference, now that the visit is known."""
    changed = False
    for slot in ("shift", "day_shift", "party_change"):
        if (value := turn.value(slot)) is not None and "booking" in turn.top.slots:
            turn.clear(slot)
            changed = (yield from _fill(turn, SetSlot(slot, value))) or changed
    return changed


def _followed(turn: Working, slot: str, value: Any, given: SetSlot) -> Generator[Deed, Any, None]:
    """What else is kept, or opened again, with a value that was taken."""
    if slot in ("find_name", *OF_THEMSELVES) and given.alternatives:
        turn.fill(f"{slot}{OTHERS}", [str(one) for one in given.alternatives])
    if slot == "not_staff" and turn.value("staff") in value:
        turn.clear("staff")
    if slot == "changing":
        yield from _open_again(turn, str(value))


def _is_wide(window: dict[str, str]) -> bool:
    """ "Tonight" says which eight is meant, but leaves the hour to be asked; "between seven and eight" will do."""
    begins, ends = (_minute(window[edge]) for edge in ("start", "end"))
    return (ends - begins) % (24 * 60) > WIDE


def _minute(text: str) -> int:
    return int(text[:2]) * 60 + int(text[3:5])


def _open_again(turn: Working, slot: str) -> Generator[Deed, Any, None]:
    """ "The time is wrong": it is unknown again, and asked for."""
    if turn.top.workflow == "book":
        yield from _undo(turn, slot, also=(slot, "changing"))


def _undo(turn: Working, slot: str, also: tuple[str, ...]) -> Generator[Deed, Any, None]:
    undone = resting_on(turn.flow, slot)
    if "found" in undone and "found" in turn.top.slots and turn.top.hold:
        yield Release(slot_from(turn.value("found")), turn.top.hold)
        turn.amend(hold="")
    turn.clear(*undone, *also, "confirmed")
    offered = turn.top.offered if not undone and turn.state.expecting == "choice" else ()
    turn.amend(offered=offered, attempts={**turn.top.attempts, "declined": 0, "confirm": 0})


def _names(flow: Workflow) -> frozenset[str]:
    """Every slot a workflow has a use for."""
    names = set(flow.also)
    for step in flow.steps:
        if isinstance(step, Learn):
            names |= {step.slot, *step.settled_by}
        elif isinstance(step, Do):
            names |= set(step.rests_on)
    return frozenset(names)


def _place(turn: Working, slot: str) -> str | None:
    """Where a fact belongs in the task in hand; None: nowhere."""
    workflow = turn.top.workflow
    if slot in OF_THEMSELVES:
        looking = workflow in FINDING and "booking" not in turn.top.slots
        return slot if looking and slot in turn.business.asked_of_callers() else None
    if slot in ("changing", "any_time", "any_day", "first") and workflow in ("book", "change_booking"):
        return slot
    if slot == "phone_begun" and "phone" in _names(turn.flow):
        return slot
    if workflow in FINDING and "booking" not in turn.top.slots:
        if slot in ("name", "find_name"):
            return "find_name"
        if slot == "date" and workflow != "change_booking":
            return "find_day"
        if slot == "service" and workflow != "change_booking":
            return "find_service"
        if slot == "time" and workflow != "change_booking":
            return "find_time"
        if slot == "phone":
            return "find_phone"
    elif slot == "find_name":
        slot = "name"
    if slot == "days":
        return "days" if "date" in _names(turn.flow) else None
    return slot if slot in _names(turn.flow) else None


def _sound(turn: Working, slot: str, given: SetSlot) -> Any:
    """The value as it may stand in the slot; None: it makes no sense there."""
    value = given.value
    match slot:
        case "time" | "find_time":
            return _reading(turn, given)
        case "date" | "find_day":
            return value if _is_date(value) else None
        case "birth_date":
            return value if value == "" or _is_date(value) else None
        case "window":
            return _window(value)
        case "any_time":
            return turn.value("part") or {"start": "00:00", "end": "23:59"}
        case "party_size":
            return value if isinstance(value, int) and value > 0 else None
        case "service" | "find_service":
            return _service(turn.business, value)
        case "variant" | "area":
            return _particular(turn, slot, value)
        case "staff" | "not_staff":
            return _person(turn, slot, value)
        case "name":
            return put_right(str(turn.value("name") or ""), without_cards(str(value)).strip()) or None
        case "message" | "notes" | "find_name":
            return without_cards(str(value)).strip() or (value if value == "" else None)
        case _:
            return value


def _window(value: Any) -> dict[str, str] | None:
    """ "After seven" is open at its end, "before nine" at its beginning: the day closes them."""
    if not isinstance(value, dict):
        return None
    start, end = value.get("start"), value.get("end")
    return {"start": start or "00:00", "end": end or "23:59"} if start or end else None


def _particular(turn: Working, slot: str, value: Any) -> Any:
    """A way of having the service in hand; where in the house."""
    if slot == "area":
        return value if isinstance(value, dict) and "names" in value else None
    service = turn.service()
    return value if service is not None and variant_of(service, VariantId(str(value))) is not None else None


def _person(turn: Working, slot: str, value: Any) -> Any:
    """Who is asked for; or all who are not wished for, with those named before."""
    if slot == "not_staff":
        return sorted({*(turn.value("not_staff") or ()), *map(str, value)}) if isinstance(value, list) else None
    return value if any(resource.id == ResourceId(str(value)) for resource in turn.business.resources) else None


def _service(business: Business, value: Any) -> str | None:
    if business.service(ServiceId(str(value))):
        return str(value)
    return next(
        (
            service.id
            for service in business.services
            if str(value).lower() in (n.lower() for n in service.name.values())
        ),
        None,
    )


def tells_who(state: DialogueState, commands: Sequence[Command], today: date) -> bool:
    """Whether a birth date or a postcode is in the caller's words."""
    slots = [command for command in commands if isinstance(command, SetSlot)]
    return state.expecting in OF_THEMSELVES or any(
        one.slot in OF_THEMSELVES or _is_long_ago(one, today) for one in slots
    )


def _is_long_ago(given: SetSlot, today: date) -> bool:
    """ "Paul Grant, July fourth 1985": who they are, not when they come."""
    if given.slot not in ("date", "find_day") or not _is_date(given.value):
        return False
    return date.fromisoformat(str(given.value)) < today - GROWN


def _is_date(value: Any) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _reading(turn: Working, given: SetSlot) -> str | None:
    """Which "eight" is meant: one in the part of the day already spoken of, or near the time being corrected, or
    simply one when the house is open."""
    readings = []
    for text in (given.value, *given.alternatives):
        try:
            readings.append(time.fromisoformat(str(text)[:5]))
        except ValueError:
            continue
    if not readings:
        return None
    best = max(readings, key=lambda at: _likelihood(turn, at, readings, given.correction))
    return f"{best:%H:%M}"


def _likelihood(turn: Working, at: time, readings: list[time], correction: bool) -> tuple[bool, bool, bool, bool, int]:
    before, day = turn.value("time"), turn.value("date")
    window = (None if correction else turn.value("window")) or turn.value("part")
    if before is None and isinstance(booking := turn.value("booking"), dict):
        before = f"{local(turn.business, datetime.fromisoformat(booking['span']['start'])):%H:%M}"
    in_window = isinstance(window, dict) and window["start"] <= f"{at:%H:%M}" <= window["end"]
    days = [date.fromisoformat(day)] if day else [date.fromordinal(turn.facts.today.toordinal() + n) for n in range(7)]
    is_open = any(within(sitting, at) and at != sitting[1] for one in days for sitting in sittings(turn.business, one))
    same_half = isinstance(before, str) and (before < "12:00") == (at.hour < 12)
    return in_window, is_open, same_half, 7 <= at.hour < 23, -readings.index(at)


def _choose(turn: Working, index: Any) -> Filling:
    """One of what was offered: a time, or the visit that is meant."""
    offered = turn.top.offered
    if not isinstance(index, int) or not 0 <= index < len(offered):
        return False
    picked = offered[index]
    if not isinstance(picked, dict):
        return False
    turn.moved = True
    if "booking" in picked:
        turn.fill("booking", picked["booking"])
        turn.amend(offered=())
        return True
    start = local(turn.business, datetime.fromisoformat(picked["start"]))
    yield from _undo(turn, "date", also=("window", "days"))
    turn.fill("date", start.date().isoformat())
    turn.fill("time", f"{start:%H:%M}")
    turn.fill("picked", True)
    return True


def choose(turn: Working, index: int) -> Filling:
    return (yield from _choose(turn, index))
