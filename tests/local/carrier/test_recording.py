"""The recording of a call: both sides, aligned to real time, as heard on the caller's phone."""

import asyncio
import wave
from pathlib import Path

import pytest

from local.carrier import mulaw

from .application import CALLER, OURS, VOICE, Socket, phone_network, ring

pytestmark = [pytest.mark.e2e, pytest.mark.together]


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
    assert len(heard) / 8000 == pytest.approx(outcome.ended_at - began, abs=0.06)
    # The caller's voice stands exactly five frames in; ours within a frame of when it was sent.
    assert caller.index(VOICE) == 5 * 160
    assert heard.index(VOICE) / 8000 == pytest.approx(said_at[0] - began, abs=0.06)


async def test_the_recording_is_a_stereo_file_of_eight_kilohertz(tmp_path: Path) -> None:
    async with phone_network() as (carrier, app):
        app.twiml("/voice/incoming", "<Say>hello there</Say>")
        call = await carrier.dial(from_=CALLER, to=OURS)
        await call.ended()
        call.recording.write_wav(tmp_path / "call.wav")
    with wave.open(str(tmp_path / "call.wav")) as file:
        assert (file.getnchannels(), file.getframerate(), file.getsampwidth()) == (2, 8000, 2)
        assert file.getnframes() == len(call.recording)
