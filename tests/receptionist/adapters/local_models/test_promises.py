"""Our own ears and mouth keep the promises that other packages' must keep."""

import asyncio
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from receptionist.adapters.ears.turn_by_turn import TurnByTurn
from receptionist.adapters.local_models.load import LocalModels
from receptionist.adapters.mouth.choosing import mouth_from
from receptionist.contracts import FluentVoiceContract, LiveEarsContract, TranscriberContract, VoiceContract
from receptionist.contracts.ears import Spoken
from receptionist.ports import Ears, FluentVoice, Transcriber, Voice


@pytest.mark.models
class TestLocalVoice(VoiceContract):
    @pytest.fixture
    def voice(self, models: LocalModels) -> Voice:
        return models.voice


@pytest.mark.models
@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a thread cannot step back")
def test_an_unhurried_voice_takes_what_others_leave_and_ends(models: LocalModels) -> None:
    async def spoken(voice: Voice) -> bytes:
        return b"".join([part async for part in voice.speak("Good evening.", language="en")])

    before = set(_idle_threads())
    with models.unhurried_voice() as voice:
        assert asyncio.run(spoken(voice))
        (thread,) = set(_idle_threads()) - before
    for _ in range(200):
        if thread not in _idle_threads():
            break
        time.sleep(0.01)
    assert thread not in _idle_threads()
    assert asyncio.run(spoken(models.voice)), "callers' own voice goes on"


@pytest.mark.models
def test_a_clause_nobody_waits_for_any_more_keeps_nobody_waiting(models: LocalModels) -> None:
    """On one thread: what comes next would wait for the long one."""
    long = "y " + "muchísimas gracias por su llamada de esta tarde " * 2

    async def first_sound_after_giving_up(voice: Voice) -> tuple[float, float]:
        async for _ in voice.speak("Hola.", language="es"):
            pass
        began = time.monotonic()
        async for _ in voice.speak(long, language="es"):
            pass
        whole = time.monotonic() - began
        abandoned = voice.speak(long, language="es")
        with suppress(TimeoutError):
            async with asyncio.timeout(whole / 10):
                await anext(abandoned)
        began = time.monotonic()
        async for _ in voice.speak("Hola.", language="es"):
            pass
        return time.monotonic() - began, whole

    with models.unhurried_voice() as voice:
        after, whole = asyncio.run(first_sound_after_giving_up(voice))
    assert after < whole * 0.5


def _idle_threads() -> list[int]:
    found = []
    for thread in Path("/proc/self/task").iterdir():
        with suppress(ProcessLookupError):
            if os.sched_getscheduler(int(thread.name)) == os.SCHED_IDLE:
                found.append(int(thread.name))
    return found


@pytest.mark.models
class TestLocalVoiceAlong(FluentVoiceContract):
    first_sound_s = 6.0
    """On a machine that does much else."""

    @pytest.fixture
    def voice(self, models: LocalModels) -> FluentVoice:
        return mouth_from({}, models.voice)


@pytest.mark.models
class TestLocalEars(TranscriberContract):
    within_s = 20.0
    """On a machine that does much else."""

    @pytest.fixture
    def transcriber(self, models: LocalModels) -> Transcriber:
        return models.transcriber

    @pytest.fixture
    def spoken(self, models: LocalModels) -> Spoken:
        return _said(models, "A table for two people tomorrow evening, please.", "table", "tomorrow", "evening")


@pytest.mark.models
class TestLocalEarsOnACall(LiveEarsContract):
    within_s = 20.0

    @pytest.fixture
    def ears(self, models: LocalModels) -> Ears:
        return TurnByTurn(models.transcriber, frozenset({"en", "es"}))

    @pytest.fixture
    def spoken(self, models: LocalModels) -> Spoken:
        return _said(models, "A table for two people tomorrow evening, please.", "table", "tomorrow", "evening")

    @pytest.fixture
    def more(self, models: LocalModels) -> Spoken:
        """The voice draws its sound by lot: these are words that are heard however it comes out."""
        said = "My husband would like to sit by the window with our children."
        return _said(models, said, "husband", "window", "children")


def _said(models: LocalModels, text: str, *words: str) -> Spoken:
    async def said() -> bytes:
        return b"".join([part async for part in models.voice.speak(text, language="en")])

    return Spoken(asyncio.run(said()), frozenset(words))
