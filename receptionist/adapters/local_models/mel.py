"""The spectrogram that Whisper and smart-turn hear: 80 mel bands, 10 ms steps, 25 ms windows, 16 kHz.

Slaney's mel scale, as in librosa, which both models were trained with.
"""

import functools
from typing import Final

import numpy as np
from numpy.typing import NDArray

RATE: Final = 16000
HOP: Final = 160
_WINDOW: Final = 400
_BANDS: Final = 80
_LINEAR_HZ = 200.0 / 3
"""Hertz per mel below 1 kHz; above, each mel is a factor of 6.4 ** (1 / 27)."""
_KNEE = 15


@functools.cache
def _filters() -> NDArray[np.float32]:
    bins = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    top = _KNEE + 27 * np.log(RATE / 2 / 1000) / np.log(6.4)
    mels = np.linspace(0, top, _BANDS + 2)
    edges = np.where(mels < _KNEE, _LINEAR_HZ * mels, 1000 * 6.4 ** ((mels - _KNEE) / 27))
    widths = np.diff(edges)
    distance = edges[:, None] - bins
    rising = -distance[:-2] / widths[:-1, None]
    falling = distance[2:] / widths[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    filters: NDArray[np.float32] = (triangles * (2 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)
    return filters


@functools.cache
def _hann() -> NDArray[np.float32]:
    window: NDArray[np.float32] = np.hanning(_WINDOW + 1)[:-1].astype(np.float32)
    return window


def log_mel(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """[80, frames] scaled as both models expect; one frame per 10 ms."""
    padded = np.pad(samples.astype(np.float32), _WINDOW // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::HOP] * _hann()
    power = np.square(np.abs(np.fft.rfft(frames, axis=1))[:-1]).astype(np.float32)
    log = np.log10(np.maximum(_filters() @ power.T, 1e-10))
    floored: NDArray[np.float32] = (np.maximum(log, log.max() - 8) + 4) / 4
    return floored.astype(np.float32)
