"""Media Streams, as the application's WebSocket server sees them."""

import asyncio
import base64
import json
import wave
from pathlib import Path
from typing import Any

import pytest
from twilio.request_validator import RequestValidator

from local.carrier import Carrier, PhoneCall, mulaw

from .application import CALLER, OURS, TOKEN, Application, Serve, Socket, phone_network

pytestmark = pytest.mark.e2e

VOICE = mulaw.tone(0.2, 300, level=0.3)
RECORDED = Path(__file__).parents[4] / "shared/data/protocol/media_streams_messages.jsonl"


async def ring(carrier: Carrier, app: Application, serve: Serve, noun: str = "") -> PhoneCall:
    """A call whose stream is served by `serve`."""
    app.serve = serve
    app.twiml("/voice/incoming", f"<Connect action='/voice/after'>{noun or stream(app)}</Connect>")
    return await carrier.dial(from_=CALLER, to=OURS)


def stream(app: Application, inside: str = "", **attributes: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<Stream url="{app.stream_url}"{written}>{inside}</Stream>'


def shape(value: Any) -> Any:
    """The structure of a message without its values."""
    if isinstance(value, dict):
        return {name: shape(part) for name, part in value.items() if name != "customParameters"}
    return [shape(value[0])] if isinstance(value, list) else type(value).__name__


async def test_start_says_which_call_it_is_and_carries_the_parameters() -> None:
    seen: list[dict[str, Any]] = []

    async def serve(socket: Socket) -> None:
        seen.append(socket.start)
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        inside = '<Parameter name="token" value="s3cret"/><Parameter name="lang" value=""/>'
        call = await ring(carrier, app, serve, stream(app, inside))
        await call.ended()
    start = seen[0]["start"]
    assert (seen[0]["sequenceNumber"], start["callSid"], start["tracks"]) == ("1", call.sid, ["inbound"])
    assert start["customParameters"] == {"token": "s3cret", "lang": ""}
    assert start["mediaFormat"] == {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}


@pytest.mark.skipif(not RECORDED.exists(), reason="the recorded messages are not on this machine")
async def test_every_message_has_the_shape_of_twilios_own() -> None:
    recorded: dict[str, Any] = {}
    for row in map(json.loads, RECORDED.read_text().splitlines()):
        if row["dir"] == "in":
            recorded[row["msg"]["event"]] = shape(row["msg"])
    ours: dict[str, Any] = {"connected": shape({"event": "connected", "protocol": "Call", "version": "1.0.0"})}

    async def serve(socket: Socket) -> None:
        ours["start"] = shape(socket.start)
        await socket.mark("a")
        while len(ours) < len(recorded):
            message = await socket.next()
            ours[message["event"]] = shape(message)
        done.set()

    done = asyncio.Event()
    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        while "media" not in ours:
            await call.hear()
        call.press("1")
        while "dtmf" not in ours:
            await call.hear()
        await call.hang_up()
        await done.wait()
    assert ours == recorded


async def test_the_callers_voice_arrives_in_numbered_frames_of_20_ms_at_real_time() -> None:
    frames: list[dict[str, Any]] = []
    times: list[float] = []

    async def serve(socket: Socket) -> None:
        while len(frames) < 40:
            frames.append(await socket.next("media"))
            times.append(asyncio.get_running_loop().time())
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        call.say(VOICE)
        await call.ended()
    numbers = [int(frame["sequenceNumber"]) for frame in frames]
    assert numbers == list(range(2, 42))
    assert [int(frame["media"]["chunk"]) for frame in frames] == list(range(1, 41))
    sound = b"".join(base64.b64decode(frame["media"]["payload"]) for frame in frames)
    assert VOICE[480:] in sound
    assert all(len(base64.b64decode(frame["media"]["payload"])) == 160 for frame in frames)
    assert 0.74 < times[-1] - times[0] < 0.86


async def test_a_mark_comes_back_when_the_sound_before_it_was_heard() -> None:
    times: dict[str, float] = {}

    async def serve(socket: Socket) -> None:
        clock = asyncio.get_running_loop().time
        await socket.mark("nothing before")
        await socket.next("mark")
        times["sent"] = clock()
        await socket.play(mulaw.tone(0.4, 440))
        await socket.mark("end")
        assert (await socket.next("mark"))["mark"]["name"] == "end"
        times["heard"] = clock()
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        await (await ring(carrier, app, serve)).ended()
    assert 0.38 < times["heard"] - times["sent"] < 0.5


async def test_clear_silences_the_line_at_once_and_returns_the_marks() -> None:
    took: list[float] = []

    async def serve(socket: Socket) -> None:
        await socket.play(mulaw.tone(5, 440))
        await socket.mark("never heard")
        await socket.next("media")
        await socket.next("media")
        began = asyncio.get_running_loop().time()
        await socket.send("clear")
        assert (await socket.next("mark"))["mark"]["name"] == "never heard"
        took.append(asyncio.get_running_loop().time() - began)
        for _ in range(5):
            await socket.next("media")
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        await call.ended()
        assert took[0] < 0.05
        heard = bytes(call.recording.heard)
        assert mulaw.is_silent(heard[-480:])
        assert not mulaw.is_silent(heard[:640])


async def test_keys_reach_the_server_as_dtmf() -> None:
    keys: list[str] = []

    async def serve(socket: Socket) -> None:
        while len(keys) < 3:
            keys.append((await socket.next("dtmf"))["dtmf"]["digit"])
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        while not any(event.name == "start" for event in call.trace):
            await call.hear()
        call.press("1*#")
        await call.ended()
    assert keys == ["1", "*", "#"]


async def test_a_hang_up_sends_stop_and_closes_the_socket_properly() -> None:
    last: list[str] = []
    done = asyncio.Event()

    async def serve(socket: Socket) -> None:
        await socket.next("media")
        last.append((await socket.next("stop"))["event"])
        last.append((await socket.next())["event"])
        done.set()

    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        for _ in range(5):
            await call.hear()
        await call.hang_up()
        await done.wait()
        assert app.forms("/voice/after") == []
    assert last == ["stop", "closed 1000"]
    assert (await call.ended()).ended_by == "caller"


async def test_when_the_server_closes_the_call_goes_on_with_the_action() -> None:
    async def serve(socket: Socket) -> None:
        await socket.ws.close(code=1012)

    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        await call.ended()
        assert app.forms("/voice/after")[0]["CallStatus"] == "in-progress"
        assert [fault.code for fault in call.faults] == [31921]


async def test_without_an_action_the_next_verb_follows() -> None:
    async def serve(socket: Socket) -> None:
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        app.serve = serve
        app.twiml("/voice/incoming", f"<Connect>{stream(app)}</Connect><Redirect>/next</Redirect>")
        await (await carrier.dial(from_=CALLER, to=OURS)).ended()
        assert len(app.forms("/next")) == 1


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


async def test_the_query_of_a_stream_url_never_reaches_the_server() -> None:
    asked: list[str] = []

    async def serve(socket: Socket) -> None:
        asked.append(socket.request.path_qs)
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        await (await ring(carrier, app, serve, f'<Stream url="{app.stream_url}?token=1"/>')).ended()
    assert asked == ["/media"]


async def test_the_handshake_is_signed_over_the_stream_url() -> None:
    signatures: list[str] = []

    async def serve(socket: Socket) -> None:
        signatures.append(socket.request.headers["X-Twilio-Signature"])
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        await (await ring(carrier, app, serve)).ended()
        assert RequestValidator(TOKEN).compute_signature(app.stream_url, {}) == signatures[0]


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


async def test_the_recording_is_aligned_to_real_time_on_both_sides() -> None:
    said_at: list[float] = []

    async def serve(socket: Socket) -> None:
        clock = asyncio.get_running_loop().time
        for _ in range(10):
            await socket.next("media")
        said_at.append(clock())
        await socket.play(VOICE)
        await socket.mark("end")
        await socket.next("mark")
        await socket.ws.close()

    async with phone_network() as (carrier, app):
        call = await ring(carrier, app, serve)
        call.say(mulaw.SILENCE * 5 + VOICE)
        outcome = await call.ended()
    began = call.recording.began_at
    assert began is not None
    caller, heard = bytes(call.recording.caller), bytes(call.recording.heard)
    assert len(caller) == len(heard)
    assert len(heard) / 8000 == pytest.approx(outcome.ended_at - began, abs=0.05)
    # The caller's voice stands exactly five frames in; ours within a frame of when it was sent.
    assert caller.index(VOICE) == 5 * 160
    assert heard.index(VOICE) / 8000 == pytest.approx(said_at[0] - began, abs=0.03)


async def test_the_recording_is_a_stereo_file_of_eight_kilohertz(tmp_path: Path) -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Say>hello there</Say>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        call.recording.write_wav(tmp_path / "call.wav")
    with wave.open(str(tmp_path / "call.wav")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 8000, 2)
        assert file.getnframes() == len(call.recording)


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
