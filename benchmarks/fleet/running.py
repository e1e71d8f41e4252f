"""Starts a fleet, watches what it uses, kills and drains its handlers."""

import asyncio
import base64
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from benchmarks import machine
from benchmarks.fleet.wiring import ACCOUNT, TOKEN, Place, desk_on
from local.carrier import AfterAbruptEnd, Carrier, Party
from local.service import free_port, stopped
from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.clock import system_clock
from receptionist.desk.desk import Desk
from receptionist.errors import Misconfigured
from receptionist.ids import BusinessId, Phone

READY_S = 90.0
IN_MEMORY = Path("/dev/shm")
"""A table in the cloud does not wait for this machine's disk."""
MOST_CALLS = 400
"""Of one handler: what it can carry is to be found out."""
RESTAURANT = Path(__file__).parents[2] / "local" / "businesses" / "restaurant.yaml"


@dataclass(frozen=True, slots=True)
class Sample:
    """What one process used until, and at, a moment."""

    at_s: float
    process: str
    cpu_s: float
    memory_mb: float


def restaurants(count: int) -> list[Business]:
    """So many of the demo restaurant, each with a number and a book of its own."""
    one = load_business(RESTAURANT)
    limits = one.limits.model_copy(update={"calls_to_one_number": None, "calls_in_all": None})
    return [
        one.model_copy(
            update={"id": BusinessId(f"restaurant{n}"), "numbers": (Phone(f"+1415560{n:04d}"),), "limits": limits}
        )
        for n in range(count)
    ]


@dataclass(slots=True)
class Fleet:
    carrier: Carrier
    desk: Desk
    businesses: Sequence[Business]
    place: Place
    handlers: list[tuple[str, int, Process]]
    """Name, port, process."""
    others: list[tuple[str, Process]]
    picker: Process
    samples: list[Sample] = field(default_factory=list)

    def kill(self, which: int) -> None:
        """SIGKILL, in the middle of whatever it does. The balancer finds out by itself."""
        self.handlers[which][2].kill()

    def terminate(self, which: int) -> None:
        """As ECS stops a task: no new streams come to it, and it is told."""
        _, port, process = self.handlers[which]
        self.take_out(which)
        process.send_signal(signal.SIGTERM)

    def take_out(self, which: int) -> None:
        """The balancer is told that this handler is no more."""
        assert self.picker.stdin is not None
        self.picker.stdin.write(f"out {self.handlers[which][1]}\n".encode())

    async def calls_of(self, which: int) -> int | None:
        """How many it has; None: it does not answer."""
        try:
            async with asyncio.timeout(2):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.handlers[which][1])
                writer.write(b"GET /healthz HTTP/1.1\r\nHost: fleet\r\nConnection: close\r\n\r\n")
                answer = (await reader.read()).partition(b"\r\n\r\n")[2]
                writer.close()
                return int(json.loads(answer)["calls"])
        except (OSError, TimeoutError, ValueError):
            return None

    async def watch(self, every_s: float = 1.0) -> None:
        """Until cancelled: one sample of each living process, this one too."""
        began = time.perf_counter()
        while True:
            named = [("network and callers", os.getpid()), *((name, one.pid) for name, _, one in self.handlers)]
            named += [(name, one.pid) for name, one in self.others]
            for name, pid in named:
                used = machine.usage_of(pid)
                if used is not None:
                    self.samples.append(Sample(time.perf_counter() - began, name, used.cpu_s, used.memory_mb))
            await asyncio.sleep(every_s)

    def said_wrong(self) -> list[str]:
        """Distinct errors of the processes' own logs, with their counts."""
        counts: dict[str, int] = {}
        for log in sorted(self.place.data.glob("*.log")):
            for line in log.read_text(errors="replace").splitlines():
                told = _line(line)
                if told.get("level") in ("ERROR", "CRITICAL"):
                    name = f"{log.stem}: {told.get('message', '')}"
                    counts[name] = counts.get(name, 0) + 1
        return [f"{count} x {name}" for name, count in sorted(counts.items())]


@asynccontextmanager
async def fleet(
    businesses: Sequence[Business],
    sounds: Mapping[str, bytes],
    *,
    handlers: int,
    starts_at: datetime,
    after_abrupt_end: AfterAbruptEnd = AfterAbruptEnd.CONTINUE,
    looks: tuple[float, int] = (10.0, 3),
) -> AsyncIterator[Fleet]:
    """All of it, ready for calls; everything is ended, and gone from the disk, on leaving. `sounds`: what callers will say, by its
    words. `starts_at`: what every clock shows. `looks`: every how many seconds, and how often in vain, the balancer asks a
    handler for its health before it gives it up.

    Raises Misconfigured with a process's last words if it does not start.
    """
    async with AsyncExitStack() as stack:
        folder = tempfile.mkdtemp(prefix="fleet-", dir=IN_MEMORY if IN_MEMORY.is_dir() else None)
        stack.callback(shutil.rmtree, folder, True)
        place = Place(Path(folder), (starts_at - system_clock()).total_seconds())
        clips = place.data / "clips.json"
        clips.write_text(json.dumps({words: base64.b64encode(one).decode() for words, one in sounds.items()}))
        database = place.database()
        stack.callback(database.close)
        desk = desk_on(database, place.clock)
        for business in businesses:
            desk.businesses.put(business)
        carrier = await stack.enter_async_context(
            Carrier(account_sid=ACCOUNT, auth_token=TOKEN, now=place.clock, after_abrupt_end=after_abrupt_end)
        )
        for handoff in businesses[0].handoffs:
            carrier.add_party(handoff.number, Party(presses="1", talks_s=4.0))
        shared = ["--data", folder, "--ahead", str(place.ahead_s)]
        providers, said = await _started(stack, place, "providers", [str(clips)])
        ears, mouth = said.split()
        with_voices = [*shared, "--ears", ears, "--mouth", mouth, "--calls", str(MOST_CALLS)]
        ports = [free_port() for _ in range(handlers)]
        serving = []
        for number, port in enumerate(ports, 1):
            process, _ = await _started(
                stack, place, "handler", ["--port", str(port), *with_voices], f"handler {number}"
            )
            serving.append((f"handler {number}", port, process))
        looking = ["--every", str(looks[0]), "--times", str(looks[1])]
        picker, at = await _started(stack, place, "picker", [*looking, *map(str, ports)])
        front_port = free_port()
        front, _ = await _started(
            stack, place, "front",
            ["--port", str(front_port), *shared, "--stream", f"ws://127.0.0.1:{at}/media", "--network", carrier.api_base_url],
        )  # fmt: skip
        origin = f"http://127.0.0.1:{front_port}"
        await _answering(front_port)
        for port in ports:
            await _answering(port)
        for business in businesses:
            carrier.provision(
                business.numbers[0],
                voice_url=f"{origin}/voice/incoming",
                status_callback=f"{origin}/voice/status",
                voice_fallback_url=f"{origin}/voice/fallback",
                sms_url=f"{origin}/sms/incoming",
            )
        others = [("front", front), ("picker", picker), ("providers", providers)]
        yield Fleet(carrier, desk, businesses, place, serving, others, picker)


async def _started(
    stack: AsyncExitStack, place: Place, module: str, arguments: Sequence[str], name: str = ""
) -> tuple[Process, str]:
    """The process, and the line it prints when it is ready."""
    log = place.data / f"{name or module}.log"
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", f"benchmarks.fleet.{module}", *arguments,
            stdin=PIPE if module == "picker" else DEVNULL, stdout=PIPE, stderr=errors,
        )  # fmt: skip
    stack.push_async_callback(stopped, process)
    assert process.stdout is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), READY_S)
    except TimeoutError:
        line = b""
    if not line:
        last = log.read_text(errors="replace").strip().splitlines()[-3:]
        raise Misconfigured(f"{name or module} did not start: {' | '.join(last)}")
    return process, line.decode().strip()


async def _answering(port: int) -> None:
    async with asyncio.timeout(READY_S):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


def _line(text: str) -> dict[str, object]:
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
