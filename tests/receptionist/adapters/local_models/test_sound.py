"""A voice is made fit for the phone."""

import numpy as np

from receptionist.adapters.local_models import sound
from receptionist.calls import mulaw


def _tone(seconds: float, level: float, rate: int = 24000) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return (level * np.sin(2 * np.pi * 440 * np.arange(int(seconds * rate)) / rate)).astype(np.float32)


def test_silence_around_a_clause_is_replaced_by_the_pause_wanted() -> None:
    silence = np.zeros(24000, dtype=np.float32)
    clause = np.concatenate([silence, _tone(0.5, 0.3), silence])
    assert abs(len(sound.for_the_phone(clause, 24000, pause_s=0.2)) / 8000 - 0.76) < 0.02


def test_quiet_and_loud_voices_come_out_alike() -> None:
    levels = [
        float(np.sqrt(np.mean(mulaw.decode(sound.for_the_phone(_tone(0.5, level), 24000, pause_s=0)) ** 2)))
        for level in (0.05, 0.9)
    ]
    assert abs(levels[0] - levels[1]) < 0.01
    assert abs(levels[0] - sound.LOUDNESS) < 0.01


def test_no_sound_gives_nothing() -> None:
    assert sound.for_the_phone(np.zeros(24000, dtype=np.float32), 24000, pause_s=0.5) == b""


def test_models_hear_twice_the_samples_of_the_line() -> None:
    assert len(sound.for_models(mulaw.SILENCE * 8000)) == 16000
