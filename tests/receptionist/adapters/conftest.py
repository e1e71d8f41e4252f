"""Adapters keep one HTTP session for each loop, and each test runs on loops of its own."""

import asyncio
from collections.abc import Iterator

import pytest

from receptionist.adapters import http_session


@pytest.fixture(autouse=True)
def _no_session_outlives_its_loop() -> Iterator[None]:
    """Contracts play their promises by asyncio.run, so that nobody but this is there to close what a loop has left."""
    yield
    for loop in [one for one in http_session._sessions if one.is_closed()]:
        asyncio.run(http_session._sessions.pop(loop).close())
