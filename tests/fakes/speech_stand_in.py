"""OpenAI's speech on this machine: requests are checked as the service does, sound comes word by word.

https://developers.openai.com/api/docs/api-reference/audio/createSpeech
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from aiohttp import web

from tests.fakes.on_a_thread import served

KEY = "sk-stand-in"
_VOICES = frozenset(
    {"alloy", "ash", "ballad", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer", "verse", "marin", "cedar"}
)
_KNOWN = frozenset({"model", "input", "voice", "response_format", "speed", "instructions", "stream_format"})
_FORMATS = frozenset({"mp3", "opus", "aac", "flac", "wav", "pcm"})
SPOKEN = (np.sin(np.arange(7200) * 2 * np.pi * 400 / 24_000) * 8000).astype("<i2").tobytes()
"""A word: 0.3 s."""


@dataclass
class Play:
    """How it behaves from now on."""

    status: int = 200
    first_s: float = 0.01
    hangs_after: int | None = None
    """Words."""
    closes_after: int | None = None
    mute: bool = False
    silent: bool = False
    page: bool = False
    """Somebody else's error page, with status 200."""


@dataclass
class SpeechStandIn:
    url: str = ""
    """With its `/v1`."""
    play: Play = field(default_factory=Play)
    requests: list[dict[str, Any]] = field(default_factory=list)
    connections: set[Any] = field(default_factory=set)


@contextmanager
def speech_stand_in() -> Iterator[SpeechStandIn]:
    stand_in = SpeechStandIn()

    async def speech(request: web.Request) -> web.StreamResponse:
        return await _speak(stand_in, request)

    async def model(request: web.Request) -> web.Response:
        stand_in.connections.add(request.transport.get_extra_info("peername") if request.transport else None)
        return web.json_response({"id": request.match_info["model"], "object": "model"})

    app = web.Application()
    app.router.add_post("/v1/audio/speech", speech)
    app.router.add_get("/v1/models/{model}", model)
    with served(app) as origin:
        stand_in.url = f"{origin}/v1"
        yield stand_in


async def _speak(told: SpeechStandIn, request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        told.connections.add(request.transport.get_extra_info("peername"))
    if request.headers.get("Authorization") != f"Bearer {KEY}":
        return _refused(401, "invalid_api_key")
    if told.play.status != 200:
        return _refused(told.play.status, "no")
    body = await request.json()
    if (
        set(body) - _KNOWN
        or body["voice"] not in _VOICES
        or body["response_format"] not in _FORMATS
        or not body["input"]
    ):
        return _refused(400, "invalid_request_error")
    told.requests.append(body)
    if told.play.page:
        return web.Response(text="<html>Bad gateway</html>", content_type="text/html")
    answer = web.StreamResponse(headers={"Content-Type": "audio/pcm"})
    await answer.prepare(request)
    await asyncio.sleep(told.play.first_s)
    if not told.play.mute:
        await answer.write(bytes(2 * 24_000 // 5))
        for number, _ in enumerate(body["input"].split()):
            if number == told.play.hangs_after:
                await asyncio.Event().wait()
            if number == told.play.closes_after and request.transport is not None:
                request.transport.abort()
                return answer
            await answer.write(bytes(len(SPOKEN)) if told.play.silent else SPOKEN)
    await answer.write_eof()
    return answer


def _refused(status: int, code: str) -> web.Response:
    return web.json_response({"error": {"message": "No.", "type": code, "code": code, "param": None}}, status=status)
