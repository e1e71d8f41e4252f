"""Whoever asks hears an answer while it is written, and what they heard is what is kept."""

import json
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.peer_answer import ANSWER, WRAP, knowing_the_answer
from receptionist.calls.instruction import InstructionKind
from receptionist.calls.record import CallRecord
from receptionist.conversation.commands import Ask
from receptionist.conversation.guard import TRUTH
from receptionist.conversation.minds.budget import Spent
from receptionist.conversation.minds.model import Completion, Interest, OnText, Prompt
from receptionist.conversation.reply import Reply
from receptionist.desk.instruct_call import instruct_call
from receptionist.ids import Phone
from receptionist.language.understanding import Utterance
from tests.fakes.openai_stand_in import commands
from tests.receptionist.conversation.minds.conftest import Begin, Call, ScriptedModel

QUESTIONS = (
    "My grandmother uses a wheelchair and gets cold easily so where would you put us?", "Would the owner mind if we brought our own little candles along?",
    "Is it usually loud in there when the football is on?", "Could my guide dog lie next to us and would he get some water?",
    "Do you think teenagers would enjoy it or is it more for grown ups?", "If it rains can we still sit somewhere that feels like outside?",
    "What is the story behind the name of your place?",
)  # fmt: skip
"""What the callers of the comparison with other frameworks ask."""
WRAPPED = WRAP.read_text().strip().replace("{text}", ANSWER)


@dataclass
class Mouth:
    """Notes what it may say."""

    came: str = ""
    heard: str = ""
    told: list[tuple[str, str]] = field(default_factory=list)
    over: bool = False

    def coming(self, piece: str) -> None:
        assert not self.over
        self.came += piece
        self.told.append(("coming", piece))

    def cleared(self, letters: int) -> None:
        assert not self.over
        assert len(self.heard) < letters <= len(self.came)
        self.heard = self.came[:letters]
        self.told.append(("cleared", self.heard))

    def withdrawn(self) -> None:
        assert not self.over
        self.over = True
        self.told.append(("withdrawn", ""))


def asked(begin: Begin, model: ScriptedModel, question: str = QUESTIONS[2]) -> tuple[Reply, Mouth, Call]:
    call = begin(model)
    call.business = knowing_the_answer(call.business)
    mouth = Mouth()
    reply = call.receptionist.hear(call.business, call.reply.state, Utterance((question,)), mouth)
    return reply, mouth, call


def kept(reply: Reply) -> str:
    return reply.state.heard[-1].text


OPEN = tuple(question for question in QUESTIONS if "wheelchair" not in question and "rains" not in question)
"""Those which the restaurant's own answers say nothing of."""


@pytest.mark.parametrize("question", OPEN)
def test_every_question_of_the_comparison_is_answered_while_the_answer_is_written(begin: Begin, question: str) -> None:
    reply, mouth, _ = asked(begin, ScriptedModel([WRAPPED], size=3), question)
    assert reply.mind == "openai"
    assert mouth.heard == mouth.came == ANSWER
    assert reply.say[0].text == ANSWER
    assert reply.text.startswith(ANSWER)
    assert kept(reply) == reply.text
    assert [command.answer for command in reply.commands if isinstance(command, Ask)] == [ANSWER]


@pytest.mark.parametrize("question", sorted(set(QUESTIONS) - set(OPEN)))
def test_where_our_own_words_answer_nobody_waits_for_the_models(begin: Begin, question: str) -> None:
    model = ScriptedModel([WRAPPED], size=1)
    reply, mouth, call = asked(begin, model, question)
    assert mouth.told == []
    assert reply.mind == "openai"
    assert any(reply.text.startswith(faq.answer["en"]) for faq in call.business.faqs[1:])


def test_a_booking_waits_for_the_commands_alone(begin: Begin) -> None:
    answer = commands(("start", "book", None), ("set", "party_size", "4"))
    came: list[int] = []

    class Counting(ScriptedModel):
        def complete(
            self, prompt: Prompt, on_text: OnText | None = None, interest: Interest | None = None
        ) -> Completion:
            done = super().complete(prompt, on_text)
            came.append(len(done.text))
            return done

    reply, mouth, _ = asked(
        begin, Counting([answer], size=1), "gimme the thing with the chairs for the missus and the sprogs"
    )
    assert mouth.told == []
    assert came == [answer.index('"facts": [') + len('"facts": [')]
    assert reply.mind == "openai"
    assert [type(one).__name__ for one in reply.commands] == ["StartTask", "SetSlot"]


def test_the_first_clause_may_be_heard_at_its_comma_and_the_first_word_be_made_before(begin: Begin) -> None:
    _, mouth, _ = asked(begin, ScriptedModel([WRAPPED], size=1))
    first = mouth.told.index(("cleared", "Thank you for asking,"))
    assert mouth.told[0] == ("coming", "Thank")
    assert "".join(piece for _, piece in mouth.told[:first]) == "Thank you for asking,"


def test_it_says_the_same_as_without_being_listened_to(begin: Begin) -> None:
    call = begin(ScriptedModel([WRAPPED]))
    call.business = knowing_the_answer(call.business)
    plain = call.say(QUESTIONS[2])
    reply, _, _ = asked(begin, ScriptedModel([WRAPPED]))
    assert (reply.text, reply.expect, reply.effects) == (plain.text, plain.expect, plain.effects)
    assert (reply.commands, reply.state.extra["model"]) == (plain.commands, plain.state.extra["model"])


def test_an_answer_that_turns_false_ends_in_the_truth(begin: Begin) -> None:
    lie = "The front door has a ramp, and I have booked your table. Anything else?"
    answer = commands(("ask", "faq", None), answer=lie, facts=("faq:0",))
    reply, mouth, _ = asked(begin, ScriptedModel([answer]))
    assert mouth.heard == "The front door has a ramp,"
    assert mouth.over
    assert reply.text.startswith(f"The front door has a ramp, {TRUTH['en']}")
    assert "booked" not in reply.text
    assert kept(reply) == reply.text


def test_an_answer_that_breaks_off_ends_in_the_truth(begin: Begin) -> None:
    model = ScriptedModel([WRAPPED], breaks_off=WRAPPED.index("the window") + 6)
    reply, mouth, _ = asked(begin, model)
    said = "Thank you for asking, we would love that. The front door has a ramp,"
    assert mouth.heard == said
    assert mouth.over
    assert reply.text.startswith(f"{said} {TRUTH['en']}")
    assert Spent.of(reply.state.extra).failures == 1


def test_one_that_breaks_off_before_a_word_was_heard_is_the_local_turn(begin: Begin) -> None:
    reply, mouth, _ = asked(begin, ScriptedModel([WRAPPED], breaks_off=WRAPPED.index("for asking")))
    assert mouth.told[-1] == ("withdrawn", "")
    assert (mouth.came, mouth.heard) == ("Thank you", "")
    assert reply.mind == "local"


@pytest.mark.parametrize(
    "answer",
    [
        commands(("start", "book", None), ("ask", "faq", None), answer=ANSWER, facts=("faq:0",)),
        commands(("set", "party_size", "2"), ("ask", "faq", None), answer=ANSWER, facts=("faq:0",)),
        commands(("ask", "hours", None), answer=ANSWER, facts=("faq:0",)),
        commands(("ask", "hours", None), ("ask", "faq", None), answer=ANSWER, facts=("faq:0",)),
        commands(("ask", "faq", None), answer=ANSWER, facts=("faq:99",)),
        commands(("ask", "faq", None), answer="There is a pool on the roof, and a sauna.", facts=("faq:0",)),
        commands(("ask", "faq", None)),
        commands(("person", None, None)),
        json.dumps({"answer": ANSWER, "facts": ["faq:0"], "commands": [{"do": "ask", "what": "faq", "value": None}]}),
        WRAPPED.replace('"ask"', '"dance"'),
        WRAPPED[:-1] + ',"more":1}',
        "nonsense",
    ],
    ids=range(12),
)
def test_nothing_is_heard_ahead_of_a_turn_that_is_more_than_an_answer(begin: Begin, answer: str) -> None:
    reply, mouth, _ = asked(begin, ScriptedModel([answer]))
    if mouth.heard:
        assert answer.endswith('"more":1}'), "what was wrong came only after all was said"
        assert reply.text.startswith(f"{mouth.heard} {TRUTH['en']}") or reply.text.startswith(mouth.heard)
        return
    call = begin(ScriptedModel([answer]))
    call.business = knowing_the_answer(call.business)
    assert reply.text == call.say(QUESTIONS[2]).text


@pytest.mark.parametrize("kind", ["say", "whisper", "transfer", "end"])
def test_what_the_house_wants_said_comes_after_what_was_heard(begin: Begin, kind: InstructionKind) -> None:
    call = begin(ScriptedModel([WRAPPED]))
    call.business = knowing_the_answer(call.business)
    state = call.reply.state
    call.desk.calls.begin(
        CallRecord(state.call, call.business.id, state.caller, Phone(call.business.numbers[0]), call.desk.clock())
    )
    instruct_call(call.desk, call.business, state.call, kind, by="ana", text="The kitchen closes early tonight.")
    mouth = Mouth()
    reply = call.receptionist.hear(call.business, state, Utterance((QUESTIONS[2],)), mouth)
    assert reply.text.startswith(ANSWER)
    assert reply.text != ANSWER
    assert reply.ended == (kind == "end")
    assert bool(reply.handoff) == (kind == "transfer")
    assert ("The kitchen closes early" in reply.text) == (kind in ("say", "whisper"))
    assert kept(reply) == reply.text
    assert [line.who for line in reply.state.heard[-2:]] == ["caller", "assistant"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 60), st.integers(0, len(WRAPPED)))
def test_the_reply_begins_with_what_was_heard_however_it_was_cut_or_broken(
    begin: Begin, size: int, breaks: int
) -> None:
    reply, mouth, _ = asked(begin, ScriptedModel([WRAPPED], size=size, breaks_off=breaks))
    one_by_one, letters, _ = asked(begin, ScriptedModel([WRAPPED], size=1, breaks_off=breaks))
    assert mouth.heard == letters.heard
    assert reply.text == one_by_one.text
    assert reply.text.startswith(mouth.heard)
    assert kept(reply) == reply.text
