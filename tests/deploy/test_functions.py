"""The functions, deployed by the CDK's own command into an emulated cloud and rung as Twilio rings them."""

import json
import os
import platform
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import boto3
import pytest
from twilio.request_validator import RequestValidator

from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.adapters.dynamodb.table import Table, connect
from receptionist.business.load import load_business
from receptionist.ids import CallId
from tests.emulated_cloud import emulated_cloud
from tests.infra_cdk.assembly import ROOT, synthesised

pytestmark = [pytest.mark.aws, pytest.mark.timeout(300)]

REGION, DOMAIN, ACCOUNT, TOKEN = "us-east-1", "example.com", "AC" + "7" * 32, "the token of the account"
PUBLIC_URL = f"https://phone-{REGION}.{DOMAIN}"
AWS_ACCOUNT = "000000000000"
CALL = "CA" + "4" * 32


@dataclass(frozen=True, slots=True)
class Deployed:
    endpoint: str
    api: str
    table: Table
    functions: Any
    """A client of Lambda."""

    def invoked(self, service: str, event: dict[str, Any]) -> Any:
        """What the function answers to an event; it must not fail."""
        (name,) = (
            one["FunctionName"]
            for one in self.functions.list_functions()["Functions"]
            if one["Environment"]["Variables"]["POWERTOOLS_SERVICE_NAME"] == service
        )
        answer = self.functions.invoke(FunctionName=name, Payload=json.dumps(event).encode())
        told = answer["Payload"].read().decode()
        assert "FunctionError" not in answer, told
        return json.loads(told)

    def rings(self, path: str, form: dict[str, str], *, signed: bool = True) -> tuple[int, str]:
        """As API Gateway passes it on; the signature is of the public name."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        if signed:
            headers["X-Twilio-Signature"] = RequestValidator(TOKEN).compute_signature(f"{PUBLIC_URL}{path}", form)
        address = f"{self.endpoint}/_aws/execute-api/{self.api}/$default{path}"
        request = urllib.request.Request(address, urlencode(form).encode(), headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployed]:
    with emulated_cloud(tmp_path_factory.mktemp("cloud")) as endpoint:
        cloud = Cloud(endpoint)
        zone = cloud.client("route53").create_hosted_zone(Name=DOMAIN, CallerReference="test")["HostedZone"]["Id"]
        context = {
            "lambda_arch": {"aarch64": "arm64"}.get(platform.machine(), platform.machine()),
            "lambda_python": f"{sys.version_info[0]}.{sys.version_info[1]}",
            "twilio_account_sid": ACCOUNT,
            "domain": DOMAIN,
            "hosted_zone_id": zone.rpartition("/")[2],
            "certificate_arn": f"arn:aws:acm:{REGION}:{AWS_ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000",
        }
        assembly = synthesised(tmp_path_factory.mktemp("cdk"), context)
        cloud.deploy(assembly, *(f"Firstring-dev-{REGION}-{name}" for name in ("data", "functions")))
        yield cloud.opened()


class Cloud:
    """The emulator's control plane."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint

    def client(self, service: str) -> Any:
        keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client(service, endpoint_url=self.endpoint, region_name=REGION, **keys)  # type: ignore[call-overload]

    def deploy(self, assembly: Path, *stacks: str) -> None:
        """As an operator does: `cdk bootstrap`, `cdk deploy`."""
        self._cdk("bootstrap", f"aws://{AWS_ACCOUNT}/{REGION}", "--app", str(assembly))
        self._cdk("deploy", *stacks, "--exclusively", "--require-approval", "never", "--app", str(assembly))

    def _cdk(self, *command: str) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}  # noqa: TID251
        keys = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": REGION}
        # By name: buckets are subdomains of the endpoint, which an address cannot have.
        endpoint = {"AWS_ENDPOINT_URL": self.endpoint.replace("127.0.0.1", "localhost")}
        done = subprocess.run(
            ["npx", "--no-install", "cdk", *command, "--no-notices", "--ci"],
            cwd=ROOT,
            env={**inherited, **keys, **endpoint, "CDK_DISABLE_CLI_TELEMETRY": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout[-3000:]

    def opened(self) -> Deployed:
        """The operator's part: the account's token is put into its secret. And a business."""
        secrets = self.client("secretsmanager")
        (twilio,) = (one for one in secrets.list_secrets()["SecretList"] if "Twilio" in one.get("Description", ""))
        secrets.put_secret_value(SecretId=twilio["ARN"], SecretString=TOKEN)
        (name,) = self.client("dynamodb").list_tables()["TableNames"]
        connection = connect(REGION, endpoint_url=self.endpoint, access_key="test", secret_key="test")
        table = Table(connection, name)
        DynamoBusinessStore(table).put(load_business(ROOT / "local" / "businesses" / "restaurant.yaml"))
        (api,) = self.client("apigatewayv2").get_apis()["Items"]
        return Deployed(self.endpoint, api["ApiId"], table, self.client("lambda"))


def form(to: str = "+14155550100") -> dict[str, str]:
    return {
        "CallSid": CALL, "AccountSid": ACCOUNT, "From": "+14155550123", "To": to, "CallStatus": "ringing",
        "Direction": "inbound", "CallerCity": "",
    }  # fmt: skip


def test_a_signed_webhook_is_answered_with_a_stream_and_its_ticket(deployed: Deployed) -> None:
    status, body = deployed.rings("/voice/incoming", form())
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
        assert deployed.rings("/voice/incoming", form())[0] == 200
    record = DynamoCallStore(deployed.table).find(CallId(CALL))
    assert record is not None
    assert (record.business, record.status) == ("restaurant", "ringing")


def test_who_does_not_sign_gets_nothing(deployed: Deployed) -> None:
    assert deployed.rings("/voice/incoming", form(), signed=False)[0] == 403
    assert deployed.rings("/sms/incoming", form(), signed=False)[0] == 403


def test_a_number_nobody_has_is_told_so(deployed: Deployed) -> None:
    status, body = deployed.rings("/voice/incoming", form(to="+14155550777"))
    assert status == 200
    assert [verb.tag for verb in ElementTree.fromstring(body)] == ["Say", "Hangup"]


def test_the_api_is_closed_to_strangers(deployed: Deployed) -> None:
    address = f"{deployed.endpoint}/_aws/execute-api/{deployed.api}/$default/api/v1/businesses"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address, timeout=60)
    assert refused.value.code in (401, 403)


@pytest.mark.parametrize(("service", "path"), [("bookings", "/restaurant/bookings"), ("dashboard_api", "")])
def test_who_may_come_in_is_served_from_the_table(deployed: Deployed, service: str, path: str) -> None:
    """As the gateway hands on the request of somebody the account knows."""
    path = f"/api/v1/businesses{path}"
    http = {"method": "GET", "path": path, "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1", "userAgent": "test"}
    event = {
        "version": "2.0", "routeKey": f"ANY {path}", "rawPath": path, "rawQueryString": "", "headers": {},
        "requestContext": {"http": http, "stage": "$default"}, "isBase64Encoded": False,
    }  # fmt: skip
    answer = deployed.invoked(service, event)
    assert answer["statusCode"] == 200
    assert isinstance(json.loads(answer["body"]), list)


@pytest.mark.parametrize("chore", ["rescue", "outbox"])
def test_what_runs_on_a_schedule_runs(deployed: Deployed, chore: str) -> None:
    assert deployed.invoked(chore, {"source": "aws.events"}) is None
