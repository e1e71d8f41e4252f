"""A turn thought ahead: nothing comes of it, nothing is asked for twice, and it is paid for once."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import Any

import pytest

from benchmarks.peer_answer import ANSWER, knowing_the_answer
from receptionist.adapters.openai.account import OpenAiAccount
from receptionist.adapters.openai.hedged import Patience
from receptionist.adapters.openai.mind import language_model
from receptionist.conversation.minds.ahead import Ahead, Asked
from receptionist.conversation.minds.budget import Budget, Spent
from receptionist.conversation.minds.model import Completion, Dropped, Interest, OnText, Prompt
from receptionist.desk.only_reading import READS
from receptionist.errors import StoreUnavailable
from receptionist.ids import CallId
from receptionist.language.understanding import Utterance
from tests.fakes.openai_stand_in import KEY, Play, commands, openai_stand_in
from tests.receptionist.conversation.minds.conftest import Begin, Call, ScriptedModel
from tests.receptionist.conversation.minds.test_second_mind import FAMILY, ODD
from tests.receptionist.conversation.minds.test_telling import QUESTIONS, WRAPPED, Mouth

QUESTION = QUESTIONS[2]


class Watched:
    """A store whose writes are counted."""

    def __init__(self, store: object, reads: frozenset[str], written: list[str]) -> None:
        self._store, self._reads, self._written = store, reads, written

    def __getattr__(self, name: str) -> Any:
        if name not in self._reads:
            self._written.append(name)
        return getattr(self._store, name)


def watched(call: Call) -> list[str]:
    """What is written from now on."""
    from receptionist.conversation.turn import Receptionist
    from tests.receptionist.conversation.minds.conftest import UNDERSTANDER

    written: list[str] = []
    stores = {"businesses": "BusinessStore", "bookings": "BookingStore", "calls": "CallStore", "messages": "MessageStore",
              "rows": "RowStore", "errands": "ErrandStore"}  # fmt: skip
    reads = {port.__name__: names for port, names in READS.items()}
    seen: dict[str, Any] = {
        field: Watched(getattr(call.desk, field), reads[port], written) for field, port in stores.items()
    }
    second = call.receptionist._second
    call.receptionist = Receptionist(replace(call.desk, **seen), UNDERSTANDER.understand, second=second)
    return written


def began(begin: Begin, *answers: str | None, **how: Any) -> tuple[Call, ScriptedModel]:
    model = ScriptedModel(list(answers))
    call = begin(model, **how)
    call.business = knowing_the_answer(call.business)
    return call, model


def test_a_question_rehearsed_and_adopted_is_the_turn_itself(begin: Begin) -> None:
    call, model = began(begin, WRAPPED)
    written = watched(call)
    mouth = Mouth()
    rehearsed = call.receptionist.rehearse(call.business, call.reply.state, Utterance((QUESTION,)), mouth)
    assert rehearsed is not None
    assert written == []
    assert mouth.heard == ANSWER
    reply = call.receptionist.adopt(rehearsed)
    other, _ = began(begin, WRAPPED)
    plain = other.receptionist.hear(other.business, other.reply.state, Utterance((QUESTION,)), Mouth())
    assert (reply.text, reply.commands, reply.mind) == (plain.text, plain.commands, "openai")
    assert replace(reply.state, call=plain.state.call) == plain.state
    assert len(model.prompts) == 1


@pytest.mark.parametrize(
    "said",
    ["A table for two tomorrow at seven, please.", "I want to leave a message", "can I speak to a person", "Do you have a pool?"],
)  # fmt: skip
def test_a_local_turn_is_rehearsed_without_a_trace_or_not_at_all(begin: Begin, said: str) -> None:
    call, _ = began(begin)
    written = watched(call)
    rehearsed = call.receptionist.rehearse(call.business, call.reply.state, Utterance((said,)))
    assert written == []
    plain = began(begin)[0].say(said)
    if rehearsed is not None:
        assert call.receptionist.adopt(rehearsed).text == plain.text
    else:
        assert plain.effects


def test_a_turn_that_would_act_is_none_and_the_model_is_not_asked_again(begin: Begin) -> None:
    call, model = began(begin, FAMILY)
    written = watched(call)
    assert call.receptionist.rehearse(call.business, call.reply.state, Utterance((ODD,)), Mouth()) is None
    assert written == []
    reply = call.receptionist.hear(call.business, call.reply.state, Utterance((ODD,)), Mouth())
    assert written
    assert reply.mind == "openai"
    assert len(model.prompts) == 1
    assert Spent.of(reply.state.extra).requests == 1


def test_warming_asks_no_model_and_leaves_no_trace(begin: Begin) -> None:
    call, model = began(begin, WRAPPED)
    written = watched(call)
    for _ in range(2):
        call.receptionist.warm(call.business)
    assert model.prompts == []
    assert written == []
    assert Spent.of(call.say(QUESTION).state.extra).requests == 1


def test_a_store_that_is_down_does_not_keep_a_call_from_being_warmed(begin: Begin) -> None:
    call, _ = began(begin)

    class Down:
        def __getattr__(self, name: str) -> Any:
            raise StoreUnavailable("down")

    from receptionist.conversation.turn import Receptionist
    from tests.receptionist.conversation.minds.conftest import UNDERSTANDER

    desk = replace(call.desk, businesses=Down(), bookings=Down(), calls=Down(), rows=Down())
    Receptionist(desk, UNDERSTANDER.understand).warm(call.business)


def test_a_booking_is_never_made_by_a_rehearsal(begin: Begin) -> None:
    call, _ = began(begin)
    call.say("A table for two tomorrow at seven, please.", "Sarah Johnson")
    written = watched(call)
    assert call.receptionist.rehearse(call.business, call.reply.state, Utterance(("yes please",))) is None
    assert written == []
    assert call.booked() == 0
    call.say("yes please")
    assert call.booked() == 1


def test_a_hold_is_prolonged_when_the_turn_is_adopted_and_not_before(begin: Begin) -> None:
    call, _ = began(begin)
    call.say("A table for two tomorrow at seven, please.")
    from datetime import timedelta

    late = call.desk.clock() + timedelta(seconds=call.business.policies.hold_seconds * 0.7)
    call.desk = replace(call.desk, clock=lambda: late)
    written = watched(call)
    said = Utterance(("What time do you open on Sunday?",))
    rehearsed = call.receptionist.rehearse(call.business, call.reply.state, said)
    assert rehearsed is not None
    assert written == []
    call.receptionist.adopt(rehearsed)
    assert written == ["commit"]


def test_a_rehearsal_that_is_dropped_costs_what_it_cost_and_nothing_else(begin: Begin) -> None:
    call, model = began(begin, WRAPPED, WRAPPED)
    state = call.reply.state
    assert call.receptionist.rehearse(call.business, state, Utterance(("Is it usually loud in there",)), Mouth())
    reply = call.receptionist.hear(call.business, state, Utterance((QUESTION,)), Mouth())
    assert Spent.of(reply.state.extra).requests == len(model.prompts) == 2
    assert [line.text for line in reply.state.heard if line.who == "caller"] == [QUESTION]
    again = call.receptionist.hear(call.business, reply.state, Utterance(("What time do you close on Monday?",)))
    assert Spent.of(again.state.extra).requests == 2


def test_a_dropped_rehearsal_that_is_still_running_is_in_nobodys_way(begin: Begin) -> None:
    going_on, begun = Event(), Event()

    class Slow(ScriptedModel):
        def complete(
            self, prompt: Prompt, on_text: OnText | None = None, interest: Interest | None = None
        ) -> Completion:
            if "Is it usually loud in there?" in prompt.varying.rpartition("HEARD")[2]:
                begun.set()
                assert going_on.wait(10)
            return super().complete(prompt, on_text)

    call = begin(Slow([WRAPPED, WRAPPED]))
    call.business = knowing_the_answer(call.business)
    state = call.reply.state
    with ThreadPoolExecutor(1) as pool:
        early = Utterance(("Is it usually loud in there?",))
        dropped = pool.submit(call.receptionist.rehearse, call.business, state, early, Mouth())
        assert begun.wait(10)
        reply = call.receptionist.hear(call.business, state, Utterance((QUESTION,)), Mouth())
        assert reply.text.startswith(ANSWER)
        assert Spent.of(reply.state.extra).requests == 1
        going_on.set()
        dropped.result()
    later = call.receptionist.hear(call.business, reply.state, Utterance(("What time do you close on Monday?",)))
    assert Spent.of(later.state.extra).requests == 2


def test_what_is_owed_at_the_end_of_a_call_can_be_counted(begin: Begin) -> None:
    call, _ = began(begin, WRAPPED)
    state = call.reply.state
    call.receptionist.rehearse(call.business, state, Utterance((QUESTION,)), Mouth())
    assert Spent.of(call.receptionist.settled(state).extra).requests == 1
    assert call.receptionist.settled(state) == state


def test_rehearsals_spend_from_the_same_budget(begin: Begin) -> None:
    call, model = began(begin, *[WRAPPED] * 9, budget=Budget(requests=3))
    for n in range(6):
        call.receptionist.rehearse(
            call.business, call.reply.state, Utterance((f"{QUESTION} {'Really ' * n}",)), Mouth()
        )
    assert len(model.prompts) == 3


def test_the_same_words_rehearsed_twice_are_asked_about_once(begin: Begin) -> None:
    call, model = began(begin, WRAPPED)
    state = call.reply.state
    for _ in range(2):
        mouth = Mouth()
        assert call.receptionist.rehearse(call.business, state, Utterance((QUESTION,)), mouth) is not None
        assert mouth.heard == ANSWER
    assert len(model.prompts) == 1


def test_a_model_that_failed_in_rehearsal_is_not_waited_for_again(begin: Begin) -> None:
    call, model = began(begin, None, WRAPPED)
    state = call.reply.state
    call.receptionist.rehearse(call.business, state, Utterance((QUESTION,)), Mouth())
    reply = call.receptionist.hear(call.business, state, Utterance((QUESTION,)), Mouth())
    assert reply.mind == "local"
    assert len(model.prompts) == 1
    assert Spent.of(reply.state.extra).failures == 1


def test_the_next_turn_of_the_same_words_is_another_turn(begin: Begin) -> None:
    call, model = began(begin, WRAPPED, WRAPPED)
    said = Utterance((QUESTION,))
    rehearsed = call.receptionist.rehearse(call.business, call.reply.state, said, Mouth())
    assert rehearsed is not None
    reply = call.receptionist.adopt(rehearsed)
    call.receptionist.hear(call.business, reply.state, said, Mouth())
    assert len(model.prompts) == 2


def test_a_wish_for_nothing_is_no_turn(begin: Begin) -> None:
    call, _ = began(begin)
    assert call.receptionist.rehearse(call.business, call.reply.state, Utterance((" ",))) is None


def test_calls_that_were_never_ended_are_forgotten_in_their_order() -> None:
    ahead = Ahead(most_calls=2)
    done = Asked(Completion("{}", tokens=5), "f")
    for name in ("CA1", "CA2", "CA3"):
        ahead.keep(CallId(name), 1, ("hello",), done)
    known: Callable[[str], bool] = lambda name: ahead.recall(CallId(name), 1, ("hello",)) is not None  # noqa: E731
    assert [known(name) for name in ("CA1", "CA2", "CA3")] == [False, True, True]
    ahead.forget(CallId("CA3"))
    assert not known("CA3")


def test_an_answer_cut_short_because_it_was_enough_serves_whoever_does_not_listen(begin: Begin) -> None:
    call, model = began(begin, commands(("start", "book", None), ("set", "party_size", "4")))
    call.receptionist.rehearse(call.business, call.reply.state, Utterance((ODD,)), Mouth())
    reply = call.receptionist.hear(call.business, call.reply.state, Utterance((ODD,)))
    assert reply.mind == "openai"
    assert len(model.prompts) == 1


def test_a_rehearsal_nobody_waits_for_hangs_up_on_the_model_and_leaves_the_words_to_be_asked_again(
    begin: Begin,
) -> None:
    slow, quick = Play(WRAPPED, first_s=6.0), Play(WRAPPED)
    plays = [slow, quick]
    with openai_stand_in(lambda _: plays.pop(0)) as stand_in:
        model = language_model(OpenAiAccount(KEY, stand_in.url), Patience(hedge_after_s=9.0, deadline_s=8.0))
        call = begin(model)
        call.business = knowing_the_answer(call.business)
        state, interest, mouth = call.reply.state, Interest(), Mouth()
        with ThreadPoolExecutor(1) as pool:
            dropped = pool.submit(
                call.receptionist.rehearse, call.business, state, Utterance((QUESTION,)), mouth, interest
            )
            _until(lambda: stand_in.requests)
            interest.give_up()
            dropped.result(1.0)
        _until(lambda: stand_in.left == 1)
        assert mouth.came == ""
        reply = call.receptionist.hear(call.business, state, Utterance((QUESTION,)), Mouth())
        model.close()
    assert reply.text.startswith(ANSWER), "not the answer of a mind that was not waited for"
    spent = Spent.of(reply.state.extra)
    assert (spent.requests, spent.failures) == (2, 0)
    assert spent.seconds < 4.0, "none of the caller's time went into the first"


def test_callers_who_go_on_again_and_again_do_not_lose_the_model(begin: Begin) -> None:
    class Waited(ScriptedModel):
        def complete(
            self, prompt: Prompt, on_text: OnText | None = None, interest: Interest | None = None
        ) -> Completion:
            if interest is not None:
                interest.give_up()
                self.prompts.append(prompt)
                raise Dropped("dropped")
            return super().complete(prompt, on_text)

    call = begin(Waited([WRAPPED]))
    call.business = knowing_the_answer(call.business)
    for n in range(4):
        early = Utterance((f"{QUESTION} {'Really ' * n}",))
        call.receptionist.rehearse(call.business, call.reply.state, early, Mouth(), Interest())
    reply = call.receptionist.hear(call.business, call.reply.state, Utterance((QUESTION,)), Mouth())
    assert reply.text.startswith(ANSWER)
    assert Spent.of(reply.state.extra).requests == 5


def _until(what: Callable[[], object], seconds: float = 2.0) -> None:
    over = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < over
        time.sleep(0.01)
