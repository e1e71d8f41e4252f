"""The leases of all calls of a process, renewed together: one thread and one write a second where the store can, however many calls.

Each call keeps its own: the first whose renewal is due takes along all others, and they wait for the same answer.
"""

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from receptionist.calls.record import Lease
from receptionist.clock import Clock
from receptionist.errors import Fenced, StoreUnavailable
from receptionist.ids import CallId
from receptionist.ports import CallStore


@dataclass(eq=False, slots=True)
class Held:
    """One call's lease, as it was asked for last."""

    lease: Lease
    kept_until: datetime
    """As it was surely written last."""
    lapsed_at: datetime | None = None
    """When it was last found run out. Who looks for lost calls may have had the carrier take this one away since."""

    def look(self, now: datetime) -> None:
        if self.kept_until < now:
            self.lapsed_at = now


@dataclass(frozen=True, slots=True)
class _Round:
    members: frozenset[Held]
    until: datetime
    answer: "asyncio.Future[frozenset[CallId]]"


@dataclass(slots=True)
class Leases:
    """For all calls of a process; used on its loop."""

    store: CallStore
    executor: Executor
    clock: Clock
    _held: set[Held] = field(default_factory=set)
    _round: _Round | None = None

    @contextmanager
    def holding(self, held: Held) -> Iterator[None]:
        """Meanwhile it is renewed with anybody's."""
        self._held.add(held)
        try:
            yield
        finally:
            self._held.discard(held)

    async def renewed(self, held: Held, lease_s: float, within_s: float) -> None:
        """With those of all other calls, unless that has just begun. Raises Fenced, StoreUnavailable. Cancelling it leaves the others'
        renewal as it is."""
        asked = self._round
        if asked is None or asked.answer.done() or held not in asked.members:
            asked = self._round = self._asked(lease_s)
        done, _ = await asyncio.wait([asked.answer], timeout=within_s)
        if not done:
            if self._round is asked:
                self._round = None
            raise StoreUnavailable("no answer in time")
        if held.lease.call in asked.answer.result():
            raise Fenced(f"epoch {held.lease.epoch} of call {held.lease.call} is over")
        held.kept_until = asked.until

    def _asked(self, lease_s: float) -> _Round:
        now = self.clock()
        until = now + timedelta(seconds=lease_s)
        for held in self._held:
            held.look(now)
            held.lease = held.lease._replace(until=until)
        members = frozenset(self._held)
        answer = asyncio.get_running_loop().run_in_executor(self.executor, self._renew, tuple(members))
        answer.add_done_callback(_looked_at)
        return _Round(members, until, answer)

    def _renew(self, waiting: Sequence[Held]) -> frozenset[CallId]:
        """In a thread. One that hung and moves at last has shortened what was renewed since: it writes that again."""
        fenced: set[CallId] = set()
        while waiting:
            asked = [held.lease for held in waiting]
            fenced |= self.store.renew_all(asked)
            waiting = [
                held
                for held, lease in zip(waiting, asked, strict=True)
                if held.lease.until != lease.until and lease.call not in fenced
            ]
        return frozenset(fenced)


def _looked_at(answer: "asyncio.Future[frozenset[CallId]]") -> None:
    """A failure that nobody waits for any more has been told to nobody, which is no fault."""
    if not answer.cancelled():
        answer.exception()
