"""What an operator may choose, and is told where it cannot be. Nothing is synthesised here."""

import pytest

from infra_cdk.places import TWILIO, twilio_near
from infra_cdk.prices import idle, task_hours
from infra_cdk.stages import STAGES, stage_named
from receptionist.errors import Misconfigured


def certificate(region: str) -> str:
    return f"arn:aws:acm:{region}:000000000000:certificate/00000000-0000-0000-0000-000000000000"


OWN = {"domain": "example.com", "hosted_zone_id": "Z1"}


def test_a_stage_is_chosen_and_told_by_context() -> None:
    assert stage_named("prod", twilio_account_sid="AC1", tasks="7").tasks == 7
    assert stage_named("dev", regions="eu-west-1", domain=None).regions == "eu-west-1"
    assert stage_named("dev", keep_data="true") == STAGES["dev"]


@pytest.mark.parametrize(
    ("name", "told", "why"),
    [
        ("staging", {}, "staging"),
        ("dev", {"domain": "example.com"}, "together"),
        ("dev", {**OWN, "certificate_arn": certificate("us-east-1"), "regions": "eu-west-1"}, "eu-west-1"),
        ("dev", {**OWN, "certificate_arn": certificate("us-east-1"), "regions": "us-east-1,eu-west-1"}, "eu-west-1"),
        ("dev", {"regions": "us-east-1,us-east-1"}, "twice"),
        ("dev", {"regions": "mars-north-1"}, "no AWS region"),
        ("dev", {"lambda_arch": "mips"}, "mips"),
        ("dev", {"mind": "oracle"}, "oracle"),
        ("dev", {"mind": "local,openai"}, "openai_secret_arn"),
        ("dev", {"openai_api": "completions"}, "completions"),
        ("dev", {"tasks": "many"}, "whole number"),
        ("dev", {"tasks": "3"}, "most_tasks"),
        ("dev", {"log_days": "8"}, "log_days"),
        ("dev", {"goodbye_s": "4000"}, "goodbye_s"),
        ("dev", {"busy_hours": "7-20", "busy_tasks": "2"}, "busy_hours"),
        ("dev", {"busy_hours": "07-20"}, "together"),
        ("dev", {"busy_hours": "07-20", "busy_tasks": "9"}, "most_tasks"),
        ("dev", {"busy_timezone": "Mars/Olympus"}, "Olympus"),
    ],
)
def test_a_stage_that_cannot_be_is_refused_by_name(name: str, told: dict[str, str], why: str) -> None:
    with pytest.raises(Misconfigured, match=why):
        stage_named(name, **told)


def test_numbers_are_routed_to_the_region_of_twilio_that_is_near() -> None:
    assert [twilio_near(region) for region in TWILIO.values()] == list(TWILIO)
    assert [twilio_near(region) for region in ("ca-central-1", "eu-central-1", "ap-northeast-1")] == [
        "us1",
        "ie1",
        "au1",
    ]


def test_where_one_region_does_not_answer_the_next_does() -> None:
    stage = stage_named("prod", regions="us-east-1, eu-west-1,ap-southeast-2")
    assert [stage.next_region(region) for region in stage.every_region] == ["eu-west-1", "ap-southeast-2", "us-east-1"]
    assert stage_named("dev").next_region("us-east-1") == "us-east-1"


def test_an_image_has_ears_and_a_voice_where_somebody_names_them() -> None:
    provided = {"mouth": "elevenlabs,google", "providers_secret_arn": "arn:aws:secretsmanager:us-east-1:0:secret:p"}
    assert stage_named("dev").own_speech
    assert stage_named("dev", ears="deepgram,local", **provided).own_speech
    assert not stage_named("dev", ears="deepgram,elevenlabs", **provided).own_speech


def test_a_handler_that_is_there_by_day_only_is_paid_for_by_day() -> None:
    stage = stage_named("dev", busy_hours="08-20", busy_tasks="2")
    assert task_hours(stage) == 730 + 365


def test_two_regions_cost_twice_as_much_while_nobody_rings() -> None:
    """But for the firewall, which without a domain stands once, where CloudFront looks for it."""
    one, two = (
        [line for line in idle(stage_named("prod", regions=regions), 20) if "firewall" not in line.what]
        for regions in ("us-east-1", "us-east-1,eu-west-1")
    )
    assert sum(line.usd for line in two) == pytest.approx(2 * sum(line.usd for line in one))
