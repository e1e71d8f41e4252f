"""The same apps behind AWS's events, as API Gateway's HTTP API sends them (payload format 2.0).

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

import base64
from typing import Any
from urllib.parse import urlencode

import pytest
from mangum import Mangum
from twilio.request_validator import RequestValidator

from functions.bookings import app as bookings
from functions.call_setup import app as call_setup
from functions.dashboard_api import app as dashboard_api
from functions.office import Office
from receptionist.desk.desk import Desk
from tests.fakes.front_office import ACCOUNT, CALL, CALLER, ORIGIN, RESTAURANT, TOKEN

FORM = {"AccountSid": ACCOUNT, "CallSid": CALL, "From": CALLER, "To": RESTAURANT, "CallerName": ""}


def event(
    method: str, path: str, *, query: str = "", headers: dict[str, str] | None = None, body: bytes = b""
) -> dict[str, Any]:
    """API Gateway lower-cases header names and sends form bodies in base64."""
    return {
        "version": "2.0",
        "routeKey": "$default",
        "rawPath": path,
        "rawQueryString": query,
        "headers": {"host": "abc123.execute-api.us-east-1.amazonaws.com", "x-forwarded-proto": "https"}
        | (headers or {}),
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "abc123",
            "domainName": "abc123.execute-api.us-east-1.amazonaws.com",
            "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1", "userAgent": "x"},
            "requestId": "r1",
            "routeKey": "$default",
            "stage": "$default",
            "timeEpoch": 1795744800000,
        },
        "body": base64.b64encode(body).decode() if body else None,
        "isBase64Encoded": bool(body),
    }


def webhook(path: str, query: str = "", **fields: str) -> dict[str, Any]:
    form = FORM | fields
    url = ORIGIN + path + (f"?{query}" if query else "")
    headers = {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "x-twilio-signature": RequestValidator(TOKEN).compute_signature(url, form),
    }
    return event("POST", path, query=query, headers=headers, body=urlencode(form).encode())


@pytest.fixture
def voice(office: Office) -> Mangum:
    return Mangum(call_setup.build(office), lifespan="off")


def test_a_signed_webhook_behind_the_gateway_is_answered_with_twiml(voice: Mangum, desk: Desk) -> None:
    answer = voice(webhook("/voice/incoming"), None)  # type: ignore[arg-type]
    assert answer["statusCode"] == 200
    assert answer["headers"]["content-type"].startswith("text/xml")
    assert not answer["isBase64Encoded"]
    assert "<Connect" in answer["body"]
    assert desk.calls.find(CALL) is not None


def test_the_query_reaches_the_signature_check_as_it_came(voice: Mangum) -> None:
    voice(webhook("/voice/incoming"), None)  # type: ignore[arg-type]
    good = webhook("/voice/after", "then=dialled&resumes=0", DialCallStatus="completed")
    assert "<Hangup" in voice(good, None)["body"]  # type: ignore[arg-type]
    assert voice(good | {"rawQueryString": "then=dialled&resumes=1"}, None)["statusCode"] == 403  # type: ignore[arg-type]


def test_an_unsigned_webhook_behind_the_gateway_gets_403(voice: Mangum) -> None:
    bare = webhook("/voice/incoming")
    del bare["headers"]["x-twilio-signature"]
    assert voice(bare, None)["statusCode"] == 403  # type: ignore[arg-type]


def test_nothing_in_the_body_is_still_an_answer(voice: Mangum) -> None:
    empty = event("POST", "/voice/incoming", headers={"x-twilio-signature": "x" * 28})
    assert voice(empty, None)["statusCode"] == 415  # type: ignore[arg-type]


def test_the_api_and_the_book_are_served_behind_the_gateway(office: Office) -> None:
    api, book = (Mangum(app, lifespan="off") for app in (dashboard_api.build(office), bookings.build(office)))
    assert api(event("GET", "/api/v1/businesses"), None)["statusCode"] == 200  # type: ignore[arg-type]
    listed = event("GET", "/api/v1/businesses/restaurant/bookings", query="day=2026-11-27")
    assert book(listed, None)["body"] == "[]"  # type: ignore[arg-type]
