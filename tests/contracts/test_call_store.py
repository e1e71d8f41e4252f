"""What every store of calls promises."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.adapters.dynamodb.table import Table
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.calls.record import Lease
from receptionist.errors import Fenced
from receptionist.ids import CallId, Phone
from receptionist.ports import CallStore, Conflict
from receptionist.spans import Span
from tests.contracts.backends import Backend
from tests.fakes.racing import at_once
from tests.fakes.records import NOON, RESTAURANT, SALON, a_call, a_checkpoint, later

CALL = CallId("CA1")
SAID = ({"type": "caller.said", "text": "A table for two, ¿sí? ਸਤ ਸ੍ਰੀ ਅਕਾਲ"},)


@pytest.fixture
def store(backend: Backend) -> CallStore:
    if backend.database:
        return SqliteCallStore(backend.database)
    if backend.table:
        return DynamoCallStore(backend.table)
    return MemoryCallStore()


def test_a_call_is_read_back_as_it_was_written(store: CallStore) -> None:
    record = a_call(transcript=SAID, effects=({"type": "booking.confirmed", "party": 2},), language="es")
    assert store.begin(record) == record
    assert store.get(RESTAURANT, CALL) == record


def test_a_webhook_repeated_finds_the_call_written_once(store: CallStore) -> None:
    first = store.begin(a_call())
    assert store.begin(a_call(started=later(3), caller=Phone("+14155550199"))) == first
    assert store.recent(RESTAURANT) == [first]


def test_fifty_webhooks_of_one_call_at_once_agree_on_one_record(store: CallStore) -> None:
    kept = at_once(lambda number: store.begin(a_call(started=later(number))), threads=50)
    assert len(set(one.started for one in kept)) == 1


def test_a_webhook_that_knows_only_the_call_sid_finds_the_call(store: CallStore) -> None:
    record = store.begin(a_call())
    assert store.find(CALL) == record
    assert store.find(CallId("CA2")) is None


def test_a_business_sees_its_own_calls_only(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL)
    store.save(a_checkpoint())
    assert store.get(SALON, CALL) is None
    assert store.recent(SALON) == []
    assert store.epoch(SALON, CALL) == 0
    assert store.checkpoint(SALON, CALL) is None


def test_a_business_cannot_lay_hands_on_the_call_of_another(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL)
    with pytest.raises(Conflict):
        store.begin(a_call(business=SALON))
    with pytest.raises(Conflict):
        store.finish(a_call(business=SALON, outcome="goodbye"))
    with pytest.raises(Fenced):
        store.take(SALON, CALL)
    with pytest.raises(Fenced):
        store.save(a_checkpoint(epoch=9, business=SALON))
    with pytest.raises(Fenced):
        store.renew(SALON, CALL, 9, later(60))
    assert store.epoch(RESTAURANT, CALL) == 1


def test_the_latest_calls_come_first(store: CallStore) -> None:
    for minute in random.Random(7).sample(range(12), 12):
        store.begin(a_call(f"CA{minute}", started=NOON + timedelta(minutes=minute)))
    assert [record.call for record in store.recent(RESTAURANT, limit=3)] == ["CA11", "CA10", "CA9"]


def test_the_first_handler_finds_nothing_to_go_on_from(store: CallStore) -> None:
    store.begin(a_call())
    assert store.epoch(RESTAURANT, CALL) == 0
    assert store.take(RESTAURANT, CALL) is None
    assert store.epoch(RESTAURANT, CALL) == 1


def test_a_handler_sees_that_it_was_taken_for_lost_also_after_a_renewal(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL, until=later(10))
    assert store.recovered(RESTAURANT, CALL) == 0
    assert store.recover(RESTAURANT, CALL, now=later(5), until=later(35)) is None
    assert store.recovered(RESTAURANT, CALL) == 0
    assert store.recover(RESTAURANT, CALL, now=later(20), until=later(35)) == 1
    store.renew(RESTAURANT, CALL, 1, later(12))
    assert store.recovered(RESTAURANT, CALL) == 1
    assert store.recovered(SALON, CALL) == 0
    store.take(RESTAURANT, CALL, until=later(40))
    assert store.recovered(RESTAURANT, CALL) == 1
    assert store.recover(RESTAURANT, CALL, now=later(50), until=later(65)) == 2
    assert store.recovered(RESTAURANT, CALL) == 2


def test_a_call_somebody_serves_is_live(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL)
    record = store.get(RESTAURANT, CALL)
    assert record is not None
    assert (record.status, record.resumes) == ("live", 0)


def test_the_next_handler_goes_on_where_the_lost_one_stopped(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL)
    left = a_checkpoint(state='{"turn": 4}', seq=17, extra={"marks": ["m1"]})
    store.save(left)
    assert store.checkpoint(RESTAURANT, CALL) == left
    assert store.take(RESTAURANT, CALL) == replace(left, epoch=2)
    record = store.get(RESTAURANT, CALL)
    assert record is not None
    assert record.resumes == 1


def test_a_handler_that_follows_one_which_saved_nothing_knows_its_own_epoch(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL)
    taken = store.take(RESTAURANT, CALL)
    assert taken is not None
    assert (taken.epoch, taken.state) == (2, "")


def test_a_handler_that_lost_its_call_can_write_no_more(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL)
    store.take(RESTAURANT, CALL)
    store.save(a_checkpoint(epoch=2, state='{"turn": 5}'))
    with pytest.raises(Fenced):
        store.save(a_checkpoint(epoch=1, state='{"turn": 4}'))
    with pytest.raises(Fenced):
        store.renew(RESTAURANT, CALL, 1, later(60))
    kept = store.checkpoint(RESTAURANT, CALL)
    assert kept is not None
    assert kept.state == '{"turn": 5}'


def test_fifty_handlers_that_take_a_call_at_once_get_fifty_epochs(store: CallStore) -> None:
    store.begin(a_call())
    store.save(a_checkpoint(epoch=0))
    taken = at_once(lambda _: store.take(RESTAURANT, CALL), threads=50)
    assert sorted(one.epoch for one in taken if one) == list(range(1, 51))
    assert store.epoch(RESTAURANT, CALL) == 50


def test_of_fifty_handlers_only_the_last_to_take_the_call_still_writes(store: CallStore) -> None:
    store.begin(a_call())
    store.save(a_checkpoint(epoch=0))

    def take_and_write(_: int) -> int | None:
        taken = store.take(RESTAURANT, CALL)
        assert taken is not None
        try:
            store.save(replace(taken, state=str(taken.epoch)))
        except Fenced:
            return None
        return taken.epoch

    written = at_once(take_and_write, threads=50)
    kept = store.checkpoint(RESTAURANT, CALL)
    assert 50 in written
    assert kept is not None
    assert kept.state == "50"


def test_a_long_conversation_fits_a_checkpoint(store: CallStore) -> None:
    words = random.Random(1)
    heard = [
        " ".join(words.choices(["table", "tomorrow", "seven", "no", "mesa", "gracias"], k=25)) for _ in range(5000)
    ]
    long = a_checkpoint(state=str(heard))
    assert len(long.state) > 700_000
    store.save(long)
    assert store.checkpoint(RESTAURANT, CALL) == long


def test_a_handler_that_stopped_renewing_has_lost_its_call(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL, until=later(5))
    assert store.lost(later(4)) == []
    assert [record.call for record in store.lost(later(6))] == [CALL]
    store.renew(RESTAURANT, CALL, 1, later(20))
    assert store.lost(later(6)) == []
    assert [record.call for record in store.lost(later(21))] == [CALL]


def test_a_handler_renews_all_its_calls_at_once_and_is_told_which_are_anothers(store: CallStore) -> None:
    calls = [CallId(f"CA{number}") for number in range(4)]
    for call in calls:
        store.begin(a_call(call))
        store.take(RESTAURANT, call, until=later(5))
    store.take(RESTAURANT, calls[1], until=later(6))
    store.finish(a_call(calls[2], ended=later(4), outcome="caller_hung_up"))
    fenced = store.renew_all([Lease(RESTAURANT, call, 1, later(20)) for call in calls])
    assert fenced == {calls[1]}
    assert [record.call for record in store.lost(later(19))] == [calls[1]]
    assert {record.call for record in store.lost(later(21))} == {calls[0], calls[1], calls[3]}
    assert store.renew_all([]) == frozenset()


def test_of_all_who_find_a_call_lost_one_recovers_it(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL, until=later(5))
    assert store.recover(RESTAURANT, CALL, later(5), later(20)) is None
    assert store.recover(SALON, CALL, later(6), later(20)) is None
    told = at_once(lambda number: store.recover(RESTAURANT, CALL, later(6), later(20 + number)), threads=8)
    assert [epoch for epoch in told if epoch is not None] == [1]
    assert store.lost(later(19)) == []
    assert [record.call for record in store.lost(later(60))] == [CALL]


def test_a_call_that_goes_on_or_is_over_is_not_recovered(store: CallStore) -> None:
    calls = [CallId(f"CA{number}") for number in range(4)]
    for call in calls[:3]:
        store.begin(a_call(call))
        store.take(RESTAURANT, call, until=later(5))
    store.renew(RESTAURANT, calls[0], 1, later(20))
    store.take(RESTAURANT, calls[1])
    store.finish(a_call(calls[2], ended=later(4), outcome="caller_hung_up"))
    assert [store.recover(RESTAURANT, call, later(6), later(30)) for call in calls] == [None] * 4


def asked_again(table: Table) -> None:
    """The answer of the next write is lost, and the SDK asks once more."""
    once = iter([0])
    hooks: Any = table.client.meta.events
    hooks.register_first("needs-retry.dynamodb.UpdateItem", lambda **_: next(once, None))


@pytest.mark.aws
def test_a_taking_whose_answer_was_lost_is_one_taking(moto_table: Table) -> None:
    store = DynamoCallStore(moto_table)
    store.begin(a_call())
    asked_again(moto_table)
    assert store.take(RESTAURANT, CALL, until=later(5)) is None
    assert store.epoch(RESTAURANT, CALL) == 1
    store.save(a_checkpoint())
    asked_again(moto_table)
    assert store.take(RESTAURANT, CALL, until=later(5)) == a_checkpoint(epoch=2)
    assert store.epoch(RESTAURANT, CALL) == 2


@pytest.mark.aws
def test_a_recovery_whose_answer_was_lost_is_told(moto_table: Table) -> None:
    store = DynamoCallStore(moto_table)
    store.begin(a_call())
    store.take(RESTAURANT, CALL, until=later(5))
    asked_again(moto_table)
    assert store.recover(RESTAURANT, CALL, later(6), later(20)) == 1


def test_a_call_taken_over_is_lost_no_longer(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL, until=later(5))
    store.take(RESTAURANT, CALL, until=later(30))
    assert store.lost(later(6)) == []


def test_lost_calls_of_every_business_are_found_longest_lost_first(store: CallStore) -> None:
    for number, business in enumerate([RESTAURANT, SALON, RESTAURANT]):
        store.begin(a_call(f"CA{number}", business=business))
        store.take(business, CallId(f"CA{number}"), until=later(10 - number))
    assert [record.call for record in store.lost(later(60), limit=2)] == ["CA2", "CA1"]


def test_a_call_that_has_ended_is_not_lost_and_not_taken(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL, until=later(5))
    store.finish(a_call(ended=later(4), outcome="caller_hung_up"))
    assert store.lost(later(60)) == []
    with pytest.raises(Fenced):
        store.take(RESTAURANT, CALL)


def test_the_last_handler_may_still_tell_its_end_after_the_carrier_did(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL, until=later(5))
    store.finish(a_call(ended=later(4), outcome="caller_hung_up"))
    store.save(a_checkpoint())
    store.renew(RESTAURANT, CALL, 1, later(5))
    assert store.lost(later(60)) == []
    assert store.checkpoint(RESTAURANT, CALL) is None


ENDINGS = [
    a_call(ended=later(61), outcome="goodbye", language="es", transcript=SAID, effects=({"type": "sms.queued"},)),
    a_call(ended=later(62), outcome="caller_hung_up"),
    a_call(ended=later(62), outcome="caller_hung_up", recording="CA1.wav"),
]


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0)])
def test_endings_told_in_any_order_make_one_record(store: CallStore, order: tuple[int, ...]) -> None:
    store.begin(a_call())
    for number in order:
        store.finish(ENDINGS[number])
    assert store.get(RESTAURANT, CALL) == replace(ENDINGS[0], status="ended", recording="CA1.wav")


def test_the_first_of_two_endings_alike_counts(store: CallStore) -> None:
    store.begin(a_call())
    store.finish(ENDINGS[0])
    kept = store.finish(replace(ENDINGS[0], outcome="lost", ended=later(90)))
    assert (kept.outcome, kept.ended) == ("goodbye", later(61))


def test_a_handler_cannot_end_a_call_that_a_later_one_has(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL, until=later(10))
    store.take(RESTAURANT, CALL, until=later(10))
    with pytest.raises(Fenced):
        store.finish(ENDINGS[1], 1)
    record = store.find(CALL)
    assert record is not None
    assert record.status == "live"
    assert store.finish(ENDINGS[0], 2).outcome == "goodbye"
    assert store.finish(ENDINGS[2]).recording == "CA1.wav"


def test_a_handler_that_tells_more_completes_what_was_told_from_its_checkpoint(store: CallStore) -> None:
    store.begin(a_call())
    store.take(RESTAURANT, CALL)
    store.finish(replace(ENDINGS[0], outcome="lost", transcript=ENDINGS[0].transcript[:1]))
    kept = store.finish(replace(ENDINGS[0], transcript=ENDINGS[0].transcript * 2), 1)
    assert (kept.outcome, kept.transcript) == ("goodbye", ENDINGS[0].transcript * 2)


def test_endings_told_at_once_lose_nothing(store: CallStore) -> None:
    store.begin(a_call())
    at_once(lambda number: store.finish(ENDINGS[number]), threads=3)
    assert store.get(RESTAURANT, CALL) == replace(ENDINGS[0], status="ended", recording="CA1.wav")


def test_the_end_of_a_call_nobody_wrote_down_is_kept(store: CallStore) -> None:
    store.finish(ENDINGS[0])
    record = store.find(CALL)
    assert record is not None
    assert record.status == "ended"


@pytest.mark.parametrize("fixture", ["moto_table", pytest.param("ministack_table", marks=pytest.mark.aws)])
def test_a_call_past_its_time_is_gone_though_the_table_has_not_erased_it(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    table: Table = request.getfixturevalue(fixture)
    now = NOON
    store = DynamoCallStore(table, kept_for=timedelta(days=30), clock=lambda: now)
    store.begin(a_call())
    store.finish(ENDINGS[0])
    assert store.find(CALL) is not None
    now += timedelta(days=31)
    assert store.find(CALL) is None
    assert store.recent(RESTAURANT) == []


def test_the_calls_of_a_number_are_found_and_of_nobody_else(store: CallStore) -> None:
    for number, caller in enumerate(("+14155550111", "+14155550112", "+14155550111", "")):
        store.begin(a_call(f"CA{number}", caller=Phone(caller), started=later(number)))
    assert [one.call for one in store.by_caller(RESTAURANT, Phone("+14155550111"))] == ["CA2", "CA0"]
    assert store.by_caller(RESTAURANT, Phone("")) == []
    assert store.by_caller(SALON, Phone("+14155550111")) == []


def test_the_calls_of_a_stretch_of_time_come_earliest_first_and_no_others(store: CallStore) -> None:
    for number, seconds in enumerate((60, 0, 119.5, 120, -1)):
        store.begin(a_call(f"CA{number}", started=later(seconds)))
    store.begin(a_call("CA9", business=SALON, started=later(30)))
    store.finish(a_call("CA1", started=later(0), status="ended", transcript=SAID))
    found = store.begun(RESTAURANT, Span(later(0), later(120)))
    assert [one.call for one in found] == ["CA1", "CA0", "CA2"]
    assert found[0].transcript == SAID


def test_an_erased_call_is_nobodys_for_good(store: CallStore) -> None:
    begun = store.begin(a_call())
    store.take(RESTAURANT, CALL)
    store.save(a_checkpoint(state='{"name": "Anna"}'))
    timed = {"type": "turn.timed", "turn": 1}
    ended = replace(begun, status="ended", outcome="goodbye", transcript=(*SAID, timed), recording="CA1-1.wav")
    store.finish(ended)
    assert store.erase(SALON, CALL, later(9)) is None
    before = store.erase(RESTAURANT, CALL, later(9))
    assert before is not None
    assert before.transcript == (*SAID, timed)
    for _ in range(2):
        kept = store.get(RESTAURANT, CALL)
        assert kept is not None
        assert (kept.caller, kept.transcript, kept.outcome) == ("", (timed,), "goodbye")
        assert kept.erased == later(9)
        store.finish(replace(ended, transcript=SAID))
        store.erase(RESTAURANT, CALL, later(99))
    assert store.by_caller(RESTAURANT, begun.caller) == []
    assert store.checkpoint(RESTAURANT, CALL) is None


def test_of_an_erased_call_stays_what_the_asker_leaves(store: CallStore) -> None:
    store.begin(a_call())
    store.finish(a_call(status="ended", transcript=SAID, recording="CA1-1.wav"))
    before = store.erase(RESTAURANT, CALL, later(9), lambda kept, at: replace(kept, transcript=SAID[:1], recording=""))
    assert before is not None
    assert before.recording == "CA1-1.wav"
    kept = store.get(RESTAURANT, CALL)
    assert kept is not None
    assert (kept.transcript, kept.recording, kept.erased) == (SAID[:1], "", None)


def test_a_recording_that_comes_late_is_named_though_the_call_is_nobodys(store: CallStore) -> None:
    ended = store.finish(a_call(status="ended", transcript=SAID))
    store.erase(RESTAURANT, CALL, later(9))
    kept = store.finish(replace(ended, recording="CA1-1.wav"))
    assert (kept.recording, kept.transcript, kept.caller) == ("CA1-1.wav", (), "")
