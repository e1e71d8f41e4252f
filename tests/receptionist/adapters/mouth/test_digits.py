"""Numbers are read back digit by digit, in groups, from clips that are at hand."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import numpy as np
import pytest

from receptionist.adapters.mouth.cache import SoundCache
from receptionist.adapters.mouth.clause_by_clause import ClauseByClause
from receptionist.adapters.mouth.digits import DIGITS, DigitClips
from receptionist.calls.mulaw import RATE, decode, encode
from receptionist.errors import VendorUnavailable
from tests.fakes.speech import FakeVoice

NUMBER = "4 1 5, 5 5 5, 0 1 9 2"


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
    made = DigitClips(ClauseByClause(voice or Tones()), "tones", SoundCache((), threads))
    asyncio.run(made.warm("en"))
    return made


def sound_of(made: DigitClips, number: str) -> bytes:
    (sound,) = made.spliced(number, "en") or ()
    assert isinstance(sound, bytes)
    return sound


def test_each_digit_is_spoken_once_within_and_once_at_the_end(threads: Executor) -> None:
    voice = Tones()
    made = clips(threads, voice)
    asyncio.run(made.warm("en"))
    assert sorted(voice.spoken) == sorted(f"{digit}{end}" for digit in DIGITS for end in ",.")


def test_a_number_is_three_three_four(threads: Executor) -> None:
    sound = sound_of(clips(threads), NUMBER)
    loud = np.abs(decode(sound)) > 0.01
    gaps = [len(run) for run in "".join("x" if one else "." for one in loud).split("x") if len(run) > RATE * 0.15]
    assert len(gaps) == 2
    digits = [0.1 + int(digit) / 100 for digit in "4155550192"]
    assert len(sound) / RATE == pytest.approx(sum(digits) + 7 * 0.05 + 2 * 0.24 + 10 * 0.02, abs=0.1)


def test_the_last_digit_is_said_as_the_last(threads: Executor) -> None:
    sound = sound_of(clips(threads), "5 5 5, 5 5 5 1")
    samples = decode(sound)
    assert np.abs(samples[: RATE // 10]).max() == pytest.approx(0.3, abs=0.03)
    assert np.abs(samples[-RATE // 10 :]).max() == pytest.approx(0.6, abs=0.05)


def test_nothing_clicks_where_two_digits_meet(threads: Executor) -> None:
    sound = sound_of(clips(threads), NUMBER)
    steps = np.abs(np.diff(decode(sound)))
    inside = 0.6 * 2 * np.pi * 400 / RATE
    assert float(steps.max()) < inside * 1.1


def test_a_language_or_voice_without_clips_is_left_to_the_voice(threads: Executor) -> None:
    assert clips(threads).spliced(NUMBER, "es") is None
    assert clips(threads, Tones(down=True)).spliced(NUMBER, "en") is None


def test_a_sentence_is_words_for_the_voice_and_the_sound_of_its_number(threads: Executor) -> None:
    made = clips(threads)
    pieces = made.spliced("I have 4 1 5, 5 5 5, 0 1 9 2. Is that right?", "en")
    assert pieces == ("I have ", sound_of(made, NUMBER), ". Is that right?")
    assert made.spliced(f"It is {NUMBER}.", "en") == ("It is ", sound_of(made, NUMBER))


@pytest.mark.parametrize(
    "text", ["A table for 4 at 7 30.", "It is $1 000 000.", "That is 1 2 3 4.", "We have rooms 1, 2, 3.", "Nothing."]
)
def test_other_numbers_of_a_sentence_are_the_voices(threads: Executor, text: str) -> None:
    assert clips(threads).spliced(text, "en") is None


def test_clips_of_who_only_stands_in_are_not_kept(threads: Executor) -> None:
    made = DigitClips(ClauseByClause(Tones(), "second"), "tones", SoundCache((), threads), usual=lambda _: "first")
    asyncio.run(made.warm("en"))
    assert made.spliced("It is 5 5 5, 0 1 9 2.", "en") is None
