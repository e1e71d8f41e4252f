"""A webhook that comes twice, from Twilio or from whoever overheard it, does nothing twice and opens no second stream."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from functions import problems
from functions.call_setup import app as call_setup
from functions.office import Office
from functions.sms import app as sms
from receptionist.adapters.memory.live import MemoryLiveState, MemoryRedeemer
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.calls.ticket import verify
from receptionist.calls.transfer import HANDOVER
from receptionist.desk.continue_call import TRANSFER
from receptionist.desk.rescue_calls import rescue_calls
from receptionist.ids import BusinessId
from tests.fakes.front_office import (
    ACCOUNT,
    CALL,
    CALLER,
    ORIGIN,
    RESTAURANT,
    TICKET_KEY,
    TOKEN,
    RememberingCarrier,
    RememberingSms,
    SetClock,
    a_desk,
    an_office,
)
from tests.security.canaries import EVERYTHING, logs

HOUSE = BusinessId("restaurant")
PERSON = "+14155550190"


@dataclass(slots=True)
class Overheard:
    """A signed request, word for word."""

    target: str
    content: str
    headers: dict[str, str]

    def sent(self, client: TestClient, **headers: str) -> Any:
        return client.post(self.target, content=self.content, headers=self.headers | headers)


def signed(target: str, **fields: str) -> Overheard:
    form = {"AccountSid": ACCOUNT, "CallSid": CALL, "From": CALLER, "To": RESTAURANT, **fields}
    signature = RequestValidator(TOKEN).compute_signature(ORIGIN + target, form)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Twilio-Signature": signature,
        "I-Twilio-Idempotency-Token": "of-the-first",
    }
    return Overheard(target, urlencode(form), headers)


@dataclass(slots=True)
class House:
    clock: SetClock
    office: Office
    client: TestClient

    def everything(self) -> dict[str, Any]:
        """What is in the stores."""
        desk = self.office.desk
        stores = (desk.bookings, desk.calls, desk.messages, desk.rows, desk.errands)
        return {type(store).__name__: deepcopy(_plain(store)) for store in stores}

    def ticket(self, answer: Any) -> str:
        parameter = ElementTree.fromstring(answer.text).find("Connect/Stream/Parameter")
        assert parameter is not None
        return str(parameter.attrib["value"])

    def nonce(self, answer: Any) -> str:
        return verify(self.ticket(answer), [TICKET_KEY], self.clock()).nonce

    def handled(self, **extra: Any) -> None:
        """A handler takes the call and saves how far it is."""
        desk, now = self.office.desk, self.clock()
        taken = desk.calls.take(HOUSE, CALL, until=now)
        checkpoint = taken or desk.calls.checkpoint(HOUSE, CALL)
        state = '{"extra": {}}'
        from receptionist.calls.record import Checkpoint

        epoch = desk.calls.epoch(HOUSE, CALL)
        known = checkpoint or Checkpoint(CALL, HOUSE, epoch, state, now, caller=CALLER)
        desk.calls.save(replace(known, epoch=epoch, state=state, at=now, extra=extra))


def _plain(store: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(store).items() if isinstance(value, dict | list | set)}


@pytest.fixture
def house() -> Iterator[House]:
    clock = SetClock()
    office = an_office(a_desk(clock), RememberingCarrier(live={CALL}), RememberingSms())
    app = FastAPI()
    problems.install(app)
    for part in (call_setup, sms):
        app.include_router(part.routes(office))
    with TestClient(app, raise_server_exceptions=False) as client:
        signed("/voice/incoming").sent(client)
        yield House(clock, office, client)


TEXTS = [
    "can I bring my dog",
    "book a table for two tomorrow at 7pm",
    "STOP",
    "START",
    "HELP",
    "C",
    "cancel my booking",
]
REQUESTS = {
    "incoming": signed("/voice/incoming"),
    "after": signed("/voice/after?resumes=0"),
    "voicemail": signed("/voice/after?then=recorded", RecordingUrl="https://x/RE1", RecordingDuration="12"),
    "whisper": signed(f"/voice/whisper?of={CALL}&tried=0"),
    "accepted": signed(f"/voice/accepted?of={CALL}&tried=0", Digits="1"),
    "status": signed("/voice/status", CallStatus="completed", CallDuration="60"),
    "stream error": signed("/voice/status", StreamEvent="stream-error"),
    "fallback": signed("/voice/fallback"),
    "delivery": signed("/sms/status?business=restaurant&message=m", MessageSid="SM9", MessageStatus="delivered"),
    "number unobtainable": signed("/sms/status?business=restaurant&message=m", MessageSid="SM9", MessageStatus="undelivered", ErrorCode="30006"),
} | {f"text: {text}": signed("/sms/incoming", MessageSid=f"SM{n}", Body=text) for n, text in enumerate(TEXTS)}  # fmt: skip


@pytest.mark.parametrize("token", ["of-the-first", "another"])
@pytest.mark.parametrize("name", REQUESTS)
def test_whatever_comes_again_changes_nothing_and_is_answered_alike(house: House, name: str, token: str) -> None:
    """The idempotency token is not signed: a replay may bear any, and no decision rests on it."""
    first = REQUESTS[name].sent(house.client)
    before = house.everything()
    for _ in range(3):
        again = REQUESTS[name].sent(house.client, **{"I-Twilio-Idempotency-Token": token})
        assert (again.status_code, again.text) == (first.status_code, first.text)
    assert house.everything() == before


def test_an_overheard_call_opens_no_second_stream_while_the_call_lasts(house: House) -> None:
    handler = MemoryLiveState(MemoryRedeemer(clock=house.clock))
    first = house.nonce(REQUESTS["incoming"].sent(house.client))
    assert handler.redeem(first, 7500)
    for _ in range(20):
        house.clock.pass_(minutes=5)
        assert not handler.redeem(house.nonce(REQUESTS["incoming"].sent(house.client)), 7500)


def test_each_loss_of_a_handler_asks_for_a_stream_of_its_own_and_its_replay_for_no_other(house: House) -> None:
    nonces = [house.nonce(REQUESTS["incoming"].sent(house.client))]
    url = "/voice/after?resumes=0"
    for _ in range(3):
        house.handled()
        answer = signed(url).sent(house.client)
        nonces.append(house.nonce(answer))
        assert house.nonce(signed(url).sent(house.client)) == nonces[-1]
        connect = ElementTree.fromstring(answer.text).find("Connect")
        assert connect is not None
        url = connect.attrib["action"].removeprefix(ORIGIN)
    assert len(set(nonces)) == 4


def test_a_loss_that_is_told_again_when_the_next_handler_has_the_call_gets_the_ticket_it_got(house: House) -> None:
    house.handled()
    overheard = signed("/voice/after?resumes=0")
    first = house.nonce(overheard.sent(house.client))
    house.handled()
    assert house.nonce(overheard.sent(house.client)) == first


def test_each_rescue_asks_for_a_stream_of_its_own(house: House) -> None:
    carrier = RememberingCarrier(live={CALL})
    for _ in range(2):
        house.handled()
        house.clock.pass_(seconds=60)
        rescue_calls(house.office.desk, carrier, house.office.url("/voice/after"))
    urls = [url for _, url in carrier.sent_on]
    assert len(set(urls)) == 2
    assert len({house.nonce(signed(url.removeprefix(ORIGIN)).sent(house.client)) for url in urls}) == 2


def test_an_overheard_end_of_a_dial_does_not_take_the_call_from_its_handler(house: House) -> None:
    house.handled(**{TRANSFER: PERSON, HANDOVER: None})
    nobody_came = signed("/voice/after?then=dialled&resumes=0&tried=0", DialCallStatus="no-answer")
    back = house.nonce(nobody_came.sent(house.client))
    house.handled()
    epoch = house.office.desk.calls.epoch(HOUSE, CALL)
    again = nobody_came.sent(house.client)
    assert house.office.desk.calls.epoch(HOUSE, CALL) == epoch
    assert house.nonce(again) == back


def test_a_json_body_counts_only_with_its_digest_in_the_signed_url() -> None:
    check = SignatureCheck([ORIGIN], [TOKEN])
    body = json.dumps({"a": "é"}, ensure_ascii=False)
    from hashlib import sha256

    target = f"/x?bodySHA256={sha256(body.encode()).hexdigest()}"
    for algorithm, settings in (("HMAC_SHA1", None), ("HMAC_SHA256", "key=k1,algorithm=HMAC_SHA256")):
        signature = RequestValidator(TOKEN).compute_signature(ORIGIN + target, {}, algorithm)
        assert check.holds(target, body, signature, settings)
        assert not check.holds(target, body + " ", signature, settings)
        assert not check.holds("/x", body, signature, settings)
        for other in ("/x", "/x?xbodySHA256=1", "/x?bodySHA256="):
            bare = RequestValidator(TOKEN).compute_signature(ORIGIN + other, {}, algorithm)
            assert not check.holds(other, body, bare, settings)


def test_keys_and_tokens_in_force_sign_side_by_side_while_one_is_replaced() -> None:
    check = SignatureCheck([ORIGIN], ["token", "shared-key", "old-shared-key"])
    form = {"CallSid": CALL}
    for secret, algorithm, settings in (
        ("token", "HMAC_SHA1", None),
        ("shared-key", "HMAC_SHA256", "key=webhooks_sharedkey_2,algorithm=HMAC_SHA256"),
        ("old-shared-key", "HMAC_SHA256", "algorithm=HMAC_SHA256 , key=webhooks_sharedkey_1"),
    ):
        signature = RequestValidator(secret).compute_signature(f"{ORIGIN}/voice/incoming", form, algorithm)
        assert check.holds("/voice/incoming", form, signature, settings)
        assert not SignatureCheck([ORIGIN], ["other"]).holds("/voice/incoming", form, signature, settings)


def test_an_algorithm_nobody_knows_is_refused_without_a_word_of_it_in_the_log() -> None:
    with logs() as written:
        assert not SignatureCheck([ORIGIN], [TOKEN]).holds("/x", {"a": "b"}, "c2lnbmF0dXJl", f"algorithm={EVERYTHING}")
    assert written.lines == []


@pytest.mark.parametrize(
    ("configured", "called"),
    [
        ("https://phone.example.com", "https://phone.example.com"),
        ("https://phone.example.com", "https://phone.example.com:443"),
        ("https://phone.example.com:8443", "https://phone.example.com:8443"),
        ("https://phone.example.com:8443", "https://phone.example.com"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
    ],
)
def test_ports_are_signed_as_called_or_left_out(configured: str, called: str) -> None:
    signature = RequestValidator(TOKEN).compute_signature(f"{called}/voice/incoming", {"a": ""})
    assert SignatureCheck([configured], [TOKEN]).holds("/voice/incoming", {"a": ""}, signature)


@pytest.mark.parametrize("header", ["host", "x-forwarded-host", "forwarded", "x-forwarded-proto", "x-original-url"])
def test_what_a_proxy_claims_changes_nothing(house: House, header: str) -> None:
    strange = Overheard("/voice/incoming", REQUESTS["incoming"].content, dict(REQUESTS["incoming"].headers))
    form = {"AccountSid": ACCOUNT, "CallSid": CALL, "From": CALLER, "To": RESTAURANT}
    strange.headers["X-Twilio-Signature"] = RequestValidator(TOKEN).compute_signature(
        "https://evil.example/voice/incoming", form
    )
    assert strange.sent(house.client, **{header: "evil.example"}).status_code == 403
    assert REQUESTS["incoming"].sent(house.client, **{header: "evil.example"}).status_code == 200
