"""The server behind `firstring up` (local/up.py starts it): the composition root of the one-machine service.

The very apps that run as Lambda functions and as the stream handler, mounted on one port, over embedded adapters. Beside them
run three chores that are schedules in the cloud: emptying the outbox, doing errands and rescuing calls whose handler fell silent.
"""

import argparse
import asyncio
import logging
import os
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import uvicorn
import uvloop
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import Message

from functions import openapi, problems
from functions.body_limit import BodyLimit
from functions.call_setup import app as call_setup
from functions.call_setup.rescue import rescue
from functions.call_setup.voicemails import note_missed
from functions.errands import chore as errands
from functions.office import Office
from functions.office_guard import OfficeGuard
from functions.settings import API_PER_MINUTE
from functions.sms import app as sms
from functions.sms.outbox import empty
from local.carrier import Carrier
from local.lull import Lull
from local.page import BuiltPage
from local.rehearsal import network
from local.settings import Settings, from_environment
from local.up import MISCONFIGURED, SERVE
from receptionist.accounts.passes import digest
from receptionist.adapters.ears.choosing import LOCAL, ears_from
from receptionist.adapters.ears.choosing import names_in as ears_named
from receptionist.adapters.ears.turn_by_turn import TurnByTurn
from receptionist.adapters.google.calendars import GoogleCalendars
from receptionist.adapters.http_session import close_session
from receptionist.adapters.local_models.embeddings import LocalEmbedder
from receptionist.adapters.local_models.load import LocalModels, load
from receptionist.adapters.local_models.transcriber import LANGUAGES as LOCAL_EARS
from receptionist.adapters.local_models.voice import CHOICES
from receptionist.adapters.memory.live import MemoryLiveState
from receptionist.adapters.mouth.cache import ObjectShelf, SoundCache
from receptionist.adapters.mouth.choosing import clips_from, mouth_from, unhurried_from
from receptionist.adapters.mouth.choosing import names_in as mouths_named
from receptionist.adapters.objects.folder import FolderObjectStore
from receptionist.adapters.openai.mind import second_mind
from receptionist.adapters.passwords import Argon2Passwords
from receptionist.adapters.sessions import Sessions
from receptionist.adapters.sqlite.accounts import SqliteAccountStore
from receptionist.adapters.sqlite.bookings import SqliteBookingStore
from receptionist.adapters.sqlite.businesses import SqliteBusinessStore
from receptionist.adapters.sqlite.calls import SqliteCallStore
from receptionist.adapters.sqlite.database import Database
from receptionist.adapters.sqlite.errands import SqliteErrandStore
from receptionist.adapters.sqlite.messages import SqliteMessageStore
from receptionist.adapters.sqlite.rows import SqliteRowStore
from receptionist.adapters.sqlite.switchboard import SqliteSwitchboard
from receptionist.adapters.sqlite.tokens import SqliteRedeemer
from receptionist.adapters.sqlite.vectors import SqliteVectorStore
from receptionist.adapters.twilio.calls import TwilioCalls
from receptionist.adapters.twilio.client import LazyClient
from receptionist.adapters.twilio.numbers import TwilioNumbers
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.adapters.twilio.sms import TwilioSms
from receptionist.adapters.webhooks.http import HttpWebhooks
from receptionist.business.definition import Business
from receptionist.business.load import load_business
from receptionist.calls.numbers import Webhooks, pointing_at
from receptionist.clock import Clock, system_clock
from receptionist.conversation.minds.second_mind import SecondMind
from receptionist.conversation.turn import Receptionist
from receptionist.desk.desk import Desk
from receptionist.desk.door import Door
from receptionist.desk.watch import may_listen, may_watch, note_giving_back, note_listening, still_may
from receptionist.errors import Misconfigured, ReceptionistError, Unavailable
from receptionist.ids import BusinessId, Phone, random_code, random_id, random_token
from receptionist.knowledge.library import Library, Meaning
from receptionist.language.understander import LocalUnderstander
from stream_handler.carrier.web_socket import media_or
from stream_handler.ears.hub import Hub
from stream_handler.heap import settle
from stream_handler.logs import begin
from stream_handler.lookout import Lookout
from stream_handler.mouth.prompts import Prompts, who_speaks
from stream_handler.parts import Limits, Parts
from stream_handler.post import Post
from stream_handler.reception import Reception, warm, warm_the_rest
from stream_handler.server import Server, Watchers, routes
from stream_handler.threads import give_way, one_at_a_time, started

log = logging.getLogger("local.serving")

BUSINESSES = Path(__file__).parent / "businesses"
PAGE = Path(__file__).parents[1] / "dashboard" / "dist"
CHORE_S = 0.5
"""Seconds between two looks at the outbox and at lost calls."""
VOICEMAILS_S = 60.0
INDEX_LOOK_S = 1.0
DRAIN_S = 6
"""For live calls to be given away after SIGTERM."""
VOICES = "joe/ef_dora/hf_alpha"
"""Who speaks the cached prompts."""
LEASE_S = 2.2
"""With half a second between two looks, a loss that only the lease reveals is found in 2.7 s."""
BY_THEMSELVES_S = 2.5
"""Callers whose last server died have been waiting at the port meanwhile: the carrier brings them before anybody looks."""
SLOW_VOICE_S = 6.0
"""A vendor's voice that is silent for three seconds is down; ours only has much to do."""
NOWHERE_ELSE = ""
"""There is no other handler to relay a call to."""
STDIN = 0


def main(argv: Sequence[str] | None = None) -> int:
    """Loads the models, then waits to be told to serve on the socket it was handed. Exit code 2: misconfigured."""
    parser = argparse.ArgumentParser(prog="python -m local.serving")
    parser.add_argument("--fd", type=int, required=True, help="the listening socket, inherited")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--ahead", type=float, default=0.0, help="seconds its clock is ahead of the machine's")
    parser.add_argument("--answer", action="append", default=[])
    given = parser.parse_args(argv)
    begin()
    try:
        settings = from_environment(given.port, given.data)
        shipped = [load_business(path) for path in sorted(BUSINESSES.glob("*.yaml"))]
        ahead = timedelta(seconds=given.ahead)
        with ExitStack() as stack:
            made = _made(settings, lambda: system_clock() + ahead, stack)
            log.info("loaded", extra={"pid": os.getpid()})
            if os.read(STDIN, len(SERVE)) != SERVE:
                return 0
            threading.Thread(target=_end_with_the_keeper, name="keeper", daemon=True).start()
            listener = stack.enter_context(socket.socket(fileno=given.fd))
            give_way()
            return uvloop.run(_serve(settings, shipped, given.answer, made, listener))
    except ReceptionistError as fault:
        print(f"firstring: {fault}", file=sys.stderr)
        return MISCONFIGURED


def _end_with_the_keeper() -> None:
    """A killed keeper leaves nobody behind who holds its port. Reads without `sys.stdin`, whose lock would be held here while
    the interpreter ends."""
    while os.read(STDIN, 1):
        pass
    os._exit(1)


@dataclass(frozen=True, slots=True)
class _Stores:
    desk: Desk
    door: Door
    recordings: FolderObjectStore
    live: MemoryLiveState
    switchboard: SqliteSwitchboard


@dataclass(slots=True)
class _Made:
    """All that serves, made before anybody waits for it: a hundred routes take half a second."""

    office: Office
    reception: Reception
    post: Post
    app: OfficeGuard
    lull: Lull
    carrier_url: str
    """Where the phone network's REST API is; empty until a simulated one is up, or for Twilio itself."""


def _made(settings: Settings, clock: Clock, stack: ExitStack) -> _Made:
    others_first = LOCAL not in (ears_named(settings.providers)[0], mouths_named(settings.providers)[0])
    models = load(settings.parts_dir, stand_by=others_first)
    stack.callback(models.close)
    database = Database(settings.data / "firstring.sqlite")
    stack.callback(database.close)
    stores = _stores(database, settings, clock, models)
    office = replace(
        _office(settings, stores, lambda: made.carrier_url),
        voice=models.voice,
        voices=CHOICES,
        transcriber=models.transcriber,
    )
    parts = _parts(settings, stores, models, clock, stack)
    post = Post(
        stores.switchboard,
        handler=random_id(),
        address=NOWHERE_ELSE,
        slots=parts.limits.calls,
        clock=clock,
        stores=parts.stores,
    )
    reception = Reception(parts, post=post)
    lull = Lull()
    app = _app(settings, office, reception, lull)
    made = _Made(office, reception, post, app, lull, settings.twilio_api_base_url)
    asyncio.run(_asked_once(made.app))
    return made


async def _asked_once(app: OfficeGuard) -> None:
    """FastAPI finishes its routes while it looks for the first request's: now, not while a caller waits."""

    async def nothing() -> Message:
        return {"type": "http.request"}

    async def unheard(_: Message) -> None:
        return

    path = "/healthz"
    await app({"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": []}, nothing, unheard)


async def _serve(
    settings: Settings, shipped: Sequence[Business], answers: Sequence[str], made: _Made, listener: socket.socket
) -> int:
    office, reception, desk = made.office, made.reception, made.office.desk
    parts = reception.parts
    lookout = reception.lookout = Lookout(
        parts.calls, lambda: rescue(office), clock=parts.clock, executor=parts.stores, look_s=CHORE_S
    )
    async with AsyncExitStack() as stack:
        stack.push_async_callback(close_session)
        stack.push_async_callback(reception.parts.close)
        _seed(desk, shipped, answers)
        if settings.simulated and not made.carrier_url:
            carrier = await stack.enter_async_context(
                network(settings.twilio_account_sid, settings.twilio_auth_token[0], desk.clock)
            )
            made.carrier_url = carrier.api_base_url
            _provision(carrier, desk, office.lines)
        known = desk.businesses.all()
        await warm(reception.parts, known)
        settle()
        server = Server(
            uvicorn.Config(
                made.app,
                ws=media_or(reception.serve),
                ws_max_size=1 << 16,
                log_level="warning",
                log_config=None,
                access_log=False,
                lifespan="off",
                timeout_graceful_shutdown=1,
            ),
            reception,
            leave_s=DRAIN_S,
        )
        async with asyncio.TaskGroup() as group:
            chores = [
                group.create_task(reception.parts.hub.run(), name="hub"),
                group.create_task(made.post.run(), name="post"),
                group.create_task(warm_the_rest(reception, known, lull=made.lull), name="warm"),
                group.create_task(_index(reception, desk, known, made.lull), name="index"),
                group.create_task(_every(lambda: empty(office)), name="outbox"),
                group.create_task(_every(lambda: errands.run(office)), name="errands"),
                group.create_task(_every(lambda: note_missed(office), VOICEMAILS_S), name="voicemails"),
                group.create_task(lookout.run(after_s=BY_THEMSELVES_S), name="lookout"),
            ]
            log.info("up", extra={"port": settings.port})
            print(f"Firstring is up: http://127.0.0.1:{settings.port}", flush=True)
            await server.serve(sockets=[listener])
            for chore in chores:
                chore.cancel()
    return 0


async def _index(reception: Reception, desk: Desk, known: Sequence[Business], lull: Lull) -> None:
    """Has every business's answers indexed while nobody is on the line or opens a page: the first caller to ask must not wait for it."""
    library = desk.library
    if library is None:
        return
    for business in known:
        while not (reception.empty and lull()):  # noqa: ASYNC110 - calls and pages come and go unannounced
            await asyncio.sleep(INDEX_LOOK_S)
        await asyncio.to_thread(library.find, business, business.name, desk.clock(), limit=1)


def _stores(database: Database, settings: Settings, clock: Clock, models: LocalModels) -> _Stores:
    rows = SqliteRowStore(database, clock=clock)
    own = Meaning(SqliteVectorStore(database), LocalEmbedder(lambda: models.embeddings), local=True)
    desk = Desk(
        businesses=SqliteBusinessStore(database),
        bookings=SqliteBookingStore(database, clock=clock),
        calls=SqliteCallStore(database),
        messages=SqliteMessageStore(database),
        clock=clock,
        new_id=random_id,
        new_code=random_code,
        rows=rows,
        errands=SqliteErrandStore(database),
        library=Library(rows, settings.pinecone.meaning() if settings.pinecone else own),
    )
    accounts = SqliteAccountStore(database)
    door = Door(
        accounts,
        identities=(Sessions(accounts, clock),),
        clock=clock,
        new_id=random_id,
        new_token=random_token,
        passwords=Argon2Passwords(),
        open_house=True,
        machine=digest(settings.machine_token),
    )
    return _Stores(
        desk,
        door,
        FolderObjectStore(settings.data / "recordings"),
        MemoryLiveState(SqliteRedeemer(database, clock=clock)),
        SqliteSwitchboard(database),
    )


def _seed(desk: Desk, shipped: Sequence[Business], answers: Sequence[str]) -> None:
    """The demo businesses, where the store has none of that name yet; then the numbers given on the command line."""
    for business in shipped:
        if desk.businesses.get(business.id) is None:
            desk.businesses.put(business)
    for answer in answers:
        number, _, wanted = answer.partition("=")
        found = desk.businesses.get(BusinessId(wanted))
        if found is None or not number.startswith("+"):
            raise Misconfigured(f"--answer {answer}: write E164=business, with a business this service knows")
        if number not in found.numbers:
            desk.businesses.put(found.model_copy(update={"numbers": (*found.numbers, Phone(number))}))


def _provision(carrier: Carrier, desk: Desk, lines: Webhooks) -> None:
    """A simulated network begins empty: whatever is answered here it has sold here."""
    for business in desk.businesses.all():
        for number in business.every_number():
            carrier.provision(
                number, voice_url=lines.voice_url, status_callback=lines.status_callback,
                voice_fallback_url=lines.voice_fallback_url, sms_url=lines.sms_url,
            )  # fmt: skip


def _office(settings: Settings, stores: _Stores, base_url: Callable[[], str]) -> Office:
    origin = settings.public_url[0]
    client = LazyClient(settings.twilio_account_sid, settings.twilio_auth_token[0], base_url=base_url)
    return Office(
        desk=stores.desk,
        door=stores.door,
        signature=SignatureCheck(settings.public_url, settings.twilio_auth_token),
        account_sid=settings.twilio_account_sid,
        origin=origin,
        stream_url=origin.replace("http", "ws", 1) + "/media",
        ticket_key=settings.stream_token_keys[0].encode(),
        carrier=TwilioCalls(client),
        sms=TwilioSms(client, status_url=f"{origin}/sms/status"),
        numbers=TwilioNumbers(client),
        lines=pointing_at(origin),
        recordings=stores.recordings,
        webhooks=HttpWebhooks(loopback=True),
        switchboard=stores.switchboard,
        api_per_minute=API_PER_MINUTE,
        agreed=settings.providers.get("HEALTH_PROVIDERS", ""),
        calendars=GoogleCalendars(
            lambda: settings.google_calendar,
            calendar_url=settings.google_calendar_base_url,
            oauth_url=settings.google_oauth_base_url,
        ),
    )


def _parts(settings: Settings, stores: _Stores, models: LocalModels, clock: Clock, closing: ExitStack) -> Parts:
    desk = stores.desk
    own_ears = TurnByTurn(models.transcriber, frozenset(LOCAL_EARS))
    ears = ears_from(settings.providers, own_ears)
    voice = mouth_from(settings.providers, models.voice)
    threads = ThreadPoolExecutor(2, thread_name_prefix="sounds")
    cache = SoundCache((ObjectShelf(FolderObjectStore(settings.cache)),), threads)
    speaks = f"{who_speaks(settings.providers)} {VOICES}"
    return Parts(
        mind=Receptionist(
            desk,
            one_at_a_time(LocalUnderstander().understand),
            second=_second(settings, desk, closing),
            recognised=ears.languages(),
        ),
        businesses=desk.businesses,
        calls=desk.calls,
        live=stores.live,
        recordings=stores.recordings,
        ears=ears,
        voice=voice,
        prompts=Prompts(
            voice, speaks, cache, usual=voice.usual, clips=clips_from(settings.providers, voice, speaks, cache)
        ),
        hub=Hub(models.detector),
        ticket_keys=tuple(key.encode() for key in settings.stream_token_keys),
        clock=clock,
        stores=started(8, "stores"),
        minds=started(8, "minds"),
        end_of_turn=models.end_of_turn,
        spare_ears=own_ears,
        spare_voice=mouth_from({}, models.voice),
        unhurried_voice=unhurried_from(settings.providers, models.unhurried_voice),
        limits=Limits(calls=settings.max_calls, lease_s=LEASE_S, first_byte_s=SLOW_VOICE_S),
    )


def _second(settings: Settings, desk: Desk, closing: ExitStack) -> SecondMind | None:
    if settings.openai is None:
        return None
    return second_mind(settings.openai, passages=desk.shelf().passages, closing=closing)


def _app(settings: Settings, office: Office, reception: Reception, lull: Lull) -> OfficeGuard:
    origins = _own_origins(settings)
    app = FastAPI(title="Firstring", openapi_url=None, docs_url=None, redoc_url=None)
    problems.install(app)
    app.add_middleware(BodyLimit)
    for part in (call_setup.routes, sms.routes, *openapi.PARTS):
        app.include_router(part(office))
    app.add_api_route("/api/v1/openapi.json", lambda: JSONResponse(openapi.document(office)), include_in_schema=False)
    app.router.routes.extend(routes(reception, frozenset((*origins, *settings.public_url)), _watchers(office)))
    if PAGE.is_dir():
        app.add_route("/invitation/{token}", _invitation)
        app.mount("/", BuiltPage(PAGE, opened=lull.page_opened), name="page")
    else:
        app.add_route("/", _no_page)
    return OfficeGuard(app, origins=origins, public=settings.public_url, has_accounts=office.door.accounts.anybody)


def _watchers(office: Office) -> Watchers:
    desk, door = office.desk, office.door
    return Watchers(
        partial(may_watch, door, desk.businesses),
        partial(may_listen, door, desk.businesses, desk.calls),
        partial(note_listening, door, desk.rows, desk.calls),
        partial(still_may, door, desk.businesses, desk.calls),
        partial(note_giving_back, door, desk.rows, desk.calls),
    )


def _own_origins(settings: Settings) -> list[str]:
    """The page is served to this machine only, whatever Twilio reaches us by."""
    return [f"http://127.0.0.1:{settings.port}", f"http://localhost:{settings.port}"]


def _invitation(_: Request) -> Response:
    """The page, whose address nobody else is told."""
    return FileResponse(PAGE / "index.html", headers={"Referrer-Policy": "no-referrer"})


def _no_page(_: Request) -> Response:
    return PlainTextResponse("The page is not built yet: make setup\n", 404)


async def _every(act: Callable[[], object], wait_s: float = CHORE_S) -> None:
    """Does a chore again and again until cancelled; one that fails is tried again with the next."""
    while True:
        try:
            await asyncio.to_thread(act)
        except Unavailable as error:
            log.error("chore failed", extra={"kind": type(error).__name__})
        await asyncio.sleep(wait_s)


if __name__ == "__main__":
    sys.exit(main())
