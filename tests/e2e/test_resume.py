"""The server dies in the middle of a call; the caller, who only hears a pause, gets what they rang for."""

import asyncio
import json
import os
import signal
from itertools import pairwise
from pathlib import Path

import aiohttp
import pytest

from local.caller.ring import ring
from local.caller.scenario import load_scenario
from local.carrier import AfterAbruptEnd, PhoneCall, mulaw
from local.carrier.mulaw import FRAME_BYTES
from local.service import Service
from tests.e2e.stage import Stage, stage, told

KILLED = Path(__file__).parents[1] / "conversations" / "killed"

FRAME_S = 0.02

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.timeout(240)]


def logged(service: Service, message: str) -> list[int]:
    """Process ids of the servers that said so."""
    lines = [json.loads(line) for line in (service.data / "service.log").read_text().splitlines() if line[:1] == "{"]
    return [line["pid"] for line in lines if line["message"] == message]


async def spare_ready(service: Service) -> None:
    async with asyncio.timeout(60):
        while len(logged(service, "loaded")) < 2:  # noqa: ASYNC110 - another process's log
            await asyncio.sleep(0.1)


async def when_asked_for_the_name(service: Service) -> None:
    async with aiohttp.ClientSession() as session:
        feed = await session.ws_connect(f"{service.url}/live?business=restaurant")
        async for message in feed:
            event = json.loads(message.data)
            if event["type"] == "assistant.said" and "name" in event["text"] and "AI" not in event["text"]:
                return


def the_call(there: Stage) -> PhoneCall:
    (call,) = there.rehearsal.carrier.calls.values()
    return call


def quiet_s(call: PhoneCall, since: float) -> float:
    """From the server's death until the caller hears speech again, whatever the network still played of the old one."""
    assert call.recording.began_at is not None
    first = round((since - call.recording.began_at) / FRAME_S)
    heard = bytes(call.recording.heard)[first * FRAME_BYTES :]
    loud = [
        at
        for at in range(0, len(heard), FRAME_BYTES)
        if not mulaw.is_silent(heard[at : at + FRAME_BYTES], threshold=1500)
    ]
    after_the_gap = [late for early, late in pairwise([0, *loud]) if late - early > 8000 * 0.3]
    return after_the_gap[0] / 8000


# Where the line is held, only the lease tells, 3 s, and it is looked for every second: 4.3 s on a quiet machine.
@pytest.mark.parametrize(
    ("after", "spare", "most_s"),
    [
        (AfterAbruptEnd.CONTINUE, True, 3.0),
        (AfterAbruptEnd.HOLD, True, 6.5),
        pytest.param(AfterAbruptEnd.CONTINUE, False, 12.0, marks=pytest.mark.long),
    ],
    ids=["goes on", "holds the line", "waits for a server to start"],
)
def test_a_call_outlives_its_server(after: AfterAbruptEnd, spare: bool, most_s: float, tmp_path: Path) -> None:
    async def play() -> None:
        async with stage(tmp_path, after_abrupt_end=after, spare=spare) as there:
            if spare:
                await spare_ready(there.service)
            path = KILLED / "book-for-tonight.yaml"
            async with asyncio.TaskGroup() as group:
                ringing = group.create_task(ring(load_scenario(path), KILLED, there.rehearsal, tmp_path / "call.wav"))
                await when_asked_for_the_name(there.service)
                os.kill(logged(there.service, "serving")[-1], signal.SIGKILL)
                killed_at = asyncio.get_running_loop().time()
            rung = ringing.result()
            assert rung.faults == (), told(rung)
            assert rung.stored.call["resumes"] == 1
            quiet = quiet_s(the_call(there), killed_at)
            assert quiet <= most_s, f"{quiet:.2f} s of silence"
            assert len(rung.stored.bookings) == 1
            assert len(rung.stored.texts) == 1

    asyncio.run(play())


def test_if_the_network_hangs_up_nothing_is_booked_and_the_caller_gets_a_word(tmp_path: Path) -> None:
    async def play() -> None:
        async with stage(tmp_path, after_abrupt_end=AfterAbruptEnd.HANG_UP) as there:
            path = KILLED / "book-for-tonight.yaml"
            async with asyncio.TaskGroup() as group:
                ringing = group.create_task(ring(load_scenario(path), KILLED, there.rehearsal))
                await when_asked_for_the_name(there.service)
                os.kill(logged(there.service, "serving")[-1], signal.SIGKILL)
            rung = ringing.result()
            assert rung.stored.call["status"] == "ended", told(rung)
            assert rung.stored.call["transcript"], "what was said is kept"
            assert rung.stored.bookings == []
            assert ["our call was cut off" in text["body"] for text in rung.stored.texts] == [True]

    asyncio.run(play())


def test_told_to_end_the_server_hands_its_call_to_the_next(tmp_path: Path) -> None:
    async def play() -> None:
        async with stage(tmp_path, spare=True) as there:
            await spare_ready(there.service)
            path = KILLED / "book-for-tonight.yaml"
            async with asyncio.TaskGroup() as group:
                ringing = group.create_task(ring(load_scenario(path), KILLED, there.rehearsal))
                await when_asked_for_the_name(there.service)
                os.kill(logged(there.service, "serving")[-1], signal.SIGTERM)
            rung = ringing.result()
            assert rung.faults == (), told(rung)
            assert len(rung.stored.bookings) == 1

    asyncio.run(play())
