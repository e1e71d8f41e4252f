"""The Voice port on ElevenLabs by HTTP, for models that are not on the socket; and the voices an account has.

Their package does the same and takes a second to be imported and a fifth of one to begin, so it is spoken to without.
https://elevenlabs.io/docs/api-reference/text-to-speech/stream, /docs/api-reference/voices/search
"""

from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

import aiohttp
import orjson

from receptionist.adapters.elevenlabs.account import ElevenLabsAccount
from receptionist.adapters.elevenlabs.cast import Cast
from receptionist.adapters.elevenlabs.messages import speed
from receptionist.adapters.http_session import session
from receptionist.adapters.mouth.trimming import Trimmed
from receptionist.errors import VendorUnavailable

CONNECT_S: Final = 1.0
READ_S: Final = 5.0


class WholeTexts:
    """For all calls of a process, on connections that are kept."""

    def __init__(self, account: ElevenLabsAccount, cast: Cast) -> None:
        self._account = account
        self._cast = cast
        self._limits = aiohttp.ClientTimeout(total=None, sock_connect=CONNECT_S, sock_read=READ_S)

    def languages(self) -> frozenset[str]:
        return self._cast.languages()

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncGenerator[bytes, None]:
        """As the port says; `voice` is an id of theirs."""
        if language not in self._cast.languages():
            raise VendorUnavailable(f"ElevenLabs has no voice for {language}")
        wish: dict[str, Any] = {"text": text, "model_id": self._cast.models[language], "language_code": language}
        if pace != 1.0:
            wish["voice_settings"] = {"speed": speed(pace)}
        trimmed = Trimmed()
        path = f"/v1/text-to-speech/{voice or self._cast.voices[language]}/stream?output_format=ulaw_8000"
        try:
            asked = session().post(
                f"{self._account.base_url}{path}",
                data=orjson.dumps(wish),
                headers={**dict(self._account.headers), "Content-Type": "application/json"},
                allow_redirects=False,
                timeout=self._limits,
            )
            async with asked as answer:
                if answer.status != 200:
                    raise VendorUnavailable(f"ElevenLabs refuses ({answer.status})")
                if answer.content_type.startswith(("text/", "application/json")):
                    raise VendorUnavailable("ElevenLabs sends nonsense")
                async for piece in answer.content.iter_any():
                    if audio := trimmed(piece):
                        yield audio
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise VendorUnavailable(f"ElevenLabs cannot be heard ({type(error).__name__})") from error
        if not trimmed.audible:
            raise VendorUnavailable("ElevenLabs made no sound")

    async def warm(self, *, language: str | None = None) -> None:
        """By a request that costs nothing."""
        with suppress(VendorUnavailable):
            await _asked(self._account, "/v1/models")


@dataclass(frozen=True, slots=True)
class Known:
    """A voice of an account."""

    id: str
    name: str
    language: str
    """The one it was recorded in; empty where nobody says."""


async def voices_of(account: ElevenLabsAccount) -> tuple[Known, ...]:
    """The first hundred, by name. Raises VendorUnavailable."""
    try:
        found = orjson.loads(await _asked(account, "/v2/voices?page_size=100"))["voices"]
        known = (
            Known(
                str(one["voice_id"]), str(one.get("name") or ""), str((one.get("labels") or {}).get("language") or "")
            )
            for one in found
        )
        return tuple(sorted(known, key=lambda one: one.name))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise VendorUnavailable("ElevenLabs sends nonsense") from error


async def _asked(account: ElevenLabsAccount, path: str) -> bytes:
    limits = aiohttp.ClientTimeout(total=READ_S, sock_connect=CONNECT_S)
    try:
        asked = session().get(
            f"{account.base_url}{path}", headers=dict(account.headers), allow_redirects=False, timeout=limits
        )
        async with asked as answer:
            if answer.status != 200:
                raise VendorUnavailable(f"ElevenLabs refuses ({answer.status})")
            return await answer.read()
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise VendorUnavailable(f"ElevenLabs cannot be reached ({type(error).__name__})") from error
