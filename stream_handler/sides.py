"""Both sides of a call as they sounded: the caller, and the receptionist as the caller heard her.

Time is the caller's audio: each frame of theirs takes as much of ours from what was sent and not yet played. `clear`
drops the rest, as it does at the carrier.
"""

import io
import wave
from collections.abc import Callable

import numpy as np

from receptionist.calls import mulaw

LONGEST = mulaw.RATE * 3600
"""Samples: an hour. What comes later is not recorded."""

Tap = Callable[[bytes, bytes], None]
"""Gets caller and receptionist, mu-law of the same length."""


class Sides:
    """Keeps them in step, and records them while allowed: 16 kB of memory a second."""

    def __init__(self, tap: Tap) -> None:
        """`tap` gets every frame of both, also when nothing is recorded."""
        self._tap = tap
        self._coming = bytearray()
        self._caller = bytearray()
        self._ours = bytearray()
        self._recording = False

    def hear(self, audio: bytes) -> None:
        """A frame of the caller."""
        size = len(audio)
        ours = bytes(self._coming[:size])
        del self._coming[:size]
        if len(ours) < size:
            ours += mulaw.SILENCE * (size - len(ours))
        if self._recording and len(self._caller) < LONGEST:
            self._caller += audio
            self._ours += ours
        self._tap(audio, ours)

    def play(self, audio: bytes) -> None:
        """Our sound, sent ahead."""
        self._coming += audio

    def clear(self) -> None:
        """What was not played never will be."""
        self._coming.clear()

    def record(self) -> None:
        """Keep the sound from now on. Safe to repeat."""
        self._recording = True

    def discard(self) -> None:
        """Record no more, and forget what was kept."""
        self._recording = False
        self._caller.clear()
        self._ours.clear()

    def wav(self) -> bytes | None:
        """Stereo, 8 kHz, 16 bit: left the caller, right the receptionist. None if nothing was kept."""
        if not self._caller:
            return None
        sides = (mulaw.decode_int16(bytes(self._caller)), mulaw.decode_int16(bytes(self._ours)))
        file = io.BytesIO()
        with wave.open(file, "wb") as wav:
            wav.setnchannels(2)
            wav.setsampwidth(2)
            wav.setframerate(mulaw.RATE)
            wav.writeframes(np.stack(sides, axis=1).tobytes())
        return file.getvalue()
