"""Handlers and slots of one process."""

import threading
from collections.abc import Sequence
from datetime import datetime

from receptionist.ids import CallId
from receptionist.ports import Handler


class MemorySwitchboard:
    """Keeps the promises of Switchboard until the process ends."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._handlers: dict[str, Handler] = {}
        self._books: dict[str, dict[CallId, datetime]] = {}

    def announce(self, handler: Handler) -> None:
        with self._lock:
            self._handlers[handler.id] = handler

    def withdraw(self, handler: str) -> None:
        with self._lock:
            self._handlers.pop(handler, None)

    def handlers(self, now: datetime) -> list[Handler]:
        with self._lock:
            return [handler for handler in self._handlers.values() if handler.until > now]

    def reserve(self, book: str, call: CallId, most: int, now: datetime, until: datetime) -> bool:
        with self._lock:
            kept = {one: over for one, over in self._books.get(book, {}).items() if over > now}
            self._books[book] = kept
            if call not in kept and len(kept) >= most:
                return False
            kept[call] = until
            return True

    def keep(self, book: str, calls: Sequence[CallId], now: datetime, until: datetime) -> None:
        with self._lock:
            kept = {one: over for one, over in self._books.get(book, {}).items() if over > now}
            self._books[book] = kept | dict.fromkeys(calls, until)

    def free(self, book: str, call: CallId) -> bool:
        with self._lock:
            return self._books.get(book, {}).pop(call, None) is not None
