"""A business sounds as it has chosen."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from pydantic import ValidationError

from receptionist.adapters.mouth.chosen import as_chosen
from receptionist.adapters.mouth.clause_by_clause import ClauseByClause
from receptionist.business.speech import Speech
from receptionist.contracts import FluentVoiceContract
from receptionist.ports import Sound
from tests.receptionist.adapters.mouth.test_clause_by_clause import Strict


class Noting:
    """A FluentVoice that notes with what voice and pace it was asked to speak."""

    def __init__(self) -> None:
        self.asked: list[tuple[str | None, float]] = []

    def languages(self) -> frozenset[str]:
        return frozenset({"en", "es"})

    async def warm(self, *, language: str | None = None) -> None: ...

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[bytes]:
        self.asked.append((voice, round(pace, 3)))
        yield b"\xff"

    async def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[Sound]:
        self.asked.append((voice, round(pace, 3)))
        yield Sound(b"\xff", 1)


class TestPromises(FluentVoiceContract):
    @pytest.fixture
    def voice(self) -> object:
        return as_chosen(ClauseByClause(Strict(takes_s=0.01)), Speech(pace=1.1))


def test_each_language_has_its_voice_and_all_have_the_pace() -> None:
    inner = Noting()
    voice = as_chosen(inner, Speech(voices={"es": "em_alex"}, pace=1.2))

    async def talk() -> None:
        async def words() -> AsyncIterator[str]:
            yield "Hola."

        _ = [one async for one in voice.speak_along(words(), language="es")]
        _ = [one async for one in voice.speak("Hello.", language="en", pace=0.9)]

    asyncio.run(talk())
    assert inner.asked == [("em_alex", 1.2), (None, 1.08)], (
        "a hesitant caller is spoken to more slowly than others still"
    )


def test_where_nothing_is_chosen_nothing_is_in_between() -> None:
    inner = Noting()
    assert as_chosen(inner, Speech()) is inner


@pytest.mark.parametrize(
    "told", [{"pace": 2}, {"pace": 0.2}, {"voices": {"en": "two words"}}, {"voices": {"xx": "joe"}}]
)
def test_what_no_voice_could_do_is_refused(told: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Speech.model_validate(told)
