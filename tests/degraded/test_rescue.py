"""The table takes no writes: leases run out, though every handler is well."""

from datetime import timedelta

import pytest

from receptionist.calls.record import CallRecord
from receptionist.desk.desk import Desk
from receptionist.desk.rescue_calls import Rescued, rescue_calls
from receptionist.ids import BusinessId
from tests.fakes.faulty import Faults, never
from tests.fakes.front_office import CALL, CALLER, RESTAURANT, RememberingCarrier, SetClock, a_desk

AFTER = "https://phone.example.com/voice/after"
BUSINESS = BusinessId("restaurant")


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def desk(clock: SetClock, faults: Faults) -> Desk:
    """With one call whose handler's lease has just run out."""
    plain = a_desk(clock)
    plain.calls.begin(CallRecord(CALL, BUSINESS, CALLER, RESTAURANT, clock()))
    plain.calls.take(BUSINESS, CALL, until=clock() + timedelta(seconds=3))
    clock.pass_(seconds=5)
    return faults.desk(plain)


def test_while_nobody_can_write_a_lease_no_call_is_taken_from_its_handler(desk: Desk, faults: Faults) -> None:
    carrier = RememberingCarrier(live={CALL})
    faults.begin(lambda act, _: "refuses" if act == "calls.recover" else never(act, 0))
    assert rescue_calls(desk, carrier, AFTER) == Rescued(waiting=(CALL,))
    assert carrier.sent_on == []


def test_a_handler_that_can_write_again_keeps_its_call(desk: Desk, faults: Faults, clock: SetClock) -> None:
    carrier = RememberingCarrier(live={CALL})
    faults.begin(lambda act, _: "refuses" if act == "calls.recover" else never(act, 0))
    rescue_calls(desk, carrier, AFTER)
    faults.mend()
    desk.calls.renew(BUSINESS, CALL, 1, clock() + timedelta(seconds=3))
    assert rescue_calls(desk, carrier, AFTER) == Rescued()


def test_one_that_is_really_lost_is_rescued_when_leases_can_be_written_again(desk: Desk, faults: Faults) -> None:
    carrier = RememberingCarrier(live={CALL})
    faults.begin(lambda act, _: "refuses" if act == "calls.recover" else never(act, 0))
    rescue_calls(desk, carrier, AFTER)
    faults.mend()
    assert rescue_calls(desk, carrier, AFTER) == Rescued(going_on=(CALL,))
