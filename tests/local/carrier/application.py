"""The application on the other side of the phone network: answers webhooks with TwiML and serves streams."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web
from twilio.request_validator import RequestValidator
from twilio.rest import Client

from local.carrier import Carrier, PhoneCall, mulaw
from receptionist.adapters.twilio.base_url import http_client

ACCOUNT = "AC" + "1" * 32
TOKEN = "the token of a test account"
OURS = "+14155550100"
CALLER = "+12025550123"

VOICE = mulaw.tone(0.2, 300, level=0.3)

Answer = str | web.Response | Callable[[dict[str, str]], Awaitable[web.Response]]


@dataclass
class Asked:
    """One webhook as it arrived."""

    path: str
    form: dict[str, str]
    signed: bool
    headers: dict[str, str]


class Socket:
    """The server's end of one media stream."""

    def __init__(self, ws: web.WebSocketResponse, request: web.Request) -> None:
        self.ws = ws
        self.request = request
        self.stream_sid = ""
        self.start: dict[str, Any] = {}

    async def next(self, *events: str) -> dict[str, Any]:
        """The next message, or the next of these events."""
        while True:
            message = await self.ws.receive()
            if message.type is not WSMsgType.TEXT:
                return {"event": f"closed {self.ws.close_code}"}
            value: dict[str, Any] = json.loads(message.data)
            if not events or value["event"] in events:
                return value

    async def send(self, event: str, **body: object) -> None:
        """A message of the server's, in Twilio's shape."""
        await self.ws.send_str(json.dumps({"event": event, "streamSid": self.stream_sid, **body}))

    async def play(self, audio: bytes) -> None:
        await self.send("media", media={"payload": base64.b64encode(audio).decode()})

    async def mark(self, name: str) -> None:
        await self.send("mark", mark={"name": name})

    def die(self) -> None:
        """As a killed process: no close frame."""
        assert self.request.transport is not None
        self.request.transport.abort()


Serve = Callable[[Socket], Awaitable[None]]


@dataclass
class Application:
    """Answers by path; remembers what it was asked."""

    url: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    serve: Serve | None = None
    asked: list[Asked] = field(default_factory=list)
    news: asyncio.Condition = field(default_factory=asyncio.Condition)

    def twiml(self, path: str, verbs: str) -> None:
        self.answers[path] = f"<?xml version='1.0' encoding='UTF-8'?><Response>{verbs}</Response>"

    def forms(self, path: str) -> list[dict[str, str]]:
        """The forms posted to `path` so far."""
        return [asked.form for asked in self.asked if asked.path == path]

    async def asked_at(self, path: str, times: int = 1) -> list[dict[str, str]]:
        """Wait until `path` was asked so often."""
        async with self.news:
            await self.news.wait_for(lambda: len(self.forms(path)) >= times)
        return self.forms(path)

    @staticmethod
    def twilio(api_base_url: str, token: str = TOKEN) -> Client:
        """The real SDK, pointed at the network. Blocking: call it in a thread."""
        return Client(ACCOUNT, token, http_client=http_client(api_base_url, 3))

    @property
    def stream_url(self) -> str:
        return self.url.replace("http://", "ws://") + "/media"


@asynccontextmanager
async def application() -> AsyncIterator[Application]:
    app = Application()

    async def webhook(request: web.Request) -> web.StreamResponse:
        form = {name: str(value) for name, value in (await request.post()).items()}
        url = app.url + request.path_qs
        signed = RequestValidator(TOKEN).validate(url, form, request.headers.get("X-Twilio-Signature", ""))
        app.asked.append(Asked(request.path, form or dict(request.query), signed, dict(request.headers)))
        async with app.news:
            app.news.notify_all()
        answer = app.answers.get(request.path, "<Response/>")
        if isinstance(answer, str):
            return web.Response(text=answer, content_type="text/xml")
        if isinstance(answer, web.Response):
            return web.Response(body=answer.body, status=answer.status, content_type=answer.content_type)
        return await answer(form)

    async def media(request: web.Request) -> web.StreamResponse:
        ws = web.WebSocketResponse()
        await ws.prepare(request)
        socket = Socket(ws, request)
        await socket.next("connected")
        socket.start = await socket.next("start")
        socket.stream_sid = socket.start["streamSid"]
        assert app.serve is not None
        await app.serve(socket)
        return ws

    server = web.Application()
    server.router.add_get("/media", media)
    server.router.add_route("*", "/{path:.*}", webhook)
    runner = web.AppRunner(server, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    app.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield app
    finally:
        await runner.cleanup()


@asynccontextmanager
async def phone_network(**options: Any) -> AsyncIterator[tuple[Carrier, Application]]:
    """A network with one number whose calls go to a test application."""
    async with application() as app, Carrier(account_sid=ACCOUNT, auth_token=TOKEN, **options) as carrier:
        carrier.provision(
            OURS,
            voice_url=app.url + "/voice/incoming",
            status_callback=app.url + "/voice/status",
            voice_fallback_url=app.url + "/voice/fallback",
            sms_url=app.url + "/sms/incoming",
        )
        yield carrier, app


def stream(app: Application, inside: str = "", **attributes: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<Stream url="{app.stream_url}"{written}>{inside}</Stream>'


async def ring(carrier: Carrier, app: Application, serve: Serve, noun: str = "") -> PhoneCall:
    """A call whose stream is served by `serve`."""
    app.serve = serve
    app.twiml("/voice/incoming", f"<Connect action='/voice/after'>{noun or stream(app)}</Connect>")
    return await carrier.dial(from_=CALLER, to=OURS)
