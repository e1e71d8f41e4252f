"""Speech that stand-ins exchange with callers over a real line, read off the sound that arrives; no process keeps a list.

`say` makes of every word a sound that holds its letters, which `read` finds again. `Hearing` knows what the callers' recordings
say, and has the words of one as far as it was heard.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

WORD_BYTES = 1760
"""0.22 s: ten words take as long as a person takes over them."""
PAUSE = b"\xff" * 160
_BEGIN, _END = b"\x0f\x8f", b"\x0e\x8e"
_WORD = re.compile(rb"\x0f\x8f((?:[\x10-\x1f][\x90-\x9f])+)\x0e\x8e")
MARK = 64
"""Bytes of a recording that stand for a word: 8 ms of speech are like no others."""


def say(word: str) -> bytes:
    """Mu-law, loud, then a short pause."""
    letters = b"".join(bytes((0x10 + (one >> 4), 0x90 + (one & 0xF))) for one in word.encode())
    once = _BEGIN + letters + _END
    return once * max(1, WORD_BYTES // len(once)) + PAUSE


def read(sound: bytes) -> str:
    """The words in it that were heard once at least. One with a hole in it, for its sound came late, is one word to a person too."""
    words: list[str] = []
    last, length = "", 0
    for run in re.split(rb"\xff{40,}", sound):
        found = _WORD.search(run)
        if not found:
            continue
        word = _letters(found[1])
        length = length + len(run) if word == last else len(run)
        if word != last or length > WORD_BYTES:
            words.append(word)
            last, length = word, len(run)
    return " ".join(words)


def _letters(code: bytes) -> str:
    pairs = zip(code[::2], code[1::2], strict=True)
    return bytes(((high - 0x10) << 4) | (low - 0x90) for high, low in pairs).decode(errors="replace")


@dataclass(frozen=True, slots=True)
class _Marked:
    word: str
    mark: bytes


class Recordings:
    """What is known of callers' recordings, given by their words."""

    def __init__(self, sounds: Mapping[str, bytes]) -> None:
        self.marked = [one for words, sound in sounds.items() for one in _marked(words.split(), sound)]


class Hearing:
    """Of one turn."""

    def __init__(self, known: Recordings) -> None:
        self._known = known
        self.fresh()

    def fresh(self) -> None:
        """A new turn begins."""
        self._tail = b""
        self._heard = 0
        self._found: dict[int, int] = {}

    def hear(self, sound: bytes) -> bool:
        """Whether there are more words now."""
        window, before = self._tail + sound, self._heard - len(self._tail)
        had = len(self._found)
        for number, one in enumerate(self._known.marked):
            if number not in self._found and (at := window.find(one.mark)) >= 0:
                self._found[number] = before + at
        self._heard += len(sound)
        self._tail = window[-MARK + 1 :]
        return len(self._found) > had

    @property
    def text(self) -> str:
        return " ".join(self._known.marked[number].word for number in sorted(self._found, key=self._found.__getitem__))


def _marked(words: list[str], sound: bytes) -> list[_Marked]:
    """Words take as long as they are; each has been heard when the loudest moment of its stretch has."""
    ends = [*accumulate(len(word) for word in words)]
    found = []
    for word, begin, end in zip(words, [0, *ends], ends, strict=False):
        stretch = sound[len(sound) * begin // ends[-1] : len(sound) * end // ends[-1]]
        moments = [stretch[at : at + MARK] for at in range(0, max(1, len(stretch) - MARK), MARK)]
        found.append(_Marked(word, max(moments, key=_loudness)))
    return found


def _loudness(moment: bytes) -> int:
    """Of mu-law, whose codes grow with quiet."""
    return sum(0x7F - (code & 0x7F) for code in moment)
