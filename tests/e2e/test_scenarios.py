"""Every shipped scenario, with sound, through the whole path, judged by what is stored, sent and said."""

from pathlib import Path

import pytest

from tests.e2e.stage import played, told

SCENARIOS = sorted((Path(__file__).parents[1] / "conversations" / "sound").glob("*.yaml"))

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.timeout(240)]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_caller_gets_what_they_wanted(path: Path, tmp_path: Path) -> None:
    rung = played(path, tmp_path)
    assert rung.faults == (), told(rung)
