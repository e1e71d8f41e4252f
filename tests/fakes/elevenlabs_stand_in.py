"""ElevenLabs' multi-context WebSocket and its HTTP speech on this machine: what is sent is checked as the service does, sound comes
word by word. What goes wrong is the test's to say.

https://elevenlabs.io/docs/api-reference/text-to-speech/v-1-text-to-speech-voice-id-multi-stream-input
"""

import asyncio
import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.on_a_thread import served
from tests.fakes.recognisers import KEY, StandIn, scribe
from tests.fakes.speech import WORD

__all__ = ["KEY", "ElevenLabsStandIn", "Play", "elevenlabs_stand_in"]

LEADING_S = 0.2
"""Of silence before the first word of a reply, as the service has it."""


@dataclass
class Play:
    """How it behaves from now on."""

    status: int = 0
    """Of the refusal; 0: none."""
    first_s: float = 0.01
    word_s: float = 0.0
    hangs_after: int | None = None
    """Words; then nothing more ever comes."""
    closes_after: int | None = None
    """Words; then the socket is reset."""
    garbage_after: int | None = None
    error: str = ""
    error_of_all: bool = False
    """The error names no context."""
    mute: bool = False
    """Success, without a sound."""
    silent: bool = False
    """Sound, of nothing."""
    aligned: bool = True
    left_out: int = 0
    """Words at the end that are not spoken."""
    strangers: bool = False
    """Sound of somebody else's context before every word."""
    ends: bool = True
    """It says when a context is over."""
    sound: Callable[[str], bytes] = lambda _: WORD
    """Of a word: mu-law."""


@dataclass
class ElevenLabsStandIn:
    url: str = ""
    play: Play = field(default_factory=Play)
    handshakes: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)
    """Queries of handshakes and requests, with `voice`."""
    messages: list[dict[str, Any]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    spoken_after_leaving: int = 0
    """Words made for contexts that had been closed."""
    most_contexts: int = 0
    bodies: list[dict[str, Any]] = field(default_factory=list)

    def texts(self) -> list[str]:
        return [m["text"] for m in self.messages if m.get("text") not in (None, "", " ")]


@contextmanager
def elevenlabs_stand_in(*, hears: StandIn | None = None) -> Iterator[ElevenLabsStandIn]:
    """`hears`: its recogniser, where it has one."""
    stand_in = ElevenLabsStandIn()

    async def line(request: web.Request) -> web.StreamResponse:
        return await _Line(stand_in).serve(request)

    async def whole(request: web.Request) -> web.StreamResponse:
        return await _whole(stand_in, request)

    app = web.Application()
    app.router.add_get("/v1/text-to-speech/{voice}/multi-stream-input", line)
    app.router.add_post("/v1/text-to-speech/{voice}/stream", whole)
    app.router.add_get("/v2/voices", _voices)
    if hears is not None:
        app.router.add_get("/v1/speech-to-text/realtime", scribe(hears))
    with served(app) as origin:
        stand_in.url = origin
        yield stand_in


@dataclass
class _Context:
    queue: "asyncio.Queue[str | None]" = field(default_factory=asyncio.Queue)
    held: str = ""
    words: int = 0
    closed: bool = False


class _Line:
    def __init__(self, stand_in: ElevenLabsStandIn) -> None:
        self.told = stand_in
        self.contexts: dict[str, _Context] = {}
        self.ws = web.WebSocketResponse(compress=False)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        told = self.told
        told.handshakes += 1
        told.asked.append({**request.query, "voice": request.match_info["voice"]})
        if told.play.status:
            return web.json_response({"detail": {"status": "no"}}, status=told.play.status)
        if request.headers.get("xi-api-key") != KEY:
            return web.json_response({"detail": {"status": "invalid_api_key"}}, status=401)
        await self.ws.prepare(request)
        tasks: list[asyncio.Task[None]] = []
        try:
            async for message in self.ws:
                if message.type is WSMsgType.TEXT:
                    await self._take(json.loads(message.data), tasks)
        finally:
            for task in tasks:
                task.cancel()
        return self.ws

    async def _take(self, asked: dict[str, Any], tasks: "list[asyncio.Task[None]]") -> None:
        self.told.messages.append(asked)
        if asked.get("close_socket"):
            await self.ws.close()
            return
        name = asked.get("context_id", "")
        context = self.contexts.get(name)
        if context is None:
            if asked == {"text": ""} or asked.get("close_context"):
                return
            if asked.get("text") != " ":
                self.told.faults.append("a context begins with a space")
            if len(self.contexts) >= 5:
                await self._error("maximum_contexts_exceeded", name)
                return
            context = self.contexts[name] = _Context()
            self.told.most_contexts = max(self.told.most_contexts, len(self.contexts))
            tasks.append(asyncio.get_running_loop().create_task(self._speak(name, context)))
            return
        if context.closed:
            self.told.faults.append("a message to a closed context")
            return
        context.held += asked.get("text", "")
        if asked.get("flush"):
            context.queue.put_nowait(context.held)
            context.held = ""
        if asked.get("close_context"):
            context.closed = True
            if context.held.strip():
                self.told.faults.append("text was never flushed")
            context.queue.put_nowait(None)

    async def _speak(self, name: str, context: _Context) -> None:
        first = True
        while (text := await context.queue.get()) is not None:
            play = self.told.play
            await asyncio.sleep(play.first_s)
            if play.error:
                await self._error(play.error, "" if play.error_of_all else name)
                return
            if not play.mute:
                words = text.split()
                for word in words[: len(words) - play.left_out]:
                    if not await self._word(name, context, word, first=first):
                        return
                    first = False
        if self.told.play.ends:
            await self.ws.send_json({"isFinal": True, "contextId": name})
        self.contexts.pop(name, None)

    async def _word(self, name: str, context: _Context, word: str, *, first: bool) -> bool:
        """Whether to go on."""
        play = self.told.play
        if context.words == play.hangs_after:
            await asyncio.Event().wait()
        if context.words == play.closes_after:
            assert self.ws._writer is not None
            self.ws._writer.transport.abort()
            return False
        if context.words == play.garbage_after:
            await self.ws.send_str("{not json at all")
            return False
        if play.strangers:
            await self.ws.send_json({"audio": base64.b64encode(WORD).decode(), "contextId": "somebody-else"})
        context.words += 1
        self.told.spoken_after_leaving += context.closed
        audio = (b"\xff" * int(8000 * LEADING_S) if first else b"") + (
            b"\xff" * len(WORD) if play.silent else play.sound(word)
        )
        chars = [*word, " "]
        alignment = {"chars": chars, "charStartTimesMs": [0] * len(chars), "charDurationsMs": [30] * len(chars)}
        message: dict[str, Any] = {"audio": base64.b64encode(audio).decode(), "contextId": name}
        message |= {"alignment": alignment if play.aligned else None, "normalizedAlignment": None}
        await self.ws.send_json(message)
        await asyncio.sleep(play.word_s)
        return True

    async def _error(self, kind: str, name: str) -> None:
        told = {"error": kind, "message": "No.", "code": 1008}
        await self.ws.send_json(told | ({"contextId": name} if name else {}))


async def _whole(told: ElevenLabsStandIn, request: web.Request) -> web.StreamResponse:
    body = await request.json()
    told.asked.append({**request.query, "voice": request.match_info["voice"]})
    told.bodies.append(body)
    if request.headers.get("xi-api-key") != KEY:
        return web.json_response({"detail": {"status": "invalid_api_key", "message": "No."}}, status=401)
    if told.play.status:
        return web.json_response({"detail": {"status": "no", "message": "No."}}, status=told.play.status)
    answer = web.StreamResponse(headers={"Content-Type": "audio/basic"})
    await answer.prepare(request)
    await asyncio.sleep(told.play.first_s)
    if not told.play.mute:
        await answer.write(b"\xff" * int(8000 * LEADING_S))
        for number, word in enumerate(body["text"].split()):
            if number == told.play.hangs_after:
                await asyncio.Event().wait()
            if number == told.play.closes_after:
                assert request.transport is not None
                request.transport.abort()
                return answer
            await answer.write(told.play.sound(word))
    await answer.write_eof()
    return answer


async def _voices(request: web.Request) -> web.Response:
    if request.headers.get("xi-api-key") != KEY:
        return web.json_response({"detail": {"status": "invalid_api_key", "message": "No."}}, status=401)
    sarah = {"voice_id": "EXAVITQu4vr4xnSDxMaL", "name": "Sarah", "category": "premade", "labels": {"language": "en"}}
    return web.json_response({"voices": [sarah], "has_more": False, "total_count": 1, "next_page_token": None})
