"""docs/degraded.md names a test for each fault, and each of them exists."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROWS = [
    line
    for line in (ROOT / "docs" / "degraded.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| fault", "| ---"))
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_fault_has_a_test() -> None:
    assert len(ROWS) > 40
    assert [row for row in ROWS if not NAMED.search(row.rsplit("|", 2)[1])] == []


def test_every_test_named_exists() -> None:
    named = [one for row in ROWS for one in NAMED.findall(row)]
    assert [f"{file}::{name}" for file, name in named if name not in _tests_of(ROOT / file)] == []


def _tests_of(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8")) if file.is_file() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
