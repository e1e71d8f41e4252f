"""Every recogniser is held to what ears for live calls promise: the clouds' over real sockets, against stand-ins."""

from collections.abc import Coroutine, Iterator
from typing import Any

import pytest

from receptionist.adapters.ears.choosing import ears_from
from receptionist.adapters.ears.turn_by_turn import TurnByTurn
from receptionist.adapters.http_session import close_session
from receptionist.contracts import LiveEarsContract
from receptionist.contracts.ears import Spoken
from receptionist.ports import Ears, Transcript
from tests.fakes.recognisers import KEY, StandIn, recognisers
from tests.fakes.spoken_code import say, understand

SPOKEN = Spoken(say("table for two"), frozenset({"table", "for", "two"}))
MORE = Spoken(say("window seven please"), frozenset({"window", "seven", "please"}))


def settings(url: str) -> dict[str, str]:
    return {
        "DEEPGRAM_API_KEY": KEY, "DEEPGRAM_BASE_URL": url, "ELEVENLABS_API_KEY": KEY, "ELEVENLABS_BASE_URL": url,
        "OPENAI_API_KEY": KEY, "OPENAI_BASE_URL": f"{url}/v1",
    }  # fmt: skip


async def hung_up(call: Coroutine[Any, Any, None]) -> None:
    """Nothing is left open."""
    try:
        await call
    finally:
        await close_session()


class Understands:
    """A Transcriber."""

    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        return Transcript(text := understand(audio), language or "en", 0.9 if text else 0.0)


class Held(LiveEarsContract):
    pace = 16.0

    def play(self, call: Coroutine[Any, Any, None]) -> None:
        super().play(hung_up(call))

    @pytest.fixture
    def spoken(self) -> Spoken:
        return SPOKEN

    @pytest.fixture
    def more(self) -> Spoken:
        return MORE

    @pytest.fixture
    def stand_in(self) -> Iterator[StandIn]:
        with recognisers() as stand_in:
            yield stand_in


class TestDeepgram(Held):
    @pytest.fixture
    def ears(self, stand_in: StandIn) -> Ears:
        return ears_from(settings(stand_in.url), None, ["deepgram"])


class TestScribe(Held):
    @pytest.fixture
    def ears(self, stand_in: StandIn) -> Ears:
        return ears_from(settings(stand_in.url), None, ["elevenlabs"])


class TestOpenAiLive(Held):
    @pytest.fixture
    def ears(self, stand_in: StandIn) -> Ears:
        return ears_from(settings(stand_in.url), None, ["openai-realtime"])


class TestOpenAi(Held):
    @pytest.fixture
    def ears(self, stand_in: StandIn) -> Ears:
        return ears_from(settings(stand_in.url), None, ["openai"])


class TestTurnByTurn(Held):
    @pytest.fixture
    def ears(self) -> Ears:
        return TurnByTurn(Understands(), frozenset({"en"}))


class TestOneAfterAnother(Held):
    @pytest.fixture
    def ears(self, stand_in: StandIn) -> Ears:
        return ears_from(
            settings(stand_in.url), TurnByTurn(Understands(), frozenset({"en"})), ["elevenlabs", "deepgram", "openai"]
        )
