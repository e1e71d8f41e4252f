"""How an answer of one word is scored."""

from pathlib import Path

import pytest

from benchmarks.one_word import main, verdict


@pytest.mark.parametrize(
    ("word", "heard", "expected"),
    [
        ("four", "Four.", "right"),
        ("zero", "oh", "right"),
        ("four", "for two", "wrong"),
        ("sí", "", "nothing"),
        ("", "", "right"),
        ("", "no", "wrong"),
    ],
)
def test_right_wrong_or_nothing(word: str, heard: str, expected: str) -> None:
    assert verdict(word, heard) == expected


@pytest.mark.models
@pytest.mark.together
def test_an_empty_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 2
    assert "no manifest.jsonl" in capsys.readouterr().err
