"""What the texts of a definition say, sentence by sentence, understood as a caller's words would be."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from receptionist.business.definition import Business, Language, Text
from receptionist.business.faults import Place
from receptionist.language.tokens import fold
from receptionist.language.understanding import Circumstances, Entity, Understanding, Utterance

Understand = Callable[[Utterance, Circumstances], Understanding]

_ENDS = re.compile(r"(?<=[.!?;।])\s+")
_FROM_TO = re.compile(r"\bfrom (\d{1,2}(?::\d\d)?) (?:to|till|until) (\d{1,2})", re.IGNORECASE)
_ISO = re.compile(r"P(?:(?P<w>\d+)W)?(?:(?P<m>\d+)M)?(?:(?P<d>\d+)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<min>\d+)M)?)?")
_COUNTS: dict[str | None, float] = {
    "a": 1, "an": 1, "one": 1, "un": 1, "una": 1, "two": 2, "dos": 2, "three": 3, "tres": 3, "four": 4, "cuatro": 4, "five": 5,
    "cinco": 5, "six": 6, "seis": 6, "seven": 7, "siete": 7, "eight": 8, "ocho": 8, "ten": 10, "diez": 10, "twelve": 12, "doce": 12,
    "fifteen": 15, "quince": 15, "twenty": 20, "veinte": 20, "twenty-four": 24, "twenty four": 24, "veinticuatro": 24, "thirty": 30,
    "treinta": 30, "forty-eight": 48, "cuarenta y ocho": 48, "sixty": 60, "sesenta": 60, "ninety": 90, "noventa": 90,
}  # fmt: skip
_HALF = 0.5
_UNITS = {
    "min": timedelta(minutes=1), "hou": timedelta(hours=1), "hor": timedelta(hours=1), "day": timedelta(days=1),
    "dia": timedelta(days=1), "wee": timedelta(weeks=1), "sem": timedelta(weeks=1), "mon": timedelta(days=30), "mes": timedelta(days=30),
}  # fmt: skip
_COUNTED = "|".join(sorted((str(word) for word in _COUNTS), key=len, reverse=True))
_LENGTH = re.compile(
    r"\b(?:(?P<half>half an?|media)|(?P<n>\d{1,4}|" + _COUNTED + r"))[ -]"
    r"(?P<unit>minut(?:e|o)s?|mins?|hours?|horas?|days?|dias?|weeks?|semanas?|months?|mes(?:es)?)\b"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the business's own."""

    place: Place
    language: Language
    text: str
    folded: str
    """In small letters, without accents, as it was understood: entities count its characters."""
    entities: tuple[Entity, ...]
    lengths: tuple[timedelta, ...]
    """Stretches of time it names."""
    about: str = ""
    """The question it answers, folded; empty: none."""

    def of_type(self, *types: str) -> list[Any]:
        return [entity.value for entity in self.entities if entity.type in types]


def texts(business: Business) -> Iterator[tuple[Place, Text, str]]:
    """Every text of the business that callers may hear: its place, its words, the question it answers."""
    yield ("directions",), business.directions, ""
    yield ("identity", "greeting"), business.identity.greeting, ""
    for index, overlay in enumerate(business.overlays):
        yield ("overlays", index, "text"), overlay.text, ""
    for index, service in enumerate(business.services):
        yield ("services", index, "description"), service.description, ""
    for index, item in enumerate(business.menu):
        yield ("menu", index, "description"), item.description, ""
    yield ("policies", "cancellation"), business.policies.cancellation, "cancellation"
    yield ("policies", "deposit"), business.policies.deposit, "deposit"
    for index, faq in enumerate(business.faqs):
        yield ("faqs", index, "answer"), faq.answer, fold(faq.question)
    for index, own in enumerate(business.workflows):
        for number, outcome in enumerate(own.then):
            yield ("workflows", index, "then", number, "text"), outcome.text, ""
        yield ("workflows", index, "otherwise", "text"), own.otherwise.text, ""


def statements(business: Business, now: datetime, understand: Understand) -> tuple[Statement, ...]:
    return tuple(
        statement
        for place, text, about in texts(business)
        for language, whole in text.items()
        for sentence in _ENDS.split(whole.strip())
        if sentence
        for statement in [_statement(business, now, understand, (*place, language), language, sentence, about)]
    )


def _statement(
    business: Business, now: datetime, understand: Understand, place: Place, language: Language, text: str, about: str
) -> Statement:
    read = _FROM_TO.sub(r"between \1 and \2", text) if language == "en" else text
    here = Circumstances(now, business.timezone, business, None, language)
    meant = understand(Utterance((read,), language), here)
    return Statement(
        place, language, text, fold(read), meant.entities, tuple(_lengths(fold(read), meant.entities)), about
    )


def _lengths(folded: str, entities: tuple[Entity, ...]) -> Iterator[timedelta]:
    """Also those a caller's date would be made of: of "a day ahead" the day."""
    for match in _LENGTH.finditer(folded):
        count = _HALF if match["half"] else _COUNTS.get(match["n"]) or (int(match["n"]) if match["n"].isdigit() else 0)
        if count:
            yield _UNITS[match["unit"][:3]] * count
    for entity in entities:
        if entity.type == "duration" and not _LENGTH.search(folded) and (parts := _ISO.fullmatch(str(entity.value))):
            said = {name: int(number or 0) for name, number in parts.groupdict().items()}
            yield timedelta(days=said["d"] + 7 * said["w"] + 30 * said["m"], hours=said["h"], minutes=said["min"])
