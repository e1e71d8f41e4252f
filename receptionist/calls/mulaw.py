"""Telephone sound: G.711 mu-law, 8 000 samples a second, one byte each; 20 ms is 160 bytes.

Inside, sound is float32 from -1 to 1. Both ways are table look-ups, so that a hundred calls cost next to nothing.
Tables after ITU-T G.711 (https://www.itu.int/rec/T-REC-G.711), bytes inverted as on the line.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE: Final = 8000
FRAME_BYTES: Final = 160
"""20 ms: what Twilio sends at a time."""
SILENCE: Final = b"\xff"
"""One sample of nothing."""

_BIAS = 132
_CLIP = 32635


def _expanded() -> NDArray[np.int16]:
    """The linear value of each of the 256 bytes."""
    code = ~np.arange(256, dtype=np.uint8)
    exponent = (code >> 4) & 7
    magnitude = ((((code & 15).astype(np.int32) << 3) + _BIAS) << exponent) - _BIAS
    return np.where(code & 128, -magnitude, magnitude).astype(np.int16)


def _compressed() -> NDArray[np.uint8]:
    """The byte for each 16-bit value, indexed by the value taken as unsigned."""
    linear = np.arange(65536, dtype=np.uint16).view(np.int16).astype(np.int32)
    magnitude = np.minimum(np.abs(linear), _CLIP) + _BIAS
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 15
    sign = np.where(linear < 0, 128, 0)
    code: NDArray[np.int32] = ~(sign | (exponent << 4) | mantissa) & 255
    return code.astype(np.uint8)


_LINEAR = _expanded()
_FLOAT = _LINEAR.astype(np.float32) / np.float32(32768)
_BYTES = _compressed()


def decode(audio: bytes) -> NDArray[np.float32]:
    """Samples from -1 to 1 of a piece of mu-law."""
    return _FLOAT[np.frombuffer(audio, dtype=np.uint8)]


def decode_int16(audio: bytes) -> NDArray[np.int16]:
    """The same as 16-bit samples, for recordings."""
    return _LINEAR[np.frombuffer(audio, dtype=np.uint8)]


def encode(samples: NDArray[np.float32]) -> bytes:
    """Mu-law of samples from -1 to 1; louder is clipped."""
    linear = np.clip(np.rint(samples * np.float32(32768)), -32768, 32767).astype(np.int16)
    return encode_int16(linear)


def encode_int16(samples: NDArray[np.int16]) -> bytes:
    """Mu-law of 16-bit samples."""
    return _BYTES[samples.view(np.uint16)].tobytes()
