"""Models that are not on the socket speak by HTTP, so that Punjabi has two voices."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from receptionist.adapters.elevenlabs.account import ElevenLabsAccount
from receptionist.adapters.elevenlabs.cast import SARAH, V3, cast_from
from receptionist.adapters.elevenlabs.voice import ElevenLabsVoice
from receptionist.adapters.elevenlabs.whole import WholeTexts, voices_of
from receptionist.adapters.mouth.clause_by_clause import ClauseByClause
from receptionist.contracts import FluentVoiceContract
from receptionist.errors import VendorUnavailable
from tests.fakes.elevenlabs_stand_in import KEY, ElevenLabsStandIn, Play, elevenlabs_stand_in
from tests.fakes.speech import WORD

CAST = cast_from({})


@pytest.fixture
def stand_in() -> Iterator[ElevenLabsStandIn]:
    with elevenlabs_stand_in() as server:
        yield server


def voice_at(stand_in: ElevenLabsStandIn) -> ElevenLabsVoice:
    account = ElevenLabsAccount(KEY, stand_in.url)
    return ElevenLabsVoice(account, CAST, ClauseByClause(WholeTexts(account, CAST), "elevenlabs"))


class TestPromisesInPunjabi(FluentVoiceContract):
    language = "pa"
    sentence = "ਤੁਹਾਡਾ ਮੇਜ਼ ਸੱਤ ਵਜੇ ਲਈ ਬੁੱਕ ਹੈ।"
    longer = "ਤੁਹਾਡਾ ਚਾਰ ਜਣਿਆਂ ਦਾ ਮੇਜ਼ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਾਮ ਸੱਤ ਵਜੇ ਲਈ ਬੁੱਕ ਹੈ, ਤੇ ਅਸੀਂ ਲਿਖ ਲਿਆ ਹੈ ਕਿ ਤੁਸੀਂ ਬਾਹਰ ਬੈਠਣਾ ਹੈ।"

    @pytest.fixture
    def voice(self, stand_in: ElevenLabsStandIn) -> ElevenLabsVoice:
        return voice_at(stand_in)


async def heard(voice: ElevenLabsVoice, text: str) -> bytes:
    async with asyncio.timeout(5):
        return b"".join([one async for one in voice.speak(text, language="pa", pace=0.9)])


def test_v3_is_asked_for_mu_law(stand_in: ElevenLabsStandIn) -> None:
    assert asyncio.run(heard(voice_at(stand_in), "ਸਤ ਸ੍ਰੀ ਅਕਾਲ।")) == b"\xff" * 160 + WORD * 3
    assert stand_in.asked[0] == {"voice": SARAH, "output_format": "ulaw_8000"}
    asked = stand_in.bodies[0]
    assert (asked["model_id"], asked["language_code"], asked["voice_settings"]["speed"]) == (V3, "pa", 0.9)


def test_without_http_nobody_speaks_punjabi(stand_in: ElevenLabsStandIn) -> None:
    voice = ElevenLabsVoice(ElevenLabsAccount(KEY, stand_in.url), CAST)
    assert voice.languages() == {"en", "es"}
    with pytest.raises(VendorUnavailable):
        asyncio.run(heard(voice, "ਸਤ ਸ੍ਰੀ ਅਕਾਲ।"))


FAULTS: dict[str, dict[str, Any]] = {
    "too many requests": {"status": 429},
    "broken": {"status": 500},
    "mute": {"mute": True},
    "closes in mid-sentence": {"closes_after": 1},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_goes_wrong_is_unavailable(stand_in: ElevenLabsStandIn, fault: str) -> None:
    stand_in.play = Play(**FAULTS[fault])
    with pytest.raises(VendorUnavailable):
        asyncio.run(heard(voice_at(stand_in), "ਸਤ ਸ੍ਰੀ ਅਕਾਲ।"))


def test_the_voices_of_an_account_are_told(stand_in: ElevenLabsStandIn) -> None:
    (found,) = asyncio.run(voices_of(ElevenLabsAccount(KEY, stand_in.url)))
    assert (found.id, found.name, found.language) == (SARAH, "Sarah", "en")
    with pytest.raises(VendorUnavailable):
        asyncio.run(voices_of(ElevenLabsAccount(KEY, "http://127.0.0.1:9")))
