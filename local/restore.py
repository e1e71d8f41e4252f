"""`firstring restore`: what was lost from a deployment's table, out of a backup of it, without touching what is there.

    the table as it was ─▶ a copy beside it ─▶ items that are missing are put back; newer ones stay

A copy is a table of its own: it has another name, and costs until it is deleted. Of a table that is gone the copy may have the name:
then it is made what the deployment's table was.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from receptionist.adapters.dynamodb import schema
from receptionist.clock import system_clock
from receptionist.errors import Misconfigured, Unavailable

WAKES = ("OUTBOX#", "ERRANDS#", "LEASES#")
"""How the second index's partitions begin whose items are acted on: a text put back would be sent again."""
KEPT_OF_A_SOURCE = ("BatchSize", "FilterCriteria", "MaximumRetryAttempts")
READY_S = 3600.0
LOOK_S = 5.0
Sleep = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class PutBack:
    """What became of a copy's items."""

    missing: int
    """Put back."""
    there: int
    """In the table already, as they are now."""
    asleep: int
    """Left out: texts and errands that waited then, and leases of calls."""
    over: int
    """Left out: their time had passed."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--table", required=True, help="as `cdk deploy` prints it")
    parser.add_argument("--region", required=True)
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument("--at", metavar="ISO8601", help="as it was then, up to 35 days ago")
    when.add_argument("--backup", metavar="ARN", help="of an on-demand or daily backup")
    when.add_argument("--copy", metavar="TABLE", help="a copy that was made before")
    parser.add_argument(
        "--into",
        metavar="TABLE",
        help="name of the copy (default: the table's and -restored); the table's own where that is gone",
    )
    parser.add_argument(
        "--put-back", action="store_true", help="then put what is missing back; without it, the copy is all"
    )


def run(given: argparse.Namespace) -> int:
    """Raises Misconfigured, or Unavailable with AWS's code."""
    import boto3  # noqa: PLC0415  other commands need no cloud

    client = boto3.client("dynamodb", region_name=given.region)
    into = given.copy or given.into or f"{given.table}-restored"
    if given.copy is None:
        restore(client, given.table, into, at=given.at, backup=given.backup)
        print(f"{into} is there, as {given.table} was")
    if into == given.table:
        woken = equip(client, boto3.client("lambda", region_name=given.region), into)
        print(f"It expires, is recoverable and has a stream again, which {woken} functions read")
        return 0
    if given.put_back:
        done = put_back(client, into, given.table, system_clock())
        print(
            f"{done.missing} items put back; {done.there} were there, {done.asleep} would have been acted on again, {done.over} are over"
        )
        print("Whoever was forgotten since then is back, and has to be forgotten again: docs/deploy.md#restore")
    print(f"When you are done: aws dynamodb delete-table --region {given.region} --table-name {into}")
    return 0


def restore(
    client: Any, table: str, into: str, *, at: str | None, backup: str | None, sleep: Sleep = time.sleep
) -> None:
    """Makes the copy and waits for it, minutes to hours. Raises Misconfigured for a moment that is none, or Unavailable."""
    try:
        if backup:
            client.restore_table_from_backup(TargetTableName=into, BackupArn=backup)
        else:
            moment = _moment(at or "")
            client.restore_table_to_point_in_time(SourceTableName=table, TargetTableName=into, RestoreDateTime=moment)
        _wait_until_active(client, into, sleep)
    except (ClientError, BotoCoreError) as error:
        raise Unavailable(f"{into}: {_code(error)}") from error


def _wait_until_active(client: Any, table: str, sleep: Sleep) -> None:
    waited = 0.0
    while client.describe_table(TableName=table)["Table"]["TableStatus"] != "ACTIVE":
        if waited >= READY_S:
            raise Unavailable(f"{table} is not ready after an hour; go on later with --copy {table}")
        sleep(LOOK_S)
        waited += LOOK_S


def equip(tables: Any, functions: Any, table: str, *, sleep: Sleep = time.sleep) -> int:
    """What a deployment's table has and a restored one lacks: expiry, recovery to any second, a stream, and the functions it
    wakes, which read the stream of the table that is gone. Gives how many those are. Safe to repeat. Raises Unavailable."""
    try:
        expiry = tables.describe_time_to_live(TableName=table)["TimeToLiveDescription"]["TimeToLiveStatus"]
        if expiry == "DISABLED":
            told = {"Enabled": True, "AttributeName": schema.TTL_ATTRIBUTE}
            tables.update_time_to_live(TableName=table, TimeToLiveSpecification=told)
        _recoverable(tables, table, sleep)
        if not tables.describe_table(TableName=table)["Table"].get("StreamSpecification", {}).get("StreamEnabled"):
            told = {"StreamEnabled": True, "StreamViewType": schema.STREAM_VIEW}
            tables.update_table(TableName=table, StreamSpecification=told)
        _wait_until_active(tables, table, sleep)
        stream = str(tables.describe_table(TableName=table)["Table"]["LatestStreamArn"])
        return _wake_by(functions, stream)
    except (ClientError, BotoCoreError) as error:
        raise Unavailable(f"{table}: {_code(error)}") from error


def _recoverable(tables: Any, table: str, sleep: Sleep) -> None:
    """AWS prepares this for a new table by itself, and refuses meanwhile."""
    waited = 0.0
    while True:
        try:
            tables.update_continuous_backups(
                TableName=table, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True}
            )
            return
        except tables.exceptions.ContinuousBackupsUnavailableException:
            if waited >= READY_S:
                raise
            sleep(LOOK_S)
            waited += LOOK_S


def _wake_by(functions: Any, stream: str) -> int:
    """Has whoever reads another stream of the same table read this one: a source of events cannot be moved, only made anew."""
    table = stream.partition("/stream/")[0]
    count = 0
    for page in functions.get_paginator("list_event_source_mappings").paginate():
        for old in page["EventSourceMappings"]:
            source = str(old.get("EventSourceArn", ""))
            if not source.startswith(f"{table}/stream/"):
                continue
            count += 1
            if source != stream:
                kept = {name: old[name] for name in KEPT_OF_A_SOURCE if old.get(name)}
                functions.create_event_source_mapping(
                    FunctionName=old["FunctionArn"], EventSourceArn=stream, StartingPosition="LATEST", **kept
                )
                functions.delete_event_source_mapping(UUID=old["UUID"])
    return count


def put_back(client: Any, copy: str, table: str, now: datetime) -> PutBack:
    """Safe to repeat: what is in the table is never changed. Raises Unavailable."""
    counts = {"missing": 0, "there": 0, "asleep": 0, "over": 0}
    try:
        for page in client.get_paginator("scan").paginate(TableName=copy, ConsistentRead=True):
            for item in page["Items"]:
                counts[_put(client, table, item, now.timestamp())] += 1
    except (ClientError, BotoCoreError) as error:
        raise Unavailable(f"{copy}: {_code(error)}") from error
    return PutBack(**counts)


def _put(client: Any, table: str, item: dict[str, Any], now: float) -> str:
    if item.get("gsi2pk", {}).get("S", "").startswith(WAKES):
        return "asleep"
    if float(item.get(schema.TTL_ATTRIBUTE, {}).get("N", "inf")) <= now:
        return "over"
    try:
        client.put_item(TableName=table, Item=item, ConditionExpression=f"attribute_not_exists({schema.PARTITION_KEY})")
    except client.exceptions.ConditionalCheckFailedException:
        return "there"
    return "missing"


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Misconfigured(f"--at {text!r} is no ISO 8601 time") from None
    if moment.tzinfo is None:
        raise Misconfigured(f"--at {text} needs an offset, as in 2026-11-27T15:00-08:00")
    return moment


def _code(error: Exception) -> str:
    response: dict[str, Any] = getattr(error, "response", {})
    return str(response.get("Error", {}).get("Code", type(error).__name__))
