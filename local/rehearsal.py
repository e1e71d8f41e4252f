"""A phone network, a service and callers on one machine: what `firstring call`, `firstring demo` and the end-to-end tests
play on.

    this process:   the simulated network (Carrier), the callers' voices and ears
    its child:      `firstring up`, the same service that answers real numbers
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from local.caller.ring import Rehearsal
from local.carrier import AfterAbruptEnd, Carrier, Party
from local.service import Service, free_port, started
from local.settings import shifted
from receptionist.adapters.local_models.load import load
from receptionist.business.load import load_business
from receptionist.clock import Clock, system_clock
from receptionist.ports import Voice

BUSINESSES = Path(__file__).parent / "businesses"
CALLERS_VOICES = {"en": "af_heart", "es": "em_alex", "pa": "hf_alpha"}
CACHE = Path(".data") / "cache"
"""Shared by all rehearsals: what callers and assistants say again and again is synthesised once."""


@asynccontextmanager
async def network(
    account_sid: str, auth_token: str, clock: Clock, *, after_abrupt_end: AfterAbruptEnd = AfterAbruptEnd.CONTINUE
) -> AsyncIterator[Carrier]:
    """The phone network, with somebody to pick up at the number every demo business hands its callers over to."""
    async with Carrier(
        account_sid=account_sid, auth_token=auth_token, now=clock, after_abrupt_end=after_abrupt_end
    ) as carrier:
        for path in sorted(BUSINESSES.glob("*.yaml")):
            for handoff in load_business(path).handoffs:
                carrier.add_party(handoff.number, Party(presses="1", talks_s=4.0))
        yield carrier


@asynccontextmanager
async def rehearsal(
    *,
    data: Path,
    port: int = 0,
    clock: datetime | None = None,
    cache: Path = CACHE,
    environment: Mapping[str, str] | None = None,
) -> AsyncIterator[Rehearsal]:
    """Everything a scenario needs, a service of its own included. `port` 0: any free one. `clock`: what the service's clock
    shows at the start.

    Raises Misconfigured if the service does not come up.
    """
    sid, token = "AC" + secrets.token_hex(16), secrets.token_hex(16)
    now = shifted(clock)
    async with AsyncExitStack() as stack:
        carrier = await stack.enter_async_context(network(sid, token, now))
        extra = {
            "TWILIO_API_BASE_URL": carrier.api_base_url,
            "FIRSTRING_CACHE": str(cache.absolute()),
            "FIRSTRING_SPARE": "0",
            **(environment or {}),
        }
        if clock is not None:
            extra["FIRSTRING_CLOCK"] = now().isoformat()
        service = await stack.enter_async_context(
            started(port=port or free_port(), data=data, account_sid=sid, auth_token=token, environment=extra)
        )
        yield await stack.enter_async_context(at_service(service, carrier, now, cache))


@asynccontextmanager
async def visiting(service: Service) -> AsyncIterator[Rehearsal]:
    """The same with a service that runs already."""
    async with (
        network(service.account_sid, service.auth_token, system_clock) as carrier,
        at_service(service, carrier, system_clock, CACHE) as stage,
    ):
        yield stage


@asynccontextmanager
async def at_service(service: Service, carrier: Carrier, clock: Clock, cache: Path) -> AsyncIterator[Rehearsal]:
    """Callers with local voices and ears: the same models as the service's, loaded once more in this process."""
    models = await asyncio.to_thread(load)
    try:
        yield Rehearsal(service, carrier, models.transcriber, CallersVoice(models.voice), cache / "callers", clock)
    finally:
        models.close()


class CallersVoice:
    """Another voice than the assistant's."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice

    def speak(self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0) -> AsyncIterator[bytes]:
        return self._voice.speak(text, language=language, voice=voice or CALLERS_VOICES[language], pace=pace)

    def languages(self) -> frozenset[str]:
        return frozenset(CALLERS_VOICES)
