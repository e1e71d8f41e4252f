"""The caller's voice: another one than the assistant's, prepared before the phone is picked up.

Synthesis is slower than a reaction should be, so every line is spoken in advance and kept on disk by
the words, voice and language that made it.
"""

import hashlib
import io
import wave
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from local.caller.scenario import Line, Scenario
from receptionist.calls import mulaw
from receptionist.errors import Misconfigured
from receptionist.ports import Voice

RATE = 8000


async def prepare(scenario: Scenario, beside: Path, voice: Voice, cache: Path) -> Mapping[int, bytes]:
    """The sound of each line that has one, by the line's place: mu-law 8 kHz. Safe to repeat and to cancel.

    Raises Misconfigured for a recording that is missing or not 8 kHz mono.
    """
    sounds: dict[int, bytes] = {}
    for place, line in enumerate(scenario.lines):
        if line.say:
            sounds[place] = await _spoken(line.say, scenario, voice, cache)
        elif line.play:
            sounds[place] = _recorded(beside / line.play)
        elif line.mumble_s:
            sounds[place] = mumbling(line.mumble_s)
    return sounds


async def _spoken(text: str, scenario: Scenario, voice: Voice, cache: Path) -> bytes:
    key = hashlib.sha256(f"{scenario.voice}|{scenario.language}|{text}".encode()).hexdigest()[:24]
    kept = cache / f"{key}.ulaw"
    if kept.is_file():
        return kept.read_bytes()
    chunks = [chunk async for chunk in voice.speak(text, language=scenario.language, voice=scenario.voice)]
    sound = b"".join(chunks)
    cache.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(".part")
    draft.write_bytes(sound)
    draft.replace(kept)
    return sound


def _recorded(path: Path) -> bytes:
    try:
        with wave.open(io.BytesIO(path.read_bytes())) as wav:
            if (wav.getframerate(), wav.getnchannels(), wav.getsampwidth()) != (RATE, 1, 2):
                raise Misconfigured(f"{path}: needs 8 kHz, mono, 16 bit")
            samples = np.frombuffer(wav.readframes(wav.getnframes()), dtype="<i2")
    except OSError as error:
        raise Misconfigured(f"{path}: {error.strerror}") from error
    except wave.Error as error:
        raise Misconfigured(f"{path}: {error}") from error
    return mulaw.encode(samples.astype(np.float32) / np.float32(32768))


def mumbling(seconds: float) -> bytes:
    """A voice without words: a buzzing 110 Hz tone through two wandering formants, in syllables, the same every time."""
    t = np.arange(int(seconds * RATE)) / RATE
    buzz = sum(np.sin(2 * np.pi * 110 * k * t + k) / k for k in range(1, 20))
    random = np.random.default_rng(7)
    swing = 1 + 0.5 * np.sin(2 * np.pi * 2.3 * t + 1) + 0.2 * np.cumsum(random.normal(0, 0.01, len(t)))
    throat = buzz * np.sin(2 * np.pi * 300 * swing * t / 10)
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * t), 0, 1)
    sound = throat * syllables
    loudest = max(1e-6, float(np.abs(sound).max()))
    return mulaw.encode((0.3 * sound / loudest).astype(np.float32))


def has_sound(line: Line) -> bool:
    """Whether the line is heard at all."""
    return bool(line.say or line.play or line.mumble_s)
