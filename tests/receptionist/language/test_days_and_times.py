"""What callers say of days and hours. Today is Monday, 23 November 2026; the restaurant opens at 11:30 and 17:00."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from receptionist.language.understander import LocalUnderstander
from receptionist.language.understanding import Circumstances, Understanding, Utterance

Understand = Callable[..., Understanding]

DAYS = [
    ("today", "2026-11-23"),
    ("tonight", "2026-11-23"),
    ("to night", "2026-11-23"),
    ("to morrow", "2026-11-24"),
    ("tomorrow", "2026-11-24"),
    ("the day after tomorrow", "2026-11-25"),
    ("a table on Friday", "2026-11-27"),
    ("this Friday", "2026-11-27"),
    ("next Friday", "2026-12-04"),
    ("Friday week", "2026-12-04"),
    ("a week from Friday", "2026-12-04"),
    ("on Monday", "2026-11-30"),
    ("the 27th", "2026-11-27"),
    ("on the 3rd please", "2026-12-03"),
    ("27 November", "2026-11-27"),
    ("November 27th", "2026-11-27"),
    ("the twenty seventh of November", "2026-11-27"),
    ("Friday the 27th of November", "2026-11-27"),
    ("Friday, November 27, 2026", "2026-11-27"),
    ("Nov. 27", "2026-11-27"),
    ("January fifth", "2027-01-05"),
    ("11/27", "2026-11-27"),
    ("11/27/26", "2026-11-27"),
    ("2026-11-27", "2026-11-27"),
    ("in two weeks", "2026-12-07"),
    ("three days from now", "2026-11-26"),
    ("in a couple of days", "2026-11-25"),
    ("two weeks from tomorrow", "2026-12-08"),
    ("today week", "2026-11-30"),
    ("Christmas Eve", "2026-12-24"),
    ("New Year's Eve", "2026-12-31"),
    ("Thanksgiving", "2026-11-26"),
    ("Mother's Day", "2027-05-09"),
    ("Easter Sunday", "2027-03-28"),
    ("next week Tuesday", "2026-12-01"),
    ("hoy", "2026-11-23"),
    ("mañana", "2026-11-24"),
    ("pasado mañana", "2026-11-25"),
    ("el viernes", "2026-11-27"),
    ("este viernes", "2026-11-27"),
    ("el próximo viernes", "2026-12-04"),
    ("el viernes que viene", "2026-11-27"),
    ("el martes que viene", "2026-12-01"),
    ("el veintisiete de noviembre", "2026-11-27"),
    ("el 27 de noviembre de 2026", "2026-11-27"),
    ("viernes 27 de noviembre", "2026-11-27"),
    ("el día tres", "2026-12-03"),
    ("dentro de dos semanas", "2026-12-07"),
    ("en tres días", "2026-11-26"),
    ("la Nochebuena", "2026-12-24"),
    ("ਅੱਜ", "2026-11-23"),
    ("ਕੱਲ੍ਹ", "2026-11-24"),
    ("ਪਰਸੋਂ", "2026-11-25"),
    ("ਇਸ ਸ਼ੁੱਕਰਵਾਰ", "2026-11-27"),
    ("27 ਨਵੰਬਰ", "2026-11-27"),
    ("ajj raat", "2026-11-23"),
]


@pytest.mark.parametrize(("said", "day"), DAYS)
def test_a_day_is_the_next_one_of_that_description(understand: Understand, said: str, day: str) -> None:
    assert [e.value for e in understand(said).entities if e.type == "date"][:1] == [day]


HOURS = [
    ("at 7", "19:00"),
    ("at seven", "19:00"),
    ("seven o'clock", "19:00"),
    ("half past seven", "19:30"),
    ("half pass seven", "19:30"),
    ("half, past seven", "19:30"),
    ("half seven", "19:30"),
    ("quarter to eight", "19:45"),
    ("quarter past six", "18:15"),
    ("ten to eight", "19:50"),
    ("twenty past seven", "19:20"),
    ("10 to 8", "19:50"),
    ("25 to 7 p.m.", "18:35"),
    ("7:30 pm", "19:30"),
    ("7:30 p.m.", "19:30"),
    ("730 pm", "19:30"),
    ("19:30", "19:30"),
    ("seven thirty", "19:30"),
    ("six oh five", "18:05"),
    ("noon", "12:00"),
    ("midnight", "00:00"),
    ("eight-ish", "20:00"),
    ("around eight", "20:00"),
    ("7 in the evening", "19:00"),
    ("8 in the morning", "08:00"),
    ("at one for lunch", "13:00"),
    ("at twelve", "12:00"),
    ("at twelve thirty", "12:30"),
    ("a las siete", "19:00"),
    ("a las siete y media", "19:30"),
    ("a las ocho menos cuarto", "19:45"),
    ("a las nueve de la noche", "21:00"),
    ("a la una", "13:00"),
    ("a las ocho y cuarto", "20:15"),
    ("a las siete treinta", "19:30"),
    ("al mediodía", "12:00"),
    ("a eso de las ocho", "20:00"),
    ("a las 20:30", "20:30"),
    ("ਸੱਤ ਵਜੇ", "19:00"),
    ("ਸਾਢੇ ਸੱਤ ਵਜੇ", "19:30"),
    ("ਪੌਣੇ ਅੱਠ ਵਜੇ", "19:45"),
    ("shaam satt vaje", "19:00"),
]


@pytest.mark.parametrize(("said", "hour"), HOURS)
def test_an_hour_at_a_restaurant_is_one_when_people_eat(understand: Understand, said: str, hour: str) -> None:
    assert [e.value for e in understand(said).entities if e.type == "time"][:1] == [hour]


def test_the_other_half_of_the_day_stays_possible(understand: Understand) -> None:
    (time,) = understand("at seven", business=None).entities
    assert (time.value, time.alternatives) == ("19:00", ("07:00",))


@pytest.mark.parametrize(("said", "hour"), [("at nine", "09:00"), ("at eight", "08:00"), ("at four", "16:00")])
def test_an_hour_at_a_clinic_is_one_when_the_clinic_is_open(understand: Understand, said: str, hour: str) -> None:
    assert [e.value for e in understand(said, business="clinic").entities] == [hour]


def test_a_moment_also_lists_its_day_and_its_hour(understand: Understand) -> None:
    entities = understand("tomorrow at half past seven").entities
    assert [(e.type, e.value) for e in entities] == [
        ("datetime", "2026-11-24T19:30"),
        ("date", "2026-11-24"),
        ("time", "19:30"),
    ]


RANGES: list[tuple[str, str, dict[str, Any]]] = [
    ("between 7 and 8", "time_range", {"start": "19:00", "end": "20:00"}),
    ("from six to nine pm", "time_range", {"start": "18:00", "end": "21:00"}),
    ("after 6", "time_range", {"start": "18:00", "end": None}),
    ("before eight", "time_range", {"start": None, "end": "20:00"}),
    ("tomorrow evening", "datetime_range", {"start": "2026-11-24T17:00", "end": "2026-11-24T23:00"}),
    ("between 7 and 8 on Saturday", "datetime_range", {"start": "2026-11-28T19:00", "end": "2026-11-28T20:00"}),
    ("this weekend", "date_range", {"start": "2026-11-28", "end": "2026-11-30"}),
    ("next week", "date_range", {"start": "2026-11-30", "end": "2026-12-07"}),
    ("in December", "date_range", {"start": "2026-12-01", "end": "2027-01-01"}),
    ("from Friday to Sunday", "date_range", {"start": "2026-11-27", "end": "2026-11-30"}),
    ("from the 1st to the 3rd of December", "date_range", {"start": "2026-12-01", "end": "2026-12-04"}),
    ("entre las siete y las ocho", "time_range", {"start": "19:00", "end": "20:00"}),
    ("después de las ocho", "time_range", {"start": "20:00", "end": None}),
    ("mañana por la mañana", "datetime_range", {"start": "2026-11-24T06:00", "end": "2026-11-24T12:00"}),
    ("este fin de semana", "date_range", {"start": "2026-11-28", "end": "2026-11-30"}),
]


@pytest.mark.parametrize(("said", "kind", "value"), RANGES)
def test_a_stretch_of_time_ends_before_its_end(
    understand: Understand, said: str, kind: str, value: dict[str, Any]
) -> None:
    assert [e.value for e in understand(said).entities if e.type == kind] == [value]


def test_a_time_from_now_is_counted_from_the_clock(understand: Understand) -> None:
    assert understand("in twenty minutes").entities[0].value == "2026-11-23T10:20"


def test_a_british_business_reads_the_day_first(understand: Understand) -> None:
    (day,) = understand("4/12", business=None, timezone="Europe/London").entities
    assert (day.value, day.alternatives) == ("2026-12-04", ("2027-04-12",))


LENGTHS = [
    ("for two hours", "PT2H"),
    ("90 minutes", "PT90M"),
    ("an hour and a half", "PT1H30M"),
    ("media hora", "PT30M"),
]


@pytest.mark.parametrize(("said", "length"), LENGTHS)
def test_a_length_of_time_is_written_as_iso_8601(understand: Understand, said: str, length: str) -> None:
    assert [e.value for e in understand(said).entities if e.type == "duration"] == [length]


COMING = [
    ("2026-11-27T18:00", "el sábado que viene", ["2026-12-05", "2026-11-28"]),
    ("2026-11-27T18:00", "el domingo que viene", ["2026-11-29", "2026-12-06"]),
    ("2026-11-23T18:00", "el jueves de la semana que viene", ["2026-12-03", "2026-11-26"]),
]


@pytest.mark.parametrize(("now", "said", "days"), COMING)
def test_que_viene_is_the_first_one_after_today_but_nobody_calls_tomorrow_so(
    now: str, said: str, days: list[str]
) -> None:
    here = Circumstances(datetime.fromisoformat(now).replace(tzinfo=UTC), "America/Los_Angeles", language="es")
    heard = LocalUnderstander().understand(Utterance((said,), "es"), here)
    assert [[e.value, *e.alternatives] for e in heard.entities if e.type == "date"] == [days]


def test_people_before_an_hour_are_no_beginning_of_a_stretch() -> None:
    here = Circumstances(datetime(2026, 11, 27, 18, tzinfo=UTC), "America/Los_Angeles", language="es")
    heard = LocalUnderstander().understand(Utterance(("Para siete a las 5 y media de la tarde.",), "es"), here)
    assert [(e.type, e.value) for e in heard.entities] == [("party_size", 7), ("time", "17:30")]
