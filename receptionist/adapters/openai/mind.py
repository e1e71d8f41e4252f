"""The second mind, made of OpenAI."""

from contextlib import ExitStack
from time import monotonic

from receptionist.adapters.openai.account import OpenAiAccount
from receptionist.adapters.openai.chat import ChatCompletions
from receptionist.adapters.openai.client import Api, OpenAi
from receptionist.adapters.openai.hedged import Hedged, Patience
from receptionist.adapters.openai.responses import Responses
from receptionist.conversation.minds.budget import Budget
from receptionist.conversation.minds.second_mind import Passages, SecondMind


def second_mind(
    account: OpenAiAccount, *, patience: Patience | None = None, budget: Budget | None = None,
    passages: Passages = lambda business: (), closing: ExitStack | None = None,
) -> SecondMind:  # fmt: skip
    """One per process. Opens no connection before it is warmed or asked; `closing` ends what runs, and hangs up."""
    model = language_model(account, patience)
    if closing is not None:
        closing.callback(model.close)
    return SecondMind(model, monotonic, budget or Budget(), passages)


def language_model(account: OpenAiAccount, patience: Patience | None = None) -> Hedged:
    api: Api = ChatCompletions() if account.api == "chat" else Responses()
    client = OpenAi(account, api, seconds=monotonic)
    return Hedged("openai", client.ask, seconds=monotonic, patience=patience, warm=client.warm, hang_up=client.close)
