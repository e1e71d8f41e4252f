"""Messages on their way to one asynchronous listener."""

import asyncio
from collections import deque

LONGEST = 1024
"""Messages that wait at most: 10 s of the sound of both sides of one call."""


class Mailbox:
    """An async iterator over what is put in. When full the oldest message is lost. Belongs to one event loop."""

    def __init__(self, longest: int = LONGEST) -> None:
        self._waiting: deque[bytes] = deque(maxlen=longest)
        self._filled = asyncio.Event()

    def put(self, message: bytes) -> None:
        """Never waits. Only from the loop's own thread."""
        self._waiting.append(message)
        self._filled.set()

    def __aiter__(self) -> "Mailbox":
        return self

    async def __anext__(self) -> bytes:
        """Cancelling it loses nothing."""
        while not self._waiting:
            self._filled.clear()
            await self._filled.wait()
        return self._waiting.popleft()
