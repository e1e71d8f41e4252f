"""Nothing of a caller gets into logs or into the bodies of errors: webhooks, texts, the API, chores, whatever breaks."""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from functions import openapi, problems
from functions.body_limit import BodyLimit
from functions.call_setup import app as call_setup
from functions.entry import Failed, logged
from functions.errands import chore as errands
from functions.office import Office
from functions.sms import app as sms
from functions.sms.outbox import empty
from receptionist.ports import VendorMessage
from tests.fakes.front_office import RememberingCarrier, RememberingSms, SetClock, Twilio, a_desk, an_office
from tests.security.canaries import (
    CARD,
    EMAIL,
    EVERYTHING,
    FAULTS,
    NAME,
    PHONE,
    TOKEN,
    WORDS,
    Trouble,
    Troubled,
    Written,
    found_in,
    logs,
)

HOME = "/api/v1/businesses/restaurant"
EIGHT = "2026-11-27T20:00:00-08:00"
MOST_ASKED = 12
"""Reads and writes of one request that are tried."""
STORES = ("businesses", "bookings", "calls", "messages", "rows", "errands")
Ask = Callable[[TestClient], Any]


class Served:
    """As uvicorn and Mangum serve an app: what it raises is logged with its traceback."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except Exception:
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
            raise


def an_app(office: Office) -> ASGIApp:
    """As local/serving.py mounts it."""
    app = FastAPI()
    problems.install(app)
    app.add_middleware(BodyLimit)
    for part in (call_setup.routes, sms.routes, *openapi.PARTS):
        app.include_router(part(office))
    return Served(app)


class LambdaContext:
    function_name = invoked_function_arn = aws_request_id = "chore"
    memory_limit_in_mb = 128


class TellingSms(RememberingSms):
    """A vendor whose errors repeat the text."""

    def send(self, message: Any) -> VendorMessage:
        raise ValueError(f"cannot send {message!r} {EVERYTHING}")


def webhook(path: str, **fields: str) -> Ask:
    def ask(client: TestClient) -> Any:
        return Twilio(client).post(path, **{"From": PHONE, "CallerName": NAME, **fields})

    return ask


def api(method: str, path: str, body: Any = None) -> Ask:
    return lambda client: client.request(method, HOME + path, json=body, headers={"If-Match": "*"})


BOOKING = {
    "service": "table", "start": EIGHT, "party_size": 2, "customer": {"name": NAME, "phone": PHONE}, "notes": EVERYTHING,
    "allergies": ["peanut"], "occasion": WORDS,
}  # fmt: skip
CARD_OF = {"phone": PHONE, "name": NAME, "email": EMAIL, "notes": WORDS}
CSV = f"name,phone,start,party,notes\n{NAME},{PHONE},2026-11-27 20:00,2,{EVERYTHING}\n{NAME},{PHONE},not a time,2,{WORDS}\n"
ASKED: dict[str, Ask] = {
    "a call": webhook("/voice/incoming"),
    "what next": webhook("/voice/after?resumes=0"),
    "a voicemail": webhook("/voice/after?then=recorded", RecordingUrl=f"https://x/{WORDS}"),
    "hung up": webhook("/voice/status", CallStatus="completed"),
    "a stream error": webhook("/voice/status", StreamEvent="stream-error", StreamError="31921"),
    "the fallback": webhook("/voice/fallback", ErrorCode="11200", ErrorUrl=EVERYTHING),
    "a text": webhook("/sms/incoming", MessageSid="SM1", Body=EVERYTHING),
    "a text that asks": webhook("/sms/incoming", MessageSid="SM2", Body=f"cancel my booking, I am {NAME}"),
    "a stop": webhook("/sms/incoming", MessageSid="SM3", Body="STOP"),
    "a delivery": webhook("/sms/status?business=restaurant&message=m", MessageSid="SM4", MessageStatus="undelivered", To=PHONE),
    "a booking": api("POST", "/bookings", BOOKING),
    "a booking twice": api("POST", "/bookings", BOOKING | {"id": "booking-1"}),
    "a booking of nothing": api("POST", "/bookings", BOOKING | {"service": EVERYTHING}),
    "a booking in the past": api("POST", "/bookings", BOOKING | {"start": "2020-01-01T20:00:00-08:00"}),
    "a booking of the wrong shape": api("POST", "/bookings", BOOKING | {"customer": {"name": {"x": NAME}, "phone": f"{PHONE} {CARD}"}}),
    "a booking with more": api("POST", "/bookings", BOOKING | {"start": EVERYTHING, "party_size": WORDS}),
    "bookings of a number": api("GET", f"/bookings?phone={PHONE[1:]}&q={NAME}"),
    "a customer": api("POST", "/customers", CARD_OF),
    "a customer of the wrong shape": api("POST", "/customers", {"phone": EVERYTHING, "email": WORDS, "birth_date": NAME}),
    "a customer read": api("GET", f"/customers/{PHONE}"),
    "a customer unknown": api("GET", "/customers/+1415555739199"),
    "a customer changed": api("PATCH", f"/customers/{PHONE}", {"notes": EVERYTHING}),
    "a customer's record": api("GET", f"/customers/{PHONE}/record"),
    "a customer taken away": api("GET", f"/exports/customers/{PHONE}"),
    "a thread": api("GET", f"/texts/{PHONE}"),
    "a text by hand": api("POST", f"/texts/{PHONE}", {"body": EVERYTHING}),
    "a text by hand of the wrong shape": api("POST", f"/texts/{PHONE}", {"body": EVERYTHING, "to": NAME}),
    "a customer's memories": api("GET", f"/customers/{PHONE}/memories"),
    "the waitlist": api("POST", "/waitlist", {"service": "table", "start": EIGHT, "end": "2026-11-27T21:00:00-08:00", "customer": {"name": NAME, "phone": PHONE}, "notes": WORDS}),
    "a search": api("GET", f"/customers?q={NAME}"),
    "a document": lambda client: client.post(f"{HOME}/knowledge/documents?name=otters.txt", content=EVERYTHING.encode(), headers={"Content-Type": "text/plain"}),
    "an import": lambda client: client.post(f"{HOME}/imports", content=CSV.encode(), headers={"Content-Type": "text/csv"}),
    "calls": api("GET", "/calls"),
    "messages": api("GET", "/messages"),
    "customers out": api("GET", "/exports/customers.csv"),
    "sign in": lambda client: client.post("/api/v1/session", json={"email": EMAIL, "password": WORDS}),
    "sign in wrongly": lambda client: client.post("/api/v1/session", json={"email": [EVERYTHING], "password": {"a": WORDS}}),
    "another's session": lambda client: client.get(f"{HOME}/calls", headers={"Authorization": f"Bearer {TOKEN}"}),
    "an invitation": lambda client: client.get(f"/api/v1/invitations/{TOKEN}"),
    "no such page": lambda client: client.get(f"/api/v1/{NAME}/{PHONE}"),
    "erasing": api("DELETE", f"/customers/{PHONE}"),
}  # fmt: skip


SEEDED = ("a call", "a booking", "a customer", "the waitlist")


@dataclass(slots=True)
class House:
    """One app for all tests: describing a hundred routes takes half a second. Its stores are new for each."""

    client: TestClient
    office: Office
    stores: dict[str, Troubled]

    def again(self, trouble: Trouble | None = None) -> None:
        """As on the first day, with the caller known; then the trouble may come."""
        fresh = a_desk(SetClock())
        for name, store in self.stores.items():
            store.wrapped, store.trouble = getattr(fresh, name), None
        if trouble is not None:
            for known in SEEDED:
                ASKED[known](self.client)
            for store in self.stores.values():
                store.trouble = trouble


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    desk = a_desk(SetClock())
    stores = {name: Troubled(getattr(desk, name)) for name in STORES}
    office = an_office(replace(desk, **stores), RememberingCarrier(), RememberingSms())  # type: ignore[arg-type]
    with TestClient(an_app(office), raise_server_exceptions=False) as client:
        yield House(client, office, stores)


def silent(written: Written) -> None:
    assert written.leaks == []


def quiet_when_refusing(what: str, answer: Any) -> None:
    if answer.status_code >= 400:
        assert (what, found_in(answer.text)) == (what, [])
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_day_at_the_desk_leaves_nothing_of_anybody_in_the_logs(house: House) -> None:
    house.again()
    with logs() as written:
        for what, ask in ASKED.items():
            quiet_when_refusing(what, ask(house.client))
        empty(house.office)
        errands.run(house.office)
    assert len(written.lines) > 10
    silent(written)


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("what", ASKED)
def test_whichever_read_or_write_fails_its_words_are_told_to_nobody(house: House, what: str, kind: str) -> None:
    with logs() as written:
        for at in range(1, MOST_ASKED):
            trouble = Trouble(at, FAULTS[kind])
            house.again(trouble)
            quiet_when_refusing(what, ASKED[what](house.client))
            if not trouble.happened:
                break
    silent(written)


@pytest.mark.parametrize("kind", FAULTS)
@pytest.mark.parametrize("chore", [empty, errands.run])
def test_chores_that_fail_tell_kind_and_place_only(house: House, chore: Callable[[Office], object], kind: str) -> None:
    telling, failures = replace(house.office, sms=TellingSms()), []
    with logs() as written:
        for at in range(1, MOST_ASKED):
            house.again(Trouble(at, FAULTS[kind]))
            try:
                logged("chore", lambda event, context: chore(telling))({}, LambdaContext())
            except Failed as fault:
                failures.append(fault)
    assert [one for one in failures if found_in(str(one)) or not one.__suppress_context__] == []
    silent(written)


def test_the_canaries_are_seen_where_they_are() -> None:
    for text in (NAME, PHONE, EMAIL, WORDS, CARD, TOKEN, "(415) 555-7391", json.dumps({"a": CARD.replace(" ", "-")})):
        assert found_in(text) != [], text
    assert found_in("restaurant +14155550100 2026-11-27T20:00") == []
