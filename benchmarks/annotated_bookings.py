"""The dialogues of sgd_booking, multiwoz_restaurant, star and disfl_qa as goals for the simulated caller, and their
utterances as its bank. None of the data ships with the project."""

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.simulated_caller import (
    ASK,
    CHANGE,
    INFORM,
    NAME,
    NO,
    NO_MORE,
    OPEN,
    OTHER,
    SERVICE,
    TAKE,
    YES,
    YES_ASK,
    Bank,
    Goal,
    Line,
    Wish,
)  # fmt: skip

ZONE = ZoneInfo("America/Los_Angeles")
TRADES = {
    "Restaurants_1": "restaurant", "Restaurants_2": "restaurant", "Services_1": "salon", "Services_2": "dentist",
    "Services_3": "doctor", "Services_4": "therapist",
}  # fmt: skip
_SGD_TODAY = date(2019, 3, 1)
"""What "today" was for the people who wrote sgd_booking."""
_SGD_SLOT = {
    "date": "date", "appointment_date": "date", "time": "time", "appointment_time": "time", "restaurant_name": "place",
    "stylist_name": "staff", "doctor_name": "staff", "dentist_name": "staff", "therapist_name": "staff", "city": "city",
    "location": "city", "party_size": "party", "number_of_seats": "party",
}  # fmt: skip
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
NAMES = (
    "Ana Torres", "James Whitaker", "Priya Nair", "Daniel Okafor", "Mei Chen", "Luca Rossi", "Fatima Hassan", "Emma Clark",
    "Jose Garcia", "Harpreet Gill", "Olivia Brown", "Samuel Levi", "Nora Jensen", "Tom Reed", "Grace Kim", "Ivan Petrov",
    "Leila Haddad", "Peter O'Brien", "Maria de la Cruz", "Chris Young",
)  # fmt: skip
NAME_LINES = tuple(
    Line(NAME, text)
    for text in (
        "{name}", "It's {name}.", "My name is {name}.", "{name}, please.", "Put it under {name}.", "This is {name}.",
        "Under the name {name}, please.", "Sure, it's {name}.", "I'm {name}.", "Book it under {name}.", "The name's {name}.",
    )
)  # fmt: skip
OWN_LINES = (
    Line(NO, "No, thanks."), Line(NO, "No, I'd rather go on with you."), *NAME_LINES,
    *(Line(CHANGE, text) for text in ("I'd like to see {staff}.", "With {staff}, please.", "Can I have {staff}?", "No, I want {staff}.")),
)  # fmt: skip
"""sgd_booking and multiwoz_restaurant book for nobody by name; how people give theirs is ours."""
SERVICES = {
    "salon": ("A haircut, please.", "Just a haircut.", "I need a haircut."),
    "dentist": ("A check-up.", "Just a cleaning, a check-up.", "I'd like a dental check-up."),
    "doctor": ("I need to see the doctor.", "A doctor's appointment.", "A consultation, please."),
    "therapist": ("A therapy session.", "I'd like a session.", "An appointment with the therapist."),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One call to be made."""

    id: str
    trade: str
    goal: Goal
    bank: Bank
    now: datetime
    """Wall clock of the business."""
    place: str = ""
    staff: str = ""
    city: str = ""
    colleagues: tuple[str, ...] = ()
    """Others who serve there: the goal's provider must be named to be had."""
    blocked: tuple[str, str] | None = None
    """ISO date and time at which nothing is free."""
    services: int = 1
    language: str = "en"


def rows(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def opened(text: str, spans: Sequence[tuple[str, int, int]]) -> str:
    """`text` with its spans as open places."""
    for slot, start, end in sorted(spans, key=lambda span: -span[1]):
        text = f"{text[:start]}{{{slot}}}{text[end:]}"
    return text


def party_wish(size: int) -> Wish:
    return Wish(size, (str(size), NUMBERS[size]) if size < len(NUMBERS) else (str(size),))


def located(text: str, size: int) -> tuple[int, int] | None:
    """Where a party of that size is spoken of."""
    words = rf"{size}|{NUMBERS[size]}" if size < len(NUMBERS) else str(size)
    match = re.search(rf"(?<![\d:.])\b(?:{words})\b(?![:.]\d| ?(?:am|pm|o\W?clock|star|th\b))", text, re.IGNORECASE)
    return match.span() if match else None


# --- sgd_booking -----------------------------------------------------------------------------------------------------


def _sgd_line(frame: Mapping[str, Any], text: str) -> Line | None:
    acts = {act[0] for act in frame["acts"]}
    given = [(act[1], act[2][0] if len(act) > 2 else "") for act in frame["acts"] if act[0] == "INFORM"]
    spans = [(_SGD_SLOT[slot], start, end) for slot, start, end in frame.get("spans", ()) if slot in _SGD_SLOT]
    for slot, value in given:
        if _SGD_SLOT.get(slot) == "party":
            if not str(value).isdigit() or not (place := located(text, int(value))):
                return None
            spans.append(("party", *place))
        elif slot in _SGD_SLOT and not any(span[0] == _SGD_SLOT[slot] for span in spans):
            return None
    if len({span[0] for span in spans}) < len(spans):
        return None
    kind = _sgd_act(acts, frame, {slot for slot, _ in given})
    return Line(kind, opened(text, spans)) if kind else None


def _sgd_act(acts: set[str], frame: Mapping[str, Any], given: set[str]) -> str | None:
    asked = {act[1] for act in frame["acts"] if act[0] == "REQUEST"}
    ours = given <= {slot for slot, name in _SGD_SLOT.items() if name not in ("city", "place")}
    if asked and not asked <= {"phone_number", "street_address", "address", "price_range"}:
        return None
    match acts - {"INFORM"}, bool(given):
        case kinds, _ if kinds == {"INFORM_INTENT"}:
            return OPEN
        case kinds, True if not kinds and ours:
            return INFORM
        case kinds, True if kinds == {"AFFIRM_INTENT"} and ours:
            return INFORM
        case kinds, True if kinds == {"NEGATE"} and ours:
            return CHANGE
        case kinds, False if kinds == {"AFFIRM"}:
            return YES
        case kinds, False if kinds == {"AFFIRM", "REQUEST"}:
            return YES_ASK
        case kinds, False if kinds == {"SELECT"}:
            return TAKE
        case kinds, False if kinds == {"REQUEST_ALTS"}:
            return OTHER
        case kinds, False if kinds == {"REQUEST"}:
            return ASK
        case kinds, False if kinds in (
            {"NEGATE", "THANK_YOU"},
            {"GOODBYE", "THANK_YOU"},
            {"NEGATE", "THANK_YOU", "GOODBYE"},
        ):
            return NO_MORE
    return None


def _sgd_bank(dialogues: Sequence[Mapping[str, Any]], trade: str) -> Bank:
    lines: list[Line] = []
    for dialogue in dialogues:
        if {TRADES.get(svc) for svc in dialogue["services"]} != {trade}:
            continue
        for turn in dialogue["turns"]:
            if turn["s"] == "U" and len(turn.get("f", ())) == 1 and (line := _sgd_line(turn["f"][0], turn["t"])):
                lines.append(line)
    return Bank([*lines, *OWN_LINES, *(Line(SERVICE, text) for text in SERVICES.get(trade, ()))])


def _sgd_spoken(dialogues: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], tuple[str, ...]]:
    """How each canonical date and time was said, most often first."""
    forms: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for _, parameters, said in _sgd_bookings(dialogues):
        for slot, value in parameters.items():
            if _SGD_SLOT.get(slot) in ("date", "time"):
                for form in said.get(slot, ()):
                    forms[_SGD_SLOT[slot], value][form] += 1
    return {key: tuple(sorted(counts, key=lambda form: -counts[form])) for key, counts in forms.items()}


def _sgd_bookings(
    dialogues: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[Mapping[str, Any], dict[str, str], dict[str, list[str]]]]:
    """The last booking each dialogue made, with the forms in which its values were said."""
    for dialogue in dialogues:
        said: dict[str, list[str]] = {}
        last: tuple[dict[str, str], dict[str, list[str]]] | None = None
        for turn in dialogue["turns"]:
            for frame in turn.get("f", ()):
                if frame["svc"] in TRADES and "state" in frame:
                    said = frame["state"]["slots"]
                call = frame.get("call")
                if frame["svc"] in TRADES and call and call["method"] in ("ReserveRestaurant", "BookAppointment"):
                    last = (call["parameters"], said)
        if last:
            yield dialogue, *last


def sgd(folder: Path, dice: random.Random) -> Iterator[Case]:
    """One case per dialogue that books. Where the people of the dialogue changed something, so does the caller."""
    dialogues = rows(folder / "sgd_booking/dev/train_dev_sample.jsonl")
    spoken = _sgd_spoken(dialogues)
    banks = {trade: _sgd_bank(dialogues, trade) for trade in set(TRADES.values())}
    people: dict[str, set[str]] = defaultdict(set)
    for dialogue, parameters, _ in _sgd_bookings(dialogues):
        trade = next(TRADES[svc] for svc in dialogue["services"] if svc in TRADES)
        people[trade] |= {value for slot, value in parameters.items() if _SGD_SLOT.get(slot) == "staff"}
    values = {slot: sorted(value for kind, value in spoken if kind == slot) for slot in ("date", "time")}
    for dialogue, parameters, _ in _sgd_bookings(dialogues):
        trade = next(TRADES[svc] for svc in dialogue["services"] if svc in TRADES)
        booked = {_SGD_SLOT[slot]: value for slot, value in parameters.items() if slot in _SGD_SLOT}
        wishes = {
            slot: Wish(booked[slot], spoken["" + slot, booked[slot]])
            for slot in ("date", "time")
            if (slot, booked.get(slot)) in spoken
        }
        if len(wishes) < 2:
            continue
        if trade == "restaurant":
            wishes["party"] = party_wish(int(booked.get("party") or 2))
        name = dice.choice(NAMES)
        wishes["name"] = Wish(name, (name,))
        asides, staff = {}, booked.get("staff", "")
        if trade != "restaurant" and staff:
            wishes["staff"] = Wish("provider", (staff,))
        if booked.get("city"):
            asides["city"] = Wish(None, (booked["city"],))
        if booked.get("place"):
            asides["place"] = Wish(None, (booked["place"],))
        at_first = _other_mind(dialogue, wishes, values, spoken, dice)
        yield Case(
            dialogue["id"], trade, Goal(wishes, at_first, asides=asides), banks[trade], datetime.combine(_SGD_TODAY, time(7), ZONE),
            booked.get("place", ""), staff, booked.get("city", ""),
            tuple(dice.sample(sorted(people[trade] - {staff}), dice.choice((0, 1, 2)))) if staff else (), services=dice.choice((1, 1, 1, 3)) if trade != "restaurant" else 1,
        )  # fmt: skip


def _other_mind(
    dialogue: Mapping[str, Any], wishes: Mapping[str, Wish], values: Mapping[str, list[str]],
    spoken: Mapping[tuple[str, str], tuple[str, ...]], dice: random.Random,
) -> dict[str, Wish]:  # fmt: skip
    """What was wished before it was changed, for the slots the people of the dialogue changed."""
    changed: set[str] = set()
    for turn in dialogue["turns"]:
        for frame in turn.get("f", ()):
            if turn["s"] == "U" and frame["svc"] in TRADES and any(act[0] == "NEGATE" for act in frame["acts"]):
                changed |= {_SGD_SLOT.get(act[1], "") for act in frame["acts"] if act[0] == "INFORM"}
    before: dict[str, Wish] = {}
    for slot in sorted(changed & set(wishes)):
        if slot in values:
            other = dice.choice([value for value in values[slot] if value != wishes[slot].value])
            before[slot] = Wish(other, spoken[slot, other])
        elif slot == "party":
            before[slot] = party_wish(dice.choice([n for n in range(1, 7) if n != wishes["party"].value]))
    return before


# --- multiwoz_restaurant ---------------------------------------------------------------------------------------------

_OTHER_ERRAND = re.compile(r"taxi|train|hotel|stay|museum|attraction|college|theat|park\b|hospital|police|guest", re.I)
_AGREES = re.compile(r"^(yes|yeah|yep|sure|ok|okay|that|sounds|great|perfect|please|excellent)\b", re.IGNORECASE)
_MW_SLOT = {"Time": "time", "Day": "date", "People": "party", "Name": "place"}


def _mw_line(turn: Mapping[str, Any], before: Mapping[str, Any], text: str) -> Line | None:
    acts, system = turn["acts"], before.get("acts", {})
    if _OTHER_ERRAND.search(text) or not set(acts) <= {
        "Restaurant-Inform",
        "Restaurant-Request",
        "general-thank",
        "general-bye",
    }:
        return None
    given = {slot: value for slot, value in acts.get("Restaurant-Inform", ()) if slot != "none"}
    spans = []
    for slot, value in given.items():
        if slot not in _MW_SLOT:
            return None
        place = located(text, int(value)) if slot == "People" and str(value).isdigit() else None
        if slot != "People" and (match := re.search(rf"(?<!\w){re.escape(str(value))}(?!\w)", text, re.IGNORECASE)):
            place = match.span()
        if place is None:
            return None
        spans.append((_MW_SLOT[slot], *place))
    kind = _mw_act(acts, system, text, {span[0] for span in spans})
    return Line(kind, opened(text, spans)) if kind else None


def _mw_act(acts: Mapping[str, Any], system: Mapping[str, Any], text: str, slots: set[str]) -> str | None:
    refused = "Booking-NoBook" in system
    if slots and "general-thank" not in acts:
        return (CHANGE if refused else INFORM) if slots <= {"date", "time", "party"} else OPEN
    if slots:
        return None
    if "general-thank" in acts or "general-bye" in acts:
        return NO_MORE if set(acts) <= {"general-thank", "general-bye"} and "?" not in text else None
    if (
        "Booking-Inform" in system
        and _AGREES.search(text)
        and not re.search(r"[?\d]", text)
        and len(text.split()) <= 14
    ):
        return YES
    return None


def multiwoz(folder: Path, dice: random.Random) -> Iterator[Case]:
    """One case per dialogue: `book`, after `fail_book` was refused where there is one."""
    dialogues = rows(folder / "multiwoz_restaurant/dev/val.jsonl")
    lines: list[Line] = list(OWN_LINES)
    for dialogue in dialogues:
        before: Mapping[str, Any] = {}
        for turn in dialogue["turns"]:
            if turn["s"] == "U" and (line := _mw_line(turn, before, turn["t"])):
                lines.append(line)
                if line.act == INFORM and {"date", "time", "party"} <= line.slots:
                    lines.append(Line(OPEN, line.text))
            before = turn
    bank = Bank(lines)
    for dialogue in dialogues:
        book, fail = dialogue["goal"]["book"], dialogue["goal"].get("fail_book") or {}
        now = datetime(2026, 9, 1, 7, 0, tzinfo=ZONE) + timedelta(days=dice.randrange(120))
        if now.strftime("%A").lower() == book["day"]:
            now += timedelta(days=1)
        day = _coming(book["day"], now.date())
        name = dice.choice(NAMES)
        wishes = {
            "date": Wish(day.isoformat(), (book["day"], book["day"].capitalize(), f"this {book['day']}")),
            "time": _hour(book["time"]), "party": party_wish(int(book["people"])), "name": Wish(name, (name,)),
        }  # fmt: skip
        at_first, blocked = _mw_first(fail, now.date(), book)
        place = dialogue["goal"]["info"].get("name", "")
        asides = {"place": Wish(None, (place,))} if place else {}
        yield Case(
            dialogue["id"], "restaurant", Goal(wishes, at_first, told_no=bool(at_first), asides=asides), bank, now, place, blocked=blocked,
        )  # fmt: skip


def _mw_first(
    fail: Mapping[str, Any], today: date, book: Mapping[str, Any]
) -> tuple[dict[str, Wish], tuple[str, str] | None]:
    first: dict[str, Wish] = {}
    if "time" in fail and fail["time"] != book["time"]:
        first["time"] = _hour(fail["time"])
    if "day" in fail and fail["day"] != book["day"]:
        first["date"] = Wish(_coming(fail["day"], today).isoformat(), (fail["day"], fail["day"].capitalize()))
    if not first:
        return {}, None
    day = first["date"].value if "date" in first else _coming(book["day"], today).isoformat()
    return first, (day, _hour(fail.get("time") or book["time"]).value)


def _hour(text: str) -> Wish:
    return Wish(text.zfill(5), (text,))


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _coming(name: str, today: date) -> date:
    """The next day of that name after today."""
    return today + timedelta(days=(DAYS.index(name.lower()) - today.weekday() - 1) % 7 + 1)
