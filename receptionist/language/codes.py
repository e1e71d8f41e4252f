"""Postcodes read out letter by letter, by radio alphabet, or as a recogniser mangled them ("W 1 you vee P said").

    tokens ──units──▶ characters and words ──meanings──▶ what each may stand for ──steps of the country's codes──▶ codes

The cheapest ways through win. What no country has costs nothing to rule out: a code of area AK becomes one of SK,
which sounds alike, and of "W 1 9" only what may follow is looked for.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from receptionist.language.code_shapes import Step, first_step, written
from receptionist.language.code_sounds import Learned, Meanings, Unit, meanings, units
from receptionist.language.lexicon import Lexicon
from receptionist.language.tokens import Token

_MOST = 12
_MOST_UNITS = 40
"""Of an utterance that are read."""
_BEAM, _WIDTH = 30, 7.0
"""Ways kept after each unit: how many, and how much dearer than the cheapest."""
_DEAREST = 12.0


@dataclass(frozen=True, slots=True)
class Code:
    value: str
    cost: float
    """Natural logarithms; below 2 it was said plainly, above 8 it is a guess."""
    first: int
    """Index of the first token that belongs to it; `last` of the last."""
    last: int


@dataclass(frozen=True, slots=True)
class _Way:
    """A reading of the row so far."""

    cost: float
    step: Step
    first: int
    last: int


def codes(tokens: Sequence[Token], lexicon: Lexicon, region: str, learned: Learned | None = None) -> list[Code]:
    """Ways to read the tokens as one code of the country, cheapest first. Empty where none is near.

    `learned`: instead of what is shipped."""
    ways = {"": _Way(0.0, first_step(region), -1, -1)}
    for unit in list(units(tokens, lexicon))[:_MOST_UNITS]:
        ways = _heard(ways, unit, meanings(unit, lexicon, learned))
    found = [
        Code(written(out, region), way.cost, way.first, way.last)
        for out, way in ways.items()
        if not way.step.after and way.cost <= _DEAREST
    ]
    return sorted(found, key=lambda code: (code.cost, code.value))[:_MOST]


def _heard(ways: dict[str, _Way], unit: Unit, meant: Meanings) -> dict[str, _Way]:
    """The ways with this unit heard next."""
    grown: dict[str, _Way] = {}
    dearest = math.inf
    for out, way in ways.items():
        for chars, price in meant:
            if way.cost + price > dearest:
                break
            cost, step = _stepped(way.cost + price, way.step, chars)
            if step is None or cost > dearest:
                continue
            known = grown.get(out + chars)
            if known is None or cost < known.cost:
                first = unit.token if chars and way.first < 0 else way.first
                grown[out + chars] = _Way(cost, step, first, unit.token if chars else way.last)
                dearest = min(dearest, cost + _WIDTH)
    kept = [item for item in grown.items() if item[1].cost <= dearest]
    return dict(sorted(kept, key=lambda item: item[1].cost)[:_BEAM])


def _stepped(cost: float, step: Step, chars: str) -> tuple[float, Step | None]:
    """Every character pays for how many others might have come in its place."""
    for char in chars:
        cost += math.log(len(step.after) or 1)
        following = step.after.get(char)
        if following is None:
            return cost, None
        step = following
    return cost, step
