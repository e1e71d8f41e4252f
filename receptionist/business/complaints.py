"""What is wrong with a definition, in words for whoever wrote it: where it is, what is there, what to write instead.

`services, "full_color", price: "ninety" is no amount of money; write digits, such as 12.50`
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from receptionist.business.faults import Place

_NAMES = ("id", "label", "field", "name", "question")
"""What an entry of a list is called by, the first that is there."""

_LONGEST_SHOWN = 40

_EXAMPLES: dict[str, str] = {
    "id": "id: juniper",
    "name": "name: Juniper Hair Studio",
    "vertical": "vertical: salon",
    "timezone": "timezone: America/Los_Angeles",
    "numbers": "numbers: [+14155550102]",
    "address": "address: 731 Divisadero Street, San Francisco",
    "hours": "hours: [{days: [mon, tue], opens: 09:00, closes: 17:00}]",
    "days": "days: [mon, tue, wed]",
    "opens": "opens: 09:00",
    "closes": "closes: 17:00",
    "first": "first: 2026-12-24",
    "last": "last: 2026-12-26",
    "needs": "needs: [{kind: staff, skills: [cut]}]",
    "kind": "kind: staff",
    "price": "price: 12.50",
    "answer": "answer: {en: Yes, dogs are welcome.}",
    "question": "question: Are dogs allowed?",
    "number": "number: +14155550190",
    "label": "label: the manager",
    "minutes": "minutes: 45",
    "resources": "resources: [{id: chair_1, kind: chair, name: Chair 1}]",
    "services": "services: [{id: cut, name: {en: a haircut}, needs: [{kind: chair}]}]",
}

_A_NUMBER = "{value} is no whole number; write digits only, such as 45"
_A_TIME = "{value} is no time of day; write hours and minutes of the 24-hour clock, such as 17:30"
_A_DAY = "{value} is no day of the calendar; write year, month and day, such as 2026-12-24"
_A_MOMENT = "{value} is no moment; write it with its offset, such as 2026-11-27T22:00:00-08:00"
_AN_AMOUNT = "{value} is no amount of money; write digits, such as 12.50"
_YES_OR_NO = "{value} is neither yes nor no; write true or false"
_A_LIST = "several things may stand here, so write a list: one line with a dash for each, or [one, another]"
_FIELDS = "fields belong here, such as {example}, not {value}"
_WORDS = "words belong here, not {value}"
_BY_LANGUAGE = "write the words with their language, such as {{en: {plain}}}"

_SAID: dict[str, str] = {
    "int_parsing": _A_NUMBER, "int_type": _A_NUMBER, "int_from_float": _A_NUMBER,
    "time_parsing": _A_TIME, "time_type": _A_TIME,
    "date_parsing": _A_DAY, "date_type": _A_DAY, "date_from_datetime_parsing": _A_DAY,
    "date_from_datetime_inexact": _A_DAY, "datetime_parsing": _A_MOMENT, "datetime_type": _A_MOMENT,
    "datetime_from_date_parsing": _A_MOMENT, "timezone_aware": _A_MOMENT,
    "decimal_parsing": _AN_AMOUNT, "decimal_type": _AN_AMOUNT, "finite_number": _AN_AMOUNT,
    "float_parsing": _A_NUMBER, "float_type": _A_NUMBER,
    "bool_parsing": _YES_OR_NO, "bool_type": _YES_OR_NO,
    "tuple_type": _A_LIST, "list_type": _A_LIST,
    "model_type": _FIELDS, "model_attributes_type": _FIELDS, "dict_type": _BY_LANGUAGE,
    "string_type": _WORDS,
    "missing_argument": _A_LIST,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Complaint:
    place: Place
    where: str
    """The place as a person would name it."""
    what: str
    """What is wrong there, and what to do."""
    line: int = 0
    """Of the file; 0: no line of it."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def complaint(model: type[BaseModel], content: Any, place: Sequence[str | int], what: str) -> Complaint:
    """About a place of `content`, which is to be a `model`."""
    return Complaint(tuple(place), said_place(content, place), what)


def said(model: type[BaseModel], content: Any, error: ErrorDetails) -> Complaint:
    """One of pydantic's errors in plain words. `content` is what was checked against `model`."""
    place = tuple(part for part in error["loc"] if part != "[key]")
    return Complaint(place, said_place(content, place), _what(model, place, error))


def said_place(content: Any, place: Sequence[str | int]) -> str:
    """`services, "full_color", price`; an entry without a name by its number, counted from one."""
    words: list[str] = []
    here = content
    for part in place:
        if isinstance(part, int):
            here = here[part] if isinstance(here, list | tuple) and part < len(here) else None
            name = _called(here)
            if name:
                words.append(f'"{name}"')
            elif words:
                words[-1] = f"{words[-1]} no. {part + 1}"
        else:
            here = here.get(part) if isinstance(here, Mapping) else None
            words.append(part)
    return ", ".join(words) or "the file"


def _called(entry: Any) -> str:
    if not isinstance(entry, Mapping):
        return ""
    found = (entry.get(name) for name in _NAMES)
    return next((name for name in found if isinstance(name, str) and name), "")


def _what(model: type[BaseModel], place: Place, error: ErrorDetails) -> str:
    kind, value, last = error["type"], error["input"], str(place[-1]) if place else ""
    match kind:
        case "missing":
            example = _EXAMPLES.get(last, "")
            return "is missing" + (f"; write a line such as `{example}`" if example else "; it has to be there")
        case "extra_forbidden":
            return _unknown(model, place)
        case "literal_error" | "enum":
            return _no_such_word(value, _expected(error))
        case "string_pattern_mismatch" if "+" in str(error.get("ctx", {}).get("pattern", "")):
            return (
                f"{_shown(value)} is no phone number; write it with + and the country's code, such as {_number(value)}"
            )
    if kind in _SAID:
        example = next(iter(_fields(model, place)), "a name")
        plain = value if isinstance(value, str) else "Yes, dogs are welcome"
        return _SAID[kind].format(value=_shown(value), example=f"`{example}: ...`", plain=plain[:_LONGEST_SHOWN])
    return _sentence(error["msg"])


def _unknown(model: type[BaseModel], place: Place) -> str:
    name, known = str(place[-1]), _fields(model, place[:-1])
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    if close:
        return f"there is no field of this name; did you mean `{close[0]}`?"
    return f"there is no field of this name here; there are {', '.join(sorted(known))}"


def _fields(model: type[BaseModel], place: Sequence[str | int]) -> list[str]:
    """Names of the fields that may stand at that place."""
    here: Any = model
    for part in place:
        if isinstance(part, str) and isinstance(here, type) and issubclass(here, BaseModel):
            field = here.model_fields.get(part)
            here = _model_in(field.annotation) if field else None
    return list(here.model_fields) if isinstance(here, type) and issubclass(here, BaseModel) else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (Union, UnionType, tuple, list, dict) or get_args(annotation):
        return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
    return None


def _no_such_word(value: Any, expected: str) -> str:
    known = [word for part in expected.split(",") for word in part.split(" or ")]
    close = get_close_matches(str(value).casefold(), [word.strip() for word in known], n=1, cutoff=0.5)
    meant = f"; did you mean {close[0]}?" if close else ""
    return f"{_shown(value)} is none of the words that may stand here: {expected}{meant}"


def _number(value: Any) -> str:
    """The same number as it should be written, where that is plain: ten digits are one of North America."""
    digits = "".join(c for c in str(value) if c.isdigit())
    return (
        f"+1{digits}"
        if len(digits) == 10
        else f"+{digits}"
        if len(digits) == 11 and digits[0] == "1"
        else "+14155550100"
    )


def _expected(error: ErrorDetails) -> str:
    return str(error.get("ctx", {}).get("expected", "")).replace("'", "")


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "a group of fields"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    return f'"{text[:_LONGEST_SHOWN]}{"..." if len(text) > _LONGEST_SHOWN else ""}"'


def _sentence(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
