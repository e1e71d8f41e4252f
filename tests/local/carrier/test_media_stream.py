"""Media Streams, as the application's WebSocket server sees them."""

import asyncio
import base64
import json
from pathlib import Path
from typing import Any

import pytest
from twilio.request_validator import RequestValidator

from local.carrier import mulaw

from .application import CALLER, OURS, TOKEN, VOICE, Socket, phone_network, ring, stream

pytestmark = pytest.mark.e2e


RECORDED = Path(__file__).parents[4] / "shared/data/protocol/media_streams_messages.jsonl"


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


SHAPES: dict[str, Any] = {
    "connected": {"event": "str", "protocol": "str", "version": "str"},
    "start": {
        "event": "str",
        "sequenceNumber": "str",
        "streamSid": "str",
        "start": {
            "accountSid": "str",
            "streamSid": "str",
            "callSid": "str",
            "tracks": ["str"],
            "mediaFormat": {"encoding": "str", "sampleRate": "int", "channels": "int"},
        },
    },
    "media": {
        "event": "str",
        "sequenceNumber": "str",
        "streamSid": "str",
        "media": {"track": "str", "chunk": "str", "timestamp": "str", "payload": "str"},
    },
    "dtmf": {
        "event": "str",
        "sequenceNumber": "str",
        "streamSid": "str",
        "dtmf": {"track": "str", "digit": "str"},
    },
    "mark": {"event": "str", "sequenceNumber": "str", "streamSid": "str", "mark": {"name": "str"}},
    "stop": {
        "event": "str",
        "sequenceNumber": "str",
        "streamSid": "str",
        "stop": {"accountSid": "str", "callSid": "str"},
    },
}
"""What every message of the network looks like, customParameters left out."""


@pytest.mark.skipif(not RECORDED.exists(), reason="the recorded messages are not on this machine")
def test_the_shapes_held_to_are_those_recorded_from_twilio() -> None:
    rows = [json.loads(line) for line in RECORDED.read_text().splitlines()]
    assert {row["msg"]["event"]: shape(row["msg"]) for row in rows if row["dir"] == "in"} == SHAPES


async def test_every_message_has_the_shape_of_twilios_own() -> None:
    ours: dict[str, Any] = {"connected": shape({"event": "connected", "protocol": "Call", "version": "1.0.0"})}

    async def serve(socket: Socket) -> None:
        ours["start"] = shape(socket.start)
        await socket.mark("a")
        while len(ours) < len(SHAPES):
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
    assert ours == SHAPES


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
    assert 0.74 < times[-1] - times[0] < 1.0


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
    assert 0.38 < times["heard"] - times["sent"] < 0.7


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
        assert took[0] < 0.2
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
