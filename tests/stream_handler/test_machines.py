"""Recordings, faxes, and people who are none of them."""

import numpy as np
import pytest

from receptionist.calls import mulaw
from stream_handler.machines import Machines, Taken, is_tone

OFFER = "We have been trying to reach you about your car's extended warranty before we close your file"
RATE = mulaw.RATE


def heard(machines: Machines, text: str = "", **told: object) -> Taken:
    usual = {"seconds": 2.0, "broke_in": False, "tone": False, "misses": 0, "tasks": False}
    return machines.heard(text, **{**usual, **told})  # type: ignore[arg-type]


def test_the_same_recording_over_and_over_is_a_machine() -> None:
    machines = Machines(3)
    assert [heard(machines, OFFER, broke_in=True) for _ in range(5)] == [*3 * ["person"], "doubtful", "machine"]


def test_a_recording_cut_at_other_places_is_still_the_same() -> None:
    machines = Machines(2)
    words = f"{OFFER} {OFFER}".split()
    parts = [" ".join(words[at : at + 17]) for at in (0, 5, 9)]
    assert [heard(machines, part, broke_in=True) for part in parts] == ["person", "person", "doubtful"]


def test_who_talks_on_over_us_and_is_not_understood_is_a_machine() -> None:
    machines = Machines(3)
    turns = [
        heard(machines, f"part {n} of something quite else", seconds=9.0, broke_in=True, misses=n) for n in range(5)
    ]
    assert turns == [*3 * ["person"], "doubtful", "machine"]


def test_a_fax_is_a_machine() -> None:
    machines = Machines(3)
    assert [heard(machines, tone=True) for _ in range(3)] == ["person", "person", "machine"]


def test_a_person_who_is_unclear_is_none() -> None:
    machines = Machines(3)
    for misses in range(8):
        assert heard(machines, "mumble mumble something", misses=misses) == "person"
        assert heard(machines, "", misses=misses) == "person"
        assert heard(machines, "I said I want to talk to the owner about my bill please", misses=misses) == "person"
        assert heard(machines, "no no listen", broke_in=True, misses=misses) == "person"


@pytest.mark.parametrize("answer", ["Yes, I am here", "a key"])
def test_who_answers_the_question_whether_they_are_there_is_asked_anew_before_they_are_hung_up_on(answer: str) -> None:
    machines = Machines(2)
    turns = [heard(machines, OFFER, broke_in=True) for _ in range(3)]
    if answer == "a key":
        machines.pressed()
    else:
        heard(machines, answer)
    turns += [heard(machines, OFFER, broke_in=True) for _ in range(3)]
    assert turns == ["person", "person", "doubtful", "person", "doubtful", "machine"]


def test_one_turn_that_reacts_begins_the_count_anew() -> None:
    machines = Machines(3)
    for _ in range(3):
        heard(machines, OFFER, broke_in=True)
    assert heard(machines, "yes") == "person"
    assert heard(machines, OFFER, broke_in=True) == "person"
    assert heard(machines, OFFER, broke_in=True) == "person"


def test_whoever_has_a_task_is_none_and_a_business_may_have_none_taken_for_one() -> None:
    busy, never = Machines(1), Machines(0)
    for _ in range(6):
        assert heard(busy, OFFER, broke_in=True, tasks=True) == "person"
        assert heard(never, tone=True) == "person"


@pytest.mark.parametrize("hz", [1100, 2100, 440])
def test_a_steady_pitch_is_a_tone(hz: int) -> None:
    time = np.arange(2 * RATE) / RATE
    beeps = 0.3 * np.sin(2 * np.pi * hz * time)
    noise = np.random.default_rng(1).normal(0, 0.01, len(time))
    assert is_tone(mulaw.encode((beeps + noise).astype(np.float32)))


def test_voices_and_noise_are_no_tone() -> None:
    time = np.arange(2 * RATE) / RATE
    noise = np.random.default_rng(2).normal(0, 0.1, len(time))
    pitch = 120 + 30 * np.sin(2 * np.pi * 3 * time)
    phase = 2 * np.pi * np.cumsum(pitch) / RATE
    voice = sum(0.2 / n * np.sin(n * phase) for n in range(1, 20))
    for sound in (noise, voice, np.zeros(len(time))):
        assert not is_tone(mulaw.encode(np.asarray(sound, dtype=np.float32)))
    assert not is_tone(b"")
