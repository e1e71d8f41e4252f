"""Voices that speak whole texts begin with the first clause, and make the next one while it is heard."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from receptionist.adapters.mouth.clause_by_clause import ClauseByClause, Pauses
from receptionist.contracts import FluentVoiceContract
from receptionist.errors import VendorUnavailable
from receptionist.ports import Sound
from tests.fakes.speech import WORD, FakeVoice

TEXT = "Thank you for asking, we would love that. The door has a ramp. There are blankets too."


class Strict(FakeVoice):
    """A FakeVoice that knows its languages."""

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[bytes]:
        if language not in self.languages():
            raise VendorUnavailable(language)
        async for sound in super().speak(text, language=language, voice=voice, pace=pace):
            yield sound


class TestPromises(FluentVoiceContract):
    @pytest.fixture
    def voice(self) -> ClauseByClause:
        return ClauseByClause(Strict(takes_s=0.01))


async def written(*pieces: str) -> AsyncIterator[str]:
    for piece in pieces:
        yield piece


def test_a_clause_counts_to_its_end_from_its_first_sound_on() -> None:
    async def spoken() -> list[Sound]:
        voice = ClauseByClause(FakeVoice(takes_s=0.0), "hum")
        return [sound async for sound in voice.speak_along(written(TEXT), language="en")]

    sounds = asyncio.run(spoken())
    ends = [len("Thank you for asking, "), len("Thank you for asking, we would love that. ")]
    assert [sound.letters for sound in sounds][:4] == [ends[0], ends[0], ends[1], ends[1]]
    assert {sound.by for sound in sounds} == {"hum"}


def test_only_one_clause_is_made_ahead() -> None:
    voice = FakeVoice(takes_s=0.0)

    async def listened() -> list[int]:
        made = []
        async for _ in ClauseByClause(voice).speak_along(written(TEXT), language="en"):
            await asyncio.sleep(0.02)
            made.append(len(voice.spoken))
        return made

    assert asyncio.run(listened()) == [2, 2, 3, 3, 4, 4, 4, 4]


def test_a_voice_that_leaves_no_pause_is_given_one() -> None:
    async def spoken() -> bytes:
        voice = ClauseByClause(FakeVoice(takes_s=0.0), pauses=Pauses(0.1, 0.2))
        return b"".join(
            [s.audio async for s in voice.speak_along(written("One two three, four or five. Bye."), language="en")]
        )

    assert asyncio.run(spoken()) == WORD * 3 + b"\xff" * 800 + WORD * 3 + b"\xff" * 1600 + WORD * 2


def test_what_was_made_is_heard_before_the_failure() -> None:
    heard: list[int] = []

    async def spoken() -> None:
        voice = ClauseByClause(FakeVoice(takes_s=0.0, breaks_off=1))
        async for sound in voice.speak_along(written(TEXT), language="en"):
            heard.append(sound.letters)

    with pytest.raises(VendorUnavailable):
        asyncio.run(spoken())
    assert heard == [22]


def test_a_text_that_fails_to_be_written_fails_here_too() -> None:
    async def torn() -> AsyncIterator[str]:
        yield "Thank you for asking, "
        raise RuntimeError("the mind broke")

    async def spoken() -> None:
        async for _ in ClauseByClause(FakeVoice(takes_s=0.0)).speak_along(torn(), language="en"):
            pass

    with pytest.raises(RuntimeError, match="the mind broke"):
        asyncio.run(spoken())
