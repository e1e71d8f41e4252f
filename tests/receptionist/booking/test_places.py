"""Which tables, people, rooms and machines a visit gets."""

from datetime import UTC, datetime, time
from typing import Any

import pytest

from receptionist.business.definition import Business, Combination, DayHours, Needs, Resource
from receptionist.ids import ResourceId
from tests.receptionist.booking.houses import (
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
    thing,
    treatment,
    wish,
)

FRIDAY = "2026-11-27"
EIGHT = on(FRIDAY, "20:00")
TEN = on(FRIDAY, "10:00")


def seats(name: str, most: int, **fields: Any) -> Resource:
    return thing("table", name, max_party=most, **fields)


def test_of_two_tables_alike_the_one_with_the_lower_priority_number_goes_first() -> None:
    place = house(seats("t1", 2, priority=1), seats("t2", 2), seats("t3", 4, priority=-5))
    assert answer(place, wish(EIGHT)) == ("t2",)
    assert answer(place, wish(EIGHT), taken("t2", EIGHT)) == ("t1",)


def test_only_what_the_house_pushes_together_is_pushed_together() -> None:
    floor = (table("t1", 2, "t2"), table("t2", 2), table("t3", 2), table("t4", 6))
    both = Combination(tables=(ResourceId("t2"), ResourceId("t3")), min_party=3, max_party=5)
    place = house(*floor, combinations=(both,))
    assert answer(place, wish(EIGHT, 4)) == ("t4",)
    assert answer(place, wish(EIGHT, 5), taken("t4", EIGHT)) == ("t2", "t3"), "five, though two and two are four"
    assert answer(place, wish(EIGHT, 4), taken("t4", EIGHT), taken("t2", EIGHT)) == "slot_taken"


def test_the_house_has_an_order_for_what_it_pushes_together() -> None:
    floor = tuple(table(f"t{n}", 2) for n in range(4))
    pairs = [
        Combination(tables=(ResourceId("t0"), ResourceId("t1")), min_party=3, max_party=4, priority=1),
        Combination(tables=(ResourceId("t2"), ResourceId("t3")), min_party=3, max_party=4),
    ]
    assert answer(house(*floor, combinations=tuple(pairs)), wish(EIGHT, 4)) == ("t2", "t3")


def test_a_guest_who_wants_the_patio_sits_on_the_patio() -> None:
    place = house(seats("t1", 2), seats("t2", 4, area="Patio"), seats("t3", 2, area="bar"))
    assert answer(place, wish(EIGHT, area="patio")) == ("t2",)
    assert answer(place, wish(EIGHT, area="patio"), taken("t2", EIGHT)) == "slot_taken"
    assert answer(place, wish(EIGHT, 3, area="bar")) == "no_such_place", "there is one for three elsewhere"
    assert answer(place, wish(EIGHT, 5, area="patio")) == "too_many", "there is none for five anywhere"
    assert answer(place, wish(EIGHT, area="rooftop")) == "no_such_place"


def test_a_guest_in_a_wheelchair_gets_a_table_they_can_reach() -> None:
    place = house(seats("t1", 2), seats("t2", 4, accessible=True))
    assert answer(place, wish(EIGHT, accessible=True)) == ("t2",)
    assert answer(house(seats("t1", 2)), wish(EIGHT, accessible=True)) == "no_such_place"


def test_where_one_sits_is_no_matter_of_who_serves() -> None:
    care = treatment("care", 30, Needs(kind="staff"), Needs(kind="room"))
    place = house(person("ana"), thing("room", "r1"), thing("room", "r2", accessible=True), services=(care,),
                  hours=(hours("09:00", "18:00"),))  # fmt: skip
    assert answer(place, wish(TEN, 1, "care", accessible=True)) == ("ana", "r2")
    only_people = house(
        person("ana"), services=(treatment("care", 30, Needs(kind="staff")),), hours=(hours("09:00", "18:00"),)
    )
    assert answer(only_people, wish(TEN, 1, "care", accessible=True)) == ("ana",)
    assert answer(only_people, wish(TEN, 1, "care", area="patio")) == "no_such_place"


def test_a_table_for_walk_ins_is_given_by_the_house_only() -> None:
    place = house(seats("t1", 2), seats("t2", 4, walk_in_only=True))
    assert answer(place, wish(EIGHT, 4)) == "too_many"
    assert answer(place, wish(EIGHT, 4, by_staff=True)) == ("t2",)
    assert answer(house(seats("t2", 4, walk_in_only=True)), wish(EIGHT, 4)) == "nobody_has_that_skill"


def test_a_party_too_small_for_every_table_is_told_so() -> None:
    place = house(seats("t1", 8, min_party=4))
    assert answer(place, wish(EIGHT, 3)) == "too_few"
    assert answer(house(seats("t1", 8, min_party=4), seats("t2", 2)), wish(EIGHT, 3)) == "too_few"


CUT = Needs(kind="staff", skills=("cut",))


def salon(*people: Resource, **changes: Any) -> Business:
    cut = treatment("cut", 60, CUT)
    return house(*people, **{"services": (cut,), "hours": (hours("09:00", "18:00"),)} | changes)


def test_of_those_who_can_do_it_equally_well_whoever_has_least_to_do_that_day_gets_it() -> None:
    shop = salon(person("ana", "cut"), person("ben", "cut"), person("eva", "cut", "colour"))
    asked = wish(TEN, 1, "cut")
    assert answer(shop, asked) == ("ana",)
    busy_later = taken("ana", on(FRIDAY, "15:00"), 60)
    assert answer(shop, asked, busy_later) == ("ben",)
    assert answer(shop, asked, busy_later, taken("ben", on(FRIDAY, "15:00"), 90)) == ("ana",)
    busy_on_thursday = taken("ana", on("2026-11-26", "15:00"), 60)
    assert answer(shop, asked, busy_on_thursday, further=1) == ("ana",)


def test_the_specialist_is_kept_free_however_busy_the_others_are() -> None:
    shop = salon(person("eva", "cut", "colour"), person("ana", "cut"))
    assert answer(shop, wish(TEN, 1, "cut"), taken("ana", on(FRIDAY, "12:00"), 300)) == ("ana",)


def test_the_one_asked_for_is_given_for_whichever_of_two_needs_they_meet() -> None:
    duo = treatment("duo", 60, CUT, Needs(kind="staff", skills=("colour",)))
    shop = salon(person("ana", "cut", "colour"), person("ben", "cut"), person("eva", "colour"), services=(duo,))
    ana, ben = ResourceId("ana"), ResourceId("ben")
    assert answer(shop, wish(TEN, 1, "duo", resource=ben)) == ("ben", "eva")
    assert answer(shop, wish(TEN, 1, "duo", resource=ana)) == ("ana", "eva")
    assert answer(shop, wish(TEN, 1, "duo", resource=ana), taken("eva", TEN)) == ("ben", "ana")
    assert answer(shop, wish(TEN, 1, "duo", resource=ana), taken("ana", TEN)) == "slot_taken"


def test_whom_they_would_rather_not_have_is_not_given_them() -> None:
    shop = salon(person("ana", "cut"), person("ben", "cut", "colour"))
    assert answer(shop, wish(TEN, 1, "cut")) == ("ana",)
    without = frozenset({ResourceId("ana")})
    assert answer(shop, wish(TEN, 1, "cut", without=without)) == ("ben",)
    assert answer(shop, wish(TEN, 1, "cut", without=without), taken("ben", TEN)) == "slot_taken"


def test_one_who_could_do_either_cannot_do_both_at_once() -> None:
    duo = treatment("duo", 60, CUT, Needs(kind="staff", skills=("colour",)))
    alone = salon(person("ana", "cut", "colour"), services=(duo,))
    assert answer(alone, wish(TEN, 1, "duo")) == "nobody_has_that_skill"
    two = salon(person("ana", "cut", "colour"), person("ben", "cut"), services=(duo,))
    found = offer(two, wish(TEN, 1, "duo"), taken("ben", on(FRIDAY, "09:00"), 120))
    assert (found.refusal, starts(found)[0]) == ("slot_taken", "Fri 11:00")


def test_somebody_who_speaks_the_callers_language_is_found() -> None:
    shop = salon(
        person("ana", "cut").model_copy(update={"languages": ("en",)}),
        person("ben", "cut", "colour").model_copy(update={"languages": ("en", "es")}),
    )
    assert answer(shop, wish(TEN, 1, "cut", spoken="es")) == ("ben",)
    assert answer(shop, wish(TEN, 1, "cut", spoken="es"), taken("ben", TEN)) == "slot_taken"
    assert answer(shop, wish(TEN, 1, "cut", spoken="pa")) == "nobody_has_that_skill"
    assert answer(shop, wish(TEN, 1, "cut", spoken="es", resource=ResourceId("ana"))) == "nobody_has_that_skill"


def test_of_whom_no_language_is_told_the_houses_own_are_taken_for_granted() -> None:
    shop = salon(person("ana", "cut")).model_copy(update={"languages": ("en", "es")})
    assert answer(shop, wish(TEN, 1, "cut", spoken="es")) == ("ana",)
    assert answer(shop, wish(TEN, 1, "cut", spoken="pa")) == "nobody_has_that_skill"


def working(**fields: Any) -> Business:
    return salon(thing("staff", "ana", skills=("cut",), **fields))


@pytest.mark.parametrize(
    ("clock", "told"),
    [
        ("09:00", "closed"),
        ("10:00", ("ana",)),
        ("11:00", ("ana",)),
        ("11:15", "closed"),
        ("12:15", "closed"),
        ("12:30", ("ana",)),
        ("15:00", ("ana",)),
        ("15:15", "closed"),
    ],
)
def test_nobody_works_through_their_break(clock: str, told: object) -> None:
    shop = working(hours=(hours("10:00", "16:00"),), breaks=(hours("12:00", "12:30"),))
    assert answer(shop, wish(on(FRIDAY, clock), 1, "cut")) == told


def test_a_break_needs_no_shift() -> None:
    shop = working(breaks=(hours("12:00", "13:00", "fri"),))
    assert answer(shop, wish(on(FRIDAY, "12:00"), 1, "cut")) == "closed"
    assert answer(shop, wish(on("2026-11-26", "12:00"), 1, "cut")) == ("ana",)


def test_what_is_said_of_a_day_replaces_shift_and_break() -> None:
    friday = day(FRIDAY)
    swapped = DayHours(first=friday, last=friday, hours=((time(12), time(15)),))
    ill = DayHours(first=day("2026-11-26"), last=day("2026-11-28"), reason="ill")
    shop = working(hours=(hours("09:00", "11:00"),), breaks=(hours("12:00", "13:00"),), days=(swapped, ill))
    asked = {clock: answer(shop, wish(on(FRIDAY, clock), 1, "cut")) for clock in ("09:00", "12:00", "14:00", "14:15")}
    assert asked == {"09:00": "closed", "12:00": ("ana",), "14:00": ("ana",), "14:15": "closed"}
    assert answer(shop, wish(on("2026-11-26", "09:00"), 1, "cut")) == "closed"
    assert answer(shop, wish(on("2026-11-30", "09:00"), 1, "cut")) == ("ana",)


def test_somebody_away_is_no_reason_to_say_that_all_are_taken() -> None:
    off = DayHours(first=day(FRIDAY), last=day(FRIDAY))
    shop = salon(
        thing("staff", "ana", skills=("cut",), days=(off,)), person("ben", "cut", shifts=(hours("12:00", "18:00"),))
    )
    assert answer(shop, wish(TEN, 1, "cut")) == "closed"
    assert answer(shop, wish(on(FRIDAY, "12:00"), 1, "cut"), taken("ben", on(FRIDAY, "12:00"))) == "slot_taken"
    assert answer(shop, wish(on(FRIDAY, "12:00"), 1, "cut", resource=ResourceId("ana"))) == "closed"


def test_a_table_may_be_taken_until_an_hour_before_its_part_of_the_house_closes() -> None:
    patio = house(thing("table", "t1", max_party=2, hours=(hours("17:00", "21:00"),)))
    assert answer(patio, wish(EIGHT)) == ("t1",)
    assert answer(patio, wish(on(FRIDAY, "20:15"))) == "closed"


def test_a_machine_is_a_resource_like_any_other() -> None:
    scan = treatment("scan", 30, Needs(kind="equipment", skills=("ultrasound",)), Needs(kind="room"))
    place = house(thing("equipment", "u1", skills=("ultrasound",)), thing("room", "r1"), thing("room", "r2"),
                  services=(scan,), hours=(hours("09:00", "18:00"),))  # fmt: skip
    assert answer(place, wish(TEN, 1, "scan"), taken("r1", TEN)) == ("u1", "r2")
    assert answer(place, wish(TEN, 1, "scan"), taken("u1", TEN)) == "slot_taken"


def test_every_place_is_told_apart_by_the_minute() -> None:
    shop = salon(person("ana", "cut"))
    there = taken("ana", datetime(2026, 11, 27, 11, 0, 30, tzinfo=UTC), 59, "busy:x")
    assert answer(shop, wish(TEN, 1, "cut"), there) == ("ana",)
    assert answer(shop, wish(on(FRIDAY, "12:00"), 1, "cut"), there) == ("ana",)
    assert answer(shop, wish(on(FRIDAY, "10:15"), 1, "cut"), there) == "slot_taken"
