"""The sound of the caller's turn: what is recognised, first syllable included."""

PRE_ROLL = 4_800
"""Bytes kept from before speech was noticed: 0.6 s, for the soft beginnings of words and the time noticing takes."""
LONGEST = 8_000 * 30


class TurnAudio:
    """Mu-law 8 kHz. Bounded: a turn keeps its last half minute."""

    def __init__(self) -> None:
        self._before = bytearray()
        self._turn: bytearray | None = None

    def hear(self, frame: bytes) -> None:
        """Every frame of the line, in order."""
        if self._turn is None:
            self._before += frame
            if len(self._before) > PRE_ROLL:
                del self._before[: len(self._before) - PRE_ROLL]
        else:
            self._turn += frame
            if len(self._turn) > LONGEST:
                del self._turn[: len(self._turn) - LONGEST]

    def begin(self) -> bytes:
        """The caller's turn has been noticed just now; gives what is kept from before."""
        before = bytes(self._before)
        self._turn = bytearray(before)
        self._before.clear()
        return before

    def so_far(self) -> bytes:
        """The turn up to now."""
        return bytes(self._turn or b"")

    def end(self) -> bytes:
        """The whole turn; what follows is no part of it."""
        turn = self.so_far()
        self._turn = None
        return turn
