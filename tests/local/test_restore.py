"""What is done to a table that was restored under the name of one that is gone; all of it, in an emulated cloud: tests/deploy."""

import boto3
import pytest
from botocore.stub import Stubber

from local.restore import LOOK_S, equip
from receptionist.errors import Unavailable

TABLE = "firstring"
STREAM = f"arn:aws:dynamodb:us-east-1:000000000000:table/{TABLE}/stream/2026-11-30T03:00:00.000"
DESCRIBED = {
    "Table": {"TableStatus": "ACTIVE", "StreamSpecification": {"StreamEnabled": True}, "LatestStreamArn": STREAM}
}


def stubbed(service: str) -> tuple[object, Stubber]:
    client = boto3.client(  # type: ignore[call-overload]
        service, region_name="us-east-1", aws_access_key_id="test", aws_secret_access_key="test"
    )
    return client, Stubber(client)


def test_recovery_that_aws_still_prepares_is_waited_for() -> None:
    tables, told = stubbed("dynamodb")
    functions, asked = stubbed("lambda")
    told.add_response("describe_time_to_live", {"TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED"}})
    told.add_client_error("update_continuous_backups", "ContinuousBackupsUnavailableException")
    told.add_response("update_continuous_backups", {})
    for _ in range(3):
        told.add_response("describe_table", DESCRIBED)
    asked.add_response("list_event_source_mappings", {"EventSourceMappings": []})
    slept: list[float] = []
    with told, asked:
        assert equip(tables, functions, TABLE, sleep=slept.append) == 0
    assert slept == [LOOK_S]
    told.assert_no_pending_responses()


def test_what_aws_refuses_is_told_by_its_code() -> None:
    tables, told = stubbed("dynamodb")
    told.add_client_error("describe_time_to_live", "ResourceNotFoundException")
    with told, pytest.raises(Unavailable, match="firstring: ResourceNotFoundException"):
        equip(tables, None, TABLE, sleep=lambda _: None)
