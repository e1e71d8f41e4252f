"""OpenAI's realtime transcription, with turns of our own. https://developers.openai.com/api/docs/guides/realtime-transcription

What is committed becomes an item, and every answer names its item: so an answer that comes late, or in another order, is never
taken for one about another turn.
"""

import re
from binascii import b2a_base64
from collections import deque
from typing import Any

import orjson

from receptionist.adapters.ears.addresses import web_socket
from receptionist.adapters.ears.dictation import UNTOLD, joined
from receptionist.adapters.ears.line import Address
from receptionist.adapters.ears.loudness import loud_until
from receptionist.adapters.ears.streamed import Recogniser
from receptionist.adapters.openai.transcription import LANGUAGES, TranscriptionAccount, biased
from receptionist.errors import VendorUnavailable
from receptionist.ports import Transcript

_APPEND = b'{"type":"input_audio_buffer.append","audio":"'
_COMMIT = b'{"type":"input_audio_buffer.commit"}'
_CLEAR = b'{"type":"input_audio_buffer.clear"}'
_SHORTEST = 1000
"""Bytes: a commit of less than a tenth of a second is refused."""


def recogniser(account: TranscriptionAccount) -> Recogniser:
    address = Address(
        f"{web_socket(account.base_url)}/realtime?intent=transcription",
        (("Authorization", f"Bearer {account.api_key}"),),
    )
    return Recogniser(
        "openai-realtime",
        LANGUAGES,
        "live" in account.live_model or "whisper" in account.live_model,
        lambda language, phrases: address,
        lambda language, phrases: OpenAiDictation(account.live_model, language, phrases),
    )


class OpenAiDictation:
    BINARY = False
    IDLE_S = 0.0
    ENOUGH_S = 3.0

    def __init__(self, model: str, language: str | None, phrases: tuple[str, ...] = ()) -> None:
        self._model = model
        self._told = (language, phrases)
        self._unanswered: deque[int] = deque()
        """Commits whose item is not known yet: the turn each belongs to."""
        self._turn_of: dict[str, int] = {}
        """By item that was committed."""
        self._turn = 0
        self._unsent = 0
        """Bytes in the buffer that are not committed."""
        self._fresh()

    def _fresh(self) -> None:
        self._loud = False
        self._commits = 0
        self._outstanding = 0
        self._texts: dict[str, str] = {}
        """Of the turn, by item: those committed, in order, and what is being said."""
        self._final: set[str] = set()
        self._language = ""

    @property
    def partial(self) -> str:
        return joined([text.strip() for text in self._texts.values()])

    @property
    def settled(self) -> bool:
        return self._outstanding == 0

    @property
    def whole(self) -> bool:
        return False

    @property
    def enough(self) -> bool:
        return False

    @property
    def spoiled(self) -> bool:
        return False

    def opening(self) -> list[bytes]:
        return [self._session()]

    def begin(self) -> list[bytes]:
        self._turn += 1
        cleared = [_CLEAR] if self._unsent else []
        self._unsent = 0
        self._fresh()
        return cleared

    def hear(self, audio: bytes) -> bytes:
        self._unsent += len(audio)
        self._loud = self._loud or loud_until(audio) > 0
        return _append(audio)

    def ask(self) -> list[bytes]:
        if not self._unsent or (self._commits and not self._loud):
            return []
        padded = [_append(b"\xff" * (_SHORTEST - self._unsent))] if self._unsent < _SHORTEST else []
        self._unsent, self._loud = 0, False
        self._commits += 1
        self._outstanding += 1
        self._unanswered.append(self._turn)
        return [*padded, _COMMIT]

    def end(self) -> list[bytes]:
        """An item that was begun and is not committed is nobody's."""
        for item in self._texts:
            self._turn_of.setdefault(item, self._turn)
        return self.begin()

    def idle(self) -> list[bytes]:
        return []

    def tune(self, language: str | None, phrases: tuple[str, ...]) -> list[bytes] | None:
        if (language, phrases) == self._told:
            return []
        self._told = (language, phrases)
        return [self._session()]

    def closing(self) -> list[bytes]:
        return []

    def take(self, message: bytes) -> None:
        try:
            told = orjson.loads(message)
            match str(told["type"]).removeprefix("conversation.item.input_audio_transcription."):
                case "input_audio_buffer.committed":
                    self._committed(str(told["item_id"]))
                case "delta":
                    item = str(told["item_id"])
                    if self._ours(item) and item not in self._final:
                        self._texts[item] = self._texts.get(item, "") + str(told.get("delta") or "")
                case "completed":
                    self._completed(str(told["item_id"]), told)
                case "failed":
                    raise VendorUnavailable(f"failed ({_code(told)})")
                case "error":
                    self._refused(told)
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
            raise VendorUnavailable(f"talks nonsense ({type(error).__name__})") from None

    def heard(self) -> Transcript:
        text = joined([text.strip() for item, text in self._texts.items() if item in self._final])
        return Transcript(text, self._told[0] or self._language, UNTOLD if text else 0.0)

    def _session(self) -> bytes:
        transcription = {"model": self._model, **biased(self._model, *self._told)}
        heard = {"format": {"type": "audio/pcmu"}, "transcription": transcription, "turn_detection": None}
        return orjson.dumps({"type": "session.update", "session": {"type": "transcription", "audio": {"input": heard}}})

    def _ours(self, item: str) -> bool:
        """Of this turn, as far as is known: what is not committed yet is what is being said."""
        return self._turn_of.get(item, self._turn) == self._turn

    def _committed(self, item: str) -> None:
        self._turn_of[item] = self._unanswered.popleft() if self._unanswered else -1
        if len(self._turn_of) > 64:
            del self._turn_of[next(iter(self._turn_of))]
        if self._ours(item):
            so_far = self._texts.get(item, "")
            self._texts = {one: text for one, text in self._texts.items() if one != item and one in self._turn_of}
            self._texts[item] = so_far

    def _completed(self, item: str, told: dict[str, Any]) -> None:
        if item not in self._turn_of:
            self._committed(item)
        if not self._ours(item) or item in self._final:
            return
        self._final.add(item)
        self._texts[item] = str(told["transcript"])
        languages = told.get("languages") or ()
        if languages and not self._language:
            first = languages[0]
            self._language = str(first.get("code", "") if isinstance(first, dict) else first).partition("-")[0]
        self._outstanding = max(0, self._outstanding - 1)

    def _refused(self, told: dict[str, Any]) -> None:
        """A commit of nothing is answered by it."""
        code = _code(told)
        if code != "input_audio_buffer_commit_empty":
            raise VendorUnavailable(f"refuses ({code})")
        if self._unanswered and self._unanswered.popleft() == self._turn:
            self._outstanding = max(0, self._outstanding - 1)


def _append(audio: bytes) -> bytes:
    return _APPEND + b2a_base64(audio, newline=False) + b'"}'


def _code(told: dict[str, Any]) -> str:
    error = told.get("error") or {}
    return re.sub(r"[^A-Za-z0-9_.-]", "", str(error.get("code") or error.get("type") or "no code"))[:60]
