"""Many callers with sound at once against one service on this machine.

    python -m benchmarks.one_machine_load --calls 20

Every caller asks the same few questions and interrupts once, in real time, through webhook, media stream, recogniser,
conversation and voice. Phone network and callers run in this process and take processor time of the same machine: how late
the network's own beat came is told, so that a generator that could not keep up is not taken for a slow service.

The first sound a caller hears may be "one moment, please": it bridges a wait of over 0.9 s. The answer itself is timed by the
handler, to its first frame.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks import machine
from benchmarks.calls import spoken_turns, stage
from benchmarks.figures import SLOW_MS, percentile, share_over, spread, table
from local.caller.hearing import Listener
from local.caller.ring import Rehearsal, Rung, ring
from local.caller.scenario import Scenario, load_scenario
from local.caller.voice import prepare
from local.carrier import TwimlRefused
from receptionist.adapters.local_models.load import load
from receptionist.calls import mulaw
from receptionist.errors import ReceptionistError
from receptionist.ports import Transcript

CALLER = Path(__file__).parent / "scenarios" / "questions.yaml"
MOST_CALLS = 500
PROBE_S = 0.05
A_MOMENT_S = 1.4
"""Longer than "One moment, please." and shorter than any answer."""


class Deaf:
    """The ears of a caller who only notices that somebody speaks: a recogniser per caller would be the heaviest load here.
    Who is asked to wait a moment, waits."""

    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        """`audio` ends with the pause that made it an utterance."""
        long = len(audio) / mulaw.RATE - Listener().pause_s > A_MOMENT_S
        return Transcript("speech" if long else "", language or "en", 1.0)


@dataclass(slots=True)
class Watch:
    """The service under load, seen from outside."""

    trips_ms: list[float] = field(default_factory=list)
    """Round trips of `GET /healthz`."""
    memory_mb: float = 0.0
    """The most it had."""

    async def probe(self, url: str) -> None:
        """Until cancelled. Raises aiohttp.ClientError if the service goes away."""
        async with aiohttp.ClientSession() as session:
            while True:
                began = time.perf_counter()
                async with session.get(f"{url}/healthz") as answer:
                    await answer.read()
                self.trips_ms.append((time.perf_counter() - began) * 1000)
                await asyncio.sleep(PROBE_S)

    async def weigh(self, pid: int) -> None:
        """Until cancelled."""
        while True:
            used = machine.usage(pid)
            self.memory_mb = max(self.memory_mb, used.memory_mb if used else 0.0)
            await asyncio.sleep(1)

    def lags_ms(self) -> list[float]:
        """How long the service's loop let a request wait: what a trip took longer than the quickest."""
        quickest = min(self.trips_ms, default=0.0)
        return [trip - quickest for trip in self.trips_ms]


@dataclass(slots=True)
class Load:
    """What became of the calls."""

    rung: list[Rung] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    """Calls that did not go as the caller wanted, each with the reason."""


def main(argv: Sequence[str] | None = None) -> int:
    """Gives the exit code: 0 every caller was served, 1 some were not, 2 nothing was measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.one_machine_load", description=__doc__.split("\n\n")[0])
    parser.add_argument("--calls", type=calls, required=True, metavar="N", help="how many callers at once")
    parser.add_argument("--every", type=_seconds, default=0.4, metavar="S", help="seconds between two callers ringing")
    parser.add_argument("--out", type=Path, metavar="FILE.json")
    given = parser.parse_args(argv)
    try:
        figures = asyncio.run(measured(given.calls, given.every))
    except ReceptionistError as error:
        print(f"one_machine_load: {error}", file=sys.stderr)
        return 2
    if given.out:
        given.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 1 if figures["failures"] else 0


def calls(text: str) -> int:
    """CALLS. Raises argparse.ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal()) or not 1 <= int(text) <= MOST_CALLS:
        raise argparse.ArgumentTypeError(f"CALLS must be a whole number from 1 to {MOST_CALLS}, not {text!r}")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 60:
        raise argparse.ArgumentTypeError(f"seconds from 0 to 60, not {text!r}")
    return seconds


async def measured(count: int, every_s: float) -> dict[str, Any]:
    """Rings, talks, prints. Raises Misconfigured if the service does not come up."""
    described = machine.describe()
    print(", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in described.items()))
    scenario = load_scenario(CALLER)
    models = await asyncio.to_thread(load)
    try:
        with tempfile.TemporaryDirectory() as folder:
            async with stage(Path(folder), models, ears=Deaf()) as there:
                await prepare(scenario, CALLER.parent, there.voice, there.sounds)
                models.close()
                figures = {"machine": described, **await _under_load(scenario, there, count, every_s)}
    finally:
        models.close()
    _print(figures)
    return figures


async def _under_load(scenario: Scenario, there: Rehearsal, count: int, every_s: float) -> dict[str, Any]:
    process = there.service.process
    assert process is not None, "this service was started here"
    watch, done = Watch(), Load()
    before, began = machine.usage(process.pid), time.perf_counter()
    there.carrier.pacer.late_beats = there.carrier.pacer.beats = 0
    async with asyncio.TaskGroup() as group:
        watching = [
            group.create_task(watch.probe(there.service.url), name="probe"),
            group.create_task(watch.weigh(process.pid), name="weigh"),
        ]
        async with asyncio.TaskGroup() as callers:
            for number in range(count):
                callers.create_task(_caller(scenario, there, number, done), name=f"caller {number}")
                await asyncio.sleep(every_s)
        took, after = time.perf_counter() - began, machine.usage(process.pid)
        for task in watching:
            task.cancel()
    pacer = there.carrier.pacer
    return {
        "calls": count,
        "seconds": round(took, 1),
        "served": count - len(done.failures),
        "failures": done.failures,
        **_waits([one for one in done.rung if one.waits.answers_s]),
        "loop_lag_ms": {**spread(watch.lags_ms()).json(), "p99": round(percentile(sorted(watch.lags_ms()), 99), 1)},
        "late_beats_of_the_network": round(pacer.late_beats / max(pacer.beats, 1), 4),
        "cpu_share_of_one_core": round((after.cpu_s - before.cpu_s) / took, 2) if before and after else None,
        "memory_mb": {"before": round(before.memory_mb) if before else None, "most": round(watch.memory_mb)},
        "load_1min": machine.load(),
    }


def _waits(rung: Sequence[Rung]) -> dict[str, Any]:
    """Of calls that were taken: what a turned-away caller hears is the phone network's."""
    answers = [wait * 1000 for one in rung for wait in one.waits.answers_s]
    timed = [turn["total_ms"] for one in rung for turn in spoken_turns(one.stored.call.get("transcript", []))]
    greetings = [one.waits.greeting_s * 1000 for one in rung if one.waits.greeting_s is not None]
    silences = [wait * 1000 for one in rung for wait in one.waits.silences_after_interruption_s]
    return {
        "answer_ms": {**spread(answers).json(), "share_over_2s": share_over(answers, SLOW_MS)},
        "handler_ms": {**spread(timed).json(), "share_over_2s": share_over(timed, SLOW_MS)},
        "greeting_ms": spread(greetings).json(),
        "interruption_to_silence_ms": spread(silences).json(),
    }


async def _caller(scenario: Scenario, there: Rehearsal, number: int, done: Load) -> None:
    """One call; whatever goes wrong with it is told, and the others go on."""
    caller = f"+1415555{1000 + number:04d}"
    try:
        rung = await ring(scenario.model_copy(update={"caller": caller}), CALLER.parent, there)
    except (ReceptionistError, TwimlRefused, aiohttp.ClientError, TimeoutError) as error:
        done.failures.append(f"{caller}: {type(error).__name__}: {error}")
        return
    done.rung.append(rung)
    wanted = sum(bool(line.say) for line in scenario.lines)
    faults = list(rung.faults)
    if len(rung.waits.answers_s) < wanted:
        faults.append(f"{len(rung.waits.answers_s)} of {wanted} questions answered")
    if faults:
        done.failures.append(f"{caller}: {'; '.join(faults)}")


def _print(figures: dict[str, Any]) -> None:
    names = {
        "answer_ms": "first sound after the caller's words",
        "handler_ms": "the answer itself, by the handler",
        "greeting_ms": "greeting, from picking up",
        "interruption_to_silence_ms": "silence after an interruption",
        "loop_lag_ms": "lag of the service's loop",
    }
    rows = [(name, *(figures[key][part] for part in ("n", "p50", "p95", "worst"))) for key, name in names.items()]
    over = figures["handler_ms"]["share_over_2s"]
    print(f"\n{figures['calls']} callers, {figures['served']} served, in {figures['seconds']} s\n")
    print(table(("milliseconds", "n", "p50", "p95", "worst"), rows))
    print(f"\nanswers later than 2 s: {'-' if over is None else f'{over * 100:.1f} %'}")
    print(f"lag of the service's loop, p99: {figures['loop_lag_ms']['p99']} ms")
    print(f"beats of the phone network over 10 ms late: {figures['late_beats_of_the_network'] * 100:.2f} %")
    memory = figures["memory_mb"]
    print(f"the service: {figures['cpu_share_of_one_core']} of a core, {memory['before']} to {memory['most']} MB")
    for failure in figures["failures"]:
        print(f"FAILED {failure}")


if __name__ == "__main__":
    sys.exit(main())
