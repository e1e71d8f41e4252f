"""Many measurements as few numbers, and numbers as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

SLOW_MS = 2000.0
"""A caller who hears nothing for longer asks whether anybody is there."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Of measurements in one unit. All None where nothing was measured."""

    n: int
    p50: float | None
    p95: float | None
    worst: float | None

    def json(self) -> dict[str, Any]:
        return asdict(self)


def spread(values: Iterable[float]) -> Spread:
    """Median, 95th percentile and maximum, to a tenth."""
    ordered = sorted(values)
    if not ordered:
        return Spread(0, None, None, None)
    return Spread(
        len(ordered), round(percentile(ordered, 50), 1), round(percentile(ordered, 95), 1), round(ordered[-1], 1)
    )


def percentile(ordered: Sequence[float], percent: float) -> float:
    """Between the two nearest measurements, linearly. `ordered` is sorted and not empty."""
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def share_over(values: Sequence[float], limit: float) -> float | None:
    """How many of `values` lie above `limit`, 0 to 1; None for none at all."""
    return sum(value > limit for value in values) / len(values) if values else None


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Markdown with aligned columns; None as a dash, floats to one digit."""
    lines = [[_cell(cell) for cell in row] for row in (head, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    written = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |" for line in lines
    ]
    return "\n".join([written[0], "| " + " | ".join("-" * width for width in widths) + " |", *written[1:]])


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}" if isinstance(value, float) else str(value)
