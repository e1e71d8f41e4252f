"""`firstring suite`: what passes, what fails, and what the report says of it."""

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest

from local.suite import run_files
from receptionist.errors import Misconfigured

GOOD = 'name: Books\nturns:\n  - {say: "A table for two tomorrow at six.", slots: {party_size: 2}, expecting: name}\n'


def test_a_conversation_that_goes_otherwise_fails_with_its_transcript_and_a_junit_report(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "bad.yaml").write_text(
        GOOD.replace("party_size: 2", "party_size: 3") + "goal: {bookings: [{party_size: 3}]}\n"
    )
    out = io.StringIO()
    assert run_files([tmp_path], tmp_path / "report.xml", out) == 1
    assert "party_size is 2 instead of 3" in out.getvalue()
    assert "caller: A table for two" in out.getvalue()
    suite = ElementTree.parse(tmp_path / "report.xml").getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")


def test_all_met_is_success(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    assert run_files([tmp_path / "good.yaml"], stdout=io.StringIO()) == 0


@pytest.mark.parametrize("text", ["name: [", "- a", "name: X\nturns: []\nfoo: 1\n"])
def test_a_broken_file_is_one_message(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text(text)
    with pytest.raises(Misconfigured, match=r"broken\.yaml"):
        run_files([path], stdout=io.StringIO())
