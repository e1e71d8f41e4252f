"""Both sides of a call as they sounded: left the caller, right the receptionist as the caller heard her.

Time is the caller's audio. Our sound starts where the one before it ends, or now; `clear` cuts what had not been played.
"""

import io
import wave

import numpy as np

from receptionist.calls import mulaw

SILENCE = 0xFF
LONGEST = 8_000 * 3600
"""Samples: an hour. What comes later is not kept."""


class Recorder:
    """Mu-law in memory: 16 kB a second. Off until `start`; `discard` forgets everything for good."""

    def __init__(self) -> None:
        self._now = 0
        self._caller = bytearray()
        self._ours = bytearray()
        self._from: int | None = None
        self._refused = False

    @property
    def now(self) -> int:
        """Samples since the stream began."""
        return self._now

    def start(self) -> None:
        """Keep the sound from now on. Safe to repeat; does nothing once refused."""
        if self._from is None and not self._refused:
            self._from = self._now
            self._ours = self._ours[self._now :]
            self._caller = bytearray()

    def discard(self) -> None:
        """The caller does not want to be recorded."""
        self._refused = True
        self._from = None
        self._caller.clear()
        self._ours.clear()

    def hear(self, audio: bytes) -> None:
        self._now += len(audio)
        if self._from is not None and len(self._caller) < LONGEST:
            self._caller += audio

    def play(self, audio: bytes) -> None:
        if self._refused or len(self._ours) > LONGEST:
            return
        missing = self._now - (self._from or 0) - len(self._ours)
        if missing > 0:
            self._ours += bytes([SILENCE]) * missing
        self._ours += audio

    def clear(self) -> None:
        del self._ours[self._now - (self._from or 0) :]

    def ours(self, start: int, length: int) -> bytes:
        """Our side for `length` samples from `start`, silence where there is none; for listening in."""
        begin = start - (self._from or 0)
        piece = bytes(self._ours[begin : begin + length]) if begin >= 0 else b""
        return piece + bytes([SILENCE]) * (length - len(piece))

    def wav(self) -> bytes | None:
        """Stereo, 8 kHz, 16 bit; None if nothing was kept."""
        if self._from is None or not self._caller:
            return None
        length = len(self._caller)
        ours = bytes(self._ours[:length]) + bytes([SILENCE]) * max(0, length - len(self._ours))
        both = np.stack([mulaw.decode_int16(bytes(self._caller)), mulaw.decode_int16(ours)], axis=1)
        file = io.BytesIO()
        with wave.open(file, "wb") as wav:
            wav.setnchannels(2)
            wav.setsampwidth(2)
            wav.setframerate(8000)
            wav.writeframes(both.tobytes())
        return file.getvalue()
