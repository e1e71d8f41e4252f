"""Who may do what: named actions on named resources, no wildcard where a name will do."""

from aws_cdk import Stack
from aws_cdk import aws_iam as iam

from infra_cdk.reviewed import reviewed
from infra_cdk.stacks.data import DataStack
from infra_cdk.stages import Stage
from receptionist.adapters.dynamodb import schema

TABLE = (
    "BatchGetItem", "ConditionCheckItem", "DeleteItem", "DescribeTable", "GetItem", "PutItem", "Query", "UpdateItem",
)  # fmt: skip
"""Transactions need the rights of their parts. Nobody scans."""
RECORDINGS = "ExportsOutputFnGetAttRecordingsA3BDCC51Arn3BFBEDAD"
"""The bucket's name in the findings: as the data stack exports it."""
SOUNDS = "_sounds"
"""Where receptionist/adapters/mouth/cache.py puts them."""


def table(role: iam.IRole, data: DataStack) -> None:
    resources = [name for arn in data.tables for name in (arn, *(f"{arn}/index/{index}" for index in schema.INDEXES))]
    _allow(role, [f"dynamodb:{action}" for action in TABLE], resources)


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
