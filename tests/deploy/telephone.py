"""Callers who ring the deployed number on the simulated network: their webhooks reach the emulated gateway, their sound a handler."""

import asyncio
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import partial

from local.caller.caller import Caller
from local.caller.line import Handset
from local.caller.scenario import Scenario
from local.caller.voice import prepare
from local.carrier import Carrier, PhoneCall
from local.rehearsal import CACHE, CallersVoice
from receptionist.adapters.dynamodb.bookings import DynamoBookingStore
from receptionist.booking.model import Booking
from receptionist.ids import BusinessId, Phone
from tests.deploy.cloud import ACCOUNT, DOMAIN, PUBLIC_URL, REGION, TOKEN, Deployed
from tests.e2e.stage import models
from tests.infra_cdk.assembly import ROOT

OURS = Phone("+14155550100")
RESTAURANT = BusinessId("restaurant")
STREAMS = f"wss://stream-{REGION}.{DOMAIN}"
TEXT_S = 45.0
"""From the end of the call: the stream is read each second, and the function starts cold."""


@dataclass(frozen=True, slots=True)
class Telephone:
    carrier: Carrier
    names: MutableMapping[str, str]

    def balances_to(self, handler: str) -> None:
        """New streams go there, those that are open stay where they are: as the load balancer of a deployment in progress."""
        self.names[STREAMS] = handler


@dataclass(frozen=True, slots=True)
class Spoken:
    """A call that is over."""

    call: PhoneCall
    caller: Caller

    def told(self) -> str:
        """For whoever reads a failure."""
        lived = [f"{heard.at_s:6.1f} {heard.who}: {heard.text}" for heard in self.caller.diary]
        traced = [
            f"{event.kind} {event.name} {dict(event.detail)}" for event in self.call.trace if event.kind != "sound"
        ]
        return "\n".join([*lived, *map(str, self.call.faults), *traced])


@asynccontextmanager
async def telephone(deployed: Deployed) -> AsyncIterator[Telephone]:
    """The network, with the number set up as docs/deploy.md says. The functions that ask it for something are told where it is."""
    names = {PUBLIC_URL: f"{deployed.endpoint}/_aws/execute-api/{deployed.api}/$default"}
    async with Carrier(account_sid=ACCOUNT, auth_token=TOKEN, names=names) as carrier:
        carrier.provision(
            OURS,
            voice_url=f"{PUBLIC_URL}/voice/incoming",
            status_callback=f"{PUBLIC_URL}/voice/status",
            sms_url=f"{PUBLIC_URL}/sms/incoming",
        )
        for service in ("outbox", "rescue"):
            await asyncio.to_thread(deployed.tells, service, TWILIO_API_BASE_URL=carrier.api_base_url)
        # Started by who has not signed, as the canary keeps it started: the emulator is slower at that than Lambda is.
        assert (await asyncio.to_thread(partial(deployed.rings, "/voice/incoming", {}, signed=False)))[0] == 403
        yield Telephone(carrier, names)


async def answered(line: Telephone, scenario: Scenario) -> PhoneCall:
    """Dialled and picked up."""
    call = await line.carrier.dial(from_=scenario.caller, to=OURS)
    await call.answered_or_over()
    assert not call.over, [str(fault) for fault in call.faults]
    return call


async def rings(line: Telephone, scenario: Scenario, call: PhoneCall | None = None) -> Spoken:
    """To the end of the call, which is `call` if it is answered already. Cancelling leaves the telephone off the hook."""
    own = await asyncio.to_thread(models)
    sounds = await prepare(scenario, ROOT, CallersVoice(own.voice), CACHE / "callers")
    call = call or await answered(line, scenario)
    caller = Caller(scenario, Handset(call), own.transcriber, sounds)
    await caller.go()
    await call.settled.wait()
    return Spoken(call, caller)


def booked(deployed: Deployed, spoken: Spoken) -> Booking:
    """The one that stands under the caller's number, in the deployed table. Raises AssertionError if it is not one."""
    found = DynamoBookingStore(deployed.table).by_phone(RESTAURANT, Phone(spoken.call.from_))
    assert len(found) == 1, spoken.told()
    return found[0]


async def texted(line: Telephone, caller: str) -> str:
    """What the network delivered to a number; empty if nothing was in time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(TEXT_S):
            while True:
                for text in line.carrier.messages:
                    if text.to == caller:
                        return text.body
                await asyncio.sleep(0.2)
    return ""
