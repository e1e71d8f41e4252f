"""Our texts and our hand on live calls, through the official SDK, against a phone network with real sockets."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.carrier import Carrier, RestFault
from local.carrier.model import CallRecording
from receptionist.adapters.twilio.calls import TwilioCalls
from receptionist.adapters.twilio.client import LazyClient
from receptionist.adapters.twilio.sms import TextRefused, TwilioSms
from receptionist.desk.send_texts import LEASE, Sent, send_due
from receptionist.errors import VendorUnavailable
from receptionist.ids import BusinessId, CallId, MessageId, Phone
from receptionist.messages.model import MessageStatus, TextMessage
from tests.fakes.front_office import SetClock, a_desk

pytestmark = [pytest.mark.e2e, pytest.mark.together]

ACCOUNT, TOKEN = "AC" + "2" * 32, "token-of-the-simulated-account"
OURS, ANNA = Phone("+14155550100"), Phone("+14155550142")
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


def text(**changes: Any) -> TextMessage:
    fields: dict[str, Any] = {
        "id": MessageId("b1:1"), "business": BusinessId("restaurant"), "to": ANNA, "sender": OURS,
        "body": "Saffron & Sage: booked, a table for 4. ਧੰਨਵਾਦ", "created": NOW,
    }  # fmt: skip
    return TextMessage(**(fields | changes))


def on_the_network(act: Callable[[Carrier], Coroutine[Any, Any, None]], *, now: datetime = NOW) -> None:
    async def run() -> None:
        async with asyncio.timeout(20), Carrier(account_sid=ACCOUNT, auth_token=TOKEN, now=lambda: now) as carrier:
            carrier.provision(OURS, voice_url="http://127.0.0.1:9/voice/incoming")
            await act(carrier)

    asyncio.run(run())


def sender(carrier: Carrier, **options: Any) -> TwilioSms:
    return TwilioSms(LazyClient(ACCOUNT, TOKEN, base_url=carrier.api_base_url, **options))


def test_a_text_reaches_the_network_as_it_was_written() -> None:
    async def act(carrier: Carrier) -> None:
        kept = await asyncio.to_thread(sender(carrier).send, text())
        assert kept.status is MessageStatus.SENT
        assert [(m.sid, m.to, m.from_, m.body) for m in carrier.messages] == [(kept.vendor_id, ANNA, OURS, text().body)]

    on_the_network(act)


def test_a_text_that_went_although_the_line_was_cut_is_found_and_not_sent_again() -> None:
    async def act(carrier: Carrier) -> None:
        texts = sender(carrier)
        carrier.faults.next(1, RestFault.ACCEPT_THEN_DROP, "Messages")
        with pytest.raises(VendorUnavailable):
            await asyncio.to_thread(texts.send, text())
        found = await asyncio.to_thread(texts.find, text())
        assert found is not None
        assert (found.vendor_id, found.body) == (carrier.messages[0].sid, text().body)
        assert len(carrier.messages) == 1

    on_the_network(act)


def test_another_text_to_the_same_number_is_not_taken_for_this_one() -> None:
    async def act(carrier: Carrier) -> None:
        texts = sender(carrier)
        await asyncio.to_thread(texts.send, text(body="Another"))
        await asyncio.to_thread(texts.send, text(to=Phone("+14155550177")))
        assert await asyncio.to_thread(texts.find, text()) is None

    on_the_network(act)


def test_the_same_words_of_last_week_are_not_taken_for_this_text() -> None:
    async def act(carrier: Carrier) -> None:
        texts = sender(carrier)
        await asyncio.to_thread(texts.send, text())
        assert await asyncio.to_thread(texts.find, text(created=NOW + timedelta(days=7))) is None
        assert await asyncio.to_thread(texts.find, text(created=NOW + timedelta(seconds=90))) is not None

    on_the_network(act)


@pytest.mark.parametrize("fault", [RestFault.HTTP_500, RestFault.RATE_LIMITED])
def test_a_network_in_trouble_leaves_the_text_unsure(fault: RestFault) -> None:
    async def act(carrier: Carrier) -> None:
        carrier.faults.next(1, fault, "Messages")
        with pytest.raises(VendorUnavailable):
            await asyncio.to_thread(sender(carrier).send, text())
        assert list(carrier.messages) == []

    on_the_network(act)


def test_a_network_that_hangs_is_left_after_the_deadline() -> None:
    async def act(carrier: Carrier) -> None:
        carrier.faults.next(1, RestFault.HANG, "Messages")
        with pytest.raises(VendorUnavailable):
            await asyncio.to_thread(sender(carrier, timeout_s=0.3).send, text())

    on_the_network(act)


def test_a_network_that_is_not_there_leaves_the_text_unsure() -> None:
    texts = TwilioSms(LazyClient(ACCOUNT, TOKEN, base_url="http://127.0.0.1:9", timeout_s=1))
    with pytest.raises(VendorUnavailable):
        texts.send(text())
    with pytest.raises(VendorUnavailable):
        texts.find(text())


def test_a_wrong_token_is_a_matter_for_a_person_and_the_text_waits() -> None:
    async def act(carrier: Carrier) -> None:
        texts = TwilioSms(LazyClient(ACCOUNT, "wrong", base_url=carrier.api_base_url))
        with pytest.raises(VendorUnavailable, match="401"):
            await asyncio.to_thread(texts.send, text())

    on_the_network(act)


def test_a_number_that_is_none_is_refused_for_good() -> None:
    async def act(carrier: Carrier) -> None:
        with pytest.raises(TextRefused, match="21211"):
            await asyncio.to_thread(sender(carrier).send, text(to=Phone("+1")))

    on_the_network(act)


def test_a_call_nobody_is_on_cannot_be_sent_on() -> None:
    async def act(carrier: Carrier) -> None:
        calls = TwilioCalls(LazyClient(ACCOUNT, TOKEN, base_url=carrier.api_base_url))
        gone = CallId("CA" + "0" * 32)
        assert not await asyncio.to_thread(calls.go_on_at, gone, "http://127.0.0.1:9/voice/after")
        assert not await asyncio.to_thread(calls.hang_up, gone)

    on_the_network(act)


def test_a_carrier_that_does_not_answer_is_unavailable() -> None:
    calls = TwilioCalls(LazyClient(ACCOUNT, TOKEN, base_url="http://127.0.0.1:9", timeout_s=1))
    with pytest.raises(VendorUnavailable):
        calls.go_on_at(CallId("CA" + "0" * 32), "http://127.0.0.1:9/voice/after")


def test_a_text_of_a_sender_that_dies_arrives_once() -> None:
    """The outbox, the sender and a line cut at the worst moment, together."""

    async def act(carrier: Carrier) -> None:
        clock = SetClock(NOW)
        desk = a_desk(clock)
        desk.messages.queue(text())
        texts = sender(carrier)
        carrier.faults.next(1, RestFault.ACCEPT_THEN_DROP, "Messages")
        assert await asyncio.to_thread(send_due, desk, texts) == Sent(unsure=1)
        assert await asyncio.to_thread(send_due, desk, texts) == Sent()
        clock.pass_(seconds=LEASE.total_seconds() + 1)
        assert await asyncio.to_thread(send_due, desk, texts) == Sent(sent=1)
        assert len(carrier.messages) == 1
        assert desk.messages.sent_to(BusinessId("restaurant"))[0].vendor_id == carrier.messages[0].sid

    on_the_network(act)


def test_voicemails_the_network_has_kept_are_listed_and_nothing_else_it_recorded() -> None:
    async def act(carrier: Carrier) -> None:
        for sid, source in (("RE" + "1" * 32, "RecordVerb"), ("RE" + "2" * 32, "StartCallRecordingAPI")):
            kept = CallRecording(sid, ACCOUNT, "CA" + "1" * 32, NOW, source, (bytes(8000 * 7),))
            carrier.recordings[sid] = kept
        calls = TwilioCalls(LazyClient(ACCOUNT, TOKEN, base_url=carrier.api_base_url))
        (one,) = await asyncio.to_thread(calls.voicemails, NOW - timedelta(days=1))
        assert (one.call, one.seconds) == ("CA" + "1" * 32, 7)
        assert one.url.endswith(f"/Accounts/{ACCOUNT}/Recordings/RE" + "1" * 32)
        assert await asyncio.to_thread(calls.parties, CallId("CA" + "0" * 32)) is None

    on_the_network(act)
