"""Ears made of a recogniser of whole turns."""

from collections.abc import Callable
from typing import Final

from receptionist.adapters.ears.loudness import loud_until
from receptionist.ports import Transcriber, Transcript

LONGEST: Final = 8000 * 30
"""Bytes: a turn keeps its last half minute."""


class TurnByTurn:
    """The Ears port."""

    def __init__(self, transcriber: Transcriber, languages: frozenset[str]) -> None:
        self._transcriber = transcriber
        self._languages = languages

    def listen(self, *, language: str | None, phrases: tuple[str, ...] = ()) -> "TurnByTurnListening":
        return TurnByTurnListening(self._transcriber, language, phrases)

    def languages(self) -> frozenset[str]:
        return self._languages

    async def warm(self, *, language: str | None = None, phrases: tuple[str, ...] = ()) -> None:
        return


class TurnByTurnListening:
    """The Listening port."""

    def __init__(self, transcriber: Transcriber, language: str | None, phrases: tuple[str, ...]) -> None:
        self._transcriber = transcriber
        self._language = language
        self._phrases = phrases
        self.on_news: Callable[[], None] = lambda: None
        self._turn: bytearray | None = None
        self._known: Transcript | None = None
        """Of all of the turn, but for quiet that followed."""
        self._more = False
        """Something loud was heard since the last time it was asked about."""

    @property
    def streams(self) -> bool:
        return False

    @property
    def partial(self) -> str:
        return ""

    @property
    def whole(self) -> bool:
        return False

    def begin(self, before: bytes) -> None:
        self._turn, self._known = bytearray(before[-LONGEST:]), None

    def tune(self, *, language: str | None, phrases: tuple[str, ...]) -> None:
        if (language, phrases) != (self._language, self._phrases):
            self._language, self._phrases, self._known = language, phrases, None

    def hear(self, audio: bytes) -> None:
        if self._turn is None:
            return
        self._turn += audio
        if len(self._turn) > LONGEST:
            del self._turn[: len(self._turn) - LONGEST]
        if not self._more and loud_until(audio):
            self._more, self._known = True, None

    async def words(self) -> Transcript:
        """As the port says. Nothing is asked again where only quiet was heard since."""
        if self._turn is None:
            return Transcript("", self._language or "", 0.0)
        if self._known is None:
            turn, self._more = self._turn, False
            known = await self._transcriber.transcribe(bytes(turn), language=self._language, phrases=self._phrases)
            if turn is not self._turn or self._more:
                return known
            self._known = known
        return self._known

    def end(self) -> None:
        self._turn = self._known = None

    async def close(self) -> None:
        self.end()
