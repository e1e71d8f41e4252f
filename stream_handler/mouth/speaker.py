"""Speaks a reply and knows how much of it was heard.

Audio goes ahead of real time in chunks of 200 ms, a mark behind each. What the caller heard is what the marks say had
been played before we fell silent: the words of a sentence are counted by the share of its sound.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Protocol

from receptionist.calls import mulaw
from receptionist.conversation.reply import Said
from receptionist.errors import VendorUnavailable
from receptionist.ports import Voice
from stream_handler.mouth.prompts import Prompts
from stream_handler.tasks import stop

log = logging.getLogger("stream_handler.mouth")

CHUNK = 1_600
"""Bytes of mu-law between two marks: 200 ms."""
GRACE_S = 3.0
"""How much later than its own length a reply's last mark may come back."""
WORD = 2_800
"""Bytes a word of speech takes, 0.35 s, while the length of its sentence is not known yet."""


class Playing(Protocol):
    """Where the sound goes."""

    def play(self, audio: bytes, on_played: Callable[[], None]) -> None: ...

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

    @property
    def whole(self) -> bool:
        return self.complete and self.played >= self.sent

    def heard(self) -> str:
        """The words whose sound was played, to the nearest word."""
        if self.whole:
            return self.said.text
        words = self.said.text.split()
        length = self.sent if self.complete else max(self.sent, len(words) * WORD)
        return " ".join(words[: round(len(words) * self.played / length)]) if length else ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What became of a reply."""

    text: str
    """What was heard."""
    interrupted: bool
    whole: int = 0
    """Sentences heard to their end."""
    rest: tuple[Said, ...] = ()
    """Sentences not heard to their end."""
    voiceless: bool = False
    """There was something to say and no sound came of it."""


@dataclass(slots=True)
class _Saying:
    sentences: list[Sentence]
    on_sound: Callable[[], None]
    fed: bool = False
    hushed: bool = False
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    def left_s(self) -> float:
        """Seconds sent and not known to be heard."""
        return sum(sentence.sent - sentence.played for sentence in self.sentences) / mulaw.RATE

    def played(self, sentence: Sentence, size: int) -> None:
        if not self.hushed:
            sentence.played += size
            self.moved.set()


class Speaker:
    """The mouth of one call: one reply at a time."""

    def __init__(self, voice: Voice, prompts: Prompts, line: Playing, first_byte_s: float) -> None:
        """`first_byte_s`: what a voice may take to its next sound."""
        self._voice = voice
        self._prompts = prompts
        self._line = line
        self._first_byte_s = first_byte_s
        self._saying: _Saying | None = None

    def hush(self) -> None:
        """Silent at once: feeding stops, then the carrier's buffer is cleared. What was heard is settled now, before the
        carrier returns the marks of what it threw away."""
        if self._saying is not None:
            self._saying.hushed = True
            self._saying.moved.set()
        self._line.clear()

    def bridge(self, said: Said) -> None:
        """Something to hear while a reply takes long; no part of it. Only if its sound is ready."""
        sound = self._prompts.sound(said.text, said.language)
        if sound is not None:
            self._line.play(sound, lambda: None)

    async def say(self, sentences: Sequence[Said], pace: float, on_sound: Callable[[], None]) -> Spoken:
        """Until the caller has heard it all, or `hush`. `on_sound`: the first sound has been sent. Cancelling leaves
        what was sent to be heard."""
        saying = self._saying = _Saying([Sentence(said) for said in sentences], on_sound)
        try:
            async with asyncio.TaskGroup() as group:
                feeder = group.create_task(self._feed(saying, pace), name="feeder")
                await _out(saying)
                await stop(feeder)
        finally:
            self._saying = None
        rest = tuple(sentence.said for sentence in saying.sentences if not sentence.whole)
        text = " ".join(filter(None, (sentence.heard() for sentence in saying.sentences)))
        silent = not any(sentence.sent for sentence in saying.sentences)
        whole = len(saying.sentences) - len(rest)
        return Spoken(text, saying.hushed, whole, rest, voiceless=bool(sentences) and silent and not saying.hushed)

    async def _feed(self, saying: _Saying, pace: float) -> None:
        for sentence in saying.sentences:
            pending = bytearray()
            broken = False
            try:
                async with aclosing(self._sound(sentence.said, pace, saying)) as sounds:
                    async for sound in sounds:
                        pending += sound
                        while len(pending) >= CHUNK:
                            self._send(saying, sentence, bytes(pending[:CHUNK]))
                            del pending[:CHUNK]
            except (VendorUnavailable, TimeoutError) as error:
                # A sentence that breaks off counts as not heard, and so does all that would follow it.
                log.error("voice failed", extra={"kind": type(error).__name__})
                broken = True
            if pending:
                self._send(saying, sentence, bytes(pending))
            sentence.complete = sentence.sent > 0 and not broken
            if broken:
                break
        saying.fed = True
        saying.moved.set()

    async def _sound(self, said: Said, pace: float, saying: _Saying) -> AsyncGenerator[bytes, None]:
        """A voice that is slow has until the caller has heard what there is, and a moment."""
        ready = self._prompts.sound(said.text, said.language) if pace == 1.0 else None
        if ready is not None:
            yield ready
            return
        whole = bytearray()
        stream = aiter(self._voice.speak(said.text, language=said.language, pace=pace))
        try:
            while True:
                async with asyncio.timeout(self._first_byte_s + saying.left_s()):
                    chunk = await anext(stream, None)
                if chunk is None:
                    break
                whole += chunk
                yield chunk
        finally:
            close = getattr(stream, "aclose", None)
            if close is not None:
                await close()
        if said.fixed and pace == 1.0:
            self._prompts.keep(said.text, said.language, bytes(whole))

    def _send(self, saying: _Saying, sentence: Sentence, audio: bytes) -> None:
        if saying.hushed:
            return
        first = not any(one.sent for one in saying.sentences)
        sentence.sent += len(audio)
        self._line.play(audio, lambda: saying.played(sentence, len(audio)))
        if first:
            saying.on_sound()


async def _out(saying: _Saying) -> None:
    """Waits for the last mark, or for `hush`; a mark that does not come is not waited for much longer than its sound."""
    while not saying.hushed and not (saying.fed and saying.left_s() <= 0):
        saying.moved.clear()
        try:
            async with asyncio.timeout(saying.left_s() + GRACE_S if saying.fed else None):
                await saying.moved.wait()
        except TimeoutError:
            for sentence in saying.sentences:
                sentence.played = sentence.sent
            return
