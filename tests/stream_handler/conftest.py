"""Coroutine tests of calls run on virtual time, those marked e2e in real time."""

import asyncio
import inspect

import pytest

from tests import virtual_time


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs a coroutine test on a fresh loop."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    wanted = inspect.signature(pyfuncitem.obj).parameters
    work = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in wanted})
    if pyfuncitem.get_closest_marker("e2e"):
        asyncio.run(asyncio.wait_for(work, 60))
    else:
        virtual_time.run(asyncio.wait_for(work, 600))
    return True
