"""Nobody's phone rings at night because of a text that could wait."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.business.definition import Business, Policies
from receptionist.messages.quiet import AFTER_BOOKING, BEFORE_THE_VISIT, quiet_around, reminder_time
from tests.receptionist.booking.houses import house, on

ZONE = "America/New_York"
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def business(zone: str = ZONE, **policies: Any) -> Business:
    return house(zone=zone, policies=Policies(**policies))


def sent(visit: str, minutes: int, booked: datetime = LONG_AGO, **policies: Any) -> str | None:
    day, clock = visit.split()
    at = reminder_time(business(**policies), on(day, clock, ZONE), minutes, booked)
    return f"{at.astimezone(ZoneInfo(ZONE)):%a %H:%M}" if at else None


def test_a_reminder_by_day_goes_exactly_when_it_is_meant_to() -> None:
    assert sent("2026-11-27 19:30", 1440) == "Thu 19:30"
    assert sent("2026-11-27 19:30", 120) == "Fri 17:30"


def test_one_meant_for_the_night_goes_on_the_evening_before() -> None:
    assert sent("2026-11-27 09:00", 120) == "Thu 20:30"
    assert sent("2026-11-27 23:30", 120) == "Fri 20:30"


def test_once_that_evening_is_over_it_goes_in_the_morning_if_the_visit_is_later() -> None:
    at_ten = on("2026-11-26", "22:00", ZONE)
    assert sent("2026-11-27 09:30", 120, at_ten) == "Fri 08:00"
    assert sent("2026-11-27 08:45", 120, at_ten) is None
    assert sent("2026-11-27 23:30", 1440, on("2026-11-26", "20:00", ZONE)) == "Fri 08:00"


def test_nobody_is_reminded_of_what_they_have_just_booked() -> None:
    visit = on("2026-11-27", "19:30", ZONE)
    assert sent("2026-11-27 19:30", 120, visit - timedelta(minutes=121)) is None
    assert sent("2026-11-27 19:30", 120, visit - timedelta(minutes=180)) is None
    assert sent("2026-11-27 19:30", 120, visit - timedelta(minutes=181)) == "Fri 17:30"
    assert sent("2026-11-27 19:30", 1440, visit - timedelta(hours=20)) is None


def test_quiet_hours_may_lie_within_one_day_or_not_be_there() -> None:
    siesta: dict[str, Any] = {"quiet_from": time(14), "quiet_until": time(16)}
    assert sent("2026-11-27 17:00", 120, **siesta) == "Fri 13:30"
    assert sent("2026-11-27 09:00", 480, **siesta) == "Fri 01:00"
    assert sent("2026-11-27 09:00", 480, quiet_from=time(3), quiet_until=time(3)) == "Fri 01:00"


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-03-07", 10), ("2026-10-31", 12), ("2026-11-26", 11)]
)  # fmt: skip
def test_the_night_a_clock_changes_is_an_hour_shorter_or_longer(night: str, hours: int) -> None:
    found = quiet_around(business(), on(night, "23:00", ZONE))
    assert found is not None
    assert (found.start, found.length) == (on(night, "21:00", ZONE), timedelta(hours=hours))


def test_quiet_that_ends_in_an_hour_that_comes_twice_or_never_still_ends_once() -> None:
    twice = business(quiet_until=time(1, 30))
    ends = on("2026-11-01", "01:30", ZONE)
    assert quiet_around(twice, ends - timedelta(minutes=1)) is not None
    assert all(quiet_around(twice, ends + timedelta(minutes=n)) is None for n in range(0, 120, 10))
    never = business(quiet_until=time(2, 30))
    skipped = on("2026-03-08", "03:30", ZONE)
    assert quiet_around(never, skipped - timedelta(minutes=1)) is not None
    assert quiet_around(never, skipped) is None


@given(
    minute=st.integers(0, 2 * 365 * 24 * 60),
    ahead=st.integers(0, 60 * 24 * 10),
    minutes=st.sampled_from([30, 60, 120, 1440, 2880]),
    zone=st.sampled_from(
        ["America/New_York", "Europe/London", "America/Phoenix", "Asia/Kolkata", "Australia/Lord_Howe"]
    ),
    begins=st.times(),
    ends=st.times(),
)
def test_whatever_the_visit_no_reminder_is_at_night_or_too_late_or_too_soon(
    minute: int, ahead: int, minutes: int, zone: str, begins: time, ends: time
) -> None:
    here, at = business(zone, quiet_from=begins, quiet_until=ends), LONG_AGO + timedelta(minutes=minute)
    now = at - timedelta(minutes=ahead)
    found = reminder_time(here, at, minutes, now)
    if found is not None:
        assert now + AFTER_BOOKING < found < at
        moved = found != at - timedelta(minutes=minutes)
        assert not moved or found <= max(at - BEFORE_THE_VISIT, at - timedelta(minutes=minutes))
        assert quiet_around(here, found) is None
