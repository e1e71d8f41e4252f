"""Both sides of a running call for those who listen in: sent only while somebody does.

A listener, on whatever process, says so on `listeners:<call>` every two seconds; the call answers with audio on
`listen:<call>`: mu-law, two channels interleaved (caller first), 100 ms a message.
"""

import asyncio

from receptionist.ids import CallId
from receptionist.ports import LiveState

MESSAGE = 800
"""Samples per channel in one message: 100 ms."""
INTEREST_S = 5.0
"""How long one word of interest counts."""


class ListeningIn:
    """The call's side."""

    def __init__(self, live: LiveState, call: CallId) -> None:
        self._live = live
        self._call = call
        self._until = 0.0
        self._both = bytearray()
        self._loop = asyncio.get_running_loop()

    async def run(self) -> None:
        """Notices listeners until cancelled."""
        async with self._live.subscribe(f"listeners:{self._call}") as words:
            async for _ in words:
                self._until = self._loop.time() + INTEREST_S

    def hear(self, caller: bytes, ours: bytes) -> None:
        """A frame of each side. Costs nothing while nobody listens."""
        if not self._until:
            return
        if self._loop.time() >= self._until:
            self._until = 0.0
            self._both.clear()
            return
        frame = bytearray(2 * len(caller))
        frame[0::2] = caller
        frame[1::2] = ours
        self._both += frame
        if len(self._both) >= 2 * MESSAGE:
            self._live.publish(f"listen:{self._call}", bytes(self._both))
            self._both.clear()
