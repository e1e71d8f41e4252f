"""Every conversation of this folder in text: the scripted ones, and the parts that are also played with sound."""

from pathlib import Path

import pytest

from local.suite import play
from local.suite_files import Conversation, load

_HERE = Path(__file__).parent
_FILES = sorted([*(_HERE / "text").glob("*.yaml"), *(_HERE / "sound").glob("*.yaml")])


@pytest.mark.parametrize("conversation", load(_FILES), ids=lambda one: f"{one.file.parent.name}-{one.file.stem}")
def test_the_caller_gets_what_they_came_for(conversation: Conversation) -> None:
    outcome = play(conversation)
    assert not outcome.faults, "\n".join((*outcome.transcript, *outcome.faults))
