"""Telephone numbers read back from clips of single digits: at hand, without a request, the same every time.

"I have 4 1 5, 5 5 5, 0 1 9 2."  ─▶  "I have", sound of ten digits       each said twice beforehand: within a number, and as its last
"""

import re
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from receptionist.adapters.mouth.cache import SoundCache, Wanted
from receptionist.calls.mulaw import RATE, decode, encode
from receptionist.errors import VendorUnavailable
from receptionist.ports import FluentVoice

DIGITS: Final = "0123456789"
_READ_OUT = re.compile(r"(?<![\w.,])\d(?:,? \d){6,}(?![ ,.]*\d)(?!\w)")
"""In a sentence: a number as the wording spells it for the voice, its groups apart."""
_SAYS = re.compile(r"\w")
_QUIET: Final = 0.02
"""Of the loudest sample: below it a clip is silent."""
_FADE_S: Final = 0.004
"""At both ends of a clip, so that nothing clicks where two meet."""
_BETWEEN_S: Final = 0.05
_BETWEEN_GROUPS_S: Final = 0.24


class DigitClips:
    """Of one voice, for all calls of a process."""

    def __init__(
        self, voice: FluentVoice, who: str, cache: SoundCache, *, usual: Callable[[str], str] = lambda _: ""
    ) -> None:
        """`who`: as in Wanted. `usual`: by `Sound.by`, who speaks a language while all is well; nobody else's clips are kept."""
        self._voice = voice
        self._who = who
        self._cache = cache
        self._usual = usual

    async def warm(self, language: str) -> None:
        """Has the clips at hand: from a shelf, or spoken now. Safe to repeat and to cancel; a voice that is down leaves some
        out."""
        for digit in DIGITS:
            for last in (False, True):
                wanted = self._wanted(digit, language, last=last)
                if await self._cache.find(wanted, stays=True):
                    continue
                try:
                    parts = [part async for part in self._voice.speak_along(_one(wanted.text), language=language)]
                except VendorUnavailable:
                    return
                if {part.by for part in parts} == {self._usual(language)}:
                    self._cache.keep(wanted, b"".join(part.audio for part in parts), stays=True)

    def spliced(self, text: str, language: str) -> tuple[str | bytes, ...] | None:
        """A sentence in pieces: words for the voice, and the sound of the numbers between them. None: it has no number, or not
        all clips are at hand."""
        pieces: list[str | bytes] = []
        end = 0
        for number in _READ_OUT.finditer(text):
            sound = self._read_out(number.group().split(","), language)
            if sound is None:
                return None
            pieces += [text[end : number.start()], sound]
            end = number.end()
        if not pieces:
            return None
        return tuple(piece for piece in (*pieces, text[end:]) if isinstance(piece, bytes) or _SAYS.search(piece))

    def _read_out(self, groups: Sequence[str], language: str) -> bytes | None:
        parts: list[NDArray[np.float32]] = []
        for number, group in enumerate(groups):
            digits = group.split()
            for place, digit in enumerate(digits):
                ends_group = place == len(digits) - 1
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


async def _one(text: str) -> AsyncIterator[str]:
    yield text
