"""One handler of a fleet as a process: `python -m benchmarks.fleet.handler --help`.

All of the real thing on one core: ticket, line, hub with Silero, smart-turn, floor, talk, journal, local understander, the
adapters of Deepgram and ElevenLabs; and its way of leaving at SIGTERM. Prints a line once it is ready.
"""

import argparse
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from pathlib import Path

import uvicorn
import uvloop

from benchmarks.fleet.wiring import TICKET_KEY, VENDOR_KEY, Place, desk_on
from receptionist.adapters.ears.choosing import ears_from
from receptionist.adapters.http_session import close_session
from receptionist.adapters.local_models.parts import Parts as Weights
from receptionist.adapters.local_models.silero import SileroDetector
from receptionist.adapters.local_models.smart_turn import SmartTurn
from receptionist.adapters.memory.live import MemoryLiveState
from receptionist.adapters.mouth.cache import ObjectShelf, SoundCache
from receptionist.adapters.mouth.choosing import mouth_from
from receptionist.adapters.objects.folder import FolderObjectStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.tokens import SqliteRedeemer
from receptionist.clock import Clock
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.language.understander import LocalUnderstander
from stream_handler.carrier.web_socket import media_or
from stream_handler.ears.hub import Hub
from stream_handler.heap import settle
from stream_handler.logs import begin
from stream_handler.mouth.prompts import Prompts
from stream_handler.parts import Limits, Parts
from stream_handler.reception import Reception, warm
from stream_handler.server import Server, build
from stream_handler.threads import give_way, one_at_a_time, started

DRAIN_S = 90.0
"""As in the cloud (stream_handler/settings.py)."""


def main(argv: Sequence[str] | None = None) -> None:
    """Serves until SIGTERM, and gives its calls away then."""
    given = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    given.add_argument("--port", type=int, required=True)
    given.add_argument("--data", type=Path, required=True, help="folder the fleet shares")
    given.add_argument("--ahead", type=float, default=0.0, help="seconds its clock is ahead of the machine's")
    given.add_argument("--ears", required=True, metavar="URL")
    given.add_argument("--mouth", required=True, metavar="URL")
    given.add_argument("--calls", type=int, default=Limits().calls, help="at once")
    begin()
    give_way()
    uvloop.run(_serve(given.parse_args(argv)))


async def _serve(asked: argparse.Namespace) -> None:
    place = Place(asked.data, asked.ahead)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(close_session)
        database = place.database()
        stack.callback(database.close)
        desk = desk_on(database, place.clock)
        reception = Reception(_parts(asked, place, desk, database, place.clock))
        stack.push_async_callback(reception.parts.close)
        await warm(reception.parts, desk.businesses.all())
        settle()
        config = uvicorn.Config(
            build(reception, frozenset()),
            port=asked.port,
            ws=media_or(reception.serve),
            ws_max_size=1 << 16,
            backlog=1024,
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
        )
        print("ready", flush=True)
        await Server(config, reception, leave_s=DRAIN_S).serve()


def _parts(asked: argparse.Namespace, place: Place, desk: Desk, database: Database, clock: Clock) -> Parts:
    weights = Weights()
    env = {
        "DEEPGRAM_API_KEY": VENDOR_KEY, "DEEPGRAM_BASE_URL": asked.ears,
        "ELEVENLABS_API_KEY": VENDOR_KEY, "ELEVENLABS_BASE_URL": asked.mouth, "ELEVENLABS_VOICE": "A" * 20,
    }  # fmt: skip
    ears, voice = ears_from(env, None, ("deepgram",)), mouth_from(env, None, ("elevenlabs",))
    cache = SoundCache((ObjectShelf(FolderObjectStore(place.sounds)),), ThreadPoolExecutor(1))
    return Parts(
        mind=Receptionist(desk, one_at_a_time(LocalUnderstander().understand), recognised=ears.languages()),
        businesses=desk.businesses,
        calls=desk.calls,
        live=MemoryLiveState(SqliteRedeemer(database, clock=clock)),
        recordings=FolderObjectStore(place.recordings),
        ears=ears,
        voice=voice,
        prompts=Prompts(voice, "stand-in", cache, usual=voice.usual),
        hub=Hub(SileroDetector(weights.path("silero_vad.onnx"))),
        ticket_keys=(TICKET_KEY,),
        clock=clock,
        stores=started(2 * asked.calls, "stores"),
        minds=started(asked.calls, "minds"),
        end_of_turn=SmartTurn(weights.path("smart-turn-v3.2-cpu.onnx")),
        limits=Limits(calls=asked.calls, drain_s=0.9 * DRAIN_S),
    )


if __name__ == "__main__":
    main()
