"""Times that have to fit together, sizes by stage, and that everything kept is encrypted."""

import json

import pytest

from infra_cdk.stages import Stage, stage_named
from tests.infra_cdk.conftest import REGIONS, Templates
from tests.infra_cdk.test_stacks import of_type

pytestmark = [pytest.mark.aws, pytest.mark.timeout(180)]

API_WAITS_S = 29
"""https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"""
TWILIO_WAITS_S = 15
"""https://www.twilio.com/docs/usage/webhooks/webhooks-faq"""
FARGATE_WAITS_S = 120
"""https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_timeout"""


@pytest.fixture(params=["dev", "prod"])
def staged(
    request: pytest.FixtureRequest, templates: Templates, production: dict[str, Templates]
) -> tuple[Stage, Templates]:
    """A stage and its first region."""
    found = templates if request.param == "dev" else production[REGIONS[0]]
    return stage_named(request.param), found


def test_a_function_gives_up_before_the_gateway_and_twilio_do(staged: tuple[Stage, Templates]) -> None:
    _, found = staged
    timeouts = {one["Timeout"] for one in of_type(found["functions"], "AWS::Lambda::Function")}
    assert max(timeouts) < min(API_WAITS_S, TWILIO_WAITS_S)


def test_a_handler_has_time_to_give_its_calls_away_and_is_not_ended_before(staged: tuple[Stage, Templates]) -> None:
    stage, found = staged
    (target,) = of_type(found["handler"], "AWS::ElasticLoadBalancingV2::TargetGroup")
    told = {one["Key"]: one["Value"] for one in target["TargetGroupAttributes"]}
    assert told["deregistration_delay.timeout_seconds"] == str(stage.goodbye_s)
    (task,) = of_type(found["handler"], "AWS::ECS::TaskDefinition")
    (container,) = task["ContainerDefinitions"]
    assert container["StopTimeout"] == FARGATE_WAITS_S
    (balancer,) = of_type(found["handler"], "AWS::ElasticLoadBalancingV2::LoadBalancer")
    told = {one["Key"]: one["Value"] for one in balancer["LoadBalancerAttributes"]}
    assert told["idle_timeout.timeout_seconds"] == "4000"


def test_a_release_starts_new_handlers_first_and_is_taken_back_if_they_fail(staged: tuple[Stage, Templates]) -> None:
    _, found = staged
    (service,) = of_type(found["handler"], "AWS::ECS::Service")
    rolling = service["DeploymentConfiguration"]
    assert (rolling["MinimumHealthyPercent"], rolling["MaximumPercent"]) == (100, 200)
    assert rolling["DeploymentCircuitBreaker"] == {"Enable": True, "Rollback": True}


def test_handlers_are_as_many_as_the_stage_says_and_fewer_only_after_a_while(staged: tuple[Stage, Templates]) -> None:
    stage, found = staged
    (target,) = of_type(found["handler"], "AWS::ApplicationAutoScaling::ScalableTarget")
    assert (target["MinCapacity"], target["MaxCapacity"]) == (stage.tasks, stage.most_tasks)
    policies = of_type(found["handler"], "AWS::ApplicationAutoScaling::ScalingPolicy")
    tracked = [one["TargetTrackingScalingPolicyConfiguration"] for one in policies]
    assert {(one["ScaleOutCooldown"], one["ScaleInCooldown"]) for one in tracked} == {(30, 600)}
    (task,) = of_type(found["handler"], "AWS::ECS::TaskDefinition")
    assert (task["Cpu"], task["Memory"]) == (str(stage.task_cpu), str(stage.task_memory_mib))


def test_whatever_is_kept_is_encrypted(staged: tuple[Stage, Templates]) -> None:
    _, found = staged
    (table,) = of_type(found["data"], "AWS::DynamoDB::GlobalTable")
    assert table["SSESpecification"] == {"SSEEnabled": True, "SSEType": "KMS"}
    for bucket in (one for part in found.values() for one in of_type(part, "AWS::S3::Bucket")):
        assert bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
    for policy in (one for part in found.values() for one in of_type(part, "AWS::S3::BucketPolicy")):
        assert "aws:SecureTransport" in json.dumps(policy)
    (cache,) = of_type(found["network"], "AWS::ElastiCache::ReplicationGroup")
    assert (cache["AtRestEncryptionEnabled"], cache["TransitEncryptionEnabled"]) == (True, True)


def test_handlers_reach_table_and_objects_without_the_internet(staged: tuple[Stage, Templates]) -> None:
    _, found = staged
    services = json.dumps([one["ServiceName"] for one in of_type(found["network"], "AWS::EC2::VPCEndpoint")])
    assert "dynamodb" in services
    assert ".s3" in services
    (service,) = of_type(found["handler"], "AWS::ECS::Service")
    assert service["NetworkConfiguration"]["AwsvpcConfiguration"]["AssignPublicIp"] == "DISABLED"


def test_requests_are_limited_where_no_firewall_can_be(staged: tuple[Stage, Templates]) -> None:
    stage, found = staged
    (default,) = of_type(found["functions"], "AWS::ApiGatewayV2::Stage")
    limits = default["DefaultRouteSettings"]
    assert (limits["ThrottlingRateLimit"], limits["ThrottlingBurstLimit"]) == (
        stage.requests_per_s,
        2 * stage.requests_per_s,
    )
