"""A table that is gone, had back under its name. What is deployed goes on with it: by its name this file comes before whole calls are
rung (test_whole_call.py), whose texts then come out of the restored table's stream."""

import re

import pytest

from local.restore import equip, restore
from receptionist.adapters.dynamodb import schema
from tests.deploy.cloud import Cloud, Deployed, form
from tests.deploy.owner import Owner

pytestmark = [pytest.mark.aws, pytest.mark.timeout(300)]

CALL = "CA" + "3" * 32
WOKEN = ("errands", "outbox")


def streams_read(deployed: Deployed) -> dict[str, list[str]]:
    """By the functions they wake."""
    found = deployed.functions.list_event_source_mappings()["EventSourceMappings"]
    return {
        service: [one["EventSourceArn"] for one in found if one["FunctionArn"] == deployed.function(service)["FunctionArn"]]
        for service in WOKEN
    }  # fmt: skip


def filters(deployed: Deployed) -> set[str]:
    found = deployed.functions.list_event_source_mappings()["EventSourceMappings"]
    return {pattern["Pattern"] for one in found for pattern in one["FilterCriteria"]["Filters"]}


def test_a_table_that_is_gone_is_had_back_under_its_name_and_callers_and_bookings_with_it(
    deployed: Deployed, cloud: Cloud
) -> None:
    tables, name = cloud.client("dynamodb"), deployed.names["TABLE_NAME"]
    owner = Owner(deployed, "restore")
    before, patterns = {owner.books(20)}, filters(deployed)
    backup = tables.create_backup(TableName=name, BackupName="all")["BackupDetails"]["BackupArn"]
    items = sorted(map(str, tables.scan(TableName=name)["Items"]))
    tables.delete_table(TableName=name)
    status, said = deployed.rings("/voice/incoming", form(CALL))
    assert status == 200
    assert "<Stream" not in said

    restore(tables, name, name, at=None, backup=backup, sleep=lambda _: None)
    assert sorted(map(str, tables.scan(TableName=name)["Items"])) == items
    for _ in range(2):
        assert equip(tables, deployed.functions, name, sleep=lambda _: None) == len(WOKEN)

    table = tables.describe_table(TableName=name)["Table"]
    assert table["StreamSpecification"] == {"StreamEnabled": True, "StreamViewType": schema.STREAM_VIEW}
    assert streams_read(deployed) == {service: [table["LatestStreamArn"]] for service in WOKEN}
    assert filters(deployed) == patterns
    expiry = tables.describe_time_to_live(TableName=name)["TimeToLiveDescription"]
    assert expiry == {"TimeToLiveStatus": "ENABLED", "AttributeName": schema.TTL_ATTRIBUTE}
    recovery = tables.describe_continuous_backups(TableName=name)["ContinuousBackupsDescription"]
    assert recovery["PointInTimeRecoveryDescription"]["PointInTimeRecoveryStatus"] == "ENABLED"
    assert re.search("<Stream", deployed.rings("/voice/incoming", form(CALL))[1])
    assert before <= owner.booked()
    assert owner.books(21) in owner.booked()
