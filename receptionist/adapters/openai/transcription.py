"""OpenAI's transcription of whole turns. https://developers.openai.com/api/docs/guides/speech-to-text"""

import wave
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import aiohttp
import orjson

from receptionist.adapters.ears.addresses import base_url, key
from receptionist.adapters.ears.dictation import UNTOLD
from receptionist.adapters.http_session import session
from receptionist.calls.mulaw import RATE, decode_int16
from receptionist.errors import VendorUnavailable
from receptionist.ports import Transcript

HOST = "https://api.openai.com/v1"
MODEL = "gpt-transcribe"
LIVE_MODEL = "gpt-live-transcribe"
"""Both are what OpenAI names first for their purpose since July 2026; the gpt-4o ones end in February 2027
(https://developers.openai.com/api/docs/deprecations)."""
LANGUAGES = frozenset({"en", "es"})
"""Punjabi is not among those OpenAI says it transcribes well: https://developers.openai.com/api/docs/guides/speech-to-text."""
ANSWER_S = 4.0
MOST_PHRASES = 50
_GIVEN_LISTS = ("gpt-transcribe", "gpt-live-transcribe")
"""Models that take hints as lists (https://developers.openai.com/api/reference: AudioTranscription)."""


@dataclass(frozen=True, slots=True)
class TranscriptionAccount:
    api_key: str
    base_url: str = HOST
    """With its `/v1`."""
    model: str = MODEL
    live_model: str = LIVE_MODEL


def account_from(env: Mapping[str, str], name: str) -> TranscriptionAccount:
    """From `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `OPENAI_TRANSCRIPTION_MODEL`, `OPENAI_LIVE_TRANSCRIPTION_MODEL`; `name` is that
    in EARS. Raises Misconfigured."""
    return TranscriptionAccount(
        key(env, "OPENAI_API_KEY", "EARS", name),
        base_url(env, "OPENAI_BASE_URL", HOST),
        env.get("OPENAI_TRANSCRIPTION_MODEL", "").strip() or MODEL,
        env.get("OPENAI_LIVE_TRANSCRIPTION_MODEL", "").strip() or LIVE_MODEL,
    )


def biased(model: str, language: str | None, phrases: tuple[str, ...]) -> dict[str, Any]:
    """What tells `model` the language and the names, as far as it can be told."""
    names = list(dict.fromkeys(one.strip() for one in phrases if one.strip()))[:MOST_PHRASES]
    told: dict[str, Any] = {}
    if model.startswith(_GIVEN_LISTS):
        if language:
            told["languages"] = [language]
        if names:
            told["keywords"] = names
        return told
    if language:
        told["language"] = language
    if names and model != "gpt-realtime-whisper":
        told["prompt"] = ", ".join(names)
    return told


class OpenAiTranscriber:
    """The Transcriber port. One request for each turn."""

    def __init__(self, account: TranscriptionAccount) -> None:
        self._account = account

    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        form = aiohttp.FormData()
        form.add_field("file", _as_file(audio), filename="turn.wav", content_type="audio/wav")
        form.add_field("model", self._account.model)
        form.add_field("response_format", "json")
        for name, value in biased(self._account.model, language, phrases).items():
            for one in value if isinstance(value, list) else (value,):
                form.add_field(f"{name}[]" if isinstance(value, list) else name, one)
        try:
            async with session().post(
                f"{self._account.base_url}/audio/transcriptions",
                data=form,
                headers={"Authorization": f"Bearer {self._account.api_key}"},
                timeout=aiohttp.ClientTimeout(ANSWER_S),
                allow_redirects=False,
            ) as answer:
                if answer.status != 200:
                    raise VendorUnavailable(f"openai refuses ({answer.status})")
                told = orjson.loads(await answer.content.read(1 << 20))
                text = str(told["text"]).strip()
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise VendorUnavailable(f"openai cannot be reached ({type(error).__name__})") from error
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise VendorUnavailable(f"openai talks nonsense ({type(error).__name__})") from None
        return Transcript(text, language or _detected(told), UNTOLD if text else 0.0)


def _as_file(audio: bytes) -> bytes:
    """Not mu-law: that telephone sound is taken inside a WAV file is not promised."""
    file = BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(decode_int16(audio).tobytes())
    return file.getvalue()


def _detected(told: dict[str, Any]) -> str:
    """Which language the model found; empty where it does not tell."""
    languages = told.get("languages") or ()
    first = languages[0] if isinstance(languages, list) and languages else ""
    return str(first.get("code", "") if isinstance(first, dict) else first).partition("-")[0]
