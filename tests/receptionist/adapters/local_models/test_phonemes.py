"""espeak-ng runs apart, and a worker that fails is not noticed by a caller."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from receptionist.adapters.local_models.phonemes import Phonemes
from receptionist.errors import Misconfigured, VendorUnavailable


@pytest.fixture
def phonemes() -> Iterator[Phonemes]:
    worker = Phonemes()
    yield worker
    worker.close()


def test_words_become_sounds_in_each_language(phonemes: Phonemes) -> None:
    assert phonemes.of("table", "en-us") == "tˈeɪbəl"
    assert phonemes.of("mesa", "es-419") == "mˈesa"
    assert phonemes.of("ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "pa") == "sˈʌt sɾˈi ˌəkˈal"


def test_stops_stay_where_they_are(phonemes: Phonemes) -> None:
    assert phonemes.with_stops("Hello, Ana. Four?", "en-us") == "həlˈoʊ, ˈɑːnə. fˈɔːɹ?"


def test_the_marks_of_a_foreign_word_are_not_spoken(phonemes: Phonemes) -> None:
    assert "(" not in phonemes.of("un smoothie de mango", "es-419")


def test_the_library_is_never_in_our_process(phonemes: Phonemes) -> None:
    phonemes.of("hello", "en-us")
    assert "espeak" not in Path("/proc/self/maps").read_text(encoding="utf-8")
    assert "libespeak" in Path(f"/proc/{phonemes.worker_pid}/maps").read_text(encoding="utf-8")


def test_a_worker_that_was_killed_is_started_again(phonemes: Phonemes) -> None:
    before = phonemes.of("hello", "en-us")
    killed = phonemes.worker_pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)
    assert phonemes.of("hello", "en-us") == before
    assert phonemes.worker_pid != killed


def test_a_worker_that_does_not_answer_is_given_up_in_time() -> None:
    deaf = Phonemes([sys.executable, "-c", "import sys; [None for _ in sys.stdin]"], deadline_s=0.05)
    with pytest.raises(VendorUnavailable, match="does not answer"):
        deaf.of("hello", "en-us")
    assert deaf.worker_pid is None


def test_a_worker_that_answers_nonsense_is_given_up() -> None:
    odd = Phonemes([sys.executable, "-c", "for _ in iter(input, None): print('??', flush=True)"])
    with pytest.raises(VendorUnavailable, match="does not answer"):
        odd.of("hello", "en-us")


def test_an_unknown_language_is_a_refusal_and_not_a_crash(phonemes: Phonemes) -> None:
    with pytest.raises(VendorUnavailable, match="no voice xx-yy"):
        phonemes.of("hello", "xx-yy")
    assert phonemes.of("yes", "en-us") == "jˈɛs"


def test_a_program_that_is_not_there_is_named() -> None:
    with pytest.raises(Misconfigured, match="cannot start nowhere-to-be-found"):
        Phonemes(["nowhere-to-be-found"]).of("hello", "en-us")
