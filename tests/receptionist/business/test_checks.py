"""What does not fit together in a business is named, field by field."""

from datetime import time
from typing import Any

import pytest

from receptionist.business.checks import faults
from receptionist.business.definition import (
    Business,
    Combination,
    DayHours,
    HoursOverride,
    Location,
    Needs,
    OpenHours,
    Overlay,
    Pacing,
    PartyDuration,
    Phase,
    Policies,
    Pronunciation,
    Variant,
    Vertical,
)
from receptionist.business.plan import Plan, as_it_stands
from receptionist.ids import LocationId, ResourceId, ServiceId, VariantId
from tests.receptionist.booking.houses import EVERY_DAY, NOW, day, hours, house, person, table, thing, treatment

STAFF, CHAIR = Needs(kind="staff"), Needs(kind="chair")


def wrong(business: Business) -> dict[str, str]:
    return {".".join(str(part) for part in place): why for place, why in faults(business)}


def serving(**fields: Any) -> Business:
    service = treatment("colour", 60, STAFF, CHAIR, **fields)
    return house(person("ana"), thing("chair", "c1"), services=(service,))


def phase(minutes: int, *kinds: str) -> Phase:
    return Phase.model_validate({"minutes": minutes, "occupies": kinds})


def variant(name: str = "long", **fields: Any) -> Variant:
    return Variant(**{"id": VariantId(name), "name": {"en": name}} | fields)


@pytest.mark.parametrize(
    ("fields", "place", "why"),
    [
        ({"phases": (phase(30, "staff", "chair"), phase(20, "chair"))}, "phases", "add up to 60"),
        ({"phases": (phase(60, "staff"),)}, "phases", "none of them occupies the chair"),
        ({"phases": (phase(60, "staff", "chair", "room"),)}, "phases.0.occupies", "needs no room"),
        ({"phases": (phase(70, "staff", "chair"), phase(-10, "chair"))}, "phases.1.minutes", "more than 0"),
        ({"variants": (variant(), variant())}, "variants.1.id", "twice"),
        ({"variants": (variant(""),)}, "variants.0.id", "name of its own"),
        ({"variants": (variant(minutes=0),)}, "variants.0.minutes", "more than 0"),
        (
            {"variants": (variant(minutes=90, phases=(phase(60, "staff", "chair"),)),)},
            "variants.0.phases",
            "add up to 90",
        ),
        ({"new_client_minutes": 0}, "new_client_minutes", "more than 0"),
        ({"buffer_before_minutes": -1}, "buffer_before_minutes", "negative"),
        ({"buffer_minutes": -1}, "buffer_minutes", "negative"),
        ({"lead_minutes": -1}, "lead_minutes", "negative"),
        ({"horizon_days": -1}, "horizon_days", "negative"),
        ({"max_per_day": 0}, "max_per_day", "more than 0"),
        ({"max_new_per_day": 0}, "max_new_per_day", "more than 0"),
        ({"min_party": 0}, "min_party", "more than 0"),
        ({"min_party": 3, "max_party": 2}, "max_party", "less than"),
        ({"locations": ("north",)}, "locations.0", "no location 'north'"),
        ({"durations": (PartyDuration(up_to=2, minutes=0),)}, "durations.0.minutes", "more than 0"),
        ({"needs": (STAFF, Needs(kind="chair", quantity=0))}, "needs.1.quantity", "more than 0"),
        ({"needs": (STAFF, Needs(kind="chair", quantity=2))}, "needs.1", "only 1 here meets it"),
    ],
)
def test_a_service_that_does_not_fit_together_is_named(fields: dict[str, Any], place: str, why: str) -> None:
    service = serving().services[0].model_copy(update=fields)
    found = wrong(house(person("ana"), thing("chair", "c1"), services=(service,)))
    assert list(found) == [f"services.0.{place}"]
    assert why in found[f"services.0.{place}"]


def test_a_party_sits_at_one_table() -> None:
    two = house(table("t1", 2), table("t2", 2), services=(treatment("table", 90, Needs(kind="table", quantity=2)),))
    assert list(wrong(two)) == ["services.0.needs.0.quantity"]
    twice = house(table("t1", 2), services=(treatment("table", 90, Needs(kind="table"), Needs(kind="table")),))
    assert list(wrong(twice)) == ["services.0.needs"]


NORTH = Location(id=LocationId("north"), name={}, timezone="Europe/London", address="")


@pytest.mark.parametrize(
    ("fields", "place", "why"),
    [
        ({"locations": (NORTH, NORTH)}, "locations.1.id", "twice"),
        ({"locations": (NORTH.model_copy(update={"id": ""}),)}, "locations.0.id", "name of its own"),
        ({"locations": (NORTH.model_copy(update={"timezone": "Mars/Base"}),)}, "locations.0.timezone", "America"),
        ({"locations": (NORTH.model_copy(update={"numbers": ("+14155550100", "+14155550100")}),)}, "locations.0.numbers.1", "twice"),
        ({"locations": (NORTH.model_copy(update={"hours": (hours("09:00", "12:00"), hours("11:00", "13:00"))}),)},
         "locations.0.hours.1", "overlaps"),
        ({"locations": (NORTH.model_copy(update={"overrides": (HoursOverride(first=day("2026-12-25"), last=day("2026-12-24")),)}),)},
         "locations.0.overrides.0.last", "before"),
        ({"here": "north"}, "here", "all of them"),
        ({"resources": (table("t1", 2), thing("table", "t2", location="south"))}, "resources.1.location", "no location 'south'"),
        ({"resources": (table("house", 2),)}, "resources.0.id", "pages that count"),
        ({"resources": (table("day:t", 2),)}, "resources.0.id", "pages that count"),
        ({"resources": (thing("table", "t1", breaks=(hours("12:00", "13:00"), hours("12:30", "13:30"))),)},
         "resources.0.breaks.1", "overlaps"),
        ({"resources": (thing("table", "t1", days=(DayHours(first=day("2026-12-25"), last=day("2026-12-24")),)),)},
         "resources.0.days.0.last", "before"),
        ({"combinations": (Combination(tables=(ResourceId("t1"),), min_party=1, max_party=2),)}, "combinations.0.tables", "two tables"),
        ({"combinations": (Combination(tables=(ResourceId("t1"), ResourceId("t1")), min_party=1, max_party=2),)},
         "combinations.0.tables.1", "twice"),
        ({"combinations": (Combination(tables=(ResourceId("t1"), ResourceId("ana")), min_party=1, max_party=2),)},
         "combinations.0.tables.1", "no table 'ana'"),
        ({"combinations": (Combination(tables=(ResourceId("t1"), ResourceId("t2")), min_party=3, max_party=2),)},
         "combinations.0.max_party", "min_party"),
    ],
)  # fmt: skip
def test_a_house_that_does_not_fit_together_is_named(fields: dict[str, Any], place: str, why: str) -> None:
    whole = house(table("t1", 2), table("t2", 2), person("ana"))
    found = wrong(whole.model_copy(update=fields))
    assert list(found) == [place]
    assert why in found[place]


def rule(**fields: Any) -> Pacing:
    return Pacing(**{"days": EVERY_DAY, "opens": time(19), "closes": time(20)} | fields)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"covers_per_quarter_hour": 0}, "covers_per_quarter_hour"),
        ({"parties_per_quarter_hour": 0}, "parties_per_quarter_hour"),
        ({"covers_at_once": 0}, "covers_at_once"),
        ({"covers_at_once": 10, "walk_in_covers": 11}, "walk_in_covers"),
        ({"walk_in_covers": 1}, "walk_in_covers"),
        ({"pacing": (rule(days=()),)}, "pacing.0.days"),
        ({"pacing": (rule(covers_per_quarter_hour=-1),)}, "pacing.0.covers_per_quarter_hour"),
        ({"reminder_minutes": (60, 0)}, "reminder_minutes.1"),
        ({"reminder_minutes": (60, 70, 80, 90, 100, 110)}, "reminder_minutes"),
        ({"lead_minutes": -1}, "lead_minutes"),
        ({"horizon_days": -1}, "horizon_days"),
        ({"max_party": 0}, "max_party"),
        ({"cancel_until_minutes": -1}, "cancel_until_minutes"),
        ({"change_until_minutes": -1}, "change_until_minutes"),
        ({"hold_seconds": 0}, "hold_seconds"),
        ({"waitlist_minutes": 0}, "waitlist_minutes"),
        ({"deposit_from_party": 0}, "deposit_from_party"),
    ],
)
def test_a_rule_that_makes_no_sense_is_named(fields: dict[str, Any], place: str) -> None:
    assert list(wrong(house(table("t1", 2), policies=Policies(**fields)))) == [f"policies.{place}"]


def test_a_business_that_uses_everything_is_sound() -> None:
    colour = treatment(
        "colour", 60, STAFF, CHAIR, new_client_minutes=90, max_per_day=4, max_new_per_day=1, locations=(NORTH.id,),
        phases=(phase(20, "staff", "chair"), phase(40, "chair")), buffer_before_minutes=5, lead_minutes=0,
        variants=(variant(minutes=90), variant("short", phases=(phase(60, "staff", "chair"),))),
    )  # fmt: skip
    shift = OpenHours(days=EVERY_DAY, opens=time(10), closes=time(19))
    whole = house(
        table("t1", 2), table("t2", 2),
        thing("staff", "ana", hours=(shift,), breaks=(hours("12:00", "13:00"),), days=(DayHours(first=day("2026-12-24"), last=day("2026-12-24")),)),
        thing("chair", "c1", location=NORTH.id),
        services=(*house().services, colour), locations=(NORTH,),
        combinations=(Combination(tables=(ResourceId("t1"), ResourceId("t2")), min_party=3, max_party=5),),
        policies=Policies(covers_at_once=20, walk_in_covers=4, pacing=(rule(covers_per_quarter_hour=0),)),
    )  # fmt: skip
    assert wrong(whole) == {}


def test_what_is_said_of_things_elsewhere_is_no_fault_of_a_place() -> None:
    south = NORTH.model_copy(update={"id": "south"})
    friday = day("2026-11-27")
    whole = house(
        thing("table", "n1", location="north", joins=("n2",)), thing("table", "n2", location="north"),
        thing("table", "s1", location="south"), table("t1", 2, "s1"),
        services=(*house().services, treatment("lunch", 60, Needs(kind="table"), locations=("south",))),
        locations=(NORTH, south),
        combinations=(Combination(tables=(ResourceId("n1"), ResourceId("n2")), min_party=2, max_party=2),),
        overlays=(Overlay(kind="sold_out", first=friday, last=friday, service=ServiceId("lunch")),),
    )  # fmt: skip
    assert wrong(whole) == {}
    for place in whole.locations:
        here = whole.at(place.id)
        assert wrong(here.model_copy(update={"here": ""})) == {}
    assert len(whole.at(NORTH.id).combinations) == 1
    assert whole.at(south.id).combinations == ()


def test_a_table_that_is_gone_takes_what_was_said_of_it_along() -> None:
    both = Combination(tables=(ResourceId("t1"), ResourceId("t2")), min_party=3, max_party=4)
    whole = house(table("t1", 2, "t2"), table("t2", 2), table("t3", 2), combinations=(both,))
    left = as_it_stands(whole, Plan(removed=frozenset({ResourceId("t2")})), NOW)
    assert wrong(left) == {}
    assert (left.combinations, left.resources[0].joins) == ((), ())


@pytest.mark.parametrize(
    ("asked", "place"), [(("birth_date",), "identify_by"), (("name", "postcode", "name"), "identify_by.2")]
)
def test_callers_are_told_apart_by_their_name_first(asked: tuple[str, ...], place: str) -> None:
    business = house(person("ana"), services=(treatment("colour", 60, STAFF),))
    assert place in wrong(business.model_copy(update={"identify_by": asked}))
    assert wrong(business.model_copy(update={"identify_by": ("name", "birth_date", "postcode")})) == {}


@pytest.mark.parametrize(("vertical", "asked"), [("clinic", ("name",)), ("restaurant", ()), ("salon", ())])
def test_what_is_asked_of_callers_where_the_definition_does_not_say(vertical: str, asked: tuple[str, ...]) -> None:
    business = house(person("ana"), services=(treatment("colour", 60, STAFF),)).model_copy(
        update={"vertical": Vertical(vertical)}
    )
    assert business.asked_of_callers() == asked
    assert business.model_copy(update={"identify_by": ()}).asked_of_callers() == ()


def test_a_pronunciation_that_nobody_could_read_is_named() -> None:
    names = (
        Pronunciation(written="Nguyen", said={"en": "win"}),
        Pronunciation(written="nguyen", said={}),
        Pronunciation(written="415", said={"en": " ", "es": "<break/>"}),
    )
    told = wrong(serving().model_copy(update={"pronunciations": names}))
    assert set(told) == {
        "pronunciations.1.written",
        "pronunciations.1.said",
        "pronunciations.2.written",
        "pronunciations.2.said.en",
        "pronunciations.2.said.es",
    }
