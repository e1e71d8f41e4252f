"""Sums with days: stretches of them, parts of stretches, and counting on from a day.

A stretch is a pair of dates, the end exclusive; None leaves a side open. Weeks begin on Monday.
"""

import calendar
from datetime import date, timedelta

Stretch = tuple[date | None, date | None]
Reading = date | Stretch
Whole = tuple[date, date]
"""A stretch with both its ends."""


def days(count: int) -> timedelta:
    return timedelta(days=count)


def next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def month_of(day: date) -> Whole:
    first = day.replace(day=1)
    return first, next_month(first)


def week_of(day: date) -> Whole:
    monday = day - days(day.weekday())
    return monday, monday + days(7)


def weekend_of(day: date) -> Whole:
    """The weekend a day lies in, else the one after it."""
    saturday = week_of(day)[0] + days(5)
    return saturday, saturday + days(2)


def year_of(day: date) -> Whole:
    return date(day.year, 1, 1), date(day.year + 1, 1, 1)


def unit_of(day: date, unit: str) -> Whole:
    """The week, month or year that holds a day."""
    return {"month": month_of, "year": year_of, "weekend": weekend_of}.get(unit, week_of)(day)


def moved(day: date, count: int, unit: str) -> date:
    """So many units later; the 31st becomes the last of a shorter month. Raises ValueError for units of less than a day."""
    if unit in ("day", "week", "fortnight", "weekend"):
        return day + days(count * {"day": 1, "fortnight": 14}.get(unit, 7))
    if unit == "workday":
        return _workdays_on(day, count)
    if unit not in ("month", "year"):
        raise ValueError("an hour is no day")
    month = day.month - 1 + count * (1 if unit == "month" else 12)
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _workdays_on(day: date, count: int) -> date:
    step = 1 if count > 0 else -1
    while count:
        day += days(step)
        count -= step if day.weekday() < 5 else 0
    return day


def run_of(count: int, unit: str, mod: int, today: date) -> list[Whole]:
    """ "The next three days", "the last two months". Months and years are whole ones; the other reading rolls on."""
    if mod < 0:
        rolling = moved(today, -count, unit), today
    elif unit == "workday":
        first = moved(today, 1, unit)
        return [(first, moved(first, count - 1, unit) + days(1))]
    else:
        rolling = today + days(1), moved(today + days(1), count, unit)
    if unit not in ("month", "year"):
        return [rolling]
    this = unit_of(today, unit)
    whole = (moved(this[0], -count, unit), this[0]) if mod < 0 else (this[1], moved(this[1], count, unit))
    return [whole, rolling]


def nth_in(stretch: Whole, nth: int, what: str | int, count: int | None) -> Reading:
    """ "The first Monday", "the last two weeks", "the 15th" of a stretch; `what` is a weekday or a unit.

    Raises ValueError where there is none. A month's weeks are those whose Monday it has, a year's those whose
    Thursday it has (ISO 8601).
    """
    if what == "date":
        return stretch[0].replace(day=nth)
    if what in ("day", "month"):
        return _nth_unit(stretch, nth, str(what), count)
    key = what if isinstance(what, int) else 5
    if what == "week":
        key = 3 if (stretch[1] - stretch[0]).days > 31 else 0
    found = [stretch[0] + days(i) for i in range((stretch[1] - stretch[0]).days)]
    found = [day for day in found if day.weekday() == key]
    if not nth or abs(nth) > len(found):
        raise ValueError("no such day")
    first = found[nth - 1 if nth > 0 else nth]
    if isinstance(what, int):
        return first
    if what == "weekend":
        return first, first + days(2)
    monday = first - days(key)
    more = (count or 1) - 1
    return (monday, monday + days(7 + 7 * more)) if nth > 0 else (monday - days(7 * more), monday + days(7))


def _nth_unit(stretch: Whole, nth: int, unit: str, count: int | None) -> Reading:
    start = moved(stretch[0], nth - 1, unit) if nth > 0 else moved(stretch[1], nth, unit)
    if nth < 0 and count:
        start = moved(stretch[1], -count, unit)
    if not stretch[0] <= start < stretch[1]:
        raise ValueError("no such day")
    if unit == "day" and count is None:
        return start
    return start, moved(start, count or 1, unit)


def weekday_in(stretch: Whole, weekday: int) -> date:
    """ "Tuesday" of a week. Raises ValueError for longer stretches: they have several."""
    if (stretch[1] - stretch[0]).days > 7:
        raise ValueError("more than a week")
    return stretch[0] + days((weekday - stretch[0].weekday()) % 7)


def portion(stretch: Whole, which: str, today: date) -> list[Whole]:
    """The early, mid or late part of a week, month or year, as people divide them; the halves are the other reading."""
    start, end = stretch
    length = (end - start).days
    half = start + days(15 if 28 <= length <= 31 else length // 2)
    if length > 300:
        half = start.replace(month=7)
    match which:
        case "rest":
            return [(max(start, today), end)]
        case "later":
            return [(max(half, today), end)]
        case "earlier":
            return [(start, half)]
    first, second = _thirds(start, end)
    match which:
        case "early":
            return [(start, first), (start, half)]
        case "late":
            return [(second, end), (half, end)]
    return [(first, second), (first - days(1), second)]


def _thirds(start: date, end: date) -> tuple[date, date]:
    length = (end - start).days
    if length <= 7:
        return start + days(3), start + days(4)
    if length <= 31:
        return start + days(10), start + days(20)
    return start.replace(month=4), start.replace(month=9)


def run_to(first: Reading, last: Reading) -> Whole:
    """From one day or stretch to another, both included. Raises ValueError where the end comes first."""
    start = first if isinstance(first, date) else first[0]
    end = last + days(1) if isinstance(last, date) else last[1]
    if start is None or end is None or end <= start:
        raise ValueError("ends before it begins")
    return start, end


def open_at(edge: str, reading: Reading) -> Stretch:
    """ "Before Friday", "after May", "since Monday", "until Friday"."""
    start, end = (reading, reading + days(1)) if isinstance(reading, date) else reading
    return {"after": (end, None), "since": (start, None), "before": (None, start), "until": (None, end)}[edge]
