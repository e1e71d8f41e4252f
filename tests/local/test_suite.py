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


MANY = """
suite: Two of a kind
business: restaurant
now: "2026-11-27T15:00-08:00"
never_said: ["gluten"]
conversations:
  - name: Leaves a message
    turns:
      - {say: "I'd like to leave a message please", commands: [start_task]}
      - {say: "Ana Ruiz"}
      - {say: "Is my scarf there?"}
    stored: {messages: ["Ana Ruiz.*scarf"], texts: [], staff_told: [], waitlist: 0, gaps: 0}
  - name: Waits
    turns:
      - {say: "Put me on the waiting list for tomorrow at eight, four people", later_minutes: 5}
      - {say: "Ana Ruiz"}
      - {say: "yes"}
    stored: {waitlist: 1}
    slowest_ms: 5000
"""


def test_one_file_may_hold_many_with_what_they_have_in_common(tmp_path: Path) -> None:
    (tmp_path / "many.yaml").write_text(MANY)
    out = io.StringIO()
    assert run_files([tmp_path / "many.yaml"], stdout=out) == 0, out.getvalue()
    assert "2 conversations, 0 failed" in out.getvalue()


@pytest.mark.parametrize(
    ("said", "instead", "fault"),
    [
        ("Ana Ruiz.*scarf", "Bob", "no message matches 'Bob'"),
        ("texts: []", 'texts: ["hello"]', "no text matches 'hello'"),
        ("staff_told: []", "staff_told: [message]", "colleagues were told of ()"),
        ("{waitlist: 1}", "{waitlist: 2}", "1 on the waitlist instead of 2"),
        ("slowest_ms: 5000", "slowest_ms: 0.001", "more than 0"),
        ('["gluten"]', '["message"]', "the reply matches 'message'"),
        ("commands: [start_task]", "commands: [goodbye]", "lack some of"),
    ],
)
def test_what_is_stored_said_or_slow_fails_by_its_name(tmp_path: Path, said: str, instead: str, fault: str) -> None:
    assert said in MANY
    (tmp_path / "many.yaml").write_text(MANY.replace(said, instead))
    out = io.StringIO()
    assert run_files([tmp_path / "many.yaml"], stdout=out) == 1
    assert fault in out.getvalue()


def test_a_fault_in_one_of_many_names_the_conversation(tmp_path: Path) -> None:
    (tmp_path / "many.yaml").write_text(MANY.replace("slowest_ms", "slowest"))
    with pytest.raises(Misconfigured, match=r"many\.yaml \(Waits\): slowest"):
        run_files([tmp_path / "many.yaml"], stdout=io.StringIO())
