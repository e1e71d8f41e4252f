"""The telephone network of one call, on virtual time: streams that break in every way, and what the caller hears, word for word.

The voice makes of every word 100 ms of sound from which the word can be read again, so that what is judged is what was played
at the caller's ear and when, not what a process believes it has said.
"""

import asyncio
import base64
import random
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from receptionist.ids import CallId
from stream_handler.carrier.line import Text
from tests.fakes.speech import QUIET, TONE, FakeEars, FakeVoice
from tests.stream_handler.stage import Telephone

WORD_S = 0.1
_WORD_BYTES = 800
SHORT, SHORT_LASTS = 4, 4
"""A sentence of so few words is said that much more slowly: "one moment" takes the second it takes."""
_SIZES = 64
_words: list[str] = []
_known: dict[str, int] = {}


def _sound_of(word: str) -> bytes:
    if word not in _known:
        _known[word] = len(_words)
        _words.append(word)
    high, low = divmod(_known[word], _SIZES)
    return bytes((high, 0x80 + low)) * (_WORD_BYTES // 2)


class WordedVoice(FakeVoice):
    """Says words as sounds that can be read."""

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[bytes]:
        await asyncio.sleep(self.takes_s)
        words = text.split()
        longer = _sound_of("") * (SHORT_LASTS - 1 if len(words) <= SHORT else 0)
        yield b"".join(_sound_of(word) + longer for word in words)


@dataclass(frozen=True, slots=True)
class Word:
    """Heard by the caller, from `at` on (loop time); without text: more of the word before."""

    at: float
    text: str


def text_of(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words if word.text).lower()


class Stream(Telephone):
    """One media stream, from the carrier's side."""

    def __init__(self, ears: FakeEars, call: CallId, token: str, heard: list[Word]) -> None:
        super().__init__(ears, call, token)
        self.ears = ears
        self.began = self._loop.time()
        self.gone = False
        """Over at the carrier's end without a word of the handler's."""
        self.broken = False
        """Half open: neither side hears of the other, and nobody is told."""
        self.late: random.Random | None = None
        """Frames and marks come 100 to 3,000 ms late, in order, in bursts."""
        self._heard = heard
        self._under_way: list[Text | None] = []

    def send(self, *texts: str) -> bool:
        return True if self.broken else super().send(*texts)

    def _take(self, message: Any) -> None:
        now = self._loop.time()
        match message["event"]:
            case "media":
                payload = base64.b64decode(message["media"]["payload"])
                at = max(self._plays_until, now)
                for start in range(0, len(payload), _WORD_BYTES):
                    high, low = payload[start : start + 2]
                    self._heard.append(Word(at + start / 8000, _words[high * _SIZES + low - 0x80]))
            case "clear":
                self._heard[:] = [word for word in self._heard if word.at <= now]
        super()._take(message)

    async def close(self, code: int) -> None:
        if self.broken:
            return
        await super().close(code)

    def cut(self) -> None:
        """The socket dies: what waits at the carrier is not played."""
        self._silence()
        super().cut()

    def lose(self) -> None:
        """The carrier's end is gone; the handler is not told."""
        self._silence()
        self.broken = True

    def _silence(self) -> None:
        now = self._loop.time()
        self._heard[:] = [word for word in self._heard if word.at <= now]
        self._plays_until = now
        self.gone = True

    def frame(self, *, loud: bool) -> None:
        payload = base64.b64encode(TONE if loud else QUIET).decode()
        self.event("media", {"track": "inbound", "chunk": "1", "timestamp": "1", "payload": payload})

    def _arrive(self, text: Text | None) -> None:
        if self.broken:
            return
        if self.late is None and not self._under_way:
            super()._arrive(text)  # type: ignore[arg-type]
            return
        if not self._under_way:
            delay_s = self.late.uniform(0.1, 3.0) if self.late else 0.0
            self._loop.call_later(delay_s, self._come_in)
        self._under_way.append(text)

    def _come_in(self) -> None:
        under_way, self._under_way = self._under_way, []
        for text in under_way:
            super()._arrive(text)  # type: ignore[arg-type]
