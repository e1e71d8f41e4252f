"""A voicemail is left while nothing can be written down: the carrier has it, and it is noted when the stores are back."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from functions.call_setup.app import build
from functions.call_setup.voicemails import note_missed
from functions.office import Office
from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId, Phone
from receptionist.messages.model import TakenMessage
from receptionist.ports import Voicemail
from tests.fakes.faulty import Faults, down
from tests.fakes.front_office import (
    CALL,
    CALLER,
    RESTAURANT,
    RememberingCarrier,
    RememberingSms,
    SetClock,
    Twilio,
    a_desk,
    an_office,
)

BUSINESS = BusinessId("restaurant")
SOUND = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1"
LEFT = Voicemail(CALL, SOUND, 12)


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def carrier(clock: SetClock) -> RememberingCarrier:
    return RememberingCarrier(recorded=[(clock(), LEFT)], called={CALL: (CALLER, RESTAURANT)})


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
def office(clock: SetClock, carrier: RememberingCarrier, faults: Faults) -> Office:
    return an_office(faults.desk(a_desk(clock)), carrier, RememberingSms())


@pytest.fixture
def twilio(office: Office) -> Iterator[Twilio]:
    with TestClient(build(office)) as client:
        yield Twilio(client)


def noted(office: Office) -> list[TakenMessage]:
    return office.desk.messages.taken(BUSINESS)


def recorded(twilio: Twilio) -> None:
    assert "<Hangup" in twilio.post("/voice/after?then=recorded", RecordingUrl=SOUND, RecordingDuration="12").text


def test_it_is_noted_once_when_the_table_is_back(twilio: Twilio, office: Office, faults: Faults) -> None:
    twilio.post("/voice/incoming")
    faults.begin(down)
    recorded(twilio)
    with pytest.raises(StoreUnavailable):
        note_missed(office)
    faults.mend()
    assert noted(office) == []
    note_missed(office)
    note_missed(office)
    (message,) = noted(office)
    assert (message.text, message.caller, message.wants_call_back) == (f"Voicemail (12 s): {SOUND}", CALLER, True)


def test_so_is_one_of_a_call_that_nobody_could_write_down(office: Office) -> None:
    note_missed(office)
    (message,) = noted(office)
    assert (message.caller, message.call) == (CALLER, CALL)


def test_one_that_was_noted_at_once_is_not_noted_again_even_if_it_was_erased_since(
    twilio: Twilio, office: Office
) -> None:
    twilio.post("/voice/incoming")
    recorded(twilio)
    assert len(noted(office)) == 1
    office.desk.messages.forget_taken(BUSINESS, lambda message: True)
    note_missed(office)
    assert noted(office) == []


def test_what_is_not_ours_or_older_than_a_day_is_left_alone(
    office: Office, carrier: RememberingCarrier, clock: SetClock
) -> None:
    carrier.called = {CALL: (CALLER, Phone("+14155559999"))}
    note_missed(office)
    carrier.called = {}
    note_missed(office)
    carrier.called = {CALL: (CALLER, RESTAURANT)}
    clock.pass_(seconds=timedelta(days=1, seconds=1).total_seconds())
    note_missed(office)
    assert noted(office) == []


def test_a_carrier_that_does_not_answer_is_asked_again_at_the_next_look(
    office: Office, carrier: RememberingCarrier
) -> None:
    carrier.down = True
    note_missed(office)
    assert noted(office) == []
    carrier.down = False
    note_missed(office)
    assert len(noted(office)) == 1
