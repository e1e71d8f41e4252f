"""An answer of one word: which of those that callers give it was.

Whisper is made for sentences. Of a digit or a "sí" said alone it makes nothing or a row of the same, but asked how likely each such
word is it knows (docs/benchmarks.md, "An answer of one word").
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

_EN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty yes no yeah yep nope okay sure right correct today tonight tomorrow monday tuesday wednesday thursday "
    "friday saturday sunday noon midnight hello thanks none nothing anyone both"
)
_ES: Final = (
    "sí no claro vale correcto exacto dale bueno cero uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece "
    "catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta hoy mañana lunes martes miércoles jueves viernes "
    "sábado domingo mediodía gracias nada ninguno ninguna cualquiera hola perfecto"
)
WORDS: Final[Mapping[str, tuple[str, ...]]] = {"en": tuple(_EN.split()), "es": tuple(_ES.split())}
"""Without goodbyes, which "five" is taken for: who is taken to say goodbye is hung up on."""
_LIKELY: Final = -3.5
"""Natural logarithm of a word's probability: of 65 other words and noises two got more."""
_AHEAD: Final = 1.0
"""Of the next likely word."""
_WIDTH = 6
_WINDOW = 5.0
"""Beginnings that are so much less likely than the likeliest are not gone on with."""

Next = Callable[[Sequence[tuple[int, ...]]], Sequence[NDArray[np.float64]]]
"""Beginnings of words in tokens to the logarithms of what each token's probability is after them."""


def likeliest(spelled: Mapping[tuple[int, ...], str], following: Next) -> list[tuple[str, float]]:
    """Words and the logarithms of their probabilities, the likeliest first. `spelled`: tokens to the word they write."""
    found: dict[str, float] = {}
    begun: dict[tuple[int, ...], float] = {(): 0.0}
    depth = 0
    while begun:
        longer: dict[tuple[int, ...], float] = {}
        for beginning, chances in zip(begun, following(list(begun)), strict=True):
            for tokens, word in spelled.items():
                if len(tokens) <= depth or tokens[:depth] != beginning:
                    continue
                chance = begun[beginning] + float(chances[tokens[depth]])
                if len(tokens) == depth + 1:
                    found[word] = max(chance, found.get(word, -math.inf))
                else:
                    longer[tokens[: depth + 1]] = chance
        depth += 1
        floor = max([*found.values(), *longer.values()], default=0.0) - _WINDOW
        kept = sorted((one for one in longer.items() if one[1] > floor), key=lambda one: -one[1])[:_WIDTH]
        begun = dict(kept)
    return sorted(found.items(), key=lambda one: -one[1])


def chosen(words: Sequence[tuple[str, float]]) -> tuple[str, float, tuple[str, ...]] | None:
    """The word, the logarithm of its probability among them, and what else it may have been; None if it may have been anything."""
    (word, chance), *others = words
    if chance < _LIKELY or (others and chance - others[0][1] < _AHEAD):
        return None
    among = chance - math.log(sum(math.exp(one) for _, one in words))
    return word, among, tuple(other for other, one in others[:3] if one > chance - _WINDOW)
