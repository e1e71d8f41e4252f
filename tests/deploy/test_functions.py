"""The functions, deployed by the CDK's own command into an emulated cloud and rung as Twilio rings them."""

import json
import urllib.error
import urllib.request
from xml.etree import ElementTree

import pytest

from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.ids import CallId
from tests.deploy.cloud import DOMAIN, PUBLIC_URL, REGION, Deployed, form
from tests.deploy.owner import signed_in

pytestmark = [pytest.mark.aws, pytest.mark.timeout(300)]

CALL = "CA" + "4" * 32


def test_a_signed_webhook_is_answered_with_a_stream_and_its_ticket(deployed: Deployed) -> None:
    status, body = deployed.rings("/voice/incoming", form(CALL))
    assert status == 200, body
    connect_ = ElementTree.fromstring(body).find("Connect")
    assert connect_ is not None
    assert connect_.attrib["action"].startswith(f"{PUBLIC_URL}/voice/after")
    stream = connect_.find("Stream")
    assert stream is not None
    assert stream.attrib["url"] == f"wss://stream-{REGION}.{DOMAIN}/media"
    assert stream.find("Parameter[@name='token']") is not None


def test_however_often_the_webhook_comes_the_call_is_written_down_once(deployed: Deployed) -> None:
    for _ in range(3):
        assert deployed.rings("/voice/incoming", form(CALL))[0] == 200
    record = DynamoCallStore(deployed.table).find(CallId(CALL))
    assert record is not None
    assert (record.business, record.status) == ("restaurant", "ringing")


def test_who_does_not_sign_gets_nothing(deployed: Deployed) -> None:
    assert deployed.rings("/voice/incoming", form(CALL), signed=False)[0] == 403
    assert deployed.rings("/sms/incoming", form(CALL), signed=False)[0] == 403


def test_a_number_nobody_has_is_told_so(deployed: Deployed) -> None:
    status, body = deployed.rings("/voice/incoming", form(CALL, to="+14155550777"))
    assert status == 200
    assert [verb.tag for verb in ElementTree.fromstring(body)] == ["Say", "Hangup"]


def test_the_api_is_closed_to_strangers(deployed: Deployed) -> None:
    address = f"{deployed.endpoint}/_aws/execute-api/{deployed.api}/$default/api/v1/businesses"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address, timeout=60)
    assert refused.value.code == 401


@pytest.mark.parametrize(
    ("service", "path"), [("bookings", "/restaurant/bookings"), ("dashboard_api", ""), ("accounts", "/restaurant/keys")]
)
def test_who_may_come_in_is_served_from_the_table(deployed: Deployed, service: str, path: str) -> None:
    """As the gateway hands on the request of somebody with a session."""
    bearer = signed_in(deployed, service)
    path = f"/api/v1/businesses{path}"
    http = {"method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "test"}
    event = {
        "version": "2.0", "routeKey": f"ANY {path}", "rawPath": path, "rawQueryString": "", "headers": bearer,
        "requestContext": {"http": http, "stage": "$default"}, "isBase64Encoded": False,
    }  # fmt: skip
    answer = deployed.invoked(service, event)
    assert answer["statusCode"] == 200
    assert isinstance(json.loads(answer["body"]), list)
    assert deployed.invoked(service, event | {"headers": {}})["statusCode"] == 401


@pytest.mark.parametrize("chore", ["rescue", "outbox", "errands", "capacity"])
def test_what_runs_on_a_schedule_runs(deployed: Deployed, chore: str) -> None:
    assert deployed.invoked(chore, {"source": "aws.events"}) is None
