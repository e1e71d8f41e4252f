"""Waits are read off a recording made by hand, where the truth is known to the millisecond."""

import numpy as np
import pytest
from numpy.typing import NDArray

from local.caller.measure import of_tracks

RATE = 8000


def track(length_s: float, *voices: tuple[float, float]) -> NDArray[np.float32]:
    sound = np.zeros(int(length_s * RATE), np.float32)
    for start_s, end_s in voices:
        span = slice(int(start_s * RATE), int(end_s * RATE))
        sound[span] = 0.2 * np.sin(np.arange(span.stop - span.start) * 0.3)
    return sound


def test_an_answer_is_waited_for_from_the_end_of_the_callers_words() -> None:
    waits = of_tracks(track(10, (3.0, 4.0), (7.0, 8.0)), track(10, (0.25, 2.0), (4.9, 6.0), (8.6, 9.5)), RATE)
    assert waits.greeting_s == pytest.approx(0.25, abs=0.02)
    assert waits.answers_s == pytest.approx((0.9, 0.6), abs=0.03)
    assert waits.silences_after_interruption_s == ()


def test_an_interruption_is_over_when_the_assistant_is_quiet() -> None:
    waits = of_tracks(track(8, (2.0, 3.0)), track(8, (0.2, 2.3), (3.8, 6.0)), RATE)
    assert waits.silences_after_interruption_s == pytest.approx((0.3,), abs=0.03)
    assert waits.answers_s == pytest.approx((0.8,), abs=0.03)


def test_a_pause_within_a_sentence_is_no_wait() -> None:
    waits = of_tracks(track(8, (1.5, 2.0), (2.3, 3.0)), track(8, (0.1, 1.0), (3.7, 4.0), (4.3, 5.0)), RATE)
    assert waits.answers_s == pytest.approx((0.7,), abs=0.03)


def test_the_longest_silence_counts_quiet_on_both_sides() -> None:
    waits = of_tracks(track(12, (2.0, 3.0)), track(12, (0.5, 1.5), (6.5, 8.0)), RATE)
    assert waits.longest_silence_s == pytest.approx(3.5, abs=0.03)
