"""Whole bookings with a simulated caller: `python -m benchmarks.whole_bookings DATA_FOLDER [SET...] [--misses N] [--limit N]`.

Each dialogue of the data becomes one call to a business of its trade, through `converse`: a call counts if, within 14
turns, exactly the goal's booking is in the book. Printed per set with a 95 % Wilson interval.
"""

import argparse
import random
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from pathlib import Path
from typing import Any

import yaml

from benchmarks import annotated_bookings as data
from benchmarks import changed_minds, own_bookings
from benchmarks.annotated_bookings import Case
from benchmarks.simulated_caller import ENGLISH, TURNS, SimulatedCaller, same
from benchmarks.whole_bookings_houses import DEMO, at_the_demo, business_of
from local.converse import Conversations, Line
from local.text_office import TextOffice, text_office

Source = Callable[[Path, random.Random], Iterator[Case]]
SETS: dict[str, Source] = {
    "sgd_booking": data.sgd,
    "multiwoz_restaurant": data.multiwoz,
    "star": changed_minds.star,
    "disfl_qa": changed_minds.disfl,
    "own_es": own_bookings.SPANISH,
    "own_pa": own_bookings.PUNJABI,
    "own_pa_latin": own_bookings.PUNJABI_IN_LATIN,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    case: Case
    met: bool
    turns: int
    transcript: tuple[str, ...]
    why: str


def booked_by(effects: list[Mapping[str, Any]], kept: dict[str, Mapping[str, Any]]) -> None:
    for effect in effects:
        booking = effect.get("booking")
        if booking and str(effect["type"]).startswith("booking."):
            kept[booking["id"]] = booking


def in_goals_terms(booking: Mapping[str, Any]) -> dict[str, Any]:
    start = str(booking["local_start"])
    return {
        "date": start[:10], "time": start[11:16], "party": booking["party_size"], "name": booking["customer"]["name"],
        "staff": next(iter(booking["resources"]), None),
    }  # fmt: skip


def call(
    case: Case, office: TextOffice, folder: Path, dice: random.Random, unruly: float = 0.0, demo: bool = False
) -> Outcome:
    """One call from start to end."""
    file = folder / f"{zlib.crc32(case.id.encode()):08x}.yaml"
    file.write_text(yaml.safe_dump(business_of(case), allow_unicode=True), encoding="utf-8")
    conversations = Conversations(office, DEMO[case.trade] if demo else str(file))
    caller = SimulatedCaller(case.goal, case.bank, dice, cues=CUES.get(case.language, ENGLISH), unruly=unruly)
    now = case.now
    words: str | None = caller.first()
    kept: dict[str, Mapping[str, Any]] = {}
    transcript: list[str] = []
    turns = 0
    while words and turns < TURNS:
        turns += 1
        now += timedelta(seconds=8)
        answer = conversations.answer(
            Line.model_validate({"session": case.id, "say": words, "caller": "+14155550123", "now": now.isoformat()})
        )
        booked_by(answer["effects"], kept)
        effects = [effect["type"] for effect in answer["effects"]]
        transcript += [f"  caller: {words}", f"    here: {answer['reply']}  {answer['slots']} {effects or ''}"]
        stands = [booking for booking in kept.values() if booking["status"] != "cancelled"]
        words = caller.next(answer, in_goals_terms(stands[-1]) if stands else None)
    stands = [booking for booking in kept.values() if booking["status"] != "cancelled"]
    why = _shortfall(case, stands)
    return Outcome(case, not why, turns, tuple(transcript), why)


def _shortfall(case: Case, stands: list[Mapping[str, Any]]) -> str:
    if len(stands) != 1:
        return f"{len(stands)} bookings"
    made = in_goals_terms(stands[0])
    return ", ".join(
        f"{slot}: {made.get(slot)} for {wish.value}" for slot, wish in case.goal.wishes.items() if not same(slot, made.get(slot), wish.value)
    )  # fmt: skip


def wilson(hits: int, of: int) -> tuple[float, float]:
    """95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, hits / of
    centre, spread = p + z * z / (2 * of), z * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return (centre - spread) / (1 + z * z / of), (centre + spread) / (1 + z * z / of)


CUES = {tongue: own_bookings.cues_of(tongue) for tongue in ("es", "pa", "pa_latin")}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whole_bookings", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("sets", nargs="*")
    parser.add_argument("--misses", type=int, default=0, help="how many failed calls to print per set")
    parser.add_argument("--limit", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--demo", action="store_true", help="the goals that the demo businesses can serve, there")
    parser.add_argument(
        "--unruly", type=float, default=0.0, help="share of turns in which the caller says something uncalled for"
    )
    asked = parser.parse_args()
    for name, source in SETS.items():
        if asked.sets and name not in asked.sets:
            continue
        cases = list(source(asked.data, random.Random(asked.seed)))
        if asked.limit:
            cases = random.Random(asked.seed).sample(cases, min(asked.limit, len(cases)))
        if asked.demo:
            cases = [there for case in cases if (there := at_the_demo(case))]
        outcomes = []
        for case in cases:
            with text_office() as office, tempfile.TemporaryDirectory() as folder:
                dice = random.Random(f"{asked.seed} {case.id}")
                outcomes.append(call(case, office, Path(folder), dice, asked.unruly, asked.demo))
        met = sum(outcome.met for outcome in outcomes)
        low, high = wilson(met, len(outcomes))
        turns = sum(outcome.turns for outcome in outcomes if outcome.met) / max(met, 1)
        print(
            f"{name:32} {met / max(len(outcomes), 1):.3f} of {len(outcomes)} ({low:.3f} to {high:.3f}), {turns:.1f} turns"
        )
        trades = sorted({case.trade for case in cases})
        if len(trades) > 1:
            for trade in trades:
                part = [outcome.met for outcome in outcomes if outcome.case.trade == trade]
                low, high = wilson(sum(part), len(part))
                print(f"  {trade:30} {sum(part) / len(part):.3f} of {len(part)} ({low:.3f} to {high:.3f})")
        for outcome in [outcome for outcome in outcomes if not outcome.met][: asked.misses]:
            wishes = {slot: wish.value for slot, wish in outcome.case.goal.wishes.items()}
            first = {slot: wish.value for slot, wish in outcome.case.goal.at_first.items()}
            print(f"--- {outcome.case.id} {outcome.case.trade} {wishes} first {first}: {outcome.why}")
            print(*outcome.transcript, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
