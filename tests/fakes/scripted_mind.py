"""A mind that needs no understanding."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from receptionist.business.definition import Business, Language
from receptionist.clock import Clock, system_clock
from receptionist.conversation.minds.aloud import Aloud
from receptionist.conversation.minds.model import Interest
from receptionist.conversation.rehearsal import Rehearsed
from receptionist.conversation.reply import Effect, Expectation, Reply, Said
from receptionist.conversation.resuming import taken_over
from receptionist.conversation.state import DialogueState, Heard
from receptionist.ids import CallId, Phone
from receptionist.language.understanding import Utterance

GREETING = ("Hello, this is Robin, an AI assistant. This call is recorded.", "How can I help you?")


@dataclass(slots=True)
class ScriptedMind:
    """A Mind that repeats what it hears, unless `answers` knows better."""

    answers: dict[str, Callable[[DialogueState], Reply]] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    businesses: list[Business] = field(default_factory=list)
    """As each call was opened with."""
    streams: dict[str, list[tuple[float, Callable[[Aloud], None]]]] = field(default_factory=dict)
    """What is told of an answer while it is thought, and after how many seconds."""
    rehearsed: list[str] = field(default_factory=list)
    interests: list[Interest] = field(default_factory=list)
    on_warm: Callable[[], None] = lambda: None
    """In what was rehearsed, one each."""
    released: int = 0
    breaks: bool = False
    clock: Clock = system_clock

    def open(self, business: Business, *, call: CallId, caller: Phone, language: Language | None = None) -> Reply:
        self.businesses.append(business)
        state = DialogueState(business.id, call, caller, language=language or "en")
        return self.says(state, *GREETING, fixed=True)

    def hear(self, business: Business, state: DialogueState, utterance: Utterance) -> Reply:
        self.heard.append(utterance.text)
        if self.breaks:
            raise ZeroDivisionError("a bug")
        state = replace(state, turn=state.turn + 1, heard=(*state.heard, Heard("caller", utterance.text)))
        answer = self.answers.get(utterance.text)
        return answer(state) if answer else self.says(state, f"You said {utterance.text}.")

    def rehearse(
        self, business: Business, state: DialogueState, utterance: Utterance, aloud: Aloud | None = None,
        interest: Interest | None = None,
    ) -> Rehearsed | None:  # fmt: skip
        if interest is not None:
            self.interests.append(interest)
        heard, self.heard = self.heard, []
        try:
            reply = self.hear(business, state, utterance)
        finally:
            self.heard = heard
        self.rehearsed.append(utterance.text)
        if aloud is not None and utterance.text in self.streams:
            for after_s, tell in self.streams[utterance.text]:
                asyncio.get_running_loop().call_later(after_s, tell, aloud)
        return None if reply.effects else Rehearsed(business, state, reply)

    def adopt(self, rehearsed: Rehearsed) -> Reply:
        before, after = len(rehearsed.before.heard), rehearsed.reply.state.heard
        self.heard.append(after[before].text)
        return rehearsed.reply

    def warm(self, business: Business) -> None:
        self.on_warm()

    def keys(self, business: Business, state: DialogueState, digits: str) -> Reply:
        self.heard.append(f"[{digits}]")
        return self.says(state, f"You pressed {digits}.")

    def silent(self, business: Business, state: DialogueState) -> Reply:
        self.heard.append("(silence)")
        state = replace(state, silences=state.silences + 1)
        if state.silences == 3:
            return replace(self.says(replace(state, ended=True), "Goodbye."), ended=True)
        return self.says(state, "Are you still there?")

    def not_heard(self, business: Business, state: DialogueState) -> Reply:
        self.heard.append("(not heard)")
        return self.says(state, "Sorry, what was that?")

    def out_of_time(self, business: Business, state: DialogueState) -> Reply:
        self.heard.append("(out of time)")
        return self.says(state, "I'll take a message.")

    def resumed(self, business: Business, state: DialogueState) -> Reply:
        return taken_over(state, self.clock()) or self.says(state, "Here I am again.")

    def dial_failed(self, business: Business, state: DialogueState) -> Reply:
        return self.says(state, "Nobody picked up.")

    def handed_back(self, business: Business, state: DialogueState) -> Reply:
        return self.says(state, "You're with me again.")

    def interrupted(self, state: DialogueState, heard: str) -> DialogueState:
        return replace(state, heard=(*state.heard[:-1], Heard("assistant", heard, interrupted=True)))

    def hung_up(self, business: Business, state: DialogueState) -> tuple[Effect, ...]:
        self.released += 1
        return ()

    def says(
        self, state: DialogueState, *sentences: str, kind: str = "open", effect: str = "", fixed: bool = False
    ) -> Reply:
        text = " ".join(sentences)
        return Reply(
            tuple(Said(sentence, state.language, fixed) for sentence in sentences),
            replace(state, heard=(*state.heard, Heard("assistant", text)), last_said=text),
            Expectation(kind=kind),
            (Effect(effect),) if effect else (),
        )
