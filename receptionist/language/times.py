"""Times of day as people say them, before it is decided which half of the day they mean.

A rule's named groups: h, m, half (am, pm), part (of the day), named (noon), frac (half, quarter) with or without
`toward`, hm (730). A bare number is an hour only where the words around it, a date in front of it or the question
just asked make it one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from receptionist.language.found import Found
from receptionist.language.lexicon import DayPart, Half, Lexicon
from receptionist.language.tokens import Line

_BARE = re.compile(r"(?<!\S)(?P<h>2[0-4]|1\d|0?\d)(?!\S)")
_DIGITS = re.compile(r"(?<!\S)(?P<hm>[01]?\d[0-5]\d|2[0-3][0-5]\d)(?!\S)")


@dataclass(frozen=True, slots=True)
class Atom:
    """One time as said."""

    start: int
    end: int
    minutes: int
    """Since midnight, as if said on a 24-hour clock."""
    settled: bool
    """Nothing is left to be decided: noon, 19:30."""
    half: Half | None = None
    part: DayPart | None = None
    bare: bool = False
    """A number that may be something else."""
    present: bool = False
    """Now itself: the beginning of a stretch, no time on its own."""

    @property
    def readings(self) -> tuple[int, ...]:
        if self.settled:
            return (self.minutes % 1440,)
        twelve = self.minutes % 720
        if self.half:
            return (twelve + (720 if self.half == "pm" else 0),)
        return (twelve + 720, twelve)


def find_atoms(
    line: Line, lexicon: Lexicon, dates: Sequence[Found], taken: Sequence[Found], expecting: bool
) -> list[Atom]:
    """Times and candidates for times, none overlapping, in order of place."""
    atoms: list[Atom] = []
    for rule in lexicon.rules["time"]:
        for match in rule.finditer(line.text):
            if atom := _atom(match, lexicon):
                atoms.append(atom)
    if expecting:
        atoms += [atom for match in _DIGITS.finditer(line.text) if (atom := _atom(match, lexicon))]
    for match in _BARE.finditer(line.text):
        atom = Atom(match.start(), match.end(), int(match["h"]) * 60, _on_24_hours(match["h"]), bare=True)
        counts = bool(atoms) and _COUNTS.search(line.before(atom.start)) is not None
        if atom.minutes and (expecting and not counts or _is_hour(atom, line, lexicon, dates)):
            atoms.append(replace(atom, bare=False))
        elif atom.minutes:
            atoms.append(atom)
    return _apart(atoms, [*dates, *taken])


_COUNTS = re.compile(r"\b(?:for|para)$")
""" "Seven for two": the second is who comes."""


def _apart(atoms: list[Atom], claimed: Sequence[Found]) -> list[Atom]:
    kept: list[Atom] = []
    for atom in sorted(atoms, key=lambda a: -(a.end - a.start)):
        places = [(k.start, k.end) for k in kept] + [(c.start, c.end) for c in claimed]
        if not any(atom.start < end and start < atom.end for start, end in places):
            kept.append(atom)
    return sorted(kept, key=lambda a: a.start)


def _is_hour(atom: Atom, line: Line, lexicon: Lexicon, dates: Sequence[Found]) -> bool:
    before, after = line.before(atom.start), line.after(atom.end)
    if lexicon.edges["not_an_hour"].match(after):
        return False
    if lexicon.edges["bare_hour_after"].match(before) or lexicon.edges["bare_hour_before"].match(after):
        return True
    return any(line.text[date.end : atom.start] in (" ", " , ") for date in dates)


def _on_24_hours(hour: str) -> bool:
    return int(hour) > 12 or int(hour) == 0


def _atom(match: re.Match[str], lexicon: Lexicon) -> Atom | None:
    said = {k: v for k, v in match.groupdict().items() if v}
    where = match.span("core") if "core" in said else match.span()
    half = lexicon.halves.get(said.get("half", ""))
    part = lexicon.parts.get(said.get("part", ""))
    if "named" in said:
        hour, minute = lexicon.named_times[said["named"]]
        past = lexicon.fractions.get(said.get("frac", ""), int(said.get("m", 0)))
        minute += -past if said.get("toward") in lexicon.towards else past
        return Atom(*where, (hour * 60 + minute) % 1440, True)
    if "mixed" in said:
        return Atom(*where, round(lexicon.lengths.of_one[said["mixed"]] * 60) % 720, False, half, part)
    if "hm" in said:
        said["h"], said["m"] = said["hm"][:-2], said["hm"][-2:]
    if int(said["h"]) > 24:
        return None
    minutes = int(said["h"]) * 60
    beside = lexicon.fractions.get(said.get("frac", ""))
    if beside is None:
        beside = int(re.sub(r"\D", "", said.get("m", "")) or 0)
    if beside > 59:
        return None
    toward = said.get("toward") in lexicon.towards
    minutes = (minutes - beside if toward else minutes + beside) % 1440
    settled = _on_24_hours(said["h"]) and not (half or (toward and said["h"] == "13"))
    if half and int(said["h"]) > 12:
        half, settled = None, True
    return Atom(*where, minutes, settled, half, part)


def hints_beside(atom: Atom, hints: Sequence[DayPart]) -> Sequence[DayPart]:
    """What was named with this very time outweighs what was named elsewhere in the turn."""
    return (atom.part,) if atom.part else hints


def clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"
