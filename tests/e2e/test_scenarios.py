"""Every shipped scenario, with sound, through the whole path, judged by what is stored, sent and said."""

from datetime import datetime
from pathlib import Path

import pytest

from local.caller.ring import Rung, ring
from local.caller.scenario import Scenario, load_scenario
from local.rehearsal import rehearsal

SCENARIOS = sorted((Path(__file__).parents[1] / "conversations" / "sound").glob("*.yaml"))

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.timeout(240)]


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_the_caller_gets_what_they_wanted(path: Path, tmp_path: Path) -> None:
    rung = played(load_scenario(path), path.parent, tmp_path)
    assert rung.faults == (), "\n".join(f"{heard.who}: {heard.text}" for heard in rung.diary)
