"""What the scores of intents are worth: how often those of each height are right, per language.

The tables are fitted by `training/calibration.py`; here they are only read off. They never fall, so what is best stays best.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Self

from receptionist.business.definition import Language
from receptionist.language.understanding import ScoredIntent, Understanding

Table = Sequence[tuple[float, float]]
"""Pairs of a score as weighed and the share of utterances so scored that are so; scores rise, shares never fall, and
between two pairs it goes straight."""


class Calibration:
    """Immutable; one per process is enough."""

    def __init__(self, tables: Mapping[Language, Table]) -> None:
        """Raises ValueError for a table that is empty or falls."""
        for language, table in tables.items():
            steps = zip(table, table[1:], strict=False)
            if not table or any(left >= right or low > high for (left, low), (right, high) in steps):
                raise ValueError(f"the table of {language} must rise: {table}")
        self._tables = {language: tuple(table) for language, table in tables.items()}

    @classmethod
    def shipped(cls) -> Self:
        return cls(_shipped())

    def applied(self, meaning: Understanding) -> Understanding:
        """The same meaning, its intents in the same order."""
        language = meaning.language
        intents = tuple(ScoredIntent(one.name, round(self.share(language, one.score), 3)) for one in meaning.intents)
        return replace(meaning, intents=intents)

    def share(self, language: Language, score: float) -> float:
        """How likely what is scored so is right, 0 to 1; the score itself in a language without a table."""
        table = self._tables.get(language)
        if table is None:
            return score
        at = bisect_right(table, score, key=lambda pair: pair[0])
        if at == 0:
            return table[0][1]
        if at == len(table):
            return table[-1][1]
        (left, low), (right, high) = table[at - 1], table[at]
        return low + (high - low) * (score - left) / (right - left)


@cache
def _shipped() -> Mapping[Language, Table]:
    text = files("receptionist.language.lexicons").joinpath("calibration.json").read_text(encoding="utf-8")
    tables: Mapping[Language, Table] = {code: [(x, y) for x, y in table] for code, table in json.loads(text).items()}
    return tables
