"""Every conversation of this folder in text: the scripted ones, and the parts that are also played with sound."""

from pathlib import Path

import pytest

from local.suite import play

_HERE = Path(__file__).parent
_FILES = sorted([*(_HERE / "text").glob("*.yaml"), *(_HERE / "sound").glob("*.yaml")])


@pytest.mark.parametrize("path", _FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_caller_gets_what_they_came_for(path: Path) -> None:
    outcome = play(path)
    assert not outcome.faults, "\n".join((*outcome.transcript, *outcome.faults))
