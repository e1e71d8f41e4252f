"""This handler's post at the switchboard: it says that it takes calls, and keeps a slot for each it has.

    each second, and when a call begins or ends:
        announce ─▶ begun: a slot of our own book, or else the one that was reserved for it elsewhere ─▶ over: given back
    each ten seconds: all slots kept for thirty more

A store that is away changes nothing here: calls are served, and at the next beat everything is said again. What a handler that
died had runs out by itself.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NoReturn

from receptionist.clock import Clock
from receptionist.errors import Unavailable
from receptionist.ids import CallId
from receptionist.ports import Handler, Switchboard
from stream_handler.journal import at_the_store

log = logging.getLogger("stream_handler.post")

BEAT_S = 1.0
GONE = timedelta(seconds=5)
"""After its last word a handler gets no calls."""
KEPT = timedelta(seconds=30)
KEEP_EVERY = 10
"""Beats."""
LOOKING = 2
"""Of all handlers, the first by their ids: one may have died in the last five seconds."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one beat says, and what has come of it. All of it may be said twice."""

    taken: int
    leaving: bool
    begun: Mapping[CallId, str]
    over: tuple[tuple[str, CallId], ...]
    kept: Mapping[CallId, str]
    booked: dict[CallId, str] = field(default_factory=dict)
    others: list[Handler] = field(default_factory=list)


class Post:
    """On the loop of the calls; only `run` talks to the switchboard."""

    def __init__(
        self,
        switchboard: Switchboard,
        *,
        handler: str,
        address: str,
        slots: int,
        clock: Clock,
        stores: Executor,
        patience_s: float = 2.0,
    ) -> None:
        """`handler`: an id nobody else has. `address`: see Handler."""
        self._switchboard = switchboard
        self._handler = handler
        self._address = address
        self._slots = slots
        self._clock = clock
        self._stores = stores
        self._patience_s = patience_s
        self._begun: dict[CallId, str] = {}
        self._booked: dict[CallId, str] = {}
        self._over: set[tuple[str, CallId]] = set()
        self._others: list[Handler] = []
        self._stirred = asyncio.Event()
        self._leaving = False
        self._beats = 0

    def begin(self, call: CallId, reserved_at: str) -> None:
        """A call is here. `reserved_at`: the handler with the slot that was reserved for it, empty if none was."""
        self._begun[call] = reserved_at
        self._stirred.set()

    def end(self, call: CallId) -> None:
        """It is no more. Safe to repeat."""
        reserved_at, booked = self._begun.pop(call, None), self._booked.pop(call, None)
        if reserved_at is not None or booked is not None:
            self._over |= {(book, call) for book in (self._handler, reserved_at, booked) if book}
        self._stirred.set()

    def leave(self) -> None:
        """No calls are to be sent here any more. Safe to repeat."""
        self._leaving = True
        self._stirred.set()

    def elsewhere(self, reserved_at: str) -> list[str]:
        """Addresses to relay a stream to: where its slot is, then the emptiest."""
        others = [one for one in self._others if one.address and one.until > self._clock()]
        others.sort(key=lambda one: (one.id != reserved_at, one.taken - one.slots))
        return [one.address for one in others if one.id == reserved_at or one.taken < one.slots]

    def in_turn(self) -> bool:
        """Whether this handler is one of the few that look after the calls of all. Where no others are known, it is."""
        living = sorted(one.id for one in self._others if one.until > self._clock())
        return not self._leaving and sum(one < self._handler for one in living) < LOOKING

    async def run(self) -> NoReturn:
        """Until cancelled."""
        while True:
            self._stirred.clear()
            await self._beat()
            with suppress(TimeoutError):
                async with asyncio.timeout(BEAT_S):
                    await self._stirred.wait()

    async def _beat(self) -> None:
        self._beats += 1
        keeping = self._beats % KEEP_EVERY == 0
        said = _Said(
            len(self._begun) + len(self._booked),
            self._leaving,
            dict(self._begun),
            tuple(self._over),
            {call: self._still_there(book) for call, book in self._booked.items()} if keeping else {},
        )
        try:
            await at_the_store(self._stores, lambda: self._say(said), self._patience_s)
        except Unavailable as error:
            log.warning("the switchboard is away", extra={"kind": type(error).__name__})
            return
        self._others = said.others
        self._over -= set(said.over)
        for call, book in said.booked.items():
            if self._begun.pop(call, None) is not None or call in self._booked:
                self._booked[call] = book
            else:
                self._over.add((book, call))

    def _say(self, said: _Said) -> None:
        """Blocks."""
        board, now = self._switchboard, self._clock()
        if said.leaving:
            board.withdraw(self._handler)
        else:
            board.announce(Handler(self._handler, self._address, self._slots, said.taken, now + GONE))
        for book, call in said.over:
            board.free(book, call)
        for call, reserved_at in said.begun.items():
            said.booked[call] = self._slot(call, reserved_at)
        by_book = defaultdict[str, list[CallId]](list)
        for call, book in said.kept.items():
            by_book[book].append(call)
            said.booked[call] = book
        for book, calls in by_book.items():
            board.keep(book, calls, now, now + KEPT)
        said.others.extend(one for one in board.handlers(now) if one.id != self._handler)

    def _slot(self, call: CallId, reserved_at: str) -> str:
        """Moved here where we have one to spare that nobody is on the way to; it stays where it was reserved otherwise."""
        now = self._clock()
        if self._switchboard.reserve(self._handler, call, self._slots, now, now + KEPT):
            if reserved_at not in ("", self._handler):
                self._switchboard.free(reserved_at, call)
            return self._handler
        book = reserved_at or self._handler
        self._switchboard.keep(book, [call], now, now + KEPT)
        return book

    def _still_there(self, book: str) -> str:
        """A slot of a handler that is gone is none: the call has one here, free or not."""
        return book if book == self._handler or any(one.id == book for one in self._others) else self._handler
