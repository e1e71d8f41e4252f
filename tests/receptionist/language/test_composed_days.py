"""Days made of days. Today is Monday, 23 November 2026."""

from collections.abc import Callable
from typing import Any

import pytest

from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]

DAYS = [
    ("en", "the first Monday of March", "2027-03-01"),
    ("en", "the last Friday in January", "2027-01-29"),
    ("en", "the third Saturday of next month", "2026-12-19"),
    ("en", "the 1st of next month", "2026-12-01"),
    ("en", "the last day of the month", "2026-11-30"),
    ("en", "Tuesday of next week", "2026-12-01"),
    ("en", "next week, on Tuesday", "2026-12-01"),
    ("en", "a week from Tuesday", "2026-12-01"),
    ("en", "two weeks after Thanksgiving", "2026-12-10"),
    ("en", "two days before Christmas", "2026-12-23"),
    ("en", "the day after Thanksgiving", "2026-11-27"),
    ("en", "the day before New Year's Eve", "2026-12-30"),
    ("en", "the Sunday after Christmas", "2026-12-27"),
    ("en", "the Friday before Christmas", "2026-12-18"),
    ("en", "in three days, on Thursday", "2026-11-26"),
    ("en", "Thanksgiving next year", "2027-11-25"),
    ("en", "Thanksgiving in two years", "2028-11-23"),
    ("en", "three Fridays from now", "2026-12-11"),
    ("en", "Friday the 4th", "2026-12-04"),
    ("en", "in a fortnight", "2026-12-07"),
    ("en", "in five business days", "2026-11-30"),
    ("en", "Black Friday", "2026-11-27"),
    ("en", "Mardi Gras", "2027-02-09"),
    ("en", "Victoria Day", "2027-05-24"),
    ("en", "Nov/27", "2026-11-27"),
    ("en", "27-Nov-2026", "2026-11-27"),
    ("en", "the fifth of March nineteen eighty six", "1986-03-05"),
    ("en", "3/18/40", "1940-03-18"),
    ("es", "el primer lunes de marzo", "2027-03-01"),
    ("es", "el último viernes de enero", "2027-01-29"),
    ("es", "el martes de la semana que viene", "2026-12-01"),
    ("es", "la próxima semana, el martes", "2026-12-01"),
    ("es", "el tres del próximo mes", "2026-12-03"),
    ("es", "el tres del doce", "2026-12-03"),
    ("es", "el día después de Navidad", "2026-12-26"),
    ("es", "el domingo después de Navidad", "2026-12-27"),
    ("es", "dos semanas después del día de Reyes", "2027-01-20"),
    ("es", "dentro de tres semanas a partir de mañana", "2026-12-15"),
    ("es", "de aquí a tres días", "2026-11-26"),
    ("es", "el cinco de marzo de mil novecientos ochenta y seis", "1986-03-05"),
    ("pa", "ਮਾਰਚ ਦਾ ਪਹਿਲਾ ਸੋਮਵਾਰ", "2027-03-01"),
    ("pa", "ਦੀਵਾਲੀ", "2027-10-29"),
    ("pa", "ਨਵੰਬਰ ਦੀ 27 ਤਰੀਕ", "2026-11-27"),
    ("pa", "ਤਿੰਨ ਦਿਨਾਂ ਬਾਅਦ", "2026-11-26"),
    ("pa", "2 ਸ਼ੁੱਕਰਵਾਰਾਂ ਵਿੱਚ", "2026-12-04"),
    ("pa", "tin din baad", "2026-11-26"),
    ("pa", "somvar nu", "2026-11-30"),
    ("pa", "parson", "2026-11-25"),
]


@pytest.mark.parametrize(("language", "said", "day"), DAYS)
def test_a_day_named_by_another_day_is_reckoned_from_it(
    understand: Understand, language: str, said: str, day: str
) -> None:
    assert [e.value for e in understand(said, heard=language).entities if e.type == "date"] == [day]


STRETCHES: list[tuple[str, str, str | None, str | None]] = [
    ("en", "the week of the 14th", "2026-12-14", "2026-12-21"),
    ("en", "the weekend of the 12th of December", "2026-12-12", "2026-12-14"),
    ("en", "the last weekend of February", "2027-02-27", "2027-03-01"),
    ("en", "the first week of January", "2027-01-04", "2027-01-11"),
    ("en", "the end of the month", "2026-11-21", "2026-12-01"),
    ("en", "early next week", "2026-11-30", "2026-12-03"),
    ("en", "later this week", "2026-11-26", "2026-11-30"),
    ("en", "the rest of the week", "2026-11-23", "2026-11-30"),
    ("en", "the week after next", "2026-12-07", "2026-12-14"),
    ("en", "the next three days", "2026-11-24", "2026-11-27"),
    ("en", "within two weeks", "2026-11-23", "2026-12-07"),
    ("en", "from the 3rd to the 5th", "2026-12-03", "2026-12-06"),
    ("en", "from 4-23 in next month", "2026-12-04", "2026-12-24"),
    ("en", "for 3 days from today", "2026-11-23", "2026-11-26"),
    ("en", "for two nights starting on Friday", "2026-11-27", "2026-11-29"),
    ("en", "from 13 to 15 of July", "2027-07-13", "2027-07-16"),
    ("en", "April 9th through 17th", "2027-04-09", "2027-04-18"),
    ("en", "Monday to Wednesday", "2026-11-30", "2026-12-03"),
    ("en", "from Friday the 4th to Sunday the 6th", "2026-12-04", "2026-12-07"),
    ("en", "between Christmas and New Year's", "2026-12-25", "2027-01-02"),
    ("en", "from July to September", "2027-07-01", "2027-10-01"),
    ("en", "after Thanksgiving", "2026-11-27", None),
    ("en", "before the 1st of December", None, "2026-12-01"),
    ("en", "until Friday", None, "2026-11-28"),
    ("en", "December", "2026-12-01", "2027-01-01"),
    ("en", "this summer", "2027-06-21", "2027-09-24"),
    ("es", "la semana del 14", "2026-12-14", "2026-12-21"),
    ("es", "del 3 al 5 de diciembre", "2026-12-03", "2026-12-06"),
    ("es", "del 3 al 5", "2026-12-03", "2026-12-06"),
    ("es", "a principios de la próxima semana", "2026-11-30", "2026-12-03"),
    ("es", "de viernes a domingo", "2026-11-27", "2026-11-30"),
    ("es", "antes del viernes", None, "2026-11-27"),
    ("es", "a partir del lunes", "2026-11-30", None),
    ("pa", "ਸੋਮਵਾਰ ਤੋਂ ਬੁੱਧਵਾਰ ਤੱਕ", "2026-11-30", "2026-12-03"),
    ("pa", "ਅਗਲੇ ਹਫ਼ਤੇ", "2026-11-30", "2026-12-07"),
    ("pa", "agle mahine", "2026-12-01", "2027-01-01"),
]


@pytest.mark.parametrize(("language", "said", "start", "end"), STRETCHES)
def test_a_stretch_of_days_ends_before_its_end(
    understand: Understand, language: str, said: str, start: str | None, end: str | None
) -> None:
    found = [e.value for e in understand(said, heard=language).entities if e.type == "date_range"]
    assert found == [{"start": start, "end": end}]


def test_the_day_at_which_a_stretch_is_open_is_listed_too(understand: Understand) -> None:
    assert [(e.type, e.value) for e in understand("after Tuesday").entities] == [
        ("date_range", {"start": "2026-11-25", "end": None}),
        ("date", "2026-11-24"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "may I book a table",
        "this may take longer",
        "you may not",
        "the sun was out and we sat outside",
        "the second one please",
        "table 5",
        "1204 Mission Street",
        "I have a second question",
        "have a great week",
        "dozens of them",
        "quiero la segunda opción",
        "ਸਤ ਸ੍ਰੀ ਅਕਾਲ",
    ],
)
def test_words_that_are_also_names_of_days_are_no_days(understand: Understand, said: str) -> None:
    dated = {"date", "time", "datetime", "date_range", "time_range", "datetime_range"}
    assert not [e for e in understand(said).entities if e.type in dated]


def test_two_days_side_by_side_stay_two(understand: Understand) -> None:
    days: list[Any] = [e.value for e in understand("Saturday or Sunday").entities]
    assert days == ["2026-11-28", "2026-11-29"]


def test_a_day_that_is_moved_away_from_is_no_start_of_a_range(understand: Understand) -> None:
    days = [(e.value, e.negated) for e in understand("move it from Friday to Saturday").entities if e.type == "date"]
    assert days == [("2026-11-27", True), ("2026-11-28", False)]
