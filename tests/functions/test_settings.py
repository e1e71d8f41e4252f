"""A Lambda that is told nonsense says all of it at once."""

import pytest

from functions.settings import from_environment
from receptionist.errors import Misconfigured

TOLD = {
    "PUBLIC_URL": "https://phone.example.com/, https://phone-eu.example.com",
    "STREAM_URL": "wss://stream.example.com/media",
    "TABLE_NAME": "firstring",
    "BUCKET": "recordings",
    "AWS_REGION": "us-east-1",
    "TWILIO_ACCOUNT_SID": "AC1",
    "TWILIO_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:1:secret:twilio",
    "STREAM_KEYS_SECRET_ARN": "arn:aws:secretsmanager:us-east-1:1:secret:stream",
    "COGNITO_ISSUER": "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abcdefghi",
    "COGNITO_CLIENT_ID": "1234567890abcdef",
}


def test_every_origin_that_may_be_signed_is_known_and_the_first_is_our_own() -> None:
    assert from_environment(TOLD).public_url == ("https://phone.example.com", "https://phone-eu.example.com")


def test_what_need_not_be_told_has_a_default() -> None:
    told = from_environment(TOLD)
    assert (told.twilio_api_base_url, told.twilio_timeout_s) == ("", 5.0)


def test_how_many_calls_there_may_be_is_a_number_or_nothing() -> None:
    assert from_environment(TOLD).most_calls is None
    assert from_environment(TOLD | {"MOST_CALLS": "200"}).most_calls == 200
    for wrong in ("0", "-1", "many", "1.5"):
        with pytest.raises(Misconfigured, match="MOST_CALLS"):
            from_environment(TOLD | {"MOST_CALLS": wrong})


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(Misconfigured) as error:
        from_environment({"PUBLIC_URL": "phone.example.com", "STREAM_URL": "https://x", "TWILIO_TIMEOUT_S": "soon"})
    said = str(error.value)
    for name in (
        "PUBLIC_URL",
        "STREAM_URL",
        "TWILIO_TIMEOUT_S",
        "TABLE_NAME is not set",
        "COGNITO_ISSUER is not set",
    ):
        assert name in said


@pytest.mark.parametrize("url", ["https://phone.example.com/path", "ftp://phone.example.com", "https://", "x"])
def test_a_public_url_is_an_origin(url: str) -> None:
    with pytest.raises(Misconfigured, match="PUBLIC_URL"):
        from_environment(TOLD | {"PUBLIC_URL": url})


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "61"])
def test_a_timeout_is_a_few_seconds(seconds: str) -> None:
    with pytest.raises(Misconfigured, match="TWILIO_TIMEOUT_S"):
        from_environment(TOLD | {"TWILIO_TIMEOUT_S": seconds})
