"""OpenAI as we reach it keeps the promises that other packages' models must keep."""

from collections.abc import Iterator
from time import monotonic

import pytest

from receptionist.adapters.openai.account import OpenAiAccount
from receptionist.adapters.openai.hedged import Hedged
from receptionist.adapters.openai.responses import Responses
from receptionist.contracts import LanguageModelContract
from receptionist.conversation.minds.model import LanguageModel
from tests.fakes.openai_stand_in import KEY, Play, openai_stand_in


class TestOpenAi(LanguageModelContract):
    @pytest.fixture
    def model(self) -> Iterator[LanguageModel]:
        with openai_stand_in(lambda _: Play('{"people": 4}')) as stand_in:
            hedged = Hedged(
                "openai", Responses(OpenAiAccount(KEY, stand_in.url), seconds=monotonic).ask, seconds=monotonic
            )
            yield hedged
            hedged.close()

    @pytest.fixture
    def broken_model(self) -> Iterator[LanguageModel]:
        account = OpenAiAccount(KEY, "http://127.0.0.1:9/v1")
        hedged = Hedged("openai", Responses(account, seconds=monotonic).ask, seconds=monotonic)
        yield hedged
        hedged.close()
