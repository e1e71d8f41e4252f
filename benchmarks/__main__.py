"""Calls with sound through the whole path on this machine, measured as their callers lived them.

    python -m benchmarks                      three scenarios, five minutes
    python -m benchmarks --full               every shipped scenario, a quarter of an hour
    python -m benchmarks --scenario FILE      that one
    python -m benchmarks --only mind imports finding book     what needs no sound

Each call gets a service of its own, freshly started, and a phone network and a caller in this process. Numbers of a busy
machine are no numbers: the load average stands beside every call.
"""

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from benchmarks import finding, imports, machine, report
from benchmarks.calls import Measured, measured, stage
from benchmarks.contention import Found, StoreName, as_table, contention
from benchmarks.figures import spread, table
from benchmarks.mind import thinking
from local.caller.scenario import Scenario, load_scenario
from receptionist.adapters.local_models.load import LocalModels, load
from receptionist.clock import system_clock
from receptionist.errors import ReceptionistError
from tests.emulated_cloud import MINISTACK

CONVERSATIONS = Path(__file__).parents[1] / "tests" / "conversations"
QUICK = ("book-for-tonight", "interrupt-with-correction", "reserva-en-espanol")
RESULTS = Path(".data") / "benchmarks"
PARTS = ("calls", "mind", "imports", "finding", "book")
CONFIRMATIONS: dict[StoreName, int] = {"sqlite": 1000, "dynamodb": 200}
"""Contended ones, by eight processes. The emulator answers a tenth as fast as the file."""


def main(argv: Sequence[str] | None = None) -> int:
    """Gives the exit code: 0 measured, 1 measured but a caller did not get what they wanted or the book is wrong, 2 not
    measured."""
    given = _parser().parse_args(argv)
    try:
        return _run(given)
    except ReceptionistError as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 2


def scenarios(given: argparse.Namespace) -> list[Path]:
    """The files to be played."""
    if given.scenario:
        return list(given.scenario)
    shipped = sorted((CONVERSATIONS / "sound").glob("*.yaml"))
    return shipped if given.full else [path for path in shipped if path.stem in QUICK]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--full", action="store_true", help="every shipped scenario")
    parser.add_argument(
        "--scenario", type=Path, action="append", metavar="FILE.yaml", help="instead of the shipped ones"
    )
    parser.add_argument("--repeat", type=_count, default=1, metavar="N", help="play each that often")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS, help="what is measured (default: all)")
    parser.add_argument("--out", type=Path, metavar="FILE.json", help=f"default: a new file in {RESULTS}")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number above 0")
    return int(text)


def _run(given: argparse.Namespace) -> int:
    began = system_clock()
    described = machine.describe()
    results: dict[str, Any] = {"at": began.isoformat(timespec="seconds"), "machine": described}
    print(", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in described.items()) + "\n")
    calls: list[Measured] = []
    broken: dict[str, str] = {}
    if "mind" in given.only:
        results["turn_of_the_mind_ms"] = _mind()
    if "finding" in given.only:
        results["finding_ms"] = _finding()
    if "imports" in given.only:
        results["import_ms"] = _imports()
    book_is_wrong = False
    if "book" in given.only:
        fought = _contention()
        results["contended_confirmations"] = {one.store: one.json() for one in fought}
        book_is_wrong = any(one.violations for one in fought)
    if "calls" in given.only:
        asyncio.run(_calls(scenarios(given), given.repeat, calls, broken))
        results |= {"summary": report.summary(calls), "calls": report.as_json(calls), "not_played": broken}
        print(f"\n{report.per_scenario(calls)}\n\n{report.whole(calls)}\n")
    out = given.out or RESULTS / f"{_stamp(began)}.json"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"all of it: {out}")
    return 1 if broken or book_is_wrong or any(call.faults for call in calls) else 0


async def _calls(files: Sequence[Path], repeat: int, found: list[Measured], broken: dict[str, str]) -> None:
    """Fills `found`; a call that could not be played goes into `broken` with the reason, and the others are played."""
    models = await asyncio.to_thread(load)
    try:
        for path in files:
            scenario = load_scenario(path)
            for _ in range(repeat):
                try:
                    call = await _call(scenario, path.parent, models)
                except ReceptionistError as error:
                    broken[scenario.name] = str(error)
                    print(f"{scenario.name}: NOT PLAYED: {error}", flush=True)
                    continue
                found.append(call)
                answers = spread(call.answers_ms)
                print(f"{scenario.name}: answers after {answers.p50} ms (p50), {answers.worst} ms at worst", flush=True)
                for fault in call.faults:
                    print(f"  {fault}", flush=True)
    finally:
        models.close()


async def _call(scenario: Scenario, beside: Path, models: LocalModels) -> Measured:
    clock = datetime.fromisoformat(scenario.clock) if scenario.clock else None
    with tempfile.TemporaryDirectory() as folder:
        async with stage(Path(folder), models, clock=clock) as there:
            return await measured(scenario, beside, there, Path(folder) / "call.wav")


def _mind() -> dict[str, Any]:
    thought = thinking(sorted((CONVERSATIONS / "text").glob("*.yaml")))
    figures = spread(thought.turns_ms)
    row = (thought.conversations, figures.n, figures.p50, figures.p95, figures.worst)
    print(table(("conversations without sound", "turns", "p50 ms", "p95 ms", "worst ms"), [row]) + "\n")
    return {"conversations": thought.conversations, **figures.json()}


def _finding() -> list[dict[str, Any]]:
    found = finding.measured()
    print(finding.printed(found) + "\n")
    return [{"book": book, "asked": what, **figures.json()} for book, what, figures in found]


def _imports() -> dict[str, Any]:
    found = {module: spread(imports.import_ms(module, 5)) for module in imports.HANDLERS}
    rows = [(module, figures.p50, figures.worst) for module, figures in found.items()]
    print(table(("import of", "p50 ms", "worst ms"), rows))
    return {module: figures.json() for module, figures in found.items()}


def _contention() -> list[Found]:
    """On the file, and on the emulator where it is installed."""
    stores = [store for store in CONFIRMATIONS if store == "sqlite" or MINISTACK.exists()]
    found = [contention(store, 8, CONFIRMATIONS[store]) for store in stores]
    print(as_table(found) + "\n")
    return found


def _stamp(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%SZ")


if __name__ == "__main__":
    sys.exit(main())
