"""Telephone numbers and codes read back from clips of single digits: at hand, without a request, the same every time.

"415-555-0192"  ─▶  4 1 5 , 5 5 5 , 0 1 9 2        each digit said twice beforehand: as within a number, and as its last
"""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from receptionist.adapters.local_models.spoken_text import as_spoken
from receptionist.adapters.mouth.cache import SoundCache, Wanted
from receptionist.calls.mulaw import RATE, decode, encode
from receptionist.errors import VendorUnavailable
from receptionist.ports import Voice

DIGITS: Final = "0123456789"
_ONLY_DIGITS = re.compile(r"\+?[\d\s().-]+")
_QUIET: Final = 0.02
"""Of the loudest sample: below it a clip is silent."""
_FADE_S: Final = 0.004
"""At both ends of a clip, so that nothing clicks where two meet."""
_BETWEEN_S: Final = 0.05
_BETWEEN_GROUPS_S: Final = 0.24


class DigitClips:
    """Of one voice, for all calls of a process."""

    def __init__(self, voice: Voice, who: str, cache: SoundCache) -> None:
        """`who`: as in Wanted."""
        self._voice = voice
        self._who = who
        self._cache = cache

    async def warm(self, language: str) -> None:
        """Has the clips at hand: from a shelf, or spoken now. Safe to repeat and to cancel; a voice that is down leaves some
        out."""
        for digit in DIGITS:
            for last in (False, True):
                wanted = self._wanted(digit, language, last=last)
                if await self._cache.find(wanted, stays=True):
                    continue
                try:
                    parts = [part async for part in self._voice.speak(wanted.text, language=language)]
                except VendorUnavailable:
                    return
                self._cache.keep(wanted, b"".join(parts), stays=True)

    def digits(self, text: str, language: str) -> bytes | None:
        """Mu-law of a number read digit by digit, in the groups in which it is written, ten digits as 3-3-4. None: it is no
        number, or a clip is not at hand; then it is spoken like any other text."""
        if not _ONLY_DIGITS.fullmatch(text.strip()):
            return None
        groups = [group.split() for group in as_spoken(text.strip(), language).lstrip("+").split(",")]
        if not all(groups) or any(len(digit) != 1 for group in groups for digit in group):
            groups = [list(re.sub(r"\D", "", text))]
        if not groups[0]:
            return None
        parts: list[NDArray[np.float32]] = []
        for number, group in enumerate(groups):
            for place, digit in enumerate(group):
                ends_group = place == len(group) - 1
                clip = self._clip(digit, language, last=ends_group and number == len(groups) - 1)
                if clip is None:
                    return None
                parts += [clip, _silence(_BETWEEN_GROUPS_S if ends_group else _BETWEEN_S)]
        return encode(np.concatenate(parts[:-1]))

    def _clip(self, digit: str, language: str, *, last: bool) -> "NDArray[np.float32] | None":
        sound = self._cache.at_hand(self._wanted(digit, language, last=last))
        return _trimmed(decode(sound)) if sound else None

    def _wanted(self, digit: str, language: str, *, last: bool) -> Wanted:
        return Wanted(f"{digit}." if last else f"{digit},", language, self._who)


def _trimmed(clip: NDArray[np.float32]) -> NDArray[np.float32]:
    """Without the silence around it, and with soft ends."""
    loud = np.flatnonzero(np.abs(clip) > _QUIET * float(np.abs(clip).max(initial=0.0)))
    if not len(loud):
        return clip[:0]
    margin = int(RATE * 0.01)
    cut = clip[max(0, int(loud[0]) - margin) : int(loud[-1]) + margin].copy()
    size = min(int(RATE * _FADE_S), len(cut) // 2)
    ramp = np.linspace(0.0, 1.0, size, dtype=np.float32)
    cut[:size] *= ramp
    cut[len(cut) - size :] *= ramp[::-1]
    return cut


def _silence(seconds: float) -> NDArray[np.float32]:
    return np.zeros(int(RATE * seconds), dtype=np.float32)
