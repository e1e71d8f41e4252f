"""What wakes an operator: callers who were not served, texts that wait, and what leads there soon."""

from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra_cdk.stacks.data import DataStack
from infra_cdk.stacks.functions import FunctionsStack
from infra_cdk.stacks.handler import HandlerStack
from infra_cdk.stages import Stage

MINUTE = Duration.minutes(1)
OPERATIONS = [
    dynamodb.Operation.GET_ITEM,
    dynamodb.Operation.PUT_ITEM,
    dynamodb.Operation.QUERY,
    dynamodb.Operation.UPDATE_ITEM,
    dynamodb.Operation.TRANSACT_WRITE_ITEMS,
]


class WatchStack(Stack):
    """Alarms that tell one topic, and by mail `stage.alarm_email` when there is one."""

    def __init__(
        self,
        scope: Construct,
        name: str,
        *,
        stage: Stage,
        data: DataStack,
        functions: FunctionsStack,
        handler: HandlerStack,
        **rest: Any,
    ) -> None:
        super().__init__(scope, name, **rest)
        topic = sns.Topic(self, "Topic", display_name=f"Firstring {stage.name}", enforce_ssl=True)
        topic.add_to_resource_policy(
            iam.PolicyStatement(
                actions=["sns:Publish"],
                principals=[iam.ServicePrincipal("cloudwatch.amazonaws.com")],
                resources=[topic.topic_arn],
                conditions={"StringEquals": {"aws:SourceAccount": self.account}},
            )
        )
        if stage.alarm_email:
            topic.add_subscription(subscriptions.EmailSubscription(stage.alarm_email))
        self._tell = actions.SnsAction(topic)
        for service, function in functions.functions.items():
            failed = function.metric_errors(period=MINUTE)
            self._alarm(f"{service}-fails", failed, 1, f"{service} ended in an error or ran out of time")
        refused = functions.api.metric_server_error(period=MINUTE)
        self._alarm("api-fails", refused, 1, "a webhook or request was answered with 500 or above")
        late = functions.functions["outbox"].metric("IteratorAge", period=MINUTE, statistic="Maximum")
        self._alarm("texts-wait", late, 120_000, "texts wait for more than two minutes")
        healthy = handler.targets.metrics.healthy_host_count(period=MINUTE, statistic="Minimum")
        below = cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
        self._alarm("handlers-gone", healthy, 1, "no stream handler is healthy: callers hear an apology", below, 2)
        busy = handler.service.metric_cpu_utilization(period=MINUTE)
        self._alarm("handlers-busy", busy, 80, "answers come late; more tasks should have started", minutes=5)
        throttled = data.table.metric_throttled_requests_for_operations(operations=OPERATIONS, period=MINUTE)
        self._alarm("table-throttled", throttled, 1, "the table turns requests away", minutes=2)

    def _alarm(
        self,
        name: str,
        metric: cloudwatch.IMetric,
        threshold: float,
        meaning: str,
        comparison: cloudwatch.ComparisonOperator = cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        minutes: int = 1,
    ) -> None:
        fewer = comparison == cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD
        silence = cloudwatch.TreatMissingData.BREACHING if fewer else cloudwatch.TreatMissingData.NOT_BREACHING
        cloudwatch.Alarm(
            self,
            name,
            metric=metric,
            threshold=threshold,
            evaluation_periods=minutes,
            comparison_operator=comparison,
            treat_missing_data=silence,
            alarm_description=meaning,
        ).add_alarm_action(self._tell)
