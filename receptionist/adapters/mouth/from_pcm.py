"""Sound of a voice that gives linear samples, on its way to the telephone."""

import numpy as np
import soxr

from receptionist.calls.mulaw import RATE, encode_int16


class FromPcm:
    """16-bit little-endian mono of one utterance, in pieces of any size, to mu-law 8 kHz."""

    def __init__(self, rate: int) -> None:
        self._odd = b""
        self._resampled = soxr.ResampleStream(rate, RATE, 1, dtype="int16", quality="MQ") if rate != RATE else None

    def __call__(self, audio: bytes) -> bytes:
        """What can be played of it by now; the filter keeps some milliseconds back."""
        return self._converted(audio, last=False)

    def rest(self) -> bytes:
        """Once there is no more."""
        return self._converted(b"", last=True)

    def _converted(self, audio: bytes, *, last: bool) -> bytes:
        whole = self._odd + audio
        even = len(whole) // 2 * 2
        self._odd = whole[even:]
        samples = np.frombuffer(whole[:even], dtype="<i2")
        if self._resampled is not None:
            samples = self._resampled.resample_chunk(samples, last=last)
        return encode_int16(np.ascontiguousarray(samples, dtype=np.int16))
