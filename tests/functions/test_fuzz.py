"""Whatever Twilio might sign and post, a caller is answered: never a 5xx."""

from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from twilio.request_validator import RequestValidator

from functions import problems
from functions.bookings import app as bookings
from functions.call_setup import app as call_setup
from functions.dashboard_api import app as dashboard_api
from functions.office import Office
from functions.sms import app as sms
from tests.fakes.front_office import (
    ACCOUNT,
    CALL,
    CALLER,
    ORIGIN,
    RESTAURANT,
    TOKEN,
    RememberingCarrier,
    RememberingSms,
    SetClock,
    a_desk,
    an_office,
)

WEBHOOKS = ["/voice/incoming", "/voice/after", "/voice/status", "/voice/fallback", "/sms/incoming", "/sms/status"]
FIELDS = [
    "AccountSid", "CallSid", "From", "To", "CallStatus", "DialCallStatus", "RecordingUrl", "RecordingDuration", "Body",
    "MessageSid", "MessageStatus", "ErrorCode", "StreamEvent", "StreamError", "OptOutType", "Digits", "",
]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(
        [
            "",
            CALL,
            CALLER,
            RESTAURANT,
            ACCOUNT,
            "completed",
            "busy",
            "in-progress",
            "delivered",
            "STOP",
            "CANCEL AC3K7",
            "https://x/RE1",
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=60),
)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    office: Office = an_office(a_desk(SetClock()), RememberingCarrier(), RememberingSms())
    app = FastAPI()
    problems.install(app)
    for part in (call_setup, sms, dashboard_api, bookings):
        app.include_router(part.routes(office))
    with TestClient(app, raise_server_exceptions=True) as client:
        yield client


def post(client: TestClient, path: str, form: dict[str, str]) -> int:
    signature = RequestValidator(TOKEN).compute_signature(ORIGIN + path, form)
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}
    return client.post(path, content=urlencode(form), headers=headers).status_code


@FUZZ
@given(
    path=st.sampled_from(WEBHOOKS),
    query=st.sampled_from(
        ["", "?then=dialled&resumes=0", "?then=recorded", "?resumes=9", "?business=restaurant&message=m"]
    ),
    form=st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=12),
    ours=st.booleans(),
)
def test_any_signed_form_is_answered(
    client: TestClient, path: str, query: str, form: dict[str, str], ours: bool
) -> None:
    if ours:
        form = {"CallSid": CALL, "MessageSid": "SM1", "From": CALLER, "To": RESTAURANT} | form | {"AccountSid": ACCOUNT}
    status = post(client, path + query, form)
    assert status in ((200, 204, 400) if ours else (200, 204, 400, 403))


@FUZZ
@given(
    path=st.sampled_from(WEBHOOKS),
    body=st.binary(max_size=200),
    kind=st.sampled_from(["application/x-www-form-urlencoded", "text/plain", "application/json", ""]),
)
def test_any_bytes_are_turned_away(client: TestClient, path: str, body: bytes, kind: str) -> None:
    headers = {"Content-Type": kind, "X-Twilio-Signature": "c2lnbmF0dXJl"}
    assert client.post(path, content=body, headers=headers).status_code in (400, 403, 415)


@FUZZ
@given(
    method=st.sampled_from(["GET", "POST", "PATCH", "DELETE"]),
    path=st.sampled_from([
        "", "/restaurant", "/restaurant/calls", "/restaurant/calls/x/recording", "/restaurant/messages?limit=-1",
        "/restaurant/browser-calls", "/restaurant/bookings", "/restaurant/bookings/x", "/restaurant/bookings/x/cancel",
        "/restaurant/bookings?day=9999-12-31", "/restaurant/places?service=table&start=0001-01-01T00:00:00Z",
        "/restaurant/places?service=table&start=2026-11-27T20:00:00Z&party_size=-5", "/%00",
    ]),
    body=st.one_of(
        st.binary(max_size=60),
        st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["version", "hours", "prices", "overlays", "revision", "start", "customer", "name", "service", "party_size", "language"]), inner, max_size=4), max_leaves=8),
    ),
)  # fmt: skip
def test_the_api_never_breaks(client: TestClient, method: str, path: str, body: object) -> None:
    import json

    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = client.request(
        method, f"/api/v1/businesses{path}", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
