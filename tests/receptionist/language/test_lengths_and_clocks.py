"""Lengths of time, times from now, and the many ways to tell the time. Now is Monday, 23 November 2026, 10:00."""

from collections.abc import Callable
from typing import Any

import pytest

from receptionist.language.understanding import Understanding

Understand = Callable[..., Understanding]

LENGTHS = [
    ("en", "half an hour", "PT30M"),
    ("en", "three quarters of an hour", "PT45M"),
    ("en", "an hour and a half", "PT1H30M"),
    ("en", "two and a half hours", "PT2H30M"),
    ("en", "two hours ten", "PT2H10M"),
    ("en", "2.5 hours", "PT2H30M"),
    ("en", "a couple of hours", "PT2H"),
    ("en", "three weeks", "P3W"),
    ("en", "will it last two hours", "PT2H"),
    ("en", "it will last three weekends", "P6D"),
    ("en", "I need it for the whole day", "P1D"),
    ("en", "a month and a half", "P1M15D"),
    ("es", "hora y media", "PT1H30M"),
    ("es", "una hora y cuarto", "PT1H15M"),
    ("es", "tres cuartos de hora", "PT45M"),
    ("es", "dos horas y media", "PT2H30M"),
    ("es", "por tres horas", "PT3H"),
    ("pa", "ਡੇਢ ਘੰਟਾ", "PT1H30M"),
    ("pa", "ਢਾਈ ਘੰਟੇ", "PT2H30M"),
    ("pa", "ਸਾਢੇ ਤਿੰਨ ਘੰਟੇ", "PT3H30M"),
    ("pa", "ਅੱਧਾ ਘੰਟਾ", "PT30M"),
    ("pa", "dedh ghanta", "PT1H30M"),
]


@pytest.mark.parametrize(("language", "said", "length"), LENGTHS)
def test_parts_of_hours_add_up(understand: Understand, language: str, said: str, length: str) -> None:
    assert [e.value for e in understand(said, heard=language).entities if e.type == "duration"] == [length]


FROM_NOW = [
    ("en", "in three quarters of an hour", "2026-11-23T10:45"),
    ("en", "half an hour from now", "2026-11-23T10:30"),
    ("en", "in an hour and a half", "2026-11-23T11:30"),
    ("en", "in ten or fifteen minutes", "2026-11-23T10:15"),
    ("en", "I will be there in 15", "2026-11-23T10:15"),
    ("en", "a table for two right now", "2026-11-23T10:00"),
    ("en", "can you see me now?", "2026-11-23T10:00"),
    ("es", "en media hora", "2026-11-23T10:30"),
    ("es", "¿tiene mesa ahora mismo?", "2026-11-23T10:00"),
    ("es", "dentro de dos horas", "2026-11-23T12:00"),
    ("pa", "20 ਮਿੰਟ ਵਿੱਚ", "2026-11-23T10:20"),
]


@pytest.mark.parametrize(("language", "said", "moment"), FROM_NOW)
def test_a_length_counted_from_now_is_a_moment(understand: Understand, language: str, said: str, moment: str) -> None:
    assert [e.value for e in understand(said, heard=language).entities if e.type == "datetime"] == [moment]


CLOCKS = [
    ("en", "3:20p", "15:20"),
    ("en", "at 16h30", "16:30"),
    ("en", "nineteen hundred hours", "19:00"),
    ("en", "twenty minutes past six pm", "18:20"),
    ("en", "quarter of eight in the evening", "19:45"),
    ("en", "twelve at night", "00:00"),
    ("en", "five-ish", "17:00"),
    ("es", "veinte para las nueve de la noche", "20:40"),
    ("es", "a las ocho menos veinte de la tarde", "19:40"),
    ("es", "a las doce de la noche", "00:00"),
    ("es", "a las 21 horas", "21:00"),
    ("pa", "ਸ਼ਾਮ ਨੂੰ ਸੱਤ ਵਜੇ", "19:00"),
    ("pa", "ਢਾਈ ਵਜੇ", "14:30"),
    ("pa", "ਸਵਾ ਸੱਤ", "19:15"),
    ("pa", "ਸੱਤ ਵਜ ਕੇ ਵੀਹ ਮਿੰਟ", "19:20"),
    ("pa", "ਅੱਠ ਵੱਜਣ ਵਿੱਚ ਦਸ ਮਿੰਟ", "19:50"),
    ("pa", "ਰਾਤ ਬਾਰਾਂ ਵਜੇ", "00:00"),
    ("pa", "sadhe satt", "19:30"),
    ("pa", "paune atth", "19:45"),
    ("pa", "dedh vaje", "13:30"),
]


@pytest.mark.parametrize(("language", "said", "time"), CLOCKS)
def test_the_time_is_told_in_many_ways(understand: Understand, language: str, said: str, time: str) -> None:
    assert [e.value for e in understand(said, heard=language, business=None).entities if e.type == "time"] == [time]


RANGES: list[tuple[str, str, dict[str, Any]]] = [
    ("en", "9:30 to 11", {"start": "09:30", "end": "11:00"}),
    ("en", "5 to 6 pm", {"start": "17:00", "end": "18:00"}),
    ("en", "from 2 pm for two hours", {"start": "14:00", "end": "16:00"}),
    ("en", "6 pm onwards", {"start": "18:00", "end": None}),
    ("en", "before lunch", {"start": None, "end": "11:00"}),
    ("es", "de 2 a 4 por la tarde", {"start": "14:00", "end": "16:00"}),
    ("es", "antes de las ocho de la noche", {"start": None, "end": "20:00"}),
    ("pa", "ਪੰਜ ਵਜੇ ਤੋਂ ਬਾਅਦ", {"start": "17:00", "end": None}),
    ("pa", "ਛੇ ਤੋਂ ਅੱਠ ਵਜੇ ਤੱਕ", {"start": "18:00", "end": "20:00"}),
    ("pa", "satt vaje ton pehlan", {"start": None, "end": "19:00"}),
]


@pytest.mark.parametrize(("language", "said", "value"), RANGES)
def test_a_stretch_of_hours_has_the_ends_that_were_said(
    understand: Understand, language: str, said: str, value: dict[str, Any]
) -> None:
    found = [e.value for e in understand(said, heard=language, business=None).entities if e.type == "time_range"]
    assert found == [value]


def test_a_part_of_the_day_between_a_day_and_its_hours_belongs_to_both(understand: Understand) -> None:
    found = understand("Friday morning from 10 to 11", business=None).entities
    assert {"start": "2026-11-27T10:00", "end": "2026-11-27T11:00"} in [
        e.value for e in found if e.type == "datetime_range"
    ]


@pytest.mark.parametrize(("said", "number"), [("ਬੱਤੀ", 32), ("ਪੰਤਾਲੀ", 45), ("ਅੱਸੀ", 80), ("ਨੜਿੰਨਵੇਂ", 99), ("painti", 35)])
def test_punjabi_counts_to_a_hundred(understand: Understand, said: str, number: int) -> None:
    found = [
        e.value for e in understand(said, heard="pa", business=None).entities if e.type in ("number", "party_size")
    ]
    assert number in found


NUMBERS = [
    ("en", "one hundred forty seven thousand four hundred fifty one", 147451),
    ("en", "two million", 2000000),
    ("en", "eighteen point eight five", 18.85),
    ("es", "ciento cuarenta y siete mil cuatrocientos cincuenta y uno", 147451),
    ("es", "mil ciento veintiséis", 1126),
    ("es", "uno coma veintiséis", 1.26),
]


@pytest.mark.parametrize(("language", "said", "number"), NUMBERS)
def test_large_numbers_and_decimals_are_one_number(
    understand: Understand, language: str, said: str, number: float
) -> None:
    assert [e.value for e in understand(said, heard=language, business=None).entities] == [number]


SUMS = [
    ("en", "eleven dollars and fifty one cents", "11.51"),
    ("en", "ninety nine cents", "0.99"),
    ("es", "setenta y cinco dólares y sesenta y tres centavos", "75.63"),
]


@pytest.mark.parametrize(("language", "said", "amount"), SUMS)
def test_sums_of_money_have_cents(understand: Understand, language: str, said: str, amount: str) -> None:
    found = [e.value["amount"] for e in understand(said, heard=language, business=None).entities if e.type == "money"]
    assert found == [amount]


def test_now_is_a_moment_when_it_was_asked_for(understand: Understand) -> None:
    answer = understand("now please", expecting="time")
    assert [e.value for e in answer.entities if e.type == "datetime"] == ["2026-11-23T10:00"]


@pytest.mark.parametrize(
    "said",
    ["I can't talk right now", "hold off on booking a room for now", "which weekend am I free", "book it right now"],
)
def test_now_is_no_moment_where_nothing_is_wished_for_then(understand: Understand, said: str) -> None:
    assert not [e for e in understand(said).entities if e.type in ("datetime", "time", "time_range", "datetime_range")]


FROM_THIS_MINUTE = [
    ("a table between now and eight", {"start": "2026-11-23T10:00", "end": "2026-11-23T20:00"}),
    ("from now until nine", {"start": "2026-11-23T10:00", "end": "2026-11-23T21:00"}),
    ("in the five coming minutes", {"start": "2026-11-23T10:00", "end": "2026-11-23T10:05"}),
    ("tomorrow a.m.", {"start": "2026-11-24T00:00", "end": "2026-11-24T12:00"}),
    ("Friday PM please", {"start": "2026-11-27T12:00", "end": "2026-11-28T00:00"}),
    ("at lunch tomorrow", {"start": "2026-11-24T11:00", "end": "2026-11-24T15:00"}),
    ("on Tuesday after school", {"start": "2026-11-24T15:00", "end": "2026-11-24T21:00"}),
]


@pytest.mark.parametrize(("said", "stretch"), FROM_THIS_MINUTE)
def test_stretches_begin_now_or_are_named(understand: Understand, said: str, stretch: Any) -> None:
    assert [e.value for e in understand(said, heard="en").entities if e.type == "datetime_range"] == [stretch]
