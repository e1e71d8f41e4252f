"""`python -m stream_handler`: one task of the service.

start ─▶ load, wire ─▶ warm, listen ─▶ SIGTERM: not ready, calls given away at quiet moments ─▶ end
"""

import asyncio
import logging
import sys
from contextlib import AsyncExitStack, ExitStack

import uvicorn
import uvloop

from receptionist.adapters.http_session import close_session
from receptionist.errors import Misconfigured
from stream_handler import settings, wiring
from stream_handler.carrier.web_socket import media_or
from stream_handler.heap import settle
from stream_handler.logs import begin
from stream_handler.reception import Reception, warm, warm_the_rest
from stream_handler.server import Server, build
from stream_handler.settings import Settings
from stream_handler.tasks import stop
from stream_handler.threads import give_way

WARM_S = 1.0
"""Of a start; however many businesses there are, callers wait for a task no longer."""


async def serve(told: Settings, closing: ExitStack) -> None:
    """Until SIGTERM or SIGINT. Raises Misconfigured before anything is served."""
    parts = await asyncio.to_thread(wiring.build, told, closing)
    post = await asyncio.to_thread(wiring.post, told, parts)
    reception = Reception(parts, post=post, lookout=await asyncio.to_thread(wiring.lookout, told, parts, post))
    async with AsyncExitStack() as hanging_up:
        hanging_up.push_async_callback(close_session)
        hanging_up.push_async_callback(reception.parts.close)
        businesses = await asyncio.to_thread(reception.parts.businesses.all)
        await warm(reception.parts, businesses, within_s=WARM_S)
        settle()
        origins = frozenset(origin.strip() for origin in told.allowed_origins.split(",") if origin.strip())
        config = uvicorn.Config(
            build(reception, origins, wiring.watchers(told, reception.parts)),
            host="0.0.0.0",
            port=told.port,
            ws=media_or(reception.serve, reception.serve_relayed),
            ws_max_size=1 << 16,
            access_log=False,
            log_config=None,
            timeout_graceful_shutdown=2,
        )
        async with asyncio.TaskGroup() as group:
            warming = group.create_task(warm_the_rest(reception, businesses), name="warm")
            await Server(config, reception, leave_s=told.drain_s).serve()
            await stop(warming)


def main() -> int:
    begin()
    give_way()
    try:
        with ExitStack() as closing:
            uvloop.run(serve(settings.from_environment(), closing))
    except Misconfigured as fault:
        logging.getLogger("stream_handler").critical("misconfigured", extra={"fault": str(fault)})
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
