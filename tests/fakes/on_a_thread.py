"""A server of a test, on a loop of its own, so that whatever the test does to its own loop cannot stop it."""

import asyncio
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

from aiohttp import web


@contextmanager
def served(app: web.Application) -> Iterator[str]:
    """Its origin, until the block ends."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    def wait(work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, loop).result(5)

    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    wait(runner.setup())
    site = web.TCPSite(runner, "127.0.0.1", 0)
    wait(site.start())
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        wait(runner.cleanup())
        wait(_ended())
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _ended() -> None:
    """What still hangs, because a test wanted it to."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
