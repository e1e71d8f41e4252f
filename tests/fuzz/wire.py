"""What strangers send: frames, forms, tickets, passes. And what a signed form may hold, which Twilio passes on from strangers."""

import base64
import json
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlencode
from xml.etree import ElementTree

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import problems
from functions.call_setup import app as call_setup
from functions.office import DEGRADED
from functions.paging import read as read_cursor
from functions.problems import Problem
from functions.sms import app as sms
from functions.webhook import FORM, _parsed, call_sid, phone, sid
from receptionist.adapters.cognito.tokens import Verifier
from receptionist.adapters.memory.tally import MemoryTally
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.calls.ticket import StreamTicket, sign, verify
from receptionist.errors import BadTicket
from receptionist.ids import BusinessId, CallId, Phone
from stream_handler.carrier.media_stream import ProtocolError, Reader
from tests.fakes.front_office import NOW, RememberingCarrier, RememberingSms, SetClock, Twilio, a_desk, an_office
from tests.fuzz.raw import http, raw_server
from tests.fuzz.target import WORDS_OF_JSON, Target
from tests.security.canaries import Troubled

KEY = b"k" * 32
TICKET = StreamTicket(
    CallId("CA1"), BusinessId("b"), Phone("+14155550142"), Phone(""), "en", NOW + timedelta(minutes=1), "n"
)
STORES = ("businesses", "bookings", "calls", "messages", "rows", "errands")
PATHS = (
    "/voice/incoming", "/voice/after", "/voice/wait", "/voice/whisper", "/voice/accepted", "/voice/status", "/voice/fallback",
    "/sms/incoming", "/sms/status",
)  # fmt: skip
CLIENT = "client-of-the-page"


def lines(*messages: dict[str, object]) -> bytes:
    return b"\n".join(json.dumps(message).encode() for message in messages)


def _media(content: bytes) -> None:
    reader = Reader()
    for line in content.split(b"\n"):
        try:
            reader.read(line)
        except ProtocolError:
            return


def _form(content: bytes) -> None:
    with suppress(Problem):
        form = _parsed(content, FORM)
        check = SignatureCheck(["https://phone.example.com"], ["token"])
        assert not check.holds("/voice/incoming", form, form.get("signature", "x"), form.get("settings"))
        phone(form, "From")
        call_sid(form)
        sid(form, "MessageSid")


@dataclass(slots=True)
class _House:
    """One app for all inputs, its stores new for each: what is found is found again."""

    client: TestClient
    stores: dict[str, Troubled]
    tally: Troubled
    clock: SetClock

    def again(self) -> Twilio:
        self.clock.now = NOW
        fresh = a_desk(self.clock)
        for name, store in self.stores.items():
            store.wrapped = getattr(fresh, name)
        self.tally.wrapped = MemoryTally()
        twilio = Twilio(self.client)
        twilio.post("/voice/incoming")
        return twilio


@cache
def _house() -> _House:
    clock = SetClock()
    desk = a_desk(clock)
    stores = {name: Troubled(getattr(desk, name)) for name in STORES}
    tally: Any = Troubled(MemoryTally())
    office = an_office(replace(desk, **stores), RememberingCarrier(), RememberingSms())  # type: ignore[arg-type]
    app = FastAPI()
    problems.install(app)
    for part in (call_setup, sms):
        app.include_router(part.routes(replace(office, tally=tally)))
    return _House(TestClient(app, raise_server_exceptions=False), stores, tally, clock)


def _webhook(content: bytes) -> None:
    """Path, query and form, a line each, signed: TwiML or a 4xx, and never words for trouble, as nothing is in trouble."""
    path, query, form = [*content.decode("utf-8", "replace").split("\n", 2), "", ""][:3]
    at = path if path in PATHS else PATHS[len(path) % len(PATHS)]
    asked = urlencode(parse_qsl(query, keep_blank_values=True), errors="replace")
    fields = {name: value.encode("utf-8", "replace").decode() for name, value in parse_qsl(form)}
    twilio = _house().again()
    for _ in range(2):
        answer = twilio.post(f"{at}?{asked}" if asked else at, **fields)
        assert answer.status_code < 500, answer.text
        assert DEGRADED not in answer.headers
        if answer.status_code == 200:
            assert ElementTree.fromstring(answer.text).tag == "Response"


def _ticket(content: bytes) -> None:
    with suppress(BadTicket):
        ticket = verify(content.decode("latin-1"), [KEY], NOW)
        assert ticket == TICKET


@dataclass(frozen=True, slots=True)
class _Pool:
    verifier: Verifier
    token: str


@cache
def _pool() -> _Pool:
    key = generate_private_key(65537, 2048)
    published = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    published = {**published, "kid": "one", "use": "sig", "alg": "RS256"}
    issuer, at = raw_server().url, int(NOW.timestamp())
    claims = {"iss": issuer, "sub": "anna", "token_use": "id", "aud": CLIENT, "iat": at, "exp": at + 3600}
    token = jwt.encode(claims, key, "RS256", {"kid": "one"})
    verifier = Verifier(issuer, CLIENT, SetClock(), 1.0, new_key_after_s=1e9)
    raw_server().content = http({"keys": [published]})
    assert verifier.who(token) is not None  # and has read the keys
    return _Pool(verifier, token)


def _token(content: bytes) -> None:
    """In place of TOKEN the pool's own: what it has not signed shows nobody."""
    pool = _pool()
    shown = content.replace(b"TOKEN", pool.token.encode()).decode("utf-8", "replace")
    if pool.verifier.who(shown) is not None:
        assert shown.rpartition(".")[0] == pool.token.rpartition(".")[0]


def _cursor(content: bytes) -> None:
    with suppress(Problem):
        read_cursor(content.decode("utf-8", "replace"), 2)


def _unsigned(header: dict[str, str], claims: dict[str, Any]) -> bytes:
    parts = (base64.urlsafe_b64encode(json.dumps(one).encode()).rstrip(b"=") for one in (header, claims))
    return b".".join((*parts, b""))


MEDIA = lines(
    {"event": "connected", "protocol": "Call", "version": "1.0.0"},
    {"event": "start", "sequenceNumber": "1", "streamSid": "MZ1", "start": {
        "accountSid": "AC1", "streamSid": "MZ1", "callSid": "CA1", "tracks": ["inbound"], "customParameters": {"token": "x"},
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}}},
    {"event": "media", "sequenceNumber": "2", "streamSid": "MZ1", "media": {"track": "inbound", "chunk": "1", "timestamp": "5", "payload": "f39/f38="}},
    {"event": "dtmf", "sequenceNumber": "3", "streamSid": "MZ1", "dtmf": {"track": "inbound_track", "digit": "1"}},
    {"event": "mark", "sequenceNumber": "4", "streamSid": "MZ1", "mark": {"name": "m1"}},
    {"event": "stop", "sequenceNumber": "5", "streamSid": "MZ1", "stop": {"accountSid": "AC1", "callSid": "CA1"}},
)  # fmt: skip
FORM_WORDS = (b"&", b"=", b"%", b"%00", b"%ED%A0%80", b"+", b";")
TARGETS: dict[str, Target] = {
    "media_stream": Target(_media, (MEDIA,), (*WORDS_OF_JSON, b"\n", b"start", b"media", b"payload")),
    "webhook_form": Target(_form, (
        b"AccountSid=AC1&CallSid=CA1&From=%2B14155550142&To=%2B14155550100&CallerName=&Body=STOP&signature=abc",
        b"MessageSid=SM1&settings=key%3Dk%2Calgorithm%3DHMAC_SHA256&signature=%C3%A9",
    ), FORM_WORDS),
    "webhook": Target(_webhook, (
        b"/voice/incoming\nagain=1\nCallerName=Anna&ForwardedFrom=%2B14155550100",
        b"/voice/after\nresumes=0&tried=1&then=dialled\nDialCallStatus=no-answer&DialBridged=true&DialCallSid=CA2",
        b"/voice/after\nthen=recorded\nRecordingUrl=https%3A%2F%2Fx%2FRE1&RecordingDuration=12",
        b"/voice/status\n\nCallStatus=completed&CallDuration=60&StreamEvent=&StreamError=31921",
        b"/voice/whisper\nof=CA" + b"a" * 32 + b"&tried=0\nFrom=%2B14155550190",
        b"/voice/accepted\nof=CA" + b"a" * 32 + b"&tried=0\nDigits=1",
        b"/sms/incoming\n\nMessageSid=SM1&Body=book+a+table+for+two+tomorrow+at+7pm&OptOutType=&NumMedia=0",
        b"/sms/incoming\n\nMessageSid=SM2&Body=%E0%A8%B9%E0%A8%BE%E0%A8%82&From=%2B7378742833",
        b"/sms/status\nbusiness=restaurant&message=m\nMessageSid=SM9&MessageStatus=undelivered&ErrorCode=30006",
    ), (*FORM_WORDS, b"From=", b"To=%2B14155550101", b"CallSid=", b"\n", b"resumes=", b"99999999999", "٣".encode(), "²".encode()), examples=20),
    "ticket": Target(_ticket, (sign(TICKET, KEY).encode(),), (b".", b"=", b"-", b"_")),
    "token": Target(_token, (
        b"TOKEN", b"Bearer TOKEN", _unsigned({"alg": "none", "kid": "one"}, {"sub": "anna"}), _unsigned({"alg": "HS256", "kid": "one"}, {"sub": "a"}),
    ), (b".", b"=", b"-", b"_", b"eyJhbGciOiJub25lIn0")),
    "cursor": Target(_cursor, (b"WyJhIiwiYiJd", b"WyIxIl0"), (b"=", b"-", b"_", b"W10")),
}  # fmt: skip
