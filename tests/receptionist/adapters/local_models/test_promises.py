"""Our own ears and mouth keep the promises that other packages' must keep."""

import asyncio

import pytest

from receptionist.adapters.local_models.load import LocalModels
from receptionist.contracts import TranscriberContract, VoiceContract
from receptionist.contracts.ears import Spoken
from receptionist.ports import Transcriber, Voice


@pytest.mark.models
class TestLocalVoice(VoiceContract):
    @pytest.fixture
    def voice(self, models: LocalModels) -> Voice:
        return models.voice


@pytest.mark.models
class TestLocalEars(TranscriberContract):
    within_s = 20.0
    """On a machine that does much else."""

    @pytest.fixture
    def transcriber(self, models: LocalModels) -> Transcriber:
        return models.transcriber

    @pytest.fixture
    def spoken(self, models: LocalModels) -> Spoken:
        async def said() -> bytes:
            text = "A table for two people tomorrow evening, please."
            return b"".join([part async for part in models.voice.speak(text, language="en")])

        return Spoken(asyncio.run(said()), frozenset({"table", "tomorrow", "evening"}))
