"""How many tasks carry how many calls, and what callers wait when they all ring at once: a queueing simulation.

    python -m benchmarks.capacity                          1,000 and 100,000 calls, each policy on the same callers
    python -m benchmarks.capacity --calls 5000 --slots 60

Calls come as Poisson arrivals whose rate follows a day's busiest two hours: quiet, a lunch peak that builds up in five minutes, and
in the middle of it a burst of simultaneous rings. They last a log-normal time. A policy looks at reserved slots once a minute, a
minute late as CloudWatch is, and starts tasks that take their time; it ends only what is idle. Who finds no slot hears the greeting
and waits; whoever has waited 30 s is put through elsewhere, which counts as not served.

Simulated: everything but the numbers it is given, which are measured (docs/capacity.md says where).
"""

import argparse
import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.figures import table

STEP_S = 1
PATIENCE_S = 30
"""A caller without a slot is put through, or may leave a message, after that (functions/call_setup)."""
LOOK_S = 60
LATE_S = 60
"""Between two looks of the scaling policy, and how old what it sees is."""
SPARE_S = 600
"""So long too many tasks must have been there before idle ones end."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """Of one region. `calls`: at once, on average, at the peak."""

    calls: float
    mean_s: float = 150.0
    spread_s: float = 120.0
    quiet: float = 0.3
    """Share of the peak's rate before it."""
    builds_s: float = 300.0
    burst: int = 0
    """Simultaneous rings in the middle of the peak."""
    hours: float = 2.0

    def rate(self, at_s: float) -> float:
        """Arrivals a second."""
        peak = self.calls / self.mean_s
        begins = self.hours * 3600 / 4
        built = min(1.0, max(0.0, (at_s - begins) / self.builds_s))
        return peak * (self.quiet + (1 - self.quiet) * built)


@dataclass(frozen=True, slots=True)
class Policy:
    """`headroom`: slots kept free, as a share of those taken; `least`: tasks always there."""

    name: str
    headroom: float
    least: int = 2
    floor: float = 0.0
    """Scheduled for the hour of the peak: tasks for that share of it stand ready before it comes."""


@dataclass(frozen=True, slots=True)
class Fleet:
    slots: int
    """Calls a task takes."""
    starts_s: int = 75
    """From the decision to the first call: capacity, image, models, health check."""
    most: int = 100_000


@dataclass(slots=True)
class Outcome:
    waited_s: list[int] = field(default_factory=list)
    """Of those who had to: seconds until a slot."""
    served: int = 0
    turned_over: int = 0
    task_seconds: int = 0
    busy_seconds: int = 0
    most_tasks: int = 0

    @property
    def calls(self) -> int:
        return self.served + self.turned_over

    def share_waiting(self) -> float:
        return (len(self.waited_s) + self.turned_over) / max(1, self.calls)

    def wait(self, percent: float) -> float:
        """Seconds, over all who were served."""
        place = math.ceil(self.served * percent / 100) - (self.served - len(self.waited_s))
        return float(sorted(self.waited_s)[place - 1]) if place > 0 else 0.0


def simulate(traffic: Traffic, policy: Policy, fleet: Fleet, seed: int = 1) -> Outcome:
    """Pure: the same arguments give the same outcome."""
    random = np.random.default_rng(seed)
    seconds = int(traffic.hours * 3600)
    outcome, ends = Outcome(), np.zeros(seconds * 4, dtype=np.int64)
    waiting: deque[list[int]] = deque()
    tasks = min(fleet.most, max(policy.least, _tasks_for(traffic.calls * traffic.quiet * (1 + policy.headroom), fleet)))
    coming: deque[tuple[int, int]] = deque()
    busy, seen, needed_at = 0, deque[int]([0] * (LATE_S // STEP_S)), 0
    sigma = math.sqrt(math.log(1 + (traffic.spread_s / traffic.mean_s) ** 2))
    middle = math.log(traffic.mean_s) - sigma * sigma / 2
    for now in range(seconds):
        busy -= int(ends[now])
        while coming and coming[0][0] <= now:
            tasks += coming.popleft()[1]
        arrived = int(random.poisson(traffic.rate(now))) + (traffic.burst if now == seconds // 2 else 0)
        if arrived:
            waiting.append([now, arrived])
        while waiting and now - waiting[0][0] >= PATIENCE_S:
            outcome.turned_over += waiting.popleft()[1]
        free = tasks * fleet.slots - busy
        while waiting and free > 0:
            since, many = waiting[0]
            taken = min(many, free)
            lengths = np.maximum(5, np.rint(np.exp(random.normal(middle, sigma, taken)))).astype(np.int64)
            np.add.at(ends, np.minimum(now + lengths, len(ends) - 1), 1)
            busy, free = busy + taken, free - taken
            outcome.served += taken
            if now > since:
                outcome.waited_s += [now - since] * taken
            waiting[0][1] -= taken
            if not waiting[0][1]:
                waiting.popleft()
        seen.append(busy + sum(many for _, many in waiting))
        known = seen.popleft()
        if now % LOOK_S == 0:
            wished = _wished(traffic, policy, fleet, known, now, seconds)
            have = tasks + sum(many for _, many in coming)
            if wished >= have:
                needed_at = now
            if wished > have:
                coming.append((now + fleet.starts_s, wished - have))
            elif now - needed_at >= SPARE_S:
                tasks -= min(have - wished, max(0, (tasks * fleet.slots - busy) // fleet.slots))
        outcome.task_seconds += tasks
        outcome.busy_seconds += busy
        outcome.most_tasks = max(outcome.most_tasks, tasks)
    return outcome


def _wished(traffic: Traffic, policy: Policy, fleet: Fleet, known: int, now: int, seconds: int) -> int:
    wished = max(policy.least, _tasks_for(known * (1 + policy.headroom), fleet))
    if policy.floor and now >= seconds / 4 - 600:
        wished = max(wished, _tasks_for(traffic.calls * policy.floor, fleet))
    return min(fleet.most, wished)


def _tasks_for(calls: float, fleet: Fleet) -> int:
    return math.ceil(calls / fleet.slots)


POLICIES = (
    Policy("CPU-like: 45 % in use", 1.2),
    Policy("20 % free", 0.2),
    Policy("50 % free", 0.5),
    Policy("30 % free, scheduled floor 90 %", 0.3, floor=0.9),
    Policy("30 % free, scheduled floor 120 %", 0.3, floor=1.2),
)


def main(arguments: Sequence[str] | None = None) -> None:
    given = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    given.add_argument("--calls", type=int, nargs="*", default=[1_000, 100_000])
    given.add_argument("--slots", type=int, default=40, help="calls a task takes")
    given.add_argument("--starts", type=int, default=75, help="seconds a task takes to start")
    given.add_argument("--burst", type=int, default=200, help="simultaneous rings at the peak")
    given.add_argument("--regions", type=int, default=5, help="over which more than 10,000 calls are spread")
    given.add_argument("--seed", type=int, default=1)
    asked = given.parse_args(arguments)
    if min(asked.calls, default=1) < 1 or min(asked.slots, asked.starts, asked.regions) < 1 or asked.burst < 0:
        given.error("calls, slots, starts and regions are at least 1, the burst at least 0")
    for calls in asked.calls:
        regions = asked.regions if calls > 10_000 else 1
        print(f"\n{calls} calls at once, {regions} region(s), {asked.slots} a task, {asked.starts} s to start one\n")
        traffic = Traffic(calls / regions, burst=asked.burst)
        rows = []
        for policy in POLICIES:
            found = simulate(traffic, policy, Fleet(asked.slots, asked.starts), asked.seed)
            rows.append(
                (
                    policy.name,
                    found.most_tasks * regions,
                    f"{100 * found.busy_seconds / (found.task_seconds * asked.slots):.0f} %",
                    f"{100 * found.share_waiting():.2f} %",
                    f"{found.wait(99):.0f}",
                    f"{found.wait(99.9):.0f}",
                    f"{100 * found.turned_over / max(1, found.calls):.3f} %",
                )
            )
        print(table(("policy", "tasks at most", "in use", "had to wait", "p99 s", "p99.9 s", "put through"), rows))


if __name__ == "__main__":
    main()
