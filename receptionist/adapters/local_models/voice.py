"""The Voice port on the local voices: clause by clause, fit for the phone."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from receptionist.adapters.local_models import sound
from receptionist.adapters.local_models.kokoro import KokoroVoice
from receptionist.adapters.local_models.piper import PiperVoice
from receptionist.adapters.local_models.sessions import StillWanted
from receptionist.adapters.local_models.spoken_text import as_spoken, clauses, ends_a_sentence, growing
from receptionist.errors import VendorUnavailable

PIPER_VOICE: Final = "joe"
KOKORO_VOICES: Final = ("af_heart", "am_michael", "bf_emma", "ef_dora", "em_alex", "hf_alpha")
DEFAULT_VOICES: Final = {"en": PIPER_VOICE, "es": "ef_dora", "pa": "hf_alpha"}
"""English by Piper for its speed; Spanish and (experimental) Punjabi by Kokoro."""
CHOICES: Final = {
    "en": (PIPER_VOICE, "af_heart", "am_michael", "bf_emma"),
    "es": ("ef_dora", "em_alex"),
    "pa": ("hf_alpha",),
}
"""By language, its own first."""
_FIRST_AT_LEAST = 12
_FIRST_AT_LEAST_SLOW = 8
"""Characters before the first cut. Kokoro needs 0.3 s even for "Perfecto,", and a second for a sentence."""
_GROWTH_SLOW = 3.5
"""Kokoro makes a clause in 0.4 of the time that it lasts on two idle cores, and starts with 0.3 s behind it."""
_PAUSE_S = 0.12
_SENTENCE_PAUSE_S = 0.28
_LAST_PAUSE_S = 0.02


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    pause_s: float


class LocalVoice:
    """Speech for all calls of the process, a few clauses at once, the rest waiting in order."""

    def __init__(
        self,
        piper: Callable[[], PiperVoice],
        kokoro: Callable[[], KokoroVoice],
        *,
        at_once: int = 2,
        unhurried: bool = False,
    ) -> None:
        """`piper` and `kokoro` may block while they are being loaded, and are asked for on the voice's own threads. `unhurried`: these
        threads take only what others leave of the processor."""
        self._piper = piper
        self._kokoro = kokoro
        self._pool = ThreadPoolExecutor(
            at_once, thread_name_prefix="voice", initializer=_let_others_go_first if unhurried else None
        )

    def languages(self) -> frozenset[str]:
        return frozenset(DEFAULT_VOICES)

    def voices(self) -> frozenset[str]:
        """Names that `speak` takes: the first letter of a Kokoro voice is its language (a, b: en; e: es; h: pa)."""
        return frozenset({PIPER_VOICE, *KOKORO_VOICES})

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[bytes, None]:
        """As the port says: one chunk a clause, the next one made while this one is played. Closing the iterator drops
        what is not begun and stops what is being made. A voice not known here
        gives the language's own."""
        if language not in DEFAULT_VOICES:
            raise VendorUnavailable(f"no local voice for {language}")
        name = voice if voice in self.voices() else DEFAULT_VOICES[language]
        waiting = _divided(as_spoken(text, language), slow=name != PIPER_VOICE)
        if not waiting:
            return
        loop = asyncio.get_running_loop()
        silent = True
        wanted = StillWanted()
        coming = loop.run_in_executor(self._pool, self._say, waiting[0], name, pace, wanted)
        try:
            for following in [*waiting[1:], None]:
                chunk = await coming
                if following is not None:
                    coming = loop.run_in_executor(self._pool, self._say, following, name, pace, wanted)
                if chunk:
                    silent = False
                    yield chunk
        finally:
            coming.cancel()
            wanted.no_more()
        if silent:
            raise VendorUnavailable(f"the voice {name} made no sound")

    def close(self) -> None:
        """Ends the threads; what waits is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _say(self, clause: _Clause, voice: str, pace: float, wanted: StillWanted) -> bytes:
        if voice == PIPER_VOICE:
            piper = self._piper()
            return sound.for_the_phone(
                piper.say(clause.text, pace=pace, wanted=wanted), piper.rate, pause_s=clause.pause_s
            )
        kokoro = self._kokoro()
        return sound.for_the_phone(
            kokoro.say(clause.text, voice, pace=pace, wanted=wanted), kokoro.rate, pause_s=clause.pause_s
        )


def _let_others_go_first() -> None:
    # Of one thread only Linux does this. Whoever wakes takes the processor from it at once, which no low priority gives.
    if sys.platform == "linux":
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def _divided(text: str, *, slow: bool) -> list[_Clause]:
    cut = clauses(text, first_at_least=_FIRST_AT_LEAST_SLOW if slow else _FIRST_AT_LEAST)
    pieces = [piece for piece in cut if any(letter.isalnum() for letter in piece)]
    if slow:
        pieces = growing(pieces, by=_GROWTH_SLOW)
    return [
        _Clause(piece, _pause_after(piece) if number < len(pieces) else _LAST_PAUSE_S)
        for number, piece in enumerate(pieces, start=1)
    ]


def _pause_after(piece: str) -> float:
    if ends_a_sentence(piece):
        return _SENTENCE_PAUSE_S
    return _PAUSE_S if piece.endswith((",", ";", ":", "—")) else _LAST_PAUSE_S
