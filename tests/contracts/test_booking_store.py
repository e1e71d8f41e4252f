"""What every BookingStore promises."""

from dataclasses import replace
from datetime import date

import pytest

from receptionist.booking.model import Booking, Entry, Page, PageKey, Slot
from receptionist.business.definition import Business
from receptionist.desk.desk import Desk
from receptionist.desk.take_booking import take_booking
from receptionist.ids import BookingId, BusinessId, ResourceId, ServiceId
from receptionist.ports import BookChange, CodeTaken, Conflict
from receptionist.spans import Span
from tests.contracts.visits import ANNA, asked, at, table


def test_a_booking_is_found_again_by_id_code_phone_and_time(desk: Desk, restaurant: Business) -> None:
    booked = take_booking(desk, restaurant, asked("b1", table(at(19))))
    store = desk.bookings
    assert store.get(restaurant.id, BookingId("b1")) == booked
    assert store.by_code(restaurant.id, booked.code) == booked
    assert store.by_phone(restaurant.id, ANNA.phone) == [booked]
    assert store.during(restaurant.id, Span(at(20), at(21))) == [booked]
    assert store.during(restaurant.id, Span(at(21), at(22))) == []


def test_another_business_sees_nothing_of_it(desk: Desk, restaurant: Business) -> None:
    booked = take_booking(desk, restaurant, asked("b1", table(at(19))))
    salon = BusinessId("salon")
    assert desk.bookings.get(salon, booked.id) is None
    assert desk.bookings.by_code(salon, booked.code) is None
    assert desk.bookings.by_phone(salon, ANNA.phone) == []
    assert desk.bookings.during(salon, Span(at(0), at(23))) == []


def test_a_page_that_moved_refuses_the_whole_change(desk: Desk, restaurant: Business) -> None:
    key = PageKey(ResourceId("t1"), date(2026, 11, 28))
    stale = Page(key, 0, (Entry("somebody", Span(at(12), at(13))),))
    desk.bookings.commit(restaurant.id, BookChange(pages=(stale,)))
    booking = Booking(
        BookingId("b9"), "ZZZZZ", restaurant.id, ServiceId("table"), Span(at(19), at(20)), 2, (ResourceId("t1"),), ANNA
    )
    with pytest.raises(Conflict):
        desk.bookings.commit(restaurant.id, BookChange(pages=(stale,), booking=booking))
    assert desk.bookings.get(restaurant.id, BookingId("b9")) is None


def test_two_bookings_never_share_a_code(desk: Desk, restaurant: Business) -> None:
    first = take_booking(desk, restaurant, asked("b1", table(at(19))))
    other = replace(first, id=BookingId("b2"))
    with pytest.raises(CodeTaken):
        desk.bookings.commit(restaurant.id, BookChange(booking=other))


def test_a_visit_past_midnight_utc_is_on_two_pages(desk: Desk, restaurant: Business) -> None:
    take_booking(desk, restaurant, asked("b1", table(at(15, 30)), by_staff=True))
    days = [PageKey(ResourceId("t1"), date(2026, 11, day)) for day in (28, 29)]
    assert [len(page.entries) for page in desk.bookings.pages(restaurant.id, days)] == [1, 1]


def test_many_pages_of_some_days_come_in_the_order_asked_for(desk: Desk, restaurant: Business) -> None:
    small = tuple(one.model_copy(update={"min_party": 1}) for one in restaurant.resources)
    house = restaurant.model_copy(update={"resources": small})
    for n in range(12):
        slot = Slot(ServiceId("table"), Span(at(18), at(19, 30)), (ResourceId(f"t{n + 1}"),))
        take_booking(desk, house, asked(f"b{n}", slot, party_size=1))
    days = [date(2026, 11, 29), date(2026, 11, 30)]
    keys = [PageKey(ResourceId(f"t{n}"), day) for day in days for n in range(12, 0, -1)]
    pages = desk.bookings.pages(restaurant.id, keys)
    assert [page.key for page in pages] == keys
    assert [[entry.owner for entry in page.entries] for page in pages[:12]] == [[f"b{n}"] for n in range(11, -1, -1)]
    assert all(page.version == 0 for page in pages[12:])
