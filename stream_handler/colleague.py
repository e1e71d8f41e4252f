"""Somebody of the house speaks with the caller in the assistant's place, from a page.

The process their socket ends at says so on `speak:<call>`: eight letters that name the socket, one that says what it is, and
what belongs to it. The call answers on `listen:<call>` as to any listener. A colleague of whom nothing is heard for a
while has gone: the assistant goes on.
"""

import asyncio
from typing import Protocol

from receptionist.ids import CallId
from receptionist.ports import LiveState

ID = 8
"""Letters that name a socket."""
HERE, SOUND, BACK, END = b"k", b"a", b"b", b"e"
"""I am here (my name follows), mu-law of mine, the assistant may go on, the call is over."""
HERE_EVERY_S = 1.0
GONE_S = 4.0
"""Without a word they have gone."""
LONGEST_SOUND = 4000
"""Bytes in one message: half a second."""


def spoken(socket: str, kind: bytes, content: bytes = b"") -> bytes:
    """One message."""
    return socket.encode()[:ID].ljust(ID, b"-") + kind + content


class Notified(Protocol):
    """The call's side. Called on the loop; nothing waits."""

    def taken(self, by: str) -> None:
        """A colleague speaks from now on; the assistant is silent."""
        ...

    def sounds(self, audio: bytes) -> None: ...

    def given_back(self) -> None:
        """The assistant goes on."""
        ...

    def over(self) -> None:
        """The colleague has ended the call."""
        ...


class Colleague:
    """Of one call: nobody, or whoever came first and has not gone."""

    def __init__(self, live: LiveState, call: CallId, on: Notified) -> None:
        self._live = live
        self._call = call
        self._on = on
        self._socket = b""
        self._gone: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()

    async def run(self) -> None:
        """Until cancelled."""
        try:
            async with self._live.subscribe(f"speak:{self._call}") as words:
                async for message in words:
                    self._heard(message[:ID], message[ID : ID + 1], message[ID + 1 :])
        finally:
            if self._gone is not None:
                self._gone.cancel()

    def _heard(self, socket: bytes, kind: bytes, content: bytes) -> None:
        if not self._socket and kind == HERE:
            self._socket = socket
            self._on.taken(content.decode(errors="replace"))
        if socket != self._socket:
            return
        self._wait()
        if kind == SOUND:
            self._on.sounds(content[:LONGEST_SOUND])
        elif kind == BACK:
            self._back()
        elif kind == END:
            self._on.over()

    def _wait(self) -> None:
        if self._gone is not None:
            self._gone.cancel()
        self._gone = self._loop.call_later(GONE_S, self._back)

    def _back(self) -> None:
        if self._gone is not None:
            self._gone.cancel()
        self._socket, self._gone = b"", None
        self._on.given_back()
