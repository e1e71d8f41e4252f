"""The suites that come with the product: what a business runs before it publishes."""

import pytest

from local.suite import play
from local.suite_files import SHIPPED, Conversation, load
from receptionist.suites.script import Script
from receptionist.suites.shipped import ANY_BUSINESS

CONVERSATIONS = load([*sorted(SHIPPED.glob("*.yaml")), ANY_BUSINESS])


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda one: f"{one.file.stem}-{one.content.name}")
def test_it_goes_as_it_is_written(conversation: Conversation) -> None:
    outcome = play(conversation)
    assert not outcome.faults, "\n".join((*outcome.transcript, *outcome.faults))


def test_no_two_of_a_suite_are_called_the_same() -> None:
    names = [(one.file, one.content.name) for one in CONVERSATIONS]
    assert len(names) == len(set(names))


def test_every_conversation_checks_something() -> None:
    """One that asserts nothing would pass whatever is said."""
    for one in CONVERSATIONS:
        script = one.content
        assert isinstance(script, Script)
        checks = any(
            turn.reply or turn.never or turn.effects is not None or turn.slots or turn.handoff for turn in script.turns
        )
        assert checks or script.goal or script.stored, one.content.name
