"""Who may do what: named actions on named resources, no wildcard where a name will do."""

from collections.abc import Mapping

from aws_cdk import Stack
from aws_cdk import aws_iam as iam

from infra_cdk.reviewed import reviewed
from infra_cdk.stacks.data import DataStack
from infra_cdk.stages import Stage
from receptionist.adapters.dynamodb import schema

OF_TABLE = {
    "get": "GetItem", "get_many": "BatchGetItem", "query": "Query", "gsi1": "Query", "gsi2": "Query", "put": "PutItem",
    "update": "UpdateItem", "delete": "DeleteItem",
}  # fmt: skip
"""Actions by what receptionist/adapters/dynamodb asks for; `gsi1` and `gsi2` are queries of an index. Transactions need the rights of
their parts. Nobody scans."""
USES: Mapping[str, Mapping[str, str]] = {
    "call_setup": {
        "definitions": "get",
        "tries": "update",
        "book": "get_many query put",
        "rows": "get query put delete",
        "errands": "update",
        "calls": "get get_many gsi2 put update",
        "messages": "get put update",
        "slots": "query put update",
    },
    "sms": {
        "definitions": "get",
        "tries": "update",
        "book": "get get_many query gsi1 gsi2 put",
        "rows": "get query put delete",
        "errands": "update",
        "messages": "get get_many gsi1 put update",
    },
    "rescue": {
        "definitions": "get",
        "book": "get_many query put",
        "rows": "get query put delete",
        "errands": "update",
        "calls": "get get_many gsi2 put update",
        "messages": "get put update",
    },
    "outbox": {
        "definitions": "get",
        "book": "get",
        "rows": "get put delete",
        "errands": "update",
        "messages": "get gsi2 put update",
    },
    "accounts": {
        "definitions": "get get_many gsi1",
        "people": "get query gsi1 put delete",
        "passes": "get gsi1 put update delete",
        "tries": "update delete",
        "book": "get",
        "rows": "get query put delete",
        "calls": "get_many gsi1",
        "messages": "get_many gsi1",
    },
    "bookings": {
        "definitions": "get",
        "people": "get query gsi1",
        "passes": "get update",
        "tries": "update",
        "book": "get get_many query gsi1 gsi2 put",
        "rows": "get query put delete",
        "errands": "get_many gsi1 update delete",
        "calls": "get get_many gsi1 put update",
        "messages": "get get_many gsi1 put update delete",
    },
    "calendars": {
        "definitions": "get",
        "people": "get query gsi1",
        "passes": "get update",
        "tries": "update",
        "book": "get get_many query gsi1 put",
        "rows": "get query put delete",
        "errands": "get update",
        "messages": "get update",
    },
    "knowledge": {
        "definitions": "get",
        "people": "get query gsi1",
        "passes": "get update",
        "tries": "update",
        "rows": "get query put delete",
    },
    "numbers": {
        "definitions": "get get_many gsi1 put delete",
        "people": "get query gsi1",
        "passes": "get update",
        "tries": "update",
        "rows": "get put delete",
    },
    "definitions": {
        "definitions": "get query put delete",
        "people": "get query gsi1",
        "passes": "get update",
        "tries": "update",
        "book": "gsi1 gsi2",
        "rows": "get query put delete",
        "errands": "update",
        "calls": "get",
    },
    "wording": {
        "definitions": "get put delete",
        "people": "get query gsi1",
        "passes": "get update",
        "tries": "update",
        "rows": "get put delete",
    },
    "dashboard_api": {
        "definitions": "get get_many gsi1",
        "people": "get query gsi1",
        "passes": "get update",
        "tries": "update",
        "book": "get gsi2",
        "rows": "get query put delete",
        "errands": "get get_many gsi1 update",
        "calls": "get get_many gsi1 put update",
        "messages": "get_many gsi1",
    },
    "errands": {
        "definitions": "get put delete",
        "book": "get get_many query gsi1 gsi2 put",
        "rows": "get query put delete",
        "errands": "get get_many gsi1 gsi2 update delete",
        "calls": "get get_many gsi1 put update",
        "messages": "get get_many gsi1 update delete",
    },
    "capacity": {
        "slots": "query",
    },
    "canary": {
        "definitions": "get put delete",
    },
    "handler": {
        "definitions": "get get_many gsi1",
        "people": "get query gsi1",
        "passes": "get gsi1 update",
        "book": "get get_many query gsi1 gsi2 put",
        "rows": "get query put delete",
        "errands": "get_many gsi1 update delete",
        "calls": "get get_many gsi1 gsi2 put update",
        "messages": "get get_many gsi1 put update delete",
        "slots": "query put update delete",
        "tokens": "put",
    },
}
"""What each function, and `handler`, does with what is kept in the table (`KEYS` of its schema). As its code does: test_rights.py."""
TABLE = "ExportsOutputFnGetAttTableCD117FA1ArnE2C8C204"
RECORDINGS = "ExportsOutputFnGetAttRecordingsA3BDCC51Arn3BFBEDAD"
"""Names of table and bucket in the findings: as the data stack exports them."""
SOUNDS = "_sounds"
"""Where receptionist/adapters/mouth/cache.py puts them."""


def table(role: iam.IRole, data: DataStack, who: str) -> None:
    """What `who` does with the items it has to do with, and nothing with others: those whose keys begin otherwise."""
    alike: dict[str, list[str]] = {}
    for kept, uses in USES[who].items():
        itself = " ".join(use for use in uses.split() if use not in schema.INDEXES)
        if itself:
            alike.setdefault(itself, []).append(kept)
        for index in (use for use in uses.split() if use in schema.INDEXES):
            alike.setdefault(index, []).append(kept)
    for uses, all_kept in alike.items():
        index = uses if uses in schema.INDEXES else ""
        begins = [
            pattern
            for kept in all_kept
            for begin in schema.KEYS[kept][index or schema.PARTITION_KEY]
            for pattern in ((begin, f"{begin}#*") if index else (f"{begin}#*",))
        ]
        role.add_to_principal_policy(
            iam.PolicyStatement(
                actions=[f"dynamodb:{OF_TABLE[use]}" for use in uses.split()],
                resources=[f"{arn}/index/{index}" if index else arn for arn in data.tables],
                conditions={"ForAllValues:StringLike": {"dynamodb:LeadingKeys": begins}},
            )
        )


def streams(role: iam.IRole, data: DataStack) -> None:
    """Reading the table's stream whatever it is called: a table that was restored has another (`firstring restore`)."""
    actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"]
    _allow(role, actions, [f"{data.table.table_arn}/stream/*"])
    reviewed(
        role,
        f"AwsSolutions-IAM5[Resource::{data.stack_name}:{TABLE}/stream/*]",
        "a stream is called by the moment it was made",
    )


def recordings(role: iam.IRole, data: DataStack, *actions: str) -> None:
    """`actions` on the recordings' objects: `s3:GetObject`, `s3:PutObject`, `s3:DeleteObject`. Whoever puts large ones also
    needs `s3:AbortMultipartUpload`, or the parts of one that failed stay and are paid for."""
    _allow(role, list(actions), [f"{data.recordings.bucket_arn}/*"])
    reviewed(role, f"AwsSolutions-IAM5[Resource::{data.stack_name}:{RECORDINGS}/*]", "every object of the one bucket")


def sounds(role: iam.IRole, data: DataStack) -> None:
    """Reading the sounds of sentences that come again, which lie in the recordings' bucket under a name that is no business's;
    without the right to list, S3 does not tell one that is missing from one that is forbidden."""
    _allow(role, ["s3:GetObject"], [f"{data.recordings.bucket_arn}/{SOUNDS}/*"])
    role.add_to_principal_policy(
        iam.PolicyStatement(
            actions=["s3:ListBucket"],
            resources=[data.recordings.bucket_arn],
            conditions={"StringLike": {"s3:prefix": f"{SOUNDS}/*"}},
        )
    )
    reviewed(role, f"AwsSolutions-IAM5[Resource::{data.stack_name}:{RECORDINGS}/{SOUNDS}/*]", "every sound")


def handlers(role: iam.Role, stage: Stage) -> None:
    """Seeing the handlers' tasks, and keeping those with calls from being ended when fewer are wanted."""
    stack = Stack.of(role)
    of = f"arn:{stack.partition}:ecs:{stack.region}:{stack.account}"
    cluster, tasks = f"{of}:cluster/{stage.handlers}", f"{of}:task/{stage.handlers}/*"
    _allow(role, ["ecs:DescribeServices"], [f"{of}:service/{stage.handlers}/{stage.handlers}"])
    _allow(role, ["ecs:DescribeTasks", "ecs:UpdateTaskProtection"], [tasks])
    role.add_to_principal_policy(
        iam.PolicyStatement(
            actions=["ecs:ListTasks"], resources=["*"], conditions={"ArnEquals": {"ecs:cluster": cluster}}
        )
    )
    reviewed(
        role,
        f"AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ecs:{stack.region}:<AWS::AccountId>:task/{stage.handlers}/*]",
        "tasks get their names when they start",
    )


def rescuer(role: iam.IRole, stage: Stage) -> None:
    """Running the function that may speak to the carrier about lost calls, and nothing else of it."""
    stack = Stack.of(role)
    function = f"arn:{stack.partition}:lambda:{stack.region}:{stack.account}:function:{stage.rescuer}"
    _allow(role, ["lambda:InvokeFunction"], [function])


def _allow(role: iam.IRole, actions: list[str], resources: list[str]) -> None:
    role.add_to_principal_policy(iam.PolicyStatement(actions=actions, resources=resources))
