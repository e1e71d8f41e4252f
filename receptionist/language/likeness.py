"""How likely what was heard is somebody we know: a name, a birth date, a postcode and a number, each as misheard.

Every field gives evidence in natural logarithms of the odds that this is the person, from how near the nearest of the
heard values comes; fields add up. Nobody is taken for somebody by one field alone, or where a second person is nearly
as likely. The weights were set on the development dialogues of PolyAI's EVI, see `benchmarks/quality_people.py`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeVar

from rapidfuzz.distance import Levenshtein

Value = TypeVar("Value")
Field = Literal["name", "birth_date", "postcode", "phone"]

SURE = 6.0
"""Evidence from which on a person counts as recognised; with what is said below, fewer than one in 200 strangers pass."""
MARGIN = 2.0
"""How far ahead of the second likeliest."""
_SPEAKS_FOR = 0.5
_FIELDS_THAT_SPEAK = 2
_A_PLACE_DOWN = 0.12
"""Evidence a value loses for each place down the list it was heard at."""
_MOST_LOST = 1.2
_FAR = 4
"""Edits between two codes that have nothing to do with each other."""
_UNLIKE = 0.75
"""Share of a name's letters that differ, from which on its sound is not compared."""
_MOST_VALUES = 10
"""Of one field that are weighed."""

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("ph", "f"), ("sch|sh|ch|j", "x"), ("^kn|gn$", "n"), ("^wr", "r"), ("gh|(?<=.)h", ""), ("ck|qu|q|x(?=[aou])", "k"),
        ("c(?=[eiy])|z", "s"), ("c|g(?=[aour])", "k"), ("v", "b"), ("ee|ea|ie|ey|y", "i"), ("oo|ou|ew", "u"), (r"(?<=..)e$", ""),
        ("d", "t"), ("m", "n"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
"""Spellings a telephone line blurs, roughly and in this order."""
_BLURRED = {frozenset(pair) for pair in ("bd", "bp", "bv", "be", "dt", "dp", "pt", "ep", "ev", "cz", "ct", "gj", "mn", "fs",
    "ak", "a8", "aj", "h8", "iy", "qu", "uw", "o0", "5v", "i1", "s6", "x6", "59", "19", "e3", "t2", "u2", "l1", "sx", "zs", "dz")}  # fmt: skip
"""Letters and digits that sound alike when read out."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on record; what is not known is empty."""

    id: str
    first: str = ""
    last: str = ""
    birth_date: str = ""
    """ISO 8601."""
    postcode: str = ""
    phone: str = ""
    """E.164."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the caller gave, all attempts together; of each field the likelier values first."""

    names: tuple[tuple[str, str], ...] = ()
    """First and last; either may be empty."""
    birth_dates: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Likeness:
    person: Person
    evidence: float
    by_field: Mapping[Field, float]


def recognised(heard: Heard, people: Iterable[Person]) -> Person | None:
    """The one person it must be; None where it may be nobody, or one of two."""
    return decided(likeliest(heard, people))


def decided(ranked: Sequence[Likeness], sure: float = SURE, margin: float = MARGIN) -> Person | None:
    """Of people by likelihood, the first where there is no doubt."""
    if not ranked:
        return None
    first = ranked[0]
    rival = ranked[1].evidence if len(ranked) > 1 else float("-inf")
    speaking = sum(value >= _SPEAKS_FOR for value in first.by_field.values())
    certain = first.evidence >= sure and first.evidence - rival >= margin and speaking >= _FIELDS_THAT_SPEAK
    return first.person if certain else None


def likeliest(heard: Heard, people: Iterable[Person], most: int = 5) -> list[Likeness]:
    """The people it may be, likeliest first."""
    scored = [likeness(heard, person) for person in people]
    return sorted(scored, key=lambda one: (-one.evidence, one.person.id))[:most]


def likeness(heard: Heard, person: Person) -> Likeness:
    """Evidence of each field both sides know."""
    by_field: dict[Field, float] = {}
    if heard.names and (person.first or person.last):
        by_field["name"] = _best(heard.names, lambda name: _name(name, person))
    if heard.birth_dates and person.birth_date:
        by_field["birth_date"] = _best(heard.birth_dates, lambda day: _birth_date(day, person.birth_date))
    if heard.postcodes and person.postcode:
        by_field["postcode"] = _best(heard.postcodes, lambda code: _postcode(code, person.postcode))
    if heard.phones and person.phone:
        by_field["phone"] = _best(heard.phones, lambda number: _phone(number, person.phone))
    return Likeness(person, sum(by_field.values()), by_field)


def _best(values: Sequence[Value], evidence: Callable[[Value], float]) -> float:
    """The strongest evidence any value gives; evidence against is that of the value that fits best."""
    return max(
        evidence(value) - min(place * _A_PLACE_DOWN, _MOST_LOST) for place, value in enumerate(values[:_MOST_VALUES])
    )


def _name(heard: tuple[str, str], person: Person) -> float:
    """Both names; a name heard whole may be divided otherwise."""
    first, last = (plain(part) for part in heard)
    known_first, known_last = plain(person.first), plain(person.last)
    parts = _word(first, known_first) + _word(last, known_last)
    if not (first and last):
        only = first or last
        parts = max(
            parts, _word(only, known_first), _word(only, known_last), _step(_apart(only, known_first + known_last)) * 2
        )
    whole = _apart(first + last, known_first + known_last)
    return max(parts, 2 * _step(whole))


def _word(heard: str, known: str) -> float:
    return _step(_apart(heard, known)) if heard and known else 0.0


def _step(apart: float) -> float:
    """Evidence of one name by its distance, a share of its letters."""
    if apart == 0:
        return 3.2
    if apart <= 0.12:
        return 2.6
    if apart <= 0.25:
        return 1.8
    if apart <= 0.4:
        return 0.6
    return -0.8 if apart <= 0.6 else -1.6


@lru_cache(maxsize=65536)
def _apart(one: str, other: str) -> float:
    """0 to 1; letters that sound alike cost a third."""
    if one == other:
        return 0.0
    longest = max(len(one), len(other), 1)
    written = Levenshtein.distance(one, other) / longest
    if written > _UNLIKE:
        return written
    heard_one, heard_other = sound(one), sound(other)
    heard = Levenshtein.distance(heard_one, heard_other) / max(len(heard_one), len(heard_other), 1)
    return min(written, (written + 2 * heard) / 3 + 0.02)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """Roughly how a word sounds; words that sound alike give the same."""
    for pattern, by in _SOUNDS:
        word = pattern.sub(by, word)
    return word


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Letters only, lower case, without accents."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(c for c in letters if c.isalpha())


def _birth_date(heard: str, known: str) -> float:
    if heard == known:
        return 5.5
    said, kept = heard.split("-"), known.split("-")
    if len(said) != 3 or len(kept) != 3:
        return 0.0
    alike = [a == b for a, b in zip(said, kept, strict=True)]
    if sum(alike) == 2:
        wrong = alike.index(False)
        near = Levenshtein.distance(said[wrong], kept[wrong]) == 1
        return (2.6 if near else 1.2) if wrong == 0 else 1.8
    if said[0] == kept[0] and said[1:] == kept[:0:-1]:
        return 3.0
    return -2.2 if sum(alike) == 0 else -1.2


def _postcode(heard: str, known: str) -> float:
    one, other = code_of(heard), code_of(known)
    if Levenshtein.distance(one, other, score_cutoff=_FAR) > _FAR:
        return -1.6
    distance = _blurred(one, other)
    for limit, evidence in ((0.0, 5.5), (0.5, 4.5), (1.0, 3.3), (1.6, 2.0), (2.2, 0.8), (3.1, -0.6)):
        if distance <= limit:
            return evidence
    return -1.6


@lru_cache(maxsize=65536)
def code_of(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@lru_cache(maxsize=65536)
def _blurred(one: str, other: str) -> float:
    """Edit distance in which characters that sound alike are half as far apart."""
    row = [0.8 * i for i in range(len(other) + 1)]
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], 0.8 * i
        for j, b in enumerate(other, 1):
            swap = before + (0.0 if a == b else 0.45 if frozenset((a, b)) in _BLURRED else 1.0)
            before, row[j] = row[j], min(swap, row[j] + 0.8, row[j - 1] + 0.8)
    return row[-1]


def _phone(heard: str, known: str) -> float:
    one, other = (re.sub(r"\D", "", number)[-9:] for number in (heard, known))
    wrong = Levenshtein.distance(one, other)
    if wrong == 0:
        return 6.0
    return {1: 3.0, 2: 0.8}.get(wrong, -2.0)
