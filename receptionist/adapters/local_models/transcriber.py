"""The Transcriber port on Whisper."""

import asyncio
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from receptionist.adapters.local_models import sound
from receptionist.adapters.local_models.whisper import Heard, Whisper
from receptionist.errors import VendorUnavailable
from receptionist.ports import Transcript

LANGUAGES = ("en", "es")
"""What Whisper base understands on a telephone. Punjabi it does not."""
_SHORTEST_BYTES = 800
"""A tenth of a second: no word is shorter."""


class LocalTranscriber:
    """Turns of all calls of the process, a few at once, the rest waiting in order."""

    def __init__(self, whisper: Callable[[], Whisper], *, at_once: int = 2) -> None:
        """`whisper` may block while it is being loaded."""
        self._whisper = whisper
        self._pool = ThreadPoolExecutor(at_once, thread_name_prefix="transcriber")

    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        """As the port says. Cancelled while waiting it costs nothing; a turn being decoded is decoded to its end
        (0.2 s) and dropped. A language detected but not understood ("pa") comes with an empty text."""
        if language is not None and language not in LANGUAGES:
            raise VendorUnavailable(f"no local recogniser for {language}")
        if len(audio) < _SHORTEST_BYTES:
            return Transcript("", language or LANGUAGES[0], 0.0)
        heard = await asyncio.get_running_loop().run_in_executor(self._pool, self._hear, audio, language, phrases)
        return Transcript(heard.text, heard.language, _confidence(heard), heard.alternatives)

    def close(self) -> None:
        """Ends the threads; what waits is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _hear(self, audio: bytes, language: str | None, phrases: tuple[str, ...]) -> Heard:
        return self._whisper().hear(sound.for_models(audio), language=language, among=LANGUAGES, phrases=phrases)


def _confidence(heard: Heard) -> float:
    """The mean probability of a word; 0 for a turn not understood."""
    return math.exp(min(0.0, heard.log_probability)) if heard.text else 0.0
