"""A recording on its way to disk: stereo mu-law WAV, left the caller, right the receptionist; 16 kB a second, whose memory does
not grow with the call.

The file has no name (or loses it at once, where the system knows no files without): whatever becomes of the process, nothing of
a call is left lying about.
"""

import tempfile
from collections.abc import Callable
from typing import BinaryIO

from receptionist.calls import mulaw
from receptionist.calls.wav import wav_header

PIECE = 4 * mulaw.RATE
"""Samples kept until they are written: four seconds, so that the disk is touched fifteen times a minute."""
_START = len(wav_header(0, 2))


def _on_disk() -> BinaryIO:
    return tempfile.TemporaryFile(prefix="call-")


class Tape:
    """Positions are samples since its beginning. Whatever writes raises OSError when the disk is full."""

    def __init__(self, nameless_file: Callable[[], BinaryIO] = _on_disk) -> None:
        self._nameless_file = nameless_file
        self._file: BinaryIO | None = None
        self._written = 0
        self._caller = bytearray()
        self._ours = bytearray()

    @property
    def length(self) -> int:
        return self._written + len(self._caller)

    def add(self, caller: bytes, ours: bytes) -> None:
        """Both of the same length."""
        self._caller += caller
        self._ours += ours
        if len(self._caller) >= PIECE:
            self._write()

    def silence_caller(self, start: int, end: int) -> None:
        """Nothing of what the caller said there can be heard any more."""
        self._write()
        start, end = max(start, 0), min(end, self._written)
        if self._file is None or start >= end:
            return
        for at in range(start, end, PIECE):
            size = min(PIECE, end - at)
            place = _START + 2 * at
            self._file.seek(place)
            both = bytearray(self._file.read(2 * size))
            both[0::2] = mulaw.SILENCE * size
            self._file.seek(place)
            self._file.write(both)
        self._file.seek(0, 2)

    def done(self) -> BinaryIO | None:
        """The whole file, from its beginning; None if nothing was kept. Safe to repeat."""
        self._write()
        if self._file is None:
            return None
        self._file.seek(0)
        self._file.write(wav_header(2 * self._written, 2))
        self._file.flush()
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        """The sound is gone. Safe to repeat; what is added afterwards begins anew."""
        self._caller.clear()
        self._ours.clear()
        self._written = 0
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _write(self) -> None:
        size = len(self._caller)
        if not size:
            return
        both = bytearray(2 * size)
        both[0::2] = self._caller
        both[1::2] = self._ours
        self._caller.clear()
        self._ours.clear()
        if self._file is None:
            self._file = self._nameless_file()
            self._file.write(wav_header(0, 2))
        self._file.write(both)
        self._written += size
