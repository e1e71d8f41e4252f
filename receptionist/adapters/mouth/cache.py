"""Sounds of sentences that come again, kept where the next call finds them: here, in Valkey, in the object store.

    find ─▶ memory ─▶ Valkey ─▶ objects ─▶ nobody has it          keep ─▶ memory at once, the others in the background

Only for words that hold nothing of a caller: greetings, questions, digits. A shelf that is down is as good as an empty one.
"""

import asyncio
import hashlib
import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Protocol

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from receptionist.errors import StoreUnavailable
from receptionist.ids import BusinessId
from receptionist.ports import ObjectStore

log = logging.getLogger(__name__)

MOST_BYTES = 32 << 20
"""Of memory: an hour and ten minutes of speech."""
MOST_WAITING = 200
"""Writes that wait for a thread; more are left out, the sound is made again some day."""
PATIENCE_S = 0.25
PAUSE_S = 5.0
"""After a failure Valkey is not asked again for so long."""
KEPT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Wanted:
    """A sentence as somebody says it."""

    text: str
    """As it is said: with a business's pronunciations in it."""
    language: str
    voice: str
    """Who says it, with provider and model: another voice must not speak with an old one's sound."""
    pace: float = 1.0

    @property
    def name(self) -> str:
        """Tells nothing of the words."""
        told = "\0".join((self.voice, self.language, f"{self.pace:.2f}", self.text))
        return hashlib.sha256(told.encode()).hexdigest()[:40]


class Shelf(Protocol):
    """Where sounds outlive a process, by names of letters and digits. Blocks; may raise StoreUnavailable."""

    def get(self, name: str) -> bytes | None: ...

    def put(self, name: str, sound: bytes) -> None:
        """Replaces what is there."""
        ...


class SoundCache:
    """For all calls of a process. Used from one loop; `shelves` in the order in which they are asked."""

    def __init__(self, shelves: Sequence[Shelf], threads: Executor, *, most_bytes: int = MOST_BYTES) -> None:
        self._shelves = tuple(shelves)
        self._threads = threads
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._stays: dict[str, bytes] = {}
        self._bytes = 0
        self._waiting: set[Future[None]] = set()

    def at_hand(self, wanted: Wanted) -> bytes | None:
        """From memory alone: never waits."""
        name = wanted.name
        if (stays := self._stays.get(name)) is not None:
            return stays
        if (sound := self._kept.get(name)) is not None:
            self._kept.move_to_end(name)
        return sound

    async def find(self, wanted: Wanted, *, stays: bool = False) -> bytes | None:
        """From wherever it is; what a slower shelf has, the quicker ones have from then on. `stays`: as for `keep`. Safe to
        cancel; never raises for a shelf that is down."""
        if (sound := self.at_hand(wanted)) is not None:
            self._remember(wanted.name, sound, stays=stays)
            return sound
        loop = asyncio.get_running_loop()
        for number, shelf in enumerate(self._shelves):
            sound = await loop.run_in_executor(self._threads, _looked_up, shelf, wanted.name)
            if sound:
                self._remember(wanted.name, sound, stays=stays)
                self._write(wanted.name, sound, self._shelves[:number])
                return sound
        return None

    def keep(self, wanted: Wanted, sound: bytes, *, stays: bool = False) -> None:
        """At hand from now on, and on every shelf soon. `stays`: does not give way to others. Never waits, never raises."""
        if not sound:
            return
        self._remember(wanted.name, sound, stays=stays)
        self._write(wanted.name, sound, self._shelves)

    async def written(self) -> None:
        """Waits for what is being written: before the process ends."""
        if self._waiting:
            await asyncio.wait([asyncio.wrap_future(one) for one in tuple(self._waiting)])

    def _remember(self, name: str, sound: bytes, *, stays: bool) -> None:
        if name in self._stays:
            return
        self._bytes -= len(self._kept.pop(name, b""))
        if stays:
            self._stays[name] = sound
            return
        self._kept[name] = sound
        self._bytes += len(sound)
        while self._bytes > self._most_bytes and self._kept:
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= len(oldest)

    def _write(self, name: str, sound: bytes, shelves: Sequence[Shelf]) -> None:
        if not shelves or len(self._waiting) >= MOST_WAITING:
            return
        try:
            written = self._threads.submit(_put, shelves, name, sound)
        except RuntimeError:
            return  # the threads have ended, and so does the process
        self._waiting.add(written)
        written.add_done_callback(self._waiting.discard)


def _looked_up(shelf: Shelf, name: str) -> bytes | None:
    try:
        return shelf.get(name)
    except StoreUnavailable as error:
        log.info("a shelf of sounds is away", extra={"shelf": type(shelf).__name__, "why": str(error)})
        return None


def _put(shelves: Sequence[Shelf], name: str, sound: bytes) -> None:
    for shelf in shelves:
        try:
            shelf.put(name, sound)
        except StoreUnavailable as error:
            log.info("a shelf of sounds is away", extra={"shelf": type(shelf).__name__, "why": str(error)})


class ValkeyShelf:
    """On a Valkey or Redis server, for a month since the last time it was put. Safe from several threads."""

    def __init__(self, url: str, *, elapsed: Callable[[], float] = time.monotonic) -> None:
        """`url`: redis:// or rediss:// (TLS). Connects when first needed. `elapsed` counts seconds."""
        self._server = Redis.from_url(
            url, socket_timeout=PATIENCE_S, socket_connect_timeout=PATIENCE_S, retry=Retry(NoBackoff(), 0)
        )
        self._elapsed = elapsed
        self._shunned_until = -math.inf

    def get(self, name: str) -> bytes | None:
        found = self._asked(lambda: self._server.get(f"sound:{name}"))
        return found if isinstance(found, bytes) else None

    def put(self, name: str, sound: bytes) -> None:
        self._asked(lambda: self._server.set(f"sound:{name}", sound, ex=KEPT_DAYS * 86_400))

    def close(self) -> None:
        """Safe to repeat."""
        self._server.close()

    def _asked(self, ask: Callable[[], object]) -> object:
        if self._elapsed() < self._shunned_until:
            raise StoreUnavailable("Valkey was away a moment ago")
        try:
            return ask()
        except (RedisError, OSError) as error:
            self._shunned_until = self._elapsed() + PAUSE_S
            raise StoreUnavailable(f"Valkey: {type(error).__name__}") from error


class ObjectShelf:
    """In the object store, under a name that is no business's."""

    def __init__(self, objects: ObjectStore, owner: BusinessId = BusinessId("_sounds")) -> None:
        self._objects = objects
        self._owner = owner

    def get(self, name: str) -> bytes | None:
        return self._objects.get(self._owner, _place(name))

    def put(self, name: str, sound: bytes) -> None:
        self._objects.put(self._owner, _place(name), sound, "audio/basic")


def _place(name: str) -> str:
    return f"{name[:2]}/{name}.ulaw"
