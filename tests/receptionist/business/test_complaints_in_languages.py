"""Whoever reads the page in Spanish or Punjabi is told in it what is wrong with a definition."""

import ast
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from receptionist.business import (
    checks,
    complaints,
    faults,
    manner_checks,
    pronunciation,
    service_checks,
    workflow_checks,
)

WORDS = Path(__file__).parents[3] / "dashboard" / "src" / "words" / "complaints.json"
KNOWN = json.loads(WORDS.read_text(encoding="utf-8"))


def told(module: ModuleType) -> Iterator[str]:
    """The sentences that its checks yield, with `{}` where something is filled in."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            sentence = node.value.elts[-1]
            if isinstance(sentence, ast.Constant):
                yield str(sentence.value)
            elif isinstance(sentence, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in sentence.values)


@pytest.mark.parametrize(
    "module",
    [checks, faults, manner_checks, pronunciation, service_checks, workflow_checks],
    ids=lambda one: one.__name__,
)
def test_what_a_check_says_is_known_in_every_language(module: ModuleType) -> None:
    assert [sentence for sentence in told(module) if sentence not in KNOWN] == []


def test_so_is_what_a_field_of_the_wrong_kind_is_told() -> None:
    said = {one.format(value="{}", example="{}", plain="{}") for one in complaints._SAID.values()}
    assert said - KNOWN.keys() == set()
