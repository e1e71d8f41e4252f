"""`firstring demo`: everything on this machine, one caller, and what became of the call."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from local.caller.ring import Rehearsal, Rung, business_at, ring
from local.caller.scenario import Scenario, load_scenario
from local.rehearsal import rehearsal, visiting
from local.service import running
from local.show import Print, follow, result

DEMO = Path(__file__).parent / "scenarios" / "demo.yaml"


async def demo(*, port: int, data: Path, once: bool, say: Print = print) -> int:
    """Rings the demo restaurant once, on a fresh book. Stays up until cancelled unless `once`. Gives the exit code."""
    folder = data / ("call" if once else "demo")
    shutil.rmtree(folder, ignore_errors=True)
    say("Starting the service, the phone network and the caller ...")
    async with rehearsal(data=folder, port=port) as stage:
        say(f"Page: {stage.service.url}")
        recording = folder / "demo.wav"
        rung = await shown(load_scenario(DEMO), DEMO.parent, stage, recording, say)
        say(f"  recording: {recording} (left the caller, right the assistant)")
        if not once:
            say(
                f"\nStill up at {stage.service.url}; `.venv/bin/firstring call --port {port}` rings again. Ctrl-C ends it."
            )
            await asyncio.Event().wait()
        return 1 if rung.faults else 0


async def call(
    *,
    to: str | None,
    caller: str | None,
    scenario: Path | None,
    record: Path | None,
    port: int,
    data: Path,
    say: Print = print,
) -> int:
    """One simulated call: at the service on `port` if one of this data folder runs there, else at one of its own."""
    path = scenario or DEMO
    part = load_scenario(path)
    part = part.model_copy(update={k: v for k, v in (("to", to), ("caller", caller)) if v})
    async with _stage(part, port, data, say) as stage:
        rung = await shown(part, path.parent, stage, record, say)
    return 1 if rung.faults else 0


async def shown(part: Scenario, beside: Path, stage: Rehearsal, record: Path | None, say: Print) -> Rung:
    """Plays a scenario and prints it as it happens."""
    business = await business_at(stage.service, part.to)
    say(f"\n{part.name}: {part.caller} rings {business['name']} at {part.to}\n")
    ready = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        feed = group.create_task(follow(stage.service, business["id"], say, ready), name="feed")
        async with asyncio.timeout(10):
            await ready.wait()
        try:
            rung = await ring(part, beside, stage, record)
        finally:
            feed.cancel()
    say("")
    for line in result(rung):
        say(line)
    return rung


@asynccontextmanager
async def _stage(part: Scenario, port: int, data: Path, say: Print) -> AsyncIterator[Rehearsal]:
    async with AsyncExitStack() as stack:
        service = None if part.clock else running(port, data)
        if service is not None:
            say(f"Ringing the service at {service.url}")
            yield await stack.enter_async_context(visiting(service))
            return
        say("Starting a service for this call ...")
        clock = datetime.fromisoformat(part.clock) if part.clock else None
        folder = data / "call"
        shutil.rmtree(folder, ignore_errors=True)
        yield await stack.enter_async_context(rehearsal(data=folder, clock=clock))
