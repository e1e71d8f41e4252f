"""`make fuzz SECONDS=600`: the targets of tests/fuzz share the time. What breaks one is made small and kept.

python -m benchmarks.fuzz 600 [--by guided | drawn] [--compare] [TARGET...]

    drawn    Hypothesis edits what is really sent, at random
    guided   libFuzzer goes on from whatever reached a new branch (atheris: Linux on x86-64)

Without --by each target is fuzzed by what reaches more of its reader in the same time, as --compare has shown.
"""

import argparse
import logging
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from benchmarks import fuzz_drawn, fuzz_guided
from benchmarks.fuzz_tried import Tried, table
from tests.fuzz.target import Target
from tests.fuzz.targets import TARGETS

REACHED = Path(__file__).parents[1] / ".fuzz"


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.fuzz")
    parser.add_argument("seconds", type=float)
    parser.add_argument("--by", choices=("guided", "drawn"))
    parser.add_argument("--compare", action="store_true", help="each target by both, each for its share of the time")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    asked = parser.parse_intermixed_args()
    if unknown := set(asked.targets) - set(TARGETS):
        parser.error(f"no target: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    logging.disable()
    targets = {name: TARGETS[name] for name in asked.targets or TARGETS}
    if asked.compare:
        return _compare(targets, asked.seconds / len(targets) / 2)
    return _fuzz(targets, asked.seconds / len(targets), asked.by)


def _fuzz(targets: dict[str, Target], each_s: float, by: str | None) -> int:
    guided = {name: target for name, target in targets.items() if (by or target.by) == "guided"}
    if guided and find_spec("atheris") is None:
        print("atheris cannot be had on this machine: all targets are drawn", file=sys.stderr)
        guided = {}
    tried = fuzz_guided.fuzz(guided, each_s, REACHED) if guided else {}
    for name, target in targets.items():
        if name not in guided:
            tried[name] = _drawn(name, target, each_s)
    print(table({name: tried[name] for name in targets}))
    return 1 if any(one.finds for one in tried.values()) else 0


def _drawn(name: str, target: Target, seconds: float, keep_inputs: Path | None = None) -> Tried:
    target.act(target.seeds[0])  # what is loaded with the first is not counted as slow
    return fuzz_drawn.fuzz(name, target, seconds, time.time_ns(), keep_inputs)


def _compare(targets: dict[str, Target], each_s: float) -> int:
    """Both begin with the seeds alone. Drawn inputs are read at full speed, and what they reached is counted afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        inputs = {name: Path(folder, "inputs", name) for name in targets}
        for one in inputs.values():
            one.mkdir(parents=True)
        drawn = {name: _drawn(name, target, each_s, inputs[name]) for name, target in targets.items()}
        guided = fuzz_guided.fuzz(targets, each_s, Path(folder, "guided"))
        counts = fuzz_guided.reached(inputs, Path(folder, "counted"))
    for name, (edges, features) in counts.items():
        begun = guided[name]
        assert begun.edges
        assert begun.features
        drawn[name].edges, drawn[name].features = (begun.edges[0], edges), (begun.features[0], features)
    print(table(drawn))
    print(table(guided))
    return 1 if any(one.finds for one in (*drawn.values(), *guided.values())) else 0


if __name__ == "__main__":
    sys.exit(main())
