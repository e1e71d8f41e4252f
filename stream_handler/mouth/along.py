"""An answer that is spoken while it is still being thought: words come, and later each clause is cleared, or none is.

the mind's thread: coming("We have "), coming("a ramp. "), cleared(15), withdrawn()
the loop:          pieces ─▶ voice ─▶ sound, held until its letters are cleared
"""

import asyncio
from collections.abc import AsyncIterator, Callable

from receptionist.business.definition import Language

FIRST_WORDS = 1
"""A voice begins with so many words; the others follow in clauses and handfuls, so that it does not sound out of breath."""
HANDFUL = 4
_CLAUSE_ENDS = (",", ";", ":", ".", "!", "?", "।", "॥", "—")


def _nothing() -> None:
    return


class Along:
    """Of one turn. `coming`, `cleared`, `withdrawn` and `finished` may be called from any thread; all else on the loop."""

    def __init__(self, language: Language, on_begun: Callable[[], None]) -> None:
        """`on_begun`: the first words are there."""
        self.language = language
        self._loop = asyncio.get_running_loop()
        self._on_begun = on_begun
        self.text = ""
        self.may = 0
        """Characters of it that may be heard."""
        self.closed = False
        """No further words will come or be cleared."""
        self.on_move: Callable[[], None] = _nothing
        self._given = 0
        self._moved = asyncio.Event()

    @property
    def begun(self) -> bool:
        return bool(self.text)

    def coming(self, piece: str) -> None:
        """Words, whole."""
        self._loop.call_soon_threadsafe(self._came, piece)

    def cleared(self, letters: int) -> None:
        """So many characters, from the beginning, may be heard."""
        self._loop.call_soon_threadsafe(self._clear, letters)

    def withdrawn(self) -> None:
        """What is not cleared by now never will be."""
        self._loop.call_soon_threadsafe(self.close)

    def close(self) -> None:
        """No more comes. Safe to repeat."""
        self.closed = True
        self._move()
        # Who is told holds us, too: that would be a cycle, and left to the collector (stream_handler/heap.py).
        self._on_begun = self.on_move = _nothing

    async def pieces(self) -> AsyncIterator[str]:
        """What the voice is to speak, as it comes: whole words, a clause at a time after the first. Ends when no more comes;
        what is withdrawn by then is not given."""
        while True:
            piece = self._next_piece()
            if piece:
                self._given += len(piece)
                yield piece
            elif self.closed:
                return
            else:
                self._moved.clear()
                await self._moved.wait()

    def _next_piece(self) -> str:
        if self.closed:
            return self.text[self._given : self.may]
        waiting = self.text[self._given :]
        words = waiting.split()
        enough = FIRST_WORDS if self._given == 0 else HANDFUL
        return waiting if len(words) >= enough or waiting.rstrip().endswith(_CLAUSE_ENDS) else ""

    def _came(self, piece: str) -> None:
        first = not self.text
        self.text += piece
        self._move()
        if first and self.text:
            self._on_begun()

    def _clear(self, letters: int) -> None:
        self.may = max(self.may, letters)
        self._move()

    def _move(self) -> None:
        self._moved.set()
        self.on_move()
