"""The SpeechDetector port on Silero VAD v6, at the telephone's own 8 kHz: 2 ms of processor per second of call.

A line's state is one row: the network's memory (2 x 128), then the last 32 samples heard, which the model wants again.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from receptionist.adapters.local_models.sessions import session

_MEMORY = 256
_CONTEXT = 32
_RATE = np.array(8000, dtype=np.int64)


class SileroDetector:
    """One network for all calls; `step` may run in several threads at once."""

    FRAME: int = 256

    def __init__(self, path: Path) -> None:
        self._session = session(path)

    def fresh(self) -> NDArray[np.float32]:
        """State of a line nobody has spoken on."""
        return np.zeros(_MEMORY + _CONTEXT, dtype=np.float32)

    def step(
        self, frames: NDArray[np.float32], states: Sequence[NDArray[np.float32]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        """Probability of speech per line, and the lines' new states; the given ones are left as they are."""
        rows = np.stack(states)
        memory = rows[:, :_MEMORY].reshape(-1, 2, 128).transpose(1, 0, 2)
        heard = np.concatenate([rows[:, _MEMORY:], frames], axis=1, dtype=np.float32)
        inputs = {"input": heard, "state": np.ascontiguousarray(memory), "sr": _RATE}
        probabilities, memory = self._session.run(None, inputs)
        flat = memory.transpose(1, 0, 2).reshape(-1, _MEMORY)
        after = np.concatenate([flat, heard[:, -_CONTEXT:]], axis=1)
        return probabilities[:, 0], list(after)
