"""ElevenLabs' Scribe, live. https://elevenlabs.io/docs/api-reference/speech-to-text/v-1-speech-to-text-realtime

Its answers name nothing they are about: each commit is answered by one final, in order. Where one is still outstanding when a
turn ends, the socket is not used again. Without sound for a quarter of a minute it hangs up, so a quiet line is given a little
silence now and then, and that is committed once it is a second long, because a buffer that fills is committed unasked.
"""

import math
import re
from binascii import b2a_base64
from collections import deque
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import orjson

from receptionist.adapters.ears.addresses import web_socket
from receptionist.adapters.ears.dictation import UNTOLD, joined
from receptionist.adapters.ears.line import Address
from receptionist.adapters.ears.loudness import loud_until
from receptionist.adapters.ears.streamed import Recogniser
from receptionist.adapters.elevenlabs.account import ElevenLabsAccount
from receptionist.errors import VendorUnavailable
from receptionist.ports import Transcript

MODEL = "scribe_v2_realtime"
LANGUAGES = frozenset({"en", "es", "pa"})
"""Among ninety: https://elevenlabs.io/docs/overview/capabilities/speech-to-text."""
MOST_TERMS = 50
MOST_LETTERS = 20
MOST_WORDS = 5
"""Of a key term; longer ones, and more of them, are refused."""
_SHORTEST = 2800
"""Bytes: less than 0.3 s cannot be committed."""
_SILENCE = b"\xff" * 160
_HEAD = b'{"message_type":"input_audio_chunk","audio_base_64":"'
_TAIL = b'","commit":false,"sample_rate":8000}'
_COMMIT = b'","commit":true,"sample_rate":8000}'
_NOBODY = -1
"""The turn to which a commit of silence belongs."""
_THREE_LETTERS = {"eng": "en", "spa": "es", "pan": "pa"}
_NO_FAULT = frozenset({"session_started", "warning", "committed_transcript_entities"})


def model_from(env: Mapping[str, str]) -> str:
    return env.get("ELEVENLABS_TRANSCRIPTION_MODEL", "").strip() or MODEL


def recogniser(account: ElevenLabsAccount, model: str = MODEL) -> Recogniser:
    def address(language: str | None, phrases: tuple[str, ...]) -> Address:
        query = [("model_id", model), ("audio_format", "ulaw_8000"), ("commit_strategy", "manual")]
        if language:
            query.append(("language_code", language))
        else:
            query += [("include_timestamps", "true"), ("include_language_detection", "true")]
        query += [("keyterms", term) for term in _terms(phrases)]
        url = f"{web_socket(account.base_url)}/v1/speech-to-text/realtime?{urlencode(query)}"
        return Address(url, account.headers)

    return Recogniser("elevenlabs", LANGUAGES, True, address, ScribeDictation, gathers=True)


class ScribeDictation:
    BINARY = False
    IDLE_S = 5.0

    def __init__(self, language: str | None, phrases: tuple[str, ...] = ()) -> None:
        self._language = language
        self._terms = _terms(phrases)
        self.ENOUGH_S = 3.0 if language else 0.4
        """A final that tells the language comes beside one that does not; that one has to do if it is not soon there."""
        self._commits: deque[int] = deque()
        """Those not answered: the turn each belongs to."""
        self._turn = 0
        self._unsent = 0
        """Bytes that are not committed."""
        self._silence = 0
        self.spoiled = False
        self._fresh()

    def _fresh(self) -> None:
        self._loud = False
        self._asked = False
        self._finals: list[str] = []
        self._partial = ""
        self._plain = ""
        self._sure: list[float] = []
        self._spoken = ""

    @property
    def partial(self) -> str:
        return joined([*self._finals, self._partial])

    @property
    def settled(self) -> bool:
        return self._turn not in self._commits

    @property
    def whole(self) -> bool:
        return False

    @property
    def enough(self) -> bool:
        return bool(self._plain)

    def opening(self) -> list[bytes]:
        return []

    def begin(self) -> list[bytes]:
        self._turn += 1
        self._fresh()
        return []

    def hear(self, audio: bytes) -> bytes:
        self._unsent += len(audio)
        self._loud = self._loud or loud_until(audio) > 0
        return _HEAD + b2a_base64(audio, newline=False) + _TAIL

    def ask(self) -> list[bytes]:
        if self._asked and not self._loud:
            return []
        return self._commit(self._turn)

    def end(self) -> list[bytes]:
        """What was never asked about is committed for nobody, lest it begin the next turn."""
        self.spoiled = self.spoiled or self._turn in self._commits
        loud = self._loud
        self.begin()
        return self._commit(_NOBODY) if loud and not self.spoiled else []

    def idle(self) -> list[bytes]:
        self._silence += len(_SILENCE)
        self._unsent += len(_SILENCE)
        message = _HEAD + b2a_base64(_SILENCE, newline=False) + _TAIL
        return [message] if self._silence < 8000 else [message, *self._commit(_NOBODY)]

    def tune(self, language: str | None, phrases: tuple[str, ...]) -> list[bytes] | None:
        """Dialling again is worth it for another language, or for names it was never told."""
        return [] if language == self._language and set(_terms(phrases)) <= set(self._terms) else None

    def closing(self) -> list[bytes]:
        return []

    def take(self, message: bytes) -> None:
        try:
            told = orjson.loads(message)
            match told["message_type"]:
                case "partial_transcript":
                    if self._commits and self._commits[0] != self._turn:
                        return
                    self._partial = str(told["text"]).strip()
                case "committed_transcript":
                    self._final(str(told["text"]).strip(), told, timed=False)
                case "committed_transcript_with_timestamps":
                    self._final(str(told["text"]).strip(), told, timed=True)
                case kind if kind not in _NO_FAULT:
                    raise VendorUnavailable(f"refuses ({re.sub('[^a-z_]', '', str(kind))[:40]})")
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise VendorUnavailable(f"talks nonsense ({type(error).__name__})") from None

    def heard(self) -> Transcript:
        finals = [*self._finals, self._plain] if self._turn in self._commits else self._finals
        if self._turn in self._commits:
            self.spoiled = True
        text = joined(finals)
        sure = sum(self._sure) / len(self._sure) if self._sure else UNTOLD
        return Transcript(text, self._language or self._spoken, sure if text else 0.0)

    def _commit(self, turn: int) -> list[bytes]:
        padding = b"\xff" * max(0, _SHORTEST - self._unsent)
        self._unsent = self._silence = 0
        self._loud, self._asked = False, turn == self._turn
        self._commits.append(turn)
        return [_HEAD + b2a_base64(padding, newline=False) + _COMMIT]

    def _final(self, text: str, told: dict[str, Any], *, timed: bool) -> None:
        if timed is (self._language is not None):
            if not timed and self._commits and self._commits[0] == self._turn:
                self._plain = text
            return
        turn = self._commits.popleft() if self._commits else _NOBODY
        if turn != self._turn:
            return
        self._partial = self._plain = ""
        self._finals.append(text)
        words = told.get("words") or ()
        self._sure += [math.exp(min(0.0, float(one["logprob"]))) for one in words if one.get("logprob") is not None]
        code = str(told.get("language_code") or "").partition("-")[0]
        self._spoken = self._spoken or _THREE_LETTERS.get(code, code)


def _terms(phrases: tuple[str, ...]) -> tuple[str, ...]:
    fit = (one.strip() for one in phrases)
    terms = (one for one in fit if one and len(one) <= MOST_LETTERS and len(one.split()) <= MOST_WORDS)
    return tuple(dict.fromkeys(terms))[:MOST_TERMS]
