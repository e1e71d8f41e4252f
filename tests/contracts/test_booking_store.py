"""What every BookingStore promises, and what the verbs of the desk make of it."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.adapters.memory.bookings import MemoryBookingStore
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.adapters.memory.messages import MemoryMessageStore
from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.booking.model import Booking, Customer, Entry, Page, PageKey, Slot, Status
from receptionist.booking.requests import BookingRequest, ChangeRequest, SlotRequest
from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.change_booking import change_booking
from receptionist.desk.desk import Desk
from receptionist.desk.find_bookings import find_bookings
from receptionist.desk.find_slots import find_slots
from receptionist.desk.hold_slot import hold_slot
from receptionist.desk.release_hold import release_hold
from receptionist.desk.take_booking import take_booking
from receptionist.errors import SlotTaken, StaleRevision, UnknownBooking
from receptionist.ids import BookingId, BusinessId, Phone, ResourceId, ServiceId
from receptionist.ports import BookChange, BookingStore, CodeTaken, Conflict
from receptionist.spans import Span
from tests.contracts.backends import Backend
from tests.fakes.racing import at_once

FILES = Path(__file__).parents[2] / "local" / "businesses"
PACIFIC = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 27, 15, 0, tzinfo=PACIFIC)
ANNA = Customer("Anna Fisher", Phone("+14155550123"))


@pytest.fixture
def restaurant() -> Business:
    return load_business(FILES / "restaurant.yaml")


@pytest.fixture
def desk(backend: Backend) -> Desk:
    bookings: BookingStore
    messages: SqliteMessageStore | DynamoMessageStore | MemoryMessageStore
    if backend.database:
        messages = SqliteMessageStore(backend.database)
        bookings = SqliteBookingStore(backend.database)
    elif backend.table:
        messages, bookings = DynamoMessageStore(backend.table), DynamoBookingStore(backend.table)
    else:
        messages = MemoryMessageStore()
        bookings = MemoryBookingStore(messages)
    codes = (f"C{n:04}" for n in count())
    return Desk(
        MemoryBusinessStore(), bookings, MemoryCallStore(), messages, lambda: NOW, lambda: "id", lambda: next(codes)
    )


def at(hour: int, minute: int = 0, day: int = 28) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=PACIFIC)


def table(start: datetime, resource: str = "t1", minutes: int = 90) -> Slot:
    return Slot(ServiceId("table"), Span(start, start + timedelta(minutes=minutes)), (ResourceId(resource),))


def wish(start: datetime, party: int = 2, **other: object) -> SlotRequest:
    return replace(SlotRequest(ServiceId("table"), Span(start, start + timedelta(minutes=1)), party), **other)  # type: ignore[arg-type]


def asked(key: str, slot: Slot, **other: object) -> BookingRequest:
    return replace(BookingRequest(BookingId(key), slot, 2, ANNA), **other)  # type: ignore[arg-type]


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


def test_the_second_to_ask_for_a_table_is_refused(desk: Desk, restaurant: Business) -> None:
    take_booking(desk, restaurant, asked("b1", table(at(19))))
    with pytest.raises(SlotTaken):
        take_booking(desk, restaurant, asked("b2", table(at(20))))
    take_booking(desk, restaurant, asked("b3", table(at(20, 30))))


def test_asking_again_gives_the_same_booking_and_one_text(desk: Desk, restaurant: Business) -> None:
    first = take_booking(desk, restaurant, asked("b1", table(at(19))))
    assert take_booking(desk, restaurant, asked("b1", table(at(19)))) == first
    assert [text.id for text in desk.messages.sent_to(restaurant.id)] == ["b1:1"]


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


def test_a_visit_past_midnight_utc_is_on_two_pages(desk: Desk, restaurant: Business) -> None:
    take_booking(desk, restaurant, asked("b1", table(at(15, 30))))
    days = [PageKey(ResourceId("t1"), date(2026, 11, day)) for day in (28, 29)]
    assert [len(page.entries) for page in desk.bookings.pages(restaurant.id, days)] == [1, 1]


def test_a_caller_is_found_by_phone_by_misheard_name_and_by_code(desk: Desk, restaurant: Business) -> None:
    booked = take_booking(desk, restaurant, asked("b1", table(at(19))))
    assert find_bookings(desk, restaurant, phone=ANNA.phone) == [booked]
    assert find_bookings(desk, restaurant, name="ana fischer", day=date(2026, 11, 28)) == [booked]
    assert find_bookings(desk, restaurant, name="ana fischer", day=date(2026, 11, 29)) == []
    assert find_bookings(desk, restaurant, code=booked.code.lower()) == [booked]
    assert find_bookings(desk, restaurant) == []


def test_of_fifty_callers_for_the_last_table_one_gets_it(desk: Desk, restaurant: Business) -> None:
    one_table = restaurant.model_copy(update={"resources": restaurant.resources[2:3]})

    def ask(caller: int) -> str:
        offer = find_slots(desk, one_table, wish(at(19)))
        if offer.exact is None:
            return offer.refusal or ""
        try:
            return take_booking(desk, one_table, asked(f"b{caller}", offer.exact)).id
        except SlotTaken:
            return "slot_taken"

    answers = at_once(ask, threads=50)
    winners = [answer for answer in answers if answer.startswith("b")]
    assert len(winners) == 1
    assert [b.id for b in desk.bookings.during(one_table.id, Span(at(19), at(20)))] == winners
    assert answers.count("slot_taken") == 49
    assert len(desk.messages.sent_to(one_table.id)) == 1


@pytest.fixture
def ledger(tmp_path: Path) -> Callable[[], list[str]]:
    """Kills a process that books as fast as it can, and gives what it had been told is booked."""

    def kill_in_mid_writing() -> list[str]:
        script = "from tests.contracts.booking_forever import main; main()"
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "book.sqlite")], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        acknowledged = [json.loads(process.stdout.readline()) for _ in range(40)]
        process.send_signal(signal.SIGKILL)
        acknowledged += [json.loads(line) for line in process.stdout.read().splitlines() if line.endswith('"')]
        process.wait()
        return acknowledged

    return kill_in_mid_writing


def test_a_killed_process_loses_no_booking_it_has_acknowledged(
    ledger: Callable[[], list[str]], tmp_path: Path, restaurant: Business
) -> None:
    acknowledged = ledger()
    database = Database(tmp_path / "book.sqlite")
    store, messages = SqliteBookingStore(database), SqliteMessageStore(database)
    kept = {b.id: b for b in store.during(restaurant.id, Span(at(0, day=1), at(0, day=30) + timedelta(days=400)))}
    assert set(acknowledged) <= set(kept)
    texts = {text.booking for text in messages.sent_to(restaurant.id, limit=10_000)}
    for booking in kept.values():
        keys = [PageKey(resource, booking.span.start.date()) for resource in booking.resources]
        assert all(any(e.owner == booking.id for e in page.entries) for page in store.pages(restaurant.id, keys))
        assert booking.id in texts
    database.close()
