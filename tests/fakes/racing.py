"""Many at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def at_once(act: Callable[[int], T], *, threads: int) -> list[T]:
    """Calls `act` with 0 to `threads` - 1, all let go together. What one of them raises is raised here."""
    gate = threading.Barrier(threads)

    def run(number: int) -> T:
        gate.wait(timeout=30)
        return act(number)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))
