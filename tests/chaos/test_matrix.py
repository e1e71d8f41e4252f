"""Whatever goes wrong, wherever in the call: the caller gets what they rang for, once, and is never kept waiting in silence.

One cell for each fault in each phase, at a line that holds a table and at the one that books it; `make chaos` plays them all.
"""

import pytest

from tests.chaos.dialogues import BOOK
from tests.chaos.matrix import FAULTS, PHASES, Cell, play

HOLDS, BOOKS = 3, 5


@pytest.mark.parametrize("turn", [HOLDS, BOOKS])
@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_call_outlives_its_trouble(fault: str, phase: str, turn: int) -> None:
    cell = Cell(BOOK, turn, phase, fault)  # type: ignore[arg-type]
    played = play(cell)
    assert played.struck, "there was nothing to strike"
    assert not played.faults, "\n".join([str(cell), *played.faults, *played.transcript])
