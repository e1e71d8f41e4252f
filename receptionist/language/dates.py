"""Days as people say them, resolved against today and preferring the future.

"next Friday" is read as the Friday of next week (weeks begin on Monday), the coming Friday being the other reading;
"the weekend" is Saturday and Sunday. A rule's named groups say what was said: weekday, mod, day, month, year, rel,
n, unit, ahead (weeks to add), numeric, holiday, span, ago.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from receptionist.language.found import Found, longest_first
from receptionist.language.lexicon import Lexicon
from receptionist.language.tokens import Line

_NUMERIC = re.compile(
    r"(?<!\S)(?P<numeric>\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}/\d{1,2})(?!\S)"
)

_FIXED = {
    "christmas_eve": (12, 24), "christmas": (12, 25), "boxing_day": (12, 26), "new_years_eve": (12, 31),
    "new_year": (1, 1), "valentines": (2, 14), "independence": (7, 4), "halloween": (10, 31), "st_patricks": (3, 17),
    "epiphany": (1, 6), "juneteenth": (6, 19), "veterans": (11, 11), "cinco_de_mayo": (5, 5), "all_saints": (11, 1),
    "vaisakhi": (4, 13),
}  # fmt: skip
_NTH_WEEKDAY = {  # month, weekday, which (negative from the end)
    "thanksgiving": (11, 3, 4), "labor_day": (9, 0, 1), "memorial_day": (5, 0, -1), "mothers_day": (5, 6, 2),
    "fathers_day": (6, 6, 3), "mlk_day": (1, 0, 3), "presidents_day": (2, 0, 3), "columbus_day": (10, 0, 2),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calendar:
    """What day it is, and in which order a country writes dates."""

    today: date
    day_first: bool
    expecting: bool = False
    """A date was just asked for: a bare "27th" or "27" is one."""


def find_dates(line: Line, lexicon: Lexicon, days: Calendar) -> list[Found]:
    """Dates and ranges of dates, none overlapping, in order of place."""
    found: list[Found] = []
    for rule in (*lexicon.rules["date"], _NUMERIC):
        for match in rule.finditer(line.text):
            reading = _resolve({k: v for k, v in match.groupdict().items() if v}, lexicon, days)
            if reading:
                found.append(_found(match, reading))
    return longest_first(found)


def named_days(line: Line, lexicon: Lexicon, days: Calendar) -> list[Found]:
    """Dates with a name in them ("July 18, 2014"): their digits are no telephone number."""
    return [d for d in find_dates(line, lexicon, days) if any(c.isalpha() for c in line.text[d.start : d.end])]


def _found(match: re.Match[str], reading: list[Any]) -> Found:
    first = reading[0]
    kind = "date" if isinstance(first, date) else "date_range"
    values = [_json(one) for one in reading]
    others = tuple(value for i, value in enumerate(values) if i and value != values[0] and value not in values[1:i])
    start, end = match.span("core") if "core" in match.re.groupindex and match.group("core") else match.span()
    return Found(kind, start, end, values[0], others)  # type: ignore[arg-type]


def _json(reading: Any) -> Any:
    if isinstance(reading, date):
        return reading.isoformat()
    return {"start": reading[0].isoformat(), "end": reading[1].isoformat()}


def _resolve(said: dict[str, str], lexicon: Lexicon, days: Calendar) -> list[Any] | None:
    """Readings, the likelier first: dates, or pairs of dates with the end exclusive."""
    try:
        if "numeric" in said:
            return list(_numeric(said["numeric"], days))
        if "span" in said:
            return [_span(said, lexicon, days)]
        if "holiday" in said:
            return [_holiday(lexicon.holidays[said["holiday"]], _year(said), days.today)]
        if "month" in said:
            return [_in_month(said, lexicon, days)]
        if "n" in said and "unit" in said:
            return [_offset(said, lexicon, days)]
        if "rel" in said:
            ahead = _weeks_ahead(said, lexicon)
            return [days.today + timedelta(days=lexicon.relative[said["rel"]] + 7 * ahead)]
        if "weekday" in said and "day" in said:
            return [_weekday_the(lexicon.weekdays[said["weekday"]], int(said["day"]), days.today)]
        if "weekday" in said:
            return _weekday(said, lexicon, days.today)
        if "day" in said:
            return [_the(int(said["day"]), days.today)]
    except (ValueError, OverflowError, KeyError):
        return None
    return None


def _in_month(said: dict[str, str], lexicon: Lexicon, days: Calendar) -> Any:
    """ "27 November", "the 13th to the 15th of July", "in December"."""
    month = lexicon.months[said["month"]]
    if "day" not in said:
        return _whole_month(month, _year(said), lexicon.mods.get(said.get("mod", "")), days.today)
    first = _day_of_month(int(said["day"]), month, _year(said), days.today)
    if "day2" not in said:
        return first
    return first, first.replace(day=int(said["day2"])) + timedelta(days=1)


def _year(said: dict[str, str]) -> int | None:
    year = said.get("year", "").replace(" ", "")
    return int(year) if year else None


def _count(text: str, lexicon: Lexicon) -> int:
    return lexicon.few[text] if text in lexicon.few else int(text)


def _weeks_ahead(said: dict[str, str], lexicon: Lexicon) -> int:
    if "ahead" not in said:
        return 0
    return _count(said["n"], lexicon) if "n" in said else 1


def _numeric(text: str, days: Calendar) -> Iterator[date]:
    """4/5, 27.11.2026, 2026-11-27. Both orders where both are dates."""
    parts = [int(part) for part in re.split(r"[-/.]", text)]
    if parts[0] > 31:
        yield date(parts[0], parts[1], parts[2])
        return
    year = None
    if len(parts) == 3:
        year = parts[2] + (2000 if parts[2] < 100 else 0)
    a, b = parts[0], parts[1]
    orders = [(a, b), (b, a)] if days.day_first else [(b, a), (a, b)]
    for day, month in orders:
        if month <= 12 and day <= 31:
            yield _day_of_month(day, month, year, days.today)


def _day_of_month(day: int, month: int, year: int | None, today: date) -> date:
    if year is not None:
        return date(year, month, day)
    for candidate in range(today.year, today.year + 5):
        if day <= calendar.monthrange(candidate, month)[1] and date(candidate, month, day) >= today:
            return date(candidate, month, day)
    raise ValueError("no such day")


def _whole_month(month: int, year: int | None, mod: int | None, today: date) -> tuple[date, date]:
    if year is None:
        year = today.year + (month < today.month)
        if mod == -1:
            year = today.year - (month >= today.month)
    return date(year, month, 1), _next_month(date(year, month, 1))


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _the(day: int, today: date) -> date:
    """ "The 27th": this month's if it is still to come, else of the next month that has one."""
    year, month = today.year, today.month
    for _ in range(12):
        if day <= calendar.monthrange(year, month)[1] and date(year, month, day) >= today:
            return date(year, month, day)
        year, month = year + month // 12, month % 12 + 1
    raise ValueError("no such day")


def _weekday_the(weekday: int, day: int, today: date) -> date:
    """ "Friday the 27th": the next month in which they agree, else by the number alone."""
    first = today.replace(day=1)
    for _ in range(6):
        if day <= calendar.monthrange(first.year, first.month)[1]:
            candidate = first.replace(day=day)
            if candidate >= today and candidate.weekday() == weekday:
                return candidate
        first = _next_month(first)
    return _the(day, today)


def _weekday(said: dict[str, str], lexicon: Lexicon, today: date) -> list[Any]:
    weekday = lexicon.weekdays[said["weekday"]]
    to_go = (weekday - today.weekday()) % 7
    coming = today + timedelta(days=to_go or 7)
    this_week = today + timedelta(days=weekday - today.weekday())
    if "ahead" in said:
        return [coming + timedelta(days=7 * _weeks_ahead(said, lexicon))]
    mod = lexicon.mods.get(said.get("mod", ""))
    if mod == -1:
        return [today - timedelta(days=(today.weekday() - weekday) % 7 or 7)]
    if mod == 1:
        next_week = this_week + timedelta(days=7)
        return [next_week, coming]
    if mod == 0:
        return [today if to_go == 0 else coming]
    return [coming, today] if to_go == 0 else [coming]


def _offset(said: dict[str, str], lexicon: Lexicon, days: Calendar) -> date:
    count, unit = _count(said["n"], lexicon), lexicon.units[said["unit"]]
    base = days.today
    if "rel" in said:
        base += timedelta(days=lexicon.relative[said["rel"]])
    elif "weekday" in said:
        base += timedelta(days=(lexicon.weekdays[said["weekday"]] - base.weekday()) % 7 or 7)
    if "ago" in said:
        count = -count
    if unit in ("day", "week", "fortnight"):
        return base + timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])
    if unit in ("month", "year"):
        month = base.month - 1 + count * (1 if unit == "month" else 12)
        year, month = base.year + month // 12, month % 12 + 1
        return date(year, month, min(base.day, calendar.monthrange(year, month)[1]))
    raise ValueError("an hour is no day")


def _span(said: dict[str, str], lexicon: Lexicon, days: Calendar) -> tuple[date, date]:
    """ "This weekend", "next week", "next month"."""
    monday = days.today - timedelta(days=days.today.weekday())
    mod = lexicon.mods.get(said.get("mod", ""), 0)
    match lexicon.units.get(said["span"], said["span"]):
        case "week" | "fortnight":
            start = monday + timedelta(days=7 * (1 if mod in (1, 2) else mod))
            return start, start + timedelta(days=7)
        case "month":
            first = days.today.replace(day=1)
            if mod == -1:
                return (first - timedelta(days=1)).replace(day=1), first
            first = _next_month(first) if mod in (1, 2) else first
            return first, _next_month(first)
        case "year":
            year = days.today.year + (1 if mod in (1, 2) else mod)
            return date(year, 1, 1), date(year + 1, 1, 1)
    saturday = monday + timedelta(days=5 + 7 * (mod if mod in (1, -1) else 0))
    return saturday, saturday + timedelta(days=2)


def _holiday(name: str, year: int | None, today: date) -> date:
    for candidate in [year] if year else [today.year, today.year + 1]:
        day = _holiday_in(name, candidate)
        if year or day >= today:
            return day
    raise ValueError(name)


def _holiday_in(name: str, year: int) -> date:
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _NTH_WEEKDAY:
        month, weekday, which = _NTH_WEEKDAY[name]
        days = [
            d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday
        ]
        return days[which - 1 if which > 0 else which]
    return _easter(year) + timedelta(days={"easter": 0, "good_friday": -2, "easter_monday": 1}[name])


def _easter(year: int) -> date:
    """Gregorian Easter Sunday by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
