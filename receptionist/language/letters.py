"""A guess of the language from the letters of a turn, for words no lexicon has: English, Spanish, Punjabi in Latin script.

Multinomial logistic regression over letter n-grams, trained by training/languages.py (Microsoft's MIT-licensed sentences and
our own), evaluated here in some hundredths of a millisecond.
"""

import json
import math
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from receptionist.business.definition import Language
from receptionist.language.tokens import tokenise

CODES: tuple[Language, ...] = ("en", "es", "pa")
WEIGHTS = Path(__file__).parent / "lexicons/letters.json"
_LONGEST = 200
"""Letters that are read: more tell no more."""


def grams(text: str) -> dict[str, float]:
    """Runs of one to four letters, word edges included, by frequency; the whole has length 1."""
    words = [token.text for token in tokenise(text[:_LONGEST]) if token.kind == "word" and token.text.isalpha()]
    counts: Counter[str] = Counter()
    for word in words:
        edged = f"^{word}$"
        for size in (1, 2, 3, 4):
            counts.update(edged[i : i + size] for i in range(len(edged) - size + 1))
    length = math.sqrt(sum(count * count for count in counts.values())) or 1.0
    return {gram: count / length for gram, count in counts.items()}


class Letters:
    def __init__(self, kept: Mapping[str, Any]) -> None:
        self._step = float(kept["step"])
        self._bias = [float(one) for one in kept["bias"]]
        self._weights: Mapping[str, list[int]] = kept["weights"]

    def guess(self, text: str) -> tuple[Language, float]:
        """The likeliest, and its probability."""
        scores = list(self._bias)
        for gram, value in grams(text).items():
            for at, weight in enumerate(self._weights.get(gram, ())):
                scores[at] += weight * self._step * value
        highest = max(scores)
        shares = [math.exp(score - highest) for score in scores]
        best = shares.index(max(shares))
        return CODES[best], shares[best] / sum(shares)


@cache
def letters() -> Letters:
    """As shipped."""
    return Letters(json.loads(WEIGHTS.read_text(encoding="utf-8")))
