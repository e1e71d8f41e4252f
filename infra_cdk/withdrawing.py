"""What a deployment leaves behind when its stacks are gone, and removing that, too."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.exceptions import ClientError, WaiterError

from receptionist.errors import Unavailable

KINDS = {
    "AWS::DynamoDB::GlobalTable": "table",
    "AWS::S3::Bucket": "bucket",
    "AWS::Cognito::UserPool": "people",
    "AWS::SecretsManager::Secret": "secret",
    "AWS::Backup::BackupVault": "backups",
}
GONE = {"ResourceNotFoundException", "NoSuchBucket", "NoSuchKey", "404", "ValidationError"}
"""Codes of what is not there, which is what is wanted; the last is CloudFormation's for a stack nobody knows."""
NOT_YET = {"BucketNotEmpty", "InvalidRequestException"}
"""Codes of what still has something in it: of S3, where a log came in meanwhile; of AWS Backup, which deletes copies by and by."""
LOOKS = 90
LOOK_S = 2.0
AT_ONCE = 1000
"""Objects S3 deletes in one request, at most."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The account, through its services."""

    endpoint: str = ""
    """Empty: AWS. Otherwise an emulator, with keys of its own."""
    keys: tuple[tuple[str, str], ...] = field(default=())
    sleep: Callable[[float], None] = time.sleep

    def service(self, name: str, region: str) -> Any:
        told: dict[str, Any] = {"endpoint_url": self.endpoint, **dict(self.keys)} if self.endpoint else {}
        return boto3.client(name, region_name=region, **told)  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class Held:
    """One thing."""

    kind: str
    name: str
    region: str

    @property
    def told(self) -> str:
        return f"{self.kind} {self.name} ({self.region})"


def removable(stacks: Sequence[str], kept: Kept) -> tuple[Held, ...]:
    """What the data stacks hold now; nothing of those that are gone. `Firstring-STAGE-REGION-data` is a stack's name."""
    return tuple(held for stack in stacks for held in _of_stack(stack, kept))


def remove(held: Sequence[Held], kept: Kept) -> Iterator[tuple[Held, str]]:
    """For good; and why one is still there, empty if it is gone. What is gone already is not missed, and one that stays holds up no
    other: its stack is gone by now and would not be found again."""
    for one in held:
        try:
            _REMOVING[one.kind](one, kept)
        except ClientError as error:
            code = _code(error)
            yield one, "" if code in GONE else code
        except Unavailable as error:
            yield one, str(error)
        else:
            yield one, ""


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _once_empty(act: Callable[[], object], kept: Kept) -> None:
    """Raises Unavailable if something stays in it, ClientError for anything else."""
    for _ in range(LOOKS):
        try:
            act()
        except ClientError as error:
            if _code(error) not in NOT_YET:
                raise
            kept.sleep(LOOK_S)
        else:
            return
    raise Unavailable("something is still in it")


def _of_stack(stack: str, kept: Kept) -> Iterator[Held]:
    region = "-".join(stack.split("-")[2:-1])
    try:
        listed = kept.service("cloudformation", region).describe_stack_resources(StackName=stack)["StackResources"]
    except ClientError as error:
        if _code(error) in GONE:
            return
        raise
    for one in listed:
        kind = KINDS.get(one["ResourceType"])
        if kind and one.get("PhysicalResourceId") and one.get("ResourceStatus") != "DELETE_COMPLETE":
            yield Held(kind, one["PhysicalResourceId"], region)


def _table(held: Held, kept: Kept) -> None:
    tables = kept.service("dynamodb", held.region)
    known = tables.describe_table(TableName=held.name)["Table"]
    tables.update_table(TableName=held.name, DeletionProtectionEnabled=False)
    replicas = [one["RegionName"] for one in known.get("Replicas", ()) if one["RegionName"] != held.region]
    for region in replicas:
        tables.update_table(TableName=held.name, ReplicaUpdates=[{"Delete": {"RegionName": region}}])
    tables.delete_table(TableName=held.name)
    try:
        tables.get_waiter("table_not_exists").wait(TableName=held.name, WaiterConfig={"Delay": 2, "MaxAttempts": 90})
    except WaiterError as error:
        raise Unavailable("it is still being deleted") from error


def _bucket(held: Held, kept: Kept) -> None:
    objects = kept.service("s3", held.region)

    def emptied() -> None:
        for page in objects.get_paginator("list_objects_v2").paginate(Bucket=held.name):
            keys = [{"Key": one["Key"]} for one in page.get("Contents", ())]
            for start in range(0, len(keys), AT_ONCE):
                objects.delete_objects(Bucket=held.name, Delete={"Objects": keys[start : start + AT_ONCE]})
        objects.delete_bucket(Bucket=held.name)

    _once_empty(emptied, kept)


def _people(held: Held, kept: Kept) -> None:
    pools = kept.service("cognito-idp", held.region)
    pools.update_user_pool(UserPoolId=held.name, DeletionProtection="INACTIVE")
    pools.delete_user_pool(UserPoolId=held.name)


def _secret(held: Held, kept: Kept) -> None:
    kept.service("secretsmanager", held.region).delete_secret(SecretId=held.name, ForceDeleteWithoutRecovery=True)


def _backups(held: Held, kept: Kept) -> None:
    """Each holds the table as it was in a night: they would stay until their days are over, and the vault for ever."""
    vaults = kept.service("backup", held.region)
    for page in vaults.get_paginator("list_recovery_points_by_backup_vault").paginate(BackupVaultName=held.name):
        for one in page.get("RecoveryPoints", ()):
            vaults.delete_recovery_point(BackupVaultName=held.name, RecoveryPointArn=one["RecoveryPointArn"])
    _once_empty(lambda: vaults.delete_backup_vault(BackupVaultName=held.name), kept)


_REMOVING = {"table": _table, "bucket": _bucket, "people": _people, "secret": _secret, "backups": _backups}
