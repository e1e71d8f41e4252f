"""What is to be said, as it is written; may be read again from any place, by another voice."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable


def nothing() -> None:
    """Nobody is told."""


class Script:
    """Of one reply. One voice reads it at a time."""

    def __init__(self) -> None:
        self.text = ""
        self.over = False
        """Nothing more is written."""
        self.on_more: Callable[[], None] = nothing
        self._moved = asyncio.Event()

    async def write(self, pieces: AsyncIterator[str]) -> None:
        """To the end of `pieces`, or until it fails or is cancelled."""
        try:
            async for piece in pieces:
                self.text += piece
                self._tell()
        finally:
            self.over = True
            self._tell()

    async def after(self, letters: int) -> AsyncGenerator[str, None]:
        """The rest, as pieces."""
        while True:
            if letters < len(self.text):
                piece, letters = self.text[letters:], len(self.text)
                yield piece
            elif self.over:
                return
            else:
                self._moved.clear()
                await self._moved.wait()

    def _tell(self) -> None:
        self._moved.set()
        self.on_more()
