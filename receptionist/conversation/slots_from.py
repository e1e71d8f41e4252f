"""From entities to slots: which fact each is, at this moment of the conversation."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from receptionist.business.opening import local
from receptionist.conversation import phrases
from receptionist.conversation.commands import Command, SetSlot
from receptionist.conversation.crowds import fits
from receptionist.conversation.filling import OF_THEMSELVES
from receptionist.conversation.own_workflows import leaves_out
from receptionist.conversation.places import booking_from, slot_from
from receptionist.conversation.reading import Reading
from receptionist.conversation.slots_besides import (
    by_difference,
    for_the_house,
    full_name,
    further_service,
    introduces,
    meal,
    moving,
    not_by,
    not_then,
    of_phone,
    when_free,
    where_to_sit,
    which_option,
    whole_name,
)
from receptionist.conversation.sounds import service_that_sounds_like
from receptionist.ids import CODE_ALPHABET
from receptionist.language.audience import audience_of, caller_is
from receptionist.language.birth_dates import birth_named
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.options import words_of
from receptionist.language.tokens import fold
from receptionist.language.understanding import Entity

ANGRY = 0.5
""" "This is ridiculous" is no introduction."""


def slots_from(reading: Reading) -> Iterator[Command]:
    choice = _choice(reading)
    if choice is not None:
        yield SetSlot("choice", choice)
        if not any(entity.type == "party_size" for entity in reading.entities):
            return
    if beyond := _beyond(reading):
        yield from beyond
        return
    if (phone := of_phone(reading)) is not None:
        yield phone
        return
    filled: set[str] = set()
    yield from _told(reading, filled, chosen=choice is not None)
    if not filled and (aspect := _aspect(reading)):
        yield SetSlot("changing", aspect)
    yield from further_service(reading)
    yield from meal(reading, filled)
    yield from when_free(reading, filled)
    yield from which_option(reading)
    yield from where_to_sit(reading)
    yield from for_the_house(reading)
    yield from _spoken_answer(reading, filled)
    for entity in reading.all_entities:
        retracted = entity.type in ("date", "time", "party_size") and entity.negated and entity.type not in filled
        if retracted and not (entity.type == "time" and "window" in filled):
            yield SetSlot(entity.type, None, correction=True)
    yield from not_by(reading, filled)
    yield from not_then(reading, filled)


def _told(reading: Reading, filled: set[str], *, chosen: bool) -> Iterator[SetSlot]:
    """What was named, or told by its difference. `chosen`: one of the times on offer, so that none is wished for."""
    corrects = "deny" in reading.intents or any(entity.negated for entity in reading.all_entities)
    later, more = by_difference(reading)
    if later:
        filled.add("time")
        yield SetSlot("shift", later.minutes, correction=True)
    if more:
        filled.add("party_size")
        yield SetSlot("party_change", more.minutes, correction=True)
    days = phrases.day_shift(reading.text) if moving(reading) else None
    if days:
        filled |= {"date", "days"}
        yield SetSlot("day_shift", days.minutes, correction=True)
    for entity in _ordered(reading):
        if any(one and entity.start < one.end and one.start < entity.end for one in (later, days)):
            continue
        for slot, value, others in _meaning(reading, entity):
            slot = "find_day" if days and slot == "date" else _as_asked(reading, entity, slot)
            if slot in filled or (chosen and slot in ("time", "date")) or (slot == "days" and "date" in filled):
                continue
            filled.add(slot)
            told = _in_that_week(reading, entity, value) if slot == "date" else value
            yield SetSlot(slot, told, others, correction=corrects)


_WHICH_WEEK = re.compile(
    r"\d|\b(?:next|this|coming|last|pr[oó]xim\w*|est[ea]|que viene|agl\w+|iss?|is)\b|ਅਗਲ|ਇਸ", re.IGNORECASE
)


def _in_that_week(reading: Reading, entity: Entity, value: Any) -> Any:
    """ "Next week", and then "Wednesday": of that week. "My appointment next Tuesday to Wednesday": of the week of the visit."""
    known = reading.task.slots.get("days") if reading.task is not None else None
    days = known.value if known is not None else None
    words = fold(entity.text).split()
    named = any(word in lexicon.weekdays for lexicon in LEXICONS.values() for word in words)
    if not named or _WHICH_WEEK.search(entity.text):
        return value
    if not isinstance(days, dict):
        return _in_week_of_visit(reading, entity, value)
    begins, ends = (date.fromisoformat(str(days[edge])) for edge in ("start", "end"))
    day = date.fromisoformat(str(value))
    if day < begins:
        day += timedelta(weeks=(begins - day + timedelta(days=6)) // timedelta(weeks=1))
    return day.isoformat() if begins <= day <= ends else value


def _in_week_of_visit(reading: Reading, entity: Entity, value: Any) -> Any:
    """The weekday nearest to the visit that is to be moved, where that is later than the next day of that name."""
    visit = _day_of_visit(reading, entity) if moving(reading) else None
    if visit is None:
        return value
    day = date.fromisoformat(str(value))
    return max(day, visit + timedelta(days=day.weekday() - visit.weekday())).isoformat()


def _day_of_visit(reading: Reading, moved_to: Entity) -> date | None:
    """As told in the same breath ("my appointment next Tuesday", "I can't come Tuesday"), else as it is in the book."""
    told = (one for one in reading.all_entities if one.type == "date" and one is not moved_to)
    theirs = next((one for one in told if one.negated or _of_theirs(reading, one)), None)
    if theirs is not None:
        return date.fromisoformat(str(theirs.value))
    slots = reading.task.slots if reading.task is not None else {}
    if "booking" not in slots:
        return None
    return local(reading.business, booking_from(slots["booking"].value).span.start).date()


def _as_asked(reading: Reading, entity: Entity, slot: str) -> str:
    """Whose birth date, which day or what time was asked for, or is announced."""
    asked = reading.state.expecting
    if slot in ("date", "time") and _of_theirs(reading, entity):
        return f"find_{'day' if slot == 'date' else slot}"
    if slot == "date" and (asked == "birth_date" or entity is _born_on(reading)):
        return "birth_date"
    if (slot, asked) in (("date", "find_day"), ("time", "find_time")) and not phrases.puts_right(reading.text):
        return asked
    return slot


def _of_theirs(reading: Reading, entity: Entity) -> bool:
    """ "I have a reservation for tomorrow, and need to push it back": when the visit is that they look for."""
    found = reading.task is not None and ("booking" in reading.task.slots or reading.task.workflow == "book")
    if found or not moving(reading) or phrases.makes_anew(reading.text):
        return False
    return phrases.tells_when_it_is(reading.text, entity.start, entity.end)


def _born_on(reading: Reading) -> Entity | None:
    """The day that follows right upon "date of birth"."""
    at = birth_named(reading.text)
    days = (entity for entity in reading.entities if entity.type == "date" and at is not None and entity.start >= at)
    return min(days, key=lambda entity: entity.start, default=None)


def _ordered(reading: Reading) -> list[Entity]:
    """While moving a visit, the later of two dates or times is where it goes: "from Friday to Saturday"."""
    return sorted(reading.entities, key=lambda entity: -entity.start if moving(reading) else entity.start)


def _meaning(reading: Reading, entity: Entity) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    value, others = entity.value, entity.alternatives
    match entity.type:
        case "service" if moving(reading) and phrases.is_theirs(reading.text, entity.start):
            return  # "My haircut" is the one they have, not another one.
        case "time" if reading.crowd and phrases.is_bare_hour(reading.text, entity.start, entity.end):
            hour = int(str(value)[:2]) % 12 or 12
            yield ("party_size", hour, ()) if fits(hour, reading.business) else ("time", value, others)
        case "date" | "time" | "party_size" | "service" | "staff" | "phone" | "postcode":
            yield entity.type, value, others
        case "datetime":
            day, _, clock = str(value).partition("T")
            yield "date", day, ()
            yield "time", clock, tuple(str(other).partition("T")[2] for other in others)
        case "time_range":
            yield "window", value, ()
        case "date_range" | "datetime_range":
            yield from _stretch(value)
        case "person_name" if "question" in reading.intents and entity.text.islower():
            return  # The "mains" of "what about vegetarian mains?" is nobody.
        case "person_name" if reading.understood.affect.frustrated < ANGRY and not reading.only_a_question():
            yield _name_slot(reading), whole_name(reading, entity), tuple(map(full_name, others))
        case "number" if not _is_other_than_a_time(reading):
            yield from _number(reading, value)
        case "allergen":
            if "question" not in reading.intents:
                yield "notes", f"allergy: {str(value).replace('_', ' ')}", ()


def _name_slot(reading: Reading) -> str:
    looking = reading.task is not None and reading.task.workflow in (
        "change_booking",
        "cancel_booking",
        "check_booking",
    )
    looking = (
        looking
        or bool(reading.intents & {"change_booking", "cancel_booking", "check_booking"})
        or reading.asks_for_own()
    )
    return "find_name" if looking else "name"


def _number(reading: Reading, value: Any) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """A bare number answers the question; in a correction it replaces the number that is taken back."""
    if not isinstance(value, int) or value <= 0:
        return
    slot = reading.state.expecting
    if slot in ("choice", "find_time"):
        slot = "time"
    if slot not in ("party_size", "time"):
        slot = "party_size" if reading.crowd and fits(value, reading.business) else _corrected(reading) or ""
    if slot == "party_size":
        yield "party_size", value, ()
    elif slot == "time" and value < 24:
        others = (f"{value % 12 + 12:02d}:00",) if value <= 12 else ()
        yield "time", f"{value % 12 if value <= 12 else value:02d}:00", others


def _is_other_than_a_time(reading: Reading) -> bool:
    """ "I'll need one at 7:45": where a time is said, a bare number is none."""
    return reading.state.expecting in ("time", "choice", "find_time") and any(
        e.type in ("time", "datetime") for e in reading.entities
    )


def _corrected(reading: Reading) -> str | None:
    """What "seven, not eight" corrects: the slot that holds the eight; without one, the slot filled last."""
    if reading.task is None or not (
        "deny" in reading.intents
        or any(entity.negated for entity in reading.all_entities)
        or ("found" in reading.task.slots and phrases.proposes(reading.text))
    ):
        return None
    slots = reading.task.slots
    for entity in reading.all_entities:
        if entity.negated and isinstance(entity.value, int):
            if "party_size" in slots and slots["party_size"].value == entity.value:
                return "party_size"
            if "time" in slots and int(str(slots["time"].value)[:2]) % 12 == entity.value % 12:
                return "time"
    known = [name for name in ("time", "party_size") if name in slots]
    return max(known, key=lambda name: slots[name].turn, default=None)


def _spoken_answer(reading: Reading, filled: set[str]) -> Iterator[Command]:
    """What no entity caught, though it was just asked for."""
    expecting = reading.state.expecting
    asked = (reading.task is not None and "find_name" in filled) or expecting == "find_name"
    if (asked or phrases.speaks_of_code(reading.text)) and (code := _code(reading.text)):
        yield SetSlot("code", code)
        if asked:
            return
    if expecting in OF_THEMSELVES and not filled and leaves_out(reading.text):
        yield SetSlot(expecting, "")
    if expecting == "service" and not filled and (named := _of_those_named(reading) or _for_whom_it_is(reading)):
        yield SetSlot("service", named)
    elif not filled and reading.task and "service" in reading.task.slots and (fitting := _for_whom_it_is(reading)):
        yield SetSlot("service", fitting)
        return
    elif expecting == "service" and not filled and not reading.intents & {"affirm", "deny", "goodbye", "thanks"}:
        service = service_that_sounds_like(reading.text, reading.business)
        yield from (SetSlot("service", service),) if service else ()
    if expecting == "yes_no" and not filled and (name := _renamed(reading)):
        yield SetSlot("name", name)
    if expecting in ("choice", "service", "date", "time", "party_size") and not filled and introduces(reading):
        yield SetSlot("name", phrases.bare_name(reading.text))
    if expecting not in ("name", "find_name") or filled:
        return
    if reading.intents <= {"out_of_scope", "greeting"} and (name := phrases.bare_name(reading.text)):
        yield SetSlot(expecting, name)


_SAYS_FOR_WHOM = 6
"""Words at most that only tell for whom it is: "I'm a man", "es para mi hijo"."""


def _for_whom_it_is(reading: Reading) -> str | None:
    """The one service for whom they say they are, where what they named so far is nobody's in particular or somebody else's."""
    words = fold(reading.text.strip(" .,!?¡¿")).split()
    audience = caller_is(words) if len(words) <= _SAYS_FOR_WHOM else None
    served = {
        str(service.id): audience_of([" ".join(words_of(name)) for name in service.name.values()])
        for service in reading.business.services
    }
    fitting = [service for service, whom in served.items() if audience is not None and whom == audience]
    in_hand = str(reading.task.slots["service"].value) if reading.task and "service" in reading.task.slots else None
    if len(fitting) != 1 or (in_hand is not None and served.get(in_hand) in (None, audience)):
        return None
    return fitting[0]


def _of_those_named(reading: Reading) -> str | None:
    """ "The second one", of the services that the question has named."""
    services = reading.business.services
    text = reading.text.strip(" .,!")
    place = phrases.ordinal(text, len(services)) if phrases.only_ordinal(text) else None
    return str(services[place].id) if place is not None else None


def _code(text: str) -> str | None:
    """One that may have been given: "L O P E Z" is a name."""
    code = phrases.spelled_code(text)
    return code if code and set(code) <= set(CODE_ALPHABET) else None


def _renamed(reading: Reading) -> str | None:
    """A bare name at the read-back stands in the place of the one that was read back."""
    if reading.task is None or reading.task.step != "confirm" or "name" not in reading.task.slots:
        return None
    if (name := phrases.renamed_in(reading.text, str(reading.task.slots["name"].value))) is not None:
        return name
    if reading.intents - {"out_of_scope"}:
        return None
    one_word = reading.text[:1].isupper() and len(reading.text.split()) == 1
    return phrases.bare_name(reading.text) if one_word or phrases.is_only_a_name(reading.text) else None


def _aspect(reading: Reading) -> str | None:
    """ "The time", asked what shall be different; "no, the time is wrong" at the read-back."""
    reading_back = (
        reading.task is not None
        and reading.task.step == "confirm"
        and reading.task.workflow in ("book", "change_booking")
    )
    if reading.state.expecting == "change" or (reading_back and not reading.intents & {"affirm", "question"}):
        return phrases.aspect(reading.text)
    return None


def _starts(reading: Reading) -> list[datetime]:
    """When what is on offer begins; empty where no time is being chosen."""
    if reading.task is None or reading.state.expecting != "choice" or reading.task.step == "find_booking":
        return []
    return [
        local(reading.business, datetime.fromisoformat(item["start"]))
        for item in reading.task.offered
        if isinstance(item, dict) and "start" in item
    ]


def _found_start(reading: Reading) -> list[datetime]:
    """The place that is held, as long as it may still be another."""
    found = reading.task.slots.get("found") if reading.task else None
    return [local(reading.business, slot_from(found.value).span.start)] if found else []


def _choice(reading: Reading) -> int | None:
    """Which of what was offered is meant: by order ("the second one"), by time or day, by service or person."""
    offered = reading.task.offered if reading.task else ()
    if not offered or reading.state.expecting != "choice":
        return None
    starts = _starts(reading)
    times = [entity for entity in reading.entities if entity.type in ("time", "datetime", "number")]
    days = {
        str(entity.value)
        for entity in reading.entities
        if entity.type == "date" and not phrases.only_ordinal(entity.text)
    }
    if starts and phrases.nearest(reading.text):
        return 0
    if not days and not any(":" in entity.text for entity in times):
        picked = phrases.ordinal(reading.text, len(offered))
        if picked is None and phrases.wants_beyond(reading.text) is None:
            picked = phrases.earlier_or_later(reading.text, starts)
        if picked is None and not times and phrases.any_time(reading.text):
            picked = 0
        if picked is not None:
            return picked
    times = [entity for entity in times if entity.type != "number"] or times
    for index, start in enumerate(starts):
        if days and start.date().isoformat() not in days:
            continue
        if any(_is_at(entity, start) for entity in times) or (days and not times and _only(starts, days)):
            return index
    if days or any(entity.type != "number" for entity in times):
        return None
    numbers = [entity.value for entity in times if entity.type == "number" and isinstance(entity.value, int)]
    placed = (number for number in numbers if 1 <= number <= len(offered) and not _is_near(number, starts))
    return next((number - 1 for number in placed), None)


_NEAR = timedelta(hours=2)


def _is_near(number: int, starts: list[datetime]) -> bool:
    """ "Two", where noon, half past twelve and one are on offer: an hour rather than the second of them."""
    hours = [start.replace(hour=hour, minute=0) for start in starts for hour in (number, number + 12)]
    return any(abs(hour - start) <= _NEAR for hour in hours for start in starts)


def _beyond(reading: Reading) -> tuple[SetSlot, ...]:
    """ "Anything later?": the rest of that day, behind or before all that was offered."""
    starts = _starts(reading) or _found_start(reading)
    way = phrases.wants_beyond(reading.text) if starts and not reading.wishes() else None
    if way is None:
        return ()
    edge = max(starts) + timedelta(minutes=1) if way == "later" else min(starts)
    window = {"start" if way == "later" else "end": f"{edge:%H:%M}"}
    return SetSlot("date", edge.date().isoformat()), SetSlot("window", window)


def _only(starts: list[datetime], dates: set[Any]) -> bool:
    return sum(start.date().isoformat() in dates for start in starts) == 1


def _is_at(entity: Entity, start: datetime) -> bool:
    """Whether "eight", "8:30" or "tomorrow at eight" can mean this start."""
    if entity.type == "number":
        return (
            isinstance(entity.value, int) and start.minute == 0 and entity.value in (start.hour, start.hour % 12 or 12)
        )
    readings = (entity.value, *entity.alternatives)
    return any(str(reading)[-5:] == f"{start:%H:%M}" for reading in readings)


def _stretch(value: Any) -> Iterator[tuple[str, Any, tuple[Any, ...]]]:
    """A range of one day is that day and a window; a longer one leaves the day open."""
    if not isinstance(value, dict):
        return
    start, end = str(value.get("start") or ""), str(value.get("end") or "")
    day, _, begins = start.partition("T")
    last, _, ends = end.partition("T")
    if begins or ends:
        yield "date", day or last, ()
        yield "window", {"start": begins[:5], "end": ends[:5] if not day or last in (day, "") else "23:59"}, ()
    elif day and last:
        yield "days", {"start": day, "end": last}, ()
