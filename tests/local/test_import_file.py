"""`firstring import`: a file into the book of this machine."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from local.cli import main
from local.import_file import import_file, printed
from local.rehearsal import BUSINESSES
from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.database import Database
from receptionist.business.load import load_business
from receptionist.ids import BusinessId
from receptionist.spans import Span

NOW = datetime(2026, 11, 23, 17, tzinfo=UTC)
FILE = """Date,Time,Client,Service,Stylist,Shoe size
2026-11-27,10:00,Anna Beck,haircut,Marco,38
2026-11-27,10:15,Bob Lee,haircut,Marco,44
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    database = Database(tmp_path / "firstring.sqlite")
    SqliteBusinessStore(database).put(load_business(BUSINESSES / "salon.yaml"))
    database.close()
    (tmp_path / "old.csv").write_text(FILE, encoding="utf-8")
    return tmp_path


def booked(data: Path) -> list[str]:
    database = Database(data / "firstring.sqlite")
    try:
        year = Span(NOW, datetime(2027, 11, 23, tzinfo=UTC))
        return [one.customer.name for one in SqliteBookingStore(database).during(BusinessId("salon"), year)]
    finally:
        database.close()


def test_a_file_is_rehearsed_then_brought_in_and_then_known(data: Path) -> None:
    def bring(*, dry_run: bool = False) -> list[str]:
        return printed(import_file(data / "old.csv", "salon", data, dry_run=dry_run, clock=lambda: NOW)).splitlines()

    refused = "line 3: refused (slot_taken): every place that would do is taken then"
    unknown = "columns not understood: Shoe size"
    assert bring(dry_run=True) == [refused, unknown, "1 would be booked, 0 known already, 1 refused"]
    assert booked(data) == []
    assert bring() == [refused, unknown, "1 booked, 0 known already, 1 refused"]
    assert booked(data) == ["Anna Beck"]
    assert bring()[-1] == "0 booked, 1 known already, 1 refused"


@pytest.mark.parametrize(
    ("file", "business", "why"),
    [("old.csv", "nobody", "there is salon"), ("none.csv", "salon", "No such file"), ("old.xlsx", "salon", "must end in")],
)  # fmt: skip
def test_what_cannot_be_brought_in_is_said(
    data: Path, capsys: pytest.CaptureFixture[str], file: str, business: str, why: str
) -> None:
    assert main(["import", str(data / file), "--business", business, "--data", str(data)]) == 2
    assert why in capsys.readouterr().err


def test_a_folder_without_a_book_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.csv").write_text(FILE, encoding="utf-8")
    assert main(["import", str(tmp_path / "old.csv"), "--business", "salon", "--data", str(tmp_path / "x")]) == 2
    assert "--data" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
