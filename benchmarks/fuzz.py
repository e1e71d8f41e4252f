"""`make fuzz SECONDS=600`: the targets of tests/fuzz in turn, until the time is up. What breaks one is made small and kept.

python -m benchmarks.fuzz 600 [TARGET...]
"""

import hashlib
import logging
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.target import CORPUS, Target
from tests.fuzz.targets import TARGETS

ROUND_S = 10.0
"""Of one target before the next has its turn."""


@dataclass(slots=True)
class Tried:
    """Of all targets."""

    inputs: Counter[str] = field(default_factory=Counter)
    slowest: dict[str, float] = field(default_factory=dict)
    """Seconds of processor time."""
    finds: int = 0


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    if unknown := set(sys.argv[2:]) - set(TARGETS):
        print(f"no target: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}", file=sys.stderr)
        return 2
    logging.disable()
    targets = {name: TARGETS[name] for name in sys.argv[2:] or TARGETS}
    for target in targets.values():
        target.act(target.seeds[0])  # what is loaded with the first is not counted as slow
    until, tried, number = time.monotonic() + seconds, Tried(), time.time_ns()
    each_s = min(ROUND_S, seconds / len(targets))
    while time.monotonic() < until:
        for name, target in targets.items():
            number += 1
            end = min(until, time.monotonic() + each_s)
            while time.monotonic() < end:
                _round(name, target, number, tried, end)
                number += 1
    print(f"{'target':<20}{'inputs':>10}{'slowest':>10}")
    for name in targets:
        print(f"{name:<20}{tried.inputs[name]:>10,}{tried.slowest.get(name, 0) * 1000:>7.0f} ms")
    print(f"{'in all':<20}{tried.inputs.total():>10,}   {tried.finds} finds")
    return 1 if tried.finds else 0


def _round(name: str, target: Target, number: int, tried: Tried, end: float) -> None:
    last, shrinking = [b""], False

    @seed(number)
    @settings(
        max_examples=200,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(target.changed(name))
    def fuzz(content: bytes) -> None:
        nonlocal shrinking
        if time.monotonic() > end and not shrinking:
            return
        tried.inputs[name] += 1
        last[0] = content
        try:
            tried.slowest[name] = max(target.timed(content), tried.slowest.get(name, 0.0))
        except Exception:
            shrinking = True
            raise

    tried.finds += _kept(name, fuzz, last)


def _kept(name: str, fuzz: Callable[[], None], last: list[bytes]) -> int:
    """1 for a find. The last input Hypothesis tries is the smallest that fails."""
    try:
        fuzz()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        folder = CORPUS / name
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / hashlib.sha256(last[0]).hexdigest()[:16]
        kept.write_bytes(last[0])
        print(f"{name}: {type(error).__name__}: {error}\n  {last[0]!r}\n  kept as {kept}", flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
