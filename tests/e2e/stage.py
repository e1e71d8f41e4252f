"""A phone network and a service of its own for every call; the callers' models are loaded once for all of them."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from local.caller.ring import Rehearsal, Rung, ring
from local.caller.scenario import load_scenario
from local.carrier import AfterAbruptEnd
from local.rehearsal import CACHE, CallersVoice, network
from local.service import Service, free_port, started
from local.settings import shifted
from receptionist.adapters.local_models.load import LocalModels, load
from receptionist.ports import Transcriber

CLOCK = datetime.fromisoformat("2026-11-27T15:00-08:00")
"""A Friday afternoon in San Francisco, before the evening's rush."""


@cache
def models() -> LocalModels:
    return load()


@dataclass(frozen=True, slots=True)
class Stage:
    """Where calls are played. `data` keeps the service's state between two services of one test."""

    data: Path
    rehearsal: Rehearsal

    @property
    def service(self) -> Service:
        return self.rehearsal.service


@asynccontextmanager
async def stage(
    data: Path,
    *,
    clock: datetime = CLOCK,
    after_abrupt_end: AfterAbruptEnd = AfterAbruptEnd.CONTINUE,
    spare: bool = False,
    environment: Mapping[str, str] | None = None,
    ears: Transcriber | None = None,
) -> AsyncIterator[Stage]:
    """A network and a service on what `data` holds, by default an empty book. Ends both. `environment`: further settings of the
    service; `ears`: the caller's."""
    now = shifted(clock)
    sid, token = "AC" + secrets.token_hex(16), secrets.token_hex(16)
    async with network(sid, token, now, after_abrupt_end=after_abrupt_end) as carrier:
        told = {
            "TWILIO_API_BASE_URL": carrier.api_base_url,
            "FIRSTRING_CLOCK": now().isoformat(),
            "FIRSTRING_CACHE": str(CACHE.absolute()),
            "FIRSTRING_SPARE": "1" if spare else "0",
            **(environment or {}),
        }
        async with started(port=free_port(), data=data, account_sid=sid, auth_token=token, environment=told) as service:
            voice = CallersVoice(models().voice)
            hears = ears or models().transcriber
            yield Stage(data, Rehearsal(service, carrier, hears, voice, CACHE / "callers", now))


def played(path: Path, data: Path) -> Rung:
    """One scenario on a stage of its own. The recording is left beside the data."""

    async def play() -> Rung:
        async with stage(data) as there:
            return await ring(load_scenario(path), path.parent, there.rehearsal, data / "call.wav")

    return asyncio.run(play())


def told(rung: Rung) -> str:
    """The call as the caller lived it and as the service wrote it down, for whoever reads a failure."""
    lived = [f"{heard.at_s:6.1f} {heard.who}: {heard.text}" for heard in rung.diary]
    kept = [
        f"{event['type']}: {event.get('text', event.get('effect', event.get('reason', '')))}"
        for event in rung.stored.call.get("transcript", ())
    ]
    return "\n".join([*rung.faults, "", *lived, "", *kept, str(rung.waits.summary())])
