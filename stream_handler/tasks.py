"""Ending a task without losing one's own cancellation."""

import asyncio
from typing import Any


async def stop(task: "asyncio.Task[Any]") -> None:
    """Cancel `task` and wait until its cleanup is done.

    `asyncio.wait`, not `await task`: awaiting raises the child's CancelledError here, and the `except` that drops it drops
    our own cancellation too (a bug met in pipecat: github.com/pipecat-ai/pipecat/pull/5186). Cancelling stop() is safe:
    the child is still cancelled.
    """
    task.cancel()
    await asyncio.wait([task])
