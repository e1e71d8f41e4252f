"""A recogniser's wire, dialled in the background, and what is to be said on it."""

import asyncio
import logging
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from receptionist.adapters.ears.dictation import Dictation
from receptionist.adapters.wire import BINARY, DIAL_S, TEXT, Wire
from receptionist.errors import VendorUnavailable

log = logging.getLogger(__name__)

MOST_BYTES = 1 << 20
"""Of a message: a turn of half a minute with the times of its words is a fiftieth of that."""


@dataclass(frozen=True, slots=True)
class Address:
    url: str
    headers: tuple[tuple[str, str], ...]


def _nothing() -> None:
    return


class Line:
    """Made on the loop; `dial` once. `opened` and `news` (it was told something, or has failed) are called on the loop."""

    def __init__(
        self,
        name: str,
        address: Address,
        dictation: Dictation,
        *,
        dial_s: float = DIAL_S,
        trusted: ssl.SSLContext | None = None,
    ) -> None:
        """`dial_s`, `trusted`: as a `Wire`'s."""
        self.address = address
        self.dictation = dictation
        self.opened: Callable[[], None] = _nothing
        self.news: Callable[[], None] = _nothing
        self._name = name
        self._loop = asyncio.get_running_loop()
        self._wire = Wire(name, self, most_bytes=MOST_BYTES, dial_s=dial_s, trusted=trusted)
        self._dialling: asyncio.Task[None] | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._sound = BINARY if dictation.BINARY else TEXT
        self._spoke_at = 0.0

    @property
    def open(self) -> bool:
        return self._wire.open

    @property
    def failed(self) -> VendorUnavailable | None:
        return self._wire.failed

    @property
    def over(self) -> bool:
        """Nothing is left of it."""
        return self._wire.over and (self._dialling is None or self._dialling.done())

    def dial(self) -> None:
        """Begins to. The task is the line's own, because a call that listens is no place to wait; `hang_up` ends it."""
        self._dialling = self._loop.create_task(self._dialled(), name=f"dial {self._name}")

    async def settled(self) -> None:
        """Waits until it is open or has failed. Cancelling it does not stop the dialling."""
        if self._dialling is not None:
            await asyncio.wait([self._dialling])

    async def gone(self) -> None:
        """Until nothing is left of it, after `hang_up`. Safe to cancel."""
        await self.settled()
        await self._wire.gone()

    def tell(self, messages: list[bytes]) -> None:
        """Without effect on one that is not open."""
        for message in messages:
            if self._wire.send(message):
                self._spoke_at = self._loop.time()

    def sound(self, message: bytes) -> None:
        """As `tell`, for what `Dictation.hear` gave."""
        if self._wire.send(message, self._sound):
            self._spoke_at = self._loop.time()

    def hang_up(self) -> None:
        """Says goodbye and is gone half a second later. Safe to repeat."""
        self.opened = self.news = _nothing
        self._rest()
        if self._dialling is not None:
            self._dialling.cancel()
        self.tell(self.dictation.closing())
        self._wire.hang_up()

    def give_up(self, why: str) -> None:
        """It is of no use any more. Safe to repeat."""
        self._wire.give_up(why)

    def on_open(self) -> None:
        self.tell(self.dictation.opening())
        if self.dictation.IDLE_S:
            self._idle = self._loop.call_later(self.dictation.IDLE_S, self._keep_alive)
        self.opened()

    def on_message(self, message: bytes) -> None:
        try:
            self.dictation.take(message)
        except VendorUnavailable as error:
            self._wire.give_up(str(error))
        else:
            self.news()

    def on_gone(self, why: str) -> None:
        self._rest()
        log.warning("a recogniser's line broke", extra={"provider": self._name, "why": why})
        self.news()

    async def _dialled(self) -> None:
        with suppress(VendorUnavailable):  # `on_gone` has said so.
            await self._wire.dial(self.address.url, self.address.headers)

    def _keep_alive(self) -> None:
        """By one timer, not one for each message: it looks when the last of them was."""
        every, quiet = self.dictation.IDLE_S, self._loop.time() - self._spoke_at
        if quiet >= every - 0.05:
            self.tell(self.dictation.idle())
            quiet = 0.0
        if self.open:
            self._idle = self._loop.call_later(every - quiet, self._keep_alive)

    def _rest(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
