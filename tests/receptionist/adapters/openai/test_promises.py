"""OpenAI as we reach it keeps the promises that other packages' models must keep."""

from collections.abc import Iterator

import pytest

from receptionist.adapters.openai.account import ApiName, OpenAiAccount
from receptionist.adapters.openai.mind import language_model
from receptionist.contracts import LanguageModelContract
from receptionist.conversation.minds.model import LanguageModel
from tests.fakes.openai_stand_in import KEY, Play, openai_stand_in


class _Promises(LanguageModelContract):
    api: ApiName

    @pytest.fixture
    def model(self) -> Iterator[LanguageModel]:
        with openai_stand_in(lambda _: Play('{"people": 4}')) as stand_in:
            hedged = language_model(OpenAiAccount(KEY, stand_in.url, api=self.api))
            yield hedged
            hedged.close()

    @pytest.fixture
    def broken_model(self) -> Iterator[LanguageModel]:
        hedged = language_model(OpenAiAccount(KEY, "http://127.0.0.1:9/v1", api=self.api))
        yield hedged
        hedged.close()


class TestResponses(_Promises):
    api = "responses"


class TestChatCompletions(_Promises):
    api = "chat"
