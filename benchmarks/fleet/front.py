"""What Lambda functions do for a fleet, as one process: `python -m benchmarks.fleet.front --help`.

The signed webhooks of calls and texts, and once a second the outbox and the rescuer. Prints a line once it is ready.
"""

import argparse
import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn
import uvloop
from fastapi import FastAPI

from benchmarks.fleet.wiring import ACCOUNT, TICKET_KEY, TOKEN, Place, desk_on
from functions import problems
from functions.call_setup import app as call_setup
from functions.call_setup.rescue import rescue
from functions.office import Office
from functions.sms import app as sms
from functions.sms.outbox import empty
from receptionist.adapters.memory.accounts import MemoryAccountStore
from receptionist.adapters.objects.folder import FolderObjectStore
from receptionist.adapters.twilio.calls import TwilioCalls
from receptionist.adapters.twilio.client import LazyClient
from receptionist.adapters.twilio.numbers import TwilioNumbers
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.adapters.twilio.sms import TwilioSms
from receptionist.calls.numbers import pointing_at
from receptionist.desk.desk import Desk
from receptionist.desk.door import Door
from receptionist.errors import Unavailable
from receptionist.ids import random_id
from stream_handler.listening_sockets import listening_sockets
from stream_handler.logs import begin

CHORE_S = 1.0


def main(argv: Sequence[str] | None = None) -> None:
    """Serves until SIGTERM."""
    given = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    given.add_argument("--port", type=int, required=True)
    given.add_argument("--data", type=Path, required=True, help="folder the fleet shares")
    given.add_argument("--ahead", type=float, default=0.0, help="seconds its clock is ahead of the machine's")
    given.add_argument("--stream", required=True, metavar="URL", help="ws://.../media of the load balancer")
    given.add_argument("--network", required=True, metavar="URL", help="REST API of the phone network")
    begin()
    uvloop.run(_serve(given.parse_args(argv)))


async def _serve(asked: argparse.Namespace) -> None:
    place = Place(asked.data, asked.ahead)
    database = place.database()
    office = _office(asked, place, desk_on(database, place.clock))
    app = FastAPI(openapi_url=None)
    problems.install(app)
    app.include_router(call_setup.routes(office))
    app.include_router(sms.routes(office))
    config = uvicorn.Config(app, port=asked.port, backlog=1024, log_config=None, access_log=False)
    async with asyncio.TaskGroup() as group:
        chores = [group.create_task(_every(act)) for act in (lambda: rescue(office), lambda: empty(office))]
        print("ready", flush=True)
        await uvicorn.Server(config).serve(listening_sockets(config.bind_socket()))
        for chore in chores:
            chore.cancel()
    database.close()


async def _every(act: Callable[[], object]) -> None:
    while True:
        await asyncio.sleep(CHORE_S)
        try:
            await asyncio.to_thread(act)
        except Unavailable:
            continue


def _office(asked: argparse.Namespace, place: Place, desk: Desk) -> Office:
    origin = f"http://127.0.0.1:{asked.port}"
    client = LazyClient(ACCOUNT, TOKEN, base_url=asked.network)
    return Office(
        desk=desk,
        door=Door(MemoryAccountStore(), (), clock=place.clock, new_id=random_id, new_token=random_id),
        signature=SignatureCheck((origin,), (TOKEN,)),
        account_sid=ACCOUNT,
        origin=origin,
        stream_url=asked.stream,
        ticket_key=TICKET_KEY,
        carrier=TwilioCalls(client),
        sms=TwilioSms(client, status_url=f"{origin}/sms/status"),
        numbers=TwilioNumbers(client),
        lines=pointing_at(origin),
        recordings=FolderObjectStore(place.recordings),
    )


if __name__ == "__main__":
    main()
