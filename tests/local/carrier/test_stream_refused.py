"""What a WebSocket server may not do on a media stream, and what the network makes of it."""

import asyncio
import json

import pytest

from .application import Socket, phone_network, ring, stream

pytestmark = [pytest.mark.e2e, pytest.mark.together]


MALFORMED = {
    "not JSON": "{",
    "not an object": "[]",
    "unknown event": '{"event":"shout","streamSid":"%s"}',
    "no streamSid": '{"event":"clear"}',
    "another stream": '{"event":"clear","streamSid":"MZother"}',
    "no payload": '{"event":"media","streamSid":"%s","media":{}}',
    "payload not base64": '{"event":"media","streamSid":"%s","media":{"payload":"!!!"}}',
    "mark without a name": '{"event":"mark","streamSid":"%s","mark":{}}',
    "mark with an empty name": '{"event":"mark","streamSid":"%s","mark":{"name":""}}',
}


@pytest.mark.parametrize("message", MALFORMED.values(), ids=MALFORMED.keys())
async def test_a_malformed_message_ends_the_stream_with_31924(message: str) -> None:
    closed = asyncio.Event()

    async def serve(socket: Socket) -> None:
        await socket.ws.send_str(message.replace("%s", socket.stream_sid))
        await socket.next("closed 1002")
        closed.set()

    async with phone_network() as (carrier, app):
        noun = stream(app, statusCallback="/stream")
        call = await ring(carrier, app, serve, noun)
        await call.ended()
        assert [fault.code for fault in call.faults] == [31924]
        assert len(app.forms("/voice/after")) == 1
        events = {form["StreamEvent"]: form for form in await app.asked_at("/stream", 2)}
        assert set(events) == {"stream-started", "stream-error"}
        assert "Protocol Error" in events["stream-error"]["StreamError"]
        await closed.wait()


async def test_a_binary_message_ends_the_stream() -> None:
    async def serve(socket: Socket) -> None:
        await socket.ws.send_bytes(b"\x00" * 160)
        await socket.next("closed 1002")

    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        await call.ended()
        assert [fault.code for fault in call.faults] == [31924]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("{base}/no-such-socket", 31920),
        ("ws://127.0.0.1:1/media", 31901),
        ("ws://phone.example/media", 11100),
        ("https://phone.example/media", 11100),
    ],
)
async def test_a_stream_that_cannot_begin_is_an_error_and_the_call_goes_on(url: str, code: int) -> None:
    async def unused(socket: Socket) -> None:
        raise AssertionError

    async with phone_network() as (carrier, app):
        target = url.replace("{base}", app.stream_url.removesuffix("/media"))
        call = await ring(carrier, app, unused, f'<Stream url="{target}" statusCallback="/stream"/>')
        await call.ended()
        assert [fault.code for fault in call.faults] == [code]
        assert len(app.forms("/voice/after")) == 1


async def test_a_broken_frame_is_a_protocol_error_not_an_abrupt_end() -> None:
    async def serve(socket: Socket) -> None:
        assert isinstance(socket.request.transport, asyncio.Transport)
        socket.request.transport.write(b"\xf3\x05hello")
        await socket.next("closed")

    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        await call.ended()
        assert [fault.code for fault in call.faults] == [31924]


async def test_a_message_in_several_frames_is_one_message() -> None:
    async def serve(socket: Socket) -> None:
        assert isinstance(socket.request.transport, asyncio.Transport)
        message = json.dumps({"event": "mark", "streamSid": socket.stream_sid, "mark": {"name": "whole"}}).encode()
        half = len(message) // 2
        for opcode, part in ((0x01, message[:half]), (0x80, message[half:])):
            socket.request.transport.write(bytes([opcode, len(part)]) + part)
        assert (await socket.next("mark"))["mark"]["name"] == "whole"
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        await call.ended()
        assert [fault.code for fault in call.faults] == [31921]


async def test_a_server_that_stops_reading_loses_sound_and_keeps_the_call() -> None:
    over = asyncio.Event()

    async def serve(socket: Socket) -> None:
        assert isinstance(socket.request.transport, asyncio.Transport)
        socket.request.transport.pause_reading()
        await over.wait()
        socket.request.transport.resume_reading()
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        await call.answered_or_over()
        # A quarter of a megabyte of unsent sound takes a minute at real time: let the line beat faster.
        for _ in range(20_000):
            call.line.beat()
            if call.line.recording.caller and any(event.name == "overflow" for event in call.trace):
                break
            if len(call.recording) % 16_000 == 0:
                await asyncio.sleep(0)
        assert [event.detail["code"] for event in call.trace if event.name == "overflow"] == ["31930"]
        assert not call.over
        over.set()
        await call.ended()
