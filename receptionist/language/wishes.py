"""What kind of wish a sentence is as a whole, learned where no single cue says it.

A multinomial logistic regression over hashed word and letter n-grams, trained by `training/intents.py`; here only
evaluated, in plain Python. What it says is evidence beside the cues, see intents.py.
"""

import json
from base64 import b85decode
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from math import exp, sqrt
from typing import Any
from zlib import crc32, decompress

ANSWER = "answer"
"""The class of what only fills in a booking: a wish of its own to nobody, but this business's affair."""
_READ = 240
"""Characters that are read; the wish of a turn is rarely later."""


class Wishes:
    """Immutable once made; one per process is enough."""

    def __init__(self, trained: Mapping[str, Any]) -> None:
        """`trained`: `classes`, `bias` (one per class), `scale`, and `rows`, one signed byte per bucket and class,
        deflated and in base 85."""
        self._classes: list[str] = list(trained["classes"])
        self._bias: list[float] = list(trained["bias"])
        self._scale = float(trained["scale"])
        rows = memoryview(decompress(b85decode(trained["rows"]))).cast("b")
        wide = len(self._classes)
        self._rows = [tuple(rows[at : at + wide]) for at in range(0, len(rows), wide)]

    @staticmethod
    def shipped() -> "Wishes":
        return _shipped()

    def weigh(self, text: str) -> dict[str, float]:
        """Probability of each class, adding up to 1; `text` as the cues see it (folded, one space apart)."""
        rows = self._rows
        buckets = {bucket(gram, len(rows)) for gram in grams(text)}
        totals = list(map(sum, zip(*(rows[at] for at in buckets), strict=True)))
        share = self._scale / sqrt(len(buckets) or 1)
        logits = [bias + total * share for bias, total in zip(self._bias, totals, strict=True)]
        highest = max(logits)
        odds = [exp(logit - highest) for logit in logits]
        whole = sum(odds)
        return {name: odd / whole for name, odd in zip(self._classes, odds, strict=True)}


def bucket(gram: str, size: int) -> int:
    return crc32(gram.encode()) % size


def grams(text: str) -> Iterator[str]:
    """Words, pairs of words with the ends of the sentence, and 3 to 5 letters within a word; digits all alike."""
    alike = "".join("0" if c.isdigit() else c for c in text[:_READ])
    words = ["^", *alike.replace("?", " ").split(), "$"]
    for left, right in zip(words, words[1:], strict=False):
        yield f"{left} {right}"
    for word in words[1:-1]:
        yield word
        edged = f"<{word}>"
        for size in (3, 4, 5):
            for at in range(len(edged) - size + 1):
                yield f"#{edged[at : at + size]}"


@cache
def _shipped() -> Wishes:
    text = files("receptionist.language.lexicons").joinpath("wishes.json").read_text(encoding="utf-8")
    return Wishes(json.loads(text))
