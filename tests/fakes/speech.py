"""Ears and mouth without models: a loud line is speech, words are what the caller says they said, a word takes 0.3 s."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from receptionist.errors import VendorUnavailable
from receptionist.ports import Sound, Transcript

TONE = b"\x10\x90" * 80
"""20 ms of something loud."""
QUIET = b"\xff" * 160
WORD = b"\x55\xd5" * 1200
"""0.3 s: what FakeVoice makes of a word."""


class LoudIsSpeech:
    """A SpeechDetector."""

    FRAME: int = 256

    def __init__(self) -> None:
        self.steps = 0

    def fresh(self) -> NDArray[np.float32]:
        return np.zeros(1, dtype=np.float32)

    def step(
        self, frames: NDArray[np.float32], states: Sequence[NDArray[np.float32]]
    ) -> tuple[NDArray[np.float32], list[NDArray[np.float32]]]:
        self.steps += 1
        loud = np.sqrt(np.mean(np.square(frames), axis=1)) > 0.05
        return loud.astype(np.float32), list(states)


@dataclass(slots=True)
class FakeEars:
    """Ears that hear whole turns. `saying` is what the caller is saying just now, by call where several are tested."""

    saying: str = ""
    language: str = "en"
    takes_s: float = 0.15
    down: bool = False
    hangs: bool = False
    asked: list[tuple[int, str | None, tuple[str, ...]]] = field(default_factory=list)
    """Bytes of audio, language, phrases."""
    dialled: list[str | None] = field(default_factory=list)
    """In which language."""

    listening: list["FakeListening"] = field(default_factory=list)
    streams: bool = False

    def listen(self, *, language: str | None, phrases: tuple[str, ...] = ()) -> "FakeListening":
        self.dialled.append(language)
        self.listening.append(FakeListening(self, language, phrases))
        return self.listening[-1]

    def languages(self) -> frozenset[str]:
        return frozenset({"en", "es"})

    async def warm(self, *, language: str | None = None, phrases: tuple[str, ...] = ()) -> None:
        return


class FakeListening:
    def __init__(self, ears: FakeEars, language: str | None, phrases: tuple[str, ...]) -> None:
        self._ears = ears
        self._told = (language, phrases)
        self._bytes = 0
        self.on_news: Callable[[], None] = lambda: None
        self.closed = False

    @property
    def streams(self) -> bool:
        return self._ears.streams

    @property
    def partial(self) -> str:
        return self._ears.saying if self._ears.streams else ""

    @property
    def whole(self) -> bool:
        return False

    def tune(self, *, language: str | None, phrases: tuple[str, ...]) -> None:
        self._told = (language, phrases)

    def begin(self, before: bytes) -> None:
        self._bytes = len(before)

    def hear(self, audio: bytes) -> None:
        self._bytes += len(audio)

    def end(self) -> None:
        return

    async def words(self) -> Transcript:
        ears, text = self._ears, self._ears.saying
        ears.asked.append((self._bytes, *self._told))
        if ears.hangs:
            await asyncio.Event().wait()
        await asyncio.sleep(ears.takes_s)
        if ears.down:
            raise VendorUnavailable("down")
        return Transcript(text, ears.language, 0.9 if text else 0.0)

    async def close(self) -> None:
        self.closed = True


@dataclass(slots=True)
class FakeVoice:
    """A Voice: first sound after `takes_s`, all of a sentence at once."""

    takes_s: float = 0.1
    down: bool = False
    hangs: bool = False
    breaks_off: int = 0
    """That many sentences end after their second word."""
    stalls_s: float = 0.0
    """Between the second word of a sentence and the rest."""
    spoken: list[str] = field(default_factory=list)

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[bytes]:
        self.spoken.append(text)
        if self.hangs:
            await asyncio.Event().wait()
        await asyncio.sleep(self.takes_s)
        if self.down:
            raise VendorUnavailable("down")
        yield WORD * 2
        if self.breaks_off:
            self.breaks_off -= 1
            raise VendorUnavailable("broke off")
        await asyncio.sleep(self.stalls_s)
        yield WORD * (len(text.split()) - 2)

    async def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[Sound]:
        letters = 0
        async for piece in pieces:
            begun = letters
            letters += len(piece)
            async for audio in self.speak(piece, language=language, voice=voice, pace=pace):
                begun = min(letters, begun + round(len(piece) * len(audio) / (len(piece.split()) * len(WORD))))
                yield Sound(audio, begun)

    async def warm(self, *, language: str | None = None) -> None:
        return

    def languages(self) -> frozenset[str]:
        return frozenset({"en", "es"})


@dataclass(slots=True)
class FakeEndOfTurn:
    """Judges every pause alike."""

    probability: float = 0.5
    hangs: bool = False
    asked: int = 0

    async def complete(self, audio: bytes) -> float:
        self.asked += 1
        if self.hangs:
            await asyncio.Event().wait()
        return self.probability
