"""Local first; where that is not sure, a language model; and local again where that fails."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from receptionist.business.definition import Business
from receptionist.business.opening import local
from receptionist.conversation.commands import Ask, Command
from receptionist.conversation.minds.budget import KEY, Budget, Spent
from receptionist.conversation.minds.model import LanguageModel
from receptionist.conversation.minds.prompt import Briefing, briefing, prompt_for, tokens
from receptionist.conversation.minds.sifting import Turn, sifted
from receptionist.conversation.minds.sureness import keeps_to_itself, sure
from receptionist.conversation.state import DialogueState, Json
from receptionist.errors import VendorUnavailable
from receptionist.knowledge.documents import Passage
from receptionist.knowledge.grounding import Fact, relevant_facts
from receptionist.language.understanding import Understanding, Utterance

log = logging.getLogger(__name__)

STAMP = "prompt"
"""In the state's `extra`: what the model had been told in this call, for its record."""
Passages = Callable[[Business], tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class Advice:
    commands: tuple[Command, ...]
    mind: str
    """Whose they are: `local`, or the model's name."""
    state: DialogueState
    """With what the call has spent on models."""


@dataclass(frozen=True, slots=True)
class SecondMind:
    """One per process. `seconds` gives time that only grows."""

    model: LanguageModel
    seconds: Callable[[], float]
    budget: Budget = field(default_factory=Budget)
    passages: Passages = lambda business: ()
    """Approved passages of its documents."""

    def advise(
        self, business: Business, state: DialogueState, heard: Utterance, understood: Understanding,
        commands: tuple[Command, ...], now: datetime,
    ) -> Advice:  # fmt: skip
        """Blocks as long as the model's deadline allows. Raises nothing. `now` is aware."""
        alone = Advice(commands, "local", state)
        today = local(business, now).date()
        spent = Spent.of(state.extra)
        if keeps_to_itself(understood, commands, heard.text, state) or not spent.within(self.budget):
            return alone
        if sure(understood, commands, heard.text, state, business, today):
            return alone
        brief = briefing(business)
        facts = self._facts(brief, business, state, heard.text, understood, commands, now)
        prompt = prompt_for(brief, business, state, heard.nbest, facts, now)
        began = self.seconds()
        try:
            done = self.model.complete(prompt)
        except VendorUnavailable as error:
            log.info("the language model gave no answer", extra={"call": state.call, "reason": str(error)})
            spent = spent.with_failure(self.seconds() - began, tokens(prompt.fixed + prompt.varying))
            return replace(alone, state=_noting(state, spent, prompt.stamp))
        turn = Turn(business, state, heard.nbest, understood, commands, (*brief.facts, *facts), today)
        wanted = sifted(done.text, turn)
        state = _noting(state, spent.with_(done), prompt.stamp)
        return Advice(wanted, self.model.name, state) if wanted else replace(alone, state=state)

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


def _noting(state: DialogueState, spent: Spent, stamp: str) -> DialogueState:
    noted: dict[str, Json] = {KEY: spent.kept(), STAMP: stamp}
    return replace(state, extra={**state.extra, **noted})
