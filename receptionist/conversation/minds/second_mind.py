"""Local first; where that is not sure, a language model; and local again where that fails."""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime

from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.conversation.commands import Ask, Command
from receptionist.conversation.minds.ahead import Ahead, Asked, Missed, Unread
from receptionist.conversation.minds.aloud import Aloud
from receptionist.conversation.minds.budget import Budget
from receptionist.conversation.minds.model import (
    Completion,
    Dropped,
    Enough,
    Interest,
    LanguageModel,
    OnText,
    Prompt,
)
from receptionist.conversation.minds.prompt import Briefing, briefing, prompt_for, tokens
from receptionist.conversation.minds.sifting import Turn, sifted
from receptionist.conversation.minds.sureness import keeps_to_itself, sure
from receptionist.conversation.minds.telling import Opens, Spoken, Telling, Unheard
from receptionist.conversation.state import DialogueState
from receptionist.errors import VendorUnavailable
from receptionist.knowledge.documents import Passage
from receptionist.knowledge.grounding import Fact, relevant_facts
from receptionist.language.understanding import Understanding, Utterance

log = logging.getLogger(__name__)

Passages = Callable[[Business], tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class Advice:
    commands: tuple[Command, ...]
    mind: str
    """Whose they are: `local`, or the model's name."""
    spoken: Spoken | None = None
    """What of the answer is being heard already."""


@dataclass(frozen=True, slots=True)
class SecondMind:
    """One per process. `seconds` gives time that only grows."""

    model: LanguageModel
    seconds: Callable[[], float]
    budget: Budget = field(default_factory=Budget)
    passages: Passages = lambda business: ()
    """Approved passages of its documents."""
    ahead: Ahead = field(default_factory=Ahead)

    def advise(
        self, business: Business, state: DialogueState, heard: Utterance, understood: Understanding,
        commands: tuple[Command, ...], now: datetime, *, opens: Opens, aloud: Aloud | None = None, rehearsing: bool = False,
        interest: Interest | None = None,
    ) -> Advice:  # fmt: skip
        """Blocks as long as the model's deadline allows. Raises nothing but what `opens` raises. `now` is aware.

        What is spent is owed, until `settled` counts it. `rehearsing`: the answer is kept for the turn that may come of it, unless
        the `interest` in it was given up first.
        """
        alone = Advice(commands, "local")
        today = local(business, now).date()
        if keeps_to_itself(understood, commands, heard.text, state):
            return alone
        if sure(understood, commands, heard.text, state, business, today):
            return alone
        known = self.ahead.recall(state.call, state.turn, heard.nbest)
        if known is None and not self.ahead.spent(state.call, state.extra).within(self.budget):
            return alone
        brief = briefing(business)
        facts = self._facts(brief, business, state, heard.text, understood, commands, now)
        turn = Turn(business, state, heard.nbest, understood, commands, (*brief.facts, *facts), today)
        telling = Telling(turn, opens, aloud or Unheard()) if aloud or known else None
        if known is None:
            prompt = prompt_for(brief, business, state, heard.nbest, facts, now)
            if interest is not None and interest.given_up:
                return alone
            try:
                known = self._asked(prompt, state, telling.feed if telling else None, interest)
            except Dropped:
                unread = Unread(tokens(prompt.fixed + prompt.varying))
                self.ahead.owe(state.call, Asked(unread, prompt.stamp))
                return alone
            self.ahead.owe(state.call, known)
            if rehearsing:
                self.ahead.keep(state.call, state.turn, heard.nbest, known)
        elif telling and isinstance(known.outcome, Completion):
            with suppress(Enough):
                telling.feed(known.outcome.text)
        return self._advice(known.outcome, turn, telling, alone)

    def warm(self) -> None:
        """Has the model's connection ready. Blocks a few seconds at most; never raises."""
        self.model.warm()

    def settled(self, state: DialogueState) -> DialogueState:
        """With what the call has spent on models since it was last settled: each request once."""
        return replace(state, extra=self.ahead.settled(state.call, state.extra))

    def _asked(self, prompt: Prompt, state: DialogueState, on_text: OnText | None, interest: Interest | None) -> Asked:
        """Raises Dropped."""
        began = self.seconds()
        try:
            return Asked(self.model.complete(prompt, on_text, interest), prompt.stamp)
        except Dropped:
            raise
        except VendorUnavailable as error:
            log.info("the language model gave no answer", extra={"call": state.call, "reason": str(error)})
            missed = Missed(self.seconds() - began, tokens(prompt.fixed + prompt.varying), str(error))
            return Asked(missed, prompt.stamp)

    def _advice(
        self, outcome: Completion | Missed | Unread, turn: Turn, telling: Telling | None, alone: Advice
    ) -> Advice:
        if telling is not None:
            if telling.wanted is not None:
                return Advice(telling.wanted, self.model.name) if telling.wanted else alone
            if isinstance(outcome, Completion):
                telling.finish(outcome.text)
            else:
                telling.give_up()
            if spoken := telling.spoken():
                return Advice(spoken.commands, self.model.name, spoken)
        wanted = sifted(outcome.text, turn) if isinstance(outcome, Completion) else None
        return Advice(wanted, self.model.name) if wanted else alone

    def _facts(
        self, brief: Briefing, business: Business, state: DialogueState, text: str, understood: Understanding,
        commands: tuple[Command, ...], now: datetime,
    ) -> tuple[Fact, ...]:  # fmt: skip
        asked = next((command for command in commands if isinstance(command, Ask)), None)
        near = relevant_facts(
            text, business, local(business, now).date(), topic=understood.topic or "", about=asked.about if asked else (),
            language=state.language, passages=self.passages(business),
        )  # fmt: skip
        told = {fact.id for fact in brief.facts} if state.language == "en" else set()
        return tuple(fact for fact in near if fact.id not in told)
