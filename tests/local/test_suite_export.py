"""Reviewed turns as fine-tuning data: what the model is told, and commands that would be obeyed."""

import json
from pathlib import Path

import pytest

from local.suite_export import export
from local.suite_files import load
from receptionist.conversation.commands import (
    Affirm,
    Ask,
    CancelTask,
    Command,
    Deny,
    Goodbye,
    Greet,
    NotUnderstood,
    RefuseRecording,
    SayAgain,
    SetSlot,
    SpeakLanguage,
    StartTask,
    Thank,
    WantPerson,
)
from receptionist.conversation.minds.answering_as import model_answer
from receptionist.conversation.minds.schema import DOES, SCHEMA

MANY = """
business: restaurant
now: "2026-11-27T15:00-08:00"
conversations:
  - name: Read by somebody
    reviewed: Ana
    turns:
      - {say: "A table for two tomorrow at seven, my number is 415 555 0134"}
      - {say: "Sam Carter"}
      - {keys: "1"}
  - name: Read by nobody
    turns: [{say: "Hello"}]
  - name: Reviewed but wrong
    reviewed: Ana
    turns: [{say: "Hello", ended: true}]
"""


def test_only_reviewed_turns_that_pass_are_written(tmp_path: Path) -> None:
    (tmp_path / "many.yaml").write_text(MANY)
    assert export(load([tmp_path / "many.yaml"]), tmp_path / "out.jsonl") == (2, 1)
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [message["role"] for message in lines[0]["messages"]] == ["system", "user", "assistant"]
    answer = json.loads(lines[0]["messages"][2]["content"])
    assert list(answer) == SCHEMA["required"], "in the order in which it is to be written"
    assert all(list(command) == ["do", "what", "value"] for command in answer["commands"])
    assert {"do": "start", "what": "book", "value": None} in answer["commands"]
    assert {"do": "set", "what": "party_size", "value": "2"} in answer["commands"]
    assert "555" not in lines[0]["messages"][1]["content"]
    assert "0134" not in lines[0]["messages"][2]["content"]


@pytest.mark.parametrize(
    "command",
    [
        StartTask("book"), CancelTask(), Affirm(), Deny(), SayAgain(), RefuseRecording(), Greet(), Thank(), Goodbye(),
        SetSlot("choice", 0), SetSlot("window", {"start": "18:00", "end": None}), SetSlot("date", None, correction=True),
        SetSlot("time", "19:00", correction=True), Ask("hours", "when", ("2026-11-28",)), SpeakLanguage("es"),
        WantPerson("emergency"), WantPerson(), NotUnderstood(), NotUnderstood(out_of_scope=True),
    ],
)  # fmt: skip
def test_every_command_has_words_a_model_may_use(command: Command) -> None:
    (said,) = json.loads(model_answer((command,)))["commands"]
    assert said["do"] in DOES


def test_what_a_model_is_never_told_it_is_not_taught() -> None:
    (said,) = json.loads(model_answer((SetSlot("phone", "+14155550134"),)))["commands"]
    assert said["do"] == "unclear"
