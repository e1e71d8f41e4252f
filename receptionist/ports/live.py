"""What handlers tell each other while calls last."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from receptionist.ids import CallId


class LiveState(Protocol):
    """What is shared between processes and may be lost: Valkey or its in-process twin, with a Redeemer behind."""

    def redeem(self, token: str, seconds: float) -> bool:
        """True for the first to show this token within `seconds`, False ever after: a stream token is used once, also
        when the server is lost or comes back empty in between. Blocks. Raises StoreUnavailable if nobody can tell."""
        ...

    def publish(self, channel: str, message: bytes) -> None:
        """To whoever listens now. Never waits, never raises, from any thread: a lost event is logged."""
        ...

    def subscribe(self, channel: str) -> "Subscription": ...


class Subscription(Protocol):
    """An open ear on one channel."""

    async def __aenter__(self) -> AsyncIterator[bytes]:
        """The messages published from now on. Bounded: a listener too slow loses the oldest."""
        ...

    async def __aexit__(self, *exc: object) -> None: ...


@dataclass(frozen=True, slots=True)
class Handler:
    """A stream handler that takes calls, as it announces itself."""

    id: str
    address: str
    """`ws://10.20.1.7:8080/media`: where other handlers relay a stream to; empty if nobody can."""
    slots: int
    """Calls it carries at once."""
    taken: int
    """As it said; what is reserved is not in it."""
    until: datetime
    """From then on it counts as gone, unless it says another word."""


class Switchboard(Protocol):
    """Which stream handlers of a region take calls, and which calls have a slot. A slot is kept in a book: a handler's own,
    named by its id, or one that limits something else. Blocks; every method may raise StoreUnavailable."""

    def announce(self, handler: Handler) -> None:
        """Replaces what it said before."""
        ...

    def withdraw(self, handler: str) -> None:
        """It takes no more calls. Safe to repeat."""
        ...

    def handlers(self, now: datetime) -> list[Handler]:
        """Those that are not gone, in no order."""
        ...

    def reserve(self, book: str, call: CallId, most: int, now: datetime, until: datetime) -> bool:
        """Whether the call has a slot in the book, until then: the one it had, or one of `most`. However many ask at once,
        no more than `most` have one that is not over; one that is over is free again."""
        ...

    def keep(self, book: str, calls: Sequence[CallId], now: datetime, until: datetime) -> None:
        """These calls are there, whether they had a slot or not, until then."""
        ...

    def free(self, book: str, call: CallId) -> bool:
        """Gives its slot back; False if it had none. Safe to repeat."""
        ...
