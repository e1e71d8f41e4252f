"""What wakes an operator: callers who were not served, texts that wait, and what leads there soon.

Each alarm names its section of docs/runbooks.md, which says what to look at and what to do.
"""

from dataclasses import dataclass
from typing import Any

from aws_cdk import Duration, Stack
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_route53 as route53
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct

from infra_cdk.stacks.data import DataStack
from infra_cdk.stacks.functions import CHORES, FunctionsStack, alias, hosted_zone, shared_name
from infra_cdk.stacks.handler import HandlerStack
from infra_cdk.stages import Stage

MINUTE = Duration.minutes(1)
RUNBOOKS = "docs/runbooks.md"
NAMESPACE = "Firstring"
"""As stream_handler/telemetry.py and functions/entry.py have it."""
LATE_MS = 2000
NEARLY_FULL = 90
"""Per cent of the slots."""
OPERATIONS = [
    dynamodb.Operation.GET_ITEM,
    dynamodb.Operation.PUT_ITEM,
    dynamodb.Operation.QUERY,
    dynamodb.Operation.UPDATE_ITEM,
    dynamodb.Operation.TRANSACT_WRITE_ITEMS,
]
LOST = ("fallback", "given up")
"""Lines of call_setup about callers whom no handler served to the end."""
UNSURE = "texts"
"""Line of the outbox with what became of those that were due: `unsure`, for want of an answer."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Of trouble."""

    meaning: str
    metric: cloudwatch.IMetric
    from_: float
    """Trouble begins here."""
    minutes: int = 1
    """Periods in a row."""
    fewer: bool = False
    """Below `from_` is trouble, and so is silence."""
    runbook: str = ""
    """Section; empty: the alarm's own name."""


class WatchStack(Stack):
    """Alarms that tell one topic, and by mail `stage.alarm_email` when there is one; and the name that leads callers to the
    region whose canary is well."""

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
        self._tell = actions.SnsAction(self._topic(stage))
        signs = {**_of_functions(functions), **_of_handlers(handler), "table-throttled": _of_table(data)}
        signs["callers-lost"] = self._callers_lost(functions)
        signs["texts-stuck"] = self._texts_stuck(functions)
        alarms = {name: self._alarm(name, sign) for name, sign in signs.items()}
        canary = None
        if stage.canary_minutes:
            for name, sign in _of_canary(stage, functions).items():
                alarms[name] = self._alarm(name, sign)
            canary = alarms["canary-fails"]
        if functions.shared is not None:
            self._lead(stage, functions, canary)
        self._board(stage, alarms)

    def _board(self, stage: Stage, alarms: dict[str, cloudwatch.Alarm]) -> None:
        """Each alarm with its line, so that whoever is woken sees what else happened then."""
        cloudwatch.Dashboard(
            self,
            "Board",
            dashboard_name=f"firstring-{stage.name}-{self.region}",
            default_interval=Duration.hours(3),
            widgets=[
                [
                    cloudwatch.AlarmStatusWidget(
                        title=f"Firstring {stage.name}, {self.region}", alarms=[*alarms.values()], width=24
                    )
                ],
                [cloudwatch.AlarmWidget(title=name, alarm=alarm, width=6, height=5) for name, alarm in alarms.items()],
            ],
        )

    def _topic(self, stage: Stage) -> sns.Topic:
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
        return topic

    def _callers_lost(self, functions: FunctionsStack) -> Sign:
        lost = logs.MetricFilter(
            self,
            "CallersLost",
            log_group=functions.logs["call_setup"],
            filter_pattern=logs.FilterPattern.any(
                *(logs.FilterPattern.string_value("$.message", "=", line) for line in LOST)
            ),
            metric_namespace=NAMESPACE,
            metric_name="CallersLost",
            metric_value="1",
        )
        return Sign(
            "a caller heard an apology or the tone instead of the receptionist",
            lost.metric(period=MINUTE, statistic="Sum"),
            1,
        )

    def _texts_stuck(self, functions: FunctionsStack) -> Sign:
        """The function itself does well where the carrier does not answer: nothing else tells."""
        stuck = logs.MetricFilter(
            self,
            "TextsUnsure",
            log_group=functions.logs["outbox"],
            filter_pattern=logs.FilterPattern.all(
                logs.FilterPattern.string_value("$.message", "=", UNSURE),
                logs.FilterPattern.number_value("$.unsure", ">", 0),
            ),
            metric_namespace=NAMESPACE,
            metric_name="TextsUnsure",
            metric_value="$.unsure",
        )
        return Sign(
            "for five minutes Twilio has not answered for texts that were due",
            stuck.metric(period=MINUTE, statistic="Sum"),
            1,
            5,
            runbook="texts-wait",
        )

    def _alarm(self, name: str, sign: Sign) -> cloudwatch.Alarm:
        below, above = (
            cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
            cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        )
        breaching, fine = cloudwatch.TreatMissingData.BREACHING, cloudwatch.TreatMissingData.NOT_BREACHING
        alarm = cloudwatch.Alarm(
            self,
            name,
            metric=sign.metric,
            threshold=sign.from_,
            evaluation_periods=sign.minutes,
            comparison_operator=below if sign.fewer else above,
            treat_missing_data=breaching if sign.fewer else fine,
            alarm_description=f"{sign.meaning}. What to do: {RUNBOOKS}#{sign.runbook or name}",
        )
        alarm.add_alarm_action(self._tell)
        return alarm

    def _lead(self, stage: Stage, functions: FunctionsStack, canary: cloudwatch.Alarm | None) -> None:
        """The shared name leads to the nearest region; not to this one while its canary is unwell."""
        assert functions.shared is not None
        well = None
        if canary is not None:
            well = route53.HealthCheck(
                self,
                "Well",
                type=route53.HealthCheckType.CLOUDWATCH_METRIC,
                alarm_identifier=route53.AlarmIdentifier(name=canary.alarm_name, region=self.region),
                insufficient_data_health_status=route53.InsufficientDataHealthStatusEnum.LAST_KNOWN_STATUS,
            )
        route53.ARecord(
            self,
            "Shared",
            zone=hosted_zone(self, stage),
            record_name=shared_name(stage),
            target=alias(functions.shared),
            region=self.region,
            set_identifier=self.region,
            health_check=well,
        )


def _of_functions(functions: FunctionsStack) -> dict[str, Sign]:
    failing = {
        f"{service}-fails": Sign(
            f"the function {service} ended in an error or ran out of time",
            function.metric_errors(period=MINUTE),
            1,
            runbook="function-fails",
        )
        for service, function in functions.functions.items()
        if service != "canary"
    }
    silent = {
        f"{service}-silent": Sign(
            f"the function {service} has not run for five minutes, though it should each minute",
            functions.functions[service].metric_invocations(period=MINUTE, statistic="Sum"),
            1,
            5,
            fewer=True,
            runbook="chore-silent",
        )
        for service in CHORES
    }
    late = functions.functions["outbox"].metric("IteratorAge", period=MINUTE, statistic="Maximum")
    return {
        **failing,
        **silent,
        "api-fails": Sign(
            "a webhook or request was answered with 500 or above", functions.api.metric_server_error(period=MINUTE), 1
        ),
        "texts-wait": Sign("texts wait for more than two minutes", late, 120_000),
    }


def _of_handlers(handler: HandlerStack) -> dict[str, Sign]:
    healthy = handler.targets.metrics.healthy_host_count(period=MINUTE, statistic="Minimum")
    used = cloudwatch.Metric(
        namespace=NAMESPACE,
        metric_name="SlotsInUse",
        dimensions_map={"service": "capacity"},
        statistic="Maximum",
        period=MINUTE,
    )
    answer = cloudwatch.Metric(
        namespace=NAMESPACE,
        metric_name="AnswerLatency",
        dimensions_map={"service": "stream_handler"},
        statistic="p95",
        period=MINUTE,
    )
    return {
        "handlers-gone": Sign("no stream handler is healthy: callers hear an apology", healthy, 1, 2, fewer=True),
        "handlers-busy": Sign(
            "handlers are short of processor: answers come late, and more tasks should have started",
            handler.service.metric_cpu_utilization(period=MINUTE),
            80,
            5,
        ),
        "handlers-full": Sign(
            "calls have nearly every slot of the region; more tasks should have started", used, NEARLY_FULL, 3
        ),
        "answers-late": Sign(f"one answer in twenty comes later than {LATE_MS / 1000:g} s", answer, LATE_MS, 5),
    }


def _of_table(data: DataStack) -> Sign:
    throttled = data.table.metric_throttled_requests_for_operations(operations=OPERATIONS, period=MINUTE)
    return Sign("the table turns requests away", throttled, 1, 2)


def _of_canary(stage: Stage, functions: FunctionsStack) -> dict[str, Sign]:
    every = Duration.minutes(stage.canary_minutes)
    canary = functions.functions["canary"]
    return {
        "canary-fails": Sign(
            "two calls of the canary in a row were not answered and greeted", canary.metric_errors(period=every), 1, 2
        ),
        "canary-silent": Sign(
            "the canary does not ring, so nobody knows whether calls are answered",
            canary.metric_invocations(period=every),
            1,
            3,
            fewer=True,
        ),
    }
