"""Whether somebody speaks on a clean line, and what the caller made of it.

    quiet ──voiced frames──▶ speaking ──pause_s of quiet──▶ quiet (one utterance heard)

The caller hears the assistant without noise, so loudness decides; no model is needed to know *that* somebody speaks.
"""

from dataclasses import dataclass, field

import numpy as np

from receptionist.calls import mulaw

FRAME_S = 0.02
LOUD = 0.012
"""Root mean square of a 20 ms frame, full scale 1, above which it counts as voice; comfort noise stays below 0.004."""


_POWER = np.square(mulaw.decode(bytes(range(256))), dtype=np.float64)
_FAINT = bytes(code for code in range(256) if _POWER[code] <= LOUD * LOUD)


def voiced(frame: bytes) -> bool:
    """Whether 20 ms of mu-law hold speech."""
    if not frame.strip(_FAINT):
        return False
    return float(_POWER[np.frombuffer(frame, dtype=np.uint8)].sum()) > LOUD * LOUD * len(frame)


@dataclass(slots=True)
class Listener:
    """Cuts what comes down the line into utterances, counting seconds of audio."""

    pause_s: float = 0.9
    """Quiet that ends the other's turn. Longer than the pause between two sentences of one answer."""
    speaking_s: float = 0.0
    """Seconds since the other began to speak, pauses included; 0 while quiet."""
    quiet_s: float = 0.0
    _heard: bytearray = field(default_factory=bytearray)

    def hear(self, frame: bytes) -> bytes | None:
        """One 20 ms frame in; the whole utterance (mu-law) out when it has just ended."""
        if voiced(frame):
            self.quiet_s = 0.0
            self.speaking_s += FRAME_S
            self._heard += frame
            return None
        self.quiet_s += FRAME_S
        if not self._heard:
            return None
        self.speaking_s += FRAME_S
        self._heard += frame
        if self.quiet_s < self.pause_s:
            return None
        utterance = bytes(self._heard)
        self.forget()
        return utterance

    def forget(self) -> None:
        """Starts over, keeping count of the quiet."""
        self._heard.clear()
        self.speaking_s = 0.0
