"""The whole examination, in the order in which things depend on one another."""

import argparse
import asyncio
import json
import secrets
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import boto3
from botocore.config import Config

from functions.canary.handler import BUSINESS, CALLER
from functions.canary.ring import Line, Unwell, ring
from infra_cdk.releasing import chosen
from infra_cdk.stages import NO_ACCOUNT, Stage
from local.doctor import account as accounts
from local.doctor import names, providers, telephony
from local.doctor.account import Account, AwsAccount
from local.doctor.findings import Finding, data, ill, text
from receptionist.adapters.twilio.client import LazyClient
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.business.load import load_business
from receptionist.clock import Clock, system_clock

SLOW_MS = 1500.0
"""From the stream's start to the first sound: beyond, the caller says "hello?"."""
CONTEXT = Path("cdk.json")


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside that is looked at."""

    account: Account
    twilio: Callable[[str, str], Any]
    """A client by AccountSid and token."""
    clock: Clock
    call: bool
    """Ring once."""
    connect: names.Connect = socket.create_connection


def run(given: argparse.Namespace) -> int:
    """1 if something is ill. Changes nothing but the record of one call of the canary. Raises Misconfigured."""
    written = json.loads(CONTEXT.read_text(encoding="utf-8"))["context"] if CONTEXT.is_file() else {}
    told = [f"stage={given.stage}", *given.set] if given.stage else given.set
    stage = chosen(told, written).stage
    limits = Config(connect_timeout=3, read_timeout=8, retries={"total_max_attempts": 2, "mode": "standard"})
    account = AwsAccount(lambda service, region: boto3.client(service, region_name=region, config=limits))
    world = World(account, LazyClient, system_clock, call=not given.no_call)
    findings = list(examine(stage, world))
    print(data(findings) if given.json else text(findings))
    return int(ill(findings))


def examine(stage: Stage, world: World) -> Iterator[Finding]:
    yield from accounts.examine(stage, world.account)
    if stage.twilio_account_sid == NO_ACCOUNT:
        yield Finding(
            "Twilio account", "ill", "is not told: every webhook is refused", "-c twilio_account_sid=AC..., and deploy"
        )
    named = {part: tuple(getattr(stage, part).split(",")) for part in ("ears", "mind", "mouth")}
    yield from providers.examine(named, accounts.keys(stage, stage.home_region, world.account))
    for region in stage.every_region:
        told = accounts.outputs(stage, region, world.account)
        yield from names.examine(
            (told.get(name, "") for name in ("VoiceIncoming", "VoiceFallback", "StreamUrl")),
            world.clock,
            connect=world.connect,
        )
        token = accounts.secret(world.account, region, told["TwilioSecret"]) if "TwilioSecret" in told else None
        if token is None or stage.twilio_account_sid == NO_ACCOUNT:
            continue
        newest = token.partition(",")[0].strip()
        if region == stage.home_region:
            client = world.twilio(stage.twilio_account_sid, newest)
            yield from telephony.examine(stage.twilio_account_sid, client, told)
        if world.call and "Origin" in told:
            yield synthetic_call(f"{region} a call", told["Origin"], stage.twilio_account_sid, newest)


def synthetic_call(about: str, origin: str, account_sid: str, token: str) -> Finding:
    """Rings the canary's business as Twilio would; it is there from the canary's first call on."""
    (called,) = load_business(BUSINESS).numbers
    line = Line(origin, account_sid, called, CALLER)
    signature = SignatureCheck([origin], [token])

    async def rung() -> Finding:
        async with aiohttp.ClientSession() as session:
            heard = await ring(line, f"CA{secrets.token_hex(16)}", signature.sign, session)
        told = f"answered in {heard.answered_ms:.0f} ms, greeted in {heard.greeting_ms:.0f} ms"
        if heard.greeting_ms > SLOW_MS:
            return Finding(about, "doubtful", told, "docs/runbooks.md#answers-late")
        return Finding(about, "well", told)

    try:
        return asyncio.run(rung())
    except Unwell as error:
        return Finding(about, "ill", str(error), "docs/runbooks.md#canary-fails")
