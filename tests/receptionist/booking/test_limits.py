"""How many may come: by the quarter hour, at once, by the day."""

from datetime import timedelta
from typing import Any

import pytest

from receptionist.booking.model import Booking, Customer, Page, Slot
from receptionist.booking.pages import erase, keys_of, keys_of_booking
from receptionist.business.definition import Business, Location, Needs, Pacing, Policies
from receptionist.errors import DayFull, Full
from receptionist.ids import BookingId, LocationId, Phone, ResourceId, ServiceId
from receptionist.spans import Span
from tests.receptionist.booking.houses import (
    NOW,
    answer,
    day,
    hours,
    house,
    offer,
    on,
    person,
    starts,
    table,
    taken,
    treatment,
    wish,
    written,
)

FRIDAY = "2026-11-27"
EIGHT = on(FRIDAY, "20:00")
TABLES = tuple(table(f"t{n}", 8) for n in range(6))


def paced(**limits: Any) -> Business:
    return house(*TABLES, policies=Policies(**limits))


def come(start: str, covers: int, owner: str, minutes: int = 90) -> list[Page]:
    return taken("house", on(FRIDAY, start), minutes, owner, covers=covers)


def test_so_many_parties_arrive_in_a_quarter_hour() -> None:
    place = paced(parties_per_quarter_hour=2)
    one, two = come("20:00", 2, "b1"), come("20:05", 2, "b2")
    assert answer(place, wish(EIGHT), one) == ("t0",)
    assert answer(place, wish(EIGHT), one, two) == "full"
    assert answer(place, wish(on(FRIDAY, "20:15")), one, two) == ("t0",)


def test_a_party_above_the_pace_comes_alone_or_not_at_all() -> None:
    place = paced(covers_per_quarter_hour=4)
    assert answer(place, wish(EIGHT, 6)) == ("t0",)
    assert answer(place, wish(EIGHT, 6), come("20:00", 1, "b1")) == "full"


def test_the_rush_has_a_pace_of_its_own() -> None:
    rush = Pacing(days=("fri",), opens=hours("20:00", "21:00").opens, closes=hours("20:00", "21:00").closes,
                  covers_per_quarter_hour=2)  # fmt: skip
    place = paced(covers_per_quarter_hour=6, pacing=(rush,))
    assert answer(place, wish(EIGHT), come("20:00", 2, "b1")) == "full"
    assert answer(place, wish(on(FRIDAY, "19:45")), come("19:45", 2, "b1")) == ("t0",)
    thursday = taken("house", on("2026-11-26", "20:00"), covers=2)
    assert answer(place, wish(on("2026-11-26", "20:00")), thursday) == ("t0",)


def test_a_pace_after_midnight_is_of_the_evening_before() -> None:
    late = Pacing(days=("fri",), opens=hours("23:00", "02:00").opens, closes=hours("23:00", "02:00").closes,
                  parties_per_quarter_hour=0)  # fmt: skip
    bar = house(*TABLES, hours=(hours("18:00", "03:00"),), policies=Policies(pacing=(late,)))
    half_past_midnight = [on(date, "00:30") for date in ("2026-11-27", "2026-11-28")]
    assert [answer(bar, wish(start)) for start in half_past_midnight] == [("t0",), "full"]
    assert answer(bar, wish(on("2026-11-28", "02:00"))) == ("t0",)


def test_a_rule_without_limits_lifts_those_of_the_house() -> None:
    free = Pacing(days=("fri",), opens=hours("20:00", "21:00").opens, closes=hours("20:00", "21:00").closes)
    place = paced(covers_per_quarter_hour=2, pacing=(free,))
    assert answer(place, wish(EIGHT), come("20:00", 8, "b1")) == ("t0",)
    assert answer(place, wish(on(FRIDAY, "21:00")), come("21:00", 2, "b1")) == "full"


def test_so_many_people_are_in_the_house_at_once() -> None:
    place = paced(covers_at_once=10)
    early, late = come("18:30", 4, "b1"), come("21:00", 4, "b2")
    assert answer(place, wish(EIGHT, 6), early, late) == ("t0",), "the first leave when these come"
    assert answer(place, wish(EIGHT, 7), early, late) == "full"
    found = offer(place, wish(on(FRIDAY, "19:00"), 7), early)
    assert (found.refusal, starts(found)[0]) == ("full", "Fri 20:00")


def test_some_of_the_house_is_kept_for_those_who_walk_in() -> None:
    place = paced(covers_at_once=10, walk_in_covers=4)
    assert answer(place, wish(EIGHT), come("20:00", 4, "b1")) == ("t0",)
    assert answer(place, wish(EIGHT), come("20:00", 5, "b1")) == "full"
    assert answer(place, wish(EIGHT, by_staff=True), come("20:00", 5, "b1")) == ("t0",)
    assert answer(place, wish(EIGHT, 7)) == "too_many"


def test_a_visit_past_midnight_is_in_the_house_on_both_days() -> None:
    bar = house(*TABLES, zone="Etc/UTC", hours=(hours("18:00", "03:00"),), policies=Policies(covers_at_once=10))
    late = taken("house", on(FRIDAY, "23:30", "Etc/UTC"), 90, covers=8)
    assert len(late) == 2
    assert answer(bar, wish(on("2026-11-28", "00:15", "Etc/UTC"), 3), late) == "full"
    assert answer(bar, wish(on(FRIDAY, "23:15", "Etc/UTC"), 3), late) == "full"
    assert answer(bar, wish(on("2026-11-28", "01:00", "Etc/UTC"), 3), late) == ("t0",)


def test_what_is_full_when_asked_is_full_when_written() -> None:
    place = paced(covers_per_quarter_hour=4, covers_at_once=10)
    slot = offer(place, wish(EIGHT, 3)).exact
    assert slot is not None
    for crowd in (come("20:05", 2, "b2"), come("19:00", 8, "b2")):
        with pytest.raises(Full):
            written(place, slot, crowd, covers=3)
        assert written(place, slot, crowd, covers=3, by_staff=True)
        assert written(place, slot, crowd, covers=3, beside=["b2"])


def test_what_the_house_enters_itself_is_counted_for_the_others() -> None:
    place = paced(covers_per_quarter_hour=4)
    slot = offer(place, wish(EIGHT, 4, by_staff=True)).exact
    assert slot is not None
    book = list(written(place, slot, covers=4, by_staff=True).values())
    assert answer(place, wish(EIGHT), book) == "full"


def test_there_is_no_page_where_there_is_no_limit() -> None:
    slot = offer(house(*TABLES, policies=Policies()), wish(EIGHT)).exact
    assert slot is not None
    assert {key.resource for key in keys_of(house(*TABLES, policies=Policies()), slot)} == {"t0"}
    assert {key.resource for key in keys_of(paced(covers_at_once=4), slot)} == {"t0", "house"}


DOCTOR = Needs(kind="staff")


def practice(**limits: Any) -> Business:
    exam = treatment("exam", 60, DOCTOR, **limits)
    return house(person("ana"), person("ben"), services=(exam,), hours=(hours("09:00", "18:00"),))


def seen(start: str, owner: str = "b1", page: str = "day:exam", date: str = FRIDAY, **more: Any) -> list[Page]:
    return taken(page, on(date, start), 60, owner, covers=1, **more)


def test_a_service_is_had_so_often_a_day() -> None:
    place = practice(max_per_day=2)
    two = (seen("09:00"), seen("09:00", "b2"))
    ten = wish(on(FRIDAY, "10:00"), 1, "exam")
    assert answer(place, ten, seen("09:00")) == ("ana",)
    found = offer(place, ten, *two, further=1)
    assert (found.refusal, starts(found)) == ("day_full", ["Thu 10:00", "Sat 10:00", "Thu 09:30"])
    assert answer(place, wish(on(FRIDAY, "10:00"), 1, "exam", by_staff=True), *two) == ("ana",)
    assert answer(place, wish(on(FRIDAY, "10:00"), 1, "exam", instead_of=BookingId("b2")), *two) == ("ana",)
    lapsed = seen("09:00", "hold:h1", expires=NOW)
    assert answer(place, ten, seen("09:00"), lapsed) == ("ana",)


def test_only_so_many_of_them_are_new() -> None:
    place = practice(max_new_per_day=1)
    one = seen("09:00", page="new:exam")
    ten = on(FRIDAY, "10:00")
    assert answer(place, wish(ten, 1, "exam", new_client=True), one) == "day_full"
    assert answer(place, wish(ten, 1, "exam", new_client=False), one) == ("ana",)
    assert answer(place, wish(ten, 1, "exam"), one) == ("ana",)
    slot = offer(place, wish(ten, 1, "exam")).exact
    assert slot is not None
    with pytest.raises(DayFull):
        written(place, slot, one, owner="b2", new_client=True)
    assert written(place, slot, one, owner="b2", new_client=False)
    assert written(place, slot, one, owner="b2", new_client=True, by_staff=True)


def test_after_midnight_counts_for_the_evening_before() -> None:
    bar = house(
        person("ana"), services=(treatment("exam", 30, DOCTOR, max_per_day=1),), hours=(hours("18:00", "02:00"),)
    )
    after_midnight = offer(bar, wish(on("2026-11-28", "01:00"), 1, "exam")).exact
    assert after_midnight is not None
    book = list(written(bar, after_midnight).values())
    assert answer(bar, wish(EIGHT, 1, "exam"), book) == "day_full"
    assert answer(bar, wish(on("2026-11-28", "20:00"), 1, "exam"), book) == ("ana",)


def test_each_place_counts_for_itself() -> None:
    north, south = (
        Location(id=LocationId(name), name={"en": name}, timezone="Europe/London", address=name)
        for name in ("north", "south")
    )
    policies = Policies(covers_at_once=4)
    both = house(*TABLES, locations=(north, south), policies=policies)
    slot = offer(both.at(north.id), wish(EIGHT, 4)).exact
    assert slot is not None
    assert slot.location == "north"
    pages = [page for page in written(both.at(north.id), slot, covers=4).values() if page.key.resource != "t0"]
    assert [page.key.resource for page in pages] == ["house@north"]
    assert answer(both.at(north.id), wish(EIGHT), pages) == "full"
    assert answer(both.at(south.id), wish(EIGHT), pages) == ("t0",)


def test_a_booking_is_erased_from_every_page_it_may_be_on() -> None:
    place = house(*TABLES, policies=Policies(covers_at_once=8), services=practice(max_per_day=3, max_new_per_day=2).services,
                  hours=(hours("09:00", "18:00"),)).model_copy(update={"resources": (person("ana"),)})  # fmt: skip
    slot = offer(place, wish(on(FRIDAY, "10:00"), 1, "exam", new_client=True)).exact
    assert slot is not None
    book = written(place, slot, new_client=True)
    assert {page.key.resource for page in book.values() if page.entries} == {"ana", "house", "day:exam", "new:exam"}
    booking = Booking(BookingId("b1"), "ABCDE", place.id, slot.service, slot.span, 1, slot.resources,
                      Customer("Anna", Phone("")), allocations=slot.allocations)  # fmt: skip
    limits_lifted = house(person("ana"), services=practice().services, policies=Policies())
    assert set(keys_of(place, slot)) <= set(keys_of_booking(limits_lifted, booking))
    assert not any(page.entries for page in erase(book, ["b1"], NOW).values())


def test_an_old_booking_is_erased_by_its_whole_span() -> None:
    place = house(person("ana"), services=(treatment("exam", 60, DOCTOR, buffer_minutes=30),))
    eleven = on(FRIDAY, "23:00")
    slot = Slot(ServiceId("exam"), Span(eleven, eleven + timedelta(minutes=60)), (ResourceId("ana"),))
    assert [key.day for key in keys_of(place, slot)] == [day(FRIDAY), day("2026-11-28")]
