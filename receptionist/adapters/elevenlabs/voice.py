"""The FluentVoice port on ElevenLabs: mu-law as it is played, from the first word of a reply on.

    first piece ─▶ at once        then ─▶ clause by clause, or what there is when the sound is about to run out

Models that are not on the multi-context socket (v3, which alone speaks Punjabi) speak whole clauses by HTTP.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from receptionist.adapters.deadline import Deadline
from receptionist.adapters.elevenlabs import messages
from receptionist.adapters.elevenlabs.account import ElevenLabsAccount
from receptionist.adapters.elevenlabs.cast import Cast, is_on_the_socket, takes_a_language
from receptionist.adapters.elevenlabs.socket import Context, Socket, Sockets
from receptionist.adapters.local_models.spoken_text import as_spoken
from receptionist.adapters.mouth.beside import at_once, beside, close, stop
from receptionist.adapters.mouth.clauses import Clauses
from receptionist.adapters.mouth.reach import Reach
from receptionist.adapters.mouth.trimming import Trimmed
from receptionist.calls.mulaw import RATE
from receptionist.errors import VendorUnavailable
from receptionist.ports import FluentVoice, Sound

NAME: Final = "elevenlabs"
ANSWER_S: Final = 5.0
"""For the next sound of what was sent: a voice that takes longer is down."""
END_S: Final = 1.0
"""All was heard: for being told so."""
_UNTOLD: Final = 12
"""Letters at the end that an alignment may leave out."""
RUNNING_OUT_S: Final = 0.4
"""Of sound left when a clause that is not written to its end is spoken as far as it goes: a generation takes 0.1 to 0.3 s."""


class ElevenLabsVoice:
    """For all calls of a process."""

    def __init__(
        self,
        account: ElevenLabsAccount,
        cast: Cast,
        whole: FluentVoice | None = None,
        *,
        answer_s: float = ANSWER_S,
    ) -> None:
        """`whole`: speaks the languages whose model is not on the socket; None: nobody does. `answer_s`: for the next sound of
        what was written."""
        self._account = account
        self._cast = cast
        self._whole = whole
        self._answer_s = answer_s
        self._sockets = Sockets(account)

    def languages(self) -> frozenset[str]:
        spoken = self._cast.languages()
        if self._whole is None:
            return frozenset(one for one in spoken if is_on_the_socket(self._cast.models[one]))
        return spoken

    def spoken_whole(self) -> frozenset[str]:
        """Languages whose first sound waits for a whole clause, and for HTTP."""
        return frozenset(one for one in self.languages() if not is_on_the_socket(self._cast.models[one]))

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[bytes, None]:
        stream = self.speak_along(at_once(text), language=language, voice=voice, pace=pace)
        try:
            async for sound in stream:
                yield sound.audio
        finally:
            await stream.aclose()

    async def speak_along(
        self, pieces: AsyncIterator[str], *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[Sound, None]:
        """As the port says; `voice` is an id of theirs. `letters` are exact to the word."""
        if language not in self.languages():
            raise VendorUnavailable(f"ElevenLabs has no voice for {language}")
        if self._whole is not None and not is_on_the_socket(self._cast.models[language]):
            whole = self._whole.speak_along(pieces, language=language, voice=voice, pace=pace)
            try:
                async for sound in whole:
                    yield sound
            finally:
                await close(whole)
            return
        socket, context = await self._sockets.begin(self._url(language, voice), pace)
        talk = _Talk(socket, context, language, self._answer_s)
        reader = beside(talk.read(pieces), f"voice {NAME}")
        try:
            while (heard := await talk.next()) is not None:
                if heard.audio:
                    yield heard
            if reader.done():
                reader.result()
        finally:
            await stop(reader)
            talk.end()

    async def warm(self, *, language: str | None = None) -> None:
        wanted = language or next(iter(self._cast.voices))
        if self._whole is not None and wanted in self.spoken_whole():
            await self._whole.warm(language=wanted)
        elif wanted in self._cast.languages() and is_on_the_socket(self._cast.models[wanted]):
            with suppress(VendorUnavailable):
                await self._sockets.warm(self._url(wanted, None))

    async def close(self) -> None:
        """Hangs up. Safe to repeat."""
        await self._sockets.close()

    def _url(self, language: str, voice: str | None) -> str:
        model = self._cast.models[language]
        told = language if takes_a_language(model) else ""
        return messages.url(self._account.base_url, chosen(voice) or self._cast.voices[language], model, told)


def chosen(voice: str | None) -> str | None:
    """The id, if it looks like one of theirs; a name of another provider's voice gives the language's own."""
    return voice if voice and len(voice) == 20 and voice.isalnum() else None


@dataclass(slots=True)
class _Talk:
    """One reply on its way."""

    socket: Socket
    context: Context
    language: str
    answer_s: float
    reach: Reach = field(default_factory=Reach)
    trimmed: Trimmed = field(default_factory=Trimmed)
    clauses: Clauses = field(default_factory=Clauses)
    letters: int = 0
    first_at: float | None = None
    """When its first sound came, on the loop's clock."""
    sounded: int = 0
    """Bytes."""
    timer: asyncio.TimerHandle | None = None

    async def read(self, pieces: AsyncIterator[str]) -> None:
        try:
            async for piece in pieces:
                if not self.context.opened:
                    whole = [*self.clauses.add(piece), self.clauses.rest()]
                    self._say("".join(whole))
                    continue
                for clause in self.clauses.add(piece):
                    self._say(clause)
                if self.clauses.held:
                    self._hurry()
            self._say(self.clauses.rest())
        finally:
            self.socket.finish(self.context)

    async def next(self) -> Sound | None:
        """None: that was all. Raises VendorUnavailable."""
        context = self.context
        while not context.sounds:
            if context.fault is not None:
                raise context.fault
            if context.done:
                self._check()
                return None
            context.news.clear()
            try:
                async with Deadline(self._patience_s()):
                    await context.news.wait()
            except TimeoutError as error:
                if context.finished and self.letters >= self.reach.all:
                    self._check()
                    return None
                raise VendorUnavailable("ElevenLabs falls silent") from error
        piece = context.sounds.popleft()
        self.sounded += len(piece.audio)
        if self.first_at is None:
            self.first_at = asyncio.get_running_loop().time()
            self._hurry()
        self.letters = max(self.letters, self.reach.heard(piece.chars))
        return Sound(self.trimmed(piece.audio), self.letters, NAME)

    def end(self) -> None:
        if self.timer is not None:
            self.timer.cancel()
        self.socket.leave(self.context)

    def _say(self, text: str) -> None:
        if not any(letter.isalnum() for letter in text):
            self.reach.sent(text, "")
            return
        said = as_spoken(text, self.language)
        self.reach.sent(text, said)
        self.socket.say(self.context, said if said[-1].isspace() else f"{said} ")
        self.context.news.set()

    def _patience_s(self) -> float | None:
        """None: nothing is owed to us until more is written."""
        if self.letters < self.reach.all:
            return self.answer_s
        return END_S if self.context.finished else None

    def _hurry(self) -> None:
        """Says what there is of a clause, now or as soon as the sound is about to run out."""
        if self.timer is not None:
            self.timer.cancel()
            self.timer = None
        if self.first_at is None or not self.clauses.held or self.context.finished:
            return
        loop = asyncio.get_running_loop()
        due = self.first_at + self.sounded / RATE - RUNNING_OUT_S
        if loop.time() >= due:
            self._say(self.clauses.rest())
        else:
            self.timer = loop.call_at(due, self._hurry)

    def _check(self) -> None:
        """Raises VendorUnavailable if that cannot have been all."""
        unheard = self.reach.all - self.letters
        if unheard > _UNTOLD or (self.reach.all and not self.trimmed.audible):
            raise VendorUnavailable("ElevenLabs left off" if self.trimmed.audible else "ElevenLabs made no sound")
