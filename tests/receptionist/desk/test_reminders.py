"""Customers are reminded once of a visit that is still theirs, and only if they may be."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from receptionist.booking.model import Booking, Customer, Status
from receptionist.business.definition import Business, Policies
from receptionist.desk.desk import Desk
from receptionist.desk.reminders import KIND, remind, reminders
from receptionist.desk.send_texts import send_due
from receptionist.ids import BookingId, MessageId, Phone, ResourceId
from receptionist.messages.model import TextMessage
from receptionist.ports import BookChange, Errand
from receptionist.spans import Span
from tests.fakes.front_office import RememberingSms
from tests.receptionist.booking.houses import NOW, TABLE, house, on, table
from tests.receptionist.desk.desks import Codes, Watch, desk_of

ANNA = Phone("+447911123456")
VISIT = on("2026-11-27", "19:30")


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def desk(watch: Watch) -> Desk:
    return desk_of(watch, Codes())


def the_house(*minutes: int, **changes: Any) -> Business:
    return house(table("t1", 2), policies=Policies(reminder_minutes=minutes or (1440,)), **changes)


def booked(desk: Desk, business: Business, start: datetime = VISIT, **changes: Any) -> Booking:
    """Written with its reminders, as the verbs do."""
    booking = Booking(
        BookingId("b1"), "AC3K7", business.id, TABLE, Span(start, start + timedelta(minutes=90)), 2,
        (ResourceId("t1"),), Customer("Anna", ANNA),
    )  # fmt: skip
    booking = replace(booking, **changes)
    errands = reminders(desk, business, booking, desk.clock())
    desk.bookings.commit(business.id, BookChange(booking=booking, errands=errands))
    return booking


def run_due(desk: Desk, business: Business) -> None:
    for errand in desk.errands.claim("", desk.clock(), desk.clock() + timedelta(minutes=1)):
        remind(desk, business, errand)
        desk.errands.settle(errand, "done")


def waiting(desk: Desk, business: Business) -> list[Errand]:
    return desk.errands.of_kind(business.id, KIND, status="waiting")


def texts(desk: Desk, business: Business) -> list[str]:
    return [text.body for text in desk.messages.sent_to(business.id)]


def test_a_visit_is_remembered_at_each_of_the_times_the_business_wishes(desk: Desk, watch: Watch) -> None:
    business = the_house(1440, 180)
    booked(desk, business)
    assert sorted(errand.due for errand in waiting(desk, business)) == [
        VISIT - timedelta(minutes=1440),
        VISIT - timedelta(minutes=180),
    ]
    watch.now = VISIT - timedelta(minutes=1440)
    run_due(desk, business)
    assert ["Fri 27 Nov" in text or "Fri Nov 27, 7:30 PM" in text for text in texts(desk, business)] == [True]
    watch.now = VISIT - timedelta(minutes=180)
    run_due(desk, business)
    assert len(texts(desk, business)) == 2


def test_a_reminder_run_twice_is_one_text(desk: Desk, watch: Watch) -> None:
    business = the_house()
    booked(desk, business)
    (errand,) = waiting(desk, business)
    watch.now = errand.due
    remind(desk, business, errand)
    remind(desk, business, errand)
    assert len(texts(desk, business)) == 1


def test_a_new_name_on_a_booking_makes_no_second_reminder(desk: Desk, watch: Watch) -> None:
    business = the_house()
    first = booked(desk, business)
    booked(desk, business, revision=2, customer=replace(first.customer, name="Ana"))
    watch.now = VISIT - timedelta(minutes=1440)
    run_due(desk, business)
    assert len(texts(desk, business)) == 1


def test_a_visit_that_was_moved_is_remembered_at_its_new_time_only(desk: Desk, watch: Watch) -> None:
    business = the_house()
    booked(desk, business)
    later = VISIT + timedelta(days=1)
    booked(desk, business, later, revision=2)
    watch.now = VISIT - timedelta(minutes=1440)
    run_due(desk, business)
    assert texts(desk, business) == []
    watch.now = later - timedelta(minutes=1440)
    run_due(desk, business)
    assert ["Sat" in text for text in texts(desk, business)] == [True]


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.CONFIRMED])
def test_a_visit_that_is_off_or_under_way_is_not_remembered(desk: Desk, watch: Watch, status: Status) -> None:
    business = the_house()
    booked(desk, business)
    booked(desk, business, revision=2, status=status)
    watch.now = VISIT - timedelta(minutes=1440)
    run_due(desk, business)
    assert texts(desk, business) == []


def test_whoever_wants_no_texts_is_not_reminded(desk: Desk, watch: Watch) -> None:
    business = the_house()
    booked(desk, business)
    desk.messages.opt_out(business.default_number(), ANNA, out=True, at=watch.now)
    watch.now = VISIT - timedelta(minutes=1440)
    run_due(desk, business)
    assert texts(desk, business) == []


def test_without_a_phone_or_leave_to_text_there_is_nothing_to_be_done_later(desk: Desk) -> None:
    business = the_house()
    booking = booked(desk, business, text_agreed=False)
    assert waiting(desk, business) == []
    assert reminders(desk, business, replace(booking, customer=Customer("Anna", Phone(""))), NOW) == ()


def test_nothing_that_is_past_or_within_the_hour_is_planned(desk: Desk) -> None:
    business = the_house(1440, 120)
    soon = replace(booked(desk, business, NOW + timedelta(minutes=150)))
    assert reminders(desk, business, soon, NOW) == ()


def test_a_sender_that_comes_late_into_the_night_waits_for_the_morning(desk: Desk, watch: Watch) -> None:
    business = the_house(1440)
    booked(desk, business)
    watch.now = on("2026-11-26", "23:00")
    run_due(desk, business)
    assert texts(desk, business) == []
    watch.now = on("2026-11-27", "08:00")
    run_due(desk, business)
    assert len(texts(desk, business)) == 1


def sent(desk: Desk, sms: RememberingSms) -> list[str]:
    send_due(desk, sms, limit=10)
    return [text.body for text in sms.arrived]


@pytest.mark.parametrize(("day", "clock"), [("2026-11-26", "21:10"), ("2026-11-27", "07:59")])
def test_a_reminder_held_up_in_the_evening_does_not_leave_in_the_night(
    desk: Desk, watch: Watch, day: str, clock: str
) -> None:
    business, sms = the_house(1440), RememberingSms()
    desk.businesses.put(business)
    booked(desk, business)
    watch.now = on("2026-11-26", "20:50")
    run_due(desk, business)
    watch.now = on(day, clock)
    assert sent(desk, sms) == []
    watch.now = on("2026-11-27", "08:00")
    run_due(desk, business)
    assert len(sent(desk, sms)) == 1
    assert len(sent(desk, sms)) == 1


def test_nor_in_the_morning_if_that_is_too_late_to_be_of_use(desk: Desk, watch: Watch) -> None:
    business, sms = the_house(720), RememberingSms()
    desk.businesses.put(business)
    booked(desk, business, on("2026-11-27", "08:30"))
    watch.now = on("2026-11-26", "20:30")
    run_due(desk, business)
    assert len(texts(desk, business)) == 1
    watch.now = on("2026-11-26", "22:00")
    assert sent(desk, sms) == []
    watch.now = on("2026-11-27", "08:00")
    run_due(desk, business)
    assert sent(desk, sms) == []


def test_a_confirmation_leaves_at_any_hour(desk: Desk, watch: Watch) -> None:
    business, sms = the_house(), RememberingSms()
    desk.businesses.put(business)
    booking = booked(desk, business)
    watch.now = on("2026-11-24", "23:30")
    text = TextMessage(
        MessageId(f"{booking.id}:1"), business.id, ANNA, business.default_number(), "You're booked.", booking=booking.id,
        created=watch.now,
    )  # fmt: skip
    desk.messages.queue(text)
    assert sent(desk, sms) == ["You're booked."]
