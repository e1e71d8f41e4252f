"""Lengths of time: "an hour and a half", "three quarters of an hour", "dos horas y media", "ਡੇਢ ਘੰਟਾ"."""

from collections.abc import Iterator
from dataclasses import dataclass

from receptionist.language.found import Found, longest_first
from receptionist.language.lexicon import Lexicon
from receptionist.language.tokens import Line

_MINUTES = {"minute": 1, "hour": 60}
_LETTERS = {"day": "D", "workday": "D", "week": "W", "month": "M", "year": "Y"}
_HALVES = {"day": ("", 720), "week": ("3D", 720), "month": ("15D", 0), "year": ("6M", 0)}


@dataclass(frozen=True, slots=True)
class Length:
    """How long, and where it was said."""

    start: int
    end: int
    iso: str
    minutes: int | None
    """None for days and longer."""


def find_durations(line: Line, lexicon: Lexicon) -> list[Found]:
    """Values in ISO 8601."""
    return [Found("duration", one.start, one.end, one.iso) for one in find_lengths(line, lexicon)]


def find_lengths(line: Line, lexicon: Lexicon) -> list[Length]:
    """None overlapping, in order of place."""
    lengths = {(one.start, one.end): one for one in reversed(list(_by_rule(line, lexicon)))}
    whole = longest_first([Found("duration", one.start, one.end, one) for one in lengths.values()])
    return [found.value for found in whole]


def _by_rule(line: Line, lexicon: Lexicon) -> Iterator[Length]:
    """Groups: n (may have decimals), unit (minutes without), mixed (of one), plus, more (minutes)."""
    for rule in lexicon.rules["duration"]:
        for match in rule.finditer(line.text):
            said = {k: v for k, v in match.groupdict().items() if v}
            amount = lexicon.lengths.of_one[said["mixed"]] if "mixed" in said else _amount(said.get("n", "1"), lexicon)
            amount += lexicon.lengths.added[said["plus"]] if "plus" in said else 0
            unit = lexicon.units[said["unit"]] if "unit" in said else "minute"
            written = _written(amount, unit, int(said.get("more", 0)))
            if written:
                yield Length(match.start(), match.end(), *written)


def _amount(said: str, lexicon: Lexicon) -> float:
    return lexicon.few[said] if said in lexicon.few else float(said.replace(",", "."))


def _written(amount: float, unit: str, more: int) -> tuple[str, int | None] | None:
    """ISO 8601 and minutes. None for what nobody means: a quarter of a day."""
    if unit == "fortnight":
        amount, unit = amount * 2, "week"
    if unit == "weekend":
        amount, unit = amount * 2, "day"
    whole = int(amount)
    if unit in _MINUTES:
        minutes = round(amount * _MINUTES[unit]) + more
        hours, rest = divmod(minutes, 60)
        if unit == "minute" or not hours:
            return f"PT{minutes}M", minutes
        return f"PT{hours}H{rest}M" if rest else f"PT{hours}H", minutes
    if unit not in _LETTERS:
        return None
    iso = f"{whole}{_LETTERS[unit]}" if whole else ""
    if amount == whole:
        return f"P{iso}", None
    if amount - whole != 0.5 or unit not in _HALVES:
        return None
    days, minutes = _HALVES[unit]
    return f"P{iso}{days}{f'T{minutes // 60}H' if minutes else ''}", None
