"""Coroutine tests on virtual time."""

from tests.stream_handler.conftest import pytest_pyfunc_call

__all__ = ["pytest_pyfunc_call"]
