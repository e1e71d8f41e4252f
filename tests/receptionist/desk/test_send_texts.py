"""The outbox is emptied once."""

from dataclasses import replace

import pytest

from receptionist.desk.desk import Desk
from receptionist.desk.may_text import may_text
from receptionist.desk.send_texts import BATCH, LEASE, MOST_ATTEMPTS, Sent, send_due
from receptionist.errors import OptedOut, Refused, VendorUnavailable
from receptionist.ids import BusinessId, MessageId, Phone
from receptionist.messages.model import MessageStatus, TextMessage
from receptionist.ports import VendorMessage
from tests.fakes.front_office import CALLER, RESTAURANT, RememberingSms, SetClock, a_desk
from tests.fakes.racing import at_once

BUSINESS = BusinessId("restaurant")


class Network:
    """A vendor whose next sendings go as told: an error raised before or after the text has gone."""

    def __init__(self) -> None:
        self.arrived: list[TextMessage] = []
        self.before: list[Exception] = []
        self.after: list[Exception] = []
        self.finding: list[Exception] = []

    def send(self, message: TextMessage) -> VendorMessage:
        if self.before:
            raise self.before.pop(0)
        self.arrived.append(message)
        if self.after:
            raise self.after.pop(0)
        return VendorMessage(f"SM{len(self.arrived)}", MessageStatus.SENT, message.body)

    def find(self, message: TextMessage) -> VendorMessage | None:
        if self.finding:
            raise self.finding.pop(0)
        ids = [sent.id for sent in self.arrived]
        return VendorMessage("SM1", MessageStatus.DELIVERED, message.body) if message.id in ids else None


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def desk(clock: SetClock) -> Desk:
    return a_desk(clock)


@pytest.fixture
def network() -> Network:
    return Network()


def queue(desk: Desk, name: str = "b1:1", to: Phone = CALLER) -> None:
    desk.messages.queue(TextMessage(MessageId(name), BUSINESS, to, RESTAURANT, "See you", created=desk.clock()))


def state(desk: Desk) -> tuple[MessageStatus, str]:
    (text,) = desk.messages.sent_to(BUSINESS)
    return text.status, text.error


def lease_over(clock: SetClock) -> None:
    clock.pass_(seconds=LEASE.total_seconds() + 1)


def test_what_waits_is_sent_once_and_settled(desk: Desk, network: Network) -> None:
    queue(desk)
    assert send_due(desk, network) == Sent(sent=1)
    assert send_due(desk, network) == Sent()
    assert (len(network.arrived), state(desk)) == (1, (MessageStatus.SENT, ""))


def test_a_round_takes_no_more_than_its_lease_allows(desk: Desk, network: Network) -> None:
    for n in range(BATCH + 1):
        queue(desk, f"b{n}:1")
    assert send_due(desk, network) == Sent(sent=BATCH)
    assert send_due(desk, network) == Sent(sent=1)


def test_a_text_that_went_before_the_line_was_cut_is_found_and_not_sent_again(
    desk: Desk, network: Network, clock: SetClock
) -> None:
    queue(desk)
    network.after.append(VendorUnavailable("cut"))
    assert send_due(desk, network) == Sent(unsure=1)
    lease_over(clock)
    assert send_due(desk, network) == Sent(sent=1)
    assert (len(network.arrived), state(desk)) == (1, (MessageStatus.DELIVERED, ""))


def test_a_text_that_never_went_is_sent_when_the_lease_is_over(desk: Desk, network: Network, clock: SetClock) -> None:
    queue(desk)
    network.before.append(VendorUnavailable("down"))
    assert send_due(desk, network) == Sent(unsure=1)
    assert send_due(desk, network) == Sent()
    lease_over(clock)
    assert send_due(desk, network) == Sent(sent=1)
    assert len(network.arrived) == 1


def test_a_sender_that_died_between_claim_and_sending_leaves_nothing_unsent(
    desk: Desk, network: Network, clock: SetClock
) -> None:
    queue(desk)
    desk.messages.claim(clock(), clock() + LEASE)
    lease_over(clock)
    assert send_due(desk, network) == Sent(sent=1)


def test_a_sender_that_died_between_sending_and_settling_is_not_repeated(
    desk: Desk, network: Network, clock: SetClock
) -> None:
    queue(desk)
    (claimed,) = desk.messages.claim(clock(), clock() + LEASE)
    network.send(claimed)
    lease_over(clock)
    send_due(desk, network)
    assert len(network.arrived) == 1


def test_while_the_vendors_list_does_not_answer_nothing_is_sent_on_suspicion(
    desk: Desk, network: Network, clock: SetClock
) -> None:
    queue(desk)
    network.after.append(VendorUnavailable("cut"))
    send_due(desk, network)
    lease_over(clock)
    network.finding.append(VendorUnavailable("down"))
    assert send_due(desk, network) == Sent(unsure=1)
    assert len(network.arrived) == 1


def test_a_text_refused_for_good_is_not_tried_again(desk: Desk, network: Network, clock: SetClock) -> None:
    queue(desk)
    network.before.append(Refused("21211"))
    assert send_due(desk, network) == Sent(refused=1)
    lease_over(clock)
    assert send_due(desk, network) == Sent()
    assert state(desk) == (MessageStatus.FAILED, "21211")


def test_a_number_that_stopped_between_writing_and_sending_gets_nothing(desk: Desk, network: Network) -> None:
    queue(desk)
    desk.messages.opt_out(RESTAURANT, CALLER, out=True, at=desk.clock())
    assert send_due(desk, network) == Sent(refused=1)
    assert (network.arrived, state(desk)) == ([], (MessageStatus.FAILED, "opted_out"))


def test_a_stop_only_the_vendor_heard_is_remembered(desk: Desk, network: Network) -> None:
    queue(desk)
    network.before.append(OptedOut("21610"))
    assert send_due(desk, network) == Sent(refused=1)
    assert desk.messages.opted_out(RESTAURANT, CALLER)


def test_a_landline_that_refuses_a_text_is_remembered(desk: Desk, network: Network) -> None:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    queue(desk)
    network.before.append(Refused("21614"))
    assert send_due(desk, network) == Sent(refused=1)
    assert may_text(desk, business, CALLER, agreed=True) == "landline"


def test_a_business_whose_registration_was_withdrawn_sends_nothing_that_still_waits(
    desk: Desk, network: Network
) -> None:
    business = desk.businesses.get(BUSINESS)
    assert business is not None
    queue(desk)
    desk.businesses.put(business.model_copy(update={"text_registration": "none"}))
    assert send_due(desk, network) == Sent(refused=1)
    assert (network.arrived, state(desk)) == ([], (MessageStatus.FAILED, "not_registered"))


def test_each_region_sends_the_texts_of_its_own_businesses(desk: Desk, network: Network) -> None:
    text = TextMessage(MessageId("b1:1"), BUSINESS, CALLER, RESTAURANT, "Hi", created=desk.clock(), home="eu-west-1")
    desk.messages.queue(text)
    assert send_due(replace(desk, here="us-east-1"), network) == Sent()
    assert send_due(replace(desk, here="eu-west-1"), network) == Sent(sent=1)


def test_a_text_nobody_could_send_for_long_is_given_up_for_a_person_to_see(
    desk: Desk, network: Network, clock: SetClock
) -> None:
    queue(desk)
    for _ in range(MOST_ATTEMPTS):
        network.before.append(VendorUnavailable("down"))
        assert send_due(desk, network) == Sent(unsure=1)
        lease_over(clock)
    assert send_due(desk, network) == Sent(refused=1)
    assert (network.arrived, state(desk)) == ([], (MessageStatus.FAILED, "given_up"))


def test_many_senders_at_once_send_each_text_once(desk: Desk) -> None:
    for n in range(12):
        queue(desk, f"b{n}:1")
    sms = RememberingSms()
    at_once(lambda _: [send_due(desk, sms) for _ in range(4)], threads=8)
    assert sorted(text.id for text in sms.arrived) == sorted(f"b{n}:1" for n in range(12))
