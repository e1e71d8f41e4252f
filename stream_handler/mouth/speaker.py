"""Speaks a reply and knows how much of it was heard.

Audio goes ahead of real time in chunks of 200 ms, a mark behind each. What the caller heard is what the marks say had
been played before we fell silent: the words of a sentence are counted by the share of its sound.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from receptionist.conversation.reply import Said
from receptionist.errors import VendorUnavailable
from receptionist.ports import Voice
from stream_handler.mouth.prompts import Prompts

CHUNK = 1_600
"""Bytes of mu-law between two marks: 200 ms."""
GRACE_S = 3.0
"""How much later than its own length a reply's last mark may come back."""


class Playing(Protocol):
    """Where the sound goes; a call's line and its recorder behind it."""

    def play(self, mulaw: bytes, on_played: Callable[[], None]) -> None: ...

    def clear(self) -> None: ...


@dataclass(slots=True)
class Sentence:
    """One `Said` on its way."""

    said: Said
    sent: int = 0
    """Bytes."""
    played: int = 0
    complete: bool = False
    """All of its sound has been sent."""

    def heard(self) -> str:
        """The words whose sound was played, to the nearest word."""
        if self.complete and self.played >= self.sent:
            return self.said.text
        words = self.said.text.split()
        # A sentence still being spoken has no known length: a word of speech takes about 0.35 s (2 800 bytes).
        whole = self.sent if self.complete else max(self.sent, len(words) * 2_800)
        return " ".join(words[: round(len(words) * self.played / whole)]) if whole else ""


@dataclass(frozen=True, slots=True)
class Spoken:
    text: str
    """What was heard."""
    interrupted: bool


@dataclass(slots=True)
class Speaker:
    """The mouth of one call: one reply at a time."""

    voice: Voice
    prompts: Prompts
    line: Playing
    first_byte_s: float
    """Seconds a voice may take to its first sound."""
    on_sound: Callable[[], None] = lambda: None
    """Called when the first sound of a reply has been sent."""
    _sentences: list[Sentence] = field(default_factory=list)
    _hushed: asyncio.Event = field(default_factory=asyncio.Event)
    _moved: asyncio.Event = field(default_factory=asyncio.Event)
    _sounded: bool = False

    def begin(self) -> None:
        """A new reply; nothing of it is said yet. What follows may be hushed from now on."""
        self._sentences = []
        self._hushed.clear()
        self._sounded = False

    def hush(self) -> None:
        """Silent at once: feeding stops, then the carrier's buffer is cleared. What was heard is settled now, before the
        carrier returns the marks of what it threw away."""
        self._hushed.set()
        self._moved.set()
        self.line.clear()

    async def say(self, sentences: Sequence[Said], pace: float = 1.0) -> Spoken:
        """Until the caller has heard it all, or `hush`. Cancelling leaves what was sent to be heard."""
        for said in sentences:
            if self._hushed.is_set():
                break
            sentence = Sentence(said)
            self._sentences.append(sentence)
            await self._speak(sentence, pace)
        await self._heard_out()
        text = " ".join(filter(None, (sentence.heard() for sentence in self._sentences)))
        return Spoken(text, self._hushed.is_set())

    async def _speak(self, sentence: Sentence, pace: float) -> None:
        pending = bytearray()
        try:
            async for sound in self._sound(sentence.said, pace):
                if self._hushed.is_set():
                    return
                pending += sound
                while len(pending) >= CHUNK:
                    self._send(sentence, bytes(pending[:CHUNK]))
                    del pending[:CHUNK]
        except (VendorUnavailable, TimeoutError):
            pass  # The caller hears the rest of the reply; a sentence without sound counts as not heard.
        if pending and not self._hushed.is_set():
            self._send(sentence, bytes(pending))
        sentence.complete = sentence.sent > 0

    async def _sound(self, said: Said, pace: float) -> AsyncIterator[bytes]:
        ready = self.prompts.sound(said.text, said.language)
        if ready is not None:
            yield ready
            return
        stream = self.voice.speak(said.text, language=said.language, pace=pace)
        try:
            async with asyncio.timeout(self.first_byte_s):
                first = await anext(stream, b"")
            yield first
            async for chunk in stream:
                yield chunk
        finally:
            close = getattr(stream, "aclose", None)
            if close is not None:
                await close()

    def _send(self, sentence: Sentence, audio: bytes) -> None:
        sentence.sent += len(audio)
        self.line.play(audio, lambda: self._played(sentence, len(audio)))
        if not self._sounded:
            self._sounded = True
            self.on_sound()

    def _played(self, sentence: Sentence, size: int) -> None:
        if not self._hushed.is_set():
            sentence.played += size
            self._moved.set()

    async def _heard_out(self) -> None:
        """Waits for the last mark, not longer than the sound and some grace."""
        left_s = sum(s.sent - s.played for s in self._sentences) / 8000 + GRACE_S
        try:
            async with asyncio.timeout(left_s):
                while not self._hushed.is_set() and any(s.played < s.sent for s in self._sentences):
                    self._moved.clear()
                    await self._moved.wait()
        except TimeoutError:
            for sentence in self._sentences:
                sentence.played = sentence.sent
