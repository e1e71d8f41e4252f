"""One request on its way to a language model, as seen from the thread that waits."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Protocol

from receptionist.errors import VendorUnavailable


class NotNow(VendorUnavailable):
    """Asking again at once would be no better: too many requests, a key that is not accepted, a refusal, nonsense."""


class Line(Protocol):
    """What a request is answered on."""

    def shutdown(self) -> None:
        """Ends a read that another thread waits in."""
        ...


def _nothing(piece: str) -> None:
    """Nobody listens."""


@dataclass(slots=True, eq=False)
class Attempt:
    until: float
    """On the clock of whoever waits; it may be moved on while the answer comes."""
    told: Callable[[str], None] = _nothing
    """Called in the request's own thread with each piece of the answer. Raises VendorUnavailable to end it."""
    begun: Event = field(default_factory=Event)
    """The first letters are there: a second request would come later."""
    given_up: Event = field(default_factory=Event)
    line: Line | None = None

    def opened(self, line: Line) -> None:
        """Raises VendorUnavailable if nobody waits any more."""
        self.line = line
        if self.given_up.is_set():
            raise VendorUnavailable("given up")

    def came(self, piece: str) -> None:
        self.begun.set()
        self.told(piece)

    def give_up(self) -> None:
        """From the thread that waits; the request ends at once, or at its next read. Safe to repeat."""
        if self.given_up.is_set():
            return
        self.given_up.set()
        if self.line is not None:
            try:
                self.line.shutdown()
            except (OSError, ValueError, RuntimeError):
                """It was over by itself."""
