"""How long somebody else may take, told from how long we were held up ourselves."""

import asyncio
from types import TracebackType

HELD_UP_S = 0.02
"""A loop that calls a timer later than that was held up: one frame."""


class Deadline:
    """As `asyncio.timeout`, but fair: a loop that was held up calls its timers before it reads what has come meanwhile. One that is
    due late goes on for as long as the loop was late, again and again if need be, at most as long as it was given.

    For one block; within one task.
    """

    __slots__ = ("_due", "_limit", "_loop", "_seconds", "_spare", "_timer")

    def __init__(self, seconds: float | None = None) -> None:
        """None: it does not run until `begin`."""
        self._seconds = seconds
        self._limit = asyncio.timeout(None)
        self._timer: asyncio.TimerHandle | None = None
        self._due = self._spare = 0.0

    @property
    def begun(self) -> bool:
        return self._timer is not None

    def begin(self, seconds: float) -> None:
        """It runs from now on. In the block, once."""
        self._spare = seconds
        self._end_at(self._loop.time() + seconds)

    async def __aenter__(self) -> "Deadline":
        self._loop = asyncio.get_running_loop()
        await self._limit.__aenter__()
        if self._seconds is not None:
            self.begin(self._seconds)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raises TimeoutError if it was over."""
        if self._timer is not None:
            self._timer.cancel()
        await self._limit.__aexit__(kind, error, trace)

    def _end_at(self, when: float) -> None:
        self._due = when
        self._timer = self._loop.call_at(when, self._end)

    def _end(self) -> None:
        now = self._loop.time()
        late = min(now - self._due, self._spare)
        if late < HELD_UP_S:
            self._limit.reschedule(now)
            return
        self._spare -= late
        self._end_at(now + late)
