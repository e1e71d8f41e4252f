"""`firstring wording` on a data folder."""

import json
from pathlib import Path

import pytest

from local.cli import main
from local.rehearsal import BUSINESSES
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.database import Database
from receptionist.business.load import load_business


@pytest.fixture
def data(tmp_path: Path) -> Path:
    database = Database(tmp_path / "firstring.sqlite")
    SqliteBusinessStore(database).put(load_business(BUSINESSES / "restaurant.yaml"))
    database.close()
    return tmp_path


def wording(data: Path, *given: str) -> int:
    return main(["wording", *given, "--data", str(data)])


def test_what_is_shipped_can_be_read_before_anything_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wording(tmp_path, "list", "--language", "pa") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) > 150
    assert all("not reviewed by a native speaker" in line for line in lines)


def test_a_sentence_is_reworded_shown_and_given_back(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wording(data, "set", "all_right", "Very well.", "--language", "en") == 0
    assert "in place of: All right." in capsys.readouterr().out
    assert wording(data, "reset", "all_right", "--language", "en") == 0
    assert "All right." in capsys.readouterr().out


def test_what_cannot_be_said_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wording(data, "set", "free", "You're booked: {visit}.", "--language", "en") == 2
    assert "claims" in capsys.readouterr().err
    assert wording(data, "show", "nothing", "--language", "en") == 0
    assert "no such sentence" in capsys.readouterr().out


def test_a_language_is_signed_and_exported(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert wording(data, "sign", "--language", "es", "--by", "Lucía Romero") == 0
    assert wording(data, "sign", "emergency", "--language", "pa", "--by", "Dr. A. Gill") == 0
    capsys.readouterr()
    assert wording(data, "export", "--unreviewed") == 0
    rows = json.loads(capsys.readouterr().out)["sentences"]
    assert {row["language"] for row in rows} == {"pa"}
    assert "emergency" not in {row["sentence"] for row in rows}
