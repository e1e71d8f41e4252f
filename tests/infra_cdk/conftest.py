import json
from typing import Any

import pytest

from tests.infra_cdk.assembly import synthesised

Templates = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Every stack of the development stage by the last word of its name, without what is packed into it."""
    folder = synthesised(tmp_path_factory.mktemp("cdk"), {"aws:cdk:bundling-stacks": []})
    return {
        path.name.removesuffix(".template.json").rpartition("-")[2]: json.loads(path.read_text(encoding="utf-8"))
        for path in folder.glob("*.template.json")
    }
