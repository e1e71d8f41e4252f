"""The outbox is not emptied for an hour: what is still true and of use leaves late, once; the rest does not leave."""

import pytest

from functions.sms.outbox import empty
from receptionist.desk.cancel_booking import cancel_booking
from receptionist.errors import StoreUnavailable
from receptionist.messages.model import MessageStatus, TextMessage
from receptionist.ports import VendorMessage
from tests.chaos.dialogues import BUSINESS, YES, bookings
from tests.degraded.conversation import TextCall
from tests.fakes.faulty import down
from tests.fakes.front_office import CALLER, RememberingCarrier, RememberingSms, SetClock, a_desk, an_office

WISH = "I'd like to book a table for four tomorrow at seven in the evening, Sarah Miller."


class Knowing(RememberingSms):
    """A carrier that finds in its list what it has sent."""

    def find(self, message: TextMessage) -> VendorMessage | None:
        sent = any(one.id == message.id for one in self.arrived)
        return VendorMessage("SM1", MessageStatus.SENT, message.body) if sent else None


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def call(clock: SetClock) -> TextCall:
    """Somebody has just booked; nobody empties the outbox."""
    call = TextCall(plain=a_desk(clock))
    call.answers()
    assert "i'm texting you" in call.hear(WISH, YES)
    return call


def kept(call: TextCall) -> dict[str, str]:
    """What became of each text: what it says first, and why it did not go."""
    return {text.body.split(":")[1].split(",")[0].strip(): text.error for text in texts(call)}


def texts(call: TextCall) -> list[TextMessage]:
    return call.plain.messages.sent_to(BUSINESS, CALLER)


def empty_it(call: TextCall) -> list[str]:
    office = an_office(call.plain, RememberingCarrier(), call.sms)
    empty(office)
    empty(office)
    return [text.body.split(":")[1].split(",")[0].strip() for text in call.sms.arrived]


def test_a_confirmation_an_hour_late_goes_once(call: TextCall, clock: SetClock) -> None:
    clock.pass_(hours=1)
    assert empty_it(call) == ["booked"]


def test_once_the_visit_has_begun_its_confirmation_is_of_no_use(call: TextCall, clock: SetClock) -> None:
    clock.pass_(days=2)
    assert empty_it(call) == []
    assert kept(call) == {"booked": "too_late"}


def test_what_was_changed_meanwhile_is_told_as_it_is_now(call: TextCall, clock: SetClock) -> None:
    assert "changed" in call.hear("I'd like to move my booking.", "To eight in the evening.", YES)
    clock.pass_(hours=1)
    assert empty_it(call) == ["changed"]
    assert kept(call) == {"changed": "", "booked": "overtaken"}


def test_nobody_is_told_of_a_booking_that_was_cancelled_meanwhile(call: TextCall, clock: SetClock) -> None:
    business = call.plain.businesses.get(BUSINESS)
    assert business is not None
    cancel_booking(call.plain, business, bookings(call.plain)[0].id, text=False)
    clock.pass_(hours=1)
    assert empty_it(call) == []
    assert kept(call) == {"booked": "overtaken"}


def test_texts_that_follow_each_other_closely_all_go(call: TextCall, clock: SetClock) -> None:
    call.hear("I'd like to cancel my booking.", YES)
    clock.pass_(seconds=2)
    assert empty_it(call) == ["booked", "cancelled"]


def test_a_store_that_fails_while_one_is_sent_delays_it_and_sends_it_once(call: TextCall, clock: SetClock) -> None:
    desk = call.faults.desk(call.plain)
    office = an_office(desk, RememberingCarrier(), call.sms)
    call.faults.begin(lambda act, _: "refuses" if act == "messages.settle" else None)
    with pytest.raises(StoreUnavailable):
        empty(office)
    assert len(call.sms.arrived) == 1
    call.faults.begin(down)
    clock.pass_(seconds=31)
    with pytest.raises(StoreUnavailable):
        empty(office)
    call.faults.mend()
    empty(an_office(call.plain, RememberingCarrier(), Knowing(call.sms.arrived)))
    assert len(call.sms.arrived) == 1
    assert [text.status for text in texts(call)] == ["sent"]
