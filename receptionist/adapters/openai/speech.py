"""The Voice port on OpenAI's speech, or on whoever speaks its protocol: POST /audio/speech, 24 kHz as it is made.

https://developers.openai.com/api/docs/api-reference/audio/createSpeech, read in November 2026.
"""

from collections.abc import AsyncGenerator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

import aiohttp
import orjson

from receptionist.adapters.ears import addresses
from receptionist.adapters.http_session import session
from receptionist.adapters.mouth.from_pcm import FromPcm
from receptionist.adapters.mouth.trimming import Trimmed
from receptionist.errors import VendorUnavailable

NAME: Final = "openai"
OPENAI: Final = "https://api.openai.com/v1"
MODEL: Final = "gpt-4o-mini-tts"
"""Its end is announced for January 2027, without a successor at this address: then OPENAI_TTS_MODEL has to name one."""
VOICE: Final = "marin"
SPOKEN: Final = frozenset({"en", "es"})
"""Of a front desk's languages those the guide lists; Punjabi is not among them.
https://developers.openai.com/api/docs/guides/text-to-speech"""
RATE: Final = 24_000
CONNECT_S: Final = 1.0
READ_S: Final = 5.0


@dataclass(frozen=True, slots=True)
class OpenAiSpeaker:
    api_key: str
    base_url: str = OPENAI
    """With its `/v1`."""
    model: str = MODEL
    voices: Mapping[str, str] | None = None
    """By language, instead of VOICE."""


class OpenAiVoice:
    """For all calls of a process, on connections that are kept."""

    def __init__(self, speaker: OpenAiSpeaker, *, read_s: float = READ_S) -> None:
        """`read_s`: for its next sound."""
        self._speaker = speaker
        self._limits = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S, sock_read=read_s)
        self._headers = {"Authorization": f"Bearer {speaker.api_key}", "Content-Type": "application/json"}

    def languages(self) -> frozenset[str]:
        return SPOKEN

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[bytes, None]:
        """As the port says. A voice of other providers gives the language's own."""
        if language not in SPOKEN:
            raise VendorUnavailable(f"OpenAI has no voice for {language}")
        wish = {
            "model": self._speaker.model,
            "input": text,
            "voice": (self._speaker.voices or {}).get(language, VOICE),
            "response_format": "pcm",
        }
        body = orjson.dumps(wish | ({"speed": min(4.0, max(0.25, pace))} if pace != 1.0 else {}))
        converted, trimmed = FromPcm(RATE), Trimmed()
        try:
            url = f"{self._speaker.base_url}/audio/speech"
            asked = session().post(url, data=body, headers=self._headers, allow_redirects=False, timeout=self._limits)
            async with asked as answer:
                _check(answer)
                async for piece in answer.content.iter_any():
                    if audio := trimmed(converted(piece)):
                        yield audio
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise VendorUnavailable(f"OpenAI cannot be heard ({type(error).__name__})") from error
        if audio := trimmed(converted.rest()):
            yield audio
        if not trimmed.audible:
            raise VendorUnavailable("OpenAI made no sound")

    async def warm(self, *, language: str | None = None) -> None:
        """By a request that costs nothing."""
        url = f"{self._speaker.base_url}/models/{self._speaker.model}"
        with suppress(aiohttp.ClientError, TimeoutError, OSError):
            asked = session().get(url, headers=self._headers, allow_redirects=False, timeout=self._limits)
            async with asked as answer:
                await answer.read()


def _check(answer: aiohttp.ClientResponse) -> None:
    """An error page is no sound."""
    if answer.status != 200:
        raise VendorUnavailable(f"OpenAI refuses ({answer.status})")
    if answer.content_type.startswith(("text/", "application/json")):
        raise VendorUnavailable("OpenAI sends nonsense")


def speaker_from(env: Mapping[str, str]) -> OpenAiSpeaker:
    """From `OPENAI_API_KEY`, `OPENAI_BASE_URL`, `OPENAI_TTS_MODEL`, `OPENAI_TTS_VOICE`, for one language `OPENAI_TTS_VOICE_ES`.
    Raises Misconfigured."""
    key = addresses.key(env, "OPENAI_API_KEY", "MOUTH", NAME)
    every = env.get("OPENAI_TTS_VOICE", "").strip() or VOICE
    voices = {one: env.get(f"OPENAI_TTS_VOICE_{one.upper()}", "").strip() or every for one in SPOKEN}
    model = env.get("OPENAI_TTS_MODEL", "").strip() or MODEL
    return OpenAiSpeaker(key, addresses.base_url(env, "OPENAI_BASE_URL", OPENAI), model, voices)
