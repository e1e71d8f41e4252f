"""Days made of days: "the first Monday of March", "two weeks after Easter", "the end of next month".

Pieces found by the plain rules are written over the line as marks, one character of a private block for each kind,
repeated so that places stay places. Rules of the lexicon over that marked line make new pieces of old ones until none
applies:

    first monday of march  ->  HHHHHHHHHHHH of MMMMM  ->  DDDDDDDDDDDDDDDDDDDDD

In such a rule `<D>` is a day, `<W>` a bare weekday, `<C>` a day of a month, `<S>` a stretch, `<X>` any of them, `<H>` a
head like "the last week" that only counts inside something.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from receptionist.language import reckoning
from receptionist.language.holidays import holiday_in
from receptionist.language.lexicon import PIECES, Composition, Lexicon
from receptionist.language.reckoning import Reading, Whole

_MOST_STEPS = 12
_MOST_READINGS = 4
_DAYS = "DOCW"


@dataclass(frozen=True, slots=True)
class Head:
    """ "The last two weeks", still to be found in something."""

    nth: int
    """From the end where negative."""
    what: str | int
    """A unit, a weekday's number, or `date`."""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    kind: str
    """D day, O day of no month ("the 13th"), C day of a month, W bare weekday, S stretch, M month, Y year alone, H head,
    N now, T years from now."""
    start: int
    end: int
    readings: tuple[Reading, ...] = ()
    """The likelier first."""
    head: Head | None = None
    holiday: str | None = None
    edge: "Piece | None" = None
    """The day at which an open stretch begins or ends."""
    latent: bool = False
    """Means something only as part of something else."""

    def overlaps(self, other: "Piece") -> bool:
        return self.start < other.end and other.start < self.end


def composed(text: str, leaves: Sequence[Piece], lexicon: Lexicon, today: date) -> list[Piece]:
    """The pieces that stand on their own, in order of place."""
    covered = _shadowed(leaves)
    pieces = [leaf for leaf in leaves if leaf not in covered]
    if not pieces:
        return []
    for _ in range(_MOST_STEPS):
        made = _step(_marked(text, pieces), pieces, lexicon, today)
        if made is None:
            break
        pieces = [p for p in pieces if not p.overlaps(made)] + [made]
    kept = [p for p in pieces if not p.latent]
    kept += [leaf for leaf in covered if not leaf.latent and not any(leaf.overlaps(p) for p in kept)]
    return sorted(kept, key=lambda p: p.start)


def _shadowed(leaves: Sequence[Piece]) -> list[Piece]:
    """Leaves under a longer one, or a latent one under any."""
    kept: list[Piece] = []
    out: list[Piece] = []
    for leaf in sorted(leaves, key=lambda p: (p.head is None, p.latent and p.head is None, p.start - p.end)):
        (out if any(leaf.overlaps(k) for k in kept) else kept).append(leaf)
    return out


def _marked(text: str, pieces: Sequence[Piece]) -> str:
    row = list(text)
    for i, piece in enumerate(pieces):
        row[piece.start : piece.end] = _mark(piece.kind, i) * (piece.end - piece.start)
    return "".join(row)


def _mark(kind: str, number: int) -> str:
    return chr(0xE000 + 0x100 * PIECES.index(kind) + number % 0x100)


def _step(marked: str, pieces: Sequence[Piece], lexicon: Lexicon, today: date) -> Piece | None:
    """The first rule that applies anywhere, applied once."""
    for rule in lexicon.compositions:
        for match in rule.pattern.finditer(marked):
            made = _apply(rule, match, pieces, lexicon, today)
            if made:
                return made
    return None


def _apply(
    rule: Composition, match: re.Match[str], pieces: Sequence[Piece], lexicon: Lexicon, today: date
) -> Piece | None:
    said = {k: v for k, v in match.groupdict().items() if v}
    parts = [pieces[ord(said[name][0]) & 0xFF] for name in ("a", "b") if name in said]
    if all(p.kind == "Y" for p in parts) and rule.does in ("range", "open"):
        return None
    if rule.does == "range" and lexicon.edges["moving"].match(_before(match.string, parts[0].start)):
        return None
    made: list[Reading] = []
    for readings in _choices(parts):
        try:
            made += [one for one in _OPERATIONS[rule.does](said, parts, readings, lexicon, today) if one not in made]
        except (ValueError, OverflowError, KeyError):
            continue
    if not made:
        return None
    start, end = match.span("core") if "core" in said else match.span()
    kind = "D" if isinstance(made[0], date) else "S"
    edge = parts[0] if rule.does == "open" and parts[0].kind in _DAYS else None
    return Piece(kind, start, end, tuple(made[:_MOST_READINGS]), edge=edge)


def _before(marked: str, start: int) -> str:
    return marked[:start].rstrip()


def _choices(parts: Sequence[Piece]) -> Iterator[tuple[Reading, ...]]:
    """Every way of reading the parts, likelier first. A head has one reading, which is itself."""
    yield from product(*(p.readings or (date.min,) for p in parts))


Made = Iterator[Reading]
Said = dict[str, str]
_Operation = Callable[[Said, Sequence[Piece], tuple[Reading, ...], Lexicon, date], Made]


def _nth(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    for part, reading in zip(parts, readings, strict=True):
        if part.head is None:
            stretch = _whole(reading)
    head = next(p.head for p in parts if p.head)
    made = reckoning.nth_in(stretch, head.nth, head.what, head.count)
    if isinstance(made, date) and made < today and any(p.kind == "M" for p in parts):
        later = tuple(reckoning.moved(d, 1, "year") for d in stretch)
        made = reckoning.nth_in((later[0], later[1]), head.nth, head.what, head.count)
    yield made


def _whole(reading: Reading) -> Whole:
    if isinstance(reading, date):
        raise ValueError("a day is no stretch")
    start, end = reading
    if start is None or end is None:
        raise ValueError("open at one side")
    return start, end


def _weekday_in(
    said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date
) -> Made:
    weekday = next(r for p, r in zip(parts, readings, strict=True) if p.kind == "W")
    stretch = next(_whole(r) for p, r in zip(parts, readings, strict=True) if p.kind != "W")
    if isinstance(weekday, date):
        yield reckoning.weekday_in(stretch, weekday.weekday())


def _in_year(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    """ "Christmas next year"."""
    year = _whole(readings[1])
    if (year[1] - year[0]).days < 300:
        raise ValueError("no year")
    yield _in(year[0].year, parts[0], readings[0])


def _years_on(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    """ "Thanksgiving in three years"."""
    yield _in(_first(readings[1]).year, parts[0], readings[0])


def _in(year: int, part: Piece, reading: Reading) -> Reading:
    if part.holiday:
        return holiday_in(part.holiday, year)
    return _moved_years(reading, year - _first(reading).year)


def _first(reading: Reading) -> date:
    return reading if isinstance(reading, date) else _whole(reading)[0]


def _moved_years(reading: Reading, years: int) -> Reading:
    if isinstance(reading, date):
        return reckoning.moved(reading, years, "year")
    start, end = _whole(reading)
    return reckoning.moved(start, years, "year"), reckoning.moved(end, years, "year")


def _unit_around(
    said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date
) -> Made:
    """ "The week of the 14th", "Halloween weekend"."""
    day = next(r for p, r in zip(parts, readings, strict=True) if p.kind in _DAYS)
    if "unit" in said:
        unit = "weekend" if said["unit"] in lexicon.days.weekends else lexicon.units[said["unit"]]
    else:
        start, end = _whole(readings[0])
        unit = "week" if (end - start).days == 7 else "month"
        if not parts[0].latent or (end - start).days > 31:
            raise ValueError("a week of its own")
    if isinstance(day, date):
        yield reckoning.unit_of(day, unit)


def _portion(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    stretch = _whole(readings[0])
    made = reckoning.portion(stretch, lexicon.days.portions[said["which"]], today)
    if parts[0].kind == "M" and made[0][1] <= today:
        stretch = tuple(reckoning.moved(d, 1, "year") for d in stretch)  # type: ignore[assignment]
        made = reckoning.portion(stretch, lexicon.days.portions[said["which"]], today)
    yield from reversed(made) if lexicon.days.by_halves else made


def _offset(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    count = lexicon.count(said.get("n", "1")) * (-1 if said.get("back") else 1)
    if isinstance(readings[0], date):
        yield reckoning.moved(readings[0], count, lexicon.units[said["unit"]])


def _weekday_near(
    said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date
) -> Made:
    """ "The Sunday after Christmas"."""
    weekday, day = readings
    if isinstance(weekday, date) and isinstance(day, date):
        ahead = (weekday.weekday() - day.weekday()) % 7 or 7
        yield day + reckoning.days(ahead - 7 - (7 if ahead == 7 else 0) if said.get("back") else ahead)


def _agreeing(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    """ "In three days, on Friday": one day said twice."""
    if [p.kind for p in parts].count("W") != 1:
        raise ValueError("two weekdays")
    day = next(r for p, r in zip(parts, readings, strict=True) if p.kind != "W")
    bare = next(r for p, r in zip(parts, readings, strict=True) if p.kind == "W")
    if isinstance(day, date) and isinstance(bare, date) and day.weekday() == bare.weekday():
        yield day


def _same(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    """ "Tomorrow, the 24th"."""
    if readings[0] == readings[1]:
        yield readings[0]


def _day_in(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    """ "Next month, on the 5th"."""
    start, end = _whole(readings[0])
    if 28 <= (end - start).days <= 31 and isinstance(readings[1], date):
        yield start.replace(day=readings[1].day)


def _days_of(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    """ "The 13th to the 15th" of a month, or on from its first day."""
    first, last = int(said.get("d1") or 0), int(said.get("d2") or 0)
    if not last:
        end = readings[0]
        if not isinstance(end, date) or not 0 < first < end.day:
            raise ValueError("ends before it begins")
        made = end.replace(day=first), end
    elif first:
        month = _whole(readings[0])
        if (month[1] - month[0]).days > 31 or last <= first:
            raise ValueError("no month")
        made = month[0].replace(day=first), month[0].replace(day=last)
        if parts[0].kind == "M" and made[1] < today:
            made = made[0].replace(year=made[0].year + 1), made[1].replace(year=made[1].year + 1)
    else:
        start = readings[0]
        if not isinstance(start, date) or parts[0].kind == "W" or last <= start.day:
            raise ValueError("ends before it begins")
        made = start, start.replace(day=last)
    yield reckoning.run_to(*made)


def _range(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    first, last = readings
    if parts[0].kind == "O" and parts[1].kind == "C" and _first(first).day < _first(last).day:
        first = _first(last).replace(day=_first(first).day)
    if parts[0].kind == "C" and parts[1].kind == "O" and _first(first).day < _first(last).day:
        last = _first(first).replace(day=_first(last).day)
    if parts[0].kind == "M" and parts[1].kind == "S":
        first = _before_its_end(parts, first, last) or first
    if _last(last) < _first(first) and last == parts[1].readings[0]:
        unit = {"W": "week", "O": "month", "M": "year", "S": "year"}.get(parts[1].kind, "")
        earlier = _before_its_end(parts, first, last)
        if earlier is not None:
            first = earlier
        elif unit and parts[0].kind != "S":
            last = _later(last, unit)
    yield reckoning.run_to(first, last)


def _last(reading: Reading) -> date:
    return reading if isinstance(reading, date) else (reading[1] or date.max)


def _later(reading: Reading, unit: str) -> Reading:
    if isinstance(reading, date):
        return reckoning.moved(reading, 1, unit)
    start, end = _whole(reading)
    return reckoning.moved(start, 1, unit), reckoning.moved(end, 1, unit)


def _before_its_end(parts: Sequence[Piece], first: Reading, last: Reading) -> Reading | None:
    """ "From 2 July to 10 July" said on the 5th, "November to February 2017": the start lies before the end."""
    if parts[0].kind in "WO":
        return None
    back = _moved_years(first, -1) if parts[1].kind not in "WO" else None
    if parts[0].kind == "M" and parts[1].kind in ("D", "C", "S"):
        back = _moved_years(first, _first(last).year - _first(first).year)
        if _first(back) > _first(last):
            back = _moved_years(back, -1)
    return back if back is not None and _first(back) < _last(last) else None


def _open(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    yield reckoning.open_at(lexicon.days.open_edges[said["edge"]], readings[0])


_OPERATIONS: dict[str, _Operation] = {
    "nth": _nth, "weekday_in": _weekday_in, "in_year": _in_year, "years_on": _years_on, "unit_around": _unit_around,
    "portion": _portion, "offset": _offset, "weekday_near": _weekday_near, "same": _same, "day_in": _day_in,
    "agreeing": _agreeing, "days_of": _days_of, "range": _range, "open": _open,
}  # fmt: skip
