"""A half-written answer is read the same however it was cut."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receptionist.conversation.minds.unfolding import Unfolding
from tests.fakes.openai_stand_in import commands

COMMANDS = [{"do": "ask", "what": "faq", "value": None}]


def unfolded(text: str, sizes: list[int]) -> Unfolding:
    reading, at = Unfolding(), 0
    for size in [*sizes, len(text)]:
        reading.feed(text[at : at + size])
        at += size
    return reading


def written(answer: str | None, *, ascii_only: bool = False, indent: int | None = None) -> str:
    return json.dumps(
        {"commands": COMMANDS, "facts": ["faq:0"], "answer": answer}, ensure_ascii=ascii_only, indent=indent
    )


speakable = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(speakable, st.booleans(), st.sampled_from([None, 1]), st.lists(st.integers(1, 9), max_size=60))
def test_any_cut_gives_the_same(answer: str, ascii_only: bool, indent: int | None, sizes: list[int]) -> None:
    reading = unfolded(written(answer, ascii_only=ascii_only, indent=indent), sizes)
    assert (reading.commands, reading.facts, reading.answer, reading.broken) == (COMMANDS, ["faq:0"], answer, False)


@given(speakable, st.booleans())
def test_the_words_known_so_far_are_the_beginning_of_the_answer(answer: str, ascii_only: bool) -> None:
    reading, before = Unfolding(), ""
    for letter in written(answer, ascii_only=ascii_only):
        reading.feed(letter)
        assert reading.answer.startswith(before)
        before = reading.answer
        assert answer.startswith(before)
    assert before == answer


def test_commands_are_known_when_the_facts_begin_and_facts_when_the_answer_does() -> None:
    text = written("Yes")
    reading = Unfolding()
    reading.feed(text[: text.index('"facts"')])
    assert reading.commands is None
    reading.feed(text[text.index('"facts"') : text.index('"answer"')])
    assert reading.commands == COMMANDS
    assert reading.facts is None
    reading.feed(text[text.index('"answer"') :])
    assert (reading.facts, reading.answer) == (["faq:0"], "Yes")


@pytest.mark.parametrize(
    "text",
    [
        "no JSON at all", '["commands"]', '{"answer": "Yes", "facts": [], "commands": []}', '{"commands": [], "answer": "Yes", "facts": []}',
        '{"other": 1}', '{"commands": [1], "facts": [], "answer": 7}', '{"commands": [1], "facts": ["a"], "answer": "Yes", "facts": ["b"]}',
        '{"commands": [1], "facts": ["a"], "answer": "Yes", "answer": "No"}', '{"commands": [1], "facts": [], "answer": "\\ud83d"}',
    ],
)  # fmt: skip
def test_what_is_no_answer_in_our_order_is_broken(text: str) -> None:
    assert unfolded(text, [1] * len(text)).broken


def test_an_answer_that_is_null_is_no_words() -> None:
    reading = unfolded(commands(("hello", None, None)), [3] * 30)
    assert (reading.answer, reading.broken) == ("", False)


def test_nothing_is_broken_by_having_hardly_begun() -> None:
    reading: Any = Unfolding()
    for letter in ' \n{"comm':
        reading.feed(letter)
        assert not reading.broken
