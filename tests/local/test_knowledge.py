"""`firstring knowledge`, on a data folder."""

from dataclasses import replace
from pathlib import Path

import pytest

from local.cli import main
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.business.load import load_business
from receptionist.clock import system_clock
from receptionist.desk.gaps import record_gap
from receptionist.ids import CallId
from receptionist.suites.own import OwnTest, OwnTurn, keep_test
from receptionist.suites.trial import trial_of
from tests.fakes.front_office import SetClock, a_desk

ROOT = Path(__file__).parents[2] / "local" / "businesses"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    database = Database(tmp_path / "firstring.sqlite")
    SqliteBusinessStore(database).put(load_business(ROOT / "restaurant.yaml"))
    database.close()
    return tmp_path


def run(data: Path, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main(["knowledge", *words, "--business", "restaurant", "--data", str(data)]) == code
    told = capsys.readouterr()
    return told.out if code == 0 else told.err


def test_a_file_is_added_shown_approved_asked_about_and_removed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = data / "rules.md"
    file.write_text("# Umbrellas\nWet umbrellas stay in the stand by the door.\n\n# Laptops\nNo laptops after six.\n")
    added = run(data, capsys, "add", str(file), "--name", "House rules")
    id = added.split()[0]
    assert "2 passages, draft" in added
    assert "draft" in run(data, capsys, "list")
    assert "told: nothing" in run(data, capsys, "ask", "where do I leave my wet umbrella")
    assert "1 of 2" in run(data, capsys, "approve", id, "--passages", "1")
    shown = run(data, capsys, "show", id).splitlines()
    assert [line.split()[1] for line in shown] == ["approved", "draft"]
    assert "stand by the door" in run(data, capsys, "ask", "where do I leave my wet umbrella").splitlines()[0]
    assert "0 of 2" in run(data, capsys, "approve", id, "--withdraw")
    assert "removed" in run(data, capsys, "remove", id)
    assert run(data, capsys, "list") == ""


def test_a_question_nobody_could_answer_is_answered(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database = Database(data / "firstring.sqlite")
    desk = replace(a_desk(SetClock(system_clock())), rows=SqliteRowStore(database))
    restaurant = load_business(ROOT / "restaurant.yaml")
    gap = record_gap(desk, restaurant, call=CallId("c"), turn=1, text="is there live music", language="en")
    database.close()
    assert "is there live music" in run(data, capsys, "gaps")
    drafted = run(data, capsys, "answer", gap.id, "Jazz on Fridays.")
    assert "is there live music" in drafted
    assert "in the draft" in drafted
    assert "told: nothing" in run(data, capsys, "ask", "do you have live music").splitlines()[0]
    assert run(data, capsys, "gaps") == ""
    published = run(data, capsys, "answer", gap.id, "Jazz on Fridays.", "--publish")
    assert "0 failed" in published
    assert "version 2" in published
    assert "Jazz on Fridays." in run(data, capsys, "ask", "do you have live music").splitlines()[0]
    assert "says so already" in run(data, capsys, "answer", gap.id, "Jazz on Fridays.", "--publish")


def test_an_answer_that_breaks_a_conversation_or_a_fact_is_not_published(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Database(data / "firstring.sqlite")
    desk = replace(a_desk(SetClock(system_clock())), rows=SqliteRowStore(database))
    restaurant = load_business(ROOT / "restaurant.yaml")
    gap = record_gap(desk, restaurant, call=CallId("c"), turn=1, text="are you a real person", language="en")
    database.close()
    assert "AI is speaking" in run(data, capsys, "answer", gap.id, "Yes, I'm a real person.", "--publish", code=2)
    assert "version 2" not in run(data, capsys, "gaps")
    assert main(["business", "history", "restaurant", "--data", str(data)]) == 0
    assert "version 2" not in capsys.readouterr().out


def test_an_answer_that_breaks_a_test_of_the_house_stays_in_the_draft(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Database(data / "firstring.sqlite")
    desk = replace(a_desk(SetClock(system_clock())), rows=SqliteRowStore(database))
    restaurant = load_business(ROOT / "restaurant.yaml")
    gap = record_gap(desk, restaurant, call=CallId("c"), turn=1, text="is there live music", language="en")
    ours = OwnTest(name="There is music", turns=(OwnTurn(say="Is there live music?", has=("jazz",)),))
    keep_test(desk, restaurant.id, "music", ours, revision=0, by="Olga")
    answer = ("answer", gap.id, "A pianist plays on Fridays.", "--publish")
    assert "tests fail: There is music" in run(data, capsys, *answer, code=2)
    assert main(["business", "history", "restaurant", "--data", str(data)]) == 0
    assert "version 2" not in capsys.readouterr().out
    keep_test(
        desk,
        restaurant.id,
        "music",
        ours.model_copy(update={"turns": (OwnTurn(say="Is there live music?", has=("pianist",)),)}),
        revision=1,
        by="Olga",
    )
    published = run(data, capsys, *answer)
    assert "ok    There is music" in published
    assert "version 2" in published
    assert trial_of(desk, restaurant.id) is None, "what was tried is published"
    database.close()


def test_what_is_wrong_is_said_in_a_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "must end in" in run(data, capsys, "add", "picture.png", code=2)
    assert "no such document" in run(data, capsys, "approve", "none", code=2)
    (data / "broken.pdf").write_bytes(b"no pdf")
    assert "cannot be read" in run(data, capsys, "add", str(data / "broken.pdf"), code=2)
