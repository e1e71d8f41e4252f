"""An ear on one channel that outlives the server's restarts."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import suppress

from redis.asyncio import Redis
from redis.exceptions import RedisError

from receptionist.adapters.mailbox import Mailbox

log = logging.getLogger(__name__)

OPENING_S = 1.0
"""Longest wait for the server to say that we listen; after that we listen from whenever it is back."""


class Listening:
    """A Subscription. Its reader is a task of its own group, which ends with the block."""

    def __init__(self, url: str, channel: str, *, pause_s: float) -> None:
        self._url = url
        self._channel = channel
        self._pause_s = pause_s
        self._group = asyncio.TaskGroup()
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> AsyncIterator[bytes]:
        mailbox, listening = Mailbox(), asyncio.Event()
        await self._group.__aenter__()
        self._reader = self._group.create_task(self._read(mailbox, listening), name=f"listening to {self._channel}")
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(OPENING_S):
                    await listening.wait()
        except BaseException:
            await self.__aexit__()
            raise
        return mailbox

    async def __aexit__(self, *exc: object) -> None:
        if self._reader is not None:
            self._reader.cancel()
        await self._group.__aexit__(None, None, None)

    async def _read(self, mailbox: Mailbox, listening: asyncio.Event) -> None:
        while True:
            try:
                server = Redis.from_url(self._url, socket_timeout=None, socket_connect_timeout=OPENING_S)
                async with server, server.pubsub() as ear:
                    await ear.subscribe(self._channel)
                    async for heard in ear.listen():
                        if heard["type"] == "message":
                            mailbox.put(heard["data"])
                        else:
                            listening.set()
            except (RedisError, OSError) as error:
                log.warning("live feed interrupted", extra={"error": type(error).__name__})
            await asyncio.sleep(self._pause_s)
