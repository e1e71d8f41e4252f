"""Looks after the calls of all handlers: of one whose lease is over the rescuer is told, who may speak to the carrier.

A handler has no key of the carrier's. Two of all look, each second; whose own line falls silent tells at once.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Executor
from typing import NoReturn

from receptionist.clock import Clock
from receptionist.errors import Unavailable
from receptionist.ports import CallStore
from stream_handler.journal import at_the_store

log = logging.getLogger("stream_handler.lookout")

LOOK_S = 1.0
STORE_S = 2.0
RESCUE_S = 3.0
"""For the rescuer; a carrier that does not answer it is not waited for."""


class Lookout:
    """On the loop of the calls."""

    def __init__(
        self,
        calls: CallStore,
        rescue: Callable[[], object],
        *,
        clock: Clock,
        executor: Executor,
        in_turn: Callable[[], bool] = lambda: True,
        look_s: float = LOOK_S,
    ) -> None:
        """`rescue`: has the carrier ask again for all calls that are lost (receptionist/desk/rescue_calls.py). Blocks, and
        may raise Unavailable. `in_turn`: whether this handler looks now; others do otherwise."""
        self._calls = calls
        self._rescue = rescue
        self._clock = clock
        self._executor = executor
        self._in_turn = in_turn
        self._look_s = look_s

    async def run(self, *, after_s: float = 0.0) -> NoReturn:
        """Until cancelled; the first look is `after_s` later than it would be."""
        await asyncio.sleep(after_s)
        while True:
            await asyncio.sleep(self._look_s)
            if self._in_turn() and await self._any_lost():
                await self.report()

    async def report(self) -> None:
        """A call is lost. Waits until the carrier was told; a failure is left to whoever looks next. Safe to repeat and to cancel."""
        try:
            await at_the_store(self._executor, self._rescue, RESCUE_S)
        except Unavailable as error:
            log.error("no rescue", extra={"kind": type(error).__name__})

    async def _any_lost(self) -> bool:
        now = self._clock()
        try:
            return bool(await at_the_store(self._executor, lambda: self._calls.lost(now, limit=1), STORE_S))
        except Unavailable as error:
            log.warning("nobody looks for lost calls", extra={"kind": type(error).__name__})
            return False
