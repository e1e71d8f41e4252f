"""The office as the cloud builds it."""

import boto3
import pytest
from moto import mock_aws

from functions import wiring
from functions.settings import Settings
from receptionist.errors import Misconfigured

REGION = "us-east-1"


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
    )


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


def test_a_secret_that_is_not_there_or_empty_is_named(aws: None) -> None:
    stream = secret("stream", "key")
    for arn in ("arn:aws:secretsmanager:us-east-1:123456789012:secret:gone-abcdef", secret("blank", " , ")):
        with pytest.raises(Misconfigured, match=arn.split(":")[-1]):
            wiring.build(told(arn, stream))
