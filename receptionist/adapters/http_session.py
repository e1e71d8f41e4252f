"""One HTTP client session for all adapters of a process: connections to the same vendor are kept and shared."""

import asyncio
from weakref import WeakKeyDictionary

import aiohttp

KEPT_S = 60.0
"""A connection that nobody used for so long is closed."""
CONNECTIONS = 200

_sessions: "WeakKeyDictionary[asyncio.AbstractEventLoop, aiohttp.ClientSession]" = WeakKeyDictionary()


def session() -> aiohttp.ClientSession:
    """That of the running loop, made with the first request. Without cookies, proxies and a deadline of its own: whoever asks
    gives one."""
    loop = asyncio.get_running_loop()
    found = _sessions.get(loop)
    if found is None or found.closed:
        found = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=CONNECTIONS, keepalive_timeout=KEPT_S),
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(None),
        )
        _sessions[loop] = found
    return found


async def close_session() -> None:
    """Of the running loop. Safe to repeat."""
    found = _sessions.pop(asyncio.get_running_loop(), None)
    if found is not None:
        await found.close()
