"""The canary, against the real webhooks and a handler that plays a greeting, or does not."""

import asyncio
import base64
from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from starlette.testclient import TestClient

from functions.call_setup.app import build
from functions.canary import handler
from functions.canary.ring import Heard, Unwell, streamed
from functions.office import Office
from receptionist.adapters.twilio.signature import SignatureCheck
from receptionist.calls.ticket import verify
from tests.contracts.backends import free_port
from tests.fakes.front_office import TOKEN

Play = Callable[[web.WebSocketResponse], Awaitable[None]]
VOICE, QUIET = bytes(range(160)), b"\xff" * 160


def playing(*frames: bytes) -> Play:
    async def play(socket: web.WebSocketResponse) -> None:
        for frame in frames:
            media = {"event": "media", "media": {"payload": base64.b64encode(frame).decode()}}
            await socket.send_json(media)
        async for _ in socket:
            pass

    return play


async def turn_away(socket: web.WebSocketResponse) -> None:
    await socket.close(code=1008)


def rung(office: Office, play: Play) -> tuple[list[str], Unwell | Heard]:
    """What was asked for, and what the canary says."""
    asked: list[str] = []

    async def both() -> Unwell | Heard:
        port = free_port()
        here = f"http://127.0.0.1:{port}"
        stream = f"ws://127.0.0.1:{port}/media"
        signature = SignatureCheck([here], [TOKEN])
        house = replace(office, origin=here, stream_url=stream, signature=signature)
        client = TestClient(build(house))

        async def webhook(request: web.Request) -> web.Response:
            asked.append(request.path)
            body, headers = await request.read(), dict(request.headers)
            told = await asyncio.to_thread(client.post, request.path, content=body, headers=headers)
            return web.Response(status=told.status_code, text=told.text, content_type="text/xml")

        async def media(request: web.Request) -> web.WebSocketResponse:
            socket = web.WebSocketResponse()
            await socket.prepare(request)
            await socket.receive_json()
            start = (await socket.receive_json())["start"]
            ticket = verify(start["customParameters"]["token"], [house.ticket_key], house.desk.clock())
            asked.append(f"{request.path} {ticket.business}")
            await play(socket)
            return socket

        app = web.Application()
        app.add_routes([web.post("/voice/{step}", webhook), web.get("/media", media)])
        server = TestServer(app, port=port)
        await server.start_server()
        try:
            return await asyncio.to_thread(handler.run, house)
        except Unwell as error:
            return error
        finally:
            await server.close()

    return asked, asyncio.run(both())


def test_a_call_that_is_answered_and_greeted_is_well(office: Office) -> None:
    asked, heard = rung(office, playing(*[VOICE] * 50))
    assert asked == ["/voice/incoming", "/media canary", "/voice/status"]
    assert isinstance(heard, Heard)
    assert 0 <= heard.greeting_ms < 5000


def test_a_greeting_of_silence_is_no_greeting(office: Office) -> None:
    _, heard = rung(office, playing(*[QUIET] * 50))
    assert "silence" in str(heard)


def test_a_stream_that_is_turned_away_is_told_with_its_code(office: Office) -> None:
    _, heard = rung(office, turn_away)
    assert "1008" in str(heard)


def test_who_is_not_connected_to_a_stream_is_told_what_happens_instead() -> None:
    with pytest.raises(Unwell, match="Say, Hangup"):
        streamed("<Response><Say>Sorry</Say><Hangup/></Response>")
    with pytest.raises(Unwell, match="no TwiML"):
        streamed("{}")
