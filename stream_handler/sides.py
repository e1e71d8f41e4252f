"""Both sides of a call as they sounded: the caller, and the receptionist as the caller heard her.

Time is the caller's audio: each frame of theirs takes as much of ours from what was sent and not yet played. `clear`
drops the rest, as it does at the carrier.
"""

import logging
from collections.abc import Callable
from typing import BinaryIO

from receptionist.calls import mulaw
from stream_handler.tape import Tape

log = logging.getLogger("stream_handler.sides")

LONGEST = mulaw.RATE * 3600
"""Samples: an hour. What comes later is not recorded."""

Tap = Callable[[bytes, bytes], None]
"""Gets caller and receptionist, mu-law of the same length."""


class Sides:
    """Keeps them in step, and records them while allowed."""

    def __init__(self, tap: Tap, tape: Tape | None = None) -> None:
        """`tap` gets every frame of both, also when nothing is recorded. `tape` None: one on this machine's disk."""
        self._tap = tap
        self._coming = bytearray()
        self._tape = tape or Tape()
        self._recording = False

    def hear(self, audio: bytes) -> None:
        """A frame of the caller. A disk that takes no more ends the recording, not the call."""
        size = len(audio)
        ours = bytes(self._coming[:size])
        del self._coming[:size]
        if len(ours) < size:
            ours += mulaw.SILENCE * (size - len(ours))
        if self._recording and self._tape.length < LONGEST:
            try:
                self._tape.add(audio, ours)
            except OSError as error:
                log.error("recording lost", extra={"kind": type(error).__name__})
                self.discard()
        self._tap(audio, ours)

    def play(self, audio: bytes) -> None:
        """Our sound, sent ahead."""
        self._coming += audio

    @property
    def ahead_s(self) -> float:
        """Seconds of ours that were sent and not heard yet."""
        return len(self._coming) / mulaw.RATE

    def clear(self) -> None:
        """What was not played never will be."""
        self._coming.clear()

    def record(self) -> None:
        """Keep the sound from now on. Safe to repeat."""
        self._recording = True

    def discard(self) -> None:
        """Record no more, and forget what was kept. Safe to repeat."""
        self._recording = False
        self._tape.close()

    def silence_caller(self, last_s: float) -> tuple[float, float] | None:
        """Takes out what the caller said in the last seconds. Gives from where to where, in seconds of the recording; None
        where nothing of it was recorded. Where that fails nothing is kept."""
        end = self._tape.length
        start = max(0, end - round(last_s * mulaw.RATE))
        if start >= end:
            return None
        try:
            self._tape.silence_caller(start, end)
        except OSError as error:
            log.error("recording lost", extra={"kind": type(error).__name__})
            self.discard()
            return None
        return round(start / mulaw.RATE, 2), round(end / mulaw.RATE, 2)

    def recording(self) -> BinaryIO | None:
        """Stereo WAV, mu-law at 8 kHz: left the caller, right the receptionist. None if nothing was kept. Valid until
        `discard`."""
        try:
            return self._tape.done()
        except OSError as error:
            log.error("recording lost", extra={"kind": type(error).__name__})
            self.discard()
            return None
