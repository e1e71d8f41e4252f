"""Voice activity: who is heard, and what is not a voice."""

import asyncio

import numpy as np
import pytest
from numpy.typing import NDArray

from receptionist.adapters.local_models.load import LocalModels
from receptionist.calls import mulaw

pytestmark = [pytest.mark.models, pytest.mark.together]


def _probabilities(models: LocalModels, samples: NDArray[np.float32]) -> NDArray[np.float32]:
    state, out = models.detector.fresh(), []
    for frame in samples[: len(samples) // 256 * 256].reshape(-1, 256):
        probabilities, (state,) = models.detector.step(frame[None], [state])
        out.append(probabilities[0])
    return np.array(out)


def _voice(models: LocalModels) -> NDArray[np.float32]:
    async def spoken() -> bytes:
        text = "I would like to book a table for two people."
        return b"".join([chunk async for chunk in models.voice.speak(text, language="en")])

    return mulaw.decode(asyncio.run(spoken()))


def _tones(*hertz: float) -> NDArray[np.float32]:
    t = np.arange(16000) / 8000
    tones: NDArray[np.float32] = np.sum([0.25 * np.sin(2 * np.pi * f * t) for f in hertz], axis=0).astype(np.float32)
    return tones


def test_speech_is_heard(models: LocalModels) -> None:
    assert np.mean(_probabilities(models, _voice(models)) > 0.5) > 0.85


def test_silence_keys_noise_and_ringing_are_not_speech(models: LocalModels) -> None:
    noise = np.random.default_rng(3).normal(0, 0.02, 16000).astype(np.float32)
    for sound in (np.zeros(16000, dtype=np.float32), _tones(697, 1209), _tones(440, 480), noise):
        assert np.all(_probabilities(models, sound) < 0.5)


def test_calls_heard_together_are_heard_as_if_alone(models: LocalModels) -> None:
    voice, silence = _voice(models)[:8192], np.zeros(8192, dtype=np.float32)
    alone = [_probabilities(models, voice), _probabilities(models, silence)]
    states, together = [models.detector.fresh(), models.detector.fresh()], []
    for place in range(0, 8192, 256):
        frames = np.stack([voice[place : place + 256], silence[place : place + 256]])
        probabilities, states = models.detector.step(frames, states)
        together.append(probabilities)
    assert np.allclose(np.array(together).T, alone, atol=1e-4)


def test_a_state_given_is_left_as_it_was(models: LocalModels) -> None:
    fresh = models.detector.fresh()
    models.detector.step(_tones(300)[None, :256], [fresh])
    assert not fresh.any()
