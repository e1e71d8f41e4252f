"""What the words and events of a conversation say about the caller, and for how long it counts."""

from dataclasses import replace

import pytest

from receptionist.business.manners import Affect as Settings
from receptionist.business.manners import Frustrated, Hesitant
from receptionist.conversation.affect import Pauses, felt, felt_silence
from receptionist.conversation.commands import Affirm, Command, NotUnderstood, SetSlot, WantPerson
from receptionist.conversation.state import DialogueState, Heard
from receptionist.ids import BusinessId, CallId, Phone
from receptionist.language.understanding import Affect

CALM = Affect()


def a_call(*caller: str) -> DialogueState:
    heard = tuple(Heard("caller", line) for line in caller)
    return DialogueState(BusinessId("restaurant"), CallId("c"), Phone("+14155550123"), heard=heard)


def after(state: DialogueState, *turns: Affect, commands: tuple[Command, ...] = (Affirm(),)) -> DialogueState:
    for words in turns:
        state = felt(state, words, commands)
    return state


def test_a_sentence_alone_can_say_it_all() -> None:
    state = after(a_call("This is useless!"), Affect(frustrated=0.85))
    assert state.frustrated == 0.85
    assert "frustrated" in state.moods


def test_a_mood_takes_two_calm_turns_to_end() -> None:
    upset = after(a_call(), Affect(frustrated=0.9))
    assert "frustrated" in after(upset, CALM).moods
    assert "frustrated" in after(upset, CALM, CALM).moods
    assert "frustrated" not in after(upset, CALM, CALM, CALM).moods


def test_between_the_marks_a_mood_neither_begins_nor_ends() -> None:
    between = Affect(urgent=0.45)
    assert "urgent" not in after(a_call(), between).moods
    assert "urgent" in after(a_call(), Affect(urgent=0.9), *[between] * 6).moods


def test_being_misunderstood_again_and_again_counts_though_no_word_says_so() -> None:
    state = a_call("a", "b")
    told = []
    for misses in range(4):
        state = felt(replace(state, misses=misses), CALM, (NotUnderstood(),))
        told.append(state.frustrated)
    assert told == sorted(told)
    assert told[0] < 0.15
    assert told[-1] > 0.35


def test_saying_the_same_again_unasked_is_a_sign_and_saying_yes_again_is_none() -> None:
    again = felt(a_call("a table at eight", "a table at eight"), CALM, (SetSlot("time", "20:00"),))
    asked = felt(replace(a_call("a table at eight", "a table at eight"), misses=1), CALM, (SetSlot("time", "20:00"),))
    assert again.frustrated >= 0.45 > asked.frustrated
    assert felt(a_call("yes", "yes"), CALM, (Affirm(),)).frustrated == 0


def test_breaking_in_twice_is_more_than_once() -> None:
    once = (Heard("assistant", "Hello", interrupted=True),)
    state = a_call()
    one, two = (felt(replace(state, heard=once * n), CALM, (Affirm(),)).frustrated for n in (1, 2))
    assert 0 < one < two


def test_asking_for_a_person_a_second_time_counts_more() -> None:
    first = felt(a_call(), CALM, (WantPerson(),)).frustrated
    second = felt(replace(a_call(), extra={"wanted_person": True}), CALM, (WantPerson(),)).frustrated
    assert 0 < first < second


@pytest.mark.parametrize(
    ("pauses", "hesitant"), [(Pauses(), False), (Pauses(4.0), True), (Pauses(1.0, 3), True), (Pauses(1.0, 1), False)]
)
def test_late_answers_and_stops_in_mid_turn_are_hesitation(pauses: Pauses, hesitant: bool) -> None:
    assert (felt(a_call(), CALM, (), Settings(), pauses).hesitant > 0) is hesitant


def test_silence_is_hesitation_and_alone_not_enough() -> None:
    quiet = felt_silence(a_call())
    assert 0 < quiet.hesitant < 0.5
    unsure = felt_silence(after(a_call(), Affect(hesitant=0.8)))
    assert "hesitant" in unsure.moods


def test_a_business_sets_its_own_marks_or_heeds_nothing() -> None:
    mild = Affect(frustrated=0.5, hesitant=0.9)
    strict = felt(a_call(), mild, (), Settings(frustrated=Frustrated(after=0.4), hesitant=Hesitant(after=0.95)))
    assert set(strict.moods) == {"frustrated"}
    nothing = felt(a_call(), mild, (), Settings(heeded=False))
    assert nothing.moods == {}
    assert nothing.frustrated == 0.5


def test_no_probability_leaves_its_range() -> None:
    state = after(a_call(*["no no no"] * 4), *[Affect(1.0, 1.0, 1.0)] * 5, commands=(NotUnderstood(), WantPerson()))
    assert (state.frustrated, state.urgent, state.hesitant) == (1.0, 1.0, 1.0)
