"""Every shipped scenario, with sound, through the whole path, judged by what is stored, sent and said.

The longest ones are played with sound by `make test LONG=1` and by `make bench BENCH=--full`; in text all are, each time.
"""

from pathlib import Path

import pytest

from tests.e2e.stage import played, told

SCENARIOS = sorted((Path(__file__).parents[1] / "conversations" / "sound").glob("*.yaml"))

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.timeout(240)]


LONG = frozenset(
    {
        "full-house",
        "mumbles-twice",
        "out-of-hours",
        "vegan-and-nuts",
        "book-for-tonight",
        "cancel-by-name",
        "change-time",
        "keys-alone",
        "cancel-then-book-again",
        "book-in-one-breath",
        "says-nothing",
        "presses-keys",
    }
)
"""About a minute each, of conversations that the others' sounds and their own texts cover; test_resume.py plays the booking for
tonight three times."""


@pytest.mark.parametrize(
    "path",
    [pytest.param(path, marks=pytest.mark.long if path.stem in LONG else ()) for path in SCENARIOS],
    ids=lambda path: path.stem,
)
def test_the_caller_gets_what_they_wanted(path: Path, tmp_path: Path) -> None:
    rung = played(path, tmp_path)
    assert rung.faults == (), told(rung)
