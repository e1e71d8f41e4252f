"""What every store of messages promises."""

import itertools
from contextlib import suppress
from dataclasses import replace

import pytest

from receptionist.adapters.dynamodb.messages import DynamoMessageStore, message_item, read_message
from receptionist.adapters.dynamodb.table import Table
from receptionist.adapters.memory.messages import MemoryMessageStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.messages import SqliteMessageStore, insert_message
from receptionist.ids import BookingId, CallId, MessageId, Phone
from receptionist.messages.model import MessageStatus, TextMessage
from receptionist.ports import MessageStore
from tests.contracts.backends import Backend
from tests.fakes.racing import at_once
from tests.fakes.records import ANNA, DESK, NOON, RESTAURANT, SALON, a_taken_message, a_text, later

M1 = MessageId("m1")
SM1 = "SM0000"


@pytest.fixture
def store(backend: Backend) -> MessageStore:
    if backend.database:
        return SqliteMessageStore(backend.database)
    if backend.table:
        return DynamoMessageStore(backend.table)
    return MemoryMessageStore()


def kept(store: MessageStore, message: MessageId = M1) -> TextMessage:
    return next(one for one in store.sent_to(RESTAURANT) if one.id == message)


def test_a_text_is_read_back_as_it_was_queued(store: MessageStore) -> None:
    text = a_text(body="Mesa para dos, ¡hasta luego! ਧੰਨਵਾਦ", booking=BookingId("b1"), call=CallId("CA1"))
    store.queue(text)
    assert store.sent_to(RESTAURANT) == [text]


def test_a_text_queued_twice_goes_once(store: MessageStore) -> None:
    store.queue(a_text())
    store.queue(a_text(body="Another wording of the same booking."))
    claimed = store.claim(NOON, later(30))
    assert [one.body for one in claimed] == ["Your table is booked."]


def test_a_text_that_went_is_not_brought_back_by_queueing_it_again(store: MessageStore) -> None:
    store.queue(a_text())
    store.claim(NOON, later(30))
    store.settle(RESTAURANT, M1, MessageStatus.SENT, vendor_id=SM1)
    store.queue(a_text())
    assert store.claim(later(999), later(1030)) == []
    assert kept(store).status is MessageStatus.SENT


def test_a_claimed_text_is_its_claimers_until_the_lease_is_over(store: MessageStore) -> None:
    store.queue(a_text())
    (mine,) = store.claim(NOON, later(30))
    assert (mine.status, mine.attempts, mine.lease_until) == (MessageStatus.SENDING, 0, later(30))
    assert store.claim(later(29), later(60)) == []


def test_a_text_whose_sender_died_comes_back_marked_as_tried(store: MessageStore) -> None:
    store.queue(a_text())
    store.claim(NOON, later(30))
    (again,) = store.claim(later(30), later(60))
    assert (again.attempts, again.lease_until) == (1, later(60))
    (third,) = store.claim(later(61), later(90))
    assert third.attempts == 2


def test_no_two_of_fifty_senders_get_the_same_text(store: MessageStore) -> None:
    for number in range(30):
        store.queue(a_text(f"m{number}"))
    taken = at_once(lambda _: store.claim(NOON, later(30), limit=3), threads=50)
    ids = [message.id for messages in taken for message in messages]
    assert len(ids) == len(set(ids))
    rest = list(itertools.chain.from_iterable(store.claim(NOON, later(30)) for _ in range(4)))
    assert {*ids, *(message.id for message in rest)} == {f"m{number}" for number in range(30)}


def test_no_two_of_fifty_senders_get_the_same_abandoned_text(store: MessageStore) -> None:
    store.queue(a_text())
    store.claim(NOON, later(30))
    taken = at_once(lambda _: store.claim(later(31), later(60)), threads=50)
    assert [message.attempts for messages in taken for message in messages] == [1]


def test_the_oldest_text_goes_first_and_an_abandoned_one_does_not_wait_behind_new_ones(store: MessageStore) -> None:
    store.queue(a_text("abandoned"))
    store.claim(NOON, later(5))
    for number in (3, 1, 2):
        store.queue(a_text(f"m{number}", created=later(number)))
    assert [message.id for message in store.claim(later(10), later(40), limit=2)] == ["abandoned", "m1"]


def test_a_claimer_gets_no_more_than_asked_for(store: MessageStore) -> None:
    for number in range(5):
        store.queue(a_text(f"m{number}", created=later(number)))
    assert [message.id for message in store.claim(later(9), later(30), limit=2)] == ["m0", "m1"]
    assert len(store.claim(later(9), later(30), limit=9)) == 3


@pytest.mark.parametrize("outcome", [MessageStatus.DELIVERED, MessageStatus.UNDELIVERED, MessageStatus.FAILED])
def test_what_became_of_a_text_is_not_undone_by_a_late_report(store: MessageStore, outcome: MessageStatus) -> None:
    store.queue(a_text())
    store.claim(NOON, later(30))
    store.settle(RESTAURANT, M1, outcome, error="30003")
    for late in MessageStatus:
        store.settle(RESTAURANT, M1, late)
    assert (kept(store).status, kept(store).error, kept(store).lease_until) == (outcome, "30003", None)


def test_a_text_sent_and_then_delivered_is_delivered(store: MessageStore) -> None:
    store.queue(a_text())
    store.claim(NOON, later(30))
    store.settle(RESTAURANT, M1, MessageStatus.SENT, vendor_id=SM1)
    store.settle(RESTAURANT, M1, MessageStatus.DELIVERED)
    assert store.claim(later(99), later(130)) == []
    assert (kept(store).status, kept(store).vendor_id) == (MessageStatus.DELIVERED, SM1)


def test_a_delivery_report_finds_its_text_by_the_vendors_id(store: MessageStore) -> None:
    store.queue(a_text())
    assert store.by_vendor_id(SM1) is None
    assert store.by_vendor_id("") is None
    store.settle(RESTAURANT, M1, MessageStatus.SENT, vendor_id=SM1)
    found = store.by_vendor_id(SM1)
    assert found is not None
    assert found.id == M1


def test_the_vendors_id_is_kept_also_when_the_delivery_report_was_faster(store: MessageStore) -> None:
    store.queue(a_text())
    store.settle(RESTAURANT, M1, MessageStatus.DELIVERED)
    store.settle(RESTAURANT, M1, MessageStatus.SENT, vendor_id=SM1)
    found = store.by_vendor_id(SM1)
    assert found is not None
    assert (found.status, found.vendor_id) == (MessageStatus.DELIVERED, SM1)


def test_a_business_sees_and_settles_its_own_texts_only(store: MessageStore) -> None:
    store.queue(a_text())
    store.queue(a_text(business=SALON, body="Your haircut is booked."))
    store.settle(SALON, MessageId("m2"), MessageStatus.FAILED)
    store.settle(SALON, M1, MessageStatus.FAILED)
    assert [message.body for message in store.sent_to(SALON)] == ["Your haircut is booked."]
    assert kept(store) == a_text()


def test_a_business_whose_name_holds_the_separator_does_not_reach_anothers_texts(store: MessageStore) -> None:
    store.queue(a_text("x#m1"))
    store.settle(type(RESTAURANT)("restaurant#x"), M1, MessageStatus.FAILED)
    assert kept(store, MessageId("x#m1")).status is MessageStatus.QUEUED


def test_texts_are_listed_latest_first_for_all_callers_or_one(store: MessageStore) -> None:
    ben = Phone("+14155550122")
    for number in range(6):
        store.queue(a_text(f"m{number}", created=later(number), to=ben if number % 2 else ANNA))
    assert [message.id for message in store.sent_to(RESTAURANT, limit=3)] == ["m5", "m4", "m3"]
    assert [message.id for message in store.sent_to(RESTAURANT, ben, limit=2)] == ["m5", "m3"]


def test_stop_and_start_are_remembered_per_sender(store: MessageStore) -> None:
    assert not store.opted_out(DESK, ANNA)
    store.opt_out(DESK, ANNA, out=True, at=NOON)
    store.opt_out(DESK, ANNA, out=True, at=later(1))
    assert store.opted_out(DESK, ANNA)
    assert not store.opted_out(Phone("+14155550102"), ANNA)
    store.opt_out(DESK, ANNA, out=False, at=later(2))
    assert not store.opted_out(DESK, ANNA)


def test_a_start_that_arrives_after_a_later_stop_changes_nothing(store: MessageStore) -> None:
    store.opt_out(DESK, ANNA, out=True, at=later(2))
    store.opt_out(DESK, ANNA, out=False, at=later(1))
    assert store.opted_out(DESK, ANNA)


def test_a_message_left_is_kept_once(store: MessageStore) -> None:
    left = a_taken_message(wants_call_back=True, call=CallId("CA1"))
    store.keep(left)
    store.keep(replace(left, text="Told again."))
    assert store.taken(RESTAURANT) == [left]
    assert store.taken(SALON) == []


def test_messages_left_are_listed_latest_first(store: MessageStore) -> None:
    for number in (2, 0, 1):
        store.keep(a_taken_message(f"t{number}", taken=later(number)))
    assert [message.id for message in store.taken(RESTAURANT, limit=2)] == ["t2", "t1"]


def test_a_text_made_nobodys_has_neither_number_nor_words_and_is_not_sent(store: MessageStore) -> None:
    store.queue(a_text("sent"))
    store.claim(NOON, later(30))
    store.settle(RESTAURANT, MessageId("sent"), MessageStatus.SENT, vendor_id=SM1)
    store.queue(a_text("waiting", created=later(1)))
    store.queue(a_text("bens", to=Phone("+14155550122"), created=later(2)))
    for wiped in (2, 0):
        assert store.forget_texts(RESTAURANT, lambda text: text.to == ANNA) == wiped
    ben, waiting, sent = store.sent_to(RESTAURANT)
    assert ben == a_text("bens", to=Phone("+14155550122"), created=later(2))
    assert (waiting.to, waiting.body, waiting.status, waiting.error) == ("", "", MessageStatus.FAILED, "erased")
    assert (sent.to, sent.body, sent.status, sent.vendor_id) == ("", "", MessageStatus.SENT, "")
    assert store.by_vendor_id(SM1) is None
    store.queue(a_text("waiting"))
    assert [one.id for one in store.claim(later(60), later(90))] == ["bens"]
    assert store.sent_to(RESTAURANT, ANNA) == []


def test_messages_left_are_forgotten_by_what_they_are(store: MessageStore) -> None:
    store.keep(a_taken_message("t1"))
    store.keep(a_taken_message("t2", caller=Phone("+14155550122")))
    assert store.forget_taken(SALON, lambda message: True) == 0
    for gone in (1, 0):
        assert store.forget_taken(RESTAURANT, lambda message: message.caller == ANNA) == gone
    assert [one.id for one in store.taken(RESTAURANT)] == ["t2"]


def test_a_text_of_a_transaction_rolled_back_was_never_queued(database: Database) -> None:
    store = SqliteMessageStore(database)
    with suppress(ZeroDivisionError), database.write() as connection:
        insert_message(connection, a_text())
        raise ZeroDivisionError
    assert store.sent_to(RESTAURANT) == []


def test_an_item_is_read_back_as_the_text_it_was_made_of(moto_table: Table) -> None:
    assert read_message(message_item(a_text())) == a_text()
