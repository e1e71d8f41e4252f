"""The beat of the phone network: every line gets its 20 ms, for ever, without drift.

One timer for all calls. The n-th beat is due at start + n * 20 ms of the loop's clock, so
a late wake-up is followed by a short sleep and never by a slower line; beats missed while
the process was busy are made up for. Lines are spread over four phases of 5 ms: a hundred
calls do not all send in the same instant.
"""

import asyncio
from collections.abc import Callable

from local.carrier.mulaw import FRAME_S

PHASES = 4
Beat = Callable[[], None]


class Pacer:
    """Calls every joined line once per 20 ms."""

    def __init__(self) -> None:
        self._phases: list[dict[Beat, None]] = [{} for _ in range(PHASES)]
        self.beats = 0
        """Line beats made so far."""
        self.late_beats = 0
        """Line beats that came more than 10 ms after they were due."""
        self.worst_s = 0.0
        """The latest any beat ever was, in seconds."""

    def join(self, beat: Beat) -> None:
        """Call `beat` every 20 ms from now on."""
        min(self._phases, key=len)[beat] = None

    def leave(self, beat: Beat) -> None:
        """No more beats for `beat`. Harmless if it had none."""
        for phase in self._phases:
            phase.pop(beat, None)

    async def run(self) -> None:
        """Keep the beat until cancelled."""
        loop = asyncio.get_running_loop()
        start, step = loop.time(), 0
        while True:
            step += 1
            due = start + step * (FRAME_S / PHASES)
            wait = due - loop.time()
            await asyncio.sleep(max(wait, 0))
            self._beat(self._phases[step % PHASES], loop.time() - due)

    def _beat(self, lines: dict[Beat, None], late_s: float) -> None:
        self.beats += len(lines)
        if lines and late_s > self.worst_s:
            self.worst_s = late_s
        if late_s > FRAME_S / 2:
            self.late_beats += len(lines)
        for beat in tuple(lines):
            beat()
