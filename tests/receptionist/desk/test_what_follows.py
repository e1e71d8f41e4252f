"""What a booking leaves behind beside itself: news, the customer's card, marks."""

import pytest

from receptionist.booking.model import Booking, Customer, Status
from receptionist.booking.requests import BookingRequest, ChangeRequest
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.change_booking import change_booking
from receptionist.desk.customers import card_of, is_new
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.mark_booking import mark_booking
from receptionist.desk.news import news_of
from receptionist.desk.take_booking import take_booking
from receptionist.errors import NotPossible, SlotTaken, StaleRevision
from receptionist.ids import BookingId, Phone
from tests.receptionist.booking.houses import NOW, house, on, table, wish
from tests.receptionist.desk.desks import Codes, Watch, desk_of

HOUSE = house(table("t1", 4))
EIGHT = on("2026-11-27", "20:00")
ANNA = Customer("Anna", Phone("+14155550123"), "es")


@pytest.fixture
def desk() -> Desk:
    return desk_of(Watch(NOW), Codes())


def booked(desk: Desk, id: str = "b", **more: object) -> Booking:
    slot = find_slots(desk, HOUSE, wish(EIGHT)).exact
    assert slot is not None
    return take_booking(desk, HOUSE, BookingRequest(BookingId(id), slot, 2, ANNA, **more))  # type: ignore[arg-type]


def told(desk: Desk) -> list[tuple[str, int]]:
    found = desk.errands.of_kind(HOUSE.id, "news")
    return sorted(((news.type, news.booking.revision) for news in map(news_of, found)), key=lambda one: one[1])


def test_each_revision_is_news_once_however_often_it_is_asked_for(desk: Desk) -> None:
    slot = find_slots(desk, HOUSE, wish(EIGHT)).exact
    assert slot is not None
    request = BookingRequest(BookingId("b"), slot, 2, ANNA)
    booking = take_booking(desk, HOUSE, request)
    assert take_booking(desk, HOUSE, request) == booking
    change = ChangeRequest(booking.id, 1, notes="by the window", key="k")
    change_booking(desk, HOUSE, change)
    change_booking(desk, HOUSE, change)
    cancel_booking(desk, HOUSE, booking.id)
    cancel_booking(desk, HOUSE, booking.id)
    assert told(desk) == [("booking.confirmed", 1), ("booking.changed", 2), ("booking.cancelled", 3)]


def test_the_wall_time_that_was_promised_is_kept(desk: Desk) -> None:
    assert booked(desk).local_start == "2026-11-27T20:00+00:00"


def test_a_customer_is_new_once(desk: Desk) -> None:
    assert is_new(desk, HOUSE, ANNA.phone)
    assert booked(desk, allergies=("nuts",)).new_client
    assert not is_new(desk, HOUSE, ANNA.phone)
    kept = card_of(desk, HOUSE, ANNA.phone)
    assert kept is not None
    assert (kept.card.name, kept.card.language, kept.card.bookings, kept.card.allergies) == ("Anna", "es", 1, ("nuts",))


def test_a_no_show_gives_the_table_back_and_is_noted_until_it_is_taken_back(desk: Desk) -> None:
    booking = booked(desk)
    mark_booking(desk, HOUSE, booking.id, Status.NO_SHOW)
    mark_booking(desk, HOUSE, booking.id, Status.NO_SHOW)
    kept = card_of(desk, HOUSE, ANNA.phone)
    assert kept is not None
    assert kept.card.no_shows == 1
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact is not None
    back = mark_booking(desk, HOUSE, booking.id, Status.CONFIRMED)
    kept = card_of(desk, HOUSE, ANNA.phone)
    assert kept is not None
    assert (back.status, kept.card.no_shows) == (Status.CONFIRMED, 0)
    assert find_slots(desk, HOUSE, wish(EIGHT)).exact is None


def test_a_no_show_cannot_be_taken_back_when_the_table_is_given_away(desk: Desk) -> None:
    first = booked(desk)
    mark_booking(desk, HOUSE, first.id, Status.NO_SHOW)
    booked(desk, "second")
    with pytest.raises(SlotTaken):
        mark_booking(desk, HOUSE, first.id, Status.ARRIVED)


def test_a_visit_goes_through_the_day_and_no_step_leads_back_from_cancelled(desk: Desk) -> None:
    booking = booked(desk)
    for status in (Status.ARRIVED, Status.SEATED, Status.FINISHED):
        booking = mark_booking(desk, HOUSE, booking.id, status, revision=booking.revision)
    with pytest.raises(StaleRevision):
        mark_booking(desk, HOUSE, booking.id, Status.SEATED, revision=1)
    other = booked(desk, "other")
    cancel_booking(desk, HOUSE, other.id)
    with pytest.raises(NotPossible):
        mark_booking(desk, HOUSE, other.id, Status.CONFIRMED)
