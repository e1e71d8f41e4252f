"""Both sides of a running call for those who listen in: encoded only while somebody does.

A listener, on whatever process, says so on `listeners:<call>` every two seconds; the call answers with audio on
`listen:<call>`: mu-law, two channels interleaved (caller first), 100 ms a message.
"""

import asyncio

from receptionist.ids import CallId
from receptionist.ports import LiveState
from stream_handler.recorder import SILENCE, Recorder

MESSAGE = 800
"""Samples per channel in one message: 100 ms."""
INTEREST_S = 5.0
"""How long one word of interest counts."""


class ListeningIn:
    """The call's side. `hear` is fed every frame of the caller; our side is read off the recorder."""

    def __init__(self, live: LiveState, call: CallId) -> None:
        self._live = live
        self._call = call
        self._until = 0.0
        self._caller = bytearray()
        self._recorder: Recorder | None = None
        self._loop = asyncio.get_running_loop()

    async def run(self, recorder: Recorder) -> None:
        """Notices listeners until cancelled."""
        self._recorder = recorder
        async with self._live.subscribe(f"listeners:{self._call}") as words:
            async for _ in words:
                self._until = self._loop.time() + INTEREST_S

    def hear(self, mulaw: bytes) -> None:
        """A frame of the caller. Costs nothing while nobody listens."""
        if self._loop.time() >= self._until or self._recorder is None:
            self._caller.clear()
            return
        self._caller += mulaw
        if len(self._caller) >= MESSAGE:
            caller = bytes(self._caller)
            self._caller.clear()
            ours = self._recorder.ours(self._recorder.now - len(caller), len(caller))
            self._live.publish(f"listen:{self._call}", interleaved(caller, ours))


def interleaved(left: bytes, right: bytes) -> bytes:
    """Two channels of equal length as one."""
    both = bytearray([SILENCE]) * (2 * len(left))
    both[0::2] = left
    both[1::2] = right[: len(left)]
    return bytes(both)
