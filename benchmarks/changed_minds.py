"""Callers who put themselves right: the changed minds of star, and the self-corrections of disfl_qa's speakers put
around the values of a booking ("at seven, no, make that eight")."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.annotated_bookings import (
    DAYS,
    NAMES,
    OWN_LINES,
    ZONE,
    Case,
    located,
    multiwoz,
    opened,
    party_wish,
    rows,
    sgd,
)
from benchmarks.simulated_caller import CHANGE, INFORM, NAME, NO_MORE, OPEN, YES, Bank, Goal, Line, Wish

_ACTS = {
    "ask_name": (NAME, {"name"}), "restaurant_ask_time": (INFORM, {"time"}), "doctor_ask_start_time": (INFORM, {"time"}),
    "doctor_ask_day": (INFORM, {"date"}), "restaurant_ask_size": (INFORM, {"party"}),
    "restaurant_inform_unavailable": (CHANGE, {"time"}), "restaurant_inform_booking_failed": (CHANGE, {"time"}),
    "doctor_inform_booking_unavailable": (CHANGE, {"time"}),
}  # fmt: skip
"""What an utterance of star does, by what it answers, and what it must speak of to count as that."""
_CONFIRMS = {"restaurant_ask_confirm_booking", "doctor_inform_booking_available"}
_AGREES = re.compile(
    r"^(yes|yeah|yep|yup|sure|ok(ay)?|that|sounds|great|perfect|please|go ahead|fine|absolutely)\b", re.I
)
_DONE = re.compile(r"^(no|nope|nah|that'?s (it|all)|thats|thank)", re.I)
_SLOTS = {
    "Day": "date",
    "Time": "time",
    "StartTimeHour": "time",
    "PartySize": "party",
    "CustomerName": "name",
    "PatientName": "name",
    "Name": "of",
}
_CALLS = {"restaurant_book": "restaurant", "doctor_schedule": "doctor"}
_HOUR = re.compile(r"(\d\d?)(?::(\d\d))? ?(am|pm)", re.I)


def _plain(value: Any) -> str:
    """`api.is_equal_to("Sunday")` and `"Sunday"` both say Sunday; a choice of several says nothing."""
    text = str(value)
    if "is_one_of" in text:
        return ""
    match = re.search(r'"(.*?)"', text)
    return (match.group(1) if match else re.sub(r"\D", "", text)).strip()


def _clock(text: str) -> str | None:
    match = _HOUR.fullmatch(text)
    if not match:
        return None
    hour = int(match.group(1)) % 12 + (12 if match.group(3).lower() == "pm" else 0)
    return f"{hour:02d}:{match.group(2) or '00'}"


def _spoken_clock(value: str) -> tuple[str, ...]:
    hour, half = int(value[:2]) % 12 or 12, "am" if value < "12" else "pm"
    return (
        (f"{hour} {half}", f"{hour}{half}", f"{hour} {half.upper()}")
        if value.endswith("00")
        else (f"{hour}{value[2:]} {half}",)
    )


def _bank(dialogues: Sequence[Mapping[str, Any]], trade: str) -> Bank:
    """Days are only spoken of with doctors, so what says nothing of the trade is common to both."""
    lines: list[Line] = list(OWN_LINES)
    for dialogue in dialogues:
        calls = [event for event in dialogue["events"] if event["s"] == "API" and event["call"] in _CALLS]
        before: str | None = ""
        for event in dialogue["events"]:
            if event["s"] == "U" and calls and (line := _line(event["t"], before, calls)) and _is_of(line, trade):
                lines.append(line)
            if event["s"] == "S":
                before = event.get("act")
    return Bank(lines)


def _is_of(line: Line, trade: str) -> bool:
    other = r"table|restaurant" if trade == "doctor" else r"doctor|appointment|appt"
    return not (re.search(other, line.text, re.I) or ("of" in line.slots and line.act != OPEN))


def _line(text: str, answers: str | None, calls: Sequence[Mapping[str, Any]]) -> Line | None:
    spans: dict[str, tuple[str, int, int]] = {}
    for call in calls:
        for field, value in call["args"].items():
            name, said = _SLOTS.get(field), _plain(value)
            place = _found(text, name, said) if name and said else None
            if name and place:
                spans.setdefault(name, (name, *place))
    ranges = sorted(spans.values(), key=lambda span: span[1])
    if len(text.split()) > 25 or any(a[2] > b[1] for a, b in zip(ranges, ranges[1:], strict=False)):
        return None
    left = opened(text, ranges)
    if re.search(r"\b(today|tonight|tomorrow|noon|now|asap|as soon)\b", left, re.I):
        return None
    if re.search(r"\d|doctor|\bdr\b|weather|kid|son\b|daughter|vaccin", left, re.I) and answers != "":
        return None
    if answers in _ACTS:
        act, needed = _ACTS[answers]
        return Line(act, left) if needed <= set(spans) else None
    if (
        answers == ""
        and re.search(r"appointment|reserv|\bbook|table", text, re.I)
        and not re.search(r"\b[Dd]r|\bDR\b|\d| at (the )?[A-Z]|^Hi [A-Z]", left)
    ):
        return Line(OPEN, left)
    if answers in _CONFIRMS and not spans and "?" not in text and _AGREES.search(text) and len(text.split()) <= 12:
        return Line(YES, text)
    if answers == "anything_else" and not spans and "?" not in text and _DONE.search(text) and len(text.split()) <= 10:
        return Line(NO_MORE, text)
    return None


def _found(text: str, slot: str, said: str) -> tuple[int, int] | None:
    if slot == "party":
        return located(text, int(said)) if said.isdigit() else None
    if slot == "time":
        match = _HOUR.fullmatch(said)
        pattern = (
            rf"\b0?{match.group(1)}(?::{match.group(2) or '00'})? ?{match.group(3)[0]}\.?m\b\.?"
            if match
            else re.escape(said)
        )
    else:
        pattern = rf"(?<!\w){re.escape(said)}(?!\w)"
    place = re.search(pattern, text, re.I)
    return place.span() if place else None


def star(folder: Path, dice: random.Random) -> Iterator[Case]:
    """One case per dialogue in which the caller changed their mind and something was booked: what was asked for first,
    then what was booked last."""
    dialogues = rows(folder / "star/dev/dialogues.jsonl")
    banks = {trade: _bank(dialogues, trade) for trade in ("restaurant", "doctor")}
    for dialogue in dialogues:
        calls = [event for event in dialogue["events"] if event["s"] == "API" and event["call"] in _CALLS]
        books = [call for call in calls if "Book" in str(call["args"].get("RequestType", ""))]
        if not dialogue["q"].get("user_changed_mind") or not books:
            continue
        trade = _CALLS[books[-1]["call"]]
        now = datetime(2026, 9, 7, 5, 0, tzinfo=ZONE) + timedelta(days=dice.randrange(90))
        asked = [call for call in calls if _CALLS[call["call"]] == trade]
        if now.strftime("%A") == _plain(books[-1]["args"].get("Day", "")):
            now += timedelta(days=1)
        final, first = (_wishes(call, now, trade) for call in (books[-1], asked[0]))
        if final is None:
            continue
        name = _plain(
            books[-1]["args"].get("CustomerName") or books[-1]["args"].get("PatientName") or ""
        ) or dice.choice(NAMES)
        at_first = {
            slot: wish for slot, wish in (first or {}).items() if slot in final and wish.value != final[slot].value
        }
        if not at_first:
            at_first = {"time": _other_hour(final["time"], dice)}
        final |= {"name": Wish(name, (name,))}
        if "date" not in final:
            final |= {"date": _day(DAYS[dice.randrange(7)], now)}
        if trade == "restaurant" and "party" not in final:
            final |= {"party": party_wish(2)}
        staff = _plain(books[-1]["args"].get("Name", "")) if trade == "doctor" else ""
        place = _plain(books[-1]["args"].get("Name", "")) if trade == "restaurant" else ""
        if staff:
            final |= {"staff": Wish("provider", (staff,))}
        asides = {"of": Wish(None, (staff or place,))} if staff or place else {}
        yield Case(dialogue["id"], trade, Goal(final, at_first, asides=asides), banks[trade], now, place, staff,
            colleagues=tuple(one for one in ("Dr. Johnson", "Dr. Morgan", "Dr. Alexis") if staff and one != staff),
        )  # fmt: skip


def _wishes(call: Mapping[str, Any], now: datetime, trade: str) -> dict[str, Wish] | None:
    wishes: dict[str, Wish] = {}
    for field, value in call["args"].items():
        said = _plain(value)
        match _SLOTS.get(field):
            case "time" if (clock := _clock(said)) and "07" <= clock < "23":
                wishes["time"] = Wish(clock, _spoken_clock(clock))
            case "date" if said.lower() in DAYS:
                wishes["date"] = _day(said.lower(), now)
            case "party" if said.isdigit() and 0 < int(said) <= 12 and trade == "restaurant":
                wishes["party"] = party_wish(int(said))
    return wishes if "time" in wishes else None


def _day(name: str, now: datetime) -> Wish:
    day = now.date() + timedelta(days=(DAYS.index(name) - now.weekday()) % 7 or 7)
    return Wish(day.isoformat(), (name.capitalize(), name, f"this {name.capitalize()}"))


def _other_hour(wish: Wish, dice: random.Random) -> Wish:
    hour = dice.choice([h for h in range(11, 22) if f"{h:02d}:00" != wish.value])
    return Wish(f"{hour:02d}:00", _spoken_clock(f"{hour:02d}:00"))


# --- disfl_qa --------------------------------------------------------------------------------------------------------

_EDIT = re.compile(
    r"(?:[ ,.]*\b(?:no|or|oh|wait|sorry|i mean|i meant|i'm sorry|actually|rather|make that|scratch that|well|um|uh|er|hold on)\b)+",
    re.I,
)
_SAYS_SO = re.compile(r"\b(no|sorry|rather|mean|meant|make|wait|actually|scratch)\b", re.I)
""" "Seven or eight", "seven uh eight" put nothing right."""


def _edits(folder: Path) -> list[str]:
    """How the speakers of disfl_qa put themselves right, as often as they did."""
    counts: Counter[str] = Counter()
    for row in rows(folder / "disfl_qa/dev/dev.jsonl"):
        words = max(_EDIT.findall(row["disfluent"]), key=len, default="").strip(" ,.").lower()
        if words and _SAYS_SO.search(words):
            counts[words] += 1
    return [words for words, count in counts.items() if count > 1 for _ in range(count)]


def disfl(folder: Path, dice: random.Random) -> Iterator[Case]:
    """The calls of sgd_booking and multiwoz_restaurant, where each value is first said wrongly and put right at once."""
    edits = _edits(folder)
    cases = [*sgd(folder, dice), *multiwoz(folder, dice)]
    everything = {
        slot: [case.goal.wishes[slot] for case in cases if slot in case.goal.wishes]
        for slot in ("date", "time", "party")
    }
    for case in dice.sample(cases, min(300, len(cases))) if edits else ():
        clear = case.goal.wishes["time"].value
        wrong = {
            f"{slot}_wrong": dice.choice([w for w in wishes if w.value != case.goal.wishes[slot].value])
            for slot, wishes in everything.items() if slot in case.goal.wishes
        }  # fmt: skip
        if case.id.startswith("PMUL"):  # Its days are names, not dates of 2019.
            wrong["date_wrong"] = Wish(None, tuple(day for day in DAYS if day not in case.goal.wishes["date"].forms))
        lines = [_stumbling(line, edits, dice) for line in case.bank.lines()]
        goal = Goal(case.goal.wishes, asides={**case.goal.asides, **wrong})
        yield replace(case, id=f"{case.id}~{clear}", goal=goal, bank=Bank(lines), blocked=None)


def _stumbling(line: Line, edits: Sequence[str], dice: random.Random) -> Line:
    slots = sorted(line.slots & {"date", "time", "party"})
    if not slots or line.act not in (OPEN, INFORM, CHANGE):
        return line
    slot = dice.choice(slots)
    comma = dice.choice((",", ""))
    return Line(
        line.act, line.text.replace(f"{{{slot}}}", f"{{{slot}_wrong}}{comma} {dice.choice(edits)}{comma} {{{slot}}}")
    )
