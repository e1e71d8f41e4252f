"""Threads for blocking work, and how they share one interpreter with the loop that all calls sound from.

A thread that reckons keeps the interpreter until another has waited for it for the switch interval, and a uvloop gives it away after
each callback: beside one such thread a loop gets on by one callback in an interval, beside ten by one in ten. With Python's five
milliseconds, twenty busy sockets and three such threads it made 65 turns in two seconds, with a tenth of one 1,098, and the threads got
as much done (docs/benchmarks.md).
"""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import wraps
from typing import ParamSpec, TypeVar

MOST_STARTED = 64
"""More are started when they are needed."""

SWITCH_S = 0.0001
"""Within which the loop gets the interpreter from a thread that reckons. Shorter, and they do little but change places."""

P = ParamSpec("P")
R = TypeVar("R")


def started(most: int, name: str) -> ThreadPoolExecutor:
    """An executor of so many threads. Blocks until they run: one that started while calls are live would hold up the loop that
    starts it until it first got the interpreter."""
    executor = ThreadPoolExecutor(most, thread_name_prefix=name)
    together = threading.Barrier(min(most, MOST_STARTED) + 1)
    for _ in range(min(most, MOST_STARTED)):
        executor.submit(together.wait)
    together.wait()
    return executor


def give_way() -> None:
    """Lets the loop of this process have the interpreter soon, whatever its threads reckon. To be called once, at the start."""
    sys.setswitchinterval(SWITCH_S)


def one_at_a_time(reckon: Callable[P, R]) -> Callable[P, R]:
    """`reckon`, which waits for nobody else, by one thread after another: side by side they would all be done when the last is, and
    the loop would have to wait for each of them. Not to be called by `reckon` itself."""
    in_turn = threading.Lock()

    @wraps(reckon)
    def alone(*args: P.args, **kwargs: P.kwargs) -> R:
        with in_turn:
            return reckon(*args, **kwargs)

    return alone
