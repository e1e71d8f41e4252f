"""Days and times as people write them into spreadsheets.

`03/04/2026` is the third of April or the fourth of March: the order is given, or some other date of the same file
decides it, or the date is not read at all. Nothing is guessed.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Literal

Order = Literal["day_first", "month_first"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = {name: number for number, name in enumerate(_MONTHS, 1)}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_SOLID = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_DOTS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_EITHER = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_WEEKDAY = re.compile(r"^(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? +")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?)? ?(a\.?m\.?|p\.?m\.?)?")


class Unclear(ValueError):
    """Which day is meant cannot be told."""


def order_of(texts: Iterable[str]) -> Order | None:
    """The order that some date among them can only have; None where none decides, or they contradict one another."""
    found: set[Order] = set()
    for text in texts:
        if match := _EITHER.match(_plain(text)):
            first, second = int(match[1]), int(match[3])
            if first > 12 >= second:
                found.add("day_first")
            elif second > 12 >= first:
                found.add("month_first")
    return found.pop() if len(found) == 1 else None


def day(text: str, order: Order | None) -> date:
    """Raises Unclear, or ValueError for what is no date."""
    found, rest = _day(_plain(text), order)
    if rest.strip(" ,t0:.z"):
        raise ValueError(f"no date: {text}")
    return found


def moment(text: str, order: Order | None) -> datetime:
    """A day and a time in one; aware if an offset is written. Raises Unclear, or ValueError for what is neither."""
    try:
        whole = datetime.fromisoformat(text.strip())
        if len(text.strip()) > len("2026-04-03"):
            return whole
    except ValueError:
        pass
    found, rest = _day(_plain(text), order)
    return datetime.combine(found, clock(rest.strip(" ,t")))


def clock(text: str) -> time:
    """`19:30`, `7.30pm`, `7 PM`. Raises ValueError; a bare number is no time."""
    match = _CLOCK.fullmatch(_plain(text))
    if match is None or not (match[2] or match[4]):
        raise ValueError(f"no time: {text}")
    hour, minute, second = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[4]:
        if not 1 <= hour <= 12:
            raise ValueError(f"no time: {text}")
        hour = hour % 12 + (12 if match[4].startswith("p") else 0)
    return time(hour, minute, second)


def _day(text: str, order: Order | None) -> tuple[date, str]:
    """And what follows it."""
    text = _WEEKDAY.sub("", text)
    if match := _ISO.match(text) or _SOLID.match(text):
        return date(int(match[1]), int(match[2]), int(match[3])), text[match.end() :]
    if match := _DOTS.match(text):
        return date(_year(match[3]), int(match[2]), int(match[1])), text[match.end() :]
    if match := _EITHER.match(text):
        return _either(int(match[1]), int(match[3]), _year(match[4]), order), text[match.end() :]
    if match := _DAY_MONTH.match(text):
        return date(int(match[3]), _month(match[2]), int(match[1])), text[match.end() :]
    if match := _MONTH_DAY.match(text):
        return date(int(match[3]), _month(match[1]), int(match[2])), text[match.end() :]
    raise ValueError(f"no date: {text}")


def _either(first: int, second: int, year: int, order: Order | None) -> date:
    if order is None and first <= 12 and second <= 12 and first != second:
        raise Unclear("day and month can be either")
    day_first = order == "day_first" if order else first > 12
    return date(year, second, first) if day_first else date(year, first, second)


def _month(text: str) -> int:
    number = _MONTH.get(text[:3])
    if number is None:
        raise ValueError(f"no month: {text}")
    return number


def _year(text: str) -> int:
    return int(text) + (2000 if len(text) == 2 else 0)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
