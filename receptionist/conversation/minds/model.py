"""What is asked of a language model, and what every one of them must promise."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

from receptionist.errors import VendorUnavailable


@dataclass(frozen=True, slots=True)
class Prompt:
    """One request. `fixed` comes first and is the same for every turn of a business, so that a provider can cache it."""

    fixed: str
    varying: str
    schema: Mapping[str, Any]
    """JSON schema of the answer, in the subset that structured outputs take: every key required, none besides."""
    stamp: str
    """SHA-256 of `fixed` and `schema`, in hex: says in a call's record what the model had been told."""


@dataclass(frozen=True, slots=True)
class Completion:
    """What came back: JSON by the schema, as far as the provider keeps its word."""

    text: str
    tokens: int = 0
    """In and out, as billed; an estimate where the provider does not say."""
    seconds: float = 0.0
    requests: int = 1
    """Two, where a second one was sent because the first was slow."""


class Enough(Exception):
    """Raised by whoever listens to an answer: what came will do, and nobody waits for the rest."""


class Dropped(VendorUnavailable):
    """Nobody waits for the answer any more. Says nothing of the model."""


class Interest:
    """Somebody's, in an answer that is being made. Safe from several threads: whoever adds to the list looks afterwards."""

    def __init__(self) -> None:
        self._then: list[Callable[[], None]] = []
        self.given_up = False

    def give_up(self) -> None:
        """Whoever makes the answer is told, here and now. Safe to repeat."""
        self.given_up = True
        self._tell()

    def when_given_up(self, tell: Callable[[], None]) -> None:
        """`tell` is quick and does not raise; it is called once, and at once if that is so already."""
        self._then.append(tell)
        if self.given_up:
            self._tell()

    def no_longer(self, tell: Callable[[], None]) -> None:
        """`tell` need not be called any more, though it may just be. Safe to repeat."""
        with suppress(ValueError):
            self._then.remove(tell)

    def _tell(self) -> None:
        while True:
            try:
                tell = self._then.pop()
            except IndexError:
                return
            tell()


OnText = Callable[[str], bool]
"""Is told the answer as it comes, in pieces cut anywhere, from a thread of the model's, one at a time. True: something of it
is put to use already, and the rest is worth waiting for. May raise Enough."""


class LanguageModel(Protocol):
    """Blocks no longer than its own deadline. Safe from several threads."""

    @property
    def name(self) -> str:
        """As `mind` of a reply names it: `openai`."""
        ...

    def complete(self, prompt: Prompt, on_text: OnText | None = None, interest: Interest | None = None) -> Completion:
        """Raises VendorUnavailable where there is no answer in time: too slow, down, refused, cut off, too many requests.
        Repeating is safe and costs a request.

        `on_text` gets the letters of one answer, in order, all of them before this returns and none after it has returned or
        raised; after Enough it gets no more, and what came is the completion. A model that cannot tell before it is done tells
        it whole.

        Raises Dropped soon after `interest` was given up: the vendor is hung up on, and nothing more is read or paid for.
        """
        ...

    def warm(self) -> None:
        """Has a connection ready for a turn that is about to come. Blocks a few seconds at most. Safe to repeat; never
        raises."""
        ...
