"""Recognition errors: what the caller said against what the service wrote down, word by word.

Both sides are brought to one spelling first: case, accents and punctuation do not count, "7:30 p.m." is "seven thirty pm".
What is left is substituted, missing and added words over words said (the usual word error rate).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

_SMALL = {
    "en": [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
    "es": [
        "cero",
        "uno",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
        "catorce",
        "quince",
        "dieciseis",
        "diecisiete",
        "dieciocho",
        "diecinueve",
        "veinte",
        "veintiuno",
        "veintidos",
        "veintitres",
        "veinticuatro",
        "veinticinco",
        "veintiseis",
        "veintisiete",
        "veintiocho",
        "veintinueve",
    ],
}
_TENS = {
    "en": ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    "es": ["_", "_", "veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"],
}
_AND = {"es": "y"}
_HALF_OF_DAY = re.compile(r"\b([ap])\.?\s?m\b\.?", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d{1,2})[:.](\d\d)\b")
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Errors:
    """Of one call, or of several added up."""

    words: int
    """Said."""
    wrong: int
    """Substituted, missing or added."""

    @property
    def rate(self) -> float | None:
        """None where nothing was said."""
        return self.wrong / self.words if self.words else None

    def __add__(self, other: "Errors") -> "Errors":
        return Errors(self.words + other.words, self.wrong + other.wrong)


def compare(said: Iterable[str], heard: Iterable[str], language: str) -> Errors:
    """A whole call at once: where the service drew the line between two turns makes no difference."""
    truth = [word for text in said for word in plain(text, language)]
    written = [word for text in heard for word in plain(text, language)]
    return Errors(len(truth), Levenshtein.distance(truth, written))


def plain(text: str, language: str) -> list[str]:
    """The words of `text` in the one spelling in which they are compared."""
    text = _HALF_OF_DAY.sub(lambda m: f" {m[1].lower()}m ", text)
    text = _CLOCK.sub(lambda m: m[1] if m[2] == "00" else f"{m[1]} {m[2]}", text)
    text = _ORDINAL.sub(lambda m: m[1], text)
    letters = unicodedata.normalize("NFD", text.casefold())
    letters = "".join(one for one in letters if not unicodedata.combining(one)).replace("'", "").replace("’", "")
    found: list[str] = []
    for word in re.findall(r"[^\W_]+", letters):
        found += _number(int(word), language) if word.isdecimal() and len(word) <= 2 else [word]
    return found


def _number(number: int, language: str) -> list[str]:
    small, tens = _SMALL.get(language, _SMALL["en"]), _TENS.get(language, _TENS["en"])
    if number < len(small):
        return [small[number]]
    ten, one = divmod(number, 10)
    joined = [_AND[language]] if _AND.get(language) else []
    return [tens[ten], *joined, small[one]] if one else [tens[ten]]
