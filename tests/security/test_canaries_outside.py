"""Nothing of a caller is written down on the ways out: other programs that are told of bookings, Lambda's own log, vendors' answers."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from functions import problems, wiring
from functions.bookings import app as bookings
from functions.call_setup.rescue import rescue
from functions.call_setup.voicemails import note_missed
from functions.entry import Failed, logged
from functions.errands import chore as errands
from functions.office import Office
from functions.webhooks_api import app as webhooks_api
from receptionist.adapters.webhooks.http import HttpWebhooks
from receptionist.calendars.service import AccessExpired, CalendarGone, GrantGone, SyncGone
from receptionist.desk.webhooks import deliveries
from receptionist.errors import VendorUnavailable
from receptionist.ids import BusinessId
from receptionist.webhooks.model import EndpointId
from tests.fakes.front_office import NOW, RememberingCarrier, RememberingSms, SetClock, a_desk, an_office
from tests.functions.test_lambda_events import event
from tests.fuzz import vendors
from tests.fuzz.raw import http, raw_server
from tests.security.canaries import EVERYTHING, NAME, PHONE, TOKEN, WORDS, Trouble, Troubled, found_in, logs
from tests.security.test_canaries_at_the_desk import ASKED, HOME, STORES, House, LambdaContext

ROOT = Path(__file__).parents[2]
FUNCTIONS = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts) for path in (ROOT / "functions").glob("*/*handler.py")
)
TOLD = EVERYTHING.encode()
ANSWERS = {
    "refuses": http(TOLD, status=b"500 " + TOLD),
    "is gone": http(TOLD, status=b"410 " + TOLD),
    "sends elsewhere": b"HTTP/1.1 302 Found\r\nLocation: http://" + TOLD + b"\r\nContent-Length: 0\r\n\r\n",
    "is no server": TOLD + b"\r\n\r\n",
    "breaks off": b"HTTP/1.1 200 OK\r\nContent-Length: " + TOLD + b"\r\nX: " + TOLD,
    "an error as JSON": http({"error": {"message": EVERYTHING, "errors": [{"message": EVERYTHING}]}}, status=b"400 No"),
    "a stream of words": http(b"data: " + TOLD + b"\n\n", b"text/event-stream"),
}  # fmt: skip


@dataclass(slots=True)
class Told:
    """One app for all answers, as it takes a second to be made."""

    clock: SetClock
    house: House


@pytest.fixture(scope="module")
def told() -> Iterator[Told]:
    clock = SetClock()
    desk = a_desk(clock)
    stores = {name: Troubled(getattr(desk, name)) for name in STORES}
    office = replace(
        an_office(replace(desk, **stores), RememberingCarrier(), RememberingSms()),  # type: ignore[arg-type]
        webhooks=HttpWebhooks(loopback=True, deadline_s=1.0),
    )
    app = FastAPI()
    problems.install(app)
    for part in (bookings.routes, webhooks_api.routes):
        app.include_router(part(office))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Told(clock, House(client, office, stores))


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_program_that_repeats_what_it_was_told_gets_it_into_no_log_and_no_reason(told: Told, answer: str) -> None:
    """To the end, when its errand is given up for dead; what begins well and breaks off was told."""
    raw_server().content = ANSWERS[answer]
    house, told.clock.now = told.house, NOW
    house.again()
    desk = house.office.desk
    made = house.client.post(
        f"{HOME}/webhooks", json={"url": f"{raw_server().url}/told", "events": ["booking.confirmed"]}
    )
    assert made.status_code == 201, made.text
    with logs() as written:
        assert ASKED["a booking"](house.client).status_code == 201
        for _ in range(12):
            errands.run(house.office)
            told.clock.pass_(hours=12)
    business = desk.businesses.get(BusinessId("restaurant"))
    assert business is not None
    sent = deliveries(desk, business, EndpointId(made.json()["id"])).sent
    status = "done" if ANSWERS[answer].startswith(b"HTTP/1.1 200") else "dead"
    assert [one.errand.status for one in sent] == [status]
    assert PHONE in sent[0].delivery.body
    assert found_in(sent[0].errand.error) == []
    assert written.lines
    assert written.leaks == []


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("vendor", [name for name in vendors.TARGETS if name.endswith("_http")])
def test_a_vendor_that_repeats_what_it_was_asked_gets_it_into_no_log(vendor: str, answer: str) -> None:
    with logs() as written:
        vendors.TARGETS[vendor].act(ANSWERS[answer])
    assert written.leaks == []


@pytest.mark.parametrize("answer", ANSWERS)
def test_what_a_calendar_answers_is_in_no_reason(answer: str) -> None:
    raw_server().content = ANSWERS[answer]
    told: list[str] = []
    for ask in vendors.calendar_questions(raw_server().url):
        try:
            ask()
        except (VendorUnavailable, AccessExpired, CalendarGone, GrantGone, SyncGone) as error:
            told.append(str(error))
    assert [one for one in told if found_in(one)] == []


def strange() -> dict[str, Any]:
    """A request with everything of a caller in every part of it."""
    headers = {"authorization": f"Bearer {TOKEN}", "x-twilio-signature": WORDS, "content-type": "application/json"}
    return event("POST", f"/voice/{NAME}/{PHONE}", query=f"q={WORDS}", headers=headers, body=EVERYTHING.encode()) | {
        "Records": [{"dynamodb": {"NewImage": {"name": {"S": EVERYTHING}}}}],
        "source": "aws.events",
    }


def telling(office: Office) -> Office:
    """Whatever it is asked for fails, in words that repeat what was asked."""

    class Always(Trouble):
        def before(self, what: str, args: Any) -> None:
            raise RuntimeError(f"{what} {args!r} {EVERYTHING}")

    def failing(wrapped: Any) -> Any:
        one = Troubled(wrapped)
        one.trouble = Always(1, RuntimeError)
        return one

    stores = {name: failing(getattr(office.desk, name)) for name in STORES}
    return replace(office, desk=replace(office.desk, **stores), carrier=failing(office.carrier))


def no_office() -> Office:
    raise RuntimeError(EVERYTHING)


@pytest.mark.parametrize("broken", ["stores", "everything"])
@pytest.mark.parametrize("module", FUNCTIONS)
def test_no_function_writes_down_its_event_or_the_words_of_a_fault(
    module: str, broken: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its log is whatever it prints: lines, metrics and the exception that Lambda adds."""
    office = telling(an_office(a_desk(SetClock()), RememberingCarrier(), RememberingSms()))
    monkeypatch.setattr(wiring, "office", (lambda: office) if broken == "stores" else no_office)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    handler = importlib.reload(importlib.import_module(module)).handler
    with logs() as written:
        try:
            answer = handler(strange(), LambdaContext())
        except Failed as fault:
            answer = {"statusCode": 500, "body": str(fault)}
    printed = capfd.readouterr()
    if isinstance(answer, dict) and answer["statusCode"] >= 400:
        assert found_in(answer["body"]) == []
    assert [line for line in f"{printed.out}\n{printed.err}".splitlines() if found_in(line)] == []
    assert written.leaks == []


@pytest.mark.parametrize("chore", [rescue, note_missed])
def test_a_look_for_lost_calls_and_voicemails_that_fails_tells_kind_and_place_only(chore: Any) -> None:
    office = telling(an_office(a_desk(SetClock()), RememberingCarrier(), RememberingSms()))
    with logs() as written, pytest.raises(Failed) as fault:
        logged("chore", lambda event, context: chore(office))(strange(), LambdaContext())
    assert found_in(str(fault.value)) == []
    assert written.leaks == []
