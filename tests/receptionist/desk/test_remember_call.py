"""What a call was about, remembered of its caller: for that caller, for a time, and not after they were erased."""

from dataclasses import replace
from datetime import timedelta

import pytest

from receptionist.adapters.memory.vectors import MemoryVectorStore
from receptionist.business.definition import Business
from receptionist.calls.record import CallRecord
from receptionist.desk.desk import Desk
from receptionist.desk.erase_customer import erase_customer
from receptionist.desk.finish_call import finish_call
from receptionist.desk.remember_call import KIND, remember_call
from receptionist.desk.run_errands import Duty, run_due
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.knowledge.library import Library, Meaning
from receptionist.knowledge.memories import Memories, recollection, whom
from tests.fakes.embedders import WordEmbedder
from tests.fakes.front_office import SetClock, a_desk

ANN, BOB = Phone("+14155550142"), Phone("+14155550143")
EVENTS = (
    {"type": "caller.said", "text": "This is Ann Miller, can I bring my dog?", "final": True},
    {"type": "effect", "effect": "booking.confirmed", "detail": {"booking": {"local_start": "2026-11-28T19:00:00-08:00", "customer": {"name": "Ann Miller"}}}},
    {"type": "caller.said", "text": "my number is 415 555 0142, right?", "final": True},
)  # fmt: skip


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def desk(clock: SetClock) -> Desk:
    desk = a_desk(clock)
    return replace(desk, library=Library(desk.rows, Meaning(MemoryVectorStore(), WordEmbedder())))


def at(desk: Desk, business: str) -> Business:
    found = desk.businesses.get(BusinessId(business))
    assert found is not None
    return found


def memories(desk: Desk) -> Memories:
    found = desk.shelf().memories
    assert found is not None
    return found


def called(desk: Desk, business: str = "restaurant", caller: Phone = ANN, call: str = "c1") -> None:
    """The call ended, its handler wrote it down, and the carrier tells so, twice."""
    record = CallRecord(CallId(call), BusinessId(business), caller, Phone("+14155550100"), desk.clock())
    desk.calls.begin(record)
    desk.calls.finish(replace(record, status="ended", ended=desk.clock(), outcome="goodbye", transcript=EVENTS))
    for _ in range(2):
        finish_call(desk, CallId(call))
    run_due(desk, {KIND: Duty(remember_call)}, jitter=lambda: 0.0)


def test_a_call_is_one_line_without_names_and_numbers() -> None:
    told = recollection(EVENTS, ("Ann Miller",))
    assert told == "booked (2026-11-28T19:00); This is [name], can I bring my dog?; my number is [number], right?"
    assert recollection(()) == ""


def test_it_is_remembered_for_that_caller_alone(desk: Desk) -> None:
    called(desk)
    restaurant, salon = at(desk, "restaurant"), at(desk, "salon")
    (line,) = memories(desk).of(restaurant, ANN, desk.clock())
    assert "bring my dog" in line
    assert memories(desk).of(restaurant, BOB, desk.clock()) == []
    assert memories(desk).of(restaurant, Phone(""), desk.clock()) == []
    assert memories(desk).of(salon, ANN, desk.clock()) == []
    assert whom(restaurant.id, ANN) != whom(salon.id, ANN)


def test_it_goes_with_the_caller(desk: Desk) -> None:
    called(desk)
    called(desk, caller=BOB, call="c2")
    for _ in range(2):
        erase_customer(desk, at(desk, "restaurant"), ANN)
    assert memories(desk).of(at(desk, "restaurant"), ANN, desk.clock()) == []
    assert len(memories(desk).of(at(desk, "restaurant"), BOB, desk.clock())) == 1


def test_it_goes_with_time(desk: Desk, clock: SetClock) -> None:
    called(desk)
    clock.now += timedelta(days=91)
    assert memories(desk).of(at(desk, "restaurant"), ANN, desk.clock()) == []
    called(desk, caller=BOB, call="c2")
    assert memories(desk).vectors.ids(BusinessId("restaurant"), "memory", whom(BusinessId("restaurant"), ANN)) == []


@pytest.mark.parametrize(("business", "days", "kept"), [("clinic", None, 0), ("clinic", 30, 1), ("restaurant", 0, 0)])
def test_how_long_is_the_business_s_to_say(desk: Desk, business: str, days: int | None, kept: int) -> None:
    desk.businesses.put(at(desk, business).model_copy(update={"remember_days": days}))
    called(desk, business)
    assert len(memories(desk).of(at(desk, business), ANN, desk.clock())) == kept


def test_a_withheld_number_leaves_nothing(desk: Desk) -> None:
    called(desk, caller=Phone(""))
    assert desk.errands.of_kind(BusinessId("restaurant"), KIND) == []
