"""Something to hear while an answer takes long: "one moment"."""

import asyncio
from collections.abc import Callable

from stream_handler.parts import Limits

LEAST_S = 0.3
"""What an answer gets before "one moment", however long the caller was waited for."""


class Bridge:
    """Of one call: one wait at a time."""

    def __init__(self, limits: Limits, say: Callable[[], None]) -> None:
        self._limits = limits
        self._say = say
        self._due: asyncio.TimerHandle | None = None

    def begin(self, quiet_s: float) -> None:
        """The caller waits, and has been quiet for so long: they hear something soon."""
        self.end()
        soon_s = min(self._limits.filler_s, max(LEAST_S, self._limits.silence_s - quiet_s))
        self._due = asyncio.get_running_loop().call_later(soon_s, self._say)

    def end(self) -> None:
        """Nothing is to be said: the wait is over, or the caller speaks. Safe to repeat."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
