"""The second mind, made of OpenAI."""

from time import monotonic

from receptionist.adapters.openai.account import OpenAiAccount
from receptionist.adapters.openai.hedged import Hedged, Patience
from receptionist.adapters.openai.responses import Responses
from receptionist.conversation.minds.budget import Budget
from receptionist.conversation.minds.second_mind import Passages, SecondMind


def second_mind(
    account: OpenAiAccount, *, patience: Patience | None = None, budget: Budget | None = None,
    passages: Passages = lambda business: (),
) -> SecondMind:  # fmt: skip
    """One per process. Opens no connection before it is asked."""
    model = Hedged("openai", Responses(account, seconds=monotonic).ask, seconds=monotonic, patience=patience)
    return SecondMind(model, monotonic, budget or Budget(), passages)
