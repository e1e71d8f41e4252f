"""Deepgram, Scribe and OpenAI's transcription on this machine: they speak the real protocols over real sockets, understand the
code of spoken_code.py, and misbehave as they are told.

https://developers.deepgram.com/reference/speech-to-text/listen-streaming,
https://elevenlabs.io/docs/api-reference/speech-to-text/v-1-speech-to-text-realtime,
https://developers.openai.com/api/docs/guides/realtime-transcription
"""

import asyncio
import base64
import io
import json
import threading
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from aiohttp import BodyPartReader, WSMsgType, web

from receptionist.adapters.ears.loudness import loud_until
from receptionist.calls.mulaw import encode_int16
from tests.fakes.spoken_code import understand

KEY = "key-of-the-stand-in"
ENDPOINT_BYTES = 800
Way = Literal["", "silent", "mute", "closes", "cuts", "garbage", "nonsense", "huge", "empty", "refuses"]


@dataclass(frozen=True, slots=True)
class Play:
    """How one connection goes."""

    status: int = 101
    way: Way = ""
    """`silent`: no answer to the handshake; the rest after `after_s` of sound: `mute`: no word any more; `closes`; `cuts` (without
    a close frame); `garbage` (no JSON); `nonsense` (JSON of another world); `huge` (a message without end); `refuses` (an error
    message). `empty`: all finals are."""
    after_s: float = 0.0
    late_s: float = 0.03
    """Between being asked and a final."""


@dataclass(slots=True)
class StandIn:
    """A running server."""

    url: str
    plays: list[Play]
    """By connection, in order; the last one goes on."""
    connections: int = 0
    queries: list[dict[str, list[str]]] = field(default_factory=list)
    told: list[dict[str, Any]] = field(default_factory=list)
    """Every message that carried no sound."""
    heard: list[bytearray] = field(default_factory=list)
    """The sound of each connection."""
    understand: Callable[[bytes], str] = understand
    """The words in mu-law."""
    unknown: frozenset[str] = frozenset()
    """Languages of a connection, as its query names them, in which it makes nothing of what it hears."""

    def next(self) -> Play:
        self.connections += 1
        return self.plays[min(self.connections, len(self.plays)) - 1]


@contextmanager
def recognisers(
    *plays: Play, understanding: Callable[[bytes], str] = understand, unknown: frozenset[str] = frozenset()
) -> Iterator[StandIn]:
    """All of them on one port, in a thread, until the block ends."""
    stand_in = StandIn("", list(plays) or [Play()], understand=understanding, unknown=unknown)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(_begun(stand_in), loop).result(10)
    try:
        yield stand_in
    finally:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _begun(stand_in: StandIn) -> web.AppRunner:
    app = web.Application(client_max_size=1 << 24)
    made: dict[str, type[Session]] = {
        "/v1/listen": Deepgram, "/v1/speech-to-text/realtime": Scribe, "/v1/realtime": OpenAi,
    }  # fmt: skip
    for path, session in made.items():
        app.router.add_get(path, _served(stand_in, session))
    app.router.add_post("/v1/audio/transcriptions", _whole(stand_in))
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    stand_in.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    return runner


Answer = Callable[[web.Request], Any]


def _served(stand_in: StandIn, made: "type[Session]") -> Answer:
    async def answer(request: web.Request) -> web.StreamResponse:
        play = stand_in.next()
        stand_in.queries.append({name: request.query.getall(name) for name in request.query})
        if play.way == "silent":
            await asyncio.sleep(30)
        if play.status != 101 or made.key(request) != KEY:
            return web.json_response({"err_msg": "no"}, status=play.status if play.status != 101 else 401)
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        session = made(stand_in, play, request, socket)
        await session.serve()
        return socket

    return answer


def scribe(stand_in: StandIn) -> Answer:
    """ElevenLabs' part, for a server that has others of its parts too."""
    return _served(stand_in, Scribe)


class Session:
    """One connection."""

    def __init__(self, stand_in: StandIn, play: Play, request: web.Request, socket: web.WebSocketResponse) -> None:
        self.stand_in, self.play, self.request, self.socket = stand_in, play, request, socket
        self.audio = bytearray()
        stand_in.heard.append(self.audio)
        self.final_at = 0
        self.broken = False
        self.loop = asyncio.get_running_loop()
        self.later: set[asyncio.Task[None]] = set()

    @staticmethod
    def key(request: web.Request) -> str:
        return request.headers.get("Authorization", "").partition(" ")[2]

    async def opened(self) -> None: ...

    async def sound(self, audio: bytes) -> None:
        raise NotImplementedError

    async def message(self, told: dict[str, Any]) -> None:
        raise NotImplementedError

    def error(self) -> dict[str, Any]:
        raise NotImplementedError

    async def serve(self) -> None:
        await self.opened()
        async for message in self.socket:
            if message.type is WSMsgType.BINARY:
                await self.hear(message.data)
            elif message.type is WSMsgType.TEXT:
                await self.message(json.loads(message.data))
        for task in self.later:
            task.cancel()

    async def hear(self, audio: bytes) -> None:
        self.audio += audio
        if self.play.way not in ("", "empty") and len(self.audio) >= self.play.after_s * 8000 and not self.broken:
            self.broken = True
            await self.misbehave()
        if not self.broken:
            await self.sound(audio)

    async def misbehave(self) -> None:
        match self.play.way:
            case "closes":
                await self.socket.close(code=1011, message=b"NET-0000")
            case "cuts" if self.request.transport is not None:
                self.request.transport.abort()
            case "garbage":
                await self.socket.send_str("<html>Bad gateway</html>")
            case "nonsense":
                await self.socket.send_str('{"type": "Results", "message_type": "partial_transcript", "item_id": []}')
                await self.socket.send_str("[1, 2, 3]")
            case "huge":
                await self.socket.send_str(
                    json.dumps({"type": "Metadata", "message_type": "warning", "more": "x" * (2 << 20)})
                )
            case "refuses":
                await self.socket.send_json(self.error())

    def send(self, told: dict[str, Any]) -> None:
        """After a while, in order."""
        if self.broken:
            return

        async def sent() -> None:
            await asyncio.sleep(self.play.late_s)
            if not self.socket.closed:
                await self.socket.send_json(told)

        task = self.loop.create_task(sent())
        self.later.add(task)
        task.add_done_callback(self.later.discard)

    def words(self, audio: bytes) -> str:
        language = self.request.query.get("language", "")
        return "" if self.play.way == "empty" or language in self.stand_in.unknown else self.stand_in.understand(audio)


class Deepgram(Session):
    async def sound(self, audio: bytes) -> None:
        since = bytes(self.audio[self.final_at :])
        text = self.words(since)
        if text and not loud_until(since[-ENDPOINT_BYTES:]):
            self.result(final=True, speech_final=True, from_finalize=False)
        elif text:
            self.result(final=False, speech_final=False, from_finalize=False)

    async def message(self, told: dict[str, Any]) -> None:
        self.stand_in.told.append(told)
        match told["type"]:
            case "Finalize":
                self.result(final=True, speech_final=False, from_finalize=True)
            case "CloseStream":
                await self.socket.close()

    def result(self, *, final: bool, speech_final: bool, from_finalize: bool) -> None:
        begins, ends = self.final_at, len(self.audio)
        text = self.words(bytes(self.audio[begins:]))
        if final:
            self.final_at = ends
        words = [
            {"word": word, "punctuated_word": word, "start": begins / 8000, "end": ends / 8000} for word in text.split()
        ]
        told = {"transcript": text, "confidence": 0.97, "words": words}
        if self.request.query["language"] == "multi":
            told["languages"] = ["en-US"]
        self.send({"type": "Results", "channel_index": [0, 1], "start": begins / 8000, "duration": (ends - begins) / 8000,
                   "is_final": final, "speech_final": speech_final, "from_finalize": from_finalize,
                   "channel": {"alternatives": [told]}, "metadata": {"request_id": "1"}})  # fmt: skip

    def error(self) -> dict[str, Any]:
        return {"type": "Error", "description": "please table for two", "message": "no", "variant": "DATA-0000"}


class Scribe(Session):
    @staticmethod
    def key(request: web.Request) -> str:
        return request.headers.get("xi-api-key", "")

    async def opened(self) -> None:
        await self.socket.send_json({"message_type": "session_started", "session_id": "1", "config": {}})

    async def sound(self, audio: bytes) -> None:
        text = self.words(bytes(self.audio[self.final_at :]))
        if text:
            self.send({"message_type": "partial_transcript", "text": text})

    async def message(self, told: dict[str, Any]) -> None:
        await self.hear(base64.b64decode(told["audio_base_64"]))
        if not told["commit"] or self.broken:
            return
        self.stand_in.told.append({"commit": len(self.audio) - self.final_at})
        if len(self.audio) - self.final_at < 2400:
            await self.socket.send_json(
                {"message_type": "commit_throttled", "error": "less than 0.3s of uncommitted audio"}
            )
            return
        text, self.final_at = self.words(bytes(self.audio[self.final_at :])), len(self.audio)
        self.send({"message_type": "committed_transcript", "text": text})
        if self.request.query.get("include_timestamps") == "true":
            words = [{"text": word, "type": "word", "logprob": -0.1} for word in text.split()]
            self.send(
                {
                    "message_type": "committed_transcript_with_timestamps",
                    "text": text,
                    "words": words,
                    "language_code": "eng",
                }
            )

    def error(self) -> dict[str, Any]:
        return {"message_type": "quota_exceeded", "error": "please table for two"}


class OpenAi(Session):
    items = 0
    shown = ""

    async def opened(self) -> None:
        await self.socket.send_json({"type": "session.created", "session": {"type": "transcription"}})

    async def sound(self, audio: bytes) -> None:
        text = self.words(bytes(self.audio[self.final_at :]))
        if text and text != self.shown:
            self.send({"type": "conversation.item.input_audio_transcription.delta", "item_id": f"item_{self.items}",
                       "content_index": 0, "delta": text.removeprefix(self.shown)})  # fmt: skip
            self.shown = text

    async def message(self, told: dict[str, Any]) -> None:
        match told["type"]:
            case "input_audio_buffer.append":
                return await self.hear(base64.b64decode(told["audio"]))
            case "input_audio_buffer.clear":
                self.final_at, self.shown, self.items = len(self.audio), "", self.items + 1
            case "input_audio_buffer.commit":
                await self.committed()
        self.stand_in.told.append(told)
        return None

    async def committed(self) -> None:
        if len(self.audio) - self.final_at < 800:
            await self.socket.send_json(
                {"type": "error", "error": {"code": "input_audio_buffer_commit_empty", "message": ""}}
            )
            return
        text, item = self.words(bytes(self.audio[self.final_at :])), f"item_{self.items}"
        self.final_at, self.shown, self.items = len(self.audio), "", self.items + 1
        if not self.broken:
            await self.socket.send_json({"type": "input_audio_buffer.committed", "item_id": item})
        self.send({"type": "conversation.item.input_audio_transcription.completed", "item_id": item, "content_index": 0,
                   "transcript": text, "languages": [{"code": "en"}]})  # fmt: skip

    def error(self) -> dict[str, Any]:
        return {
            "type": "error",
            "error": {"type": "server_error", "code": "no_quota", "message": "please table for two"},
        }


def _whole(stand_in: StandIn) -> Answer:
    async def answer(request: web.Request) -> web.Response:
        play = stand_in.next()
        if play.status != 101 or Session.key(request) != KEY:
            return web.json_response({"error": {}}, status=play.status if play.status != 101 else 401)
        form: dict[str, list[bytes]] = {}
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.name:
                form.setdefault(part.name, []).append(bytes(await part.read()))
        stand_in.told.append({name: [one.decode() for one in value] for name, value in form.items() if name != "file"})
        await asyncio.sleep(30 if play.way == "silent" else play.late_s)
        if play.way == "garbage":
            return web.Response(text="<html>Bad gateway</html>")
        text = "" if play.way == "empty" else stand_in.understand(_as_mulaw(form["file"][0]))
        return web.json_response({"text": text, "languages": [{"code": "en"}]})

    return answer


def _as_mulaw(file: bytes) -> bytes:
    with wave.open(io.BytesIO(file)) as read:
        return encode_int16(np.frombuffer(read.readframes(read.getnframes()), dtype=np.int16))
