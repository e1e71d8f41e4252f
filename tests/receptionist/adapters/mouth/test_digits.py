"""Numbers are read back digit by digit, in groups, from clips that are at hand."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import numpy as np
import pytest

from receptionist.adapters.mouth.cache import SoundCache
from receptionist.adapters.mouth.digits import DIGITS, DigitClips
from receptionist.calls.mulaw import RATE, decode, encode
from receptionist.errors import VendorUnavailable
from tests.fakes.speech import FakeVoice


class Tones(FakeVoice):
    """A digit is a tone of its own length, in silence: 0.1 s and 10 ms for each."""

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[bytes]:
        self.spoken.append(text)
        if self.down:
            raise VendorUnavailable("down")
        length = int(RATE * (0.1 + int(text[0]) / 100))
        tone = np.sin(np.arange(length) * 2 * np.pi * 400 / RATE).astype(np.float32) * (0.3 if text[1] == "," else 0.6)
        yield encode(np.concatenate([np.zeros(800, np.float32), tone, np.zeros(1600, np.float32)]))


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def clips(threads: Executor, voice: FakeVoice | None = None) -> DigitClips:
    made = DigitClips(voice or Tones(), "tones", SoundCache((), threads))
    asyncio.run(made.warm("en"))
    return made


def test_each_digit_is_spoken_once_within_and_once_at_the_end(threads: Executor) -> None:
    voice = Tones()
    made = clips(threads, voice)
    asyncio.run(made.warm("en"))
    assert sorted(voice.spoken) == sorted(f"{digit}{end}" for digit in DIGITS for end in ",.")


def test_a_number_is_three_three_four(threads: Executor) -> None:
    sound = clips(threads).digits("4155550192", "en")
    assert sound is not None
    loud = np.abs(decode(sound)) > 0.01
    gaps = [len(run) for run in "".join("x" if one else "." for one in loud).split("x") if len(run) > RATE * 0.15]
    assert len(gaps) == 2
    digits = [0.1 + int(digit) / 100 for digit in "4155550192"]
    assert len(sound) / RATE == pytest.approx(sum(digits) + 7 * 0.05 + 2 * 0.24 + 10 * 0.02, abs=0.1)


def test_the_last_digit_is_said_as_the_last(threads: Executor) -> None:
    sound = clips(threads).digits("55 51", "en")
    assert sound is not None
    samples = decode(sound)
    assert np.abs(samples[: RATE // 10]).max() == pytest.approx(0.3, abs=0.03)
    assert np.abs(samples[-RATE // 10 :]).max() == pytest.approx(0.6, abs=0.05)


def test_nothing_clicks_where_two_digits_meet(threads: Executor) -> None:
    sound = clips(threads).digits("415-555-0192", "en")
    assert sound is not None
    steps = np.abs(np.diff(decode(sound)))
    inside = 0.6 * 2 * np.pi * 400 / RATE
    assert float(steps.max()) < inside * 1.1


@pytest.mark.parametrize("text", ["K7M2", "table 4", "", "+", "4.5 dollars"])
def test_what_is_no_number_is_left_to_the_voice(threads: Executor, text: str) -> None:
    assert clips(threads).digits(text, "en") is None


def test_a_language_or_voice_without_clips_is_left_to_the_voice(threads: Executor) -> None:
    assert clips(threads).digits("4155550192", "es") is None
    assert clips(threads, Tones(down=True)).digits("4155550192", "en") is None
