"""Live state shared by all processes, through a Valkey or Redis server that may vanish at any time.

    token ──▶ Valkey: SET NX ──"seen"──▶ no
                 │ first, or no answer
                 └──▶ table: conditional write ──"seen"──▶ no
                          │ first, or no answer from it alone
                          └──▶ yes

Both remember, so that a replay is known whichever of the two was away when the token was first shown, or came back
empty. Only a token about which neither answers is left undecided (StoreUnavailable).
"""

import logging
import math
import threading
import time
from collections import deque
from collections.abc import Callable

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from receptionist.adapters.records import digest
from receptionist.adapters.valkey.listening import Listening
from receptionist.errors import StoreUnavailable
from receptionist.ports import Redeemer

log = logging.getLogger(__name__)

PATIENCE_S = 0.25
"""For a connection, and for an answer."""

PAUSE_S = 1.0
"""After a failure the server is not asked again for so long: a caller waits for it once, not at every step."""

OUTGOING = 4096
"""Messages that wait to be published; when full the oldest is lost. Sent in batches of at most BATCH."""
BATCH = 256


class ValkeyLiveState:
    """Keeps the promises of LiveState. One thread publishes, in order; `close` ends it.

    Safe to share between threads and event loops.
    """

    def __init__(
        self,
        url: str,
        redeemer: Redeemer,
        *,
        patience_s: float = PATIENCE_S,
        pause_s: float = PAUSE_S,
        elapsed: Callable[[], float] = time.monotonic,
    ) -> None:
        """`url`: redis:// or rediss:// (TLS). Connects when first needed. `elapsed` counts seconds."""
        self._url = url
        self._redeemer = redeemer
        self._patience_s = patience_s
        self._pause_s = pause_s
        self._elapsed = elapsed
        self._server = Redis.from_url(
            url, socket_timeout=patience_s, socket_connect_timeout=patience_s, retry=Retry(NoBackoff(), 0)
        )
        self._shunned_until = -math.inf
        self._outgoing: deque[tuple[str, bytes]] = deque(maxlen=OUTGOING)
        self._stirred = threading.Condition()
        self._closed = False
        self._publisher = threading.Thread(target=self._publish_all, name="valkey-publisher", daemon=True)
        self._publisher.start()

    def redeem(self, token: str, seconds: float) -> bool:
        """Takes at most `patience_s` twice, and what the redeemer takes."""
        first = self._first_here(digest(token), seconds)
        if first is False:
            return False
        try:
            return self._redeemer.redeem(token, seconds)
        except StoreUnavailable:
            if first is None:
                raise
            log.warning("token redeemed without the table")
            return True

    def _first_here(self, token: str, seconds: float) -> bool | None:
        """None: the server does not answer."""
        if self._elapsed() < self._shunned_until:
            return None
        try:
            return bool(self._server.set(f"token:{token}", b"", nx=True, px=math.ceil(seconds * 1000)))
        except (RedisError, OSError) as error:
            self._shun(error)
            return None

    def publish(self, channel: str, message: bytes) -> None:
        with self._stirred:
            if not self._closed:
                self._outgoing.append((channel, message))
                self._stirred.notify()

    def subscribe(self, channel: str) -> Listening:
        return Listening(self._url, channel, pause_s=self._pause_s)

    def close(self) -> None:
        """Publishes what waits, if the server takes it, and lets go. Safe to repeat."""
        with self._stirred:
            self._closed = True
            self._stirred.notify()
        self._publisher.join()
        self._server.close()

    def _publish_all(self) -> None:
        while batch := self._next_batch():
            try:
                pipeline = self._server.pipeline(transaction=False)
                for channel, message in batch:
                    pipeline.publish(channel, message)
                pipeline.execute()
            except (RedisError, OSError) as error:
                self._shun(error)
                log.warning("live events lost", extra={"events": len(batch)})
                self._rest()

    def _next_batch(self) -> list[tuple[str, bytes]]:
        """Waits for something to publish. Empty: closed."""
        with self._stirred:
            self._stirred.wait_for(lambda: self._outgoing or self._closed)
            return [self._outgoing.popleft() for _ in range(min(BATCH, len(self._outgoing)))]

    def _rest(self) -> None:
        with self._stirred:
            self._stirred.wait_for(lambda: self._closed, timeout=self._pause_s)

    def _shun(self, error: Exception) -> None:
        self._shunned_until = self._elapsed() + self._pause_s
        log.warning("live state unreachable", extra={"error": type(error).__name__})
