"""What is kept of somebody is gone wherever it was kept, on every store; what is kept of others is not touched."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.adapters.dynamodb.errands import DynamoErrandStore
from receptionist.adapters.dynamodb.messages import DynamoMessageStore
from receptionist.adapters.dynamodb.rows import DynamoRowStore
from receptionist.adapters.memory.bookings import MemoryBookingStore
from receptionist.adapters.memory.businesses import MemoryBusinessStore
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.adapters.memory.errands import MemoryErrandStore
from receptionist.adapters.memory.messages import MemoryMessageStore
from receptionist.adapters.memory.objects import MemoryObjectStore
from receptionist.adapters.memory.rows import MemoryRowStore
from receptionist.adapters.memory.vectors import MemoryVectorStore
from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.booking.model import Customer, Status
from receptionist.booking.waitlist import WaitlistWish
from receptionist.business.definition import Business
from receptionist.business.people import Colleague
from receptionist.desk import erasures, may_text, text_talk
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.desk.customers import card_of
from receptionist.desk.desk import Desk
from receptionist.desk.erase_customer import erase_customer, erasing
from receptionist.desk.erasures import NoNumber, erasure_of
from receptionist.desk.gaps import gaps, record_gap
from receptionist.desk.receive_text import receive_text
from receptionist.desk.remember_call import KIND as REMEMBER
from receptionist.desk.remember_call import remember_call, to_remember
from receptionist.desk.run_errands import Duty, run_due, tell_news
from receptionist.desk.take_booking import take_booking
from receptionist.desk.take_message import take_message
from receptionist.desk.tell_staff import KIND as NOTICE
from receptionist.desk.tell_staff import look_after, notices
from receptionist.desk.waitlist import join_waitlist, waitlist
from receptionist.errors import StoreUnavailable, VendorUnavailable
from receptionist.ids import BusinessId, CallId, MessageId, Phone, ServiceId
from receptionist.knowledge.library import Library, Meaning
from receptionist.messages.model import MessageStatus, TakenMessage
from receptionist.ports import Errand, Vector
from receptionist.spans import Span
from tests.contracts.backends import Backend
from tests.contracts.visits import NOW, asked, at, table
from tests.fakes.embedders import WordEmbedder
from tests.fakes.records import a_call

MARIA = "+14155550188"
EMMA, BEN = Phone("+14155550171"), Phone("+14155550172")
NAMES = {EMMA: "Emmeline Wrexham", BEN: "Benedict Oakley"}
CALLED = Phone("+14155550100")


@dataclass
class Watch:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **length: float) -> None:
        self.now += timedelta(**length)


@dataclass
class House:
    """A desk with somebody who has left traces everywhere."""

    desk: Desk
    business: Business
    watch: Watch
    backend: Backend
    sounds: MemoryObjectStore = field(default_factory=MemoryObjectStore)

    def traces(self, who: Phone, tag: str, *, ended: bool = True) -> None:
        """A call that booked, asked in vain, left a message and was recorded; a text, the waitlist, what was noted."""
        desk, house, name, now = self.desk, self.business, NAMES[who], self.watch()
        call = CallId(f"CA{tag}")
        record = a_call(call, business=house.id, caller=who, started=now - timedelta(minutes=40))
        desk.calls.begin(record)
        desk.calls.take(house.id, call)
        booking = take_booking(
            desk,
            house,
            asked(f"visit-{tag}", table(at(18 if who == EMMA else 21)), customer=Customer(name, who),
                  notes=f"{name} likes the window", allergies=("milk",), call=call),
        )  # fmt: skip
        record_gap(desk, house, call=call, turn=3, text=f"Does the chef know {name}'s cousin {tag}?", language="en")
        take_message(
            desk, TakenMessage(MessageId(f"left-{tag}"), house.id, who, name, f"{name} called", now, call=call)
        )
        receive_text(desk, vendor_id=f"SM{tag}", sender=who, to=CALLED, body=f"This is {name}, is it loud on Fridays?")
        window = Span(at(19), at(20))
        join_waitlist(desk, house, WaitlistWish(ServiceId("table"), window, Customer(name, who)))
        may_text.learn_of_landline(desk, house.id, who, "30006")
        text_talk.ask(desk, house.id, who, text_talk.TextTalk(booking.id, 1))
        if ended:
            said = ({"type": "caller.said", "text": f"I am {name}, may I bring my dog?", "final": True},
                    {"type": "turn.timed", "turn": 1, "total_ms": 800.0})  # fmt: skip
            self.sounds.put(house.id, f"{call}-1.wav", b"RIFF", "audio/wav")
            desk.calls.finish(
                replace(record, status="ended", ended=now - timedelta(minutes=30), outcome="goodbye", transcript=said,
                        recording=f"{call}-1.wav", effects=({"type": "booking.confirmed", "name": name},))
            )  # fmt: skip
            to_remember(desk, house, desk.calls.find(call) or record)
        self.run()

    def run(self) -> None:
        """Errands that have come due."""
        duties = {
            "news": Duty(tell_news(())),
            NOTICE: Duty(look_after),
            REMEMBER: Duty(remember_call),
            erasures.KIND: Duty(erasing(self.sounds)),
        }
        while run_due(self.desk, duties, jitter=lambda: 0.0).claimed:
            pass

    def everything(self) -> str:
        """All that is kept, as text."""
        if self.backend.database:
            with self.backend.database.read() as connection:
                return "\n".join(connection.iterdump())
        if self.backend.table:
            table = self.backend.table
            pages = table.client.get_paginator("scan").paginate(TableName=table.name)
            items = [item for page in pages for item in page["Items"] if not self._expired(item)]
            return json.dumps(items, default=lambda raw: bytes(raw).decode(errors="replace"))
        kept = [vars(store) for store in (self.desk.bookings, self.desk.calls, self.desk.messages)]
        return repr([*kept, vars(self.desk.rows), vars(self.desk.errands)])

    def _expired(self, item: Mapping[str, Any]) -> bool:
        """DynamoDB removes it by itself, within days."""
        return "ttl" in item and int(item["ttl"]["N"]) <= self.watch().timestamp()


@pytest.fixture
def house(backend: Backend, restaurant: Business) -> House:
    watch, codes, ids = Watch(), count(), count()
    made = restaurant.model_copy(update={"colleagues": (Colleague(name="Maria", number=MARIA),)})
    desk = _desk(backend, watch, codes, ids)
    desk.businesses.put(made)
    kept = desk.businesses.get(made.id)
    assert kept is not None
    return House(desk, kept, watch, backend)


def _desk(backend: Backend, watch: Watch, codes: "count[int]", ids: "count[int]") -> Desk:
    new_id, new_code = (lambda: f"id{next(ids)}"), (lambda: f"C{next(codes):04}")
    if backend.database:
        one: Database = backend.database
        desk = Desk(
            MemoryBusinessStore(), SqliteBookingStore(one, clock=watch), SqliteCallStore(one), SqliteMessageStore(one),
            watch, new_id, new_code, SqliteRowStore(one, clock=watch), SqliteErrandStore(one),
        )  # fmt: skip
    elif backend.table:
        kept = backend.table
        desk = Desk(
            MemoryBusinessStore(), DynamoBookingStore(kept, clock=watch), DynamoCallStore(kept, clock=watch),
            DynamoMessageStore(kept), watch, new_id, new_code, DynamoRowStore(kept, clock=watch), DynamoErrandStore(kept),
        )  # fmt: skip
    else:
        messages, errands, rows = MemoryMessageStore(), MemoryErrandStore(), MemoryRowStore(watch)
        desk = Desk(
            MemoryBusinessStore(), MemoryBookingStore(messages, rows, errands), MemoryCallStore(), messages,
            watch, new_id, new_code, rows, errands,
        )  # fmt: skip
    return replace(desk, library=Library(desk.rows, Meaning(MemoryVectorStore(), WordEmbedder())))


def left(kept: str, word: str) -> list[str]:
    """Where it still stands, with what stands around it."""
    places = [match.start() for match in re.finditer(re.escape(word), kept)]
    return [kept[max(at - 200, 0) : at + 60] for at in places]


def remembered(house: House, who: Phone) -> list[str]:
    memories = house.desk.shelf().memories
    assert memories is not None
    return memories.of(house.business, who, house.watch())


def test_nothing_of_them_is_left_anywhere_and_everything_of_others_is(house: House) -> None:
    house.traces(EMMA, "emma")
    house.traces(BEN, "ben")
    house.watch.wait(days=2)
    house.run()
    before = house.everything()
    assert EMMA in before
    erasure = erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    house.run()
    after = house.everything()
    assert [left(after, word) for word in (EMMA, "Emmeline", "Wrexham")] == [[], [], []]
    assert erasure.done == house.watch()
    gone = erasure.gone
    assert (gone.cards, gone.bookings, gone.waitlist, gone.calls, gone.recordings, gone.memories) == (1, 1, 1, 1, 1, 1)
    assert gone.texts >= 1
    assert gone.messages >= 2
    assert gone.deliveries >= 1
    assert gone.questions == 1
    assert remembered(house, EMMA) == []
    assert len(remembered(house, BEN)) == 1
    assert house.sounds.get(house.business.id, "CAemma-1.wav") is None
    assert house.sounds.get(house.business.id, "CAben-1.wav") == b"RIFF"
    assert card_of(house.desk, house.business, BEN) is not None
    assert len(house.desk.messages.taken(house.business.id)) == 2
    assert [one.wish.customer.phone for one in waitlist(house.desk, house.business.id)] == [BEN]
    told = notices(house.desk, house.business.id)
    assert [notice.caller for notice in told] == [BEN, BEN]
    assert len(house.desk.messages.sent_to(house.business.id, Phone(MARIA))) == 2
    assert "Benedict" in after
    (call,) = house.desk.calls.by_caller(house.business.id, BEN)
    assert "dog" in json.dumps(call.transcript)


def test_what_happened_stays_as_what_happened_to_nobody(house: House) -> None:
    house.traces(EMMA, "emma")
    house.watch.wait(days=2)
    erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    booking = next(iter(house.desk.bookings.during(house.business.id, Span(at(0), at(23, 59)))))
    assert (booking.customer.name, booking.customer.phone, booking.notes, booking.allergies) == ("", "", "", ())
    assert (booking.party_size, booking.span.start, booking.status) == (2, at(18), Status.CONFIRMED)
    call = house.desk.calls.get(house.business.id, CallId("CAemma"))
    assert call is not None
    assert (call.caller, call.outcome, call.recording, call.effects) == ("", "goodbye", "", ())
    assert [event["type"] for event in call.transcript] == ["turn.timed"]
    texts = house.desk.messages.sent_to(house.business.id)
    assert texts
    assert {(one.to, one.body) for one in texts} == {("", "")}
    assert gaps(house.desk, house.business)[0].question == "[erased]"


def test_a_visit_that_is_ahead_stays_until_it_is_over_and_goes_then(house: House) -> None:
    house.traces(EMMA, "emma")
    erasure = erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    assert (erasure.done, erasure.visits_ahead, erasure.gone.bookings) == (None, 1, 0)
    assert card_of(house.desk, house.business, EMMA) is None
    (visit,) = house.desk.bookings.by_phone(house.business.id, EMMA)
    assert (visit.customer.name, visit.allergies) == (NAMES[EMMA], ("milk",))
    assert [text.booking for text in house.desk.messages.sent_to(house.business.id, EMMA)] in ([], [visit.id])
    house.watch.wait(hours=1)
    house.run()
    assert erasure_of(house.desk, house.business.id, erasure.id).done is None
    house.watch.wait(days=3)
    house.run()
    after = erasure_of(house.desk, house.business.id, erasure.id)
    assert after.done is not None
    assert (after.phone, after.gone.bookings) == ("", 1)
    assert EMMA not in house.everything()
    assert "Wrexham" not in house.everything()


def test_whoever_cancels_the_visit_ahead_is_gone_at_the_next_pass(house: House) -> None:
    house.traces(EMMA, "emma")
    first = erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    cancel_booking(house.desk, house.business, house.desk.bookings.by_phone(house.business.id, EMMA)[0].id)
    second = erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    assert second.id == first.id
    assert second.done is not None
    house.run()
    assert EMMA not in house.everything()


def test_the_call_in_which_it_was_asked_goes_once_it_is_over(house: House) -> None:
    house.traces(EMMA, "emma", ended=False)
    house.watch.wait(hours=23)
    record = a_call("CAlive", business=house.business.id, caller=EMMA, started=house.watch())
    house.desk.calls.begin(record)
    house.watch.wait(minutes=1)
    erasure = erase_customer(house.desk, house.business, EMMA, by="caller", recordings=house.sounds)
    assert erasure.done is None
    house.watch.wait(minutes=3)
    said = ({"type": "caller.said", "text": "Delete my data, I am Emmeline Wrexham", "final": True},)
    ended = replace(record, status="ended", ended=house.watch(), outcome="goodbye", transcript=said)
    house.desk.calls.finish(ended)
    to_remember(house.desk, house.business, ended)
    house.watch.wait(minutes=5)
    house.run()
    call = house.desk.calls.get(house.business.id, CallId("CAlive"))
    assert call is not None
    assert (call.caller, call.transcript) == ("", ())
    house.sounds.put(house.business.id, "CAlive-1.wav", b"late", "audio/wav")
    house.desk.calls.finish(replace(ended, recording="CAlive-1.wav"))
    again = house.desk.calls.get(house.business.id, CallId("CAlive"))
    assert again is not None
    assert (again.caller, again.transcript, again.recording) == ("", (), "CAlive-1.wav")
    house.watch.wait(days=3)
    house.run()
    assert house.sounds.get(house.business.id, "CAlive-1.wav") is None
    assert erasure_of(house.desk, house.business.id, erasure.id).done is not None
    assert remembered(house, EMMA) == []
    assert "Wrexham" not in house.everything()


def test_asking_again_changes_nothing_more(house: House) -> None:
    house.traces(EMMA, "emma")
    house.watch.wait(days=2)
    first = erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    house.run()
    kept = house.desk.bookings.during(house.business.id, Span(at(0), at(23, 59)))
    second = erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    assert second.done is not None
    assert second.gone == erasures.Gone()
    assert house.desk.bookings.during(house.business.id, Span(at(0), at(23, 59))) == kept
    assert [one.id for one in erasures.erasures(house.desk, house.business.id)] == [second.id, first.id]


def test_who_comes_back_afterwards_is_somebody_new(house: House) -> None:
    house.traces(EMMA, "emma")
    erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    house.watch.wait(hours=2)
    take_booking(house.desk, house.business, asked("again", table(at(20, day=30)), customer=Customer("E. W.", EMMA)))
    house.watch.wait(days=1, hours=12)
    house.run()
    (visit,) = house.desk.bookings.by_phone(house.business.id, EMMA)
    assert (visit.id, visit.customer.name) == ("again", "E. W.")
    assert card_of(house.desk, house.business, EMMA) is not None
    assert "Wrexham" not in house.everything()


def test_what_waits_to_be_sent_or_told_is_not(house: House) -> None:
    house.traces(EMMA, "emma")
    house.watch.wait(days=2)
    kept = [one for one in house.desk.messages.sent_to(house.business.id) if one.status is MessageStatus.QUEUED]
    erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    claimed = house.desk.messages.claim(house.watch(), house.watch() + timedelta(minutes=1), 50)
    assert kept
    assert claimed == []


class Broken(MemoryVectorStore):
    """An index that is down."""

    down = True

    def ids(self, business: BusinessId, kind: object, about: str = "") -> list[str]:
        if self.down:
            raise VendorUnavailable("down")
        return []

    def put(self, business: BusinessId, vectors: object) -> None:
        assert isinstance(vectors, list | tuple)
        assert all(isinstance(one, Vector) for one in vectors)


def test_a_store_that_is_down_only_delays_it(house: House) -> None:
    house.traces(EMMA, "emma")
    house.watch.wait(days=2)
    index = Broken()
    desk = replace(house.desk, library=Library(house.desk.rows, Meaning(index, WordEmbedder())))
    erasure = erase_customer(desk, house.business, EMMA, recordings=house.sounds)
    assert (erasure.done, erasure.passes) == (None, 0)
    index.down = False
    house.watch.wait(minutes=2)
    house.run()
    assert erasure_of(desk, house.business.id, erasure.id).done is not None
    assert EMMA not in house.everything()


def test_one_that_was_broken_off_in_the_middle_is_gone_on_with(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.traces(EMMA, "emma")
    house.watch.wait(days=2)
    calls = type(house.desk.calls)
    with monkeypatch.context() as broken:
        broken.setattr(calls, "erase", _fail)
        erasure = erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    assert erasure.done is None
    assert EMMA in house.everything()
    house.watch.wait(minutes=2)
    house.run()
    after = erasure_of(house.desk, house.business.id, erasure.id)
    assert after.done is not None
    assert [left(house.everything(), word) for word in (EMMA, "Wrexham")] == [[], []]


def _fail(*_: object) -> None:
    raise StoreUnavailable("gone in the middle")


def test_where_there_is_no_way_to_the_sound_an_errand_goes_there(house: House) -> None:
    house.traces(EMMA, "emma")
    house.watch.wait(days=2)
    erasure = erase_customer(house.desk, house.business, EMMA)
    assert erasure.done is None
    assert house.sounds.get(house.business.id, "CAemma-1.wav") is not None
    house.run()
    assert house.sounds.get(house.business.id, "CAemma-1.wav") is None
    assert erasure_of(house.desk, house.business.id, erasure.id).done is not None


def test_what_is_left_of_it_names_nobody(house: House) -> None:
    house.traces(EMMA, "emma")
    house.watch.wait(days=2)
    erasure = erase_customer(house.desk, house.business, EMMA, by="caller", recordings=house.sounds)
    row = house.desk.rows.get(house.business.id, erasures.KIND, erasure.id)
    assert row is not None
    assert EMMA not in row.doc
    told = json.loads(row.doc)
    assert (told["asked_by"], told["gone"]["bookings"], told["phone"]) == ("caller", 1, "")


def test_another_business_keeps_what_it_has_of_the_number(house: House) -> None:
    salon = house.business.model_copy(update={"id": BusinessId("other"), "numbers": ()})
    other = BusinessId("other")
    house.desk.calls.begin(a_call("CAother", business=other, caller=EMMA, started=house.watch()))
    message = TakenMessage(MessageId("m"), other, EMMA, "Emma", "hello", house.watch())
    house.desk.messages.keep(message)
    house.desk.errands.add(Errand("x", other, "news", house.watch() + timedelta(days=9), doc=f'{{"phone": "{EMMA}"}}'))
    house.traces(EMMA, "emma")
    house.watch.wait(days=2)
    erase_customer(house.desk, house.business, EMMA, recordings=house.sounds)
    assert [one.call for one in house.desk.calls.by_caller(salon.id, EMMA)] == ["CAother"]
    assert house.desk.messages.taken(other) == [message]
    assert house.desk.errands.get(other, "x") is not None


def test_a_withheld_number_is_nobodys(house: House) -> None:
    with pytest.raises(NoNumber):
        erase_customer(house.desk, house.business, Phone(""))
