"""The labelled dialogues: what the callers' turns show is found in the half that nothing was tuned on."""

import pytest

from benchmarks.quality_affect import LABELS, Judged, dialogues, figure, judged


@pytest.fixture(scope="module")
def turns() -> list[Judged]:
    return judged([file.model_copy(update={"develop": (), "late": ()}) for file in dialogues()])


@pytest.mark.parametrize("label", LABELS)
def test_moods_are_found_and_calm_callers_are_not_taken_for_others(turns: list[Judged], label: str) -> None:
    got = figure([turn for turn in turns if turn.label == label])
    assert got.precision >= 0.8
    assert got.recall >= 0.6


def test_there_are_enough_dialogues_in_every_language() -> None:
    files = dialogues()
    assert {file.language for file in files} == {"en", "es", "pa"}
    assert sum(len(file.develop) + len(file.check) for file in files) >= 60
