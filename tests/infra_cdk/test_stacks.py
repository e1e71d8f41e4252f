"""The templates hold what the programs in them rely on."""

import json
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from functions.capacity.handler import SERVICE as CAPACITY
from functions.capacity.handler import UNITS as CAPACITY_UNITS
from functions.settings import Settings as FunctionSettings
from infra_cdk.kept import RETENTION
from infra_cdk.prices import CACHE_NODES, CHORES
from infra_cdk.prices import SECRETS as SECRETS_MADE
from infra_cdk.rights import OF_TABLE
from infra_cdk.stacks.functions import CHORES as FUNCTION_CHORES
from infra_cdk.stacks.functions import PRIVATE, WEBHOOKS
from infra_cdk.stages import KEPT_DAYS, stage_named
from receptionist.adapters.dynamodb import schema
from receptionist.adapters.dynamodb.errands import ERRAND_KIND
from receptionist.adapters.dynamodb.messages import TEXT_KIND
from stream_handler.settings import Settings as HandlerSettings
from stream_handler.telemetry import SERVICE, UNITS
from tests.infra_cdk.assembly import ROOT, WITHOUT_PACKAGES, read, synthesised
from tests.infra_cdk.conftest import REGIONS, SECRETS, Templates

pytestmark = [pytest.mark.aws, pytest.mark.timeout(180)]

GIVEN_BY_LAMBDA = {"AWS_REGION"}
HAVE_DEFAULTS = {
    "TWILIO_API_BASE_URL", "TWILIO_TIMEOUT_S", "GOOGLE_CALENDAR_BASE_URL", "GOOGLE_OAUTH_BASE_URL",
    "API_PER_MINUTE",
}  # fmt: skip
FOR_PACKAGES = {"POWERTOOLS_SERVICE_NAME", "PYDANTIC_DISABLE_PLUGINS"}


STREAM = {"dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"}
SECRET = {"secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"}
LOGS = {"logs:CreateLogStream", "logs:PutLogEvents"}
TRACES = {"xray:PutTraceSegments", "xray:PutTelemetryRecords"}
PULL = {
    "ecr:GetAuthorizationToken",
    "ecr:BatchCheckLayerAvailability",
    "ecr:GetDownloadUrlForLayer",
    "ecr:BatchGetImage",
}


def of_type(template: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [found["Properties"] for found in template["Resources"].values() if found["Type"] == kind]


def filters(templates: Templates) -> dict[str, Any]:
    """Of the table's stream, by the function that reads it."""
    found = {}
    for source in of_type(templates["functions"], "AWS::Lambda::EventSourceMapping"):
        (told,) = source["FilterCriteria"]["Filters"]
        assert source["StartingPosition"] == "LATEST"
        name = next(name for name in ("outbox", "errands") if source["FunctionName"]["Ref"].startswith(name))
        found[name] = json.loads(told["Pattern"])
    return found


def test_every_function_is_told_what_its_settings_ask(templates: Templates) -> None:
    wanted = {field.name.upper() for field in fields(FunctionSettings)}
    functions = of_type(templates["functions"], "AWS::Lambda::Function")
    assert len(functions) == len({*WEBHOOKS, *PRIVATE, *FUNCTION_CHORES, "canary"})
    for function in functions:
        told = set(function["Environment"]["Variables"])
        assert wanted - told == GIVEN_BY_LAMBDA | HAVE_DEFAULTS
        assert told - wanted == FOR_PACKAGES


def test_the_handler_is_told_what_its_settings_ask(templates: Templates) -> None:
    (task,) = of_type(templates["handler"], "AWS::ECS::TaskDefinition")
    (container,) = task["ContainerDefinitions"]
    told = {variable["Name"] for variable in container["Environment"]}
    known = {field.name.upper(): field for field in fields(HandlerSettings)}
    assert told <= set(known)
    assert {name for name, field in known.items() if field.default is field.default_factory} <= told
    assert container["ReadonlyRootFilesystem"] is True
    assert container["StopTimeout"] > float(
        next(v["Value"] for v in container["Environment"] if v["Name"] == "DRAIN_S")
    )


def test_whoever_is_signed_in_reaches_every_path_of_the_api(templates: Templates) -> None:
    """No authorizer of the gateway's: the functions ask for a signature or a pass themselves (tests/functions)."""
    routes = {route["RouteKey"]: route for route in of_type(templates["functions"], "AWS::ApiGatewayV2::Route")}
    assert {route.get("AuthorizationType", "NONE") for route in routes.values()} == {"NONE"}
    assert {key for key in routes if "/api/v1/" not in key} == {
        "POST /voice/{step}", "POST /sms/{step}", "GET /calendars/{proxy+}", "HEAD /calendars/{proxy+}",
    }  # fmt: skip
    business = "/api/v1/businesses/{business}"
    assert {
        f"ANY {path}"
        for path in (
            f"{business}/bookings",
            f"{business}/members",
            "/api/v1/session",
            "/api/v1/me",
            f"{business}/keys",
            f"{business}/definition",
            f"{business}/draft/{{proxy+}}",
            f"{business}/versions",
            f"{business}/overlays/{{proxy+}}",
        )  # fmt: skip
    } <= set(routes)
    published, changed = (
        routes[f"{method} {path}"]["Target"]
        for method, path in (("ANY", f"{business}/definition"), ("PATCH", business))
    )
    assert published == changed, "what callers hear is replaced in one place"


def test_only_who_is_let_in_by_an_operator_can_sign_in_and_only_with_a_long_password(templates: Templates) -> None:
    (pool,) = of_type(templates["data"], "AWS::Cognito::UserPool")
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] == 12
    assert (pool["MfaConfiguration"], pool["EnabledMfas"]) == ("OPTIONAL", ["SOFTWARE_TOKEN_MFA"])
    (client,) = of_type(templates["data"], "AWS::Cognito::UserPoolClient")
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert "email" not in client["WriteAttributes"]
    assert client.get("GenerateSecret", False) is False


@pytest.mark.parametrize(
    ("secret", "readers"),
    [
        ("google_calendar_secret_arn", {"calendars", "errands"}),
        ("pinecone_secret_arn", {"TaskTask", "definitions", "knowledge", "bookings", "errands", "sms"}),
        ("openai_secret_arn", {"TaskTask"}),
        ("providers_secret_arn", {"TaskTask"}),
    ],
)
def test_a_key_is_read_by_those_who_speak_with_its_service_and_nobody_else(
    equipped: Templates, secret: str, readers: set[str]
) -> None:
    found = [
        policy["Roles"][0]["Ref"]
        for name in ("functions", "handler")
        for policy in of_type(equipped[name], "AWS::IAM::Policy")
        if SECRETS[secret] in json.dumps(policy["PolicyDocument"])
    ]
    assert {re.split("[rR]ole", reader)[0] for reader in found} == readers
    assert len(found) == len(readers)


@pytest.mark.parametrize(
    ("secret", "variable", "readers"),
    [
        ("Twilio", "TWILIO_SECRET_ARN", {"call_setup", "sms", "outbox", "rescue", "numbers", "canary"}),
        ("StreamKey", "STREAM_KEYS_SECRET_ARN", {"call_setup", "dashboard_api"}),
    ],
)
def test_a_function_is_told_of_the_secrets_it_may_read_and_of_no_others(
    templates: Templates, secret: str, variable: str, readers: set[str]
) -> None:
    told = [one["Environment"]["Variables"] for one in of_type(templates["functions"], "AWS::Lambda::Function")]
    assert {one["POWERTOOLS_SERVICE_NAME"] for one in told if one[variable]} == readers
    allowed = {
        re.split("[rR]ole", policy["Roles"][0]["Ref"])[0]
        for policy in of_type(templates["functions"], "AWS::IAM::Policy")
        for statement in policy["PolicyDocument"]["Statement"]
        if set(statement["Action"]) == SECRET and f"Ref{secret}" in json.dumps(statement["Resource"])
    }
    assert allowed == {name.replace("_", "") for name in readers}


def test_the_handler_is_told_whom_to_ask_and_where_the_keys_are(equipped: Templates) -> None:
    (task,) = of_type(equipped["handler"], "AWS::ECS::TaskDefinition")
    told = {each["Name"]: each["Value"] for each in task["ContainerDefinitions"][0]["Environment"]}
    assert (told["MIND"], told["OPENAI_MODEL"], told["OPENAI_API"]) == ("local,openai", "some-model", "chat")
    assert (told["EARS"], told["MOUTH"]) == ("deepgram,local", "elevenlabs,google")
    assert told["OPENAI_SECRET_ARN"] == SECRETS["openai_secret_arn"]
    assert told["PROVIDERS_SECRET_ARN"] == SECRETS["providers_secret_arn"]


def test_callers_are_understood_without_a_language_model_until_an_operator_chooses_one(templates: Templates) -> None:
    (task,) = of_type(templates["handler"], "AWS::ECS::TaskDefinition")
    told = {each["Name"]: each["Value"] for each in task["ContainerDefinitions"][0]["Environment"]}
    assert told["MIND"] == "local"
    assert "OpenAi" not in json.dumps(templates["handler"])


def test_the_table_is_the_one_the_adapters_were_tested_on(templates: Templates) -> None:
    (table,) = of_type(templates["data"], "AWS::DynamoDB::GlobalTable")
    assert table["KeySchema"] == schema.TABLE_SCHEMA["KeySchema"]
    for told, known in zip(table["GlobalSecondaryIndexes"], schema.TABLE_SCHEMA["GlobalSecondaryIndexes"], strict=True):  # type: ignore[call-overload]
        assert (told["IndexName"], told["KeySchema"]) == (known["IndexName"], known["KeySchema"])
        assert set(told["Projection"]["NonKeyAttributes"]) == set(schema.INDEXED)
    assert table["TimeToLiveSpecification"] == {"AttributeName": schema.TTL_ATTRIBUTE, "Enabled": True}
    assert table["StreamSpecification"] == {"StreamViewType": schema.STREAM_VIEW}


def test_a_text_that_begins_to_wait_wakes_the_outbox_and_little_else_does(templates: Templates) -> None:
    wakes = filters(templates)
    assert wakes.pop("outbox") == {"dynamodb": {"NewImage": {"kind": {"S": [TEXT_KIND]}}}}
    assert set(wakes) == {"errands"}


def test_an_errand_that_is_added_wakes_whoever_does_it(templates: Templates) -> None:
    added = {"eventName": ["INSERT"], "dynamodb": {"NewImage": {"kind": {"S": [ERRAND_KIND]}}}}
    assert filters(templates)["errands"] == added


def test_no_right_is_given_on_everything_but_what_has_no_name(templates: Templates) -> None:
    nameless = {
        "ecs:ListTasks", "xray:PutTraceSegments", "xray:PutTelemetryRecords", "dynamodb:ListStreams", "ecr:GetAuthorizationToken",
    }  # fmt: skip
    for name in ("functions", "handler"):
        for policy in of_type(templates[name], "AWS::IAM::Policy"):
            for statement in policy["PolicyDocument"]["Statement"]:
                actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
                assert not any("*" in action for action in actions)
                assert statement["Resource"] != "*" or set(actions) <= nameless


RIGHTS = {
    "wording": set(),
    "bookings": set(), "accounts": set(), "call_setup": set(), "sms": set(), "rescue": set(), "outbox": STREAM, "definitions": set(),
    "calendars": set(), "knowledge": set(), "numbers": set(), "canary": set(), "dashboard_api": {"s3:GetObject", "s3:DeleteObject"},
    "errands": {"s3:DeleteObject"} | STREAM,
    "capacity": {"ecs:DescribeServices", "ecs:DescribeTasks", "ecs:ListTasks", "ecs:UpdateTaskProtection"},
    "TaskTask": {"lambda:InvokeFunction", "s3:PutObject", "s3:AbortMultipartUpload", "s3:GetObject", "s3:ListBucket"},
}  # fmt: skip
"""What a role may do beside its part of the table (test_rights.py), secrets, its own logs and traces."""


def test_a_role_may_do_what_is_written_here_and_nothing_else(templates: Templates) -> None:
    found: dict[str, set[str]] = {}
    for name in ("functions", "handler"):
        for policy in of_type(templates[name], "AWS::IAM::Policy"):
            role = re.split("[rR]ole", policy["Roles"][0]["Ref"])[0]
            for statement in policy["PolicyDocument"]["Statement"]:
                assert statement["Effect"] == "Allow"
                actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
                found.setdefault(role, set()).update(actions)
    for_all = {f"dynamodb:{action}" for action in OF_TABLE.values()} | SECRET | LOGS | TRACES
    assert {
        re.sub("Execution.*", "", role): actions - for_all for role, actions in found.items() if "Execution" not in role
    } == {role.replace("_", ""): rights for role, rights in RIGHTS.items()}
    (pulls,) = (actions for role, actions in found.items() if "Execution" in role)
    assert pulls <= LOGS | PULL


def test_nothing_can_be_read_by_strangers(templates: Templates) -> None:
    for bucket in of_type(templates["data"], "AWS::S3::Bucket"):
        assert all(bucket["PublicAccessBlockConfiguration"].values())
    (service,) = of_type(templates["handler"], "AWS::ECS::Service")
    assert service["NetworkConfiguration"]["AwsvpcConfiguration"]["AssignPublicIp"] == "DISABLED"


def test_strangers_reach_the_paths_that_ask_for_a_ticket_a_pass_or_a_session_and_no_other(templates: Templates) -> None:
    (listener,) = of_type(templates["handler"], "AWS::ElasticLoadBalancingV2::Listener")
    assert [action["Type"] for action in listener["DefaultActions"]] == ["fixed-response"]
    (rule,) = of_type(templates["handler"], "AWS::ElasticLoadBalancingV2::ListenerRule")
    assert [condition["PathPatternConfig"]["Values"] for condition in rule["Conditions"]] == [
        ["/media", "/live", "/listen/*"]
    ]


def test_without_a_certificate_sound_crosses_the_internet_only_encrypted(templates: Templates) -> None:
    (balancer,) = of_type(templates["handler"], "AWS::ElasticLoadBalancingV2::LoadBalancer")
    assert balancer["Scheme"] == "internal"
    (front,) = of_type(templates["handler"], "AWS::CloudFront::Distribution")
    assert front["DistributionConfig"]["DefaultCacheBehavior"]["ViewerProtocolPolicy"] == "https-only"
    (cache,) = of_type(templates["network"], "AWS::ElastiCache::ReplicationGroup")
    assert cache["TransitEncryptionMode"] == "required"


def test_an_operator_is_told_of_every_function_that_fails_and_of_handlers_that_are_gone(templates: Templates) -> None:
    alarms = of_type(templates["watch"], "AWS::CloudWatch::Alarm")
    assert all(alarm["AlarmActions"] and alarm["AlarmDescription"] for alarm in alarms)
    failing = [alarm for alarm in alarms if alarm.get("MetricName") == "Errors"]
    assert len(failing) == len(of_type(templates["functions"], "AWS::Lambda::Function"))
    (gone,) = (alarm for alarm in alarms if alarm.get("MetricName") == "HealthyHostCount")
    (policy,) = of_type(templates["watch"], "AWS::SNS::TopicPolicy")
    allowed = [one["Principal"] for one in policy["PolicyDocument"]["Statement"] if one["Effect"] == "Allow"]
    assert allowed == [{"Service": "cloudwatch.amazonaws.com"}]
    assert (gone["ComparisonOperator"], gone["TreatMissingData"]) == ("LessThanThreshold", "breaching")


def test_every_alarm_has_a_runbook_and_every_runbook_an_alarm(templates: Templates) -> None:
    written = (ROOT / "docs" / "runbooks.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^## ([a-z-]+)$", written, re.MULTILINE))
    alarms = of_type(templates["watch"], "AWS::CloudWatch::Alarm")
    named = {alarm["AlarmDescription"].partition("docs/runbooks.md#")[2] for alarm in alarms}
    assert named == sections
    for section in sections:
        text = written.split(f"## {section}\n")[1].split("\n## ")[0]
        assert {"**Callers**", "**Look**", "**Do**"} <= set(re.findall(r"\*\*\w+\*\*", text)), section


def test_whoever_is_woken_sees_every_alarm_on_one_board(templates: Templates) -> None:
    (board,) = of_type(templates["watch"], "AWS::CloudWatch::Dashboard")
    alarms = {name for name, one in templates["watch"]["Resources"].items() if one["Type"] == "AWS::CloudWatch::Alarm"}
    shown = {
        part["Fn::GetAtt"][0]
        for part in board["DashboardBody"]["Fn::Join"][1]
        if isinstance(part, dict) and "Fn::GetAtt" in part
    }
    assert shown == alarms


def test_metrics_that_are_watched_are_metrics_that_are_written(templates: Templates) -> None:
    own = [one for one in of_type(templates["watch"], "AWS::CloudWatch::Alarm") if one.get("Namespace") == "Firstring"]
    written = (
        {(SERVICE, name) for name in UNITS}
        | {(CAPACITY, name) for name in CAPACITY_UNITS}
        | {("", "CallersLost"), ("", "TextsUnsure")}
    )
    watched = {("".join(d["Value"] for d in one.get("Dimensions", ())), one["MetricName"]) for one in own}
    assert len(watched) == 4
    assert watched <= written
    policies = of_type(templates["handler"], "AWS::ApplicationAutoScaling::ScalingPolicy")
    (slots,) = (
        one["TargetTrackingScalingPolicyConfiguration"]
        for one in policies
        if "CustomizedMetricSpecification" in one["TargetTrackingScalingPolicyConfiguration"]
    )
    metric = slots["CustomizedMetricSpecification"]
    assert (metric["Dimensions"][0]["Value"], metric["MetricName"]) in written
    assert (slots["TargetValue"], slots["ScaleInCooldown"]) == (70, 600)
    source = (ROOT / "functions" / "call_setup" / "app.py").read_text(encoding="utf-8")
    assert all(f'log.error("{line}"' in source for line in ("fallback", "given up"))
    (unsure,) = (
        one["FilterPattern"]
        for one in of_type(templates["watch"], "AWS::Logs::MetricFilter")
        if one["MetricTransformations"][0]["MetricName"] == "TextsUnsure"
    )
    assert unsure == '{ ($.message = "texts") && ($.unsure > 0) }'
    outbox = (ROOT / "functions" / "sms" / "outbox.py").read_text(encoding="utf-8")
    assert 'log.info("texts", extra={' in outbox
    assert '"unsure": unsure' in outbox


def test_the_canary_rings_as_often_as_the_stage_says_and_its_silence_is_heard(
    templates: Templates, production: dict[str, Templates]
) -> None:
    for found, rate in ((templates, "rate(15 minutes)"), (production["us-east-1"], "rate(1 minute)")):
        rates = [one["ScheduleExpression"] for one in of_type(found["functions"], "AWS::Events::Rule")]
        assert sorted(rates) == sorted(["rate(1 minute)"] * CHORES + [rate])
        alarms = of_type(found["watch"], "AWS::CloudWatch::Alarm")
        (silent,) = (one for one in alarms if "canary does not ring" in one["AlarmDescription"])
        assert (silent["TreatMissingData"], silent["EvaluationPeriods"]) == ("breaching", 3)


def test_an_operator_is_told_when_what_runs_each_minute_does_not(templates: Templates) -> None:
    alarms = of_type(templates["watch"], "AWS::CloudWatch::Alarm")
    silent = [one for one in alarms if "#chore-silent" in one["AlarmDescription"]]
    watched = {json.dumps(one["Dimensions"]) for one in silent}
    assert len(watched) == len(FUNCTION_CHORES)
    for one in silent:
        assert (one["MetricName"], one["Threshold"], one["Period"], one["EvaluationPeriods"]) == (
            "Invocations",
            1,
            60,
            5,
        )
        assert (one["ComparisonOperator"], one["TreatMissingData"]) == ("LessThanThreshold", "breaching")


@pytest.mark.long
def test_what_is_synthesised_again_is_the_same(templates: Templates, tmp_path: Path) -> None:
    assert read(synthesised(tmp_path, WITHOUT_PACKAGES)) == templates


def test_two_regions_share_one_table_and_each_has_the_rest(production: dict[str, Templates]) -> None:
    parts = {"data", "network", "handler", "functions", "page", "watch"}
    assert {region: set(found) for region, found in production.items()} == dict.fromkeys(REGIONS, parts)
    first, second = (production[region] for region in REGIONS)
    (table,) = of_type(first["data"], "AWS::DynamoDB::GlobalTable")
    assert (table["TableName"], [one["Region"] for one in table["Replicas"]]) == (
        "firstring-prod", ["eu-west-1", "us-east-1"],
    )  # fmt: skip
    assert of_type(second["data"], "AWS::DynamoDB::GlobalTable") == []
    for function in of_type(second["functions"], "AWS::Lambda::Function"):
        assert function["Environment"]["Variables"]["HOME_REGION"] == "us-east-1"
    assert ":dynamodb:us-east-1:" in json.dumps(of_type(second["functions"], "AWS::IAM::Policy"))


def test_a_call_goes_to_the_nearest_region_and_where_that_fails_to_the_other(production: dict[str, Templates]) -> None:
    for region, other in (REGIONS, REGIONS[::-1]):
        template = production[region]["functions"]
        told = {name: one["Value"] for name, one in template["Outputs"].items()}
        assert told["VoiceIncoming"] == "https://phone.example.com/voice/incoming"
        assert told["VoiceFallback"] == f"https://phone-{other}.example.com/voice/incoming"
        believed = {f["Environment"]["Variables"]["PUBLIC_URL"] for f in of_type(template, "AWS::Lambda::Function")}
        assert believed == {
            f"https://phone-{region}.example.com,https://phone-{other}.example.com,https://phone.example.com"
        }
        names = {one["DomainName"] for one in of_type(template, "AWS::ApiGatewayV2::DomainName")}
        assert names == {f"phone-{region}.example.com", "phone.example.com"}
        assert f"wss://stream-{region}.example.com/media" in json.dumps(template)
        records = of_type(production[region]["watch"], "AWS::Route53::RecordSet")
        assert [(one["Name"], one["Region"]) for one in records] == [("phone.example.com.", region)]
        (check,) = of_type(production[region]["watch"], "AWS::Route53::HealthCheck")
        assert check["HealthCheckConfig"]["Type"] == "CLOUDWATCH_METRIC"
        assert check["HealthCheckConfig"]["AlarmIdentifier"]["Region"] == region
        assert records[0]["HealthCheckId"]
    assert production["eu-west-1"]["functions"]["Outputs"]["TwilioRegion"]["Value"] == "ie1"


def test_handlers_are_there_before_callers_are_known_to_ring(equipped: Templates, templates: Templates) -> None:
    (target,) = of_type(equipped["handler"], "AWS::ApplicationAutoScaling::ScalableTarget")
    told = {
        one["Schedule"]: (one["ScalableTargetAction"]["MinCapacity"], one["Timezone"])
        for one in target["ScheduledActions"]
    }
    assert told == {
        "cron(0 7 * * ? *)": (4, "America/New_York"), "cron(0 0 * * ? *)": (2, "America/New_York"),
    }  # fmt: skip
    (always,) = of_type(templates["handler"], "AWS::ApplicationAutoScaling::ScalableTarget")
    assert "ScheduledActions" not in always


def test_what_waiting_costs_is_counted_off_what_is_there(
    production: dict[str, Templates], templates: Templates
) -> None:
    for stage, found in (("dev", templates), ("prod", production["us-east-1"])):
        chosen = stage_named(stage)
        assert len(of_type(found["network"], "AWS::EC2::NatGateway")) == chosen.gateways
        (cache,) = of_type(found["network"], "AWS::ElastiCache::ReplicationGroup")
        assert cache["NumCacheClusters"] == CACHE_NODES
        assert len(of_type(found["data"], "AWS::SecretsManager::Secret")) == SECRETS_MADE
        (service,) = of_type(found["handler"], "AWS::ECS::Service")
        assert service["DesiredCount"] == chosen.tasks


def test_the_table_of_production_is_backed_up_each_night_and_can_be_had_as_of_any_second(
    production: dict[str, Templates], templates: Templates
) -> None:
    (plan,) = of_type(production["us-east-1"]["data"], "AWS::Backup::BackupPlan")
    (rule,) = plan["BackupPlan"]["BackupPlanRule"]
    assert rule["Lifecycle"] == {"DeleteAfterDays": 35}
    assert len(of_type(production["us-east-1"]["data"], "AWS::Backup::BackupSelection")) == 1
    for other in (production["eu-west-1"]["data"], templates["data"]):
        assert of_type(other, "AWS::Backup::BackupPlan") == []
    for found, protected in ((production["us-east-1"]["data"], True), (templates["data"], False)):
        (table,) = of_type(found, "AWS::DynamoDB::GlobalTable")
        for replica in table["Replicas"]:
            assert replica["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] is True
            assert replica["DeletionProtectionEnabled"] is protected


def test_the_webhook_a_caller_waits_for_starts_from_a_snapshot_and_is_the_one_that_is_asked(
    production: dict[str, Templates], templates: Templates
) -> None:
    template = production["us-east-1"]["functions"]
    kept = [one for one in of_type(template, "AWS::Lambda::Function") if "SnapStart" in one]
    assert [(one["Handler"], one["SnapStart"]["ApplyOn"]) for one in kept] == [
        ("functions.call_setup.handler.handler", "PublishedVersions")
    ]
    ((alias, told),) = (
        (name, one["Properties"]) for name, one in template["Resources"].items() if one["Type"] == "AWS::Lambda::Alias"
    )
    assert told["Name"] == "live"
    asked = [one["IntegrationUri"] for one in of_type(template, "AWS::ApiGatewayV2::Integration")]
    assert {"Ref": alias} in asked
    assert of_type(templates["functions"], "AWS::Lambda::Alias") == []


def test_logs_are_kept_as_long_as_the_stage_says(production: dict[str, Templates], templates: Templates) -> None:
    assert tuple(RETENTION) == KEPT_DAYS
    for found, days in ((templates, 7), (production["us-east-1"], 30)):
        kept = {one["RetentionInDays"] for part in found.values() for one in of_type(part, "AWS::Logs::LogGroup")}
        assert kept == {days}


def test_parts_of_an_upload_nobody_finished_are_not_paid_for_longer_than_a_day(templates: Templates) -> None:
    buckets = of_type(templates["data"], "AWS::S3::Bucket")
    assert len(buckets) == 2
    for bucket in buckets:
        (rule,) = bucket["LifecycleConfiguration"]["Rules"]
        assert rule["Status"] == "Enabled"
        assert rule["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    allowed = [
        statement["Action"]
        for policy in of_type(templates["handler"], "AWS::IAM::Policy")
        for statement in policy["PolicyDocument"]["Statement"]
        if "s3:PutObject" in statement["Action"]
    ]
    assert [sorted(actions) for actions in allowed] == [["s3:AbortMultipartUpload", "s3:PutObject"]]
