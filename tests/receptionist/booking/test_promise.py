"""What was offered a while ago is looked at once more before it is promised."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from receptionist.booking.model import Slot
from receptionist.booking.promise import sure_it_suits
from receptionist.business.definition import (
    Business,
    Combination,
    DayHours,
    HoursOverride,
    Needs,
    Overlay,
    PartyDuration,
    Phase,
    Variant,
)
from receptionist.errors import Refused
from receptionist.ids import LocationId, ResourceId, ServiceId, VariantId
from receptionist.spans import Span
from tests.receptionist.booking.houses import (
    day,
    dining,
    hours,
    house,
    offer,
    on,
    person,
    table,
    thing,
    treatment,
    wish,
)

FRIDAY = "2026-11-27"
EIGHT = on(FRIDAY, "20:00")
HOUSE = house(table("t1", 2, "t2"), table("t2", 2), table("t3", 4))


def place(business: Business, *resources: str, party: int = 2, service: str = "table", **more: Any) -> Slot:
    found = offer(business, wish(EIGHT, party, service, **more)).exact
    assert found is not None
    return replace(found, resources=tuple(ResourceId(one) for one in resources), allocations=()) if resources else found


def told(business: Business, slot: Slot, party: int = 2, **more: Any) -> str:
    """Empty: it is promised."""
    try:
        sure_it_suits(business, slot, party, **more)
    except Refused as refused:
        return refused.reason
    return ""


def changed(business: Business, **fields: Any) -> Business:
    return business.model_copy(update=fields)


def test_what_was_offered_is_promised() -> None:
    for party in (1, 2, 3, 4):
        assert told(HOUSE, place(HOUSE, party=party), party) == ""


@pytest.mark.parametrize(
    ("resources", "party", "reason"),
    [
        (("t1",), 3, "slot_taken"),
        (("t9",), 2, "slot_taken"),
        (("t1", "t1"), 4, "slot_taken"),
        (("t1", "t2"), 4, ""),
        (("t1", "t3"), 4, "slot_taken"),
        (("t3",), 1, ""),
        (("t3",), 9, "too_many"),
    ],
)
def test_the_places_are_some_the_party_can_sit_at(resources: tuple[str, ...], party: int, reason: str) -> None:
    slot = place(HOUSE, *resources)
    long_enough = replace(slot, span=Span(slot.span.start, slot.span.start + timedelta(hours=2)))
    assert told(HOUSE, long_enough, party) == reason


def test_pushed_together_tables_seat_as_many_as_the_house_says() -> None:
    both = Combination(tables=(ResourceId("t1"), ResourceId("t2")), min_party=3, max_party=3)
    floor = changed(HOUSE, combinations=(both,))
    slot = replace(place(HOUSE, "t2", "t1"), span=Span(EIGHT, EIGHT + timedelta(hours=2)))
    assert [told(floor, slot, party) for party in (3, 4)] == ["", "slot_taken"]


SINCE: list[tuple[str, dict[str, Any]]] = [
    ("closed", {"overrides": (HoursOverride(first=day(FRIDAY), last=day(FRIDAY)),)}),
    ("closed", {"hours": (hours("17:00", "20:45"),)}),
    ("closed", {"overlays": (Overlay(kind="closing_early", first=day(FRIDAY), last=day(FRIDAY), closes=time(20, 30)),)}),
    ("sold_out", {"overlays": (Overlay(kind="sold_out", first=day(FRIDAY), last=day(FRIDAY)),)}),
    ("unknown_service", {"services": (dining(id=ServiceId("lunch")),)}),
    ("too_few", {"services": (dining(min_party=3),)}),
    ("too_many", {"services": (dining(max_party=1),)}),
    ("slot_taken", {"services": (dining(durations=(PartyDuration(up_to=8, minutes=105),)),)}),
    ("slot_taken", {"resources": HOUSE.resources[1:]}),
    ("slot_taken", {"resources": (thing("table", "t1", max_party=2, days=(DayHours(first=day(FRIDAY), last=day(FRIDAY)),)),)}),
    ("slot_taken", {"resources": (thing("table", "t1", max_party=1),)}),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "since"), SINCE)
def test_what_has_changed_since_is_honoured(reason: str, since: dict[str, Any]) -> None:
    slot = place(HOUSE, "t1")
    assert told(HOUSE, slot) == ""
    assert told(changed(HOUSE, **since), slot) == reason


@pytest.mark.parametrize(
    "since", [since for reason, since in SINCE if reason in ("closed", "sold_out", "too_few", "too_many")]
)
def test_the_house_itself_goes_beyond_its_hours_and_limits(since: dict[str, Any]) -> None:
    assert told(changed(HOUSE, **since), place(HOUSE, "t1"), by_staff=True) == ""


@pytest.mark.parametrize(("resources", "party"), [(("t9",), 2), (("t1",), 3), (("t1", "t3"), 4), ((), 2)])
def test_but_not_beyond_its_places(resources: tuple[str, ...], party: int) -> None:
    slot = replace(place(HOUSE), resources=tuple(ResourceId(one) for one in resources), allocations=())
    assert told(HOUSE, slot, party, by_staff=True) == "slot_taken"


def test_who_stays_where_they_are_is_not_sent_away_for_a_closure_since() -> None:
    slot = place(HOUSE, "t3", party=3)
    sold_out = changed(HOUSE, overlays=(Overlay(kind="sold_out", first=day(FRIDAY), last=day(FRIDAY)),))
    assert told(sold_out, slot, 2) == "sold_out"
    assert told(sold_out, slot, 2, same_time=True) == ""
    assert told(sold_out, slot, 5, same_time=True) == "slot_taken"


def test_a_larger_party_needs_its_longer_time() -> None:
    slot = place(HOUSE, "t3")
    assert slot.span.length == timedelta(minutes=90)
    assert told(HOUSE, slot, 4) == "slot_taken"
    assert told(HOUSE, place(HOUSE, "t3", party=4), 2) == "", "a smaller one may stay as long as it was to"


COLOUR = (
    Phase(minutes=30, occupies=("staff", "chair")),
    Phase(minutes=40, occupies=("chair",)),
    Phase(minutes=50, occupies=("staff", "chair")),
)


def salon(**changes: Any) -> Business:
    colour = treatment("colour", 120, Needs(kind="staff"), Needs(kind="chair"), **{"phases": COLOUR} | changes)
    return house(person("ana"), thing("chair", "c1"), services=(colour,))


def test_each_is_kept_for_as_long_as_the_visit_needs_it() -> None:
    shop = salon()
    slot = place(shop, party=1, service="colour")
    assert told(shop, slot, 1) == ""
    for gone in slot.allocations:
        kept = tuple(one for one in slot.allocations if one != gone)
        assert told(shop, replace(slot, allocations=kept), 1) == "slot_taken"
    assert told(salon(phases=()), slot, 1) == "slot_taken", "she is needed throughout now"
    assert told(salon(buffer_minutes=10), slot, 1) == "slot_taken"
    assert told(shop, replace(slot, allocations=()), 1) == "", "kept throughout is kept long enough"


def test_while_the_colour_takes_she_may_be_at_lunch() -> None:
    shop = salon()
    slot = place(shop, party=1, service="colour")

    def with_break(begins: str, ends: str) -> Business:
        ana = thing("staff", "ana", breaks=(hours(begins, ends),))
        return changed(shop, resources=(ana, thing("chair", "c1")))

    assert told(with_break("20:30", "21:10"), slot, 1) == ""
    assert told(with_break("20:30", "21:15"), slot, 1) == "slot_taken"


def test_a_first_visit_is_as_long_as_first_visits_are() -> None:
    exam = treatment("exam", 20, Needs(kind="staff"), new_client_minutes=40)
    practice = house(person("ana"), services=(exam,))
    short = place(practice, party=1, service="exam")
    long = place(practice, party=1, service="exam", new_client=True)
    assert [told(practice, slot, 1, new_client=True) for slot in (short, long)] == ["slot_taken", ""]
    assert [told(practice, slot, 1) for slot in (short, long)] == ["", ""]


def test_a_variant_is_still_there_and_for_them() -> None:
    old = Variant(id=VariantId("old"), name={}, clients="returning")
    practice = house(person("ana"), services=(treatment("exam", 20, Needs(kind="staff"), variants=(old,)),))
    slot = place(practice, party=1, service="exam", variant=old.id)
    assert told(practice, slot, 1) == ""
    assert told(practice, slot, 1, new_client=True) == "not_for_new_clients"
    assert told(practice, slot, 1, new_client=True, by_staff=True) == ""
    without = house(person("ana"), services=(treatment("exam", 20, Needs(kind="staff")),))
    assert told(without, slot, 1) == "unknown_service"


def test_a_service_that_moved_to_another_place_is_not_promised_here() -> None:
    practice = house(person("ana"), services=(treatment("exam", 20, Needs(kind="staff"), locations=("north",)),))
    slot = place(practice, party=1, service="exam")
    assert told(practice, slot, 1) == ""
    assert told(practice, replace(slot, location=LocationId("south")), 1) == "unknown_service"
