"""What must not be lost: the table, the recordings, the secrets, the people who may sign in."""

from typing import Any

from aws_cdk import CfnOutput, Duration, RemovalPolicy, Stack
from aws_cdk import aws_backup as backup
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_events as events
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra_cdk.reviewed import reviewed
from infra_cdk.stages import Stage
from receptionist.adapters.dynamodb import schema

STRING = dynamodb.AttributeType.STRING
UNFINISHED_DAYS = 1
"""Parts of an upload whose process died are paid for though nobody can read them; a whole one takes minutes."""


class DataStack(Stack):
    """`table` and `tables`, its names in all regions, `recordings`, `access_logs`, the secrets the functions and the handler read, `people` and `page_client`, whose
    tokens the functions believe."""

    def __init__(self, scope: Construct, name: str, *, stage: Stage, **rest: Any) -> None:
        super().__init__(scope, name, **rest)
        after = RemovalPolicy.RETAIN if stage.keep_data else RemovalPolicy.DESTROY
        self.table = self._table(stage, after) if self.region == stage.home_region else self._replica(stage)
        self.tables = self._tables(stage)
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
        self.people = _people(self, after, keep=stage.keep_data)
        self.page_client = self.people.add_client(
            "Page",
            auth_flows=cognito.AuthFlow(user_srp=True, user_password=True),
            disable_o_auth=True,
            prevent_user_existence_errors=True,
            id_token_validity=Duration.hours(1),
            access_token_validity=Duration.hours(1),
            refresh_token_validity=Duration.days(14),
            # Not their address: by a checked address people are invited.
            write_attributes=cognito.ClientAttributes().with_standard_attributes(fullname=True),
        )
        if stage.backup_days and self.region == stage.home_region:
            self._backups(stage, after)
        CfnOutput(self, "UserPool", value=self.people.user_pool_id)
        CfnOutput(self, "UserPoolClient", value=self.page_client.user_pool_client_id)
        CfnOutput(self, "TableName", value=self.table.table_name)
        CfnOutput(self, "TwilioSecret", value=self.twilio_secret.secret_arn)

    def _table(self, stage: Stage, after: RemovalPolicy) -> dynamodb.ITableV2:
        return dynamodb.TableV2(
            self,
            "Table",
            table_name=stage.table_name,
            replicas=[dynamodb.ReplicaTableProps(region=region) for region in stage.every_region[1:]] or None,
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

    def _backups(self, stage: Stage, after: RemovalPolicy) -> None:
        """Each night, beyond what point-in-time recovery can do: it ends with the table. Restoring: docs/deploy.md."""
        plan = backup.BackupPlan(self, "Backups", backup_vault=backup.BackupVault(self, "Vault", removal_policy=after))
        plan.add_rule(
            backup.BackupPlanRule(
                rule_name="nightly",
                schedule_expression=events.Schedule.cron(hour="5", minute="0"),
                delete_after=Duration.days(stage.backup_days),
            )
        )
        selection = plan.add_selection("Table", resources=[backup.BackupResource.from_arn(self.table.table_arn)])
        reviewed(
            selection,
            "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup]",
            "AWS Backup's own role, which only AWS Backup can take",
        )

    def _tables(self, stage: Stage) -> list[str]:
        """ARNs of the table in every region: a business served here may be at home there."""
        others = [region for region in stage.every_region if region != self.region]
        return [
            self.table.table_arn,
            *(f"arn:{self.partition}:dynamodb:{region}:{self.account}:table/{stage.table_name}" for region in others),
        ]

    def _replica(self, stage: Stage) -> dynamodb.ITableV2:
        """Of the first region's table, made with it. Its stream cannot be named here, so that in this region only the
        schedules look after texts and errands: they go up to a minute later."""
        assert stage.table_name is not None
        return dynamodb.TableV2.from_table_name(self, "Table", stage.table_name)


def _bucket(scope: Construct, name: str, after: RemovalPolicy, *, days: int, logs: s3.IBucket | None) -> s3.Bucket:
    return s3.Bucket(
        scope,
        name,
        encryption=s3.BucketEncryption.S3_MANAGED,
        enforce_ssl=True,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.OBJECT_WRITER if logs is None else s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        server_access_logs_bucket=logs,
        lifecycle_rules=[
            s3.LifecycleRule(
                expiration=Duration.days(days), abort_incomplete_multipart_upload_after=Duration.days(UNFINISHED_DAYS)
            )
        ],
        removal_policy=after,
    )


def _people(scope: Construct, after: RemovalPolicy, *, keep: bool) -> cognito.UserPool:
    """Nobody signs up by themselves; an operator makes the user, a manager invites them (docs/accounts.md)."""
    pool = cognito.UserPool(
        scope,
        "People",
        self_sign_up_enabled=False,
        sign_in_aliases=cognito.SignInAliases(email=True),
        sign_in_case_sensitive=False,
        auto_verify=cognito.AutoVerifiedAttrs(email=True),
        keep_original=cognito.KeepOriginalAttrs(email=True),
        password_policy=cognito.PasswordPolicy(
            min_length=12,
            require_lowercase=True,
            require_uppercase=True,
            require_digits=True,
            require_symbols=True,
            temp_password_validity=Duration.days(7),
        ),
        mfa=cognito.Mfa.OPTIONAL,
        mfa_second_factor=cognito.MfaSecondFactor(sms=False, otp=True),
        account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
        feature_plan=cognito.FeaturePlan.LITE,
        deletion_protection=keep,
        removal_policy=after,
    )
    reviewed(
        pool, "AwsSolutions-COG2", "whoever wants a second factor takes one; a salon's front desk shares a machine"
    )
    for rule in ("AwsSolutions-COG3", "AwsSolutions-COG8"):
        reviewed(
            pool, rule, "threat protection needs the Plus plan, paid per user; tries are counted by Cognito itself"
        )
    return pool
