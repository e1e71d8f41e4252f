"""What the network is about to play to the caller: a buffer that is heard at real time, whatever is sent.

Marks lie between the bytes: one is reached when everything written before it has been
heard, at once if nothing is waiting, and at once when the buffer is cleared.
https://www.twilio.com/docs/voice/media-streams/websocket-messages
"""

from collections import deque
from collections.abc import Callable

from local.carrier.mulaw import FRAME_BYTES, SILENCE, SILENCE_BYTE

Reached = Callable[[], None]


class Playout:
    """Audio on its way to one caller. `on_change(sounding)` tells when sound starts and stops."""

    def __init__(self, on_change: Callable[[bool], None]) -> None:
        self._buffer = bytearray()
        self._taken = 0
        self._written = 0
        self._marks: deque[tuple[int, Reached]] = deque()
        self._sounding = False
        self._on_change = on_change

    @property
    def waiting_bytes(self) -> int:
        """Bytes not yet heard."""
        return self._written - self._taken

    def write(self, mulaw: bytes) -> None:
        """Play `mulaw` after what is waiting."""
        self._buffer += mulaw
        self._written += len(mulaw)

    def mark(self, reached: Reached) -> None:
        """Call `reached` when all that was written so far has been heard."""
        if self._written == self._taken and not self._marks:
            reached()
        else:
            self._marks.append((self._written, reached))

    def clear(self) -> None:
        """Drop what is waiting; every mark counts as reached."""
        self._buffer.clear()
        self._taken = self._written
        marks, self._marks = self._marks, deque()
        for _, reached in marks:
            reached()

    def forget(self) -> None:
        """Drop what is waiting and the marks with it: whoever asked for them is gone."""
        self._marks.clear()
        self.clear()

    def take(self) -> bytes:
        """The next 20 ms for the caller's ear. Marks passed by the previous 20 ms are reached first."""
        while self._marks and self._marks[0][0] <= self._taken:
            self._marks.popleft()[1]()
        if not self._buffer:
            if self._sounding:
                self._sounding = False
                self._on_change(False)
            return SILENCE
        frame = bytes(self._buffer[:FRAME_BYTES])
        del self._buffer[:FRAME_BYTES]
        self._taken += len(frame)
        if not self._sounding:
            self._sounding = True
            self._on_change(True)
        return frame if len(frame) == FRAME_BYTES else frame + SILENCE_BYTE * (FRAME_BYTES - len(frame))
