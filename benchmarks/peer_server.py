"""Our stream handler with stand-in providers, to be rung beside other frameworks by one and the same caller.

    python -m benchmarks.peer_server --port 9300 --providers http://127.0.0.1:9100 --auth-token TOKEN

    a caller who signs and rings POST /voice/incoming, then speaks Media Streams to /media
      └─ the real webhook, ticket, line, hub, floor, hearing, talk, mouth, journal, stores on SQLite, Silero VAD, smart-turn
           └─ words, thoughts and voice over HTTP from a server whose delays are known:
                POST /v1/audio/transcriptions              {"text": ...}
                POST /v1/chat/completions, "stream": true  server-sent events
                POST /v1/text-to-speech/{voice}/stream?output_format=ulaw_8000

What differs from a server that takes calls: nobody understands anything, and nothing is recorded (nor is it by the peers).
"""

import argparse
import asyncio
import http.client
import json
import logging
import tempfile
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import uvicorn
import uvloop
from fastapi import FastAPI

from functions import problems
from functions.call_setup import app as call_setup
from functions.office import Office
from receptionist.adapters.local_models.parts import Parts as Weights
from receptionist.adapters.local_models.silero import SileroDetector
from receptionist.adapters.local_models.smart_turn import SmartTurn
from receptionist.adapters.memory.accounts import MemoryAccountStore
from receptionist.adapters.memory.live import MemoryLiveState
from receptionist.adapters.objects.folder import FolderObjectStore
from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.adapters.sqlite.tokens import SqliteRedeemer
from receptionist.adapters.twilio.calls import TwilioCalls
from receptionist.adapters.twilio.client import LazyClient
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.adapters.twilio.sms import TwilioSms
from receptionist.business.definition import Business, Language, Recording
from receptionist.business.load import load_business
from receptionist.clock import system_clock
from receptionist.conversation.reply import Effect, Reply, Said
from receptionist.conversation.state import DialogueState
from receptionist.desk.desk import Desk
from receptionist.desk.door import Door
from receptionist.errors import VendorUnavailable
from receptionist.ids import CallId, Phone, random_code, random_id
from receptionist.language.understanding import Utterance
from receptionist.ports import Transcript
from stream_handler.ears.hub import Hub
from stream_handler.mouth.prompts import Prompts
from stream_handler.parts import Limits, Parts
from stream_handler.reception import Reception, warm
from stream_handler.server import routes

RESTAURANT = Path(__file__).parents[1] / "local" / "businesses" / "restaurant.yaml"
CALLS = 200
"""More than a core carries: the measuring finds the knee, not this limit."""
KEY = b"of a server that lives for one measurement"


class StandInEars:
    """Words over HTTP, the whole turn at once."""

    def __init__(self, session: aiohttp.ClientSession, providers: str) -> None:
        self._session = session
        self._url = f"{providers}/v1/audio/transcriptions"

    async def transcribe(self, audio: bytes, *, language: str | None, phrases: tuple[str, ...] = ()) -> Transcript:
        form = aiohttp.FormData()
        form.add_field("model", "stand-in")
        form.add_field("file", audio, filename="turn.ulaw", content_type="audio/basic")
        try:
            async with self._session.post(self._url, data=form) as answer:
                return Transcript((await answer.json())["text"], language or "en", 0.99)
        except aiohttp.ClientError as error:
            raise VendorUnavailable(str(error)) from error


class StandInVoice:
    """Mu-law as it comes."""

    def __init__(self, session: aiohttp.ClientSession, providers: str) -> None:
        self._session = session
        self._url = f"{providers}/v1/text-to-speech/stand-in/stream?output_format=ulaw_8000"

    async def speak(
        self, text: str, *, language: str, voice: str | None = None, pace: float = 1.0
    ) -> AsyncIterator[bytes]:
        try:
            async with self._session.post(self._url, json={"text": text}) as answer:
                async for chunk in answer.content.iter_any():
                    yield chunk
        except aiohttp.ClientError as error:
            raise VendorUnavailable(str(error)) from error

    def languages(self) -> frozenset[str]:
        return frozenset(("en",))


class StandInMind:
    """Asks a language model for every turn and speaks its first sentence as soon as it is whole.

    A reply is given whole to the mouth as the seams are now. The rest of the answer, known beforehand because the model is a
    stand-in, goes with it, so that the caller hears as much as from a peer; its tokens are not waited for.
    """

    def __init__(self, providers: str, rest: str) -> None:
        self._address = urlsplit(providers)
        self._rest = rest

    def open(self, business: Business, *, call: CallId, caller: Phone, language: Language | None = None) -> Reply:
        state = DialogueState(business.id, call, caller, language="en")
        return Reply((Said("Hello, this is Robin, an AI assistant. How can I help you?", "en", fixed=True),), state)

    def hear(self, business: Business, state: DialogueState, utterance: Utterance) -> Reply:
        first = self._first_sentence(utterance.text)
        sentences = (Said(first, "en"), *((Said(self._rest, "en"),) if self._rest else ()))
        return Reply(sentences, replace(state, turn=state.turn + 1, last_said=first))

    def keys(self, business: Business, state: DialogueState, digits: str) -> Reply:
        return _said("Thank you.", state)

    def silent(self, business: Business, state: DialogueState) -> Reply:
        return _said("Are you still there?", state)

    def not_heard(self, business: Business, state: DialogueState) -> Reply:
        return _said("Sorry, what was that?", state)

    def resumed(self, business: Business, state: DialogueState) -> Reply:
        return _said("Here I am again.", state)

    def dial_failed(self, business: Business, state: DialogueState) -> Reply:
        return _said("Nobody picked up.", state)

    def interrupted(self, state: DialogueState, heard: str) -> DialogueState:
        return state

    def hung_up(self, business: Business, state: DialogueState) -> tuple[Effect, ...]:
        return ()

    def _first_sentence(self, words: str) -> str:
        """A connection per answer: one that is not read to its end cannot be used again. Raises VendorUnavailable."""
        connection = http.client.HTTPConnection(self._address.netloc, timeout=5)
        question = {"model": "stand-in", "stream": True, "messages": [{"role": "user", "content": words}]}
        text = ""
        try:
            connection.request(
                "POST", "/v1/chat/completions", json.dumps(question), {"Content-Type": "application/json"}
            )
            for line in connection.getresponse():
                if line.startswith(b"data: {"):
                    text += json.loads(line[6:])["choices"][0]["delta"].get("content", "")
                    if text.endswith((".", "!", "?")):
                        break
        except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
            raise VendorUnavailable(str(error)) from error
        finally:
            connection.close()
        return text


def _said(text: str, state: DialogueState) -> Reply:
    return Reply((Said(text, "en"),), state)


def main() -> None:
    """Serves until it is killed."""
    given = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    given.add_argument("--port", type=int, required=True)
    given.add_argument("--providers", default="http://127.0.0.1:9100", metavar="URL")
    given.add_argument("--auth-token", required=True, help="with which the caller signs the webhook")
    given.add_argument("--rest", default="", help="what the stand-in's answer says after its first sentence")
    given.add_argument("--quiet-alone", action="store_true", help="no end-of-turn model: quiet alone decides")
    logging.basicConfig(level=logging.WARNING)
    uvloop.run(_serve(given.parse_args()))


async def _serve(asked: argparse.Namespace) -> None:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        session = await stack.enter_async_context(aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)))
        database = Database(folder / "peer.sqlite")
        stack.callback(database.close)
        desk = Desk(
            SqliteBusinessStore(database), SqliteBookingStore(database), SqliteCallStore(database),
            SqliteMessageStore(database), system_clock, random_id, random_code, SqliteRowStore(database),
            SqliteErrandStore(database),
        )  # fmt: skip
        restaurant = load_business(RESTAURANT)
        desk.businesses.put(restaurant.model_copy(update={"recording": Recording.OFF, "languages": ("en",)}))
        recordings = FolderObjectStore(folder / "recordings")
        reception = Reception(_parts(asked, session, desk, recordings, SqliteRedeemer(database)))
        await warm(reception.parts, desk.businesses.all(), first=True)
        app = FastAPI(openapi_url=None)
        problems.install(app)
        app.include_router(call_setup.routes(_office(asked, desk, recordings)))
        app.router.routes.extend(routes(reception, frozenset()))
        config = uvicorn.Config(
            app, port=asked.port, ws="websockets-sansio", ws_max_size=1 << 16, log_level="warning", access_log=False
        )
        async with asyncio.TaskGroup() as group:
            hub = group.create_task(reception.parts.hub.run(), name="hub")
            await uvicorn.Server(config).serve()
            hub.cancel()


def _parts(
    asked: argparse.Namespace,
    session: aiohttp.ClientSession,
    desk: Desk,
    recordings: FolderObjectStore,
    redeemer: SqliteRedeemer,
) -> Parts:
    weights = Weights()
    voice = StandInVoice(session, asked.providers)
    return Parts(
        mind=StandInMind(asked.providers, asked.rest),
        businesses=desk.businesses,
        calls=desk.calls,
        live=MemoryLiveState(redeemer),
        recordings=recordings,
        transcriber=StandInEars(session, asked.providers),
        voice=voice,
        prompts=Prompts(voice, "stand-in"),
        hub=Hub(SileroDetector(weights.path("silero_vad.onnx"))),
        ticket_keys=(KEY,),
        clock=system_clock,
        stores=ThreadPoolExecutor(16, thread_name_prefix="stores"),
        minds=ThreadPoolExecutor(CALLS, thread_name_prefix="minds"),
        end_of_turn=None if asked.quiet_alone else SmartTurn(weights.path("smart-turn-v3.2-cpu.onnx")),
        limits=Limits(calls=CALLS),
    )


def _office(asked: argparse.Namespace, desk: Desk, recordings: FolderObjectStore) -> Office:
    origin = f"http://127.0.0.1:{asked.port}"
    client = LazyClient("AC" + "0" * 32, asked.auth_token, base_url=origin)
    return Office(
        desk=desk,
        door=Door(MemoryAccountStore(), (), clock=system_clock, new_id=random_id, new_token=random_id),
        signature=SignatureCheck((origin,), (asked.auth_token,)),
        account_sid="AC" + "0" * 32,
        origin=origin,
        stream_url=origin.replace("http", "ws", 1) + "/media",
        ticket_key=KEY,
        carrier=TwilioCalls(client),
        sms=TwilioSms(client, status_url=f"{origin}/sms/status"),
        recordings=recordings,
    )


if __name__ == "__main__":
    main()
