"""A handler is lost under live calls: killed with -9, or told to end. What do its callers notice, and is every booking right?

    python -m benchmarks.loss kill --calls 100
    python -m benchmarks.loss drain --calls 50

Each caller books a table and goes on asking; when all are on the line, one of two handlers is struck. A call is lost if it did not end
with a goodbye, its one booking and its one text. The carrier goes on with the TwiML when a socket dies (--held: holds the line). The
balancer sends callers to a dead handler, and answers 502, until it is told --noticed seconds later.
"""

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import uvloop

from benchmarks import machine
from benchmarks.figures import spread, table
from benchmarks.fleet.crowd import Part, Rang, judged, parts, ring, sold_twice, words_of
from benchmarks.fleet.running import Fleet, fleet, restaurants
from benchmarks.load import CLOCK, calls, seconds
from local.carrier import AfterAbruptEnd
from receptionist.errors import ReceptionistError
from receptionist.ids import Phone

HANDLERS = 2
STRUCK = 0
A_HOUSE_SEATS = 4
"""Parties of four at one time in one restaurant."""
SETTLED_S = 4.0
"""From the last ring to the strike: calls are in all states then, from the greeting to the questions after the booking."""
LOOK_S = 0.1
APOLOGY = "cut off"
HOW = ("kill", "drain")


def main(argv: Sequence[str] | None = None) -> int:
    """Gives the exit code: 0 no call was lost, 1 some were, 2 nothing was measured."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.loss", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("how", choices=HOW)
    parser.add_argument("--calls", type=calls, default=50, metavar="N")
    parser.add_argument("--every", type=seconds, default=0.15, metavar="S", help="between two rings")
    parser.add_argument("--noticed", type=seconds, default=0.0, metavar="S", help="until the balancer knows of a kill")
    parser.add_argument("--held", action="store_true", help="the carrier holds the line of a dead socket")
    parser.add_argument("--out", type=Path, metavar="FILE.json")
    given = parser.parse_args(argv)
    try:
        figures = uvloop.run(measured(given))
    except ReceptionistError as error:
        print(f"loss: {error}", file=sys.stderr)
        return 2
    show(figures)
    if given.out:
        given.out.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 1 if figures["lost"] or figures["sold_twice"] else 0


async def measured(given: argparse.Namespace) -> dict[str, Any]:
    """Raises Misconfigured if a process does not come up."""
    described = machine.describe()
    cast = await asyncio.to_thread(parts, "long")
    houses = restaurants(-(-given.calls // A_HOUSE_SEATS))
    after = AfterAbruptEnd.HOLD if given.held else AfterAbruptEnd.CONTINUE
    async with fleet(
        houses, words_of(cast), handlers=HANDLERS, starts_at=CLOCK, after_abrupt_end=after
    ) as there, asyncio.TaskGroup() as group:  # fmt: skip
        watching = group.create_task(there.watch(), name="watch")
        struck = _Struck(there, given)
        async with asyncio.TaskGroup() as callers:
            ringing = [
                callers.create_task(_call(there, cast["long"], number, given.every)) for number in range(given.calls)
            ]
            callers.create_task(struck.strike(given.calls * given.every + SETTLED_S), name="strike")
        rang = [one.result() for one in ringing]
        await judged(there, rang)
        watching.cancel()
        return {
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": {**described, "load_1min_after": machine.load()},
            "how": given.how, "calls": given.calls, "noticed_s": given.noticed, "held": given.held,
            "live_before": struck.live, "empty_after_s": struck.empty_after_s,
            **noticed(rang, struck.at),
            "diaries": {
                one.caller: [*_lived(one), *_written(there, one)] for one in rang if one.faults
            },
            "sold_twice": sold_twice(there),
            "errors": there.said_wrong(),
            "late_beats_of_the_network": round(there.carrier.pacer.late_beats / max(there.carrier.pacer.beats, 1), 4),
        }  # fmt: skip


async def _call(there: Fleet, part: Part, number: int, every_s: float) -> Rang:
    await asyncio.sleep(number * every_s)
    house = there.businesses[number // A_HOUSE_SEATS]
    return await ring(there, part, Phone(f"+1628{3_000_000 + number}"), house)


class _Struck:
    """The handler that is lost."""

    def __init__(self, there: Fleet, given: argparse.Namespace) -> None:
        self._there = there
        self._given = given
        self.at = 0.0
        """Loop time."""
        self.live: list[int | None] = []
        """Calls of each handler, just before."""
        self.empty_after_s: float | None = None
        """None: it was killed."""

    async def strike(self, after_s: float) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(after_s)
        self.live = [await self._there.calls_of(which) for which in range(HANDLERS)]
        self.at = loop.time()
        if self._given.how == "kill":
            self._there.kill(STRUCK)
            await asyncio.sleep(self._given.noticed)
            self._there.take_out(STRUCK)
            return
        self._there.terminate(STRUCK)
        while await self._there.calls_of(STRUCK):  # noqa: ASYNC110 - another process
            await asyncio.sleep(LOOK_S)
        self.empty_after_s = round(loop.time() - self.at, 1)


def noticed(rang: Sequence[Rang], struck_at: float) -> dict[str, Any]:
    """What the callers of the struck handler noticed, and the others did not."""
    hit = [one for one in rang if one.resumed_s]
    apologies = sum(APOLOGY in heard.text for one in hit for heard in one.diary if heard.who == "assistant")
    return {
        "resumed": len(hit),
        "resumes_most": max((len(one.resumed_s) for one in hit), default=0),
        "lost": [f"{one.caller}: {'; '.join(one.faults)}" for one in rang if one.faults],
        "over_before": sum(one.ended_at < struck_at for one in rang),
        "resume_ms": spread(wait * 1000 for one in hit for wait in one.resumed_s).json(),
        "longest_silence_ms": spread(one.waits.longest_silence_s * 1000 for one in hit).json(),
        "longest_silence_of_others_ms": spread(
            one.waits.longest_silence_s * 1000 for one in rang if not one.resumed_s
        ).json(),
        "apologies": apologies,
    }


def _lived(rang: Rang) -> list[str]:
    return [f"{heard.at_s:.1f} {heard.who}: {heard.text}" for heard in rang.diary]


def _written(there: Fleet, rang: Rang) -> list[str]:
    """What the service made of the caller's words."""
    record = there.desk.calls.find(rang.call)
    return [
        f"heard: {event['text']}" for event in (record.transcript if record else ()) if event["type"] == "caller.said"
    ]


def show(figures: Mapping[str, Any]) -> None:
    print(f"{figures['how']}, {figures['calls']} calls, live on each handler before: {figures['live_before']}")
    print(f"{figures['resumed']} resumed, {figures['resumes_most']} times at most; lost: {len(figures['lost'])}\n")
    names = {
        "resume_ms": "end of socket to our first sound",
        "longest_silence_ms": "longest silence of a call that was resumed",
        "longest_silence_of_others_ms": "longest silence of the others",
    }
    rows = [(name, *(figures[key][part] for part in ("n", "p50", "p95", "worst"))) for key, name in names.items()]
    print(table(("milliseconds", "n", "p50", "p95", "worst"), rows))
    if figures["empty_after_s"] is not None:
        print(f"\nempty after {figures['empty_after_s']} s")
    print(f"apologies: {figures['apologies']}; sold twice: {len(figures['sold_twice'])}")
    print(f"beats of the phone network over 10 ms late: {figures['late_beats_of_the_network'] * 100:.2f} %")
    print(f"load: {figures['machine']['load_1min']} before, {figures['machine']['load_1min_after']} after")
    for line, count in [*zip(figures["errors"], cycle([1]), strict=False), *Counter(figures["lost"]).most_common(12)]:
        print(f"{count} x {line}" if count > 1 else line)


if __name__ == "__main__":
    sys.exit(main())
