"""What must not be lost: the table, the recordings, the secrets."""

from typing import Any

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra_cdk.reviewed import reviewed
from infra_cdk.stages import Stage
from receptionist.adapters.dynamodb import schema

STRING = dynamodb.AttributeType.STRING


class DataStack(Stack):
    """`table`, `recordings`, `access_logs`, and the secrets the functions and the handler read."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, **rest: Any) -> None:
        super().__init__(scope, name, **rest)
        after = RemovalPolicy.RETAIN if stage.keep_data else RemovalPolicy.DESTROY
        self.table = dynamodb.TableV2(
            self,
            "Table",
            partition_key=dynamodb.Attribute(name=schema.PARTITION_KEY, type=STRING),
            sort_key=dynamodb.Attribute(name=schema.SORT_KEY, type=STRING),
            time_to_live_attribute=schema.TTL_ATTRIBUTE,
            dynamo_stream=dynamodb.StreamViewType(schema.STREAM_VIEW),
            billing=dynamodb.Billing.on_demand(),
            encryption=dynamodb.TableEncryptionV2.aws_managed_key(),
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=stage.keep_data,
            removal_policy=after,
            global_secondary_indexes=[
                dynamodb.GlobalSecondaryIndexPropsV2(
                    index_name=index,
                    partition_key=dynamodb.Attribute(name=partition, type=STRING),
                    sort_key=dynamodb.Attribute(name=sort, type=STRING),
                    projection_type=dynamodb.ProjectionType.INCLUDE,
                    non_key_attributes=list(schema.INDEXED),
                )
                for index, (partition, sort) in schema.INDEXES.items()
            ],
        )
        self.access_logs = _bucket(self, "AccessLogs", after, days=stage.log_days, logs=None)
        self.recordings = _bucket(self, "Recordings", after, days=stage.recording_days, logs=self.access_logs)
        self.twilio_secret = secretsmanager.Secret(
            self,
            "Twilio",
            description="Auth tokens of the Twilio account, comma-separated while one is being replaced; put there by the operator",
        )
        self.stream_key = secretsmanager.Secret(
            self,
            "StreamKey",
            description="Signs the tokens that let a media stream in; several by commas while one is being replaced",
            generate_secret_string=secretsmanager.SecretStringGenerator(password_length=64, exclude_punctuation=True),
        )
        reviewed(
            self.twilio_secret, "AwsSolutions-SMG4", "Twilio issues the token; two are accepted while one is replaced"
        )
        reviewed(self.stream_key, "AwsSolutions-SMG4", "read once by each process: replaced by hand, two at a time")
        CfnOutput(self, "TableName", value=self.table.table_name)
        CfnOutput(self, "TwilioSecret", value=self.twilio_secret.secret_arn)


def _bucket(scope: Construct, name: str, after: RemovalPolicy, *, days: int, logs: s3.IBucket | None) -> s3.Bucket:
    return s3.Bucket(
        scope,
        name,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.OBJECT_WRITER if logs is None else s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        server_access_logs_bucket=logs,
        lifecycle_rules=[s3.LifecycleRule(expiration=Duration.days(days))],
        removal_policy=after,
    )
