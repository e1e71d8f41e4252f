"""What came of fuzzing one target."""

from dataclasses import dataclass
from typing import Literal

By = Literal["drawn", "guided"]


@dataclass(slots=True)
class Tried:
    by: By
    inputs: int = 0
    edges: tuple[int, int] | None = None
    """Of its readers' branches those that were reached, by what it began with and at the end."""
    features: tuple[int, int] | None = None
    """The same with how often each was taken, in orders of magnitude, and what was compared."""
    finds: int = 0


def table(of: dict[str, Tried]) -> str:
    rows = [f"{'target':<20}{'by':>8}{'inputs':>10}{'edges':>15}{'features':>17}{'finds':>7}"]
    for name, tried in of.items():
        edges, features = (f"{a:,} > {b:,}" for a, b in (tried.edges or (0, 0), tried.features or (0, 0)))
        counted = tried.edges is not None
        rows.append(
            f"{name:<20}{tried.by:>8}{tried.inputs:>10,}{edges if counted else '':>15}{features if counted else '':>17}{tried.finds:>7}"
        )
    inputs, finds = sum(one.inputs for one in of.values()), sum(one.finds for one in of.values())
    rows.append(f"{'in all':<20}{'':>8}{inputs:>10,}{'':>32}{finds:>7}")
    return "\n".join(rows)
