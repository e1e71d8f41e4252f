"""docs/assistant.md speaks of every field of a definition, and of every rule of the linter."""

import re
from pathlib import Path

import pytest

from receptionist.business.definition import Business, Location, MenuItem, Policies, Resource, Service
from receptionist.business.packs import pack, packs

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "assistant.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("model", [Business, Service, Resource, MenuItem, Policies, Location])
def test_every_field_is_explained(model: type[Business]) -> None:
    missing = [name for name in model.model_fields if f"`{name}`" not in TEXT and name != "here"]
    assert missing == []


def test_every_rule_of_the_linter_is_explained() -> None:
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "receptionist" / "knowledge" / "lint").glob("*.py")
    )
    rules = set(re.findall(r'finding\(\s*business, "(?:error|warning|note)", "(\w+)"', source))
    rules |= {rule.id for name in packs() if (given := pack(name)) for rule in given.rules}
    assert len(rules) > 15
    assert sorted(rule for rule in rules if f"`{rule}`" not in TEXT) == []


def test_the_definition_in_the_text_can_be_published(tmp_path: Path) -> None:
    from receptionist.business.load import parse_business

    example = re.search(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert example is not None
    assert parse_business(example[1], "docs/assistant.md").services[0].name["en"] == "a table"
