"""Google's voices against their protocol over a real connection, well behaved and not."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import aclosing
from typing import Any

import grpc
import pytest

from receptionist.adapters.google.speaker import VOICES, GoogleSpeaker
from receptionist.adapters.google.speech import GoogleVoice, without_header
from receptionist.adapters.mouth.clause_by_clause import ClauseByClause
from receptionist.contracts import FluentVoiceContract
from receptionist.errors import VendorUnavailable
from tests.fakes.google_speech_stand_in import HEADER, GoogleStandIn, google_speech_stand_in
from tests.fakes.speech import WORD


@pytest.fixture
def stand_in() -> Iterator[GoogleStandIn]:
    with google_speech_stand_in() as server:
        yield server


@pytest.fixture
def voice(stand_in: GoogleStandIn) -> GoogleVoice:
    return GoogleVoice(GoogleSpeaker(VOICES, stand_in.endpoint))


class TestPromises(FluentVoiceContract):
    @pytest.fixture
    def voice(self, stand_in: GoogleStandIn) -> ClauseByClause:
        return ClauseByClause(GoogleVoice(GoogleSpeaker(VOICES, stand_in.endpoint)), "google")


class TestPromisesInPunjabi(FluentVoiceContract):
    language = "pa"
    sentence = "ਤੁਹਾਡਾ ਮੇਜ਼ ਸੱਤ ਵਜੇ ਲਈ ਬੁੱਕ ਹੈ।"
    longer = "ਤੁਹਾਡਾ ਚਾਰ ਜਣਿਆਂ ਦਾ ਮੇਜ਼ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਾਮ ਸੱਤ ਵਜੇ ਲਈ ਬੁੱਕ ਹੈ, ਤੇ ਅਸੀਂ ਲਿਖ ਲਿਆ ਹੈ ਕਿ ਤੁਸੀਂ ਬਾਹਰ ਬੈਠਣਾ ਹੈ।"

    @pytest.fixture
    def voice(self, stand_in: GoogleStandIn) -> ClauseByClause:
        return ClauseByClause(GoogleVoice(GoogleSpeaker(VOICES, stand_in.endpoint)), "google")


def heard(voice: GoogleVoice, text: str, *, language: str = "en", pace: float = 1.0, name: str | None = None) -> bytes:
    async def run() -> bytes:
        async with asyncio.timeout(5):
            return b"".join([one async for one in voice.speak(text, language=language, pace=pace, voice=name)])

    return asyncio.run(run())


def test_mu_law_is_streamed_as_it_is_and_without_the_silence_before(
    voice: GoogleVoice, stand_in: GoogleStandIn
) -> None:
    assert heard(voice, "Hello there.") == b"\xff" * 160 + WORD * 2
    config, text = stand_in.streamed[0]
    assert (config.voice.name, config.voice.language_code) == ("en-US-Chirp3-HD-Kore", "en-US")
    assert text == "Hello there."


def test_a_voice_that_cannot_stream_mu_law_is_asked_for_samples(voice: GoogleVoice, stand_in: GoogleStandIn) -> None:
    stand_in.play.streams_mulaw = False
    for _ in range(2):
        audio = heard(voice, "Hello there.")
        assert abs(len(audio) - 160 - 2 * len(WORD)) < 40
    encodings = [config.streaming_audio_config.audio_encoding for config, _ in stand_in.streamed]
    assert encodings == [7, 7]


def test_a_refusal_lost_on_its_way_is_answered_by_samples_too(voice: GoogleVoice, stand_in: GoogleStandIn) -> None:
    stand_in.play.streams_mulaw, stand_in.play.loses_refusals = False, True
    assert heard(voice, "Hello there.")
    stand_in.play.streams_mulaw = True
    assert heard(voice, "Hello there.") == b"\xff" * 160 + WORD * 2
    assert [config.streaming_audio_config.audio_encoding for config, _ in stand_in.streamed] == [7, 5]


def test_an_older_voice_is_made_whole(voice: GoogleVoice, stand_in: GoogleStandIn) -> None:
    assert heard(voice, "ਸਤ ਸ੍ਰੀ ਅਕਾਲ।", language="pa", name="pa-IN-Wavenet-A") == b"\xff" * 160 + WORD * 3
    assert stand_in.made[0].voice.language_code == "pa-IN"
    assert not stand_in.streamed


def test_pace_is_their_speaking_rate(voice: GoogleVoice, stand_in: GoogleStandIn) -> None:
    heard(voice, "Hello.", pace=0.5)
    heard(voice, "Hello.", pace=9)
    assert [config.streaming_audio_config.speaking_rate for config, _ in stand_in.streamed] == [0.5, 2.0]


def test_a_voice_of_somebody_else_gives_the_languages_own(voice: GoogleVoice, stand_in: GoogleStandIn) -> None:
    heard(voice, "Hola.", language="es", name="joe")
    assert stand_in.streamed[0][0].voice.name == VOICES["es"]


def test_whoever_breaks_in_ends_the_request(voice: GoogleVoice, stand_in: GoogleStandIn) -> None:
    stand_in.play.hangs_after = 2

    async def run() -> None:
        async with aclosing(voice.speak("One two three four.", language="en")) as sounds:
            await anext(sounds)
        await asyncio.sleep(0.1)

    asyncio.run(run())
    assert stand_in.cancelled == 1


FAULTS: dict[str, dict[str, Any]] = {
    "too many requests": {"code": grpc.StatusCode.RESOURCE_EXHAUSTED},
    "not let in": {"code": grpc.StatusCode.UNAUTHENTICATED},
    "broken": {"code": grpc.StatusCode.INTERNAL},
    "invalid": {"code": grpc.StatusCode.INVALID_ARGUMENT},
    "breaks off": {"breaks_after": 2},
    "mute": {"mute": True},
    "silent": {"silent": True},
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", ["en-US-Chirp3-HD-Kore", "en-US-Wavenet-A"])
def test_what_goes_wrong_is_unavailable_and_the_next_text_is_spoken(
    voice: GoogleVoice, stand_in: GoogleStandIn, fault: str, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    stand_in.play = type(stand_in.play)(**FAULTS[fault])
    with caplog.at_level(logging.INFO), pytest.raises(VendorUnavailable):
        heard(voice, "Thank you, Maria Lopez, that will do.", name=name)
    stand_in.play = type(stand_in.play)()
    assert heard(voice, "Hello.", name=name)
    assert "Maria" not in caplog.text


def test_nobody_at_that_address_is_unavailable() -> None:
    voice = GoogleVoice(GoogleSpeaker(VOICES, "http://127.0.0.1:9"))
    with pytest.raises(VendorUnavailable):
        heard(voice, "Hello.")


def test_without_credentials_it_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere.json")
    with pytest.raises(VendorUnavailable):
        heard(GoogleVoice(GoogleSpeaker(VOICES)), "Hello.")


def test_the_header_of_a_file_is_no_sound() -> None:
    assert without_header(HEADER + WORD) == WORD
    assert without_header(WORD) == WORD
    assert without_header(b"RIFF....") == b""
