"""Whoever reads the page in Spanish or Punjabi is told in it what is wrong with a definition."""

import ast
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from receptionist.business import (
    checks,
    complaints,
    faults,
    manner_checks,
    pronunciation,
    service_checks,
    workflow_checks,
)
from receptionist.business.definition import Business
from receptionist.business.packs import pack, packs
from receptionist.knowledge.lint import dishes, hours, money, people, promises, services, words
from receptionist.suites import play, verdict

WORDS = Path(__file__).parents[3] / "dashboard" / "src" / "words" / "complaints.json"
KNOWN = json.loads(WORDS.read_text(encoding="utf-8"))


FIELDS = json.loads(WORDS.with_name("fields.json").read_text(encoding="utf-8"))


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


def sentences(node: ast.AST | None) -> Iterator[str]:
    """Of an argument: one, or two to choose from."""
    match node:
        case ast.IfExp(body=one, orelse=other):
            yield from (*sentences(one), *sentences(other))
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)


def found(module: ModuleType) -> Iterator[str]:
    """What its findings say, and what is filled into them."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(func=ast.Name(id="finding"), args=[*_, last]):
                yield from sentences(last)
            case ast.Yield(value=value):
                yield from sentences(value)


@pytest.mark.parametrize(
    "module", [dishes, hours, money, people, promises, services, words], ids=lambda one: one.__name__
)
def test_so_is_what_the_linter_finds(module: ModuleType) -> None:
    said = list(found(module))
    assert said, "nothing was read"
    assert [sentence for sentence in said if sentence not in KNOWN] == []


def test_so_is_why_a_trade_may_not_say_something() -> None:
    given = [one for one in map(pack, packs()) if one is not None]
    assert [rule.why for one in given for rule in one.rules if rule.why not in KNOWN] == []


def faults_told(module: ModuleType) -> Iterator[str]:
    """What is wrong with a conversation, as it is put together."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="append", value=ast.Attribute(attr="faults") | ast.Name(id="faults")),
                args=[one],
            ):
                yield from sentences(one)
            case ast.AugAssign(
                target=ast.Attribute(attr="faults") | ast.Name(id="faults"),
                value=ast.ListComp(elt=ast.JoinedStr() as one),
            ):
                yield from sentences(one)
            case ast.Yield(value=ast.JoinedStr() as one):
                yield from sentences(one)
            case ast.YieldFrom(value=ast.GeneratorExp(elt=ast.JoinedStr() as one)):
                yield from sentences(one)


@pytest.mark.parametrize("module", [play, verdict], ids=lambda one: one.__name__)
def test_so_is_why_a_test_before_publishing_failed(module: ModuleType) -> None:
    said = set(faults_told(module)) - {"{}: {}"}
    assert len(said) > 5, "little was read"
    assert said - json.loads(WORDS.with_name("faults.json").read_text(encoding="utf-8")).keys() == set()


def test_every_field_of_a_definition_has_a_name_on_the_page() -> None:
    known: set[type[BaseModel]] = {Business}
    waiting: list[type[BaseModel]] = [Business]
    names: set[str] = set()
    while waiting:
        model = waiting.pop()
        names |= set(model.model_fields)
        for found_in in (one for field in model.model_fields.values() for one in models_in(field.annotation)):
            if found_in not in known:
                known.add(found_in)
                waiting.append(found_in)
    assert names - FIELDS.keys() == set()
    assert [one for one in FIELDS.values() if set(one) != {"en", "es", "pa"} or not all(one.values())] == []


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)
