"""A call comes in."""

from datetime import timedelta
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from twilio.request_validator import RequestValidator

from functions.call_setup.app import build
from functions.office import Office
from functions.webhook import MOST_BYTES
from receptionist.calls.ticket import verify
from receptionist.desk.desk import Desk
from receptionist.ids import Phone
from tests.fakes.front_office import (
    CALL,
    CALLER,
    OLD_TOKEN,
    ORIGIN,
    OTHER_ORIGIN,
    RESTAURANT,
    TICKET_KEY,
    TOKEN,
    SetClock,
    Twilio,
)


@pytest.fixture
def app(office: Office) -> FastAPI:
    return build(office)


def token_in(document: str) -> str:
    parameter = ElementTree.fromstring(document).find("Connect/Stream/Parameter[@name='token']")
    assert parameter is not None
    return parameter.attrib["value"]


def test_the_caller_is_connected_to_a_stream_with_a_ticket_of_ours(twilio: Twilio, clock: SetClock) -> None:
    answer = twilio.post("/voice/incoming", CallStatus="ringing")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/xml")
    root = ElementTree.fromstring(answer.text)
    stream = root.find("Connect/Stream")
    assert stream is not None
    assert stream.attrib["url"] == "wss://stream.example.com/media"
    ticket = verify(token_in(answer.text), [TICKET_KEY], clock())
    assert (ticket.call, ticket.business, ticket.caller, ticket.called) == (CALL, "restaurant", CALLER, RESTAURANT)
    assert (ticket.language, ticket.resumed) == ("en", False)
    assert ticket.expires == clock() + timedelta(seconds=60)


def test_every_url_given_to_twilio_is_absolute_and_of_this_region(twilio: Twilio) -> None:
    root = ElementTree.fromstring(twilio.post("/voice/incoming", origin=OTHER_ORIGIN).text)
    connect, redirect = root.find("Connect"), root.find("Redirect")
    assert connect is not None
    assert redirect is not None
    assert connect.attrib["action"].startswith(f"{ORIGIN}/voice/after")
    assert (redirect.text or "").startswith(f"{ORIGIN}/voice/after")


def test_the_call_is_written_down_with_the_version_of_the_business(twilio: Twilio, desk: Desk, clock: SetClock) -> None:
    twilio.post("/voice/incoming")
    record = desk.calls.find(CALL)
    business = desk.businesses.by_number(RESTAURANT)
    assert record is not None
    assert business is not None
    assert (record.business, record.caller, record.called) == ("restaurant", CALLER, RESTAURANT)
    assert (record.started, record.business_version) == (clock(), business.version)


def test_a_repeated_webhook_gets_the_same_answer_with_a_ticket_for_the_same_stream_and_writes_nothing_more(
    twilio: Twilio, desk: Desk, clock: SetClock
) -> None:
    first = twilio.post("/voice/incoming").text
    begun = desk.calls.find(CALL)
    clock.pass_(seconds=3)
    second = twilio.post("/voice/incoming").text
    assert first.replace(token_in(first), "") == second.replace(token_in(second), "")
    assert verify(token_in(first), [TICKET_KEY], clock()).nonce == verify(token_in(second), [TICKET_KEY], clock()).nonce
    assert desk.calls.find(CALL) == begun
    assert begun is not None
    assert len(desk.calls.recent(begun.business)) == 1


def test_a_number_that_is_nobodys_gets_an_apology_and_a_hang_up(twilio: Twilio, desk: Desk) -> None:
    answer = twilio.post("/voice/incoming", To="+14155559999")
    root = ElementTree.fromstring(answer.text)
    assert [verb.tag for verb in root] == ["Say", "Hangup"]
    assert desk.calls.find(CALL) is None


@pytest.mark.parametrize("shown", ["anonymous", "+266696687", "client:kitchen", "sip:anna@example.com", ""])
def test_a_caller_who_withholds_the_number_is_served_without_one(twilio: Twilio, desk: Desk, shown: str) -> None:
    assert twilio.post("/voice/incoming", From=shown).status_code == 200
    record = desk.calls.find(CALL)
    assert record is not None
    assert record.caller == Phone("")


def test_a_token_being_replaced_and_a_second_origin_still_hold(twilio: Twilio) -> None:
    assert twilio.post("/voice/incoming", token=OLD_TOKEN).status_code == 200
    assert twilio.post("/voice/incoming", origin=OTHER_ORIGIN).status_code == 200


PATHS = ["/voice/incoming", "/voice/after", "/voice/status", "/voice/fallback"]


@pytest.mark.parametrize("path", PATHS)
def test_who_does_not_sign_gets_nothing(twilio: Twilio, desk: Desk, path: str) -> None:
    form = {"CallSid": CALL, "To": RESTAURANT, "CallStatus": "completed"}
    unsigned = twilio.client.post(path, data=form)
    forged = twilio.post(path, token="a-strange-token")
    elsewhere = twilio.post(path, origin="https://testserver")
    for answer in (unsigned, forged, elsewhere):
        assert answer.status_code == 403
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 403
    assert desk.calls.find(CALL) is None


def test_a_tampered_form_gets_nothing(twilio: Twilio) -> None:
    form = {"CallSid": CALL, "To": RESTAURANT, "AccountSid": "AC" + "1" * 32}
    signature = RequestValidator(TOKEN).compute_signature(f"{ORIGIN}/voice/incoming", form)
    headers = {"X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded"}
    tampered = urlencode(form | {"From": "+14155550199"})
    assert twilio.client.post("/voice/incoming", content=tampered, headers=headers).status_code == 403


def test_the_host_a_request_claims_is_not_believed(twilio: Twilio) -> None:
    form = {"CallSid": CALL, "To": RESTAURANT, "AccountSid": "AC" + "1" * 32}
    signature = RequestValidator(TOKEN).compute_signature("https://evil.example.com/voice/incoming", form)
    headers = {
        "X-Twilio-Signature": signature, "Content-Type": "application/x-www-form-urlencoded",
        "Host": "evil.example.com", "X-Forwarded-Host": "evil.example.com", "X-Forwarded-Proto": "https",
    }  # fmt: skip
    assert twilio.client.post("/voice/incoming", content=urlencode(form), headers=headers).status_code == 403


def test_another_accounts_call_is_not_ours(twilio: Twilio, desk: Desk) -> None:
    assert twilio.post("/voice/incoming", AccountSid="AC" + "9" * 32).status_code == 403
    assert desk.calls.find(CALL) is None


FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"CallSid=CA1", "application/json", 415),
        (b"CallSid=CA1", "", 415),
        (b"CallSid=CA1", f"{FORM}; charset=iso-8859-1", 415),
        (b"CallSid=%FF%FE", FORM, 400),
        (b"CallSid=\xff\xfe", FORM, 400),
        (b"&".join(b"a=1" for _ in range(500)), FORM, 400),
        (b"CallSid=" + b"A" * MOST_BYTES, FORM, 413),
        (b"", FORM, 403),
    ],
)
def test_what_is_no_webhook_is_told_so(twilio: Twilio, content: bytes, kind: str, status: int) -> None:
    headers = {"X-Twilio-Signature": "x" * 28, **({"Content-Type": kind} if kind else {})}
    answer = twilio.client.post("/voice/incoming", content=content, headers=headers)
    assert answer.status_code == status
    assert answer.json()["status"] == status


@pytest.mark.parametrize("sid", ["", "CA 1", "CA" + "a" * 100, "../../etc/passwd", "CA\x00"])
def test_a_call_without_a_name_is_refused_clearly(twilio: Twilio, sid: str) -> None:
    assert twilio.post("/voice/incoming", CallSid=sid).status_code == 400


def test_a_webhook_is_posted(twilio: Twilio) -> None:
    answer = twilio.client.get("/voice/incoming")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
    assert twilio.client.post("/voice/elsewhere").json()["status"] == 404


def test_the_fallback_needs_no_store_and_offers_a_voicemail(twilio: Twilio) -> None:
    answer = twilio.post("/voice/fallback", ErrorCode="11200", ErrorUrl=f"{ORIGIN}/voice/incoming")
    assert [verb.tag for verb in ElementTree.fromstring(answer.text)] == ["Say", "Say", "Record", "Hangup"]
