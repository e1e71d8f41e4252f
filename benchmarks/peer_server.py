"""Our service with stand-in providers, to be rung beside other frameworks by one and the same caller.

    python -m benchmarks.peer_server --port 9300 --providers http://127.0.0.1:9100 --auth-token TOKEN

    a caller who signs and rings POST /voice/incoming, then speaks Media Streams to /media
      └─ all of the real thing: webhook, ticket, line, hub, floor, hearing, talk, mouth, journal, stores on SQLite, Silero VAD,
         smart-turn, the local understander, the language-model mind with grounding and guard
           └─ reaching a server whose delays are known, by the adapters that reach the vendors:
                WS   /v1/listen                                    Deepgram
                POST /v1/chat/completions, "stream": true          OpenAI; its answer by our schema (benchmarks/llm_wrap.json)
                WS   /v1/text-to-speech/{voice}/multi-stream-input ElevenLabs

Nothing is recorded, nor is it by the peers. The business is the demo restaurant, in English, with one more approved answer, which
holds the facts of the stand-in's reply.
"""

import argparse
import asyncio
import logging
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import uvicorn
import uvloop
from fastapi import FastAPI

from benchmarks.core_shares import measured_between_signals
from benchmarks.peer_answer import knowing_the_answer
from functions import problems
from functions.call_setup import app as call_setup
from functions.office import Office
from receptionist.adapters.ears.choosing import ears_from
from receptionist.adapters.http_session import close_session
from receptionist.adapters.local_models.parts import Parts as Weights
from receptionist.adapters.local_models.silero import SileroDetector
from receptionist.adapters.local_models.smart_turn import SmartTurn
from receptionist.adapters.memory.accounts import MemoryAccountStore
from receptionist.adapters.memory.live import MemoryLiveState
from receptionist.adapters.mouth.cache import SoundCache
from receptionist.adapters.mouth.choosing import mouth_from
from receptionist.adapters.objects.folder import FolderObjectStore
from receptionist.adapters.openai.account import account_from
from receptionist.adapters.openai.mind import second_mind
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
from receptionist.adapters.twilio.numbers import TwilioNumbers
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.adapters.twilio.sms import TwilioSms
from receptionist.business.definition import Recording
from receptionist.business.load import load_business
from receptionist.calls.numbers import pointing_at
from receptionist.clock import system_clock
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.desk.door import Door
from receptionist.ids import random_code, random_id
from receptionist.language.understander import LocalUnderstander
from stream_handler.carrier.web_socket import media_or
from stream_handler.ears.hub import Hub
from stream_handler.heap import settle
from stream_handler.mouth.prompts import Prompts
from stream_handler.parts import Limits, Parts
from stream_handler.reception import Reception, warm
from stream_handler.server import routes
from stream_handler.threads import give_way, one_at_a_time

RESTAURANT = Path(__file__).parents[1] / "local" / "businesses" / "restaurant.yaml"
VENDOR_KEY = "stand-in"
CALLS = 400
"""More than a core carries: the measuring finds the knee, not this limit."""
KEY = b"of a server that lives for one measurement"


def main() -> None:
    """Serves until it is killed."""
    given = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    given.add_argument("--port", type=int, required=True)
    given.add_argument("--providers", default="http://127.0.0.1:9100", metavar="URL")
    given.add_argument("--auth-token", required=True, help="with which the caller signs the webhook")
    given.add_argument("--shares", type=Path, metavar="FILE", help="where the core goes from one SIGUSR1 to the next")
    given.add_argument("--quiet-alone", action="store_true", help="no end-of-turn model: quiet alone decides")
    logging.basicConfig(level=logging.WARNING)
    give_way()
    uvloop.run(_serve(given.parse_args()))


async def _serve(asked: argparse.Namespace) -> None:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        stack.push_async_callback(close_session)
        database = Database(folder / "peer.sqlite")
        stack.callback(database.close)
        desk = Desk(
            SqliteBusinessStore(database), SqliteBookingStore(database), SqliteCallStore(database),
            SqliteMessageStore(database), system_clock, random_id, random_code, SqliteRowStore(database),
            SqliteErrandStore(database),
        )  # fmt: skip
        restaurant = load_business(RESTAURANT)
        known = knowing_the_answer(restaurant.model_copy(update={"faqs": ()}))
        desk.businesses.put(known.model_copy(update={"recording": Recording.OFF, "languages": ("en",)}))
        recordings = FolderObjectStore(folder / "recordings")
        reception = Reception(_parts(asked, desk, recordings, SqliteRedeemer(database)))
        stack.push_async_callback(reception.parts.close)
        await warm(reception.parts, desk.businesses.all())
        if asked.shares is not None:
            measured_between_signals(asked.shares)
        settle()
        app = FastAPI(openapi_url=None)
        problems.install(app)
        app.include_router(call_setup.routes(_office(asked, desk, recordings)))
        app.router.routes.extend(routes(reception, frozenset()))
        config = uvicorn.Config(
            app,
            port=asked.port,
            ws=media_or(reception.serve),
            ws_max_size=1 << 16,
            log_level="warning",
            access_log=False,
        )
        async with asyncio.TaskGroup() as group:
            hub = group.create_task(reception.parts.hub.run(), name="hub")
            await uvicorn.Server(config).serve()
            hub.cancel()


def _parts(asked: argparse.Namespace, desk: Desk, recordings: FolderObjectStore, redeemer: SqliteRedeemer) -> Parts:
    weights = Weights()
    env = {
        "DEEPGRAM_API_KEY": VENDOR_KEY, "DEEPGRAM_BASE_URL": asked.providers,
        "ELEVENLABS_API_KEY": VENDOR_KEY, "ELEVENLABS_BASE_URL": asked.providers, "ELEVENLABS_VOICE": "A" * 20,
        "OPENAI_API_KEY": VENDOR_KEY, "OPENAI_BASE_URL": f"{asked.providers}/v1", "OPENAI_API": "chat",
    }  # fmt: skip
    voice = mouth_from(env, None, ("elevenlabs",))
    return Parts(
        mind=Receptionist(desk, one_at_a_time(LocalUnderstander().understand), second=second_mind(account_from(env))),
        businesses=desk.businesses,
        calls=desk.calls,
        live=MemoryLiveState(redeemer),
        recordings=recordings,
        ears=ears_from(env, None, ("deepgram",)),
        voice=voice,
        prompts=Prompts(voice, "stand-in", SoundCache((), ThreadPoolExecutor(1)), usual=voice.usual),
        hub=Hub(SileroDetector(weights.path("silero_vad.onnx"))),
        ticket_keys=(KEY,),
        clock=system_clock,
        stores=ThreadPoolExecutor(16, thread_name_prefix="stores"),
        minds=ThreadPoolExecutor(32, thread_name_prefix="minds"),
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
        numbers=TwilioNumbers(client),
        lines=pointing_at(origin),
        recordings=recordings,
    )


if __name__ == "__main__":
    main()
