"""Passing facts: they count at once, are said to callers, and end by themselves."""

from datetime import date, time, timedelta

import pytest

from receptionist.business.definition import Location, Overlay
from receptionist.desk.desk import Desk
from receptionist.desk.edit_plan import overlays_of, put_overlay, put_resource, remove_overlay
from receptionist.desk.find_slots import find_slots
from receptionist.desk.standing import standing
from receptionist.errors import NotServable, UnknownEntry
from receptionist.ids import LocationId, ServiceId
from receptionist.ports import Conflict
from tests.receptionist.booking.houses import NOW, house, on, table, wish
from tests.receptionist.desk.desks import Codes, Watch, desk_of

HOUSE = house(table("t1", 2), table("t2", 4))
EIGHT = on("2026-11-27", "20:00")
FRIDAY = date(2026, 11, 27)
SOLD_OUT = Overlay(kind="sold_out", first=FRIDAY, last=FRIDAY)


@pytest.fixture
def watch() -> Watch:
    return Watch(NOW)


@pytest.fixture
def desk(watch: Watch) -> Desk:
    return desk_of(watch, Codes())


def test_sold_out_counts_from_the_next_question_on_and_no_longer_once_it_is_taken_back(desk: Desk) -> None:
    revision = put_overlay(desk, HOUSE, "tonight", SOLD_OUT, revision=0)
    assert find_slots(desk, HOUSE, wish(EIGHT)).refusal == "sold_out"
    assert find_slots(desk, HOUSE, wish(EIGHT + timedelta(days=1))).exact is not None
    remove_overlay(desk, HOUSE, "tonight", revision=revision)
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact is not None


def test_closing_early_shortens_the_evening(desk: Desk) -> None:
    early = Overlay(kind="closing_early", first=FRIDAY, last=FRIDAY, closes=time(20))
    put_overlay(desk, HOUSE, "early", early, revision=0)
    assert find_slots(desk, HOUSE, wish(EIGHT)).refusal == "closed"


def test_it_ends_at_its_moment_without_anybody_doing_anything(desk: Desk, watch: Watch) -> None:
    until = NOW + timedelta(hours=3)
    put_overlay(desk, HOUSE, "busy", SOLD_OUT.model_copy(update={"until": until}), revision=0)
    assert find_slots(desk, HOUSE, wish(EIGHT)).refusal == "sold_out"
    watch.wait(hours=3)
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact is not None
    assert overlays_of(desk, HOUSE) == []


def test_one_whose_last_day_is_over_is_listed_no_more_and_leaves_the_store_later(desk: Desk, watch: Watch) -> None:
    put_overlay(desk, HOUSE, "tonight", SOLD_OUT, revision=0)
    watch.now = EIGHT
    assert [name for name, _, _ in overlays_of(desk, HOUSE)] == ["tonight"]
    watch.wait(days=3)
    assert overlays_of(desk, HOUSE) == []
    assert desk.rows.get(HOUSE.id, "plan", "overlay:tonight") is not None
    watch.wait(days=60)
    assert desk.rows.get(HOUSE.id, "plan", "overlay:tonight") is None


def test_the_standing_business_names_each_with_its_revision(desk: Desk) -> None:
    put_overlay(desk, HOUSE, "tonight", SOLD_OUT, revision=0)
    put_overlay(desk, HOUSE, "tonight", SOLD_OUT, revision=1)
    assert [one.id for one in standing(desk, HOUSE).overlays] == ["tonight@2"]


def test_who_has_read_an_old_one_is_told_of_it(desk: Desk) -> None:
    put_overlay(desk, HOUSE, "tonight", SOLD_OUT, revision=0)
    with pytest.raises(Conflict):
        put_overlay(desk, HOUSE, "tonight", SOLD_OUT, revision=0)
    with pytest.raises(Conflict):
        remove_overlay(desk, HOUSE, "tonight", revision=7)
    with pytest.raises(UnknownEntry):
        remove_overlay(desk, HOUSE, "tomorrow", revision=1)


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"service": ServiceId("massage")}, "no service"),
        ({"location": LocationId("east")}, "no place"),
        ({"kind": "notice"}, "words"),
        ({"kind": "closing_early"}, "closes"),
        ({"last": FRIDAY - timedelta(days=1)}, "before"),
        ({"first": date(2026, 1, 1), "last": date(2026, 1, 1)}, "past"),
        ({"until": NOW}, "past"),
    ],
)
def test_one_that_makes_no_sense_changes_nothing(desk: Desk, changes: dict[str, object], hint: str) -> None:
    with pytest.raises(NotServable, match=hint):
        put_overlay(desk, HOUSE, "tonight", SOLD_OUT.model_copy(update=changes), revision=0)
    assert standing(desk, HOUSE).overlays == ()


def test_one_for_a_single_place_leaves_the_others_alone(desk: Desk) -> None:
    places = tuple(
        Location(id=LocationId(name), name={"en": name}, timezone="America/Los_Angeles", address=name)
        for name in ("east", "west")
    )
    chain = HOUSE.model_copy(update={"locations": places})
    put_overlay(desk, chain, "tonight", SOLD_OUT.model_copy(update={"location": LocationId("east")}), revision=0)
    assert len(standing(desk, chain.at(LocationId("east"))).overlays) == 1
    assert standing(desk, chain.at(LocationId("west"))).overlays == ()


def test_one_about_a_service_that_is_offered_no_more_stands_in_nobodys_way(desk: Desk) -> None:
    put_overlay(desk, HOUSE, "tonight", SOLD_OUT.model_copy(update={"service": ServiceId("table")}), revision=0)
    other = HOUSE.services[0].model_copy(update={"id": ServiceId("counter")})
    later = HOUSE.model_copy(update={"services": (other,)})
    assert standing(desk, later).overlays == ()
    assert put_resource(desk, later, table("t3", 2), revision=0) == 1
