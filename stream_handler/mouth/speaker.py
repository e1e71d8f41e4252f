"""Speaks a reply and knows how much of it was heard.

    sentences ─▶ made, one after another ─▶ cleared? ─▶ sent in chunks of 200 ms, a mark behind each ─▶ the carrier
                   (voice, cache)            (an answer still being thought)     never more than 400 ms ahead of the caller

What the caller heard is what the marks say had been played before we fell silent; the words of a sentence are counted by the
share of its sound. What was broken off is kept for a while: if the caller meant nothing by it, we go on from the last mark.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from receptionist.calls import mulaw
from receptionist.conversation.reply import Said
from receptionist.ports import FluentVoice
from stream_handler.mouth.along import Along
from stream_handler.mouth.making import Making, Spawn
from stream_handler.mouth.prompts import Prompts

log = logging.getLogger("stream_handler.mouth")

CHUNK = 1_600
"""Bytes of mu-law between two marks: 200 ms."""
AHEAD_S = 0.4
"""The most that waits at the carrier: what is not there yet can still be held back, and said on later."""
NEARLY_S = 0.06
"""Less than a chunk is sent only when the caller has nearly heard what there was."""
TICK_S = 0.001
GRACE_S = 3.0
"""How much later than its own length a reply's last mark may come back."""

More = Callable[[], Awaitable[tuple[Said, ...]]]


class Playing(Protocol):
    """Where the sound goes."""

    def play(self, audio: bytes, on_played: Callable[[], None]) -> None: ...

    def clear(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Spoken:
    """What became of a reply."""

    text: str
    """What was heard of it, this time."""
    interrupted: bool
    whole: int = 0
    """Sentences heard to their end."""
    rest: tuple[Said, ...] = ()
    """Sentences not heard to their end."""
    voiceless: bool = False
    """There was something to say and no sound came of it."""
    voice: str = ""
    """Who spoke the first of it."""
    unproved: bool = False
    """The carrier does not say that it was played."""


@dataclass(slots=True)
class _Saying:
    """One reply on its way out."""

    on_sound: Callable[[], None]
    sentences: list[Making] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)
    """Bytes of each that had been heard when this began."""
    known: bool = False
    """No further sentence comes."""
    hushed: bool = False
    sounded: bool = False
    unproved: bool = False
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, making: Making) -> None:
        self.sentences.append(making)
        self.begun.append(making.played)

    def left_s(self) -> float:
        """Seconds sent and not known to be heard."""
        return sum(making.sent - making.played for making in self.sentences) / mulaw.RATE

    def out(self) -> bool:
        return self.known and all(making.over and making.sent >= making.may for making in self.sentences)

    def played(self, making: Making, size: int) -> None:
        if not self.hushed:
            making.played += size
            self.moved.set()


class Speaker:
    """The mouth of one call: one reply at a time."""

    def __init__(self, voice: FluentVoice, prompts: Prompts, line: Playing, first_byte_s: float, spawn: Spawn) -> None:
        """`first_byte_s`: what a voice may take to its next sound."""
        self._voice = voice
        self._prompts = prompts
        self._line = line
        self._first_byte_s = first_byte_s
        self._spawn = spawn
        self._saying: _Saying | None = None
        self._kept: list[Making] = []
        """Of the reply broken off last."""
        self._ends_at = 0.0
        """Loop time at which the carrier will have played what it has."""

    def hush(self) -> None:
        """Silent at once: nothing more is sent, then the carrier's buffer is cleared. What was heard is settled now, before
        the carrier returns the marks of what it threw away. Safe to repeat."""
        if self._saying is not None:
            self._saying.hushed = True
            self._saying.moved.set()
        self._ends_at = 0.0
        self._line.clear()

    def bridge(self, said: Said) -> None:
        """Something to hear while a reply takes long; no part of it. Only if its sound is ready."""
        sound = self._prompts.sound(said.text, said.language)
        if sound is not None:
            self._line.play(sound, lambda: None)
            self._ends_at = max(self._ends_at, asyncio.get_running_loop().time()) + len(sound) / mulaw.RATE

    def make(self, words: Said | Along, pace: float) -> Making:
        """Begins to make a sentence's sound before anybody may hear it. Whoever does not say it lets go of it."""
        making = Making(words, self._voice, self._prompts, pace)
        making.task = self._spawn(making.make(self._first_byte_s, self._still_to_hear), name="voice")
        return making

    def forget(self) -> None:
        """What was broken off will not be said on. Safe to repeat."""
        for making in self._kept:
            making.let_go()
        self._kept = []

    async def say(
        self,
        sentences: Sequence[Said],
        pace: float,
        on_sound: Callable[[], None],
        *,
        first: Making | None = None,
        more: More | None = None,
    ) -> Spoken:
        """Until the caller has heard it all, or `hush`. `on_sound`: the first sound has been sent. `first` is made already and
        comes before `sentences`; `more` gives what follows them, once it is known. Cancelling leaves what was sent to be
        heard."""
        saying = self._saying = _Saying(on_sound)
        try:
            async with asyncio.TaskGroup() as group:
                maker = group.create_task(self._make_all(saying, sentences, pace, first, more), name="sentences")
                await self._send_all(saying)
                await self._out(saying)
                maker.cancel()
        finally:
            self._saying = None
        return self._settled(saying, anything=bool(sentences) or first is not None)

    def _settled(self, saying: _Saying, *, anything: bool) -> Spoken:
        for making in saying.sentences:
            making.sent = making.played
        unheard = [making for making in saying.sentences if not making.whole]
        self.forget()
        if saying.hushed:
            self._kept = unheard
        else:
            for making in unheard:
                making.let_go()
        parts = [making.heard(since) for making, since in zip(saying.sentences, saying.begun, strict=True)]
        return Spoken(
            " ".join(filter(None, parts)),
            saying.hushed,
            len(saying.sentences) - len(unheard),
            tuple(making.said for making in unheard),
            voiceless=anything and not saying.sounded and not saying.hushed,
            voice=saying.sentences[0].by if saying.sentences else "",
            unproved=saying.unproved,
        )

    # --- making

    async def _make_all(
        self, saying: _Saying, sentences: Sequence[Said], pace: float, first: Making | None, more: More | None
    ) -> None:
        """One after another; a sentence that breaks off ends the reply."""
        making = first
        waiting = list(sentences)
        if making is None and waiting:
            making = self._begun(waiting.pop(0), pace)
        while making is not None:
            saying.add(making)
            making.on_move = saying.moved.set
            saying.moved.set()
            await making.made()
            if making.broken:
                break
            if not waiting and more is not None:
                waiting, more = list(await more()), None
            making = self._begun(waiting.pop(0), pace) if waiting else None
        saying.known = True
        saying.moved.set()

    def _begun(self, said: Said, pace: float) -> Making:
        """From where it was broken off, if it was."""
        for making in self._kept:
            if making.said is said and not making.broken:
                self._kept.remove(making)
                return making
        return self.make(said, pace)

    def _still_to_hear(self) -> float:
        """Seconds of sound the caller will hear before a voice that is slow leaves a hole."""
        return self._saying.left_s() if self._saying is not None else 0.0

    # --- sending

    async def _send_all(self, saying: _Saying) -> None:
        """What may be heard, in order, a little ahead of the caller."""
        loop = asyncio.get_running_loop()
        place = 0
        while not saying.hushed and not saying.out():
            saying.moved.clear()
            making = saying.sentences[place] if place < len(saying.sentences) else None
            if making is not None and (chunk := making.chunk(CHUNK)):
                ahead_s = self._ends_at - loop.time()
                whole = len(chunk) == CHUNK or making.over
                wait_s = ahead_s - (AHEAD_S - CHUNK / mulaw.RATE if whole else NEARLY_S)
                if wait_s > TICK_S:
                    await _moved_or(saying, wait_s)
                else:
                    self._send(saying, making, chunk, loop.time())
            elif making is not None and making.over and place + 1 < len(saying.sentences):
                place += 1
            else:
                await saying.moved.wait()

    def _send(self, saying: _Saying, making: Making, chunk: bytes, now: float) -> None:
        making.sent += len(chunk)
        self._ends_at = max(self._ends_at, now) + len(chunk) / mulaw.RATE
        self._line.play(chunk, lambda: saying.played(making, len(chunk)))
        if not saying.sounded:
            saying.sounded = True
            saying.on_sound()

    async def _out(self, saying: _Saying) -> None:
        """Waits for the last mark, or for `hush`; a mark that does not come is not waited for much longer than its sound."""
        loop = asyncio.get_running_loop()
        while not saying.hushed and saying.left_s() > 0:
            saying.moved.clear()
            if not await _moved_or(saying, max(0.0, self._ends_at - loop.time()) + GRACE_S):
                saying.unproved = True
                for making in saying.sentences:
                    making.played = making.sent
                return


async def _moved_or(saying: _Saying, seconds: float) -> bool:
    """Whether something moved in that time."""
    try:
        async with asyncio.timeout(seconds):
            await saying.moved.wait()
    except TimeoutError:
        return False
    return True
