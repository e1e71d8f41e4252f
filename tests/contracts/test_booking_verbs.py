"""What the verbs of the desk make of a booking store, on every store."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from receptionist.booking.model import Customer, Entry, PageKey, Status
from receptionist.booking.requests import ChangeRequest
from receptionist.business.definition import Business
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.change_booking import change_booking
from receptionist.desk.desk import Desk
from receptionist.desk.find_bookings import find_bookings
from receptionist.desk.find_slots import find_slots
from receptionist.desk.hold_slot import hold_slot
from receptionist.desk.release_hold import release_hold
from receptionist.desk.take_booking import take_booking
from receptionist.errors import SlotTaken, StaleRevision, UnknownBooking
from receptionist.ids import BookingId, Phone, ResourceId
from tests.contracts.visits import ANNA, NOW, asked, at, table, wish


def test_the_second_to_ask_for_a_table_is_refused(desk: Desk, restaurant: Business) -> None:
    take_booking(desk, restaurant, asked("b1", table(at(19))))
    with pytest.raises(SlotTaken):
        take_booking(desk, restaurant, asked("b2", table(at(20))))
    take_booking(desk, restaurant, asked("b3", table(at(20, 30))))


def test_asking_again_gives_the_same_booking_and_one_text(desk: Desk, restaurant: Business) -> None:
    first = take_booking(desk, restaurant, asked("b1", table(at(19))))
    assert take_booking(desk, restaurant, asked("b1", table(at(19)))) == first
    assert [text.id for text in desk.messages.sent_to(restaurant.id)] == ["b1:1"]


def test_a_hold_keeps_others_out_until_it_is_confirmed_or_given_back(desk: Desk, restaurant: Business) -> None:
    slot = table(at(19))
    expires = hold_slot(desk, restaurant, slot, hold="h1", covers=2)
    assert expires == NOW + timedelta(seconds=180)
    assert hold_slot(desk, restaurant, slot, hold="h1", covers=2) == expires
    with pytest.raises(SlotTaken):
        take_booking(desk, restaurant, asked("b2", slot))
    release_hold(desk, restaurant, slot, hold="h1")
    release_hold(desk, restaurant, slot, hold="h1")
    hold_slot(desk, restaurant, slot, hold="h2", covers=2)
    assert take_booking(desk, restaurant, asked("b3", slot, hold="h2")).status is Status.CONFIRMED


def test_an_expired_hold_counts_as_blank(desk: Desk, restaurant: Business) -> None:
    hold_slot(desk, restaurant, table(at(19)), hold="h1", covers=2)
    later = replace(desk, clock=lambda: NOW + timedelta(seconds=181))
    assert take_booking(later, restaurant, asked("b1", table(at(19)))).id == "b1"


def test_moving_a_booking_keeps_the_old_place_until_the_new_one_is_won(desk: Desk, restaurant: Business) -> None:
    booked = take_booking(desk, restaurant, asked("b1", table(at(19))))
    take_booking(desk, restaurant, asked("b2", table(at(21))))
    with pytest.raises(SlotTaken):
        change_booking(desk, restaurant, ChangeRequest(booked.id, 1, slot=table(at(20, 30))))
    assert desk.bookings.get(restaurant.id, booked.id) == booked
    moved = change_booking(desk, restaurant, ChangeRequest(booked.id, 1, slot=table(at(17))))
    assert (moved.revision, moved.span.start) == (2, at(17))
    assert change_booking(desk, restaurant, ChangeRequest(booked.id, 1, slot=table(at(17)))) == moved
    with pytest.raises(StaleRevision):
        change_booking(desk, restaurant, ChangeRequest(booked.id, 1, slot=table(at(17, 30))))
    assert find_slots(desk, restaurant, wish(at(19))).exact is not None


def test_a_cancelled_visit_gives_its_place_back_once(desk: Desk, restaurant: Business) -> None:
    booked = take_booking(desk, restaurant, asked("b1", table(at(19))))
    cancelled = cancel_booking(desk, restaurant, booked.id, revision=1)
    assert cancel_booking(desk, restaurant, booked.id, revision=1) == cancelled
    assert (cancelled.status, cancelled.revision) == (Status.CANCELLED, 2)
    take_booking(desk, restaurant, asked("b2", table(at(19))))
    with pytest.raises(UnknownBooking):
        change_booking(desk, restaurant, ChangeRequest(booked.id, 2, slot=table(at(17))))
    with pytest.raises(UnknownBooking):
        cancel_booking(desk, restaurant, BookingId("nobody"))


def test_a_caller_is_found_by_phone_by_misheard_name_and_by_code(desk: Desk, restaurant: Business) -> None:
    booked = take_booking(desk, restaurant, asked("b1", table(at(19))))
    assert find_bookings(desk, restaurant, phone=ANNA.phone) == [booked]
    assert find_bookings(desk, restaurant, names=("ana fischer",), day=date(2026, 11, 28)) == [booked]
    assert find_bookings(desk, restaurant, names=("ana fischer",), day=date(2026, 11, 29)) == []
    assert find_bookings(desk, restaurant, code=booked.code.lower()) == [booked]
    assert find_bookings(desk, restaurant) == []


def test_a_change_is_known_by_its_key_also_when_others_have_followed(desk: Desk, restaurant: Business) -> None:
    take_booking(desk, restaurant, asked("b1", table(at(19))))
    moved = change_booking(desk, restaurant, ChangeRequest(BookingId("b1"), 1, slot=table(at(17)), key="k1"))
    assert (
        change_booking(desk, restaurant, ChangeRequest(BookingId("b1"), 1, slot=table(at(17), "t2"), key="k1")) == moved
    )
    change_booking(desk, restaurant, ChangeRequest(BookingId("b1"), 2, notes="window", key="k2"))
    with pytest.raises(StaleRevision):
        change_booking(desk, restaurant, ChangeRequest(BookingId("b1"), 1, slot=table(at(17)), key="k1"))


def test_a_code_that_is_taken_is_drawn_again(desk: Desk, restaurant: Business) -> None:
    drawn = iter(["AAAAA", "AAAAA", "CCCCC"])
    drawing = replace(desk, new_code=lambda: next(drawn))
    codes = [take_booking(drawing, restaurant, asked(f"b{n}", table(at(17 + 2 * n)))).code for n in range(2)]
    assert codes == ["AAAAA", "CCCCC"]


def test_a_visit_is_held_a_little_later_at_its_own_table(desk: Desk, restaurant: Business) -> None:
    booked = take_booking(desk, restaurant, asked("b1", table(at(19))))
    later = table(at(19, 30))
    with pytest.raises(SlotTaken):
        hold_slot(desk, restaurant, later, hold="h1", covers=2)
    hold_slot(desk, restaurant, later, hold="h1", covers=2, instead_of=booked.id)
    moved = change_booking(desk, restaurant, ChangeRequest(booked.id, 1, slot=later, hold="h1"))
    (page,) = desk.bookings.pages(restaurant.id, [PageKey(ResourceId("t1"), date(2026, 11, 29))])
    assert page.entries == (Entry("b1", later.span),)
    assert moved.span == later.span


def test_a_party_that_has_grown_needs_another_table(desk: Desk, restaurant: Business) -> None:
    take_booking(desk, restaurant, asked("b1", table(at(19))))
    with pytest.raises(SlotTaken):
        change_booking(desk, restaurant, ChangeRequest(BookingId("b1"), 1, party_size=4))
    with pytest.raises(SlotTaken):
        take_booking(desk, restaurant, asked("b2", table(at(21)), party_size=4))
    with pytest.raises(SlotTaken):
        hold_slot(desk, restaurant, table(at(21)), hold="h", covers=4)


def test_a_note_is_added_without_a_text_and_where_the_table_is_gone(desk: Desk, restaurant: Business) -> None:
    take_booking(desk, restaurant, asked("b1", table(at(19))))
    without = restaurant.model_copy(update={"resources": restaurant.resources[1:]})
    noted = change_booking(desk, without, ChangeRequest(BookingId("b1"), 1, notes="a birthday"))
    assert (noted.notes, noted.revision) == ("a birthday", 2)
    assert len(desk.messages.sent_to(restaurant.id)) == 1


def test_texts_go_only_where_they_may(desk: Desk, restaurant: Business) -> None:
    opted_out = Customer("Ben", Phone("+14155550124"))
    desk.messages.opt_out(restaurant.default_number(), opted_out.phone, out=True, at=NOW)
    take_booking(desk, restaurant, asked("b1", table(at(17)), customer=opted_out))
    take_booking(desk, restaurant, asked("b2", table(at(17), "t2"), customer=Customer("Cem", Phone(""))))
    take_booking(desk, restaurant, asked("b3", table(at(17), "t3"), text=False))
    silent = restaurant.model_copy(update={"texts": False})
    take_booking(desk, silent, asked("b4", table(at(17), "t4")))
    assert desk.messages.sent_to(restaurant.id) == []
    take_booking(desk, restaurant, asked("b5", table(at(17), "t5")))
    (text,) = desk.messages.sent_to(restaurant.id)
    assert (text.id, text.to, text.booking) == ("b5:1", ANNA.phone, "b5")
