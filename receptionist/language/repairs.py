"""Slips of the tongue and denials: "for four, I mean five", "at seven, no, eight", "not Tuesday".

Of two values of one kind with a repair between them only the second remains; a bare number after a repair takes the
kind of what it repairs. What is denied is kept, marked as negated.
"""

from collections.abc import Sequence
from dataclasses import replace

from receptionist.language.found import Found
from receptionist.language.halves import Clockface
from receptionist.language.lexicon import Lexicon
from receptionist.language.times import clock
from receptionist.language.tokens import Line

_DATED = frozenset({"date", "datetime", "date_range", "datetime_range"})
_TIMED = frozenset({"time", "datetime", "time_range", "datetime_range"})
_SAME = (_DATED, _TIMED)


def repaired(line: Line, lexicon: Lexicon, found: Sequence[Found], face: Clockface) -> list[Found]:
    marked = [_negated(one, line, lexicon) for one in found]
    ordered = sorted(marked, key=lambda f: (f.start, f.part_of))
    out: list[Found] = []
    for one in ordered:
        slip = _slip(one, out, line, lexicon)
        if slip is not None:
            one = _as_kind(one, slip, face)
            if one.negated and not slip.negated:
                one, slip = one, one
            out = [
                o
                for o in out
                if not (_replaces(one, o) and o.start <= slip.start + 200 and not o.negated and _overruled(o, slip))
            ]
        out.append(one)
    return _whole_moments(out)


def _negated(one: Found, line: Line, lexicon: Lexicon) -> Found:
    before = line.before(one.start)
    denied = lexicon.edges["negation"].match(before) or (
        one.type in _DATED | _TIMED and lexicon.edges["moving"].match(before)
    )
    return replace(one, negated=True) if denied else one


def _slip(one: Found, earlier: Sequence[Found], line: Line, lexicon: Lexicon) -> Found | None:
    """What `one` takes back, if it stands behind a repair."""
    for old in reversed(earlier):
        if old.end > one.start or old.negated or one.negated or not _comparable(one, old):
            continue
        gap = line.text[old.end : one.start].strip()
        if lexicon.edges["repair"].fullmatch(gap):
            return old
        if len(gap) > 60:
            return None
    return None


def _comparable(one: Found, old: Found) -> bool:
    return (
        one.type == old.type
        or one.type == "number"
        or (one.type == "party_size" and old.type in ("time", "number"))
        or any(one.type in family and old.type in family for family in _SAME)
    )


def _as_kind(one: Found, slip: Found, face: Clockface) -> Found:
    """A bare number in the place of something else."""
    if one.type != "number" or slip.type == "number":
        return one
    if slip.type == "party_size" and isinstance(one.value, int):
        return replace(one, type="party_size")
    if slip.type in ("time", "datetime") and isinstance(one.value, int) and 0 < one.value <= 24:
        minutes = one.value * 60
        readings = (minutes % 1440,) if one.value > 12 else (minutes % 720 + 720, minutes % 720)
        first, *others = (clock(at) for at in face.rank(readings, None, ()))
        return replace(one, type="time", value=first, alternatives=tuple(others))
    return one


def _replaces(one: Found, old: Found) -> bool:
    return one.type == old.type or any(one.type in family and old.type in family for family in _SAME)


def _overruled(old: Found, slip: Found) -> bool:
    return old.overlaps(slip) or old is slip


def _whole_moments(found: Sequence[Found]) -> list[Found]:
    """Parts whose whole is gone stand on their own again."""
    wholes = [f for f in found if f.type in ("datetime", "datetime_range") and not f.part_of]
    return [replace(f, part_of=False) if f.part_of and not any(f.overlaps(w) for w in wholes) else f for f in found]
