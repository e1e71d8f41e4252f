"""The multi-context WebSocket of ElevenLabs as data. No sockets here: texts in, values out, and back.

https://elevenlabs.io/docs/api-reference/text-to-speech/v-1-text-to-speech-voice-id-multi-stream-input, read in November 2026.
A context is one reply; five may be open on a socket. What is sent to one whose `close_context` went out is an error.
"""

import binascii
import re
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import orjson

from receptionist.errors import VendorUnavailable

INACTIVITY_S: Final = 60
"""The service hangs up a socket on which nothing was sent for so long; 180 at most."""
CONTEXTS: Final = 5
_KIND = re.compile(r"\w{1,60}")
"""What may be logged of an error: its name. The rest might repeat what was to be said."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Sound of a context."""

    context: str
    audio: bytes
    chars: tuple[str, ...] | None
    """The characters it speaks, of those sent, where the service tells."""


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more comes of a context."""

    context: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Of one context, or (empty) of the whole socket."""

    context: str
    kind: str


def url(base_url: str, voice: str, model: str, language: str) -> str:
    """Of the socket for one voice, model and language (empty: not told)."""
    asked = {
        "model_id": model,
        "output_format": "ulaw_8000",
        "auto_mode": "true",
        "sync_alignment": "true",
        "inactivity_timeout": str(INACTIVITY_S),
    }
    if language:
        asked["language_code"] = language
    return f"ws{base_url.removeprefix('http')}/v1/text-to-speech/{voice}/multi-stream-input?{urlencode(asked)}"


def opening(context: str, pace: float) -> bytes:
    message: dict[str, Any] = {"text": " ", "context_id": context}
    if pace != 1.0:
        message["voice_settings"] = {"speed": speed(pace)}
    return orjson.dumps(message)


def speed(pace: float) -> float:
    """As far as they go."""
    return min(1.2, max(0.7, pace))


def speak(context: str, text: str) -> bytes:
    """`text` is made sound now, whether or not it ends a sentence."""
    return orjson.dumps({"text": text, "context_id": context, "flush": True})


def close(context: str) -> bytes:
    """What was sent is spoken to its end, then its end is told."""
    return orjson.dumps({"context_id": context, "close_context": True})


def keep_alive(context: str | None) -> bytes:
    return orjson.dumps({"text": "", "context_id": context} if context else {"text": ""})


def goodbye() -> bytes:
    return b'{"close_socket":true}'


def parse(message: bytes) -> Piece | Done | Fault | None:
    """None for what is of no use. Raises VendorUnavailable for what is no message of theirs."""
    try:
        told = orjson.loads(message)
        context = told.get("contextId") or ""
        if not isinstance(context, str):
            raise TypeError("contextId")
        if kind := told.get("error"):
            return Fault(context, kind if isinstance(kind, str) and _KIND.fullmatch(kind) else "an error")
        if audio := told.get("audio"):
            return Piece(context, binascii.a2b_base64(audio), _chars(told.get("alignment")))
        return Done(context) if told.get("isFinal") else None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise VendorUnavailable("ElevenLabs sends nonsense") from error


def _chars(alignment: Any) -> tuple[str, ...] | None:
    if not alignment or not alignment.get("chars"):
        return None
    return tuple("".join(alignment["chars"]))
