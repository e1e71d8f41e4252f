"""A streaming recogniser's protocol as data: what to send it, what its answers mean. No sockets, no clock.

    opening ─▶ begin ─▶ hear, hear ─▶ ask ─(answers)─▶ settled ─▶ hear ─▶ ask ─▶ settled ─▶ end ─▶ begin ...

One object per socket. A socket that breaks is replaced by another one with another dictation, which hears the turn anew.
"""

from typing import Protocol

from receptionist.ports import Transcript

UNTOLD = 0.9
"""The confidence of words whose recogniser does not tell any."""


class Dictation(Protocol):
    """Messages are texts, but for sound where `BINARY`."""

    BINARY: bool
    """Sound goes as it is, not inside a text."""
    IDLE_S: float
    """Without a word from us for so long, the recogniser hangs up: `idle` is sent before. 0: never."""
    ENOUGH_S: float
    """How long a final is waited for where there is something that can stand for it (`enough`)."""

    @property
    def partial(self) -> str:
        """The turn so far, as it sounds; may change."""
        ...

    @property
    def settled(self) -> bool:
        """All that was asked about is answered, for good."""
        ...

    @property
    def whole(self) -> bool:
        """Everything loud of the turn is recognised for good, though nobody has asked."""
        ...

    @property
    def enough(self) -> bool:
        """Nothing final, but something that can stand for it."""
        ...

    @property
    def spoiled(self) -> bool:
        """An answer is outstanding that could be taken for one to the next turn: no other turn may be heard with it."""
        ...

    def opening(self) -> list[bytes]: ...

    def begin(self) -> list[bytes]:
        """A turn begins: what is answered about earlier sound is no part of it."""
        ...

    def hear(self, audio: bytes) -> bytes:
        """The message that carries `audio`."""
        ...

    def ask(self) -> list[bytes]:
        """For the words of everything heard. Nothing, and settled, if all of them are known."""
        ...

    def end(self) -> list[bytes]:
        """The turn is over. Safe to repeat."""
        ...

    def idle(self) -> list[bytes]: ...

    def tune(self, language: str | None, phrases: tuple[str, ...]) -> list[bytes] | None:
        """What tells it, between two turns; None: only another socket can be told."""
        ...

    def closing(self) -> list[bytes]: ...

    def take(self, message: bytes) -> None:
        """What the recogniser says. Raises VendorUnavailable if that is a failure or nonsense; never tells words."""
        ...

    def heard(self) -> Transcript:
        """The turn so far."""
        ...


def joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)
