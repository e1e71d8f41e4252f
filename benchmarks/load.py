"""Many calls with sound at once on handlers behind a load balancer, with stand-ins for recogniser and voice.

    python -m benchmarks.load --calls 40 --handlers 2 --seconds 120      or: make load CALLS=40 HANDLERS=2 SECONDS=120
    python -m benchmarks.load --calls 20 --burst 200                     two hundred more ring in the same moment

So many lines are busy all the time: whoever has hung up is followed by the next caller. Three of four ask questions and break in
once, one books a table. Network, callers, stand-ins and handlers share this machine: how late the network's own beat came is told,
so that a generator that could not keep up is not taken for slow handlers.
"""

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvloop

from benchmarks import machine
from benchmarks.figures import SLOW_MS, percentile, share_over, spread, table
from benchmarks.fleet.crowd import Part, Rang, booked, judged, parts, ring, sold_twice, words_of
from benchmarks.fleet.plot import plotted
from benchmarks.fleet.running import Fleet, Sample, fleet, restaurants
from receptionist.errors import ReceptionistError
from receptionist.ids import Phone

CLOCK = datetime.fromisoformat("2026-11-27T15:00-08:00")
MOST_CALLS = 500
MOST_HANDLERS = 8
LONGEST_S = 4 * 3600
BURST_AFTER_S = 20.0
"""Of the steady load, until the burst rings."""
HOUSES = 25
BOOKS_EVERY = 4
CAST = ("asks", "books")


def main(argv: Sequence[str] | None = None) -> int:
    """Gives the exit code: 0 every caller was served, 1 some were not, 2 nothing was measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--calls", type=calls, required=True, metavar="N", help="lines that are busy all the time")
    parser.add_argument("--handlers", type=handlers, default=1, metavar="N", help="handler processes")
    parser.add_argument(
        "--seconds", type=seconds, default=60.0, metavar="S", help="from the first ring until no more is dialled"
    )
    parser.add_argument("--every", type=seconds, default=0.25, metavar="S", help="between two lines' first rings")
    parser.add_argument(
        "--burst", type=burst, default=0, metavar="N", help="callers who ring in the same moment, besides"
    )
    parser.add_argument("--out", type=Path, metavar="FILE.json")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg")
    given = parser.parse_args(argv)
    try:
        figures, samples, rang = uvloop.run(measured(given))
    except ReceptionistError as error:
        print(f"load: {error}", file=sys.stderr)
        return 2
    show(figures)
    if given.out:
        given.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    if given.plot:
        plotted(given.plot, figures, samples, rang)
        print(f"plot: {given.plot}")
    return 1 if figures["failures"] or figures["sold_twice"] else 0


def calls(text: str) -> int:
    """CALLS of `make load`. Raises argparse.ArgumentTypeError."""
    return _whole("CALLS", text, 1, MOST_CALLS)


def handlers(text: str) -> int:
    """HANDLERS of `make load`. Raises argparse.ArgumentTypeError."""
    return _whole("HANDLERS", text, 1, MOST_HANDLERS)


def burst(text: str) -> int:
    """BURST of `make load`. Raises argparse.ArgumentTypeError."""
    return _whole("BURST", text, 0, MOST_CALLS)


def seconds(text: str) -> float:
    """SECONDS of `make load`. Raises argparse.ArgumentTypeError."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= LONGEST_S:
        raise argparse.ArgumentTypeError(f"SECONDS must be a number from 0 to {LONGEST_S}, not {text!r}")
    return value


def _whole(name: str, text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal()) or not least <= int(text) <= most:
        raise argparse.ArgumentTypeError(f"{name} must be a whole number from {least} to {most}, not {text!r}")
    return int(text)


async def measured(given: argparse.Namespace) -> tuple[dict[str, Any], list[Sample], list[Rang]]:
    """Raises Misconfigured if a process does not come up."""
    described = machine.describe()
    print(", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in described.items()), flush=True)
    cast = await asyncio.to_thread(parts, *CAST)
    async with fleet(restaurants(HOUSES), words_of(cast), handlers=given.handlers, starts_at=CLOCK) as there:
        crowd = Crowd(there, cast)
        async with asyncio.TaskGroup() as group:
            watching = group.create_task(there.watch(), name="watch")
            async with asyncio.TaskGroup() as lines:
                for number in range(given.calls):
                    lines.create_task(crowd.line(number * given.every, given.seconds), name=f"line {number}")
                if given.burst:
                    lines.create_task(crowd.burst(given.burst), name="burst")
            watching.cancel()
        await judged(there, crowd.rang)
        figures = {
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": {**described, "load_1min_after": machine.load()},
            "calls": given.calls, "handlers": given.handlers, "seconds": given.seconds, "burst": given.burst,
            **summed(crowd.rang, there.samples),
            "bookings": sum(len(booked(there, house)) for house in there.businesses),
            "sold_twice": sold_twice(there),
            "errors": there.said_wrong(),
            "late_beats_of_the_network": round(there.carrier.pacer.late_beats / max(there.carrier.pacer.beats, 1), 4),
        }  # fmt: skip
        return figures, there.samples, crowd.rang


class Crowd:
    """Callers, each with a number of their own."""

    def __init__(self, there: Fleet, cast: Mapping[str, Part]) -> None:
        self._there = there
        self._cast = cast
        self._rung = 0
        self.rang: list[Rang] = []

    async def line(self, starts_in_s: float, seconds: float) -> None:
        """One call after another."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        await asyncio.sleep(starts_in_s)
        await self._call()
        while loop.time() < until:
            await self._call()

    async def burst(self, count: int) -> None:
        """All at once."""
        await asyncio.sleep(BURST_AFTER_S)
        async with asyncio.TaskGroup() as group:
            for _ in range(count):
                group.create_task(self._call())

    async def _call(self) -> None:
        number = self._rung
        self._rung += 1
        part = self._cast["books" if number % BOOKS_EVERY == BOOKS_EVERY - 1 else "asks"]
        house = self._there.businesses[number % len(self._there.businesses)]
        self.rang.append(await ring(self._there, part, Phone(f"+1628{2_000_000 + number}"), house))


def summed(rang: Sequence[Rang], samples: Sequence[Sample]) -> dict[str, Any]:
    """What the callers lived through, and what each process used."""
    answers = [wait * 1000 for one in rang for wait in one.waits.answers_s]
    greetings = [one.greeted_s * 1000 for one in rang if one.greeted_s is not None]
    quiet = [wait * 1000 for one in rang for wait in one.waits.silences_after_interruption_s]
    late = [hole * 1000 for one in rang for hole in one.late_s]
    return {
        "rang": len(rang),
        "served": sum(not one.faults for one in rang),
        "most_at_once": most_at_once(rang),
        "failures": [f"{one.caller} {one.part.scenario.name}: {'; '.join(one.faults)}" for one in rang if one.faults],
        "greeting_ms": {**spread(greetings).json(), "share_over_1s": share_over(greetings, 1000.0)},
        "answer_ms": {**spread(answers).json(), "share_over_2s": share_over(answers, SLOW_MS)},
        "interruption_to_silence_ms": spread(quiet).json(),
        "late_sound_ms": spread(late).json(),
        "processes": {name: used(samples, name) for name in dict.fromkeys(one.process for one in samples)},
    }


def most_at_once(rang: Sequence[Rang]) -> int:
    moves = sorted([(one.began_at, 1) for one in rang] + [(one.ended_at, -1) for one in rang])
    now = most = 0
    for _, move in moves:
        now += move
        most = max(most, now)
    return most


def used(samples: Sequence[Sample], process: str) -> dict[str, float | None]:
    """Cores used from second to second, and memory at first, at most and at last."""
    own = [one for one in samples if one.process == process]
    shares = sorted((b.cpu_s - a.cpu_s) / (b.at_s - a.at_s) for a, b in zip(own, own[1:], strict=False))
    return {
        "cores_mean": round((own[-1].cpu_s - own[0].cpu_s) / (own[-1].at_s - own[0].at_s), 3) if len(own) > 1 else None,
        "cores_p95": round(percentile(shares, 95), 3) if shares else None,
        "memory_mb_first": round(own[0].memory_mb),
        "memory_mb_most": round(max(one.memory_mb for one in own)),
        "memory_mb_last": round(own[-1].memory_mb),
    }


def show(figures: Mapping[str, Any]) -> None:
    names = {
        "greeting_ms": "greeting, from dialling",
        "answer_ms": "answer, from the caller's last sound",
        "interruption_to_silence_ms": "silence after an interruption",
        "late_sound_ms": "holes in our speech",
    }
    print(f"\n{figures['rang']} calls, {figures['served']} served, {figures['most_at_once']} at once at most\n")
    rows = [(name, *(figures[key][part] for part in ("n", "p50", "p95", "worst"))) for key, name in names.items()]
    print(table(("milliseconds", "n", "p50", "p95", "worst"), rows))
    print()
    rows = [(name, *one.values()) for name, one in figures["processes"].items()]
    print(table(("process", "cores, mean", "cores, p95", "MB at first", "MB at most", "MB at last"), rows))
    over, slow = figures["answer_ms"]["share_over_2s"], figures["greeting_ms"]["share_over_1s"]
    print(f"\nanswers later than 2 s: {_percent(over)}; greetings later than 1 s: {_percent(slow)}")
    print(f"beats of the phone network over 10 ms late: {_percent(figures['late_beats_of_the_network'])}")
    print(f"bookings: {figures['bookings']}, sold twice: {len(figures['sold_twice'])}")
    for line in (*figures["sold_twice"], *figures["errors"]):
        print(line)
    for reason, count in Counter(failure.partition(": ")[2] for failure in figures["failures"]).most_common(12):
        print(f"FAILED {count} x {reason}")


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share * 100:.1f} %"


if __name__ == "__main__":
    sys.exit(main())
