"""Ears, mouth, and whether somebody speaks. Asynchronous."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Transcript:
    """What a recogniser made of one turn."""

    text: str
    """Empty: speech was there, words were not understood."""
    language: str
    confidence: float
    """0 to 1."""
    alternatives: tuple[str, ...] = ()
    by: str = ""
    """The recogniser that heard it, by its name in EARS; empty where there is only one."""


class Transcriber(Protocol):
    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        """`audio`: one turn of mu-law 8 kHz. `language` None: detect. `phrases` bias names. Raises VendorUnavailable.
        Cancelling abandons the result and frees the worker as soon as it can."""
        ...


class Listening(Protocol):
    """A recogniser on one call, told where the caller's turns begin and end. On the loop; only `words` and `close` wait.

    begin ─▶ hear, hear, hear ─▶ words ──caller goes on──▶ hear ─▶ words ─▶ end ─▶ begin ...
    """

    on_news: Callable[[], None]
    """Whoever listens sets it: called when `partial` or `whole` may have changed."""

    def begin(self, before: bytes) -> None:
        """A turn begins, with its sound from before it was noticed (mu-law 8 kHz, half a second). What was recognised earlier
        is no part of it."""
        ...

    def tune(self, *, language: str | None, phrases: tuple[str, ...]) -> None:
        """What the next turns are likely to hold: their language (None: any), and names that bias. Comes often, mostly
        unchanged; never blocks. A recogniser that cannot be told in the middle of a call, or only by dialling again, may wait
        until that is worth it."""
        ...

    def hear(self, audio: bytes) -> None:
        """Mu-law 8 kHz of the turn, in order. Never blocks, never raises; a recogniser that has failed says so in `words`."""
        ...

    @property
    def partial(self) -> str:
        """What the turn sounds like so far; may change. Empty for a recogniser that hears whole turns only."""
        ...

    @property
    def whole(self) -> bool:
        """It has the words of all of the turn so far for good, by its own judgement: `words` would not wait. False for a
        recogniser that has to be asked."""
        ...

    @property
    def streams(self) -> bool:
        """Whether `partial` can be expected to say something within a second of speech."""
        ...

    async def words(self) -> Transcript:
        """All of the turn so far, for good: the caller has paused. May be asked again when they have gone on. Raises
        VendorUnavailable. Cancelling it loses nothing that was heard."""
        ...

    def end(self) -> None:
        """The turn is over or was none. Safe to repeat."""
        ...

    async def close(self) -> None:
        """The call is over. Safe to repeat; never raises."""
        ...


class Ears(Protocol):
    """A recogniser for live calls."""

    def listen(self, *, language: str | None, phrases: tuple[str, ...] = ()) -> Listening:
        """For one call. `language` None: detect. `phrases` bias names. Does not block: what must be dialled is dialled
        meanwhile, and what is heard before it is there is not lost."""
        ...

    def languages(self) -> frozenset[str]: ...

    async def warm(self, *, language: str | None = None, phrases: tuple[str, ...] = ()) -> None:
        """Has a connection ready for a call that is about to come and will begin with these. Safe to repeat and to cancel;
        never raises."""
        ...


class Voice(Protocol):
    def speak(self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0) -> AsyncIterator[bytes]:
        """Mu-law 8 kHz, any chunk size, the first clause as soon as it is ready. Raises VendorUnavailable, also for
        "success without sound". Closing the iterator stops the work."""
        ...

    def languages(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Sound:
    """A piece of speech, and how far into its text it reaches."""

    audio: bytes
    """Mu-law 8 kHz."""
    letters: int
    """Of the text given so far, how many characters are spoken once this has been played; never less than before."""
    by: str = ""
    """Who speaks, by its name in MOUTH; empty where there is only one."""


class FluentVoice(Voice, Protocol):
    """A voice that begins before the sentence is written to its end."""

    def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[Sound]:
        """Speaks what `pieces` gives, in order, the first of it as soon as it is there: each piece ends between two words and
        keeps its spaces. Sound never reaches beyond the text it says it does, so that whoever must not let a sentence out
        yet can hold it. Raises VendorUnavailable, also for "success without sound". Closing the iterator stops the work."""
        ...

    async def warm(self, *, language: str | None = None) -> None:
        """Has a connection ready for a call that is about to come and will begin in that language. Safe to repeat and to
        cancel; never raises."""
        ...


class SpeechDetector(Protocol):
    """Voice activity for all calls of the process: one model, a row of state per call. Pure computation."""

    FRAME: int
    """Samples per step, 8 kHz: 256 (32 ms)."""

    def fresh(self) -> "NDArray[np.float32]":
        """State of a line nobody has spoken on."""
        ...

    def step(
        self, frames: "NDArray[np.float32]", states: "Sequence[NDArray[np.float32]]"
    ) -> "tuple[NDArray[np.float32], list[NDArray[np.float32]]]":
        """`frames`: [calls, FRAME] in -1..1. Gives the probability of speech per call, and the new states."""
        ...


class EndOfTurn(Protocol):
    async def complete(self, audio: bytes) -> float:
        """Probability that the caller is done, from the sound of the turn so far (mu-law 8 kHz, the last 8 s count)."""
        ...
