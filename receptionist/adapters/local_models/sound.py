"""Between the telephone's 8 kHz and what the models work in; and making a voice fit for the phone."""

from typing import Final

import numpy as np
import soxr
from numpy.typing import NDArray

from receptionist.calls import mulaw

_STEP_S = 0.005
_QUIET = 0.02
"""Of the loudest 5 ms, the share below which a voice is not speaking: -34 dB keeps the last s of a word."""
_FRAME_S = 0.02
_LOUD = 0.1
"""Of the loudest 20 ms: what is 20 dB below it begins or ends no word."""
_LEAD_S = 0.03
"""Kept before the first and after the last sound, so that no consonant is cut."""
LOUDNESS: Final = 0.11
"""Root mean square of the spoken parts, about -19 dBFS: as loud as a person on the line."""
_PEAK: Final = 0.92


def for_models(audio: bytes) -> NDArray[np.float32]:
    """Telephone sound at 16 kHz."""
    return resampled(mulaw.decode(audio), mulaw.RATE, 16000)


def resampled(samples: NDArray[np.float32], rate: int, to: int) -> NDArray[np.float32]:
    """The same sound at another rate."""
    out: NDArray[np.float32] = soxr.resample(samples, rate, to)
    return out.astype(np.float32, copy=False)


def spoken_s(samples: NDArray[np.float32], rate: int) -> float:
    """Seconds from the first loud to the last loud sound; a line as loud as its speaker is loud throughout."""
    frame = int(rate * _FRAME_S)
    frames = samples[: len(samples) // frame * frame].reshape(-1, frame)
    loudness = np.sqrt(np.mean(np.square(frames), axis=1))
    loud = np.flatnonzero(loudness > _LOUD * float(loudness.max(initial=0.0)))
    return (int(loud[-1]) + 1 - int(loud[0])) * _FRAME_S if len(loud) else 0.0


def for_the_phone(voice: NDArray[np.float32], rate: int, *, pause_s: float) -> bytes:
    """A synthesised clause as mu-law: no silence before it, `pause_s` after it, at the loudness of a person.

    Empty if there is no sound in it.
    """
    line = resampled(voice, rate, mulaw.RATE)
    step = int(mulaw.RATE * _STEP_S)
    frames = line[: len(line) // step * step].reshape(-1, step)
    rms = np.sqrt(np.mean(np.square(frames), axis=1))
    spoken = np.flatnonzero(rms > max(1e-4, _QUIET * float(rms.max(initial=0.0))))
    if not len(spoken):
        return b""
    lead = int(_LEAD_S / _STEP_S)
    first, last = max(0, int(spoken[0]) - lead), int(spoken[-1]) + 1 + lead
    level = float(np.sqrt(np.mean(np.square(frames[rms > 0.1 * rms.max()]))))
    trimmed = line[first * step : last * step] * np.float32(LOUDNESS / level)
    # Rounds off the few peaks that would otherwise crackle.
    limited = np.where(
        np.abs(trimmed) > 0.6, np.sign(trimmed) * (0.6 + 0.32 * np.tanh((np.abs(trimmed) - 0.6) / 0.32)), trimmed
    )
    clipped = np.clip(limited, -_PEAK, _PEAK).astype(np.float32)
    return mulaw.encode(clipped) + mulaw.SILENCE * int(pause_s * mulaw.RATE)
