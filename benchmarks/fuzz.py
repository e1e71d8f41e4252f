"""`make fuzz SECONDS=600`: the targets of tests/fuzz in turn, until the time is up. What breaks one is made small and kept.

python -m benchmarks.fuzz 600
"""

import hashlib
import sys
import time
from collections import Counter
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.targets import CORPUS, TARGETS, Target

ROUND = 400
"""Inputs of one target before the next has its turn."""


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    until, tried, finds = time.monotonic() + seconds, Counter[str](), 0
    round_ = time.time_ns()
    while time.monotonic() < until:
        round_ += 1
        for name, target in TARGETS.items():
            if time.monotonic() >= until:
                break
            finds += _round(name, target, round_, tried)
    print(f"{'target':<18}{'inputs':>10}")
    for name in TARGETS:
        print(f"{name:<18}{tried[name]:>10,}")
    print(f"{'in all':<18}{tried.total():>10,}   {finds} finds")
    return 1 if finds else 0


def _round(name: str, target: Target, number: int, tried: Counter[str]) -> int:
    last = [b""]

    @seed(number)
    @settings(
        max_examples=ROUND,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(target.changed(name))
    def fuzz(content: bytes) -> None:
        tried[name] += 1
        last[0] = content
        target.act(content)

    return _kept(name, fuzz, last)


def _kept(name: str, fuzz: Callable[[], None], last: list[bytes]) -> int:
    """1 for a find. The last input Hypothesis tries is the smallest that fails."""
    try:
        fuzz()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what we look for
        folder = CORPUS / name
        folder.mkdir(parents=True, exist_ok=True)
        kept = folder / hashlib.sha256(last[0]).hexdigest()[:16]
        kept.write_bytes(last[0])
        print(f"{name}: {type(error).__name__}: {error}\n  {last[0]!r}\n  kept as {kept}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
