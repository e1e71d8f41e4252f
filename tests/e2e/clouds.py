"""Calls in Punjabi through cloud providers, of which there are stand-ins that speak the vendors' protocols over sockets."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from local import cli
from local.before_publishing import as_yaml
from local.caller.ring import Rung, ring
from local.caller.scenario import load_scenario
from local.caller.voice import prepare
from local.rehearsal import BUSINESSES, CACHE, CallersVoice
from receptionist.business.load import load_business
from receptionist.ids import BusinessId, Phone
from tests.e2e.stage import Stage, models, stage
from tests.fakes import elevenlabs_stand_in as elevenlabs
from tests.fakes import google_speech_stand_in as google
from tests.fakes import recognisers as ears
from tests.fakes.spoken_words import Clips, Tones

SCENARIO = Path(__file__).parents[1] / "conversations" / "clouds" / "main-table-book-karni-hai.yaml"
BY_KEYS = SCENARIO.with_name("keys-in-punjabi.yaml")
WORDS_S = 0.15
"""From the question to the words of a turn."""
SOUND_S = 0.12
"""From the text to the first sound."""


@dataclass(frozen=True, slots=True)
class Clouds:
    """Who hears Punjabi: Deepgram, then ElevenLabs. Who speaks it: Google, then ElevenLabs' v3."""

    first_ear: ears.StandIn
    second_ear: ears.StandIn
    first_mouth: google.GoogleStandIn
    second_mouth: elevenlabs.ElevenLabsStandIn
    tones: Tones

    def settings(self) -> dict[str, str]:
        return {
            "EARS": "deepgram,elevenlabs", "DEEPGRAM_API_KEY": ears.KEY, "DEEPGRAM_BASE_URL": self.first_ear.url,
            "MOUTH": "google,elevenlabs", "GOOGLE_TTS_ENDPOINT": self.first_mouth.endpoint,
            "ELEVENLABS_API_KEY": elevenlabs.KEY, "ELEVENLABS_BASE_URL": self.second_mouth.url,
        }  # fmt: skip


def recordings() -> dict[str, bytes]:
    """What the caller says, by its words."""
    lines = load_scenario(SCENARIO).lines
    voice = CallersVoice(models().voice)
    sounds = asyncio.run(prepare(load_scenario(SCENARIO), SCENARIO.parent, voice, CACHE / "callers"))
    return {lines[place].say: sound for place, sound in sounds.items()}


@contextmanager
def clouds(first_ear: ears.Play | None = None) -> Iterator[Clouds]:
    """All well, but for the recogniser that hears first, where it is told otherwise."""
    tones, well = Tones(), ears.Play(late_s=WORDS_S)
    understand = Clips(recordings()).understand
    second_ear = ears.StandIn("", [well], understand=understand)
    with (
        ears.recognisers(first_ear or well, understanding=understand, unknown=frozenset({"multi"})) as deepgram,
        google.google_speech_stand_in() as first_mouth,
        elevenlabs.elevenlabs_stand_in(hears=second_ear) as second_mouth,
    ):
        first_mouth.play = google.Play(first_s=SOUND_S, sound=tones.sound)
        second_mouth.play = elevenlabs.Play(first_s=SOUND_S, sound=tones.sound)
        yield Clouds(deepgram, second_ear, first_mouth, second_mouth, tones)


def a_house_that_answers_in_punjabi(data: Path) -> None:
    """The demo restaurant, once more, put into the data folder as an operator does it."""
    house = load_business(BUSINESSES / "restaurant.yaml").model_copy(
        update={"id": BusinessId("dhaba"), "numbers": (Phone("+14155550188"),), "languages": ("pa", "en")}
    )
    file = data / "dhaba.yaml"
    data.mkdir(parents=True, exist_ok=True)
    file.write_text(as_yaml(house), encoding="utf-8")
    assert cli.main(["business", "apply", str(file), "--data", str(data)]) == 0


@asynccontextmanager
async def stage_with(there: Clouds, data: Path) -> AsyncIterator[Stage]:
    settings = {**there.settings(), "FIRSTRING_CACHE": str(data / "cache")}
    async with stage(data, environment=settings, ears=there.tones) as made:
        yield made


async def rung_offline(data: Path) -> Rung:
    """By keys, and no provider anywhere: what hears and speaks is on this machine."""
    async with stage(data, environment={"FIRSTRING_CACHE": str(data / "cache")}) as made:
        return await ring(load_scenario(BY_KEYS), BY_KEYS.parent, made.rehearsal, data / "call.wav")


async def rung(made: Stage, data: Path) -> Rung:
    return await ring(load_scenario(SCENARIO), SCENARIO.parent, made.rehearsal, data / "call.wav")
