"""Deepgram's live transcription. https://developers.deepgram.com/reference/speech-to-text/listen-streaming

Its clock counts the sound it was sent, and every result tells which stretch of it it is about: so what belongs to which turn, and
whether anything loud is not recognised yet, is a matter of comparing seconds.

    sent: ....turn 1.....|...turn 2 so far..........
                         turn_at      final_to   loud_to     asked_to
"""

import re
from typing import Any
from urllib.parse import urlencode

import orjson

from receptionist.adapters.deepgram.account import DeepgramAccount
from receptionist.adapters.ears.addresses import web_socket
from receptionist.adapters.ears.dictation import UNTOLD, joined
from receptionist.adapters.ears.line import Address
from receptionist.adapters.ears.loudness import loud_until
from receptionist.adapters.ears.streamed import Recogniser
from receptionist.errors import VendorUnavailable
from receptionist.ports import Transcript

LANGUAGES = frozenset({"en", "es", "pa"})
"""Nova-3; Punjabi since August 2026: https://developers.deepgram.com/changelog/2026/8/5."""
MOST_TERMS = 100
MOST_BYTES_OF_TERMS = 1200
"""500 tokens are allowed, and an update with more of them stops the transcription
(https://developers.deepgram.com/docs/configure). Four bytes to a token of Latin script, three to one of Gurmukhi, at worst."""
_NEAR_S = 0.25
"""How far the end of a final may be from the sound it was asked for: the quiet at its end may be left out."""
_CLOSE_S = 0.03
_FINALIZE = b'{"type":"Finalize"}'


def recogniser(account: DeepgramAccount) -> Recogniser:
    def address(language: str | None, phrases: tuple[str, ...]) -> Address:
        query = [
            ("model", account.model), ("encoding", "mulaw"), ("sample_rate", "8000"), ("channels", "1"),
            ("language", language or "multi"), ("interim_results", "true"), ("endpointing", "10"), ("punctuate", "true"),
        ]  # fmt: skip
        if not account.retunes:
            query += [
                ("keyterm" if account.model.startswith("nova-3") else "keywords", term) for term in _terms(phrases)
            ]
        url = f"{web_socket(account.base_url)}/v1/listen?{urlencode(query)}"
        return Address(url, (("Authorization", f"Token {account.api_key}"),))

    def dictation(language: str | None, phrases: tuple[str, ...]) -> DeepgramDictation:
        return DeepgramDictation(language, phrases, retunes=account.retunes)

    return Recogniser("deepgram", LANGUAGES, True, address, dictation, gathers=not account.retunes)


class DeepgramDictation:
    BINARY = True
    IDLE_S = 4.0
    """It hangs up after ten: https://developers.deepgram.com/docs/audio-keep-alive."""
    ENOUGH_S = 0.7
    """An answer to `Finalize` is usual, not promised: https://developers.deepgram.com/docs/finalize."""

    def __init__(self, language: str | None, phrases: tuple[str, ...] = (), *, retunes: bool = False) -> None:
        self._language = language
        self._phrases = phrases
        self._retunes = retunes
        self._sent = 0
        self._fresh()

    def _fresh(self) -> None:
        self._turn_at = self._sent / 8000
        self._final_to = self._loud_to = self._asked_to = self._turn_at
        self._finals: list[dict[str, Any]] = []
        self._interim = ""
        self._results = 0
        self._waiting = False

    @property
    def partial(self) -> str:
        return joined([*(str(one["transcript"]) for one in self._finals), self._interim])

    @property
    def settled(self) -> bool:
        return not self._waiting

    @property
    def whole(self) -> bool:
        return bool(self._finals) and not self._interim and self._covered()

    @property
    def enough(self) -> bool:
        return self._results > 0

    @property
    def spoiled(self) -> bool:
        return False

    def opening(self) -> list[bytes]:
        return [_configure(self._phrases)] if self._retunes and self._phrases else []

    def begin(self) -> list[bytes]:
        self._fresh()
        return []

    def hear(self, audio: bytes) -> bytes:
        loud = loud_until(audio)
        if loud:
            self._loud_to = (self._sent + loud) / 8000
        self._sent += len(audio)
        return audio

    def ask(self) -> list[bytes]:
        self._waiting = not (self._finals and self._covered())
        if not self._waiting:
            return []
        self._asked_to = self._sent / 8000
        return [_FINALIZE]

    def end(self) -> list[bytes]:
        """What is not recognised yet must not become part of the next turn's first words."""
        open_end = not self._covered() or bool(self._interim)
        self._fresh()
        return [_FINALIZE] if open_end else []

    def idle(self) -> list[bytes]:
        return [b'{"type":"KeepAlive"}']

    def tune(self, language: str | None, phrases: tuple[str, ...]) -> list[bytes] | None:
        if language != self._language:
            return None
        if phrases == self._phrases:
            return []
        if not self._retunes:
            return [] if set(_terms(phrases)) <= set(_terms(self._phrases)) else None
        self._phrases = phrases
        return [_configure(phrases)]

    def closing(self) -> list[bytes]:
        return [b'{"type":"CloseStream"}']

    def take(self, message: bytes) -> None:
        try:
            told = orjson.loads(message)
            kind = told["type"]
            if kind == "Results":
                self._result(told)
            elif kind == "Error":
                _refused(told)
        except (orjson.JSONDecodeError, KeyError, TypeError, IndexError, ValueError, AttributeError) as error:
            raise VendorUnavailable(f"talks nonsense ({type(error).__name__})") from None

    def heard(self) -> Transcript:
        text = self.partial
        words = sum(len(one["transcript"].split()) for one in self._finals)
        sure = sum(one["confidence"] * len(one["transcript"].split()) for one in self._finals)
        others = self._finals[0]["others"] if len(self._finals) == 1 and not self._interim else ()
        return Transcript(text, self._spoken(), (sure / words if words else UNTOLD) if text else 0.0, others)

    def _result(self, told: dict[str, Any]) -> None:
        begins, ends = float(told["start"]), float(told["start"]) + float(told["duration"])
        if ends <= self._turn_at + _CLOSE_S:
            return
        first, *others = told["channel"]["alternatives"]
        text = _words_from(first, self._turn_at) if begins < self._turn_at - _CLOSE_S else str(first["transcript"])
        self._results += 1
        if not told["is_final"]:
            self._interim = text
            return
        self._interim = ""
        self._final_to = max(self._final_to, ends)
        if text:
            languages = first.get("languages") or ()
            self._finals.append({
                "transcript": text, "confidence": min(max(float(first.get("confidence", UNTOLD)), 0.0), 1.0),
                "language": str(languages[0]).partition("-")[0] if languages else "",
                "others": tuple(str(one["transcript"]) for one in others if one.get("transcript")),
            })  # fmt: skip
        answered = told.get("from_finalize") and ends >= self._asked_to - _NEAR_S
        if answered or self._covered():
            self._waiting = False

    def _covered(self) -> bool:
        return self._loud_to <= self._final_to + _CLOSE_S

    def _spoken(self) -> str:
        if self._language is not None:
            return self._language
        spoken: dict[str, int] = {}
        for one in self._finals:
            spoken[one["language"]] = spoken.get(one["language"], 0) + len(one["transcript"])
        return max(spoken, key=lambda one: spoken[one], default="")


def _words_from(alternative: dict[str, Any], second: float) -> str:
    """Those that were said after `second`."""
    words = alternative.get("words")
    if not words:
        return str(alternative["transcript"])
    return joined([str(one.get("punctuated_word") or one["word"]) for one in words if float(one["end"]) > second])


def _refused(told: dict[str, Any]) -> None:
    code = re.sub(r"[^A-Za-z0-9_-]", "", str(told.get("code") or told.get("err_code") or told.get("variant") or ""))[
        :40
    ]
    if not code.startswith("Keyterms"):
        raise VendorUnavailable(f"refuses ({code or 'no code'})")


def _configure(phrases: tuple[str, ...]) -> bytes:
    return orjson.dumps({"type": "Configure", "keyterms": _terms(phrases)})


def _terms(phrases: tuple[str, ...]) -> list[str]:
    """As many as are allowed, the first first."""
    terms: list[str] = []
    room = MOST_BYTES_OF_TERMS
    for phrase in dict.fromkeys(one.strip() for one in phrases):
        room -= len(phrase.encode()) + 4
        if room < 0 or len(terms) == MOST_TERMS:
            break
        if phrase:
            terms.append(phrase)
    return terms
