"""The local models, loaded once for all tests that ask for them."""

from collections.abc import Iterator

import pytest

from receptionist.adapters.local_models.load import LocalModels, load


@pytest.fixture(scope="session")
def models() -> Iterator[LocalModels]:
    loaded = load()
    yield loaded
    loaded.close()
