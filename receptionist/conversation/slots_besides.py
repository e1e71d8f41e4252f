"""Facts that are told otherwise than by naming them: by a difference, a meal, "the first one", in pieces."""

import re
from collections.abc import Iterator
from typing import Any

from receptionist.business.definition import Vertical
from receptionist.conversation import phrases
from receptionist.conversation.commands import SetSlot
from receptionist.conversation.places import booking_from, slot_from
from receptionist.conversation.reading import Reading
from receptionist.conversation.state import Json
from receptionist.ids import ServiceId
from receptionist.language.areas import area_wished
from receptionist.language.audience import comer
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.options import option_named
from receptionist.language.parties import party_in
from receptionist.language.phones import digits_in
from receptionist.language.tokens import fold
from receptionist.language.understanding import Entity
from receptionist.language.wellknown import is_first_name, is_surname


def moving(reading: Reading) -> bool:
    """Whether a visit there is already is spoken of, and where it shall go."""
    return (
        (reading.task is not None and reading.task.workflow == "change_booking")
        or "change_booking" in reading.intents
        or phrases.has_booking(reading.text)
    )


def by_difference(reading: Reading) -> tuple[phrases.Shift | None, phrases.Shift | None]:
    """ "An hour later", "one more person": of a visit that is spoken of."""
    known = reading.task.slots if reading.task else {}
    of_one = moving(reading) or bool(reading.task and reading.task.workflow == "cancel_booking")
    minutes = phrases.shift(reading.text) if of_one or "time" in known or phrases.another(reading.text) else None
    people = phrases.more_people(reading.text) if of_one or "party_size" in known else None
    if people and any(entity.type == "party_size" and entity.start > people.end for entity in reading.entities):
        people = None  # "One more is coming, seven of us": told as a number, too.
    return minutes, people


_AND = re.compile(r"\b(?:and|plus|then|also|y|m[aá]s|adem[aá]s|te|ate)\b|ਤੇ|ਅਤੇ", re.IGNORECASE)
_AND_ANOTHER = re.compile(
    r"\b(?:and|plus|also|then)\s+(?:another|a second|one more|one(?=\s+(?:for|on|at|next|this|tomorrow|the)\b))\b"
    r"|\b(?:y|m[aá]s|adem[aá]s|tambi[eé]n)\s+(?:otr[oa]|una? m[aá]s|un[oa](?=\s+(?:para|el|la|a las?|ma[nñ]ana)\b))\b"
    r"|\b(?:te|ate)\s+(?:ikk? )?hor\b|(?:ਤੇ|ਅਤੇ)\s+(?:ਇੱਕ )?ਹੋਰ",
    re.IGNORECASE,
)
_WHEN = frozenset(("date", "time", "datetime"))
_OR = re.compile(r"\b(?:or|not|instead|rather|o|no|en vez|ja|jan)\b|[?]|ਜਾਂ|ਨਹੀਂ", re.IGNORECASE)


def further_service(reading: Reading) -> Iterator[SetSlot]:
    """ "A blow-dry and then a women's cut", "and another one on Saturday at eight": the second is not lost, nor when it shall be
    where the first has a day or a time of its own."""
    second = None if moving(reading) else _second(reading)
    if second is None:
        return
    begins, service = second
    wish: dict[str, Json] = {"service": service} if service else {}
    if any(entity.type in _WHEN and entity.start < begins for entity in reading.entities):
        for entity in reading.entities:
            if entity.start >= begins:
                wish |= _told_of(entity)
        # The tagger knows the words of one booking, and leaves the second party out.
        lexicon = LEXICONS[reading.understood.language]
        if "party_size" not in wish and (people := party_in(_unmarked(reading, begins), lexicon)):
            wish["party_size"] = people
    if wish:
        for_whom = comer(fold(reading.text[begins:]).split())
        yield SetSlot("further", {**wish, "same": for_whom is None})


def _second(reading: Reading) -> tuple[int, str | None] | None:
    """Where what is said of a second visit begins, and its service if it is another one."""
    named = [entity for entity in reading.entities if entity.type == "service"]
    if len(named) == 2 and named[0].value != named[1].value and "question" not in reading.intents:
        between = reading.text[named[0].end : named[1].start]
        return (named[1].start, str(named[1].value)) if _AND.search(between) and not _OR.search(between) else None
    another = _AND_ANOTHER.search(reading.text)
    if another is None or len(named) > 1:
        return None
    whens = [entity.start for entity in reading.entities if entity.type in _WHEN]
    apart = any(start < another.start() for start in whens) and any(start > another.start() for start in whens)
    return (another.end(), None) if apart else None


def _unmarked(reading: Reading, begins: int) -> str:
    """What is said from there on, but for what was understood of it: "another one for seven" may tell the hour."""
    text = reading.text
    for entity in sorted(reading.entities, key=lambda entity: -entity.start):
        text = text[: entity.start] + " " + text[entity.end :] if entity.start >= begins else text
    return text[begins:]


def _told_of(entity: Entity) -> dict[str, Json]:
    match entity.type:
        case "date" | "time" | "party_size":
            return {entity.type: entity.value}
        case "datetime":
            day, _, clock = str(entity.value).partition("T")
            return {"date": day, "time": clock}
    return {}


def not_by(reading: Reading, filled: set[str]) -> Iterator[SetSlot]:
    """ "With anyone but Marco", "not with him": by whom they would rather not be served. "Someone else": not by who was found."""
    refused = [str(one.value) for one in reading.all_entities if one.type == "staff" and one.negated]
    if not refused and "staff" not in filled and phrases.wants_somebody_else(reading.text):
        refused = _serving(reading)
    if refused and not reading.only_a_question():
        yield SetSlot("not_staff", refused, correction=True)


def _serving(reading: Reading) -> list[str]:
    """Who serves at the place that was found, or in the visit that is to be moved."""
    slots = reading.task.slots if reading.task else {}
    if "found" in slots:
        given = slot_from(slots["found"].value).resources
    elif "booking" in slots:
        given = booking_from(slots["booking"].value).resources
    else:
        return []
    return [str(one.id) for one in reading.business.resources if one.kind == "staff" and one.id in given]


_NOON, _EVENING = "12:00", "17:00"


def not_then(reading: Reading, filled: set[str]) -> Iterator[SetSlot]:
    """ "Not mornings", "no evenings please": the rest of the day."""
    if filled & {"time", "window"} or reading.only_a_question():
        return
    parts = [one.value for one in reading.all_entities if one.type == "time_range" and one.negated]
    if len(parts) == 1 and str(parts[0]["end"]) == _NOON:
        yield SetSlot("window", {"start": _NOON, "end": None})
    elif len(parts) == 1 and str(parts[0]["start"]) >= _EVENING:
        yield SetSlot("window", {"start": None, "end": _EVENING})


_MEALS = (
    (r"lunch|lunchtime|almuerzo|mediod[ií]a|dupehar|dupehr|ਦੁਪਹਿਰ", "11:00", "15:30"),
    (r"dinner|supper|cena|cenar|raat da khana|ਰਾਤ ਦ[ਾੇ] ਖਾਣ", "17:00", "23:59"),
)


def meal(reading: Reading, filled: set[str]) -> Iterator[SetSlot]:
    """ "Lunch", "dinner on the same day": the part of the day in which a table is wanted."""
    wanted = reading.task is not None and reading.task.workflow == "book"
    asking = reading.understood.topic not in (None, "faq")
    wanted = wanted or (bool(reading.wishes()) and not asking and not moving(reading))
    if reading.business.vertical is not Vertical.RESTAURANT or not wanted or filled & {"time", "window"}:
        return
    named = [
        (start, end) for words, start, end in _MEALS if re.search(rf"(?<!\w)(?:{words})(?!\w)", reading.text, re.I)
    ]
    if len(named) == 1:
        yield SetSlot("window", {"start": named[0][0], "end": named[0][1]})


def wants_first(reading: Reading) -> bool:
    """ "The earliest you have": while a time is being looked for."""
    if "deny" in reading.intents or not phrases.first_of_all(reading.text):
        return False
    looking = reading.task is not None and reading.task.workflow in ("book", "change_booking")
    return looking or "book" in reading.intents or bool(reading.wishes() & {"date", "datetime_range"})


def _asks_for_first(reading: Reading) -> bool:
    """ "What's your earliest on Sunday?": the first there are, to choose from."""
    named = "date" in reading.wishes() or (reading.task is not None and "date" in reading.task.slots)
    return named and phrases.asks_for_first(reading.text)


def when_free(reading: Reading, filled: set[str]) -> Iterator[SetSlot]:
    """A time left to us: whatever there is, or the first."""
    hurried = reading.state.expecting == "date" and "urgent" in reading.state.moods and "date" not in filled
    first = wants_first(reading)
    any_time = (
        first
        or _asks_for_first(reading)
        or ((reading.state.expecting == "time" or hurried) and phrases.any_time(reading.text))
    )
    if any_time and not filled & {"time", "window"}:
        yield SetSlot("any_time", True)
    if first and "time" not in filled:
        yield SetSlot("first", True)
    any_day = reading.state.expecting == "date" and "date" not in filled and phrases.any_day(reading.text)
    if any_day and "deny" not in reading.intents:
        yield SetSlot("any_day", True)


def which_option(reading: Reading) -> Iterator[SetSlot]:
    """ "Just the roots": of the service named with it, or of the one that is spoken of; "rather full color" is the service as such.
    Who only asks what it costs is told."""
    if reading.only_a_question():
        return
    named = next((str(entity.value) for entity in reading.entities if entity.type == "service"), "")
    service = reading.business.service(ServiceId(named or _in_hand(reading)))
    option = option_named(reading.text, service) if service else None
    if option is not None:
        yield SetSlot("variant", str(option.id))
    elif named and reading.task is not None and "variant" in reading.task.slots:
        yield SetSlot("variant", None)


def _in_hand(reading: Reading) -> str:
    """The service of the task, or of the booking it is about."""
    slots = reading.task.slots if reading.task else {}
    if "service" in slots:
        return str(slots["service"].value)
    booking = slots["booking"].value if "booking" in slots else None
    return str(booking.get("service", "")) if isinstance(booking, dict) else ""


_ASKS_ABOUT = re.compile(
    r"\b(?:do you (?:\w+ )?(?:have|offer|do)|have you got|is there(?! any way)|are there|does it have|hay|tienen|tiene|cuentan con)\b"
    r"|^(?:\W*(?:and|so|ok|okay|y)\W+)*(?:is (?!it possible|it ok)|are (?!we able)|does|how (?!about)|what (?!about)|which|where|how's|what's|cómo|qué)"
    r"|\bhai(?: ji)?\?|ਹੈ(?: ਜੀ)?\?",
    re.IGNORECASE,
)


def where_to_sit(reading: Reading) -> Iterator[SetSlot]:
    """ "On the patio", "could we sit outside?": of a visit that is spoken of. Who only asks whether there is a patio is told."""
    seats = any(one.kind == "table" for one in reading.business.resources)
    wish = area_wished(reading.text, reading.business) if seats else None
    if wish is None:
        return
    spoken_of = reading.task is not None and reading.task.workflow in ("book", "change_booking", "waitlist")
    begins = bool(reading.intents & {"book", "change_booking", "waitlist"}) or bool(reading.wishes())
    if not (spoken_of or begins) or (_ASKS_ABOUT.search(reading.text) and not reading.wishes()):
        return
    if wish.kind == "anywhere":
        yield from (SetSlot("area", None),) if reading.task is not None and "area" in reading.task.slots else ()
    else:
        yield SetSlot("area", wish.as_slot())


_OCCASION = re.compile(
    r"(?<!\w)(birthday|anniversary|graduation|engagement party|engagement|proposal|bachelorette(?: party)?|baby shower|bridal shower|retirement(?: party)?|honeymoon"
    r"|cumplea[nñ]os|aniversario|graduaci[oó]n|despedida de solter[oa]|baby shower|bautizo|quincea[nñ]era|luna de miel"
    r"|janam ?din|saalgirah|ਜਨਮ ?ਦਿਨ|ਵਰ੍ਹੇ ?ਗੰਢ|ਸਾਲਗਿਰ੍ਹਾ)(?!\w| (?:cake|menu|song|discount|party room))",
    re.IGNORECASE,
)


_NEED = re.compile(
    r"(?<!\w)((?<=somewhere )quiet|quiet (?:table|spot|corner|place|area|room)|booth|corner table|high ?chairs?|booster seats?|stroller|pram|pushchair|wheelchair|(?:service|guide) dog"
    r"|sill(?:it)?as? altas?|trona|periquera|carriola|cochecito|silla de ruedas|perro gu[ií]a|(?:mesa|lugar|sitio|rinc[oó]n|algo) tranquil[oa]|mesa en (?:la|una) esquina"
    r"|wheel chair|shaant (?:jagah|table|mez)|ਵ੍ਹੀਲ ?ਚੇਅਰ|ਹਾਈ ?ਚੇਅਰ|ਸ਼ਾਂਤ (?:ਥਾਂ|ਜਗ੍ਹਾ|ਮੇਜ਼))(?!\w| (?:lift|basketball))",
    re.IGNORECASE,
)


_NOT_NEEDED = re.compile(r"(?:\b(?:no|not|without|n't|never|sin|bina|nahi)\b|n't\b|ਬਿਨਾਂ)[^.,;!?]{0,30}$", re.IGNORECASE)


_EATS = re.compile(
    r"(?<!\w)((?:(?:one|two|three|some|half|most|all|\d) of us|my \w+|our \w+|i|we|she|he|they) ?(?:(?:is|are|am|will be)|'m|'s|'re) (?:a |all |both )?(?:strict )?(?:vegans?|vegetarians?|celiacs?|coeliacs?|pescatarians?|gluten[- ]free|dairy[- ]free|halal|kosher)"
    r"|(?:un[oa]|dos|alguno|mi \w+) (?:de nosotros )?(?:es|son) (?:vegan[oa]s?|vegetarian[oa]s?|cel[ií]ac[oa]s?))(?!\w)",
    re.IGNORECASE,
)


def _of_food(reading: Reading) -> Iterator[str]:
    """ "One of us is vegan"; "note the allergy", of what was asked about before."""
    yield from (one[1] for one in _EATS.finditer(reading.text) if not phrases.is_asked(reading.text))
    wary = reading.state.extra.get("wary_of")
    if isinstance(wary, list) and phrases.notes_allergy(reading.text):
        yield f"allergy: {', '.join(str(one).replace('_', ' ') for one in wary)}"


def for_the_house(reading: Reading) -> Iterator[SetSlot]:
    """ "It's our anniversary", "we need a high chair": whoever serves them would like to know."""
    needs = [one[1] for one in _NEED.finditer(reading.text) if not _NOT_NEEDED.search(reading.text[: one.start()])]
    said = [*_OCCASION.findall(reading.text)[:1], *needs, *_of_food(reading)]
    task = reading.task.workflow if reading.task else ""
    begins = task == "" and ("book" in reading.intents or bool(reading.wishes()))
    if said and (task in ("book", "waitlist") or begins) and not reading.only_a_question() and not moving(reading):
        if any(phrases.needs_access(one) for one in said):
            yield SetSlot("accessible", True)
        yield SetSlot("notes", "; ".join(dict.fromkeys(one.lower() for one in said)))


def of_phone(reading: Reading) -> SetSlot | None:
    """A number given in pieces: "four one five", and then "five five five, oh one nine nine"."""
    task = reading.task
    if task is None or reading.state.expecting != "phone" or any(e.type == "phone" for e in reading.entities):
        return None
    digits = digits_in(reading.text, reading.understood.language)
    if not digits:
        return None
    before = task.slots.get("phone_begun")
    return SetSlot("phone_begun", f"{before.value if before else ''}{digits}")


def introduces(reading: Reading) -> bool:
    """ "Priya Raman", though something else was asked: kept, and asked no more."""
    words = reading.text.strip(" .,!").split()
    making = reading.task is not None and reading.task.workflow == "book" and "name" not in reading.task.slots
    alone = len(words) == 1 and words[0][:1].isupper() and fold(words[0]) not in LEXICONS["en"].function_words
    if alone and making and not (reading.intents - {"out_of_scope"} or reading.entities):
        return is_first_name(fold(words[0]))
    if not making or not phrases.is_only_a_name(reading.text) or reading.intents - {"out_of_scope"} or reading.entities:
        return False
    return is_first_name(fold(words[0])) or is_surname(fold(words[-1]))


def whole_name(reading: Reading, entity: Entity) -> str:
    """ "Ellie Park" is all name, asked for one, whatever "park" is otherwise."""
    name = full_name(entity.value)
    if reading.state.expecting not in ("name", "find_name") or not phrases.is_only_a_name(reading.text):
        return name
    rest = (reading.text[: entity.start] + reading.text[entity.end :]).split()
    known = {part.casefold() for part in name.split()}
    spelled = any(
        len(part.strip(".,")) < 2 or part.endswith(".") or part.strip(".,").casefold() in known for part in rest
    )
    return name if spelled or not rest else phrases.bare_name(reading.text) or name


def full_name(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(part for part in (value.get("first"), value.get("last")) if part)
    return str(value)
