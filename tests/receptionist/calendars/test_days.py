"""Dates as people write them into spreadsheets."""

from datetime import UTC, date, datetime, time

import pytest

from receptionist.calendars.days import Order, Unclear, clock, day, moment, order_of

THIRD_OF_APRIL = date(2026, 4, 3)


@pytest.mark.parametrize(
    "text",
    ["2026-04-03", "2026/4/3", "20260403", "3.4.2026", "3 Apr 2026", "Apr 3, 2026", "April 3rd 2026", "Fri, 3 April 2026",
     "Friday April 3, 2026", "2026-04-03 00:00:00"],
)  # fmt: skip
def test_a_date_that_says_what_it_means_is_read(text: str) -> None:
    assert day(text, None) == THIRD_OF_APRIL


def test_a_date_that_can_mean_two_days_is_not_guessed() -> None:
    with pytest.raises(Unclear):
        day("03/04/2026", None)
    assert day("03/04/2026", "day_first") == THIRD_OF_APRIL
    assert day("04/03/26", "month_first") == THIRD_OF_APRIL
    assert day("04/04/2026", None) == date(2026, 4, 4)
    assert day("13/04/2026", None) == date(2026, 4, 13)


@pytest.mark.parametrize(
    ("texts", "order"),
    [(["03/04/2026", "25/12/2026"], "day_first"), (["3-4-2026", "12-25-2026"], "month_first"),
     (["03/04/2026"], None), (["25/12/2026", "12/25/2026"], None), (["2026-04-03"], None)],
)  # fmt: skip
def test_another_date_of_the_file_decides_unless_two_contradict(texts: list[str], order: Order | None) -> None:
    assert order_of(texts) == order


@pytest.mark.parametrize("text", ["", "31/02/2026", "2026-13-01", "tomorrow", "3 Foo 2026", "2026-04-03 at eight"])
def test_what_is_no_date_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        day(text, "day_first")


@pytest.mark.parametrize(
    ("text", "read"),
    [("19:30", time(19, 30)), ("7:30 PM", time(19, 30)), ("7pm", time(19)), ("12 am", time(0)), ("12:15 p.m.", time(12, 15)),
     ("19.30", time(19, 30)), ("19h30", time(19, 30)), ("09:05:00", time(9, 5))],
)  # fmt: skip
def test_a_time_is_read(text: str, read: time) -> None:
    assert clock(text) == read


@pytest.mark.parametrize("text", ["7", "25:00", "13 pm", "noon", ""])
def test_what_is_no_time_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):
        clock(text)


def test_a_moment_is_a_day_and_a_time_or_an_instant() -> None:
    assert moment("03/04/2026 7:30 PM", "day_first") == datetime(2026, 4, 3, 19, 30)  # noqa: DTZ001
    assert moment("2026-04-03T19:30:00Z", None) == datetime(2026, 4, 3, 19, 30, tzinfo=UTC)
    with pytest.raises(ValueError):
        moment("2026-04-03", None)
