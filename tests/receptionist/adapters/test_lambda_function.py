"""Running a function of ours."""

import io

import boto3
import pytest
from botocore.response import StreamingBody
from botocore.stub import Stubber

from receptionist.adapters.lambda_function import RunFunction
from receptionist.errors import VendorUnavailable

NAME = "firstring-dev-rescue"
ASKED = {"FunctionName": NAME, "InvocationType": "RequestResponse", "Payload": b"{}"}


@pytest.fixture
def stubber() -> Stubber:
    client = boto3.client("lambda", region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test")
    return Stubber(client)


def test_it_runs_and_is_waited_for(stubber: Stubber) -> None:
    stubber.add_response("invoke", {"StatusCode": 200, "Payload": StreamingBody(io.BytesIO(b"null"), 4)}, ASKED)
    with stubber:
        RunFunction(stubber.client, NAME)()
    stubber.assert_no_pending_responses()


def test_one_that_fails_is_not_taken_for_done(stubber: Stubber) -> None:
    stubber.add_response("invoke", {"StatusCode": 200, "FunctionError": "Unhandled"}, ASKED)
    with stubber, pytest.raises(VendorUnavailable):
        RunFunction(stubber.client, NAME)()


def test_one_that_may_not_be_run_is_not_taken_for_done(stubber: Stubber) -> None:
    stubber.add_client_error("invoke", "AccessDeniedException", http_status_code=403)
    with stubber, pytest.raises(VendorUnavailable):
        RunFunction(stubber.client, NAME)()
