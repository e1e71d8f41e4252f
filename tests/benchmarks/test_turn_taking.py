"""Turns put together have a known end, and the floor is judged by it."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from benchmarks import turn_sounds
from benchmarks.turn_sounds import BuiltTurn, Sounds, Utterance, build, dips, own_pauses, trimmed
from benchmarks.turn_taking import FRAME_S, Judged, main, outcomes, replied_s, words_at
from stream_handler.floor import Patience

TONE = np.sin(np.arange(8000) * 0.5).astype(np.float32) * 0.2
SILENCE = np.zeros(1600, np.float32)


def sounds() -> Sounds:
    said = np.concatenate([TONE, SILENCE, TONE])
    utterance = Utterance(said, "en", dips(said), ("I would like", "I would like a table."))
    yes = Utterance(TONE[:4000], "en", (), ("yes",), short_answer="yes")
    digits = {"somebody": {digit: [TONE[:3200]] for digit in range(10)}}
    return Sounds((utterance, yes), digits, (0.25, 0.5), {"hum": TONE * 0.1})


def test_trimming_leaves_sound_at_both_ends_and_dips_are_inside() -> None:
    said = trimmed(np.concatenate([SILENCE, TONE, SILENCE, TONE, SILENCE]))
    assert len(said) == pytest.approx(2 * len(TONE) + len(SILENCE), abs=80)
    (dip,) = dips(said)
    assert dip == pytest.approx(len(TONE) + len(SILENCE) // 2, abs=160)


def test_a_gap_in_which_the_other_side_speaks_is_no_pause() -> None:
    mine = np.array([1] * 5 + [0] * 10 + [1] * 5 + [0] * 10 + [1] * 5, np.bool_)
    other = np.zeros_like(mine)
    other[22:25] = True
    assert own_pauses(mine, other) == [pytest.approx(0.32)]


@pytest.mark.parametrize("state", ["yes_no", "date", "open", "number", "spelling", "phone"])
def test_a_turn_ends_where_it_says(state: str) -> None:
    turn = build(state, sounds(), random.Random(3))
    assert turn.ends_s == turn.texts[-1][0]
    assert len(turn.audio) / 8000 == pytest.approx(turn.ends_s + turn_sounds.TAIL_S, abs=0.01)
    if state == "phone":
        assert len(turn.texts[-1][1]) == 10


def test_words_are_known_once_they_are_said() -> None:
    turn = BuiltTurn("date", b"", 2.0, ((1.0, "on friday"), (2.0, "on friday at six")), "en")
    assert [words_at(turn, at) for at in (0.5, 1.0, 1.8, 2.5)] == ["", "on friday", "on friday", "on friday at six"]


def speech(*parts: tuple[bool, float]) -> list[bool]:
    return [speaks for speaks, seconds in parts for _ in range(round(seconds / FRAME_S))]


def test_a_reply_into_a_pause_is_a_cut_off_and_words_that_are_unfinished_prevent_it() -> None:
    line = speech((False, 0.4), (True, 1.0), (False, 0.8), (True, 1.0), (False, 3.0))
    patience = Patience(end_s=0.6, pause_s=0.1)
    turn = BuiltTurn("open", b"", 3.2, ((1.4, "for"), (3.2, "for two")), "en")
    flags = [(turn, np.array(line))]
    (alone, *_) = outcomes(flags, lambda _: (patience, None))
    (with_words, *_) = outcomes(flags, lambda _: (patience, lambda at_s: [Judged(0.15, False)]))
    assert (alone.cut, with_words.cut, with_words.unanswered) == (1, 0, 0)
    assert with_words.delay.p50 == pytest.approx(1000 * patience.unsure_s, abs=40)


def test_a_verdict_of_a_pause_that_is_over_counts_no_more() -> None:
    line = speech((False, 0.4), (True, 1.0), (False, 0.192), (True, 0.5), (False, 3.0))
    reply = replied_s(line, Patience(end_s=0.6, pause_s=0.1), lambda at_s: [Judged(0.3, at_s < 1.7)])
    assert reply is not None
    assert reply > 2.09 + 1.1


def test_words_that_come_after_the_sound_outweigh_it() -> None:
    line = speech((False, 0.4), (True, 1.0), (False, 3.0))
    patience = Patience(end_s=1.0, pause_s=0.2)
    alone = replied_s(line, patience, lambda at_s: [Judged(0.1, True, by_sound=True)])
    unfinished = replied_s(line, patience, lambda at_s: [Judged(0.1, True, by_sound=True), Judged(0.3, False)])
    assert alone == pytest.approx(1.4 + patience.likely_s, abs=2 * FRAME_S)
    assert unfinished == pytest.approx(1.4 + patience.unsure_s, abs=2 * FRAME_S)


def test_an_answer_takes_the_place_of_the_words_and_keeps_the_marks() -> None:
    said = np.concatenate([TONE, SILENCE, TONE])
    one = Utterance(said, "es", dips(said), ("Quiero...", "Quiero una mesa para."))
    turn = build(
        "date", replace(sounds(), utterances=(one,), answers={"date": ("on the third of May!",)}), random.Random(1)
    )
    assert [text for _, text in turn.texts] == ["on the...", "on the third of May."]
    assert turn.language == "en"


def test_data_that_is_not_there_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "audio_fsdd/dev: no manifest.jsonl" in capsys.readouterr().err
