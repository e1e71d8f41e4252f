"""When somebody is there, of the hours the house is open."""

from datetime import date, time

from receptionist.business.definition import DayHours, HoursOverride, OpenHours
from receptionist.business.opening import Sitting, shifts
from tests.receptionist.booking.houses import hours, house, person

FRIDAY = date(2026, 11, 27)


def there(
    *own: OpenHours, open_from: str = "09:00", until: str = "17:00", days: tuple[DayHours, ...] = ()
) -> list[str]:
    dana = person("dana", shifts=own).model_copy(update={"days": days})
    return said(shifts(house(dana, hours=(hours(open_from, until),)), dana, FRIDAY))


def said(found: tuple[Sitting, ...]) -> list[str]:
    return [f"{opens:%H:%M}-{closes:%H:%M}" for opens, closes in found]


def test_who_has_no_hours_of_their_own_is_there_whenever_the_house_is_open() -> None:
    assert there() == ["09:00-17:00"]


def test_own_hours_count_as_far_as_the_house_is_open() -> None:
    assert there(hours("08:00", "12:00"), hours("13:00", "20:00")) == ["09:00-12:00", "13:00-17:00"]
    assert there(hours("18:00", "20:00")) == []
    assert there(hours("09:00", "17:00", "mon", "tue")) == []


def test_hours_past_midnight_are_of_the_day_they_begin_on() -> None:
    assert there(hours("20:00", "02:00"), open_from="17:00", until="01:00") == ["20:00-01:00"]


def test_what_is_said_of_a_day_replaces_the_usual_hours() -> None:
    away = DayHours(first=FRIDAY, last=FRIDAY)
    swapped = DayHours(first=FRIDAY, last=FRIDAY, hours=((time(12), time(15)),))
    assert there(hours("09:00", "17:00"), days=(away,)) == []
    assert there(hours("09:00", "11:00"), days=(swapped,)) == ["12:00-15:00"]


def test_nobody_is_there_when_the_house_is_closed() -> None:
    dana = person("dana", shifts=(hours("09:00", "17:00"),))
    closed = house(dana, overrides=(HoursOverride(first=FRIDAY, last=FRIDAY, reason="Thanksgiving"),))
    assert shifts(closed, dana, FRIDAY) == ()
