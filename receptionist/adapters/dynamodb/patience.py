"""A table that does not answer is not waited for by everybody, one after the other.

    asked by all ──one waited in vain──▶ left alone for PAUSE_S ──▶ asked by one ──answered──▶ asked by all
                                                 ▲                       └──waited in vain──┐
                                                 └──────────────────────────────────────────┘

What the service refuses (throttled, denied, a condition) comes at once, costs nobody time, and counts as an answer.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as Unreachable

from receptionist.errors import StoreUnavailable

PAUSE_S = 1.0
"""A third of a lease: a handler that was kept from renewing it must get another try before it is over."""


class Patience:
    """With one table, for all threads of a process."""

    def __init__(self, *, pause_s: float = PAUSE_S, elapsed: Callable[[], float] = time.monotonic) -> None:
        """`elapsed` counts seconds."""
        self._pause_s = pause_s
        self._elapsed = elapsed
        self._lock = threading.Lock()
        self._alone_until: float | None = None
        self._tried = False

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around one request. Raises StoreUnavailable at once while the table is left alone."""
        trying = self._let_in()
        try:
            yield
        except (HTTPClientError, Unreachable):
            self._heard(answered=False)
            raise
        except (ClientError, BotoCoreError):
            self._heard(answered=True)
            raise
        except BaseException:
            if trying:
                self._heard(answered=False)
            raise
        self._heard(answered=True)

    def _let_in(self) -> bool:
        """Whether this request is the one that tries."""
        if self._alone_until is None:
            return False
        with self._lock:
            if self._alone_until is None:
                return False
            if self._tried or self._elapsed() < self._alone_until:
                raise StoreUnavailable("DynamoDB: did not answer a moment ago")
            self._tried = True
            return True

    def _heard(self, *, answered: bool) -> None:
        if answered and self._alone_until is None:
            return
        with self._lock:
            self._alone_until = None if answered else self._elapsed() + self._pause_s
            self._tried = False
