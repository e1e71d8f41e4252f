"""A hundred callers ring one restaurant within ten seconds, in three languages, and all want a table at seven.

    python -m benchmarks.rush --calls 100 --handlers 2

Twelve tables cannot seat them: whoever comes too late is offered other times, and the waiting list. Told are how long each waited
for the greeting and for answers, and what stands in the book afterwards: whether a table is given twice, and who got one.
"""

import argparse
import asyncio
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvloop

from benchmarks import machine
from benchmarks.fleet.crowd import Rang, booked, judged, parts, ring, sold_twice, words_of
from benchmarks.fleet.running import Fleet, fleet, restaurants
from benchmarks.load import CLOCK, calls, handlers, seconds, show, summed
from receptionist.booking.model import Customer, Slot
from receptionist.booking.requests import BookingRequest
from receptionist.desk.take_booking import take_booking
from receptionist.errors import ReceptionistError
from receptionist.ids import BookingId, Phone, ServiceId
from receptionist.spans import Span

SPOKEN = ("books", "books", "reserva", "books", "table-booki")
"""Of five callers: three English, one Spanish, one Punjabi."""
PUNJABI = "table-booki"
A_DAY = 4
"""Such visits, for none to be in another's way."""
EARLIER = datetime(2026, 12, 10, 3, 0, tzinfo=UTC)
"""An evening two weeks later: Punjabi callers are known to the house, which greets them in their language."""


def main(argv: Sequence[str] | None = None) -> int:
    """Gives the exit code: 0 all were served and no seat was sold twice, 1 not so, 2 nothing was measured."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.rush", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--calls", type=calls, default=100, metavar="N")
    parser.add_argument("--within", type=seconds, default=10.0, metavar="S")
    parser.add_argument("--handlers", type=handlers, default=2, metavar="N")
    parser.add_argument("--out", type=Path, metavar="FILE.json")
    given = parser.parse_args(argv)
    try:
        figures = uvloop.run(measured(given))
    except ReceptionistError as error:
        print(f"rush: {error}", file=sys.stderr)
        return 2
    show(figures)
    print(", ".join(f"{name}: {count}" for name, count in figures["became"].items()))
    if given.out:
        given.out.write_text(json.dumps(figures, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return 1 if figures["failures"] or figures["sold_twice"] else 0


async def measured(given: argparse.Namespace) -> dict[str, Any]:
    """Raises Misconfigured if a process does not come up."""
    described = machine.describe()
    cast = await asyncio.to_thread(parts, *dict.fromkeys(SPOKEN))
    async with fleet(
        restaurants(1), words_of(cast), handlers=given.handlers, starts_at=CLOCK
    ) as there, asyncio.TaskGroup() as group:  # fmt: skip
        known = _known(there, [number for number in range(given.calls) if _speaks(number) == PUNJABI])
        watching = group.create_task(there.watch(), name="watch")

        async def one(number: int) -> Rang:
            await asyncio.sleep(number * given.within / given.calls)
            return await ring(there, cast[_speaks(number)], _phone(number), there.businesses[0])

        async with asyncio.TaskGroup() as callers:
            ringing = [callers.create_task(one(number)) for number in range(given.calls)]
        rang = [task.result() for task in ringing]
        await judged(there, rang)
        watching.cancel()
        return {
            "date": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": {**described, "load_1min_after": machine.load()},
            "calls": given.calls, "handlers": given.handlers,
            **summed(rang, there.samples),
            "became": became(there, rang),
            "bookings": len(booked(there, there.businesses[0])) - known,
            "sold_twice": sold_twice(there),
            "errors": there.said_wrong(),
            "late_beats_of_the_network": round(there.carrier.pacer.late_beats / max(there.carrier.pacer.beats, 1), 4),
        }  # fmt: skip


def became(there: Fleet, rang: Sequence[Rang]) -> Mapping[str, int]:
    """By what is stored of each call: a table, a place on the waiting list, or neither."""
    counts: Counter[str] = Counter()
    for one in rang:
        record = there.desk.calls.find(one.call)
        effects = {str(effect.get("type")) for effect in record.effects} if record else set()
        counts[f"{one.part.scenario.language} rang"] += 1
        if "booking.confirmed" in effects:
            counts["booked"] += 1
        elif "waitlist.joined" in effects:
            counts["waiting list"] += 1
        else:
            counts[f"neither, call ended by {record.outcome if record else 'nobody'}"] += 1
    return counts


def _speaks(number: int) -> str:
    return SPOKEN[number % len(SPOKEN)]


def _phone(number: int) -> Phone:
    return Phone(f"+1628{4_000_000 + number}")


def _known(there: Fleet, numbers: Sequence[int]) -> int:
    """Those callers have a table on another day, and speak Punjabi. How many visits that made."""
    house = there.businesses[0]
    tables = [one for one in house.resources if one.min_party <= 2 <= one.max_party]
    for place, number in enumerate(numbers):
        day, table = divmod(place, A_DAY)
        start = EARLIER + timedelta(days=day)
        slot = Slot(ServiceId("table"), Span(start, start + timedelta(minutes=90)), (tables[table].id,))
        guest = Customer("ਹਰਪ੍ਰੀਤ ਸਿੰਘ", _phone(number), "pa")
        take_booking(there.desk, house, BookingRequest(BookingId(f"known{number}"), slot, 2, guest, text=False))
    return len(numbers)


if __name__ == "__main__":
    sys.exit(main())
