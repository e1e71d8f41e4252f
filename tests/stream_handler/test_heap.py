"""What is left to Python's collector of cycles, which stops every call while it looks: nothing of a turn, and nothing of what was
there before the first call."""

import asyncio
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

import pytest

from stream_handler.ahead import Ahead
from stream_handler.heap import settle
from stream_handler.mouth.along import Along
from stream_handler.mouth.making import Making
from tests.stream_handler.stage import Stage
from tests.stream_handler.test_ahead import ask, streaming


@contextmanager
def nothing_collected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def test_what_was_thought_and_voiced_for_a_turn_is_gone_with_the_turn() -> None:
    stage = Stage()
    streaming(stage)
    with nothing_collected():
        await ask(stage)
        left = [type(one).__name__ for one in gc.get_objects() if isinstance(one, Ahead | Along | Making)]
    assert stage.mind.heard == ["Do you have a ramp?"]
    assert left == []


async def test_where_an_ordinary_end_was_raised_is_forgotten_with_the_call() -> None:
    """A traceback holds the call, which holds it."""
    stage = Stage()
    with nothing_collected():
        async with stage.ringing() as phone:
            await phone.until_said()
            phone.hang_up()
        await asyncio.sleep(1.0)
        held = [one.tb_frame.f_code.co_qualname for one in gc.get_objects() if isinstance(one, TracebackType)]
    assert [name for name in held if name.startswith(("Call.", "Line."))] == []


@pytest.fixture
def thawed() -> Iterator[None]:
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
def test_what_is_there_before_the_first_call_is_not_looked_through_again() -> None:
    there: list[list[int]] = [[] for _ in range(1000)]
    settle()
    looked_at = {id(one) for one in gc.get_objects()}
    assert not looked_at & {id(one) for one in there}
    assert gc.get_freeze_count() > len(there)
