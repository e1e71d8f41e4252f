"""Stand-ins for a recogniser and a voice as one process: `python -m benchmarks.fleet.providers CLIPS.json`.

Deepgram's live protocol and ElevenLabs' multi-context one, over real sockets, with known delays. Prints their two addresses.
"""

import asyncio
import base64
import json
import signal
import sys
from pathlib import Path
from typing import Any

import uvloop
from aiohttp import WSMsgType, web

from benchmarks.fleet.spoken import Hearing, Recordings, say
from receptionist.adapters.ears.loudness import loud_until
from tests.fakes.elevenlabs_stand_in import Play, elevenlabs_stand_in

WORDS_S = 0.15
"""From the question to the words of a turn."""
SOUND_S = 0.12
"""From the text to the first sound."""
ENDPOINT_S = 0.3
"""Of quiet, after which words are final unasked."""


class Listening:
    """One connection of Deepgram's: https://developers.deepgram.com/reference/speech-to-text/listen-streaming."""

    def __init__(self, known: Recordings, socket: web.WebSocketResponse) -> None:
        self._hearing = Hearing(known)
        self._socket = socket
        self._loop = asyncio.get_running_loop()
        self._heard = self._final_at = self._loud_at = 0

    async def serve(self) -> None:
        async for message in self._socket:
            if message.type is WSMsgType.BINARY:
                self._sound(message.data)
            elif message.type is WSMsgType.TEXT:
                await self._told(json.loads(message.data))

    def _sound(self, audio: bytes) -> None:
        loud = loud_until(audio)
        if loud:
            self._loud_at = self._heard + loud
        more = self._hearing.hear(audio)
        self._heard += len(audio)
        if more:
            self._result(final=False)
        elif self._hearing.text and self._heard - self._loud_at > ENDPOINT_S * 8000:
            self._result(final=True)

    async def _told(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "Finalize":
                self._result(final=True, asked=True)
            case "CloseStream":
                await self._socket.close()

    def _result(self, *, final: bool, asked: bool = False) -> None:
        begins, ends, text = self._final_at, self._heard, self._hearing.text
        if final:
            self._final_at = ends
            self._hearing.fresh()
        words = [
            {"word": word, "punctuated_word": word, "start": begins / 8000, "end": ends / 8000} for word in text.split()
        ]
        alternative = {"transcript": text, "confidence": 0.97, "words": words, "languages": ["en-US"]}
        told = {
            "type": "Results", "channel_index": [0, 1], "start": begins / 8000, "duration": (ends - begins) / 8000,
            "is_final": final, "speech_final": final and not asked, "from_finalize": asked,
            "channel": {"alternatives": [alternative]}, "metadata": {"request_id": "1"},
        }  # fmt: skip
        self._loop.call_later(WORDS_S, self._send, json.dumps(told))

    def _send(self, told: str) -> None:
        if not self._socket.closed:
            self._loop.create_task(self._socket.send_str(told))


async def _serve(clips: Path) -> None:
    known = Recordings({words: base64.b64decode(sound) for words, sound in json.loads(clips.read_text()).items()})

    async def listen(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        await Listening(known, socket).serve()
        return socket

    app = web.Application()
    app.router.add_get("/v1/listen", listen)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    over = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    with elevenlabs_stand_in() as mouth:
        mouth.play = Play(first_s=SOUND_S, sound=say)
        print(f"http://127.0.0.1:{runner.addresses[0][1]} {mouth.url}", flush=True)
        await over.wait()
    await runner.cleanup()


if __name__ == "__main__":
    uvloop.run(_serve(Path(sys.argv[1])))
