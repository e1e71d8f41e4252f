"""The command: plan within the budget, place, measure, write the report."""

import argparse
import re
import time
from collections.abc import Sequence
from typing import Any

import boto3

from functions.capacity.ecs import EcsService
from infra_cdk.stages import Stage, stage_named
from local.doctor.account import AwsAccount, outputs, secret
from local.live.phone import PATIENCE_S, EcsFleet, Fleet, Network, Sleep, TwilioNetwork, until_over
from local.live.plan import CALLS, Live, Outcome, affordable, measured, most_usd, report
from receptionist.adapters.dynamodb.switchboard import DynamoSwitchboard
from receptionist.adapters.dynamodb.table import Table, connect
from receptionist.adapters.twilio.client import LazyClient
from receptionist.clock import system_clock
from receptionist.errors import Misconfigured

_E164 = re.compile(r"\+[1-9]\d{6,14}")


def run(given: argparse.Namespace) -> int:
    """1 if a call was not answered. Raises Misconfigured before any call is placed, Unavailable."""
    _check(given)
    calls = affordable(given.budget)
    if len(calls) < len(CALLS):
        print(f"For ${given.budget:g} {len(calls)} of {len(CALLS)} calls are placed.")
    stage = stage_named(given.stage, **dict(one.partition("=")[::2] for one in given.set))
    network, fleet = _deployed(stage)
    outcomes = played(calls, given.to, given.caller, network, fleet)
    text = report(outcomes, given.to, system_clock(), most_usd(calls))
    given.report.write_text(text, encoding="utf-8")
    print(text)
    return int(any(one.status != "completed" or one.waits is None for one in outcomes))


def _check(given: argparse.Namespace) -> None:
    """What would be found out too late, with the money spent."""
    for name, number in (("--to", given.to), ("--from", given.caller)):
        if not _E164.fullmatch(number):
            raise Misconfigured(f"{name} {number}: write an E.164 number such as +14155550142")
    if given.to == given.caller:
        raise Misconfigured(f"--from {given.caller} is the number that is rung; another one of the account rings it")
    if not given.report.absolute().parent.is_dir():
        raise Misconfigured(f"--report {given.report}: there is no folder {given.report.absolute().parent}")


def played(
    calls: Sequence[Live], to: str, from_: str, network: Network, fleet: Fleet, sleep: Sleep = time.sleep
) -> list[Outcome]:
    """One after another. Raises Unavailable; what is on the line then is hung up."""
    return [_played(call, to, from_, network, fleet, sleep) for call in calls]


def _played(call: Live, to: str, from_: str, network: Network, fleet: Fleet, sleep: Sleep) -> Outcome:
    sid = network.place(to, from_, call.twiml)
    lost_at_s = call.lose_handler_at_s
    status, seconds, note = until_over(network, sid, lost_at_s, fleet.lose_the_busy_one, sleep)
    sound, waited = None, 0.0
    while status == "completed" and sound is None and waited < PATIENCE_S:
        sound = network.recording(sid)
        if sound is None:
            sleep(2.0)
            waited += 2.0
    found = measured(sound, lost_at_s if not note else None) if sound else None
    if found is None:
        return Outcome(call, sid, status, seconds, None, None, note or "no recording with two voices")
    return Outcome(call, sid, status, seconds, *found, note)


def _deployed(stage: Stage) -> tuple[Network, Fleet]:
    region = stage.home_region
    account = AwsAccount(lambda service, where: boto3.client(service, region_name=where))
    told = outputs(stage, region, account)
    token = secret(account, region, told["TwilioSecret"]) if "TwilioSecret" in told else None
    if token is None or "TableName" not in told:
        raise Misconfigured(f"stage {stage.name} is not deployed in {region}, or these credentials may not read it")
    newest = token.partition(",")[0].strip()
    client = LazyClient(stage.twilio_account_sid, newest)
    ecs = boto3.client("ecs", region_name=region)
    fleet = EcsFleet(
        DynamoSwitchboard(Table(connect(region), told["TableName"]), region),
        EcsService(ecs, stage.handlers, stage.handlers),
        lambda arn: _stop(ecs, stage, arn),
        system_clock,
    )
    return TwilioNetwork(client, stage.twilio_account_sid, newest), fleet


def _stop(ecs: Any, stage: Stage, task: str) -> None:
    ecs.stop_task(cluster=stage.handlers, task=task, reason="firstring verify-live")
