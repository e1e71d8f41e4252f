"""Sound as the telephone carries it: mu-law (ITU-T G.711), 8 000 samples a second, one byte each."""

import io
import wave

import numpy as np
import numpy.typing as npt

RATE = 8000
FRAME_BYTES = 160
FRAME_S = 0.02
SILENCE_BYTE = b"\xff"
SILENCE = SILENCE_BYTE * FRAME_BYTES

Samples = npt.NDArray[np.int16]

_BIAS = 0x84
_CLIP = 32635


def _decoding_table() -> Samples:
    code = ~np.arange(256, dtype=np.uint8)
    exponent = (code >> 4) & 7
    mantissa = code & 15
    magnitude = (((mantissa.astype(np.int32) << 3) + _BIAS) << exponent) - _BIAS
    return np.where(code & 0x80, -magnitude, magnitude).astype(np.int16)


_TO_LINEAR = _decoding_table()
LOUDNESS = tuple(int(v) for v in np.abs(_TO_LINEAR.astype(np.int32)))
"""Absolute linear value of every mu-law byte."""


def decode(mulaw: bytes) -> Samples:
    """16-bit samples of mu-law bytes."""
    return _TO_LINEAR[np.frombuffer(mulaw, dtype=np.uint8)]


def encode(samples: Samples) -> bytes:
    """Mu-law bytes of 16-bit samples."""
    wide = samples.astype(np.int32)
    sign = np.where(wide < 0, 0x80, 0)
    magnitude = np.minimum(np.abs(wide), _CLIP) + _BIAS
    exponent = np.floor(np.log2(magnitude)).astype(np.int32) - 7
    mantissa = (magnitude >> (exponent + 3)) & 15
    coded: bytes = (~(sign | (exponent << 4) | mantissa) & 0xFF).astype(np.uint8).tobytes()
    return coded


def tone(seconds: float, hertz: float, *, level: float = 0.1) -> bytes:
    """A sine of `level` full scale, faded over 10 ms at both ends so that it does not click."""
    time = np.arange(int(seconds * RATE)) / RATE
    fade = np.minimum(1.0, np.minimum(time, time[::-1]) / 0.01) if time.size else time
    return encode((np.sin(2 * np.pi * hertz * time) * fade * level * 32767).astype(np.int16))


def comfort_noise(seed: int, *, frames: int = 50, amplitude: int = 24) -> tuple[bytes, ...]:
    """`frames` of faint noise (about -66 dBFS): a quiet line is never digitally silent. Level not documented."""
    noise = np.random.default_rng(seed).integers(-amplitude, amplitude + 1, frames * FRAME_BYTES)
    coded = encode(noise.astype(np.int16))
    return tuple(coded[i * FRAME_BYTES : (i + 1) * FRAME_BYTES] for i in range(frames))


def is_silent(mulaw: bytes, threshold: int = 500) -> bool:
    """True if no sample is louder than `threshold` (of 32 767)."""
    return max(map(LOUDNESS.__getitem__, mulaw), default=0) <= threshold


def wav(*channels: bytes) -> bytes:
    """A 16-bit 8 kHz WAV file with these equally long mu-law channels, interleaved."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.column_stack([decode(channel) for channel in channels]).astype("<i2").tobytes())
    return out.getvalue()


def from_wav(data: bytes) -> bytes:
    """Mu-law of a WAV file: 16-bit PCM at 8 kHz, first channel.

    Raises ValueError for any other kind: the simulator does not resample.
    """
    try:
        with wave.open(io.BytesIO(data)) as file:
            if (file.getsampwidth(), file.getframerate()) != (2, RATE):
                raise ValueError("only 16-bit WAV files at 8 000 Hz can be played")
            frames = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2")
            return encode(frames[:: file.getnchannels()])
    except (wave.Error, EOFError) as error:
        raise ValueError(f"not a playable WAV file: {error}") from error
