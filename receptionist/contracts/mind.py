"""What a language model must promise."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from receptionist.conversation.minds.model import Enough, LanguageModel, Prompt
from receptionist.errors import VendorUnavailable

PROMPT = Prompt(
    fixed="You answer the telephone of a restaurant. Answer with JSON by the schema.",
    varying='The caller says: "A table for four, please." How many people are coming?',
    schema={
        "type": "object",
        "properties": {"people": {"type": "integer"}},
        "required": ["people"],
        "additionalProperties": False,
    },
    stamp="0" * 64,
)


class LanguageModelContract:
    """Subclass it and give `model`; and `broken_model`, one that cannot be reached, where that can be had."""

    within_s: float = 4.0

    @pytest.fixture
    def model(self) -> LanguageModel:
        raise NotImplementedError("give the model that is to be held to its promises")

    @pytest.fixture
    def broken_model(self) -> LanguageModel:
        pytest.skip("no model is given that cannot be reached")

    def test_it_has_a_name(self, model: LanguageModel) -> None:
        assert model.name
        assert model.name != "local", "that is the understander's own"

    def test_it_answers_by_the_schema_in_time(self, model: LanguageModel) -> None:
        began = time.monotonic()
        answer = model.complete(PROMPT)
        assert time.monotonic() - began < self.within_s
        assert isinstance(json.loads(answer.text)["people"], int)

    def test_it_says_what_it_cost(self, model: LanguageModel) -> None:
        answer = model.complete(PROMPT)
        assert answer.tokens > 0
        assert answer.requests >= 1

    def test_it_is_asked_from_several_threads(self, model: LanguageModel) -> None:
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(model.complete, [PROMPT] * 4))
        assert all(json.loads(one.text) for one in answers)

    def test_it_tells_the_answer_as_it_comes_and_all_of_it(self, model: LanguageModel) -> None:
        told: list[str] = []

        def hear(piece: str) -> bool:
            told.append(piece)
            return False

        answer = model.complete(PROMPT, hear)
        assert "".join(told) == answer.text

    def test_it_stops_when_it_is_enough(self, model: LanguageModel) -> None:
        told: list[str] = []

        def hear(piece: str) -> bool:
            told.append(piece)
            raise Enough

        answer = model.complete(PROMPT, hear)
        assert len(told) == 1
        assert answer.text == told[0]
        assert answer.tokens > 0

    def test_it_can_be_warmed(self, model: LanguageModel) -> None:
        model.warm()
        model.warm()
        assert json.loads(model.complete(PROMPT).text)

    def test_one_that_cannot_be_reached_says_so_within_its_deadline(self, broken_model: LanguageModel) -> None:
        began = time.monotonic()
        with pytest.raises(VendorUnavailable):
            broken_model.complete(PROMPT)
        assert time.monotonic() - began < self.within_s
