"""Resources and special days as they stand, beside the published definition."""

from datetime import date, time, timedelta

import pytest

from receptionist.booking.model import Customer
from receptionist.booking.requests import BookingRequest
from receptionist.business.definition import Location
from receptionist.business.plan import SpecialDay
from receptionist.desk.desk import Desk
from receptionist.desk.edit_plan import (
    days_of,
    out_of_place,
    put_day,
    put_resource,
    remove_day,
    remove_resource,
    resources_of,
)
from receptionist.desk.find_slots import find_slots
from receptionist.desk.mark_busy import busy_entries, mark_busy
from receptionist.desk.take_booking import take_booking
from receptionist.errors import Closed, NotServable, Refused, UnknownEntry
from receptionist.ids import BookingId, LocationId, Phone, ResourceId
from receptionist.ports import Conflict
from receptionist.spans import Span
from tests.receptionist.booking.houses import NOW, house, on, table, wish
from tests.receptionist.desk.desks import Codes, Watch, desk_of

HOUSE = house(table("t1", 2), table("t2", 4))
EIGHT = on("2026-11-27", "20:00")
FRIDAY = date(2026, 11, 27)
ANNA = Customer("Anna", Phone("+14155550123"))


@pytest.fixture
def desk() -> Desk:
    return desk_of(Watch(NOW), Codes())


def test_a_closure_counts_from_the_next_question_on_and_ends_with_its_removal(desk: Desk) -> None:
    revision = put_day(desk, HOUSE, "c1", SpecialDay(first=FRIDAY, last=FRIDAY, reason="burst pipe"), revision=0)
    assert find_slots(desk, HOUSE, wish(EIGHT)).refusal == "closed"
    remove_day(desk, HOUSE, "c1", revision=revision)
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact is not None


def test_a_single_evening_within_a_closure_is_open(desk: Desk) -> None:
    put_day(desk, HOUSE, "c1", SpecialDay(first=FRIDAY, last=date(2026, 12, 10)), revision=0)
    put_day(desk, HOUSE, "c2", SpecialDay(first=FRIDAY, last=FRIDAY, hours=((time(19), time(22)),)), revision=0)
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact is not None
    assert find_slots(desk, HOUSE, wish(EIGHT + timedelta(days=1))).refusal == "closed"


def test_what_was_offered_before_the_closure_is_not_booked_after_it(desk: Desk) -> None:
    slot = find_slots(desk, HOUSE, wish(EIGHT)).exact
    assert slot is not None
    put_day(desk, HOUSE, "c1", SpecialDay(first=FRIDAY, last=FRIDAY), revision=0)
    with pytest.raises(Closed):
        take_booking(desk, HOUSE, BookingRequest(BookingId("b"), slot, 2, ANNA))


def test_a_closure_drops_no_visit_but_names_it(desk: Desk) -> None:
    slot = find_slots(desk, HOUSE, wish(EIGHT)).exact
    assert slot is not None
    booking = take_booking(desk, HOUSE, BookingRequest(BookingId("b"), slot, 2, ANNA))
    assert out_of_place(desk, HOUSE) == []
    put_day(desk, HOUSE, "c1", SpecialDay(first=FRIDAY, last=FRIDAY), revision=0)
    assert [(one.booking, one.reason) for one in out_of_place(desk, HOUSE)] == [(booking, "closed")]


def test_one_table_out_of_use_leaves_the_other(desk: Desk) -> None:
    day = SpecialDay(first=FRIDAY, last=FRIDAY, resource=ResourceId("t2"), reason="being mended")
    put_day(desk, HOUSE, "m1", day, revision=0)
    found = find_slots(desk, HOUSE, wish(EIGHT)).exact
    assert found is not None
    assert found.resources == ("t1",)
    assert find_slots(desk, HOUSE, wish(EIGHT, 4)).exact is None
    assert [(id, one) for id, one, _ in days_of(desk, HOUSE)] == [("m1", day)]


def test_tables_come_and_go_at_once_and_a_stale_edit_is_refused(desk: Desk) -> None:
    revision = put_resource(desk, HOUSE, table("t3", 6), revision=0)
    assert find_slots(desk, HOUSE, wish(EIGHT, 6)).exact is not None
    with pytest.raises(Conflict):
        put_resource(desk, HOUSE, table("t3", 8), revision=0)
    remove_resource(desk, HOUSE, ResourceId("t3"), revision=revision)
    remove_resource(desk, HOUSE, ResourceId("t2"), revision=0)
    assert [(one.id, revision) for one, revision in resources_of(desk, HOUSE)] == [("t1", 0)]
    assert find_slots(desk, HOUSE, wish(EIGHT, 4)).refusal == "too_many"
    with pytest.raises(UnknownEntry):
        remove_resource(desk, HOUSE, ResourceId("t9"), revision=0)


def test_what_would_make_no_sense_is_refused_and_changes_nothing(desk: Desk) -> None:
    with pytest.raises(NotServable):
        put_day(desk, HOUSE, "x", SpecialDay(first=FRIDAY, last=FRIDAY - timedelta(days=1)), revision=0)
    with pytest.raises(NotServable):
        put_day(desk, HOUSE, "x", SpecialDay(first=FRIDAY, last=FRIDAY, resource=ResourceId("t9")), revision=0)
    with pytest.raises(NotServable):
        put_day(desk, HOUSE, "x", SpecialDay(first=date.max, last=date.max), revision=0)
    with pytest.raises(NotServable):
        put_resource(desk, HOUSE, table("t3", 0), revision=0)
    remove_resource(desk, HOUSE, ResourceId("t1"), revision=0)
    with pytest.raises(NotServable):
        remove_resource(desk, HOUSE, ResourceId("t2"), revision=0)
    assert days_of(desk, HOUSE) == []


def test_an_entry_of_a_calendar_keeps_visits_away_until_it_moves(desk: Desk) -> None:
    busy = Span(EIGHT, EIGHT + timedelta(hours=1))
    for one in ("t1", "t2"):
        assert mark_busy(desk, HOUSE, ResourceId(one), "e1", busy)
        assert not mark_busy(desk, HOUSE, ResourceId(one), "e1", busy)
    assert find_slots(desk, HOUSE, wish(EIGHT)).refusal == "slot_taken"
    mark_busy(desk, HOUSE, ResourceId("t1"), "e1", Span(EIGHT + timedelta(days=1), EIGHT + timedelta(days=1, hours=1)))
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact is not None
    mark_busy(desk, HOUSE, ResourceId("t2"), "e1", None)
    assert busy_entries(desk, HOUSE, ResourceId("t2")) == {}


def test_each_place_has_its_own_clock_hours_and_tables(desk: Desk) -> None:
    both = HOUSE.model_copy(
        update={
            "locations": tuple(
                Location(id=LocationId(name), name={"en": name}, timezone=zone, address="1 Street")
                for name, zone in (("london", "Europe/London"), ("york", "America/New_York"))
            ),
            "resources": tuple(
                table(f"{name}1", 2).model_copy(update={"location": LocationId(name)}) for name in ("london", "york")
            ),
        }
    )
    york = both.at(LocationId("york"))
    found = find_slots(desk, york, wish(on("2026-11-27", "20:00", "America/New_York"))).exact
    assert found is not None
    assert (found.resources, found.location) == (("york1",), "york")
    booking = take_booking(desk, both, BookingRequest(BookingId("b"), found, 2, ANNA))
    assert booking.local_start == "2026-11-27T20:00-05:00"
    put_day(desk, both, "c", SpecialDay(first=FRIDAY, last=FRIDAY, location=LocationId("york")), revision=0)
    assert [one.reason for one in out_of_place(desk, both)] == ["closed"]
    assert find_slots(desk, both.at(LocationId("london")), wish(EIGHT)).exact is not None
    with pytest.raises(Refused):
        take_booking(desk, both, BookingRequest(BookingId("c"), found, 2, ANNA))
