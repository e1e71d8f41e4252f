"""`firstring customer`, on a data folder: nothing of somebody is left in any file of it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from local.cli import main
from local.customers import files
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.vectors import SqliteVectorStore
from receptionist.business.load import load_business
from receptionist.calls.record import CallRecord
from receptionist.clock import system_clock
from receptionist.desk.customers import edit_card
from receptionist.ids import CallId, MessageId, Phone
from receptionist.knowledge.memories import whom
from receptionist.messages.model import TakenMessage
from receptionist.ports import Vector

ROOT = Path(__file__).parents[2] / "local" / "businesses"
EMMA = Phone("+14155550171")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Emma has called, left a message, and been remembered."""
    definition = load_business(ROOT / "restaurant.yaml")
    database = Database(tmp_path / "firstring.sqlite")
    SqliteBusinessStore(database).put(definition)
    about = whom(definition.id, EMMA)
    SqliteVectorStore(database).put(
        definition.id, [Vector("CA1", (1.0, 0.0), "memory", about, "asked for the Wrexham table")]
    )
    database.close()
    with files(tmp_path, "restaurant") as opened:
        desk, house, then = opened.desk, opened.business, system_clock() - timedelta(hours=2)
        record = CallRecord(CallId("CA1"), house.id, EMMA, house.default_number(), then)
        desk.calls.begin(record)
        said = ({"type": "caller.said", "text": "I am Emmeline Wrexham"},)
        opened.recordings.put(house.id, "CA1-1.wav", b"RIFF", "audio/wav")
        ended = replace(
            record, status="ended", ended=then + timedelta(minutes=2), transcript=said, recording="CA1-1.wav"
        )
        desk.calls.finish(ended)
        desk.messages.keep(TakenMessage(MessageId("m"), house.id, EMMA, "Emmeline Wrexham", "call me", then))
        edit_card(desk, house, EMMA, {"name": "Emmeline Wrexham"}, revision=0)
    return tmp_path


def run(data: Path, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    capsys.readouterr()
    assert main(["customer", *words, "--business", "restaurant", "--data", str(data)]) == code
    told = capsys.readouterr()
    return told.out if code == 0 else told.err


def kept(data: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file())


def test_nothing_of_somebody_is_left_in_the_folder(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert b"Wrexham" in kept(data)
    told = run(data, capsys, "erase", EMMA)
    for line in ("1 card", "1 calls", "1 recordings", "1 messages", "1 memories of calls", "done"):
        assert line in told
    for word in (b"Wrexham", EMMA.encode(), b"RIFF"):
        assert word not in kept(data)
    listed = run(data, capsys, "erasures")
    assert "by machine, done" in listed
    assert EMMA not in listed
    assert run(data, capsys, "go-on") == ""


def test_what_is_no_number_or_no_business_is_said_in_a_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "E.164" in run(data, capsys, "erase", "415 555", code=2)
    assert main(["customer", "erase", EMMA, "--business", "nobody", "--data", str(data)]) == 2
    assert "there is restaurant" in capsys.readouterr().err
    assert main(["customer", "erasures", "--business", "restaurant", "--data", str(data / "none")]) == 2
