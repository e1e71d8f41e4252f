"""Work that goes on beside a generator of sound, and ends with it.

A TaskGroup cannot stand around a `yield`: closing the generator would raise the group's error instead of ending quietly.
"""

import asyncio
import inspect
from collections.abc import AsyncIterator, Coroutine
from typing import Any


def beside(work: Coroutine[Any, Any, None], name: str) -> "asyncio.Task[None]":
    """Begins it. Whoever does must `stop` it, whatever happens."""
    return asyncio.get_running_loop().create_task(work, name=name)


async def stop(task: "asyncio.Task[None]") -> None:
    """Cancels it and waits for its cleanup, without losing one's own cancellation. Safe to repeat and to cancel."""
    task.cancel()
    await asyncio.wait([task])


async def close(stream: AsyncIterator[Any]) -> None:
    """Ends what a generator does; any other iterator has nothing to end."""
    end = getattr(stream, "aclose", None)
    if end is not None:
        await end()


async def let_go(vendor: object) -> None:
    """Closes a voice, or ears, that have something to close on the loop."""
    end = getattr(vendor, "close", None)
    if inspect.iscoroutinefunction(end):
        await end()


async def at_once(text: str) -> AsyncIterator[str]:
    """A text that is there already, as pieces."""
    yield text
