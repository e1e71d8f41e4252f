"""The recogniser's other readings: what the best one lost may stand in another."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from rapidfuzz.distance import Levenshtein

from receptionist.language.tokens import fold
from receptionist.language.understanding import Entity
from receptionist.language.wellknown import is_first_name, is_surname

Value = TypeVar("Value")

_MOST_ALTERNATIVES = 4
_MOST_OF_IDENTITY = 12
_A_READING_DOWN, _AN_ALTERNATIVE_DOWN = 0.45, 1.0
_UNHEARD_OF, _HALF_A_NAME = 0.5, 1.0
"""What a name costs that few people bear, or of which one half was heard."""


def merged(texts: Sequence[str], readings: Sequence[Sequence[Entity]]) -> list[Entity]:
    """The best reading's entities, other readings' values of the same place as alternatives, and, where the best one
    heard nothing of a kind at all, what another heard, marked on the best reading's characters."""
    best = list(readings[0])
    for text, others in zip(texts[1:], readings[1:], strict=True):
        kinds = {e.type for e in best}
        for other in others:
            start, end = _brought_over(text, texts[0], other.start, other.end)
            same = next(
                (i for i, e in enumerate(best) if e.type == other.type and e.start < end and start < e.end), None
            )
            if same is not None:
                best[same] = _with_reading(best[same], other)
            elif other.type not in kinds and other.type != "number" and start < end:
                best.append(replace(other, text=texts[0][start:end], start=start, end=end))
    return sorted(best, key=lambda e: (e.start, -e.end))


def pooled(entities: Sequence[Entity], readings: Sequence[Sequence[Entity]], kind: str) -> list[Entity]:
    """The entities, with the first of that kind given every reading's values in order of likelihood.

    For who is calling: a name, a birth date, a postcode. Each reading down the list and whatever makes a value
    doubtful in a reading makes it less likely, every reading that holds it likelier; names that people bear are
    likelier than others.
    """
    values = ranked([[way for e in reading if e.type == kind for way in _weighed(e)] for reading in readings])
    first = next((e for e in entities if e.type == kind), None)
    if first is None or not values:
        return list(entities)
    best = replace(first, value=values[0], alternatives=tuple(values[1:_MOST_OF_IDENTITY]), doubts=())
    return [best if e is first else e for e in entities]


def ranked(readings: Sequence[Sequence[tuple[Value, float]]]) -> list[Value]:
    """Each reading's values with their doubts, natural logarithms, as one row of values, the likeliest first."""
    values: list[Value] = []
    likely: list[float] = []
    for depth, reading in enumerate(readings):
        for value, doubt in reading:
            if value not in values:
                values.append(value)
                likely.append(0.0)
            likely[values.index(value)] += math.exp(-doubt - depth * _A_READING_DOWN)
    return [values[i] for i in sorted(range(len(values)), key=lambda i: -likely[i])]


def _weighed(entity: Entity) -> Iterator[tuple[Any, float]]:
    for place, value in enumerate((entity.value, *entity.alternatives)):
        doubt = entity.doubts[place] if place < len(entity.doubts) else place * _AN_ALTERNATIVE_DOWN
        yield value, doubt + _strange(value)


def _strange(value: Any) -> float:
    if not isinstance(value, dict):
        return 0.0
    first, last = value.get("first"), value.get("last")
    cost = _HALF_A_NAME * (not first or not last)
    cost += _UNHEARD_OF * bool(first and not is_first_name(fold(first)))
    return cost + _UNHEARD_OF * bool(last and not is_surname(fold(last)))


def _with_reading(entity: Entity, other: Entity) -> Entity:
    known = (entity.value, *entity.alternatives)
    if other.value in known or len(entity.alternatives) >= _MOST_ALTERNATIVES:
        return entity
    return replace(entity, alternatives=(*entity.alternatives, other.value))


def _brought_over(source: str, target: str, start: int, end: int) -> tuple[int, int]:
    """Where source[start:end] lies in target, to whole words."""
    first, last = len(target), 0
    for op in Levenshtein.opcodes(source, target):
        if op.src_start < end and start < op.src_end or (op.src_start == op.src_end and start <= op.src_start < end):
            begin = op.dest_start + (max(start - op.src_start, 0) if op.tag == "equal" else 0)
            until = op.dest_end - (max(op.src_end - end, 0) if op.tag == "equal" else 0)
            first, last = min(first, begin), max(last, until)
    if first >= last:
        return 0, 0
    while first > 0 and target[first - 1].isalnum():
        first -= 1
    while last < len(target) and target[last].isalnum():
        last += 1
    return first, last
