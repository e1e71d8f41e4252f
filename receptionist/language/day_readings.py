"""What the named groups of a date rule mean, resolved against today and preferring the future.

"next Friday" is read as the Friday of next week (weeks begin on Monday), the coming Friday being the other reading;
"the weekend" is Saturday and Sunday. The groups: weekday, mod, day, month, year, rel, n, unit, ahead (weeks to add),
coming (the weekday nearest ahead), numeric, holiday, span, ago, run.
"""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from receptionist.language import reckoning
from receptionist.language.holidays import coming_holiday, holiday_in, last_holiday
from receptionist.language.lexicon import Lexicon
from receptionist.language.reckoning import Reading

_SEASONS = {"spring": (3, 20), "summer": (6, 21), "autumn": (9, 23), "winter": (12, 21)}
Said = dict[str, str]


@dataclass(frozen=True, slots=True)
class Calendar:
    """What day it is, and in which order a country writes dates."""

    today: date
    day_first: bool
    expecting: bool = False
    """A date was just asked for: a bare "27th" or "27" is one."""


def readings_of(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading] | None:
    """Readings, the likelier first."""
    try:
        for key, resolve in _BY_GROUP:
            if key in said:
                return resolve(said, lexicon, days) or None
    except (ValueError, OverflowError, KeyError):
        return None
    return None


def year_of(said: Said) -> int | None:
    year = re.sub(r"\D", " ", said.get("year", "")).split()
    short = said.get("short") or said.get("short2")
    if short:
        return 1900 + int(short) if int(short) > 30 else 2000 + int(short)
    if len(year) == 2:
        return int(year[0]) * 100 + int(year[1])
    return int(year[0]) if year else None


def _weeks_ahead(said: Said, lexicon: Lexicon) -> int:
    if "ahead" not in said:
        return 0
    return lexicon.count(said["n"]) if "n" in said else 1


def _by_numbers(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    """4/5, 27.11.2026, 2026-11-27. Both orders where both are dates."""
    parts = [int(part) for part in re.split(r"[-/.]", said["numeric"])]
    if parts[0] > 31:
        return [date(parts[0], parts[1], parts[2])]
    year = _full_year(parts[2], days.today) if len(parts) == 3 else None
    a, b = parts[0], parts[1]
    orders = [(a, b), (b, a)] if days.day_first else [(b, a), (a, b)]
    return [_day_of_month(day, month, year, days.today) for day, month in orders if month <= 12 and day <= 31]


def _full_year(year: int, today: date) -> int:
    """Of two digits: a year of birth where it lies more than five years ahead."""
    if year >= 100:
        return year
    return year + (2000 if year <= today.year % 100 + 5 else 1900)


def _slashed(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    return [_day_of_month(int(said["day"]), int(said["monthnumber"]), year_of(said), days.today)]


def _month_and_year(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    month, year = said["monthyear"].split(" / ")
    return [reckoning.month_of(date(int(year), int(month), 1))]


def _in_month(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    """ "27 November", "Friday, 27 November", "in December"."""
    month = lexicon.months[said["month"]]
    year = year_of(said)
    if "first" in said:
        said = {**said, "day": "1"}
    if "day" not in said:
        return [whole_month(month, year, lexicon.mods.get(said.get("mod", "")), days.today)]
    day = _day_of_month(int(said["day"]), month, year, days.today)
    weekday = lexicon.weekdays.get(said.get("weekday2") or said.get("weekday", ""))
    if weekday is None or year is not None or day.weekday() == weekday:
        return [day]
    following = day.replace(year=day.year + 1) if day.month != 2 or day.day != 29 else day
    return [following, day] if following.weekday() == weekday else [day]


def _day_of_month(day: int, month: int, year: int | None, today: date) -> date:
    if year is not None:
        return date(year, month, day)
    for candidate in range(today.year, today.year + 5):
        if day <= calendar.monthrange(candidate, month)[1] and date(candidate, month, day) >= today:
            return date(candidate, month, day)
    raise ValueError("no such day")


def whole_month(month: int, year: int | None, mod: int | None, today: date) -> tuple[date, date]:
    if year is None:
        year = today.year + (month < today.month)
        if mod == -1:
            year = today.year - (month >= today.month)
    return reckoning.month_of(date(year, month, 1))


def _the(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    first = _numbered(int(said["day"]), days.today)
    if "day2" not in said:
        return [first]
    last = int(said["day2"])
    following = reckoning.next_month(first.replace(day=1)) if last < first.day else first
    return [reckoning.run_to(first, following.replace(day=last))]


def _numbered(day: int, today: date) -> date:
    """ "The 27th": this month's if it is still to come, else of the next month that has one."""
    first = today.replace(day=1)
    for _ in range(12):
        if day <= calendar.monthrange(first.year, first.month)[1] and first.replace(day=day) >= today:
            return first.replace(day=day)
        first = reckoning.next_month(first)
    raise ValueError("no such day")


def _weekday_the(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    """ "Friday the 27th": the next month in which they agree, else by the number alone."""
    weekday, day = lexicon.weekdays[said["weekday"]], int(said["day"])
    first = days.today.replace(day=1)
    for _ in range(14):
        if day <= calendar.monthrange(first.year, first.month)[1]:
            candidate = first.replace(day=day)
            if candidate >= days.today and candidate.weekday() == weekday:
                return [candidate]
        first = reckoning.next_month(first)
    return [_numbered(day, days.today)]


def _weekday(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    if "day" in said:
        return _weekday_the(said, lexicon, days)
    today, weekday = days.today, lexicon.weekdays[said["weekday"]]
    to_go = (weekday - today.weekday()) % 7
    coming = today + timedelta(days=to_go or 7)
    if "ago" in said:
        last = today - timedelta(days=(today.weekday() - weekday) % 7 or 7)
        return [last - timedelta(days=7 * lexicon.count(said["n"]) - 7)]
    if "counted" in said:
        return [coming + timedelta(days=7 * lexicon.count(said["n"]) - 7)]
    if "ahead" in said:
        return [coming + timedelta(days=7 * _weeks_ahead(said, lexicon))]
    if "coming" in said:
        return _coming(coming, today)
    mod = lexicon.mods.get(said.get("mod", ""))
    if mod == -1:
        return [today - timedelta(days=(today.weekday() - weekday) % 7 or 7)]
    if mod == 1:
        return [today + timedelta(days=weekday - today.weekday() + 7), coming]
    if mod == 0:
        return [today if to_go == 0 else coming]
    return [coming, today] if to_go == 0 else [coming]


def _coming(day: date, today: date) -> list[Reading]:
    """ "El viernes que viene": the first one after today, but nobody calls tomorrow so."""
    far = day + timedelta(days=7)
    return [far, day] if day - today == timedelta(days=1) else [day, far]


def _relative(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    return [days.today + timedelta(days=lexicon.relative[said["rel"]] + 7 * _weeks_ahead(said, lexicon))]


def _offset(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    """ "In two weeks", "three days ago", "within a month", "the next three days"."""
    count, unit = lexicon.count(said["n"]), lexicon.units[said["unit"]]
    if "run" in said:
        return list(reckoning.run_of(count, unit, lexicon.mods.get(said.get("mod", ""), 1), days.today))
    if "within" in said:
        return [(days.today, reckoning.moved(days.today, count, unit))]
    return [reckoning.moved(days.today, -count if "ago" in said else count, unit)]


def _span(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    """ "This weekend", "next week", "next month", "this summer"."""
    mod = lexicon.mods.get(said.get("mod", ""), 0)
    mod = 2 if "next_but_one" in said else min(mod, 1)
    span = said["span"]
    unit = "weekend" if span in lexicon.days.weekends else lexicon.units.get(span, span)
    if unit in _SEASONS:
        return [_season(unit, mod, days.today)]
    if unit == "weekend":
        saturday, monday = reckoning.weekend_of(days.today)
        return [(saturday + timedelta(days=7 * mod), monday + timedelta(days=7 * mod))]
    week = reckoning.unit_of(days.today, {"fortnight": "week", "workweek": "week"}.get(unit, unit))
    base = "week" if unit in ("fortnight", "workweek") else unit
    start, end = (reckoning.moved(day, mod, base) for day in week)
    return [(start, start + timedelta(days=5) if unit == "workweek" else end)]


def _season(name: str, mod: int, today: date) -> tuple[date, date]:
    """From its first day as astronomers count in the north, give or take one, to its last."""
    names = list(_SEASONS)
    after = names[(names.index(name) + 1) % 4]
    starts = [date(year, *_SEASONS[name]) for year in range(today.year - 2, today.year + 3)]
    whole = [
        (s, date(s.year + (name == "winter"), *_SEASONS[after]) + timedelta(days=name != "winter")) for s in starts
    ]
    coming = next(i for i, (_, end) in enumerate(whole) if end > today)
    return whole[coming + (mod if mod < 0 or whole[coming][0] <= today else 0)]


def _holiday(said: Said, lexicon: Lexicon, days: Calendar) -> list[Reading]:
    name, year = lexicon.holidays[said["holiday"]], year_of(said)
    if year:
        return [holiday_in(name, year)]
    if lexicon.mods.get(said.get("mod", "")) == -1:
        return [last_holiday(name, days.today)]
    return [coming_holiday(name, days.today)]


_BY_GROUP: tuple[tuple[str, Callable[[Said, Lexicon, Calendar], list[Reading]]], ...] = (
    ("numeric", _by_numbers), ("monthnumber", _slashed), ("monthyear", _month_and_year), ("span", _span), ("holiday", _holiday),
    ("month", _in_month), ("unit", _offset), ("rel", _relative), ("weekday", _weekday), ("day", _the),
)  # fmt: skip
