"""What a new version changes, in words for the owner: `Full color: $140 to $150`, `Monday: closes 21:00 instead of 22:00`; and in parts,
for whoever says it in another language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from receptionist.business.definition import Business
from receptionist.business.faults import Place

DAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "CAD": "CA$", "AUD": "A$", "MXN": "MX$"}
_KEYS = ("id", "label", "field", "question", "name", "number")
_LISTS = {
    "services": "service", "resources": "resource", "menu": "dish", "faqs": "question", "handoffs": "hand-over", "workflows": "task",
    "locations": "place", "variants": "variant", "colleagues": "colleague", "ask": "question asked", "choices": "choice",
}  # fmt: skip
_SAID = {
    "cancel_until_minutes": "Cancelling without a person, until before the visit",
    "change_until_minutes": "Changing without a person, until before the visit",
    "lead_minutes": "Shortest notice",
    "horizon_days": "Booking ahead",
    "max_party": "Largest party",
    "covers_per_quarter_hour": "People arriving in a quarter of an hour",
    "parties_per_quarter_hour": "Parties arriving in a quarter of an hour",
    "covers_at_once": "People in the house at once",
    "reminder_minutes": "Reminders before the visit",
    "deposit_from_party": "Smallest party that pays a deposit",
    "price": "price",
    "minutes": "length",
    "answer": "answer",
    "greeting": "Greeting",
    "timezone": "Time zone",
    "numbers": "Phone numbers",
    "ring_first": "Rung before the receptionist",
    "languages": "Languages",
    "address": "Address",
    "directions": "Directions",
    "recording": "Recording",
    "texts": "Confirmations by text",
    "identify_by": "Asked of callers before a visit is read out",
    "assistant_name": "The assistant's name",
}
_LONGEST = 60


Kind = Literal["business", "value", "text", "added", "removed", "order", "week", "dated"]


@dataclass(frozen=True, slots=True)
class Change:
    place: Place
    said: str
    kind: Kind
    inside: tuple[str, ...] = ()
    """What the entries are called in which it lies, outermost first."""
    what: str = ""
    """The field, or the list: `price`, `services`."""
    was: Any = None
    now: Any = None
    """By kind. `value`, `text`: of the field. `added`, `removed`: name, price and minutes of the entry. `week`: the days, and the
    sittings of each. `dated`: the days, their sittings and the reason. `business`: name and numbers."""

    def __str__(self) -> str:
        return self.said


def changes(before: Business | None, after: Business) -> list[Change]:
    """In the order of the definition; empty: they say the same. Without `before` everything is new."""
    if before is None:
        told = {"name": after.name, "numbers": list(after.numbers)}
        return [Change((), f"New business: {after.name}, answering {', '.join(after.numbers)}", "business", now=told)]
    old, new = (one.model_dump(mode="json", exclude={"version", "here"}) for one in (before, after))
    return [*_fields(old, new, (), _Words(after.currency))]


@dataclass(frozen=True, slots=True)
class _Words:
    """How values of one business are said."""

    currency: str

    def value(self, field: str, value: Any) -> str:
        if value is None or value in ([], {}, ""):
            return "nothing"
        if field == "price":
            return self.money(value)
        if field.endswith("minutes") and isinstance(value, int):
            return _minutes(value)
        if field.endswith("minutes") and isinstance(value, list):
            return ", ".join(_minutes(one) for one in value)
        if field.endswith("days") and isinstance(value, int):
            return f"{value} days"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Mapping):
            return f"“{_short(str(value.get('en') or next(iter(value.values()))))}”"
        if isinstance(value, list):
            return ", ".join(self.value("", one) for one in value)
        return _short(str(value))

    def money(self, value: Any) -> str:
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            return str(value)
        digits = f"{amount:.2f}".removesuffix(".00")
        sign = _SIGNS.get(self.currency)
        return f"{sign}{digits}" if sign else f"{digits} {self.currency}"


def _fields(
    old: Mapping[str, Any], new: Mapping[str, Any], place: Place, words: _Words, inside: tuple[str, ...] = ()
) -> Iterator[Change]:
    """Field by field of one group; `inside`: what it is called in a sentence, and what that lies in."""
    for field in dict.fromkeys((*new, *old)):
        was, now, where = old.get(field), new.get(field), (*place, field)
        if was == now:
            continue
        if field in ("hours", "breaks") and _are_sittings(was, now):
            yield from _week(was or [], now or [], where, inside)
        elif field in ("overrides", "days") and _are_dated(was, now):
            yield from _dated(was or [], now or [], where, inside)
        elif isinstance(was, list) and isinstance(now, list) and _are_named([*was, *now]):
            yield from _entries(was, now, where, words, inside)
        elif isinstance(was, Mapping) and isinstance(now, Mapping) and not _is_text(was, now):
            yield from _fields(was, now, where, words, inside)
        else:
            kind: Kind = "text" if _is_text(was, now) else "value"
            yield Change(where, _sentence(field, was, now, words, ", ".join(inside)), kind, inside, field, was, now)


def _sentence(field: str, was: Any, now: Any, words: _Words, name: str) -> str:
    if field == "price" and name:
        return f"{name}: {words.value(field, was)} to {words.value(field, now)}"
    said = _SAID.get(field, field.replace("_", " "))
    if _is_text(was, now):
        told = _text_change(was or {}, now or {})
    else:
        told = f"{words.value(field, now)} instead of {words.value(field, was)}"
    return f"{name}, {said[:1].lower()}{said[1:]}: {told}" if name else f"{said[:1].upper()}{said[1:]}: {told}"


def _text_change(was: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """The first language that differs, and how many others."""
    differing = [language for language in dict.fromkeys((*now, *was)) if was.get(language) != now.get(language)]
    first = differing[0]
    told = f"“{_short(now[first])}”" if now.get(first) else "nothing"
    before = f" instead of “{_short(was[first])}”" if was.get(first) else ""
    more = f" (and in {', '.join(differing[1:])})" if len(differing) > 1 else ""
    return f"{told}{before}{more}"


def _entries(
    old: Sequence[Mapping[str, Any]],
    new: Sequence[Mapping[str, Any]],
    place: Place,
    words: _Words,
    inside: tuple[str, ...],
) -> Iterator[Change]:
    """Entry by entry of a list whose entries have names."""
    what = str(place[-1])
    kind = _LISTS.get(what, what.replace("_", " "))
    before, after = ({_key(one): one for one in some} for some in (old, new))
    prefix = _prefix(inside)
    for number, (key, entry) in enumerate(after.items()):
        if key not in before:
            said = f"{prefix}{'new' if prefix else 'New'} {kind}: {_described(entry, words)}"
            yield Change((*place, number), said, "added", inside, what, now=_facts(entry))
        elif before[key] != entry:
            yield from _fields(before[key], entry, (*place, number), words, (*inside, _called(entry)))
    for key, entry in before.items():
        if key not in after:
            said = f"{prefix}{'no' if prefix else 'No'} longer there, {kind}: {_called(entry)}"
            yield Change(place, said, "removed", inside, what, was=_facts(entry))
    if list(before) != list(after) and set(before) == set(after):
        yield Change(place, f"{prefix}{kind}s are in another order", "order", inside, what)


def _described(entry: Mapping[str, Any], words: _Words) -> str:
    details = [words.value(field, entry[field]) for field in ("price", "minutes") if entry.get(field) is not None]
    return ", ".join((_called(entry), *details))


def _facts(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": _called(entry),
        **{field: entry[field] for field in ("price", "minutes") if entry.get(field) is not None},
    }


def _prefix(inside: tuple[str, ...]) -> str:
    return "".join(f"{name}, " for name in inside)


def _week(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], place: Place, inside: tuple[str, ...]
) -> Iterator[Change]:
    """Days of one sentence are named together."""
    alike: dict[str, list[str]] = {}
    for code in DAYS:
        was, now = _sittings(old, code), _sittings(new, code)
        if was != now:
            alike.setdefault(_day_change(was, now), []).append(code)
    what = str(place[-1])
    prefix = f"{_prefix(inside)}{'breaks, ' if what == 'breaks' else ''}"
    for sentence, codes in alike.items():
        said = f"{prefix}{', '.join(DAYS[code] for code in codes)}: {sentence}"
        before, after = ({"days": codes, "sittings": _sittings(some, codes[0])} for some in (old, new))
        yield Change(place, said, "week", inside, what, before, after)


def _day_change(was: list[tuple[str, str]], now: list[tuple[str, str]]) -> str:
    if not now:
        return f"closed instead of {_spoken(was)}"
    if not was:
        return f"{_spoken(now)} instead of closed"
    if len(was) == len(now):
        parts = []
        for (opened, closed), (opens, closes) in zip(was, now, strict=True):
            parts += [f"opens {opens} instead of {opened}"] if opens != opened else []
            parts += [f"closes {closes} instead of {closed}"] if closes != closed else []
        return ", ".join(parts)
    return f"{_spoken(now)} instead of {_spoken(was)}"


def _dated(
    old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], place: Place, inside: tuple[str, ...]
) -> Iterator[Change]:
    prefix, what = _prefix(inside), str(place[-1])
    before, after = ({(one["first"], one["last"]): one for one in some} for some in (old, new))
    for days, one in after.items():
        if before.get(days) != one:
            was = f" instead of {_on_it(before[days])}" if days in before else ""
            said = f"{prefix}{_span(days)}: {_on_it(one)}{was}"
            yield Change(place, said, "dated", inside, what, _day(before.get(days)), _day(one))
    for days, one in before.items():
        if days not in after:
            said = f"{prefix}{_span(days)}: as usual instead of {_on_it(one)}"
            yield Change(place, said, "dated", inside, what, _day(one))


def _day(one: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if one is None:
        return None
    sittings = [(opens[:5], closes[:5]) for opens, closes in one["hours"]]
    return {"first": one["first"], "last": one["last"], "sittings": sittings, "reason": one.get("reason") or ""}


def _on_it(one: Mapping[str, Any]) -> str:
    told = _spoken([(opens[:5], closes[:5]) for opens, closes in one["hours"]]) if one["hours"] else "closed"
    return f"{told} ({one['reason']})" if one.get("reason") else told


def _span(days: tuple[str, str]) -> str:
    return days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _sittings(hours: Sequence[Mapping[str, Any]], code: str) -> list[tuple[str, str]]:
    return sorted((one["opens"][:5], one["closes"][:5]) for one in hours if code in one["days"])


def _spoken(found: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{opens} to {closes}" for opens, closes in found)


def _are_sittings(*lists: Any) -> bool:
    return all(isinstance(one, list) and all("opens" in entry for entry in one) for one in lists)


def _are_dated(*lists: Any) -> bool:
    return all(isinstance(one, list) and all(isinstance(e, Mapping) and "first" in e for e in one) for one in lists)


def _are_named(entries: Sequence[Any]) -> bool:
    return bool(entries) and all(isinstance(one, Mapping) and _key(one) for one in entries)


def _key(entry: Mapping[str, Any]) -> str:
    found = (entry.get(key) for key in _KEYS)
    return next((one for one in found if isinstance(one, str) and one), "")


def _called(entry: Mapping[str, Any]) -> str:
    """What people call it: its English name without the article."""
    name = entry.get("name")
    if isinstance(name, Mapping) and name:
        text = str(name.get("en") or next(iter(name.values())))
        bare = next((text.removeprefix(article) for article in ("a ", "an ", "the ") if text.startswith(article)), text)
        return f"{bare[:1].upper()}{bare[1:]}"
    if isinstance(entry.get("question"), str):
        return f"“{entry['question']}”"
    return name if isinstance(name, str) and name else _key(entry)


def _is_text(*values: Any) -> bool:
    given = [one for one in values if one]
    return bool(given) and all(
        isinstance(one, Mapping) and set(one) <= {"en", "es", "pa"} and all(isinstance(w, str) for w in one.values())
        for one in given
    )


def _minutes(count: int) -> str:
    if count and count % 1440 == 0:
        return f"{count // 1440} days" if count > 1440 else "1 day"
    hours, rest = divmod(count, 60)
    parts = [f"{hours} hour{'s' if hours > 1 else ''}"] if hours else []
    return " ".join([*parts, *([f"{rest} minutes"] if rest or not hours else [])])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
