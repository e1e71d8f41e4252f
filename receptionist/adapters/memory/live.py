"""Live state of one process: a live feed among its own tasks, and tokens used once."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

from receptionist.adapters.mailbox import Mailbox
from receptionist.clock import Clock, system_clock
from receptionist.ports import Redeemer


class MemoryRedeemer:
    """Keeps the promise of Redeemer until the process ends."""

    def __init__(self, *, clock: Clock = system_clock) -> None:
        self._lock = threading.Lock()
        self._clock = clock
        self._until: dict[str, datetime] = {}

    def redeem(self, token: str, seconds: float) -> bool:
        with self._lock:
            now = self._clock()
            self._until = {known: until for known, until in self._until.items() if until > now}
            if token in self._until:
                return False
            self._until[token] = now + timedelta(seconds=seconds)
            return True


_Listener = tuple[asyncio.AbstractEventLoop, Callable[[bytes], None]]


class MemoryLiveState:
    """Keeps the promises of LiveState within the process. Where tokens must outlive it, give it another redeemer."""

    def __init__(self, redeemer: Redeemer | None = None) -> None:
        self._redeemer = redeemer or MemoryRedeemer()
        self._lock = threading.Lock()
        self._listeners: dict[str, list[_Listener]] = {}

    def redeem(self, token: str, seconds: float) -> bool:
        return self._redeemer.redeem(token, seconds)

    def publish(self, channel: str, message: bytes) -> None:
        with self._lock:
            listeners = list(self._listeners.get(channel, ()))
        for loop, put in listeners:
            try:
                loop.call_soon_threadsafe(put, message)
            except RuntimeError:  # The loop is closed: nobody listens there any more.
                self._forget(channel, (loop, put))

    def subscribe(self, channel: str) -> "_Listening":
        return _Listening(self, channel)

    def _remember(self, channel: str, listener: _Listener) -> None:
        with self._lock:
            self._listeners.setdefault(channel, []).append(listener)

    def _forget(self, channel: str, listener: _Listener) -> None:
        with self._lock:
            left = [one for one in self._listeners.get(channel, ()) if one != listener]
            if left:
                self._listeners[channel] = left
            else:
                self._listeners.pop(channel, None)


class _Listening:
    def __init__(self, live: MemoryLiveState, channel: str) -> None:
        self._live = live
        self._channel = channel
        self._listener: _Listener | None = None

    async def __aenter__(self) -> AsyncIterator[bytes]:
        mailbox = Mailbox()
        self._listener = (asyncio.get_running_loop(), mailbox.put)
        self._live._remember(self._channel, self._listener)
        return mailbox

    async def __aexit__(self, *exc: object) -> None:
        if self._listener is not None:
            self._live._forget(self._channel, self._listener)
