"""A menu or a price list as a spreadsheet has it, read into what a definition has: nothing is saved here.

Each line becomes a dish or a service, new or one of the same name as it is now with what the line says of it; or it is refused, and
the others go on. What a line says nothing of stays as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final, Literal, get_args

from receptionist.business.allergens import carried_by, words_in
from receptionist.business.definition import Allergen, Business, Language, MenuItem, Service, worded
from receptionist.calendars.csv_file import rows_of
from receptionist.calendars.visits import BadFile
from receptionist.ids import ServiceId

MOST_LINES = 1000
LONGEST_NAME, LONGEST_TEXT = 120, 500
DEAREST = Decimal(100_000)

Part = Literal["menu", "services"]
Outcome = Literal["added", "changed", "same", "refused"]
Reason = Literal[
    "", "no_name", "long_name", "no_price", "bad_price", "no_minutes", "bad_minutes", "unknown_allergen", "unknown_diet", "twice",
]  # fmt: skip

_COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "name": ("name", "item", "dish", "service", "treatment", "product", "nombre", "plato", "platillo", "servicio", "producto"),
    "price": ("price", "cost", "amount", "usd", "precio", "importe", "costo"),
    "section": ("section", "category", "course", "seccion", "categoria", "apartado"),
    "description": ("description", "details", "ingredients", "descripcion", "detalle", "ingredientes"),
    "minutes": ("minutes", "duration", "min", "mins", "time", "length", "minutos", "duracion", "tiempo"),
    "contains": ("contains", "allergens", "allergen", "contiene", "alergenos"),
    "may_contain": ("may contain", "traces", "traces of", "puede contener", "trazas", "trazas de"),
    "diets": ("diets", "diet", "suitable for", "dieta", "dietas", "apto para"),
}  # fmt: skip
"""What a column is, by what it may be called, whatever its case, accents and punctuation; `name es` is the Spanish name."""
_DIETS: Final = {
    "vegetarian": "vegetarian", "veg": "vegetarian", "vegetariano": "vegetarian", "vegetariana": "vegetarian",
    "vegan": "vegan", "vegano": "vegan", "vegana": "vegan", "halal": "halal",
    "gluten free": "gluten_free_recipe", "gluten free recipe": "gluten_free_recipe", "gf": "gluten_free_recipe",
    "sin gluten": "gluten_free_recipe",
    "dairy free": "dairy_free_recipe", "dairy free recipe": "dairy_free_recipe", "sin lacteos": "dairy_free_recipe",
}  # fmt: skip
_LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_OF_TEXT: Final = ("name", "description")


@dataclass(frozen=True, slots=True)
class OfferLine:
    line: int
    """Of the file."""
    outcome: Outcome
    name: str
    reason: Reason = ""
    shown: str = ""
    """What is wrong, as it is written there."""
    wanted: MenuItem | Service | None = None
    """As it would be; None: refused."""


@dataclass(frozen=True, slots=True)
class OfferRead:
    lines: tuple[OfferLine, ...]
    ignored_columns: tuple[str, ...]


class _Doubt(Exception):
    def __init__(self, reason: Reason, shown: str = "") -> None:
        super().__init__(reason)
        self.reason: Reason = reason
        self.shown = shown[:60]


def read_offer(business: Business, part: Part, content: bytes, language: Language) -> OfferRead:
    """`language`: of columns that name none. Raises BadFile."""
    (_, header), *rows = rows_of(content)
    columns, ignored = _columns(header, language)
    if len(rows) > MOST_LINES:
        raise BadFile(f"more than {MOST_LINES} lines: divide it")
    had: tuple[MenuItem | Service, ...] = business.menu if part == "menu" else business.services
    kept: dict[str, MenuItem | Service] = {one.id: one for one in had}
    seen: set[str] = set()
    lines: list[OfferLine] = []
    for number, cells in rows:
        told = {what: cells[at].strip() for at, what in columns.items() if at < len(cells) and cells[at].strip()}
        name = next(
            (told[key] for key in (("name", language), *(("name", one) for one in _LANGUAGES)) if key in told), ""
        )
        try:
            before = _known(kept, told, seen, name)
            wanted = _dish(before, told, kept) if part == "menu" else _service(before, told, kept, business)
        except _Doubt as doubt:
            lines.append(OfferLine(number, "refused", name[:LONGEST_NAME], doubt.reason, doubt.shown))
            continue
        seen.add(wanted.id)
        kept[wanted.id] = wanted
        outcome: Outcome = "added" if before is None else "same" if wanted == before else "changed"
        lines.append(OfferLine(number, outcome, name, wanted=wanted))
    return OfferRead(tuple(lines), ignored)


Told = Mapping[tuple[str, Language | None], str]
"""Cells of a line by what they are, and the language they are in."""


def _columns(header: list[str], language: Language) -> tuple[dict[int, tuple[str, Language | None]], tuple[str, ...]]:
    called = {name: what for what, names in _COLUMNS.items() for name in names}
    found: dict[int, tuple[str, Language | None]] = {}
    ignored: list[str] = []
    for at, title in enumerate(header):
        words = words_in(title)
        own = next((one for one in _LANGUAGES if words[-1:] == [one]), None)
        what = called.get(" ".join(words[:-1] if own else words))
        if what is None or (own and what not in _OF_TEXT):
            ignored += [title.strip()[:60]] if title.strip() else []
            continue
        key = (what, own or language if what in _OF_TEXT else None)
        if key in found.values():
            raise BadFile(f"two columns mean the same: {title.strip()[:60]!r} is one of them; leave one out")
        found[at] = key
    if not any(what == "name" for what, _ in found.values()):
        raise BadFile("the first line must name the columns: no name among them")
    return found, tuple(ignored)


def _known(kept: Mapping[str, MenuItem | Service], told: Told, seen: set[str], name: str) -> MenuItem | Service | None:
    """The one that is called so already."""
    if not name:
        raise _Doubt("no_name")
    if len(name) > LONGEST_NAME:
        raise _Doubt("long_name", name)
    names = {" ".join(words_in(text)) for (what, _), text in told.items() if what == "name"}
    found = next(
        (one for one in kept.values() if names & {" ".join(words_in(text)) for text in one.name.values()}), None
    )
    if found is not None and found.id in seen:
        raise _Doubt("twice", name)
    return found


def _texts(before: Mapping[Language, str], told: Told, field: str, longest: int) -> dict[Language, str]:
    said = {language: text[:longest] for (what, language), text in told.items() if what == field and language}
    return {**before, **said}


def _dish(before: MenuItem | Service | None, told: Told, kept: Mapping[str, object]) -> MenuItem:
    dish = before if isinstance(before, MenuItem) else None
    price = _price(told)
    if price is None and dish is None:
        raise _Doubt("no_price")
    name = _texts(dish.name if dish else {}, told, "name", LONGEST_NAME)
    changed: dict[str, Any] = {
        "name": name,
        "description": _texts(dish.description if dish else {}, told, "description", LONGEST_TEXT),
    }
    changed |= {"price": price} if price is not None else {}
    changed |= {"section": told["section", None][:LONGEST_NAME]} if ("section", None) in told else {}
    contains, may_contain = _allergens(told, "contains"), _allergens(told, "may_contain")
    if contains is not None:
        changed["contains"] = contains
    if may_contain is not None:
        changed["may_contain"] = may_contain
    if (diets := _diets(told)) is not None:
        changed["diets"] = diets
    if dish is None:
        return MenuItem(id=_id(worded(name, "en"), kept), **changed)
    if contains is not None or may_contain is not None:
        sure = {*changed.get("contains", dish.contains)}
        perhaps = [one for one in changed.get("may_contain", dish.may_contain) if one not in sure]
        changed |= {
            "may_contain": tuple(perhaps),
            "unknown": tuple(one for one in dish.unknown if one not in {*sure, *perhaps}),
        }
    return dish.model_copy(update=changed)


def _service(before: MenuItem | Service | None, told: Told, kept: Mapping[str, object], business: Business) -> Service:
    service = before if isinstance(before, Service) else None
    minutes, price = _minutes(told), _price(told)
    name = _texts(service.name if service else {}, told, "name", LONGEST_NAME)
    changed: dict[str, Any] = {
        "name": name,
        "description": _texts(service.description if service else {}, told, "description", LONGEST_TEXT),
    }
    changed |= {"price": price} if price is not None else {}
    if service is None:
        if minutes is None:
            raise _Doubt("no_minutes")
        return Service(
            id=ServiceId(_id(worded(name, "en"), kept)), needs=business.services[0].needs, minutes=minutes, **changed
        )
    if minutes is not None and minutes != service.minutes:
        changed |= {"minutes": minutes, "phases": ()}
    return service.model_copy(update=changed)


def _price(told: Told) -> Decimal | None:
    """`$1,250.00`, `12,50 €`, `45`."""
    text = told.get(("price", None), "")
    if not text:
        return None
    digits = re.sub(r"[^\d.,]", "", text)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?", digits) is None or "-" in text:
        raise _Doubt("bad_price", text)
    cents = re.search(r"[.,](\d{1,2})$", digits)
    whole = re.sub(r"\D", "", digits[: cents.start()] if cents else digits)
    try:
        price = Decimal(f"{whole}.{cents[1]}" if cents else whole)
    except InvalidOperation as error:
        raise _Doubt("bad_price", text) from error
    if price >= DEAREST:
        raise _Doubt("bad_price", text)
    return price


def _minutes(told: Told) -> int | None:
    """`45`, `45 min`, `1 h 30`, `1:30`."""
    text = told.get(("minutes", None), "")
    if not text:
        return None
    found = re.fullmatch(
        r"(?:(\d{1,2}) ?(?:h|hr|hrs|hours?|horas?|:) ?)?(?:(\d{1,3}) ?(?:m|min|mins|minutes?|minutos?|')?)?",
        text.casefold(),
    )
    minutes = int(found[1] or 0) * 60 + int(found[2] or 0) if found else 0
    if not 5 <= minutes <= 24 * 60:
        raise _Doubt("bad_minutes", text)
    return minutes


def _allergens(told: Told, field: str) -> tuple[Allergen, ...] | None:
    """None: nothing is said of them. `none`, `-`: none are."""
    text = told.get((field, None))
    if text is None:
        return None
    known: tuple[Allergen, ...] = get_args(Allergen)
    found: dict[Allergen, None] = {}
    for piece in _pieces(text):
        phrase = " ".join(words_in(piece))
        named = next((one for one in known if one.replace("_", " ") in (phrase, phrase.removesuffix("s"))), None)
        carried = (named,) if named else carried_by(phrase)
        if not carried:
            raise _Doubt("unknown_allergen", piece)
        found |= dict.fromkeys(carried)
    return tuple(found)


def _diets(told: Told) -> tuple[str, ...] | None:
    text = told.get(("diets", None))
    if text is None:
        return None
    found: dict[str, None] = {}
    for piece in _pieces(text):
        diet = _DIETS.get(" ".join(words_in(piece)))
        if diet is None:
            raise _Doubt("unknown_diet", piece)
        found[diet] = None
    return tuple(found)


def _pieces(text: str) -> list[str]:
    pieces = [piece.strip() for piece in re.split(r"[,;/|+]", text) if piece.strip()]
    return [] if [" ".join(words_in(one)) for one in pieces] in ([""], ["none"], ["ninguno"], ["no"]) else pieces


def _id(name: str, kept: Mapping[str, object]) -> str:
    """From its name, that none of the others has: `full_color_2`."""
    plain = "_".join(re.findall(r"[a-z0-9]+", " ".join(words_in(name))))[:40] or "item"
    ids = (plain, *(f"{plain}_{number}" for number in range(2, MOST_LINES * 3)))
    return next(one for one in ids if one not in kept)
