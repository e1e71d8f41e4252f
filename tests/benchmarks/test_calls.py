"""What is read off a call's events and recording."""

import os

from benchmarks import machine
from benchmarks.calls import STAGES, spoken_turns, talked_over
from local.caller.measure import Utterance


def _timed(total_ms: float) -> dict[str, object]:
    return {"type": "turn.timed", **dict.fromkeys(STAGES, 0.0), "total_ms": total_ms}


def test_turns_by_key_do_not_flatter_the_answer_time() -> None:
    transcript: list[dict[str, object]] = [
        {"type": "caller.said"}, _timed(900), {"type": "assistant.said"},
        {"type": "keys"}, _timed(20), {"type": "assistant.said"},
    ]  # fmt: skip
    assert [turn["total_ms"] for turn in spoken_turns(transcript)] == [900]


def test_an_assistant_who_begins_in_mid_sentence_talks_over_the_caller() -> None:
    assert talked_over([Utterance(1.0, 3.0)], [Utterance(2.0, 4.0)]) == 1


def test_an_answer_on_the_heels_of_the_last_syllable_talks_over_nobody() -> None:
    assert talked_over([Utterance(1.0, 3.0)], [Utterance(2.95, 4.0)]) == 0


def test_a_caller_who_breaks_in_is_not_talked_over() -> None:
    assert talked_over([Utterance(2.0, 3.0)], [Utterance(1.0, 2.4), Utterance(3.8, 5.0)]) == 0


def test_a_process_that_has_gone_uses_nothing_that_can_be_told() -> None:
    assert machine.usage(2**22 + 1) is None


def test_a_living_process_uses_processor_and_memory() -> None:
    used = machine.usage(os.getpid())
    if machine.PROC.joinpath("self", "stat").exists():
        assert used is not None
        assert used.memory_mb > 10
        assert used.cpu_s > 0
