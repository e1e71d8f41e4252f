"""What was said, heard and is owed, reply by reply."""

from dataclasses import replace

import pytest

from receptionist.conversation.reply import Effect, Reply, Said
from receptionist.conversation.state import DialogueState
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.ports import Transcript
from stream_handler.mouth.speaker import Spoken
from stream_handler.standing import MOST_CARRIED, Standing
from stream_handler.time_left import TimeLeft

NOTICE, QUESTION = Said("I'm an AI assistant.", "en"), Said("How can I help?", "en")
HOURS, MORE = Said("We open at nine on Mondays.", "en"), Said("Anything else?", "en")
BOOKED = Effect("booking.confirmed")


@pytest.fixture
def standing() -> Standing:
    """The caller was greeted."""
    standing = Standing(lambda state, heard: replace(state, last_said=heard))
    greeting = Reply((NOTICE, QUESTION), DialogueState(BusinessId("b"), CallId("c"), Phone("+14155550142")))
    standing.must_be_heard(NOTICE)
    said(standing, greeting, Spoken("I'm an AI assistant. How can I help?", interrupted=False))
    return standing


def said(standing: Standing, reply: Reply, spoken: Spoken) -> DialogueState:
    before = standing.saying()
    standing.take(reply)
    standing.hear_out()
    return standing.told(reply, reply.state, spoken, before)


def answer(standing: Standing, *say: Said, effects: tuple[Effect, ...] = ()) -> Reply:
    state = standing.last.state
    return Reply(say, replace(state, turn=state.turn + 1), effects=effects)


def test_the_notice_is_owed_until_it_was_heard() -> None:
    standing = Standing(lambda state, heard: replace(state, last_said=heard))
    greeting = Reply((NOTICE, QUESTION), DialogueState(BusinessId("b"), CallId("c"), Phone("+14155550142")))
    standing.must_be_heard(NOTICE)
    said(standing, greeting, Spoken("I'm an", interrupted=True, rest=(NOTICE, QUESTION)))
    assert (standing.noticed, standing.saying().owed) == (False, (NOTICE,))


def test_who_breaks_in_for_nothing_hears_the_rest(standing: Standing) -> None:
    said(standing, answer(standing, HOURS, MORE), Spoken("We open at", interrupted=True, rest=(HOURS, MORE)))
    assert standing.for_nothing("mm-hm", broke_in=True)
    assert standing.for_nothing("open at nine", broke_in=True), "our own words, come back over the line"
    assert not standing.for_nothing("and on Sundays?", broke_in=True)
    assert not standing.for_nothing("mm-hm", broke_in=False)
    assert standing.as_before().say == (HOURS, MORE)


def test_what_is_broken_into_twice_is_remembered_from_its_beginning(standing: Standing) -> None:
    said(standing, answer(standing, HOURS, MORE), Spoken("We open", interrupted=True, rest=(HOURS, MORE)))
    state = said(standing, standing.as_before(), Spoken("at nine", interrupted=True, rest=(HOURS, MORE)))
    assert state.last_said == "We open at nine"


def test_a_reply_broken_into_before_a_word_was_heard_never_was(standing: Standing) -> None:
    state = standing.last.state
    standing.carry("When do you open?")
    said(standing, answer(standing, HOURS), Spoken("", interrupted=True, rest=(HOURS,)))
    assert (standing.adopted(), standing.carried) == (state, "When do you open?")


def test_of_what_a_reply_nobody_heard_has_done_the_caller_is_told_first(standing: Standing) -> None:
    standing.carry("Book it")
    standing.keep_back(answer(standing, HOURS, effects=(BOOKED,)))
    assert standing.has_news
    assert (standing.adopted().turn, standing.carried) == (1, ""), "its words are answered"
    assert standing.saying().owed == (HOURS,)


def test_a_reply_nobody_heard_that_has_done_nothing_is_forgotten(standing: Standing) -> None:
    standing.carry("When do you open")
    standing.keep_back(answer(standing, HOURS))
    assert (standing.adopted().turn, standing.owes) == (0, False)
    heard = Transcript("on Mondays", "en", 1.0, alternatives=("or Mondays",))
    assert standing.readings(heard) == ("When do you open on Mondays", "When do you open or Mondays")
    standing.carry("x" * 1000)
    assert len(standing.readings(heard)[0]) == MOST_CARRIED + len(" on Mondays")


def test_words_said_once_more_hear_what_they_have_done_meanwhile(standing: Standing) -> None:
    late = answer(standing, HOURS, effects=(BOOKED,))
    standing.turn_begins()
    standing.answered_late(late, "Book it, please")
    assert standing.answer_to_the_same("something else") is None
    assert standing.answer_to_the_same("book it please") is late
    assert standing.answer_to_the_same("book it please") is None


def test_a_state_that_hearing_does_not_change_stays_the_very_same(standing: Standing) -> None:
    """What was thought ahead was thought from it."""
    standing.take(answer(standing, HOURS))
    state = standing.last.state
    assert (standing.hear_out(), standing.last.state is state) == (False, True)
    standing.take(answer(standing, HOURS, effects=(BOOKED,)))
    assert (standing.hear_out(), standing.hear_out()) == (True, False)


def test_a_minute_before_the_end_is_told_once_and_a_message_is_taken_once() -> None:
    time = TimeLeft()
    assert not time.must_be_told()
    time.short()
    time.short()
    assert (time.must_be_told(), time.must_be_told()) == (True, False)
    assert not time.takes_message("open")
    time.over()
    assert (time.takes_message("yes_no"), time.takes_message("open"), time.takes_message("open")) == (
        False,
        True,
        False,
    )
    time.over()
    assert not time.takes_message("open")
