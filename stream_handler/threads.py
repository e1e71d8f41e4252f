"""Threads for blocking work, there before the first call.

One that starts while calls are live holds up the loop that starts it until it first gets the interpreter: five milliseconds for
each busy thread. Fifty calls that are taken over at once would be answered a quarter of a second later.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

MOST_STARTED = 64
"""More are started when they are needed."""


def started(most: int, name: str) -> ThreadPoolExecutor:
    """An executor of so many threads. Blocks until they run."""
    executor = ThreadPoolExecutor(most, thread_name_prefix=name)
    together = threading.Barrier(min(most, MOST_STARTED) + 1)
    for _ in range(min(most, MOST_STARTED)):
        executor.submit(together.wait)
    together.wait()
    return executor
