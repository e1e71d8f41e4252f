"""Speech that stand-ins for vendors exchange with a caller over a real line: what was said is read off the sound that arrived.

`Tones`: every word a stand-in for a voice says is a tone of its own, and whoever holds the other end reads the words back.
`Clips`: a stand-in for a recogniser knows what a caller's recordings say, and has the words of one as far as it was heard.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate

from receptionist.ports import Transcript

_LOW, _HIGH, _STEPS = 0x10, 0x90, 40
WORD_BYTES = 800
"""0.1 s."""
_PAUSE = b"\xff" * 80
_MARK = 64
"""Bytes of a recording that stand for a word: 8 ms of speech are like no others."""


class Tones:
    """A code of one test. Also a Transcriber: the ears of a caller who hears the stand-ins speak."""

    def __init__(self) -> None:
        self._words: list[str] = []

    def sound(self, word: str) -> bytes:
        """Mu-law of one word."""
        if word not in self._words:
            self._words.append(word)
        at = self._words.index(word)
        pair = bytes((_LOW + at // _STEPS, _HIGH + at % _STEPS))
        return pair * (WORD_BYTES // 2) + _PAUSE

    def read(self, audio: bytes) -> str:
        """The words that are in it for half of their time at least."""
        runs = re.finditer(rb"([\x10-\x37][\x90-\xb7])\1{%d,}" % (WORD_BYTES // 4), audio)
        places = ((run[1][0] - _LOW) * _STEPS + run[1][1] - _HIGH for run in runs)
        return " ".join(self._words[place] for place in places if place < len(self._words))

    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        return Transcript(self.read(audio), language or "", 1.0)


@dataclass(frozen=True, slots=True)
class _Marked:
    word: str
    mark: bytes


class Clips:
    """What is heard in the recordings of one caller, given by their words."""

    def __init__(self, recordings: Mapping[str, bytes]) -> None:
        self._marked = [one for words, sound in recordings.items() for one in _marked(words.split(), sound)]

    def understand(self, audio: bytes) -> str:
        """The words whose sound is in it, in order."""
        places = ((audio.find(one.mark), number, one.word) for number, one in enumerate(self._marked))
        return " ".join(word for at, _, word in sorted(places) if at >= 0)


def _marked(words: list[str], sound: bytes) -> Iterable[_Marked]:
    """Words take as long as they are; each has been heard when the loudest moment of its stretch has."""
    ends = [*accumulate(len(word) for word in words)]
    for word, begin, end in zip(words, [0, *ends], ends, strict=False):
        stretch = sound[len(sound) * begin // ends[-1] : len(sound) * end // ends[-1]]
        moments = [stretch[at : at + _MARK] for at in range(0, max(1, len(stretch) - _MARK), _MARK)]
        yield _Marked(word, max(moments, key=_loudness))


def _loudness(moment: bytes) -> int:
    """Of mu-law, whose codes grow with quiet."""
    return sum(0x7F - (code & 0x7F) for code in moment)
