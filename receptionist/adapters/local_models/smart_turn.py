"""The EndOfTurn port on smart-turn v3.2: does it sound as if the caller is done?

62 ms of processor a check, so one check per pause, not per frame. Of synthetic voices it accepts nearly every pause: a
weak brake there, to be joined with what the words say.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from receptionist.adapters.local_models import mel, sound
from receptionist.adapters.local_models.sessions import session

_WINDOW_S = 8


class SmartTurn:
    """One network for all calls, checks in order."""

    def __init__(self, path: Path) -> None:
        self._session = session(path)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="end-of-turn")

    async def complete(self, audio: bytes) -> float:
        """As the port says. Cancelled while waiting it costs nothing, later 30 ms of a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, self._complete, audio)

    def close(self) -> None:
        """Ends the thread; what waits is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _complete(self, audio: bytes) -> float:
        window = _WINDOW_S * mel.RATE
        samples = sound.for_models(audio[-_WINDOW_S * 8000 :])[-window:]
        samples = np.pad(samples, (window - len(samples), 0))
        levelled = ((samples - samples.mean()) / np.sqrt(samples.var() + 1e-7)).astype(np.float32)
        (probability,) = self._session.run(None, {"input_features": mel.log_mel(levelled)[None]})
        return float(probability.reshape(-1)[0])
