"""Each function as Lambda starts it: the deployed bundle, run by Lambda's own client.

`pytest tests/deploy/test_cold_starts.py -s` prints the table of docs/benchmarks.md.
"""

import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from twilio.request_validator import RequestValidator

from tests.deploy.cloud import AWS_KEYS, PUBLIC_URL, TOKEN, Deployed, form, stack_name
from tests.deploy.runtime_api import Start, running

pytestmark = [pytest.mark.aws, pytest.mark.timeout(300)]

BUDGET_MS = {"call_setup": 550}
"""Of processor time for importing the function, on a quiet machine."""
OTHERS_MS = 800
BUSY = 2.0
"""So much longer may it take where other things run."""
USUAL_LOOP_S = 0.04
"""A million squares added up, on the machine the budgets were set on."""
NOTHING = "json.dumps"
"""A handler whose import is the client's own."""
CALL = "CA" + "9" * 32


@pytest.fixture(scope="module")
def bundle(deployed: Deployed) -> Path:
    """As it was uploaded."""
    template = json.loads((deployed.assembly / f"{stack_name('functions')}.template.json").read_text(encoding="utf-8"))
    (asset,) = {
        one["Properties"]["Code"]["S3Key"].removesuffix(".zip")
        for one in template["Resources"].values()
        if one["Type"] == "AWS::Lambda::Function"
    }
    return deployed.assembly / f"asset.{asset}"


def started(deployed: Deployed, bundle: Path, service: str, event: Any) -> tuple[Start, Any]:
    """How the function starts, and what it answers to its first event; None is no event."""
    function = deployed.function(service)
    environment = {**function["Environment"]["Variables"], **AWS_KEYS, "AWS_ENDPOINT_URL": deployed.endpoint}
    with running(function["Handler"], bundle, environment) as (runtime, start):
        return start, None if event is None else runtime.invoked(event)


def request(method: str, path: str, *, body: str = "", **headers: str) -> dict[str, Any]:
    http = {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "test"}
    return {
        "version": "2.0", "routeKey": f"{method} {path}", "rawPath": path, "rawQueryString": "", "headers": headers,
        "requestContext": {"http": http, "stage": "$default"}, "body": body, "isBase64Encoded": False,
    }  # fmt: skip


def ringing() -> dict[str, Any]:
    """Signed, as Twilio sends it."""
    told = form(CALL)
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC_URL}/voice/incoming", told)
    kind = "application/x-www-form-urlencoded"
    headers = {"content-type": kind, "x-twilio-signature": signature}
    return request("POST", "/voice/incoming", body=urlencode(told), **headers)


def test_the_first_caller_after_a_pause_is_answered_by_a_function_that_starts_in_time(
    deployed: Deployed, bundle: Path
) -> None:
    start, answer = started(deployed, bundle, "call_setup", ringing())
    assert answer["statusCode"] == 200
    assert "<Stream" in answer["body"]
    within_budget({"call_setup": start}, bundle)


def test_every_function_starts_in_time_with_the_packages_of_its_bundle_alone(deployed: Deployed, bundle: Path) -> None:
    business = "/api/v1/businesses/restaurant"
    asked = {
        "sms": request("POST", "/sms/incoming"),
        "accounts": request("GET", "/api/v1/me"),
        **{name: request("GET", f"{business}/{path}") for name, path in PATHS.items()},
        **{name: {"source": "aws.events"} for name in CHORES},
        "canary": None,
    }
    assert {*asked, "call_setup"} == deployed.services()
    starts = {}
    for service, event in asked.items():
        starts[service], answer = started(deployed, bundle, service, event)
        assert answer is None or answer["statusCode"] == (403 if service == "sms" else 401), (service, answer)
    within_budget(starts, bundle)


PATHS = {
    "bookings": "bookings",
    "calendars": "feeds",
    "knowledge": "knowledge/documents",
    "numbers": "numbers",
    "wording": "wording",
    "definitions": "draft",
    "dashboard_api": "calls",
}
CHORES = ("rescue", "outbox", "errands", "capacity")


def slowness() -> float:
    """How much slower than that this machine is; 1 where it is no slower."""

    def took_s() -> float:
        began = time.process_time()
        sum(n * n for n in range(1_000_000))
        return time.process_time() - began

    return max(1.0, min(took_s() for _ in range(5)) / USUAL_LOOP_S)


def within_budget(starts: dict[str, Start], bundle: Path) -> None:
    with running(NOTHING, bundle, AWS_KEYS) as (_, bare):
        pass
    took = {service: start.cpu_ms - bare.cpu_ms for service, start in starts.items()}
    for service, ms in took.items():
        print(f"| `{service}` | {ms:.0f} | {starts[service].wall_ms:.0f} |")  # noqa: T201  with -s
    allowed = BUSY * slowness()
    late = {service: ms for service, ms in took.items() if ms > allowed * BUDGET_MS.get(service, OTHERS_MS)}
    assert not late
