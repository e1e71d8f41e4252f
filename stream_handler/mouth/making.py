"""One sentence's sound: made ahead, held, sent, heard; and kept for a while if it was broken off."""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Sequence
from contextlib import aclosing
from typing import Any, Protocol

from receptionist.adapters.deadline import Deadline
from receptionist.calls import mulaw
from receptionist.conversation.reply import Said
from receptionist.errors import VendorUnavailable
from receptionist.ports import FluentVoice, Sound
from stream_handler.mouth.along import Along
from stream_handler.mouth.prompts import Prompts

log = logging.getLogger("stream_handler.mouth")

WORD = 2_800
"""Bytes a word of speech takes, 0.35 s, while the length of its sentence is not known yet."""


class Spawn(Protocol):
    """Starts a task in the call's group."""

    def __call__(self, work: Coroutine[Any, Any, Any], *, name: str) -> "asyncio.Task[Any]": ...


class Making:
    """Bytes are of mu-law, 8 kHz."""

    def __init__(self, words: Said | Along, voice: FluentVoice, prompts: Prompts, pace: float) -> None:
        self._words = words
        self._voice = voice
        self._prompts = prompts
        self._pace = pace
        self._sound = bytearray()
        self._reached: list[tuple[int, int]] = []
        """Bytes of sound, and the letters spoken by then."""
        self._done = asyncio.Event()
        self.task: asyncio.Task[None] | None = None
        self.on_move: Callable[[], None] = lambda: None
        self.sent = 0
        self.played = 0
        self.over = False
        """No more sound comes."""
        self.broken = False
        """The voice failed before the end: it counts as not heard, and so does all that would follow it."""
        self.by = ""
        if isinstance(words, Along):
            words.on_move = self._moved
        self._said: Said | None = None if isinstance(words, Along) else words

    @property
    def said(self) -> Said:
        """While it is still being thought, what of it may be heard."""
        if self._said is not None:
            return self._said
        assert isinstance(self._words, Along)
        return Said(self._words.text[: self._words.may].strip(), self._words.language)

    @property
    def settled(self) -> bool:
        return self._said is not None

    @property
    def may(self) -> int:
        """How much of it may be heard."""
        if not isinstance(self._words, Along) or (self.over and self._words.may >= len(self._words.text)):
            return len(self._sound)
        cleared = self._words.may
        return next((size for size, letters in reversed(self._reached) if letters <= cleared), 0)

    @property
    def whole(self) -> bool:
        return self.over and not self.broken and self.sent > 0 and self.played >= self.may

    def settle(self, said: Said) -> None:
        """What the sentence is called in the record, now that it is thought to its end."""
        self._said = said

    def chunk(self, most: int) -> bytes:
        """The next sound that may be heard."""
        return bytes(self._sound[self.sent : min(self.sent + most, self.may)])

    def heard(self, since: int = 0) -> str:
        """The words whose sound was played, to the nearest word, but for those played before byte `since`."""
        words = self.said.text.split()
        if self.whole:
            length = self.may
        else:
            length = len(self._sound) if self.over and not self.broken else max(len(self._sound), len(words) * WORD)
        if not length:
            return ""
        begin, end = (round(len(words) * size / length) for size in (since, self.played))
        if self.whole and not begin:
            return self.said.text
        return " ".join(words[begin:end])

    def let_go(self) -> None:
        """Nobody will say it. Safe to repeat."""
        if self.task is not None:
            self.task.cancel()
        self._over()

    async def made(self) -> None:
        """Until no more sound comes."""
        await self._done.wait()

    async def make(self, first_byte_s: float, still_to_hear: Callable[[], float]) -> None:
        """A voice that is slow has until the caller has heard what there is, and a moment. Ends without raising; cancelling
        it leaves what was made."""
        try:
            async with aclosing(self._sounds()) as sounds:
                while True:
                    async with Deadline(first_byte_s + still_to_hear() + self._unsent_s()):
                        sound = await anext(sounds, None)
                    if sound is None:
                        break
                    self._sound += sound.audio
                    self.by = sound.by
                    self._reached.append((len(self._sound), sound.letters))
                    self._moved()
        except (VendorUnavailable, TimeoutError) as error:
            log.error("voice failed", extra={"kind": type(error).__name__})
            self.broken = True
        finally:
            self.broken = self.broken or not self._sound
            self._over()
        said = self.said
        if said.fixed and self._pace == 1.0 and not self.broken and not isinstance(self._words, Along):
            self._prompts.keep(said.text, said.language, bytes(self._sound), self.by)

    async def _sounds(self) -> AsyncGenerator[Sound, None]:
        words, said = self._words, self.said
        if isinstance(words, Along):
            pieces = words.pieces()
        else:
            ready = self._prompts.sound(said.text, said.language) if self._pace == 1.0 else None
            if ready is not None:
                yield Sound(ready, len(said.text))
                return
            spliced = self._prompts.spliced(said.text, said.language) if self._pace == 1.0 else None
            if spliced is not None:
                async for sound in self._spliced(spliced):
                    yield sound
                return
            pieces = _one(said.text)
        async for sound in self._spoken(pieces):
            yield sound

    async def _spliced(self, pieces: Sequence[str | bytes]) -> AsyncGenerator[Sound, None]:
        """One after another. Their letters are not told apart: a sentence that is thought to its end is cleared whole."""
        letters = len(self.said.text)
        for piece in pieces:
            if isinstance(piece, bytes):
                yield Sound(piece, letters)
                continue
            async for sound in self._spoken(_one(piece)):
                yield Sound(sound.audio, letters, sound.by)

    async def _spoken(self, pieces: AsyncIterator[str]) -> AsyncGenerator[Sound, None]:
        sounds = self._voice.speak_along(pieces, language=self.said.language, pace=self._pace)
        try:
            async for sound in sounds:
                yield sound
        finally:
            close = getattr(sounds, "aclose", None)
            if close is not None:
                await close()

    def _unsent_s(self) -> float:
        return (len(self._sound) - self.sent) / mulaw.RATE

    def _over(self) -> None:
        self.over = True
        self._done.set()
        self._moved()

    def _moved(self) -> None:
        self.on_move()


async def _one(text: str) -> AsyncIterator[str]:
    yield text
