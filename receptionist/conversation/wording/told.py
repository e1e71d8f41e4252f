"""Which sentence an act needs, and what stands in its gaps. The same for every language.

A gap of a template, `{visit}`, is an argument of the act as people say it, or made of one: `{on_day}` of `day`,
`{opening}` of `sittings`.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from receptionist.business.definition import MenuItem
from receptionist.conversation.wording.tongue import Saying, spelled
from receptionist.language.lexicons.all import LEXICONS
from receptionist.language.tokens import fold

Args = Mapping[str, Any]

SPOKEN_ITEMS = 6
"""Dishes that are named before "and some more"."""


def _greeting(args: Args) -> str:
    return {"notice": "greeting.notice", "ask": "greeting.ask"}.get(args.get("recording", ""), "greeting")


def _texted(act: str) -> Callable[[Args], str]:
    return lambda args: f"{act}.texted" if args.get("texted") else act


def _closed(args: Args) -> str:
    if args.get("person"):
        return "cannot_closed.staff_hour" if args["sittings"] else "cannot_closed.staff"
    if args.get("sittings"):
        return "cannot_closed.hour" if args.get("clock") else "cannot_closed.part"
    return "cannot_closed.holiday" if args.get("holiday") else "cannot_closed"


def _hours_day(args: Args) -> str:
    if args.get("sittings"):
        return "hours_day"
    return "hours_day.holiday" if args.get("holiday") else "hours_day.closed"


def _rota_person(args: Args) -> str:
    if "day" not in args:
        return "rota_person" if any(args["shifts"]) else "rota_person.never"
    if args["sittings"]:
        return "rota_person.day"
    return "rota_person.away" if any(args["shifts"]) else "rota_person.never"


def _contents(act: str, sure: str) -> Callable[[Args], str]:
    """What is in it for sure, what may be, both, or nothing that is known."""

    def case(args: Args) -> str:
        return f"{act}{'.contains' if args[sure] else ''}{'.may' if args['doubtful'] else ''}"

    return case


def _about_party(args: Args) -> str:
    """With the day and the time, or the day, that are known already."""
    return f"ask_about_party{'.when' if 'clock' in args else '.day' if 'day' in args else ''}"


MOST_NAMED = 6
"""Of whom somebody can keep in mind who they may choose."""

_CASES: Mapping[str, Callable[[Args], str]] = {
    "greeting": _greeting,
    "ask_about_party": _about_party,
    "booked": _texted("booked"),
    "changed": _texted("changed"),
    "cancelled": _texted("cancelled"),
    "cannot_closed": _closed,
    "cannot_nobody_has_that_skill": lambda args: f"cannot_nobody_has_that_skill{'.who' if args.get('people') else ''}",
    "hours_day": _hours_day,
    "hours_weekday": lambda args: "hours_weekday" if args["sittings"] else "hours_weekday.closed",
    "rota_person": _rota_person,
    "speaks": lambda args: "speaks" if "person" in args else "speaks.people",
    "nobody_called": lambda args: f"nobody_called{'' if len(args['people']) <= MOST_NAMED else '.many'}",
    "rota_day": lambda args: "rota_day" if args["people"] else "rota_day.nobody",
    "ask_change": lambda args: "ask_change.alone" if args.get("alone") else "ask_change",
    "offer_times": lambda args: "offer_times.as_wished" if args.get("as_wished") else "offer_times",
    "allergy": _contents("allergy", "containing"),
    "dish_allergens": _contents("dish_allergens", "contains"),
    "diet": lambda args: f"diet{'' if args.get('any') else '.marked'}" if args["items"] else "diet.none",
    "offer_another_service": lambda args: f"offer_another_service{'.day' if args.get('day') else ''}",
    "offer_usual": lambda args: "offer_usual.party" if args.get("party_size") else "offer_usual",
}


def sentence_of(act: str, args: Args) -> str:
    """The sentence for an act as its arguments are."""
    return _CASES[act](args) if act in _CASES else act


def told(saying: Saying, args: Args) -> dict[str, str]:
    """Every gap that can be filled from these arguments. A gap there is no argument for stays empty."""
    found: dict[str, str] = defaultdict(str, business=saying.business_name)
    for name, value in args.items():
        made = _OF.get(name)
        found[name] = made(saying, value) if made else saying.tell(value)
    for name, (needs, make) in _MADE.items():
        if needs <= args.keys():
            found[name] = make(saying, args)
    return found


def _items(saying: Saying, items: Sequence[Any]) -> str:
    """Dishes by name; with prices where they come with them."""
    if items and not isinstance(items[0], MenuItem):
        return _priced(saying, items)
    names = [saying.text(item.name) for item in items]
    if len(names) <= SPOKEN_ITEMS:
        return saying.all_of(names)
    more = saying.tongue.number(len(names) - SPOKEN_ITEMS)
    return saying.fragment("and_more", names=", ".join(names[:SPOKEN_ITEMS]), n=more)


def _priced(saying: Saying, rows: Sequence[tuple[Any, ...]]) -> str:
    """(name, price) or (name, price, whether it is the least of several)."""
    return saying.all_of(
        [
            saying.fragment("starts_at" if row[2:] == (True,) else "is", name=saying.text(row[0]), price=saying.tell(row[1]))
            for row in rows
        ]
    )  # fmt: skip


def _services(saying: Saying, services: Sequence[Any]) -> str:
    if services and not isinstance(services[0], dict):
        return _priced(saying, services)
    return saying.all_of([saying.text(name) for name in services])


def _doubtful(saying: Saying, doubtful: Sequence[Any]) -> str:
    """Dishes, or what one dish may contain."""
    if doubtful and isinstance(doubtful[0], MenuItem):
        return _items(saying, doubtful)
    return saying.terms(doubtful, either=True)


def _either(saying: Saying, services: Sequence[Any]) -> str:
    return saying.one_of([saying.text(name) for name in services]) if all(isinstance(s, dict) for s in services) else ""


def _holiday(saying: Saying, reason: str) -> str:
    """Why a house is closed, as its owner wrote it; a feast that has a name in the caller's language by that name."""
    feasts = [lexicon.holidays.get(fold(reason).strip(), "") for lexicon in LEXICONS.values()]
    return next((saying.tongue.terms[feast] for feast in feasts if feast in saying.tongue.terms), reason)


_OF: Mapping[str, Callable[[Saying, Any], str]] = {
    "holiday": _holiday,
    "options": Saying.times,
    "visits": lambda saying, visits: saying.one_of([saying.tell(visit) for visit in visits]),
    "code": lambda saying, code: spelled(code),
    "phone": lambda saying, phone: saying.tongue.digits(phone),
    "languages": lambda saying, names: saying.terms(names),
    "contains": lambda saying, names: saying.terms(names),
    "allergens": lambda saying, names: saying.terms(names, either=True),
    "diet": lambda saying, name: saying.term(name),
    "place": lambda saying, area: saying.tongue.seated(area),
    "section": lambda saying, name: saying.term(name),
    "items": _items,
    "containing": _items,
    "doubtful": _doubtful,
    "services": _services,
    "unstated": lambda saying, dishes: saying.fragment("unstated") if dishes else "",
    "sittings": Saying.opening,
    "week": lambda saying, week: "",
    "shifts": lambda saying, week: "",
    "people": lambda saying, names: saying.all_of(list(names)),
    "known": lambda saying, known: saying.all_of(
        [saying.tongue.people(one) if isinstance(one, int) else saying.tell(one) for one in known]
    ),
    "choices": lambda saying, names: saying.one_of([saying.tell(name) for name in names]),
    "lines": lambda saying, lines: "; ".join(f"{saying.tell(label)}: {saying.tell(value)}" for label, value in lines),
}
_MADE: Mapping[str, tuple[frozenset[str], Callable[[Saying, Args], str]]] = {
    "on_day": (frozenset({"day"}), lambda saying, args: saying.tongue.on_day(args["day"], saying.today)),
    "every": (frozenset({"weekday"}), lambda saying, args: saying.tongue.every(args["weekday"])),
    "opening": (frozenset({"sittings"}), lambda saying, args: saying.opening(args["sittings"])),
    "week": (frozenset({"first", "week"}), lambda saying, args: saying.week(args["first"], args["week"])),
    "shifts": (frozenset({"first", "shifts"}), lambda saying, args: saying.shifts(args["first"], args["shifts"])),
    "either": (frozenset({"services"}), lambda saying, args: _either(saying, args["services"])),
    "party_people": (frozenset({"party"}), lambda saying, args: saying.tongue.people(args["party"])),
    "length": (frozenset({"minutes"}), lambda saying, args: saying.tongue.length(args["minutes"])),
    "most_people": (frozenset({"most"}), lambda saying, args: saying.tongue.people(args["most"])),
    "visit_name": (frozenset({"visit"}), lambda saying, args: args["visit"].name),
    "under": (
        frozenset({"name"}),
        lambda saying, args: (
            saying.fragment("under", name=args["name"]) if args["name"] and isinstance(args["name"], str) else ""
        ),
    ),
    "with_notes": (
        frozenset({"notes"}),
        lambda saying, args: saying.fragment("with_notes", notes=args["notes"]) if args["notes"] else "",
    ),
}
