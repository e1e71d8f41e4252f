"""The office as the cloud builds it."""

import json
from dataclasses import dataclass

import boto3
import pytest
from moto import mock_aws
from twilio.request_validator import RequestValidator

from functions import wiring
from functions.call_setup.app import build
from functions.entry import http
from functions.settings import Settings
from receptionist.adapters.dynamodb.table import create_table
from receptionist.business.load import load_business
from receptionist.errors import Misconfigured
from tests.fakes.front_office import ACCOUNT, BUSINESSES, CALL, CALLER, ORIGIN, TOKEN
from tests.functions.test_lambda_events import webhook

REGION = "us-east-1"
ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abcdefghi"


def told(twilio: str, stream: str) -> Settings:
    return Settings(
        public_url=("https://phone.example.com",),
        stream_url="wss://stream.example.com/media",
        table_name="firstring",
        bucket="recordings",
        aws_region=REGION,
        twilio_account_sid="AC1",
        twilio_secret_arn=twilio,
        stream_keys_secret_arn=stream,
        cognito_issuer=ISSUER,
        cognito_client_id="client",
    )


@dataclass(frozen=True, slots=True)
class Context:
    """Lambda's, as far as it is looked at."""

    function_name: str = "call_setup"
    memory_limit_in_mb: int = 1024
    invoked_function_arn: str = "arn:aws:lambda:us-east-1:1:function:call_setup"
    aws_request_id: str = "r1"


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with mock_aws():
        yield


def secret(name: str, text: str) -> str:
    client = boto3.client("secretsmanager", region_name=REGION)
    return str(client.create_secret(Name=name, SecretString=text)["ARN"])


def test_every_token_in_force_checks_and_the_newest_key_signs(aws: None) -> None:
    office = wiring.build(told(secret("twilio", "new, old"), secret("stream", "key2,key1")))
    assert (office.ticket_key, office.origin, office.account_sid) == (b"key2", "https://phone.example.com", "AC1")
    assert office.url("/voice/after") == "https://phone.example.com/voice/after"


def test_a_function_that_is_told_of_no_secret_reads_none_and_believes_nobody(aws: None) -> None:
    office = wiring.build(told("", ""))
    form = {"CallSid": CALL}
    signature = RequestValidator("").compute_signature("https://phone.example.com/voice/incoming", form)
    assert not office.signature.holds("/voice/incoming", form, signature)


def test_a_secret_that_is_not_there_or_empty_is_named(aws: None) -> None:
    stream = secret("stream", "key")
    for arn in ("arn:aws:secretsmanager:us-east-1:123456789012:secret:gone-abcdef", secret("blank", " , ")):
        with pytest.raises(Misconfigured, match=arn.split(":")[-1]):
            wiring.build(told(arn, stream))


def test_a_deployed_function_answers_a_signed_webhook_and_logs_no_number(
    aws: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = {
        "PUBLIC_URL": ORIGIN,
        "STREAM_URL": "wss://stream.example.com/media",
        "TABLE_NAME": "firstring",
        "BUCKET": "recordings",
        "AWS_REGION": REGION,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_SECRET_ARN": secret("twilio", TOKEN),
        "STREAM_KEYS_SECRET_ARN": secret("stream", "key"),
        "COGNITO_ISSUER": ISSUER,
        "COGNITO_CLIENT_ID": "client",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    create_table(boto3.client("dynamodb", region_name=REGION), "firstring")
    wiring.office.cache_clear()
    wiring.office().desk.businesses.put(load_business(BUSINESSES / "restaurant.yaml"))
    # A service of its own: a logger that another test of this process has set up writes to where it wrote then.
    handler = http("wiring", build)
    answered = handler(webhook("/voice/incoming"), Context())
    refused = handler(webhook("/voice/incoming") | {"rawQueryString": "a=1"}, Context())
    wiring.office.cache_clear()
    assert (answered["statusCode"], refused["statusCode"]) == (200, 403)
    assert "<Connect" in answered["body"]
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
    call = next(line for line in lines if line.get("message") == "call")
    assert (call["call"], call["business"], call["service"]) == (CALL, "restaurant", "wiring")
    assert CALLER not in json.dumps(lines)
    assert TOKEN not in json.dumps(lines)
