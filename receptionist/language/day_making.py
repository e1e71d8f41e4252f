"""What is done to make a day of days: one function for each name in the rules of DayGrammar.

Each gives its readings, the likelier first, and raises ValueError, OverflowError or KeyError where the parts make none.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from receptionist.language import reckoning
from receptionist.language.holidays import holiday_in
from receptionist.language.lexicon import Lexicon
from receptionist.language.pieces import Piece
from receptionist.language.reckoning import Reading, Whole

DAYS = "DOCW"
"""Kinds of pieces that are one day."""
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
    day = next(r for p, r in zip(parts, readings, strict=True) if p.kind in DAYS)
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


def _lasting(said: Said, parts: Sequence[Piece], readings: tuple[Reading, ...], lexicon: Lexicon, today: date) -> Made:
    """ "For three days from today"."""
    start = readings[0]
    if isinstance(start, date):
        yield start, reckoning.moved(start, lexicon.count(said["n"]), lexicon.units[said["unit"]])


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


MAKING: dict[str, _Operation] = {
    "nth": _nth, "weekday_in": _weekday_in, "in_year": _in_year, "years_on": _years_on, "unit_around": _unit_around,
    "portion": _portion, "offset": _offset, "lasting": _lasting, "weekday_near": _weekday_near, "same": _same, "day_in": _day_in,
    "agreeing": _agreeing, "days_of": _days_of, "range": _range, "open": _open,
}  # fmt: skip
