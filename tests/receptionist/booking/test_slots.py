"""What a caller is offered, and why not."""

from datetime import timedelta

import pytest

from receptionist.booking.requests import SlotRequest
from receptionist.business.definition import Needs, Overlay, Policies
from receptionist.ids import BookingId, ResourceId, ServiceId
from receptionist.spans import Span
from tests.receptionist.booking.houses import (
    NOW,
    day,
    dining,
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
)

FRIDAY = "2026-11-27"
EIGHT = on(FRIDAY, "20:00")
SMALL_HOUSE = house(table("t1", 2), table("t2", 4), table("t3", 6))


def test_a_party_gets_the_smallest_table_that_fits() -> None:
    assert [
        offer(SMALL_HOUSE, wish(EIGHT, party)).exact.resources  # type: ignore[union-attr]
        for party in (1, 2, 3, 5)
    ] == [("t1",), ("t1",), ("t2",), ("t3",)]


def test_a_larger_party_stays_longer() -> None:
    lengths = [offer(SMALL_HOUSE, wish(EIGHT, party)).exact.span.length for party in (2, 3)]  # type: ignore[union-attr]
    assert lengths == [timedelta(minutes=90), timedelta(minutes=120)]


def test_the_next_larger_table_is_taken_when_the_small_one_is_busy() -> None:
    found = offer(SMALL_HOUSE, wish(EIGHT), taken("t1", on(FRIDAY, "19:00")))
    assert found.exact is not None
    assert found.exact.resources == ("t2",)


def test_a_table_is_free_from_the_minute_the_other_party_leaves() -> None:
    one = house(table("t1", 2))
    assert offer(one, wish(EIGHT), taken("t1", on(FRIDAY, "18:30"))).exact is not None
    assert offer(one, wish(EIGHT), taken("t1", on(FRIDAY, "18:31"))).refusal == "slot_taken"
    assert offer(one, wish(EIGHT), taken("t1", on(FRIDAY, "21:30"))).exact is not None
    assert offer(one, wish(EIGHT), taken("t1", on(FRIDAY, "21:29"))).refusal == "slot_taken"


def test_tables_are_pushed_together_only_when_no_single_one_fits() -> None:
    floor = house(table("t1", 2, "t2"), table("t2", 2, "t3"), table("t3", 2), table("t4", 4))
    assert offer(floor, wish(EIGHT, 4)).exact.resources == ("t4",)  # type: ignore[union-attr]
    assert offer(floor, wish(EIGHT, 4), taken("t4", EIGHT)).exact.resources == ("t1", "t2")  # type: ignore[union-attr]
    assert offer(floor, wish(EIGHT, 6)).exact.resources == ("t1", "t2", "t3")  # type: ignore[union-attr]
    busy = offer(floor, wish(EIGHT, 6), taken("t2", EIGHT))
    assert (busy.exact, busy.refusal) == (None, "slot_taken")


def test_tables_that_do_not_stand_together_are_not_pushed_together() -> None:
    apart = house(table("t1", 2), table("t2", 2))
    assert offer(apart, wish(EIGHT, 4)).refusal == "too_many"


def test_a_full_time_is_answered_with_the_nearest_ones_spread_out() -> None:
    found = offer(house(table("t1", 2)), wish(EIGHT), taken("t1", EIGHT, minutes=30))
    assert found.refusal == "slot_taken"
    assert starts(found) == ["Fri 20:30", "Fri 21:00", "Fri 18:30"]


def test_the_same_evening_comes_before_other_days_and_the_same_hour_of_another_day_before_lunch() -> None:
    place = house(table("t1", 2), hours=(hours("12:00", "14:00"), hours("17:00", "23:00")))
    full_from_half_past_six = taken("t1", on(FRIDAY, "18:30"), minutes=300)
    found = offer(place, wish(EIGHT), full_from_half_past_six, further=3)
    assert starts(found) == ["Fri 17:00", "Thu 20:00", "Sat 20:00"]


def test_past_midnight_is_the_same_evening() -> None:
    bar = house(table("t1", 2), hours=(hours("17:00", "03:00"),))
    found = offer(bar, wish(on(FRIDAY, "23:30")), taken("t1", on(FRIDAY, "22:30"), minutes=90), further=3)
    assert starts(found) == ["Sat 00:00", "Sat 00:30", "Sat 01:00"]
    late = offer(bar, wish(on("2026-11-28", "01:00")), taken("t1", on("2026-11-28", "00:30"), minutes=300))
    assert starts(late) == ["Fri 23:00", "Fri 22:30", "Fri 22:00"]


def test_of_an_evening_that_would_do_the_first_free_time_is_taken() -> None:
    evening = SlotRequest(ServiceId("table"), Span(on(FRIDAY, "18:00"), on(FRIDAY, "21:00")), 2, exact=False)
    place = house(table("t1", 2), hours=(hours("12:00", "14:00"), hours("17:00", "23:00")))
    found = offer(place, evening, taken("t1", on(FRIDAY, "17:30")))
    assert found.exact is not None
    assert found.exact.span.start == on(FRIDAY, "19:00")
    assert starts(found) == ["Fri 19:30", "Fri 20:00", "Fri 20:30"]


def test_a_window_that_is_full_is_answered_from_around_it() -> None:
    seven = SlotRequest(ServiceId("table"), Span(on(FRIDAY, "19:00"), on(FRIDAY, "20:00")), 2, exact=False)
    found = offer(house(table("t1", 2)), seven, taken("t1", on(FRIDAY, "19:00"), minutes=60))
    assert (found.exact, found.refusal) == (None, "slot_taken")
    assert starts(found) == ["Fri 20:00", "Fri 20:30", "Fri 21:00"]


@pytest.mark.parametrize(
    ("start", "party", "refusal"),
    [
        (on(FRIDAY, "16:45"), 2, "closed"),
        (on(FRIDAY, "22:15"), 2, "closed"),
        (NOW + timedelta(minutes=29), 2, "too_late"),
        (on("2027-02-27", "20:00"), 2, "too_far"),
        (EIGHT, 9, "too_many"),
        (on("2026-11-28", "20:00"), 2, "sold_out"),
        (on("2026-11-25", "20:00"), 2, "closed"),
        (on(FRIDAY, "20:10"), 2, "slot_taken"),
    ],
)
def test_the_reason_of_a_refusal_is_told(start: object, party: int, refusal: str) -> None:
    saturday = day("2026-11-28")
    place = house(
        table("t1", 8),
        hours=(hours("17:00", "23:00", "mon", "tue", "thu", "fri", "sat", "sun"),),
        overlays=(Overlay(kind="sold_out", first=saturday, last=saturday),),
    )
    found = offer(place, wish(start, party))  # type: ignore[arg-type]
    assert (found.exact, found.refusal) == (None, refusal)


def test_a_table_may_be_taken_until_an_hour_before_closing() -> None:
    assert offer(SMALL_HOUSE, wish(on(FRIDAY, "22:00"))).exact is not None


def test_sold_out_holds_for_the_whole_service_day_and_its_service_only() -> None:
    friday = day(FRIDAY)
    bar = house(
        table("t1", 2),
        hours=(hours("17:00", "03:00"),),
        services=(dining(), dining(id=ServiceId("tasting"))),
        overlays=(Overlay(kind="sold_out", first=friday, last=friday, service=ServiceId("table")),),
    )
    assert offer(bar, wish(on("2026-11-28", "00:30"))).refusal == "sold_out"
    assert offer(bar, wish(on("2026-11-28", "00:30"), service="tasting")).exact is not None
    assert starts(offer(bar, wish(EIGHT), further=1)) == ["Thu 20:00", "Sat 20:00", "Thu 19:30"]


def test_nobody_here_does_that() -> None:
    assert offer(SMALL_HOUSE, wish(EIGHT, service="massage")).refusal == "unknown_service"


def test_arrivals_are_paced_by_the_quarter_hour() -> None:
    paced = SMALL_HOUSE.model_copy(update={"policies": Policies(covers_per_quarter_hour=4)})
    three_come = taken("house", EIGHT, covers=3)
    assert offer(paced, wish(EIGHT, 1), three_come).exact is not None
    refused = offer(paced, wish(EIGHT, 2), three_come)
    assert refused.refusal == "full"
    assert starts(refused)[0] == "Fri 19:45"
    assert offer(paced, wish(EIGHT, 6)).exact is not None, "a party above the pace may come alone"


def test_an_expired_hold_is_not_in_the_way() -> None:
    one = house(table("t1", 2))
    lapsed = taken("t1", EIGHT, owner="hold:h1", expires=NOW)
    valid = taken("t1", EIGHT, owner="hold:h1", expires=NOW + timedelta(seconds=1))
    assert offer(one, wish(EIGHT), lapsed).exact is not None
    assert offer(one, wish(EIGHT), valid).exact is None
    assert offer(one, wish(EIGHT, held_by="h1"), valid).exact is not None


def test_a_booking_to_be_moved_does_not_stand_in_its_own_way() -> None:
    one = house(table("t1", 2))
    mine = taken("t1", EIGHT, owner="b1")
    half_past = wish(on(FRIDAY, "20:30"))
    assert offer(one, half_past, mine).exact is None
    assert offer(one, wish(on(FRIDAY, "20:30"), instead_of=BookingId("b1")), mine).exact is not None


SALON_DAYS = "2026-11-27"
CUT = Needs(kind="staff", skills=("cut",))
COLOUR = Needs(kind="staff", skills=("colour",))
CHAIR = Needs(kind="chair")


def salon(*people: object, **changes: object) -> object:
    services = (
        treatment("cut", 60, CUT, CHAIR, buffer_minutes=15),
        treatment("colour", 120, COLOUR, CHAIR),
        treatment("makeover", 60, CUT, COLOUR),
    )
    chair = table("c1", 1).model_copy(update={"kind": "chair"})
    fields = {"services": services, "hours": (hours("09:00", "18:00"),)} | changes
    return house(*people, chair, **fields)  # type: ignore[arg-type]


def booked(business: object, service: str, clock: str, *pages: object, **more: object) -> tuple[str, ...] | str | None:
    request = wish(on(SALON_DAYS, clock), 1, service, **more)
    found = offer(business, request, *pages)  # type: ignore[arg-type]
    return found.exact.resources if found.exact else found.refusal


def test_a_cut_takes_a_stylist_and_a_chair() -> None:
    shop = salon(person("ana", "cut", "colour"), person("ben", "cut"))
    assert booked(shop, "cut", "10:00") == ("ben", "c1")
    assert booked(shop, "cut", "10:00", taken("ben", on(SALON_DAYS, "10:30"))) == ("ana", "c1")
    assert booked(shop, "cut", "10:00", taken("c1", on(SALON_DAYS, "10:30"))) == "slot_taken"


def test_a_visit_is_over_at_closing_and_its_buffer_keeps_the_next_one_off() -> None:
    shop = salon(person("ben", "cut"))
    assert booked(shop, "cut", "17:00") == ("ben", "c1")
    assert booked(shop, "cut", "17:15") == "closed"
    assert booked(shop, "cut", "10:00", taken("ben", on(SALON_DAYS, "11:00"))) == "slot_taken"
    assert booked(shop, "cut", "10:00", taken("ben", on(SALON_DAYS, "11:15"))) == ("ben", "c1")


def test_a_stylist_asked_for_by_name_is_the_one_or_nobody() -> None:
    shop = salon(person("ana", "cut", "colour"), person("ben", "cut"))
    ana, ben = ResourceId("ana"), ResourceId("ben")
    assert booked(shop, "cut", "10:00", resource=ana) == ("ana", "c1")
    assert booked(shop, "cut", "10:00", taken("ana", on(SALON_DAYS, "10:00")), resource=ana) == "slot_taken"
    assert booked(shop, "colour", "10:00", resource=ben) == "nobody_has_that_skill"
    assert booked(shop, "cut", "10:00", resource=ResourceId("zoe")) == "nobody_has_that_skill"
    assert booked(salon(person("ben", "cut")), "colour", "10:00") == "nobody_has_that_skill"


def test_two_people_are_found_even_if_the_first_choice_for_one_is_the_only_one_for_the_other() -> None:
    shop = salon(person("ana", "cut", "colour"), person("ben", "cut", "style", "wash"))
    assert booked(shop, "makeover", "10:00") == ("ben", "ana")


def test_a_shift_bounds_the_whole_visit_also_past_midnight() -> None:
    shop = salon(person("ben", "cut", shifts=(hours("10:00", "14:00"),)))
    assert booked(shop, "cut", "09:00") == "closed"
    assert booked(shop, "cut", "13:00") == ("ben", "c1")
    assert booked(shop, "cut", "13:15") == "closed"
    split = salon(person("ben", "cut", shifts=(hours("10:00", "12:00"), hours("12:00", "14:00"))))
    assert booked(split, "cut", "11:30") == ("ben", "c1")
    night = salon(person("ben", "cut", shifts=(hours("22:00", "02:00", "thu"),)), hours=(hours("20:00", "04:00"),))
    assert booked(night, "cut", "00:30") == ("ben", "c1")
    assert booked(night, "cut", "01:15") == "closed"


def test_one_customer_at_a_time_in_a_chair() -> None:
    shop = salon(person("ben", "cut"))
    assert offer(shop, wish(on(SALON_DAYS, "10:00"), 2, "cut")).refusal == "too_many"  # type: ignore[arg-type]


def test_in_kolkata_yesterday_evening_is_read_from_the_right_pages() -> None:
    place = house(table("t1", 2), zone="Asia/Kolkata", hours=(hours("00:00", "00:00"),))
    six = on(FRIDAY, "06:00", "Asia/Kolkata")
    full = taken("t1", on("2026-11-26", "03:00", "Asia/Kolkata"), minutes=2 * 24 * 60)
    found = offer(place, wish(six), full, further=1)
    assert starts(found, "Asia/Kolkata") == ["Sat 06:00", "Sat 05:30", "Sat 06:30"]
