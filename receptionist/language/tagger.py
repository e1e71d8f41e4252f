"""A small tagger for English bookings: which words are the party, the day, the time and the names.

A linear-chain conditional random field, trained by `training/table_words.py` on restaurant bookings; here only its
best path is found (Viterbi), in plain Python. What it says is evidence beside the grammar, see spans_of.py.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import add
from typing import Any, Self

from receptionist.language.expectation import Wanted
from receptionist.language.tokens import Token

_ASKED: tuple[tuple[Wanted, str], ...] = (
    ("party", "people"), ("date", "date"), ("time", "time"), ("name", "name"), ("first", "name"), ("last", "name"),
)  # fmt: skip


def asked(wants: Iterable[Wanted]) -> tuple[str, ...]:
    """What was asked for, as the tagger knows it."""
    kinds = set(wants)
    return tuple(sorted({name for kind, name in _ASKED if kind in kinds}))


@dataclass(frozen=True, slots=True)
class Marked:
    """Words of one slot, as characters of the utterance, end exclusive."""

    slot: str
    start: int
    end: int


class Tagger:
    """Immutable once made; one per process is enough."""

    def __init__(self, trained: Mapping[str, Any]) -> None:
        """`trained`: `labels`, `steps` (label by label, from and to) and `weights` (sign to label index to weight)."""
        self._labels: list[str] = list(trained["labels"])
        self._steps = list(zip(*trained["steps"], strict=True))
        self._none = (0.0,) * len(self._labels)
        self._weights = {
            sign: tuple(row.get(str(label), 0.0) for label in range(len(self._labels)))
            for sign, row in trained["weights"].items()
        }

    @classmethod
    def shipped(cls) -> Self:
        return cls(_shipped())

    def tags(self, signs: Sequence[Sequence[str]]) -> list[str]:
        """The likeliest row of labels."""
        if not signs:
            return []
        scores = self._scores(signs[0])
        back: list[list[int]] = []
        for row in signs[1:]:
            ends, origins = [], []
            for into in self._steps:
                ways = list(map(add, scores, into))
                best = max(ways)
                ends.append(best)
                origins.append(ways.index(best))
            scores = list(map(add, ends, self._scores(row)))
            back.append(origins)
        at = scores.index(max(scores))
        path = [at]
        for origins in reversed(back):
            at = origins[at]
            path.append(at)
        return [self._labels[label] for label in reversed(path)]

    def _scores(self, signs: Sequence[str]) -> list[float]:
        known = [self._weights[sign] for sign in signs if sign in self._weights]
        return list(map(sum, zip(self._none, *known, strict=True)))


def marked(tokens: Sequence[Token], tags: Sequence[str]) -> list[Marked]:
    """The stretches the tags mark, in order of place."""
    found: list[Marked] = []
    open_at: dict[str, tuple[int, int]] = {}
    for token, tag in zip(tokens, tags, strict=True):
        here = dict(part.split("-", 1)[::-1] for part in tag.split("+") if part != "O")
        for slot in list(open_at):
            if here.get(slot) != "I":
                found.append(Marked(slot, *open_at.pop(slot)))
        for slot in here:
            start = open_at[slot][0] if slot in open_at else token.start
            open_at[slot] = start, token.end
    found += [Marked(slot, *place) for slot, place in open_at.items()]
    return sorted(found, key=lambda m: (m.start, m.end))


@cache
def _shipped() -> Mapping[str, Any]:
    text = files("receptionist.language.lexicons").joinpath("table_words.json").read_text(encoding="utf-8")
    trained: Mapping[str, Any] = json.loads(text)
    return trained
