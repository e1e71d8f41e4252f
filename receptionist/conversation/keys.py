"""Keys instead of words: what the digits mean at the question that was just asked."""

from datetime import date, datetime

from receptionist.business.definition import Business, Language
from receptionist.conversation.commands import (
    Affirm,
    Command,
    Deny,
    NotUnderstood,
    SayAgain,
    SetSlot,
    StartTask,
    WantPerson,
)
from receptionist.conversation.own_workflows import asked_question, own_key
from receptionist.conversation.redact import without_cards
from receptionist.conversation.remembering import known_name_of
from receptionist.conversation.state import DialogueState

_MENU = {"1": "book", "2": "change_booking", "3": "cancel_booking", "4": "message"}
POSTCODE_DIGITS = (4, 5, 6)
"""Where a postcode has digits only, it has so many."""
_GUEST: dict[Language, str] = {"en": "Guest", "es": "Cliente", "pa": "ਮਹਿਮਾਨ"}
_ASPECTS = {"1": "date", "2": "time", "3": "party_size"}


def commands_of_keys(digits: str, state: DialogueState, business: Business, now: datetime) -> tuple[Command, ...]:
    """`now`: on the wall clock of the business. 0 is a person everywhere, * is "again"."""
    digits = digits.rstrip("#")
    if digits == "*":
        return (SayAgain(),)
    if digits == "0":
        return (WantPerson("asked"),)
    if not digits.isdigit() or without_cards(digits) != digits:
        return (NotUnderstood(),)
    command = _meaning(digits, state, business, now)
    return (command or NotUnderstood(),)


def _meaning(digits: str, state: DialogueState, business: Business, now: datetime) -> Command | None:
    number = int(digits)
    question = asked_question(state, business)
    if question is not None and (answer := own_key(digits, question)):
        return answer
    match state.expecting:
        case "yes_no" | "name":
            return _yes_no_or_number(digits, state)
        case "choice":
            offered = len(state.tasks[-1].offered) if state.tasks else 0
            return SetSlot("choice", number - 1) if 1 <= number <= offered else None
        case "party_size":
            return SetSlot("party_size", number) if 0 < number < 1000 else None
        case "time" | "find_time":
            return _time(digits, state.expecting)
        case "birth_date" | "postcode":
            return _of_themselves(digits, state.expecting)
        case "date" | "find_day":
            return _date(digits, state.expecting, now.date())
        case "phone":
            return _phone(digits, business)
        case "service":
            return (
                SetSlot("service", business.services[number - 1].id) if 1 <= number <= len(business.services) else None
            )
        case "change":
            return SetSlot("changing", _ASPECTS[digits]) if digits in _ASPECTS else None
        case "":
            return StartTask(_MENU[digits]) if digits in _MENU and not state.tasks else None
        case _:
            return None


def _yes_no_or_number(digits: str, state: DialogueState) -> Command | None:
    """1 is yes; where a name is asked for and none is offered it says: put it under my number; and where it is asked whether there
    is anything else, keys say what."""
    if state.expecting == "name" and not known_name_of(state):
        name = f"{_GUEST[state.language]} {state.caller[-4:]}" if state.caller else None
        return SetSlot("name", name) if name and digits == "1" else None
    if state.extra.get("offer") == "else" and digits in _MENU:
        return StartTask(_MENU[digits])
    return Affirm() if digits == "1" else Deny() if digits == "2" else None


def _time(digits: str, slot: str) -> Command | None:
    """1930, 730 or 7; before 13:00 both halves of the day are possible."""
    hour, minute = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if len(digits) > 4 or hour > 23 or minute > 59:
        return None
    others = (f"{hour % 12 + 12:02d}:{minute:02d}",) if 1 <= hour <= 12 else ()
    return SetSlot(slot, f"{hour:02d}:{minute:02d}", others)


def _date(digits: str, slot: str, today: date) -> Command | None:
    """Month and day, as people of the demo's country write them; the next such day."""
    if len(digits) not in (3, 4):
        return None
    for year in (today.year, today.year + 1):
        try:
            day = date(year, int(digits[:-2]), int(digits[-2:]))
        except ValueError:
            continue
        if day >= today:
            return SetSlot(slot, day.isoformat())
    return None


def _of_themselves(digits: str, slot: str) -> Command | None:
    """A postcode; or the month, day and year of birth, as the prompt asks for them."""
    if slot == "postcode":
        return SetSlot(slot, digits) if len(digits) in POSTCODE_DIGITS else None
    if len(digits) != 8:
        return None
    try:
        return SetSlot(slot, date(int(digits[4:]), int(digits[:2]), int(digits[2:4])).isoformat())
    except ValueError:
        return None


def _phone(digits: str, business: Business) -> Command | None:
    """A number without country code is one of the business's own country; North America has ten digits."""
    if len(digits) == 10 and business.numbers[0].startswith("+1"):
        return SetSlot("phone", f"+1{digits}")
    return SetSlot("phone", f"+{digits}") if 11 <= len(digits) <= 15 else None
