import argparse
import json
from dataclasses import asdict

import pytest

from infra_cdk.calls_cost import DAY, Use, at_once, busiest, more_task_hours
from infra_cdk.prices import prices
from infra_cdk.stages import stage_named
from local.cli import main
from local.cost import Estimate, add_arguments, estimate
from local.quotas import to_raise
from receptionist.errors import Misconfigured


def of(*arguments: str) -> Estimate:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return estimate(parser.parse_args(["--calls-per-day", "200", *arguments]))


def test_every_price_says_for_what_by_whom_and_when_it_was_read() -> None:
    for name, price in prices().items():
        assert price.usd > 0, name
        assert price.per, name
        assert price.source, name
        assert price.read.count("-") == 2, name


def test_a_month_is_the_sum_of_its_lines_and_a_call_its_share(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", "--calls-per-day", "200", "--quality", "balanced", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    groups = [told["month"][name].values() for name in ("waiting", "aws", "twilio")]
    total = sum(map(sum, groups)) + told["month"]["providers"]
    assert told["usd_per_month"] == pytest.approx(total, abs=0.2)
    assert told["usd_per_call"] == pytest.approx(told["usd_per_month"] / (200 * 730 / 24), abs=1e-4)


def test_what_waits_costs_the_same_however_many_ring() -> None:
    assert of().waiting == of("--calls-per-day", "2000").waiting


def test_twilio_counts_every_minute_begun_and_every_text() -> None:
    longer, wordier = of("--minutes", "4"), of("--texts", "3")
    assert longer.twilio[0].usd == pytest.approx(of("--minutes", "2").twilio[0].usd * 4.5 / 2.5)
    assert wordier.twilio[1].usd == pytest.approx(of("--texts", "1").twilio[1].usd * 3)


def test_the_fast_path_and_stored_sound_spare_what_the_model_and_the_voice_would_cost() -> None:
    found = of("--quality", "balanced", "--fast-path", "0.5", "--voice-cache", "0.25")
    without = of("--quality", "balanced", "--fast-path", "0", "--voice-cache", "0.25")
    assert found.spared(fast=0.0) == pytest.approx(without.usd - found.usd)
    assert found.spared(stored=0.0) > 0
    assert of("--quality", "economy", "--language", "en").spared(fast=0.0, stored=0.0) == 0


def test_handlers_are_paid_for_by_the_hour_they_are_needed_in() -> None:
    stage = stage_named("prod")
    few, many = (Use(calls, 2, 0.5, 1, 1, own_speech=True) for calls in (200, 20_000))
    assert more_task_hours(stage, few) == 0
    fullest = at_once(many, max(DAY) / sum(DAY))
    assert 0 < more_task_hours(stage, many) < fullest / 10 * 730
    assert busiest(many) > fullest


def test_limits_are_named_that_a_thousand_calls_at_once_would_meet() -> None:
    lots = [one["what"] for one in quotas("--calls-per-day", "60000", "--quality", "balanced")]
    assert any("most_tasks" in str(one) for one in quotas("--calls-per-day", "60000", "--set", "most_tasks=4"))
    assert {word.split(",")[0] for word in lots} >= {"Twilio", "Lambda"}
    assert quotas("--calls-per-day", "1", "--stage", "dev") == []


def quotas(*arguments: str) -> list[dict[str, str]]:
    found = of(*arguments)
    return [asdict(one) for one in to_raise(found.stage, found.use)]


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("--minutes", "0"), "--minutes"),
        (("--fast-path", "2"), "--fast-path"),
        (("--set", "tasks"), "NAME=VALUE"),
        (("--set", "tasks=none"), "whole number"),
        (("--ears", "parrot"), "parrot"),
        (("--ears", "openai", "--language", "pa"), "openai"),
    ],
)
def test_what_cannot_be_is_refused_by_name(arguments: tuple[str, ...], fault: str) -> None:
    with pytest.raises(Misconfigured, match=fault):
        of(*arguments)


def test_it_is_read_by_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cost", "--calls-per-day", "200", "--stage", "dev", "--set", "regions=us-east-1,eu-west-1"]) == 0
    told = capsys.readouterr().out
    assert "ALTOGETHER" in told
    assert "fast path" in told
