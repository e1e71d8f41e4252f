"""One scenario, played for real: dial, talk, hang up, look at what became of it."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from local.caller.caller import Caller, Heard
from local.caller.line import Handset
from local.caller.measure import Waits, of_tracks
from local.caller.scenario import Scenario
from local.caller.voice import prepare
from local.carrier import CallOutcome, Carrier
from local.service import Service
from receptionist.calls import mulaw
from receptionist.clock import Clock
from receptionist.errors import Misconfigured, Unavailable
from receptionist.ports import Transcriber, Voice
from receptionist.suites.goal import Seed
from receptionist.suites.verdict import Stored, shortfalls

SETTLE_S = 6.0
"""How long after the call the record and the text may take."""


@dataclass(frozen=True, slots=True)
class Rung:
    """A call as it went."""

    call: str
    scenario: Scenario
    diary: tuple[Heard, ...]
    outcome: CallOutcome
    waits: Waits
    stored: Stored
    faults: tuple[str, ...]
    """Empty: the caller got what they wanted."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a played call needs besides its scenario."""

    service: Service
    carrier: Carrier
    ears: Transcriber
    voice: Voice
    sounds: Path
    """Folder that keeps what callers say."""
    clock: Clock
    """The service's own time."""


async def ring(scenario: Scenario, beside: Path, stage: Rehearsal, record: Path | None = None) -> Rung:
    """Plays `scenario`; recordings it names lie in the folder `beside`.

    Raises Misconfigured if nobody owns the number, Unavailable if the service does not pick up.
    """
    sounds = await prepare(scenario, beside, stage.voice, stage.sounds)
    business = await business_at(stage.service, scenario.to)
    today = stage.clock().astimezone(ZoneInfo(business["timezone"])).date()
    for seed in scenario.book:
        await _write_in_book(seed, business, stage)
    number = business["numbers"][0] if scenario.to not in business["numbers"] else scenario.to
    stage.carrier.provision(
        number,
        voice_url=f"{stage.service.url}/voice/incoming",
        status_callback=f"{stage.service.url}/voice/status",
        voice_fallback_url=f"{stage.service.url}/voice/fallback",
        sms_url=f"{stage.service.url}/sms/incoming",
    )
    before = await _stored(stage.service, business["id"], scenario.caller, "")
    phone = await stage.carrier.dial(from_=scenario.caller, to=number)
    caller = Caller(scenario, Handset(phone), stage.ears, sounds)
    await phone.answered_or_over()
    if phone.over:
        raise Unavailable(f"nobody picked up: {[str(fault) for fault in phone.faults]}")
    await caller.go()
    outcome = await phone.ended()
    await phone.settled.wait()
    if record is not None:
        phone.recording.write_wav(record)
    after = await _settled(stage.service, business["id"], scenario, before, phone.sid)
    faults = shortfalls(scenario.goal, before, after, today)
    if caller.gave_up:
        faults.append(f"the caller gave up after {scenario.longest_s:.0f} s")
    waits = of_tracks(mulaw.decode(bytes(phone.recording.caller)), mulaw.decode(bytes(phone.recording.heard)), 8000)
    return Rung(phone.sid, scenario, tuple(caller.diary), outcome, waits, after, tuple(faults))


async def business_at(service: Service, number: str) -> dict[str, Any]:
    """The definition of whoever has `number`. Raises Misconfigured if nobody has."""
    for business in await service.get("/businesses"):
        if number in business["numbers"]:
            return dict(await service.get(f"/businesses/{business['id']}"))
    raise Misconfigured(f"no business of this service has the number {number}")


async def _settled(service: Service, business: str, scenario: Scenario, before: Stored, call: str) -> Stored:
    """What is stored once the record is finished and the texts wanted are there, or SETTLE_S have passed."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + SETTLE_S
    while True:
        after = await _stored(service, business, scenario.caller, call)
        texts_there = len(after.texts) - len(before.texts) >= (scenario.goal.texts or 0)
        if (after.call.get("status") == "ended" and texts_there) or loop.time() > deadline:
            return after
        await asyncio.sleep(0.1)


async def _stored(service: Service, business: str, caller: str, call: str) -> Stored:
    bookings = await service.get(f"/businesses/{business}/bookings")
    messages = await service.get(f"/businesses/{business}/messages")
    record = await service.get(f"/businesses/{business}/calls/{call}") if call else {}
    return Stored(
        bookings=bookings,
        texts=[text for text in messages["sent"] if text["to"] == caller and text["status"] in ("sent", "delivered")],
        messages=[left for left in messages["taken"] if left["caller"] == caller],
        call=record,
    )


async def _write_in_book(seed: Seed, business: dict[str, Any], stage: Rehearsal) -> None:
    """Bookings made by somebody else before the call, through the API."""
    zone = ZoneInfo(business["timezone"])
    day = stage.clock().astimezone(zone).date().toordinal() + int(seed.day)
    start = datetime.fromordinal(day).replace(hour=int(seed.time[:2]), minute=int(seed.time[3:]), tzinfo=zone)
    wanted = {
        "service": seed.service,
        "start": start.isoformat(),
        "party_size": seed.party_size,
        "customer": {"name": seed.name, "phone": seed.phone},
        "text": False,
    }
    made: list[dict[str, Any]] = []
    for _ in range(200 if seed.fill else 1):
        status, answer = await stage.service.post(f"/businesses/{business['id']}/bookings", wanted)
        if status == 409 and seed.fill:
            break
        if status >= 300:
            raise Misconfigured(f"the book before the call could not be written: {answer}")
        made.append(answer)
    for booking in made[len(made) - seed.leave :] if seed.leave else []:
        await stage.service.post(
            f"/businesses/{business['id']}/bookings/{booking['id']}/cancel", {"revision": booking["revision"]}
        )
