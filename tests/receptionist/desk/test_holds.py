"""A place kept for somebody who is making up their mind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receptionist.booking.model import Customer, Slot
from receptionist.booking.requests import BookingRequest
from receptionist.business.definition import Policies
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.hold_slot import hold_slot, prolong_hold, release_holds_of
from receptionist.desk.holds import hold_of, holds
from receptionist.desk.take_booking import take_booking
from receptionist.errors import SlotTaken
from receptionist.ids import BookingId, CallId, Phone
from tests.receptionist.booking.houses import NOW, house, on, table, wish
from tests.receptionist.desk.desks import Codes, Watch, desk_of

HOUSE = house(
    table("t1", 4), policies=Policies(hold_seconds=120, hold_most_seconds=300, lead_minutes=0, holds_per_call=2)
)
EIGHT = on("2026-11-27", "20:00")
CALL = CallId("CA1")
ANNA = Customer("Anna", Phone("+14155550123"))


@pytest.fixture
def watch() -> Watch:
    return Watch(NOW)


@pytest.fixture
def desk(watch: Watch) -> Desk:
    return desk_of(watch, Codes())


def slot_at(desk: Desk, hours: float = 0) -> Slot:
    found = find_slots(desk, HOUSE, wish(EIGHT + timedelta(hours=hours))).exact
    assert found is not None
    return found


def test_every_turn_prolongs_a_hold_until_its_cap(desk: Desk, watch: Watch) -> None:
    slot = slot_at(desk)
    hold_slot(desk, HOUSE, slot, hold="h", covers=2, call=CALL)
    watch.wait(seconds=100)
    assert prolong_hold(desk, HOUSE, "h") == NOW + timedelta(seconds=220)
    watch.wait(seconds=100)
    assert prolong_hold(desk, HOUSE, "h") == NOW + timedelta(seconds=300)
    watch.wait(seconds=80)
    assert prolong_hold(desk, HOUSE, "h") == NOW + timedelta(seconds=300)
    watch.wait(seconds=21)
    assert prolong_hold(desk, HOUSE, "h") is None
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact == slot


def test_a_turn_soon_after_the_last_writes_nothing(desk: Desk, watch: Watch) -> None:
    slot = slot_at(desk)
    expires = hold_slot(desk, HOUSE, slot, hold="h", covers=2)
    watch.wait(seconds=20)
    assert prolong_hold(desk, HOUSE, "h") == expires


def test_a_hold_that_expired_keeps_nobody_out_though_nobody_erased_it(desk: Desk, watch: Watch) -> None:
    slot = slot_at(desk)
    hold_slot(desk, HOUSE, slot, hold="h", covers=2)
    watch.wait(seconds=121)
    assert holds(desk, HOUSE.id) == []
    assert take_booking(desk, HOUSE, BookingRequest(BookingId("b"), slot, 2, ANNA)).span == slot.span


def test_a_call_keeps_two_places_at_most_and_the_oldest_gives_way(desk: Desk, watch: Watch) -> None:
    slots = [slot_at(desk, hours) for hours in (-3, -1.25, 0.5)]
    for number, slot in enumerate(slots):
        hold_slot(desk, HOUSE, slot, hold=f"h{number}", covers=2, call=CALL)
        watch.wait(seconds=1)
    assert [one.id for one in holds(desk, HOUSE.id, call=CALL)] == ["h1", "h2"]
    assert find_slots(desk, HOUSE, wish(slots[0].span.start)).exact == slots[0]


def test_hanging_up_gives_every_place_of_the_call_back(desk: Desk) -> None:
    slot = slot_at(desk)
    hold_slot(desk, HOUSE, slot, hold="h", covers=2, call=CALL)
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact is None
    release_holds_of(desk, HOUSE, CALL)
    release_holds_of(desk, HOUSE, CALL)
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact == slot


def test_a_booking_ends_its_hold_also_where_another_place_was_taken(desk: Desk) -> None:
    held, taken = slot_at(desk), slot_at(desk, -3)
    hold_slot(desk, HOUSE, held, hold="h", covers=2)
    take_booking(desk, HOUSE, BookingRequest(BookingId("b"), taken, 2, ANNA, hold="h"))
    assert hold_of(desk, HOUSE.id, "h") is None
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact == held


def test_what_another_holds_cannot_be_held_or_booked(desk: Desk) -> None:
    slot = slot_at(desk)
    hold_slot(desk, HOUSE, slot, hold="h", covers=2)
    with pytest.raises(SlotTaken):
        hold_slot(desk, HOUSE, slot, hold="other", covers=2)
    with pytest.raises(SlotTaken):
        take_booking(desk, HOUSE, BookingRequest(BookingId("b"), slot, 2, ANNA))
    assert take_booking(desk, HOUSE, replace(BookingRequest(BookingId("c"), slot, 2, ANNA), hold="h")).code
