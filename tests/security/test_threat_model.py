"""docs/security.md names a test for each attack, and each of them exists."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
THREATS = (ROOT / "docs" / "security.md").read_text(encoding="utf-8").partition("\n## What is not stopped")[0]
ROWS = [line for line in THREATS.splitlines() if line.startswith("| ")][2:]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_attack_has_a_test() -> None:
    assert len(ROWS) > 30
    assert [row for row in ROWS if not NAMED.search(row.rsplit("|", 2)[1])] == []


def test_every_test_named_exists() -> None:
    missing = [
        f"{file}::{name}" for row in ROWS for file, name in NAMED.findall(row) if name not in _tests_of(ROOT / file)
    ]
    assert missing == []


def _tests_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
