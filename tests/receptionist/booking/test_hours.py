"""When the house is open, in every kind of night."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from receptionist.booking.hours import is_open, next_opening, opening_spans, service_day
from receptionist.booking.model import Page
from receptionist.booking.overview import free_starts, month_keys
from receptionist.booking.promise import sure_it_suits
from receptionist.booking.slots import find
from receptionist.business.definition import HoursOverride, Needs, Overlay, Policies
from tests.receptionist.booking.houses import day, hours, house, on, person, table, treatment, wish


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


NIGHTS = [
    # zone, opens, closes, service day, begins and ends in UTC, hours open
    ("America/New_York", "17:00", "02:00", "2026-11-20", "2026-11-20T22:00", "2026-11-21T07:00", 9),
    # New York falls back at 2:00 on 1 November: one o'clock comes twice
    ("America/New_York", "17:00", "03:00", "2026-10-31", "2026-10-31T21:00", "2026-11-01T08:00", 11),
    ("America/New_York", "17:00", "01:30", "2026-10-31", "2026-10-31T21:00", "2026-11-01T05:30", 8.5),
    ("America/New_York", "17:00", "22:00", "2026-11-01", "2026-11-01T22:00", "2026-11-02T03:00", 5),
    # and springs forward at 2:00 on 8 March: half past two does not come
    ("America/New_York", "17:00", "03:00", "2026-03-07", "2026-03-07T22:00", "2026-03-08T07:00", 9),
    ("America/New_York", "17:00", "02:30", "2026-03-07", "2026-03-07T22:00", "2026-03-08T07:30", 9.5),
    ("America/New_York", "01:00", "06:00", "2026-03-08", "2026-03-08T06:00", "2026-03-08T10:00", 4),
    # Toronto changes on the same nights
    ("America/Toronto", "18:00", "02:00", "2026-10-31", "2026-10-31T22:00", "2026-11-01T07:00", 9),
    ("America/Toronto", "08:00", "12:00", "2026-03-08", "2026-03-08T12:00", "2026-03-08T16:00", 4),
    # London at 1:00 UTC on the last Sunday of March and October
    ("Europe/London", "18:00", "03:00", "2026-10-24", "2026-10-24T17:00", "2026-10-25T03:00", 10),
    ("Europe/London", "18:00", "03:00", "2026-03-28", "2026-03-28T18:00", "2026-03-29T02:00", 8),
    ("Europe/London", "18:00", "01:30", "2026-03-28", "2026-03-28T18:00", "2026-03-29T01:30", 7.5),
    # Phoenix and Kolkata never change
    ("America/Phoenix", "17:00", "02:00", "2026-10-31", "2026-11-01T00:00", "2026-11-01T09:00", 9),
    ("America/Phoenix", "17:00", "02:00", "2026-03-07", "2026-03-08T00:00", "2026-03-08T09:00", 9),
    ("Asia/Kolkata", "18:30", "00:30", "2026-11-20", "2026-11-20T13:00", "2026-11-20T19:00", 6),
    ("Asia/Kolkata", "00:00", "00:00", "2026-11-20", "2026-11-19T18:30", "2026-11-20T18:30", 24),
]


@pytest.mark.parametrize(("zone", "opens", "closes", "date", "begins", "ends", "long"), NIGHTS)
def test_a_sitting_is_as_long_as_it_is_in_the_room(
    zone: str, opens: str, closes: str, date: str, begins: str, ends: str, long: float
) -> None:
    bar = house(zone=zone, hours=(hours(opens, closes),))
    (sitting,) = opening_spans(bar, day(date), day(date))
    assert (sitting.start, sitting.end) == (utc(begins), utc(ends))
    assert sitting.length.total_seconds() / 3600 == long


def test_a_sitting_that_the_clock_change_swallows_does_not_happen() -> None:
    cafe = house(zone="America/New_York", hours=(hours("02:00", "03:00"),))
    assert opening_spans(cafe, day("2026-03-08"), day("2026-03-08")) == []
    assert len(opening_spans(cafe, day("2026-03-07"), day("2026-03-09"))) == 2


def test_after_midnight_it_is_still_last_evening_in_the_bar() -> None:
    bar = house(hours=(hours("17:00", "02:00", "fri", "sat"),))
    assert service_day(bar, on("2026-11-28", "01:30")) == day("2026-11-27")
    assert service_day(bar, on("2026-11-28", "02:00")) == day("2026-11-28")
    assert service_day(bar, on("2026-11-27", "01:30")) == day("2026-11-27")
    assert is_open(bar, on("2026-11-28", "01:59"))
    assert not is_open(bar, on("2026-11-28", "02:00"))
    assert not is_open(bar, on("2026-11-27", "01:30"))


def test_between_two_sittings_the_next_opening_is_tonight() -> None:
    place = house(hours=(hours("11:30", "14:30"), hours("17:00", "22:00", "mon", "tue", "wed", "thu", "fri")))
    assert next_opening(place, on("2026-11-27", "15:00")) == on("2026-11-27", "17:00")
    assert next_opening(place, on("2026-11-28", "15:00")) == on("2026-11-29", "11:30")
    assert next_opening(house(hours=()), on("2026-11-28", "15:00")) is None


def test_a_holiday_replaces_the_hours_of_its_days() -> None:
    eve = HoursOverride(first=day("2026-12-24"), last=day("2026-12-24"), hours=((time(11), time(15)),))
    closed = HoursOverride(first=day("2026-12-25"), last=day("2026-12-26"))
    place = house(overrides=(eve, closed))
    spans = opening_spans(place, day("2026-12-23"), day("2026-12-27"))
    assert [span.start for span in spans] == [
        on("2026-12-23", "17:00"),
        on("2026-12-24", "11:00"),
        on("2026-12-27", "17:00"),
    ]


@pytest.mark.parametrize(
    ("closes", "left"),
    [
        ("20:00", ["12:00-14:30", "17:00-20:00"]),
        ("16:00", ["12:00-14:30"]),
        ("13:00", ["12:00-13:00"]),
        ("00:30", ["12:00-14:30", "17:00-00:30"]),
        ("03:00", ["12:00-14:30", "17:00-01:00"]),
    ],
)
def test_closing_early_cuts_the_evening_and_drops_what_would_begin_later(closes: str, left: list[str]) -> None:
    today = day("2026-11-27")
    early = Overlay(kind="closing_early", first=today, last=today, closes=time.fromisoformat(closes))
    place = house(hours=(hours("12:00", "14:30"), hours("17:00", "01:00")), overlays=(early,))
    assert [f"{span.start:%H:%M}-{span.end:%H:%M}" for span in opening_spans(place, today, today)] == left


ZONES = ["America/Toronto", "America/New_York", "Europe/London", "America/Phoenix", "Asia/Kolkata"]
SIX_TO_TWO = [
    # zone, evening, and how many hours of it there are in the room
    ("America/Toronto", "2026-03-07", 8), ("America/Toronto", "2026-10-31", 9),
    ("America/New_York", "2026-03-07", 8), ("America/New_York", "2026-10-31", 9),
    ("Europe/London", "2026-03-28", 7), ("Europe/London", "2026-10-24", 9),
    ("America/Phoenix", "2026-03-07", 8), ("America/Phoenix", "2026-10-31", 8),
    ("Asia/Kolkata", "2026-03-28", 8), ("Asia/Kolkata", "2026-10-31", 8),
]  # fmt: skip


@pytest.mark.parametrize(("zone", "evening", "long"), SIX_TO_TWO)
def test_a_bar_open_from_six_to_two_serves_the_whole_night_as_one_day(zone: str, evening: str, long: int) -> None:
    """New York skips from two to three after closing; London from one to two while the bar is open; in autumn one comes
    twice and the second is served too, or begins at closing."""
    bar = house(
        table("t1", 2), zone=zone, hours=(hours("18:00", "02:00"),), policies=Policies(lead_minutes=0, horizon_days=999)
    )
    (sitting,) = opening_spans(bar, day(evening), day(evening))
    assert sitting.length == timedelta(hours=long)
    moments = [sitting.start + timedelta(minutes=15 * n) for n in range(4 * long)]
    assert {service_day(bar, at) for at in moments} == {day(evening)}
    assert service_day(bar, sitting.end) == day(evening) + timedelta(days=1)
    request = wish(sitting.start)
    pages = {key: Page(key) for key in month_keys(bar, request, day(evening), day(evening))}
    now = utc("2026-01-01T00:00")
    (found,) = free_starts(bar, request, pages, day(evening), day(evening), now)
    assert list(found.starts) == moments[: 4 * (long - 1) + 1], "until an hour before closing"
    for start in (moments[0], moments[-5]):
        slot = find(bar, wish(start), pages, now).exact
        assert slot is not None
        assert slot.span.length == timedelta(minutes=90), "minutes that pass, not minutes of the clock"
        sure_it_suits(bar, slot, 2)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("night", ["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01", "2026-07-01"])
def test_an_all_night_house_has_a_start_for_every_quarter_hour_that_comes(zone: str, night: str) -> None:
    place = house(
        table("t1", 2), zone=zone, hours=(hours("00:00", "00:00"),), policies=Policies(lead_minutes=0, horizon_days=999)
    )
    (sitting,) = opening_spans(place, day(night), day(night))
    changed = {
        ("America/Toronto", "2026-03-08"): 23, ("America/New_York", "2026-03-08"): 23, ("Europe/London", "2026-03-29"): 23,
        ("America/Toronto", "2026-11-01"): 25, ("America/New_York", "2026-11-01"): 25, ("Europe/London", "2026-10-25"): 25,
    }  # fmt: skip
    quarters = 4 * changed.get((zone, night), 24)
    request = wish(sitting.start)
    pages = {key: Page(key) for key in month_keys(place, request, day(night), day(night))}
    (found,) = free_starts(place, request, pages, day(night), day(night), utc("2026-01-01T00:00"))
    assert len(found.starts) == quarters - 3
    assert len({start.astimezone(UTC) for start in found.starts}) == quarters - 3
    assert {start.astimezone(ZoneInfo(zone)).minute for start in found.starts} == {0, 15, 30, 45}


def test_a_shift_on_the_night_of_the_change_is_as_long_as_it_is_worked() -> None:
    night = (hours("22:00", "04:00", "sat"),)
    shop = house(person("ben", shifts=night), zone="America/New_York", hours=(hours("20:00", "06:00"),),
                 services=(treatment("cut", 60, Needs(kind="staff")),), policies=Policies(lead_minutes=0, horizon_days=999))  # fmt: skip
    for evening, long in (("2026-03-07", 5), ("2026-10-31", 7), ("2026-07-04", 6)):
        request = wish(on(evening, "22:00", "America/New_York"), 1, "cut")
        pages = {key: Page(key) for key in month_keys(shop, request, day(evening), day(evening))}
        (found,) = free_starts(shop, request, pages, day(evening), day(evening), utc("2026-01-01T00:00"))
        assert (found.starts[-1] - found.starts[0]) == timedelta(hours=long - 1)
