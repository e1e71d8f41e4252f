"""A conversation told turn by turn, as the part a caller plays with sound."""

from pathlib import Path

import pytest

from local.suite_files import Conversation
from local.suite_sound import scenario_of
from receptionist.errors import Misconfigured
from receptionist.suites.goal import Goal
from receptionist.suites.script import Script, Turn


def script(**changes: object) -> Conversation:
    turns = (
        Turn(say="A table, please"),
        Turn(keys="4"),
        Turn(silent=True),
        Turn(nbest=("Sam", "Pam")),
        Turn(mumble=True),
    )
    told = {"name": "x", "turns": turns, "goal": Goal(said=("booked",)), "never_said": ("gluten",), **changes}
    return Conversation(Path("x.yaml"), Script.model_validate(told))


def test_the_caller_says_its_lines_in_their_order() -> None:
    scenario = scenario_of(script(business="salon"))
    assert scenario.to == "+14155550102"
    assert [(line.say, line.keys, line.silent_s, line.mumble_s) for line in scenario.lines] == [
        ("A table, please", "", 0, 0),
        ("", "4", 0, 0),
        ("", "", 10, 0),
        ("Sam", "", 0, 0),
        ("", "", 0, 1.5),
    ]
    assert (scenario.goal.said, scenario.goal.not_said) == (("booked",), ("gluten",))


@pytest.mark.parametrize(
    ("change", "says"), [({"language": "pa"}, "no caller's voice"), ({"business": "x.yaml"}, "demo")]
)
def test_what_has_no_sound_says_so(change: dict[str, str], says: str) -> None:
    with pytest.raises(Misconfigured, match=says):
        scenario_of(script(**change))
