"""The media socket over a real port: messages in pieces, paths, senders who go."""

import asyncio
import os
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from stream_handler.carrier.line import SocketGone, Text
from stream_handler.carrier.web_socket import MediaSocket, media_or

pytestmark = [pytest.mark.e2e, pytest.mark.together]

HELLO = b"\r\n".join(
    (
        b"GET /media HTTP/1.1", b"Host: x", b"Upgrade: websocket", b"Connection: Upgrade",
        b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", b"Sec-WebSocket-Version: 13", b"", b"",
    )
)  # fmt: skip


def frame(opcode: int, payload: bytes, *, fin: bool = True) -> bytes:
    """Masked, as a client must (RFC 6455, 5.3)."""
    mask = os.urandom(4)
    size = (
        struct.pack("!B", 0x80 | len(payload)) if len(payload) < 126 else struct.pack("!BH", 0x80 | 126, len(payload))
    )
    return bytes([opcode | (0x80 if fin else 0)]) + size + mask + bytes(b ^ mask[i % 4] for i, b in enumerate(payload))


@asynccontextmanager
async def at_the_door(heard: list[Text], ended: asyncio.Event) -> AsyncIterator[int]:
    async def serve(socket: MediaSocket) -> None:
        try:
            heard.append(await socket.receive())
        except SocketGone:
            return  # Nothing whole ever came.
        gone = asyncio.Event()
        socket.deliver(heard.append, gone.set)
        assert socket.send("hello", "x" * 300, "y" * 70_000)
        await gone.wait()
        assert socket.send("nobody reads this")
        await socket.close(1000)
        with pytest.raises(SocketGone):
            await socket.receive()
        ended.set()

    async def page(_: object) -> PlainTextResponse:
        return PlainTextResponse("page")

    app = Starlette(routes=[Route("/media", page), Route("/page", page)])
    config = uvicorn.Config(app, port=0, ws=media_or(serve), log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    async with asyncio.TaskGroup() as group:
        group.create_task(server._serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
            await asyncio.sleep(0.01)
        try:
            yield server.servers[0].sockets[0].getsockname()[1]
        finally:
            server.should_exit = True


async def test_messages_come_whole_and_in_order_however_they_were_cut() -> None:
    heard: list[Text] = []
    ended = asyncio.Event()
    async with at_the_door(heard, ended) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HELLO)
        answer = await reader.readuntil(b"\r\n\r\n")
        first = frame(1, b"one")
        for cut in range(len(first)):
            writer.write(first[cut : cut + 1])
            await asyncio.sleep(0.002)
        writer.write(frame(1, b"tw", fin=False) + frame(9, b"ping") + frame(0, b"o") + frame(1, b"three"))
        assert answer.startswith(b"HTTP/1.1 101")
        sent = (
            b"\x81\x05hello"
            + b"\x81\x7e\x01\x2c"
            + b"x" * 300
            + b"\x81\x7f"
            + struct.pack("!Q", 70_000)
            + b"y" * 70_000
        )
        answers = await reader.readexactly(len(sent) + 6)
        assert sent in answers
        assert b"\x8a\x04ping" in answers
        writer.transport.abort()
        await asyncio.wait_for(ended.wait(), 5)
    assert [bytes(text) if isinstance(text, bytes) else text.encode() for text in heard] == [b"one", b"two", b"three"]


async def test_a_page_is_still_a_page() -> None:
    async with at_the_door([], asyncio.Event()) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /page HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert (await reader.read()).endswith(b"page")


async def test_a_message_that_never_ends_is_refused() -> None:
    heard: list[Text] = []
    async with at_the_door(heard, asyncio.Event()) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(HELLO)
        await reader.readuntil(b"\r\n\r\n")
        writer.write(frame(1, b"x" * 30_000, fin=False) + frame(0, b"x" * 30_000, fin=False))
        closing = await reader.readexactly(4)
        assert closing[:1] == b"\x88"
        assert struct.unpack("!H", closing[2:]) == (1009,)
        writer.close()
    assert heard == []
