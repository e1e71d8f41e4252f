"""Who speaks is said in MOUTH, and what is missing is told at once."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from receptionist.adapters import providers
from receptionist.adapters.mouth.choosing import mouth_from, names_in
from receptionist.adapters.mouth.failover import Failover, Patience
from receptionist.adapters.providers import Provider
from receptionist.business.quality import known
from receptionist.errors import Misconfigured
from receptionist.ports import Sound
from tests.fakes import elevenlabs_stand_in as elevenlabs
from tests.fakes import google_speech_stand_in as google
from tests.fakes import speech_stand_in as openai
from tests.fakes.speech import FakeVoice

LANGUAGES = ("en", "es", "pa")
SENTENCES = {"en": "Thank you for asking.", "es": "Gracias por preguntar.", "pa": "ਪੁੱਛਣ ਲਈ ਧੰਨਵਾਦ ਜੀ।"}


class Everybody(FakeVoice):
    def languages(self) -> frozenset[str]:
        return frozenset(LANGUAGES)


@pytest.fixture
def cloud() -> "Iterator[Cloud]":
    with ExitStack() as stack:
        yield Cloud(stack)


class Cloud:
    """All three providers, on this machine."""

    def __init__(self, stack: ExitStack) -> None:
        self.elevenlabs = stack.enter_context(elevenlabs.elevenlabs_stand_in())
        self.google = stack.enter_context(google.google_speech_stand_in())
        self.openai = stack.enter_context(openai.speech_stand_in())
        self.env = {
            "MOUTH": "elevenlabs,google,openai",
            "ELEVENLABS_API_KEY": elevenlabs.KEY,
            "ELEVENLABS_BASE_URL": self.elevenlabs.url,
            "GOOGLE_TTS_ENDPOINT": self.google.endpoint,
            "OPENAI_API_KEY": openai.KEY,
            "OPENAI_BASE_URL": self.openai.url,
        }


async def written(text: str) -> AsyncIterator[str]:
    yield text


def who(voice: Failover, language: str) -> set[str]:
    async def run() -> list[Sound]:
        async with asyncio.timeout(10):
            return [sound async for sound in voice.speak_along(written(SENTENCES[language]), language=language)]

    return {sound.by for sound in asyncio.run(run())}


def test_without_a_word_only_the_local_voice_speaks() -> None:
    assert names_in({}) == ("local",)
    assert who(mouth_from({}, Everybody()), "en") == {"local"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_two_voices_of_the_cloud_before_the_local_one(cloud: Cloud, language: str) -> None:
    able = [one.name for one in known() if one.part == "mouth" and language in one.languages and one.name != "local"]
    assert len(able) >= 2
    order = {"pa": ("google", "elevenlabs", "local")}.get(language, ("elevenlabs", "google", "openai", "local"))
    plays: dict[str, Any] = {
        "elevenlabs": cloud.elevenlabs.play,
        "google": cloud.google.play,
        "openai": cloud.openai.play,
    }
    for name in order:
        assert who(mouth_from(cloud.env, Everybody(), patience=Patience(3.0, 3.0)), language) == {name}
        if name in plays:
            plays[name].mute = True


def test_the_table_says_what_our_adapters_speak(cloud: Cloud) -> None:
    for one in known():
        if one.part == "mouth" and one.name != "local":
            assert mouth_from(cloud.env, None, [one.name]).languages() == one.languages, one.name


def test_everything_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(Misconfigured) as told:
        mouth_from({"MOUTH": "elevenlabs,google,openai,local"}, None)
    for missing in ("ELEVENLABS_API_KEY", "GOOGLE_APPLICATION_CREDENTIALS", "OPENAI_API_KEY", "no voice of its own"):
        assert missing in str(told.value)


@pytest.mark.parametrize(
    ("variable", "value", "fault"),
    [
        ("ELEVENLABS_BASE_URL", "nowhere", "ELEVENLABS_BASE_URL: nowhere is no http"),
        ("ELEVENLABS_VOICE_ES", "../x", "ELEVENLABS_VOICE_ES: ../x is no id"),
        ("ELEVENLABS_MODEL_PA", "eleven_flash_v2_5", "eleven_flash_v2_5 does not speak pa"),
        ("GOOGLE_TTS_VOICE_PA", "en-US-Chirp3-HD-Kore", "GOOGLE_TTS_VOICE_PA: en-US-Chirp3-HD-Kore is no voice"),
        ("MOUTH_FIRST_SOUND_S", "soon", "MOUTH_FIRST_SOUND_S: soon is no number"),
        ("MOUTH_NEXT_SOUND_S", "-1", "MOUTH_NEXT_SOUND_S: -1 is no number"),
        ("MOUTH", "google,google", "names one twice"),
        ("MOUTH", "acme", "there is no provider 'acme'"),
    ],
)
def test_a_setting_that_cannot_be_is_named(cloud: Cloud, variable: str, value: str, fault: str) -> None:
    with pytest.raises(Misconfigured, match=fault):
        mouth_from(cloud.env | {variable: value}, Everybody())


def test_credentials_that_are_not_there_are_named(tmp_path: Path) -> None:
    told = {"GOOGLE_APPLICATION_CREDENTIALS": str(tmp_path / "key.json")}
    with pytest.raises(Misconfigured, match="is no file"):
        mouth_from(told, None, ["google"])


def test_credentials_may_be_given_whole_and_are_never_told() -> None:
    with pytest.raises(Misconfigured) as told:
        mouth_from({"GOOGLE_CREDENTIALS": '{"type": "service_account", "private_key": "SECRET"}'}, None, ["google"])
    assert "GOOGLE_CREDENTIALS" in str(told.value)
    assert "SECRET" not in str(told.value)
    whole = {
        "type": "external_account",
        "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/SECRET/providers/aws",
        "subject_token_type": "urn:ietf:params:aws:token-type:aws4_request",
        "token_url": "https://sts.googleapis.com/v1/token",
        "credential_source": {
            "environment_id": "aws1",
            "regional_cred_verification_url": "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15",
        },
    }
    voice = mouth_from({"GOOGLE_CREDENTIALS": json.dumps(whole)}, None, ["google"])
    assert "SECRET" not in repr(voice.__dict__)


def test_a_voice_of_whole_clauses_has_longer_to_begin(cloud: Cloud) -> None:
    cloud.openai.play.first_s = 0.7
    assert who(mouth_from(cloud.env, Everybody(), ["openai"]), "en") == {"openai"}
    cloud.elevenlabs.play.first_s = 0.7
    assert who(mouth_from(cloud.env, Everybody(), ["elevenlabs"]), "pa") == {"elevenlabs"}
    assert who(mouth_from(cloud.env, Everybody(), ["elevenlabs"]), "en") == {"local"}


def test_closing_hangs_up_and_leaves_the_local_voice_alone(cloud: Cloud) -> None:
    class Owned(Everybody):
        closed = False

        def close(self) -> None:
            self.closed = True

    local = Owned()

    async def run() -> None:
        voice = mouth_from(cloud.env, local)
        for language in ("en", "pa"):
            async for _ in voice.speak(SENTENCES[language], language=language):
                pass
        await voice.close()
        await voice.close()

    asyncio.run(run())
    assert not local.closed


def test_voices_and_models_are_told_by_language(cloud: Cloud) -> None:
    told = {"ELEVENLABS_VOICE": "a" * 20, "ELEVENLABS_VOICE_ES": "b" * 20, "ELEVENLABS_MODEL": "eleven_turbo_v2_5"}
    voice = mouth_from(cloud.env | told, None, ["elevenlabs"])
    for language in LANGUAGES:
        who(voice, language)
    assert [asked["voice"][0] for asked in cloud.elevenlabs.asked] == ["a", "b", "a"]
    assert [asked.get("model_id") for asked in cloud.elevenlabs.asked] == ["eleven_turbo_v2_5"] * 2 + [None]
    assert cloud.elevenlabs.bodies[0]["model_id"] == "eleven_v3_conversational"


def test_a_slow_first_sound_hands_over_as_soon_as_the_setting_says(cloud: Cloud) -> None:
    cloud.elevenlabs.play.first_s = 0.4
    assert who(mouth_from(cloud.env | {"MOUTH_FIRST_SOUND_S": "0.1"}, None), "en") == {"google"}
    assert who(mouth_from(cloud.env, None, patience=Patience(2.0, 2.0)), "en") == {"elevenlabs"}


def test_a_voice_of_a_package_speaks_too(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"acme": Provider(languages=frozenset({"en"}), mouth=lambda settings: FakeVoice())}
    monkeypatch.setattr(providers, "installed", lambda: given)
    assert who(mouth_from({"MOUTH": "acme"}, Everybody()), "en") == {"acme"}


def test_a_mind_that_stops_in_mid_sentence_is_waited_for(cloud: Cloud) -> None:
    async def halting() -> AsyncIterator[str]:
        for piece in ("Thank you ", "for asking, the door ", "has ", "", "a ramp."):
            yield piece
            await asyncio.sleep(0 if piece else 1.4)

    async def run() -> list[Sound]:
        async with asyncio.timeout(10):
            return [sound async for sound in mouth_from(cloud.env, None).speak_along(halting(), language="en")]

    sounds = asyncio.run(run())
    assert {sound.by for sound in sounds} == {"elevenlabs"}
    assert sounds[-1].letters == len("Thank you for asking, the door has a ramp.")
