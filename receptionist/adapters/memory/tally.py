"""Counts of what was asked lately, in this process."""

import threading
from datetime import datetime, timedelta

SWEPT_AT = 10_000
"""Counts kept before those that are over are swept out."""


class MemoryTally:
    """Keeps the promises of Tally until the process ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[str, tuple[datetime, int]] = {}

    def attempt(self, key: str, now: datetime, window: timedelta, most: int) -> bool:
        with self._lock:
            if len(self._counts) >= SWEPT_AT:
                self._counts = {name: kept for name, kept in self._counts.items() if kept[0] > now}
            until, count = self._counts.get(key, (now, 0))
            if until <= now:
                until, count = now + window, 0
            if count >= most:
                return False
            self._counts[key] = (until, count + 1)
            return True
