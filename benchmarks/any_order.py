"""Many more random days than a test has time for: `python -m benchmarks.any_order --steps 100000`.

The state machines of the tests: an evening of a restaurant in memory and on SQLite, a day of a salon. Every step is
followed by every invariant. Exit code 1, with the shortest way there, if one of them fails.
"""

import argparse
import sys
import time

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.receptionist.desk.test_any_day import SalonDay
from tests.receptionist.desk.test_any_order import Evening, EveningInAFile

SHARES = ((Evening, 0.45), (SalonDay, 0.45), (EveningInAFile, 0.1))
STEPS_A_RUN = 50
ROUND = 100
"""Runs between two looks at the count."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.any_order", description=__doc__)
    parser.add_argument("--steps", type=int, default=100_000)
    asked = parser.parse_args()
    rules = settings(
        max_examples=ROUND,
        stateful_step_count=STEPS_A_RUN,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    total = 0
    for machine, share in SHARES:
        began = time.monotonic()
        while machine.steps < asked.steps * share:
            run_state_machine_as_test(machine, settings=rules)
        total += machine.steps
        print(f"{machine.__name__:16} {machine.steps:8} steps  {time.monotonic() - began:7.0f} s  no invariant broken")
    print(f"{'all':16} {total:8} steps")
    return 0


if __name__ == "__main__":
    sys.exit(main())
