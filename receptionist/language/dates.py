"""Days as people say them.

The rules of the lexicon find plain days (day_readings.py says what they mean); what is made of days ("the first Monday
of March") is composing.py.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from receptionist.language import reckoning
from receptionist.language.composing import composed
from receptionist.language.day_readings import Calendar, Said, readings_of, whole_month, year_of
from receptionist.language.found import Found, longest_first
from receptionist.language.lexicon import Lexicon
from receptionist.language.pieces import Head, Piece
from receptionist.language.reckoning import Reading
from receptionist.language.tokens import Line

_NUMERIC = re.compile(
    r"(?<!\S)(?P<numeric>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}/\d{1,2})(?!\S)(?! hours?)"
)


def find_dates(line: Line, lexicon: Lexicon, days: Calendar) -> list[Found]:
    """Dates and ranges of dates in order of place; none overlap but the day at which a range is open ("after Friday")."""
    leaves = [*_plain(line, lexicon, days), *_latent(line, lexicon, days), *_heads(line, lexicon)]
    if not leaves:
        return []
    whole = composed(line.text, leaves, lexicon, days.today) or _alone(line, leaves)
    edges = [replace(_found(piece.edge), part_of=True) for piece in whole if piece.edge]
    return sorted([*(_found(piece) for piece in whole), *edges], key=lambda f: (f.start, -f.end))


def _alone(line: Line, leaves: list[Piece]) -> list[Piece]:
    """A month that is all that is said: "December"."""
    said = line.text.rstrip(" .?,")
    return [leaf for leaf in leaves if leaf.kind == "M" and said == line.text[leaf.start : leaf.end]]


def named_days(line: Line, lexicon: Lexicon, days: Calendar) -> list[Found]:
    """Dates with a name in them ("July 18, 2014"): their digits are no telephone number."""
    return [d for d in find_dates(line, lexicon, days) if any(c.isalpha() for c in line.text[d.start : d.end])]


def _plain(line: Line, lexicon: Lexicon, days: Calendar) -> list[Piece]:
    found: list[Found] = []
    for rule in (*lexicon.rules["date"], _NUMERIC):
        for match in rule.finditer(line.text):
            readings = readings_of({k: v for k, v in match.groupdict().items() if v is not None}, lexicon, days)
            if readings:
                found.append(
                    Found(
                        "date",
                        *_place(match),
                        (_kind(match, readings), tuple(readings), match.groupdict().get("holiday")),
                    )
                )
    return [
        Piece(kind, one.start, one.end, readings, holiday=lexicon.holidays.get(feast or ""))
        for one in longest_first(found)
        for kind, readings, feast in [one.value]
    ]


def _place(match: re.Match[str]) -> tuple[int, int]:
    return match.span("core") if match.groupdict().get("core") else match.span()


def _kind(match: re.Match[str], readings: list[Reading]) -> str:
    said = match.groupdict()
    if not isinstance(readings[0], date):
        return "S"
    if {name for name, value in said.items() if value} <= {"weekday", "core"}:
        return "W"
    if said.get("years"):
        return "T"
    if said.get("day"):
        return "C" if said.get("month") or said.get("monthnumber") else "D" if said.get("weekday") else "O"
    return "D"


def _latent(line: Line, lexicon: Lexicon, days: Calendar) -> Iterator[Piece]:
    for rule in lexicon.rules["latent"]:
        for match in rule.finditer(line.text):
            said = {k: v for k, v in match.groupdict().items() if v}
            reading: Reading = days.today
            kind = "N"
            if "month" in said:
                kind, reading = "M", whole_month(lexicon.months[said["month"]], year_of(said), None, days.today)
            elif "unit" in said:
                kind, reading = "S", reckoning.unit_of(days.today, lexicon.units[said["unit"]])
            elif "year" in said:
                kind, reading = "Y", reckoning.year_of(date(int(said["year"]), 1, 1))
            yield Piece(kind, *match.span(), (reading,), latent=True)


def _heads(line: Line, lexicon: Lexicon) -> Iterator[Piece]:
    for rule in lexicon.rules["head"]:
        for match in rule.finditer(line.text):
            said = {k: v for k, v in match.groupdict().items() if v}
            if "dom" in said:
                head = Head(int(said["dom"]), "date")
            else:
                nth = lexicon.days.nth.get(said["nth"]) or int(said["nth"].removesuffix("th"))
                head = Head(-nth if said.get("back") else nth, _what(said, lexicon), _counted(said, lexicon))
            yield Piece("H", *match.span(), head=head, latent=True)


def _what(said: Said, lexicon: Lexicon) -> str | int:
    what = said["what"]
    if what in lexicon.days.weekends:
        return "weekend"
    return lexicon.weekdays[what] if what in lexicon.weekdays else lexicon.units[what]


def _counted(said: Said, lexicon: Lexicon) -> int | None:
    return lexicon.count(said["n"]) if "n" in said else None


def _found(piece: Piece) -> Found:
    values: list[Any] = []
    for reading in piece.readings:
        value = _json(reading)
        if value not in values:
            values.append(value)
    kind = "date" if isinstance(piece.readings[0], date) else "date_range"
    return Found(kind, piece.start, piece.end, values[0], tuple(values[1:]))  # type: ignore[arg-type]


def _json(reading: Reading) -> Any:
    if isinstance(reading, date):
        return reading.isoformat()
    start, end = reading
    return {"start": start and start.isoformat(), "end": end and end.isoformat()}
