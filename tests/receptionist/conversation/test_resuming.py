"""A call that was given away between two turns, and taken over."""

from datetime import timedelta

import pytest

from receptionist.conversation.reply import Expectation, Reply
from receptionist.conversation.resuming import HANDED_OVER, UNHEARD, handed_over, taken_over
from receptionist.conversation.state import DialogueState, from_json, to_json
from receptionist.ids import BusinessId, CallId, Phone
from tests.fakes.records import NOON

STATE = DialogueState(BusinessId("restaurant"), CallId("CA1"), Phone("+14155550123"), language="en")
EXPECT = Expectation("name", "name", ("Maria", "Lopez"), 0.5)


def given() -> DialogueState:
    return from_json(to_json(handed_over(Reply((), STATE, EXPECT), NOON)))


def test_the_next_process_waits_for_the_same_answer_and_says_nothing() -> None:
    reply = taken_over(given(), NOON + timedelta(seconds=1))
    assert reply is not None
    assert (reply.say, reply.expect) == ((), EXPECT)
    assert reply.state == STATE, "a later loss is no quiet one"


@pytest.mark.parametrize("gap_s", [-1.0, 2.5, 600.0])
def test_a_gap_that_is_noticed_or_cannot_be_is_not_passed_over(gap_s: float) -> None:
    assert taken_over(given(), NOON + timedelta(seconds=gap_s)) is None


def test_what_was_lost_or_told_of_something_done_is_not_passed_over() -> None:
    assert taken_over(STATE, NOON) is None
    unheard = handed_over(
        Reply((), DialogueState(BusinessId("r"), CallId("c"), Phone(""), language="en", extra={UNHEARD: True})), NOON
    )
    assert HANDED_OVER in unheard.extra
    assert taken_over(unheard, NOON) is None
