"""Feasts and holidays people book by, as days of a year.

Feasts set by the sighting of the moon (Eid, Ramadan) are left out: their day is not known beforehand. Diwali, the
birthday of Guru Nanak and the Lunar New Year are listed year by year.
"""

import calendar
from datetime import date, timedelta

_FIXED = {
    "christmas_eve": (12, 24), "christmas": (12, 25), "boxing_day": (12, 26), "new_years_eve": (12, 31),
    "new_year": (1, 1), "valentines": (2, 14), "independence": (7, 4), "halloween": (10, 31), "st_patricks": (3, 17),
    "epiphany": (1, 6), "juneteenth": (6, 19), "veterans": (11, 11), "cinco_de_mayo": (5, 5), "all_saints": (11, 1),
    "vaisakhi": (4, 13), "groundhog": (2, 2), "canada_day": (7, 1), "earth_day": (4, 22), "april_fools": (4, 1),
    "may_day": (5, 1), "womens_day": (3, 8), "all_souls": (11, 2), "hispanic_day": (10, 12), "constitution_es": (12, 6),
    "immaculate": (12, 8), "assumption": (8, 15), "san_juan": (6, 24), "mexican_independence": (9, 16),
    "guadalupe": (12, 12), "innocents": (12, 28), "fathers_day_es": (3, 19), "ides_of_march": (3, 15), "lohri": (1, 13),
    "truth_day": (9, 30),
}  # fmt: skip
_NTH_WEEKDAY = {  # month, weekday, which (negative from the end), days after it
    "thanksgiving": (11, 3, 4, 0), "black_friday": (11, 3, 4, 1), "cyber_monday": (11, 3, 4, 4),
    "labor_day": (9, 0, 1, 0), "memorial_day": (5, 0, -1, 0), "mothers_day": (5, 6, 2, 0), "mothers_day_es": (5, 6, 1, 0),
    "fathers_day": (6, 6, 3, 0), "mlk_day": (1, 0, 3, 0), "presidents_day": (2, 0, 3, 0), "columbus_day": (10, 0, 2, 0),
    "super_bowl": (2, 6, 2, 0), "family_day": (2, 0, 3, 0), "bc_day": (8, 0, 1, 0), "election_day": (11, 0, 1, 1),
    "may_bank_holiday": (5, 0, 1, 0), "spring_bank_holiday": (5, 0, -1, 0), "summer_bank_holiday": (8, 0, -1, 0),
}  # fmt: skip
_FROM_EASTER = {
    "easter": 0, "good_friday": -2, "maundy_thursday": -3, "palm_sunday": -7, "ash_wednesday": -46, "mardi_gras": -47,
    "easter_monday": 1, "holy_saturday": -1, "ascension": 39, "pentecost": 49, "whit_monday": 50, "trinity_sunday": 56,
    "corpus_christi": 60,
}  # fmt: skip
_LISTED = {
    "diwali": {2024: (10, 31), 2025: (10, 20), 2026: (11, 8), 2027: (10, 29), 2028: (10, 17), 2029: (11, 5), 2030: (10, 26)},
    "gurpurab": {2024: (11, 15), 2025: (11, 5), 2026: (11, 24), 2027: (11, 14), 2028: (11, 2)},
    "lunar_new_year": {
        2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
    },
}  # fmt: skip


def holiday_in(name: str, year: int) -> date:
    """Raises ValueError where the year is not listed."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name == "victoria_day":
        return date(year, 5, 24) - timedelta(days=date(year, 5, 24).weekday())
    if name in _NTH_WEEKDAY:
        month, weekday, which, after = _NTH_WEEKDAY[name]
        return nth_weekday(year, month, weekday, which) + timedelta(days=after)
    if name in _LISTED:
        if year not in _LISTED[name]:
            raise ValueError(f"{name} {year}")
        return date(year, *_LISTED[name][year])
    return _easter(year) + timedelta(days=_FROM_EASTER[name])


def coming_holiday(name: str, today: date) -> date:
    """The next one, today included. Raises ValueError where it is not listed."""
    this_year = holiday_in(name, today.year)
    return this_year if this_year >= today else holiday_in(name, today.year + 1)


def last_holiday(name: str, today: date) -> date:
    this_year = holiday_in(name, today.year)
    return this_year if this_year < today else holiday_in(name, today.year - 1)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """Raises ValueError where the month has no fifth."""
    days = [d for d in range(1, calendar.monthrange(year, month)[1] + 1) if date(year, month, d).weekday() == weekday]
    if abs(which) > len(days) or not which:
        raise ValueError("no such day")
    return date(year, month, days[which - 1 if which > 0 else which])


def _easter(year: int) -> date:
    """Gregorian Easter Sunday by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)
