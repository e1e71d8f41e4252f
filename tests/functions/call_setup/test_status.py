"""The carrier tells that a call has ended, or that it is still lost on us."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi import FastAPI

from functions.call_setup.app import build
from functions.office import Office
from receptionist.adapters.memory.calls import MemoryCallStore
from receptionist.booking.requests import SlotRequest
from receptionist.calls.record import CallRecord, Checkpoint
from receptionist.conversation.places import slot_json
from receptionist.conversation.state import DialogueState, Filled, Task, to_json
from receptionist.desk.desk import Desk
from receptionist.desk.find_slots import find_slots
from receptionist.desk.hold_slot import hold_slot
from receptionist.desk.rescue_calls import SIDE_BY_SIDE, Rescued, rescue_calls
from receptionist.ids import BusinessId, CallId, ServiceId
from receptionist.messages.model import TextMessage
from receptionist.spans import Span
from tests.fakes.front_office import CALL, CALLER, ORIGIN, RESTAURANT, RememberingCarrier, SetClock, Twilio
from tests.fakes.racing import at_once

BUSINESS = BusinessId("restaurant")
AFTER = f"{ORIGIN}/voice/after"


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


@pytest.fixture
def ringing(twilio: Twilio) -> Twilio:
    twilio.post("/voice/incoming")
    return twilio


def taken(desk: Desk, **changes: Any) -> None:
    """A handler takes the call and writes a checkpoint; its lease is 5 s."""
    now = desk.clock()
    desk.calls.take(BUSINESS, CALL, until=now + timedelta(seconds=5))
    epoch = desk.calls.epoch(BUSINESS, CALL)
    fields: dict[str, Any] = {"state": "{}", "at": now, "caller": CALLER}
    desk.calls.save(Checkpoint(CALL, BUSINESS, epoch, **(fields | changes)))


def kept(desk: Desk) -> tuple[str, str]:
    record = desk.calls.find(CALL)
    assert record is not None
    return record.status, record.outcome


def texts(desk: Desk) -> list[TextMessage]:
    return desk.messages.sent_to(BUSINESS)


@pytest.mark.parametrize("status", ["queued", "ringing", "in-progress", "", "a-status-of-next-year"])
def test_a_call_still_going_on_is_left_alone(ringing: Twilio, desk: Desk, status: str) -> None:
    assert ringing.post("/voice/status", CallStatus=status).status_code == 204
    assert kept(desk)[0] != "ended"


@pytest.mark.parametrize("status", ["completed", "busy", "failed", "no-answer", "canceled"])
def test_a_call_no_handler_ever_had_is_finished_as_lost(
    ringing: Twilio, desk: Desk, clock: SetClock, status: str
) -> None:
    clock.pass_(seconds=20)
    assert ringing.post("/voice/status", CallStatus=status).status_code == 204
    assert kept(desk) == ("ended", "lost")
    record = desk.calls.find(CALL)
    assert record is not None
    assert record.ended == clock()


def test_however_often_and_in_whatever_order_the_end_is_told_there_is_one(
    ringing: Twilio, desk: Desk, clock: SetClock
) -> None:
    ringing.post("/voice/status", CallStatus="completed")
    first = desk.calls.find(CALL)
    clock.pass_(minutes=5)
    for status in ("in-progress", "completed", "ringing", "completed"):
        ringing.post("/voice/status", CallStatus=status)
    assert desk.calls.find(CALL) == first
    assert len(texts(desk)) == 1


def test_a_call_that_ended_well_is_finished_with_a_goodbye_and_no_text(ringing: Twilio, desk: Desk) -> None:
    taken(desk, ended=True)
    ringing.post("/voice/status", CallStatus="completed")
    assert kept(desk) == ("ended", "goodbye")
    assert texts(desk) == []


def test_a_handler_that_is_still_writing_has_its_word_for_how_the_call_ended(ringing: Twilio, desk: Desk) -> None:
    taken(desk, ended=True, extra={"outcome": "caller_hung_up"})
    ringing.post("/voice/status", CallStatus="completed")
    assert kept(desk) == ("ended", "caller_hung_up")


def test_a_call_put_through_is_finished_as_transferred(ringing: Twilio, desk: Desk) -> None:
    taken(desk, extra={"transfer_to": "+14155550190"})
    ringing.post("/voice/status", CallStatus="completed")
    assert kept(desk) == ("ended", "transferred")
    assert texts(desk) == []


def test_what_was_said_before_a_call_was_put_through_is_kept(ringing: Twilio, desk: Desk) -> None:
    said = {"type": "caller.said", "text": "A person, please", "seq": 1}
    taken(desk, extra={"transfer_to": "+14155550190", "transcript": [said]})
    ringing.post("/voice/status", CallStatus="completed")
    record = desk.calls.find(CALL)
    assert record is not None
    assert record.transcript == (said,)


def test_the_table_held_for_a_lost_caller_is_free_again(ringing: Twilio, desk: Desk, clock: SetClock) -> None:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    start = datetime.fromisoformat("2026-11-27T20:00-08:00")
    wish = SlotRequest(ServiceId("table"), Span(start, start + timedelta(minutes=1)), party_size=8)
    held = []
    for name, call in (("h1", CallId("CA" + "b" * 32)), ("h2", CALL)):
        slot = find_slots(desk, business, wish).exact
        assert slot is not None
        hold_slot(desk, business, slot, hold=name, covers=8, call=call)
        held.append(slot)
    assert find_slots(desk, business, wish).exact is None
    task = Task("book", slots={"found": Filled(slot_json(held[1]))}, hold="h2")
    taken(desk, state=to_json(DialogueState(BUSINESS, CALL, CALLER, tasks=(task,))))
    clock.pass_(seconds=6)
    ringing.post("/voice/status", CallStatus="completed")
    assert find_slots(desk, business, wish).exact == held[1]


def test_while_a_handler_lives_the_record_is_left_to_it(ringing: Twilio, desk: Desk) -> None:
    taken(desk)
    ringing.post("/voice/status", CallStatus="completed")
    assert kept(desk) == ("live", "")
    assert texts(desk) == []


def test_when_its_lease_is_over_the_end_is_ours_to_write_and_the_caller_gets_a_word(
    ringing: Twilio, desk: Desk, clock: SetClock
) -> None:
    taken(desk)
    clock.pass_(seconds=6)
    ringing.post("/voice/status", CallStatus="completed")
    assert kept(desk) == ("ended", "lost")
    (text,) = texts(desk)
    assert (text.to, text.sender, text.call) == (CALLER, RESTAURANT, CALL)
    assert "cut off" in text.body


def test_a_number_that_wants_no_texts_gets_none(ringing: Twilio, desk: Desk) -> None:
    desk.messages.opt_out(RESTAURANT, CALLER, out=True, at=desk.clock())
    ringing.post("/voice/status", CallStatus="completed")
    assert kept(desk) == ("ended", "lost")
    assert texts(desk) == []


def test_a_business_that_sends_no_texts_sends_none(ringing: Twilio, desk: Desk) -> None:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    desk.businesses.put(business.model_copy(update={"texts": False}))
    ringing.post("/voice/status", CallStatus="completed")
    assert texts(desk) == []


def test_a_caller_without_a_number_cannot_be_texted(twilio: Twilio, desk: Desk) -> None:
    twilio.post("/voice/incoming", From="anonymous")
    twilio.post("/voice/status", CallStatus="completed")
    assert texts(desk) == []


def test_a_call_nobody_wrote_down_ends_without_a_fuss(twilio: Twilio, desk: Desk) -> None:
    assert twilio.post("/voice/status", CallStatus="completed").status_code == 204
    assert desk.calls.find(CALL) is None


def test_word_of_the_stream_is_not_word_of_the_call(ringing: Twilio, desk: Desk) -> None:
    answer = ringing.post("/voice/status", StreamEvent="stream-error", StreamError="31920", CallStatus="completed")
    assert answer.status_code == 204
    assert kept(desk)[0] != "ended"


def test_a_caller_left_in_silence_is_brought_back(
    ringing: Twilio, desk: Desk, clock: SetClock, carrier: RememberingCarrier
) -> None:
    carrier.live.add(CALL)
    taken(desk)
    assert rescue_calls(desk, carrier, AFTER) == Rescued()
    clock.pass_(seconds=5)
    assert rescue_calls(desk, carrier, AFTER) == Rescued()
    clock.pass_(seconds=0.1)
    assert rescue_calls(desk, carrier, AFTER) == Rescued(going_on=(CALL,))
    assert carrier.sent_on == [(CALL, f"{AFTER}?lost=1")]
    assert rescue_calls(desk, carrier, AFTER) == Rescued()


def test_a_lost_call_nobody_is_on_any_more_is_finished(
    ringing: Twilio, desk: Desk, clock: SetClock, carrier: RememberingCarrier
) -> None:
    taken(desk)
    clock.pass_(seconds=7)
    assert rescue_calls(desk, carrier, AFTER) == Rescued(over=(CALL,))
    assert kept(desk) == ("ended", "lost")
    assert len(texts(desk)) == 1
    assert rescue_calls(desk, carrier, AFTER) == Rescued()


def test_while_the_carrier_does_not_answer_a_lost_call_waits(
    ringing: Twilio, desk: Desk, clock: SetClock, carrier: RememberingCarrier
) -> None:
    carrier.live.add(CALL)
    carrier.down = True
    taken(desk)
    clock.pass_(seconds=7)
    assert rescue_calls(desk, carrier, AFTER) == Rescued(waiting=(CALL,))
    carrier.down = False
    assert rescue_calls(desk, carrier, AFTER) == Rescued(going_on=(CALL,))


def test_a_caller_who_comes_back_by_themselves_meanwhile_is_not_cut_off_again(
    ringing: Twilio, desk: Desk, clock: SetClock
) -> None:
    class Quick(MemoryCallStore):
        def lost(self, now: datetime, limit: int = 50) -> list[CallRecord]:
            found = plain.lost(now, limit)
            ringing.post("/voice/after")
            return found

        def recover(self, business: BusinessId, call: CallId, now: datetime, until: datetime) -> int | None:
            return plain.recover(business, call, now, until)

    taken(desk)
    clock.pass_(seconds=7)
    plain = desk.calls
    carrier = RememberingCarrier(live={CALL})
    assert rescue_calls(replace(desk, calls=Quick()), carrier, AFTER) == Rescued()
    assert carrier.sent_on == []


def test_all_lines_of_a_lost_machine_are_told_of_side_by_side(ringing: Twilio, desk: Desk, clock: SetClock) -> None:
    calls = [CallId(f"CA{number:032}") for number in range(SIDE_BY_SIDE)]
    all_there = threading.Barrier(len(calls), timeout=5)

    class SlowCarrier(RememberingCarrier):
        def go_on_at(self, call: CallId, url: str) -> bool:
            all_there.wait()
            return True

    for call in calls:
        ringing.post("/voice/incoming", CallSid=call)
        desk.calls.take(BUSINESS, call, until=clock() + timedelta(seconds=5))
    clock.pass_(seconds=7)
    assert set(rescue_calls(desk, SlowCarrier(), AFTER).going_on) == set(calls)


def test_of_two_who_look_at_once_one_tells_the_carrier(ringing: Twilio, desk: Desk, clock: SetClock) -> None:
    taken(desk)
    clock.pass_(seconds=7)
    carrier = RememberingCarrier(live={CALL})
    at_once(lambda _: rescue_calls(desk, carrier, AFTER), threads=8)
    assert len(carrier.sent_on) == 1
