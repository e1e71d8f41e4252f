"""The templates hold what the programs in them rely on."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from functions.settings import Settings as FunctionSettings
from infra_cdk.stages import STAGES, stage_named
from receptionist.adapters.dynamodb import schema
from receptionist.adapters.dynamodb.errands import ERRAND_KIND
from receptionist.adapters.dynamodb.messages import TEXT_KIND
from receptionist.errors import Misconfigured
from stream_handler.settings import Settings as HandlerSettings
from tests.infra_cdk.assembly import WITHOUT_PACKAGES, read, synthesised
from tests.infra_cdk.conftest import Templates

pytestmark = [pytest.mark.aws, pytest.mark.timeout(180)]

GIVEN_BY_LAMBDA = {"AWS_REGION"}
HAVE_DEFAULTS = {
    "TWILIO_API_BASE_URL", "TWILIO_TIMEOUT_S", "GOOGLE_CALENDAR_BASE_URL", "GOOGLE_OAUTH_BASE_URL",
    "API_PER_MINUTE", "MOST_CALLS",
}  # fmt: skip
FOR_POWERTOOLS = {"POWERTOOLS_SERVICE_NAME"}

CERTIFICATE = "arn:aws:acm:us-east-1:000000000000:certificate/00000000-0000-0000-0000-000000000000"


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
    assert len(functions) == 11
    for function in functions:
        told = set(function["Environment"]["Variables"])
        assert wanted - told == GIVEN_BY_LAMBDA | HAVE_DEFAULTS
        assert told - wanted == FOR_POWERTOOLS


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


def test_only_who_is_let_in_by_an_operator_can_sign_in_and_only_with_a_long_password(templates: Templates) -> None:
    (pool,) = of_type(templates["data"], "AWS::Cognito::UserPool")
    assert pool["AdminCreateUserConfig"]["AllowAdminCreateUserOnly"] is True
    assert pool["Policies"]["PasswordPolicy"]["MinimumLength"] == 12
    assert (pool["MfaConfiguration"], pool["EnabledMfas"]) == ("OPTIONAL", ["SOFTWARE_TOKEN_MFA"])
    (client,) = of_type(templates["data"], "AWS::Cognito::UserPoolClient")
    assert client["PreventUserExistenceErrors"] == "ENABLED"
    assert "email" not in client["WriteAttributes"]
    assert client.get("GenerateSecret", False) is False


def test_only_those_who_speak_with_google_may_read_its_secret(tmp_path: Path) -> None:
    arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:google-AbCdEf"
    whole = read(synthesised(tmp_path, {**WITHOUT_PACKAGES, "google_calendar_secret_arn": arn}))
    readers = [
        policy["Roles"][0]["Ref"]
        for policy in of_type(whole["functions"], "AWS::IAM::Policy")
        if arn in json.dumps(policy["PolicyDocument"])
    ]
    assert sorted(role.partition("role")[0] for role in readers) == ["calendars", "errands"]


def test_only_the_handler_may_read_the_key_of_the_language_model(tmp_path: Path) -> None:
    arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:openai-AbCdEf"
    chosen = {"mind": "local,openai", "openai_secret_arn": arn, "openai_model": "some-model", "openai_api": "chat"}
    whole = read(synthesised(tmp_path, {**WITHOUT_PACKAGES, **chosen}))
    readers = [
        policy["Roles"][0]["Ref"]
        for name in ("functions", "handler")
        for policy in of_type(whole[name], "AWS::IAM::Policy")
        if arn in json.dumps(policy["PolicyDocument"])
    ]
    assert [reader.startswith("TaskTaskRole") for reader in readers] == [True]
    (task,) = of_type(whole["handler"], "AWS::ECS::TaskDefinition")
    told = {each["Name"]: each["Value"] for each in task["ContainerDefinitions"][0]["Environment"]}
    assert (told["MIND"], told["OPENAI_SECRET_ARN"], told["OPENAI_MODEL"]) == ("local,openai", arn, "some-model")
    assert told["OPENAI_API"] == "chat"


def test_only_the_handler_may_read_the_keys_of_ears_and_mouth(tmp_path: Path) -> None:
    arn = "arn:aws:secretsmanager:us-east-1:000000000000:secret:providers-AbCdEf"
    chosen = {"ears": "deepgram,local", "mouth": "elevenlabs,google", "providers_secret_arn": arn}
    whole = read(synthesised(tmp_path, {**WITHOUT_PACKAGES, **chosen}))
    readers = [
        policy["Roles"][0]["Ref"]
        for name in ("functions", "handler")
        for policy in of_type(whole[name], "AWS::IAM::Policy")
        if arn in json.dumps(policy["PolicyDocument"])
    ]
    assert [reader.startswith("TaskTaskRole") for reader in readers] == [True]
    (task,) = of_type(whole["handler"], "AWS::ECS::TaskDefinition")
    told = {each["Name"]: each["Value"] for each in task["ContainerDefinitions"][0]["Environment"]}
    assert (told["EARS"], told["MOUTH"], told["PROVIDERS_SECRET_ARN"]) == ("deepgram,local", "elevenlabs,google", arn)


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
        "xray:PutTraceSegments", "xray:PutTelemetryRecords", "dynamodb:ListStreams", "ecr:GetAuthorizationToken",
    }  # fmt: skip
    for name in ("functions", "handler"):
        for policy in of_type(templates[name], "AWS::IAM::Policy"):
            for statement in policy["PolicyDocument"]["Statement"]:
                actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
                assert not any("*" in action for action in actions)
                assert statement["Resource"] != "*" or set(actions) <= nameless


def test_nothing_can_be_read_by_strangers(templates: Templates) -> None:
    for bucket in of_type(templates["data"], "AWS::S3::Bucket"):
        assert all(bucket["PublicAccessBlockConfiguration"].values())
    (service,) = of_type(templates["handler"], "AWS::ECS::Service")
    assert service["NetworkConfiguration"]["AwsvpcConfiguration"]["AssignPublicIp"] == "DISABLED"


def test_strangers_reach_the_path_that_asks_for_a_ticket_and_no_other(templates: Templates) -> None:
    (listener,) = of_type(templates["handler"], "AWS::ElasticLoadBalancingV2::Listener")
    assert [action["Type"] for action in listener["DefaultActions"]] == ["fixed-response"]
    (rule,) = of_type(templates["handler"], "AWS::ElasticLoadBalancingV2::ListenerRule")
    assert [condition["PathPatternConfig"]["Values"] for condition in rule["Conditions"]] == [["/media"]]


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


def test_what_is_synthesised_again_is_the_same(templates: Templates, tmp_path: Path) -> None:
    assert read(synthesised(tmp_path, WITHOUT_PACKAGES)) == templates


def test_two_regions_of_production_are_as_sound(tmp_path: Path) -> None:
    folder = synthesised(tmp_path, {**WITHOUT_PACKAGES, "stage": "prod", "regions": "us-east-1,eu-west-1"})
    assert {path.name.removesuffix(".template.json") for path in folder.glob("*.template.json")} == {
        f"Firstring-prod-{region}-{part}"
        for region in ("us-east-1", "eu-west-1")
        for part in ("data", "network", "handler", "functions", "watch")
    }
    first, second = (
        {part: json.loads((folder / f"Firstring-prod-{region}-{part}.template.json").read_text(encoding="utf-8"))
         for part in ("data", "functions")}
        for region in ("us-east-1", "eu-west-1")
    )  # fmt: skip
    (table,) = of_type(first["data"], "AWS::DynamoDB::GlobalTable")
    assert (table["TableName"], [one["Region"] for one in table["Replicas"]]) == (
        "firstring-prod", ["eu-west-1", "us-east-1"],
    )  # fmt: skip
    assert of_type(second["data"], "AWS::DynamoDB::GlobalTable") == []
    for function in of_type(second["functions"], "AWS::Lambda::Function"):
        assert function["Environment"]["Variables"]["HOME_REGION"] == "us-east-1"
    assert ":dynamodb:us-east-1:" in json.dumps(of_type(second["functions"], "AWS::IAM::Policy"))


def test_a_stage_is_chosen_and_told_by_context() -> None:
    assert stage_named("prod", twilio_account_sid="AC1", tasks="7").tasks == STAGES["prod"].tasks
    assert stage_named("dev", regions="eu-west-1", domain=None).regions == "eu-west-1"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("staging", {}),
        ("dev", {"domain": "example.com"}),
        (
            "dev",
            {"domain": "example.com", "hosted_zone_id": "Z1", "certificate_arn": CERTIFICATE, "regions": "eu-west-1"},
        ),
        ("dev", {"lambda_arch": "mips"}),
        ("dev", {"mind": "oracle"}),
        ("dev", {"mind": "local,openai"}),
        ("dev", {"openai_api": "completions"}),
    ],
)
def test_a_stage_that_cannot_be_is_refused(name: str, told: dict[str, str]) -> None:
    with pytest.raises(Misconfigured):
        stage_named(name, **told)


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
