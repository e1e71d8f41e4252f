"""OpenAI's voices against their protocol over real sockets, well behaved and not."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any

import pytest

from receptionist.adapters.http_session import close_session
from receptionist.adapters.mouth.clause_by_clause import ClauseByClause
from receptionist.adapters.openai.speech import READ_S, OpenAiSpeaker, OpenAiVoice
from receptionist.contracts import FluentVoiceContract
from receptionist.errors import VendorUnavailable
from tests.fakes.speech import WORD
from tests.fakes.speech_stand_in import KEY, Play, SpeechStandIn, speech_stand_in


@pytest.fixture
def stand_in() -> Iterator[SpeechStandIn]:
    with speech_stand_in() as server:
        yield server


class TestPromises(FluentVoiceContract):
    @pytest.fixture
    def voice(self, stand_in: SpeechStandIn) -> ClauseByClause:
        return ClauseByClause(OpenAiVoice(OpenAiSpeaker(KEY, stand_in.url)), "openai")


async def heard(voice: OpenAiVoice, text: str, *, language: str = "en", pace: float = 1.0) -> bytes:
    async with asyncio.timeout(5):
        return b"".join([one async for one in voice.speak(text, language=language, pace=pace)])


def spoken(
    stand_in: SpeechStandIn, *texts: str, pace: float = 1.0, language: str = "en", read_s: float = READ_S, **cast: Any
) -> list[bytes]:
    async def run() -> list[bytes]:
        voice = OpenAiVoice(OpenAiSpeaker(KEY, stand_in.url, **cast), read_s=read_s)
        try:
            return [await heard(voice, text, pace=pace, language=language) for text in texts]
        finally:
            await close_session()

    return asyncio.run(run())


def test_samples_become_mu_law_without_the_silence_before(stand_in: SpeechStandIn) -> None:
    (audio,) = spoken(stand_in, "Hello there.")
    assert abs(len(audio) - 160 - 2 * len(WORD)) < 60
    assert stand_in.requests == [
        {"model": "gpt-4o-mini-tts", "input": "Hello there.", "voice": "marin", "response_format": "pcm"}
    ]


def test_model_voice_and_pace_are_told(stand_in: SpeechStandIn) -> None:
    spoken(stand_in, "Hola.", pace=0.9, language="es", model="tts-1", voices={"es": "coral"})
    asked = stand_in.requests[0]
    assert (asked["model"], asked["voice"], asked["speed"]) == ("tts-1", "coral", 0.9)


def test_clauses_share_a_connection(stand_in: SpeechStandIn) -> None:
    async def run() -> None:
        voice = OpenAiVoice(OpenAiSpeaker(KEY, stand_in.url))
        await voice.warm()
        await heard(voice, "One.")
        await heard(voice, "Two.")
        await close_session()

    asyncio.run(run())
    assert len(stand_in.connections) == 1


def test_whoever_breaks_in_stops_it(stand_in: SpeechStandIn) -> None:
    stand_in.play.hangs_after = 2

    async def run() -> None:
        voice = OpenAiVoice(OpenAiSpeaker(KEY, stand_in.url))
        async with asyncio.timeout(1), aclosing(voice.speak("One two three.", language="en")) as sounds:
            await anext(sounds)
        await close_session()

    asyncio.run(run())


FAULTS: dict[str, dict[str, Any]] = {
    "too many requests": {"status": 429},
    "broken": {"status": 500},
    "moved": {"status": 302},
    "error page": {"page": True},
    "mute": {"mute": True},
    "silent": {"silent": True},
    "closes at first": {"closes_after": 0},
    "closes in mid-sentence": {"closes_after": 2},
    "hangs at first": {"hangs_after": 0},
    "hangs in mid-sentence": {"hangs_after": 2},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_goes_wrong_is_unavailable_and_the_next_text_is_spoken(
    stand_in: SpeechStandIn, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in.play = Play(**FAULTS[fault])
    with caplog.at_level(logging.INFO), pytest.raises(VendorUnavailable):
        spoken(stand_in, "Thank you, Maria Lopez.", read_s=0.3)
    stand_in.play = Play()
    assert spoken(stand_in, "Hello.")[0]
    assert "Maria" not in caplog.text


def test_a_wrong_key_and_nobody_there_are_unavailable(stand_in: SpeechStandIn) -> None:
    for speaker in (OpenAiSpeaker("wrong", stand_in.url), OpenAiSpeaker(KEY, "http://127.0.0.1:9/v1")):

        async def run(speaker: OpenAiSpeaker = speaker) -> None:
            voice = OpenAiVoice(speaker)
            await voice.warm()
            try:
                await heard(voice, "Hello.")
            finally:
                await close_session()

        with pytest.raises(VendorUnavailable):
            asyncio.run(run())
