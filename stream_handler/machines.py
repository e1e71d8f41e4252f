"""Whether a recording or a fax is on the line, instead of a person.

What tells them apart is that a machine does not react: it talks on over what we say, in long stretches of which we understand
nothing or which it has said before; or it makes one tone. Whoever only speaks unclearly waits for us, says little at a time, or has a
task, and is never taken for one; and before we hang up on anybody's words they are asked whether they are there.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from receptionist.calls import mulaw

LONG_S = 5.0
"""Of one turn: nobody who is asked something and answers talks over us for longer, again and again."""
RUN = 4
"""Words in a row that make a phrase; said again, most phrases are the same."""
SAME = 0.7
"""Share of a turn's phrases that were said before."""
FEWEST_WORDS = 8
"""Less than that is repeated by anybody."""
TONE_SHARE = 0.75
"""Of the energy, in one narrow band: speech has less than half there."""
TONE_HZ = 60.0
_FEWEST_SAMPLES = 2_400

Taken = Literal["person", "doubtful", "machine"]
"""`doubtful`: to be asked whether anybody is there. `machine`: to be hung up on."""


@dataclass(slots=True)
class Machines:
    """Of one call."""

    most_turns: int
    """0: nothing is taken for a machine."""
    _said: set[tuple[str, ...]] = field(default_factory=set)
    _in_a_row: int = 0
    _asked: bool = False

    def heard(self, text: str, *, seconds: float, broke_in: bool, tone: bool, misses: int, tasks: bool) -> Taken:
        """Of a turn: its words and length, whether it began while we spoke, whether it was one tone. `misses`: turns before it
        in a row that were not understood; `tasks`: whether the caller has got anything under way in this call. Who is doubtful
        is taken for a machine if their next turn is no different; a tone is asked nothing."""
        phrases = _phrases(text)
        again = len(phrases & self._said) / len(phrases) if phrases else 0.0
        self._said |= phrases
        long = broke_in and seconds >= LONG_S and misses > 0
        repeated = broke_in and len(text.split()) >= FEWEST_WORDS and again >= SAME
        if tasks or not (tone or long or repeated):
            self._in_a_row, self._asked = 0, False
            return "person"
        self._in_a_row += 1
        if not 0 < self.most_turns <= self._in_a_row:
            return "person"
        if tone or self._asked:
            return "machine"
        self._asked = True
        return "doubtful"

    def pressed(self) -> None:
        """A key: a recording presses none."""
        self._in_a_row, self._asked = 0, False


def is_tone(audio: bytes) -> bool:
    """Whether most of some mu-law sound is one steady pitch, as faxes and modems have it: in each of its louder halves of a
    second nearly all energy is in one narrow band, and it is the same one."""
    samples = mulaw.decode(audio)
    pieces = [samples[at : at + mulaw.RATE // 2] for at in range(0, len(samples) - _FEWEST_SAMPLES, mulaw.RATE // 2)]
    loud = [piece for piece in pieces if len(piece) >= _FEWEST_SAMPLES and float(np.sqrt(np.mean(piece**2))) > 0.01]
    if len(loud) < 2:
        return False
    pitches = [_pitch(piece) for piece in loud]
    steady = [pitch for pitch in pitches if pitch is not None]
    return len(steady) >= 0.7 * len(pitches) and max(steady) - min(steady) <= TONE_HZ


def _pitch(piece: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> float | None:
    """Hz of the band that has nearly all of it; None if none has."""
    energy = np.abs(np.fft.rfft(piece * np.hanning(len(piece)))) ** 2
    hz = np.fft.rfftfreq(len(piece), 1 / mulaw.RATE)
    energy[hz < 200] = 0.0
    top = float(hz[int(np.argmax(energy))])
    share = float(energy[np.abs(hz - top) <= TONE_HZ / 2].sum() / max(float(energy.sum()), 1e-12))
    return top if share >= TONE_SHARE else None


def _phrases(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[^\W_]+", text.casefold())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
