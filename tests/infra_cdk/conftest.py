from typing import Any

import pytest

from tests.infra_cdk.assembly import WITHOUT_PACKAGES, read, synthesised

Templates = dict[str, dict[str, Any]]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """Every stack of the development stage."""
    return read(synthesised(tmp_path_factory.mktemp("cdk"), WITHOUT_PACKAGES))
