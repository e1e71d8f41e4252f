"""What strangers, broken software and tired fingers send: refused with a reason, while a caller talks on undisturbed."""

import asyncio
import base64
import json
import re
import secrets
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
from twilio.request_validator import RequestValidator

from local.carrier import PhoneCall
from local.service import Service
from local.up import bound
from tests.e2e.stage import Stage, stage

RESTAURANT, NOBODYS = "+14155550100", "+14155550777"
CALLER = "+14155550123"

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.together, pytest.mark.timeout(120)]


def form(call: str, service: Service, to: str = RESTAURANT) -> dict[str, str]:
    return {"CallSid": call, "AccountSid": service.account_sid, "From": CALLER, "To": to, "CallStatus": "ringing"}


async def posted(service: Service, fields: dict[str, str], signature: str | None) -> tuple[int, str]:
    headers = {} if signature is None else {"X-Twilio-Signature": signature}
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{service.url}/voice/incoming", data=fields, headers=headers) as answer,
    ):
        return answer.status, await answer.text()


async def a_ticket(service: Service) -> tuple[str, str]:
    """Of a call the voice webhook has answered."""
    call = "CA" + secrets.token_hex(16)
    fields = form(call, service)
    signature = RequestValidator(service.auth_token).compute_signature(f"{service.url}/voice/incoming", fields)
    status, twiml = await posted(service, fields, signature)
    assert status == 200
    found = re.search(r'name="token" value="([^"]+)"', twiml)
    assert found, twiml
    return call, found.group(1)


async def streamed(service: Service, call: str, token: str, *then: str) -> tuple[int, int]:
    """Opens a stream, sends `then` after its start, reads on until the service closes. Gives the code and the bytes heard."""
    form = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
    start = {
        "event": "start", "sequenceNumber": "1", "streamSid": "MZ1",
        "start": {"accountSid": service.account_sid, "streamSid": "MZ1", "callSid": call, "tracks": ["inbound"],
                  "mediaFormat": form, "customParameters": {"token": token}},
    }  # fmt: skip
    heard = 0
    address = service.url.replace("http", "ws", 1) + "/media"
    async with aiohttp.ClientSession() as session, session.ws_connect(address) as socket, asyncio.timeout(15):
        with suppress(ConnectionError):
            await socket.send_json({"event": "connected", "protocol": "Call", "version": "1.0.0"})
            await socket.send_json(start)
            for wrong in then:
                await socket.send_str(wrong)
        async for message in socket:
            heard += len(json.loads(message.data).get("media", {}).get("payload", ""))
    assert socket.close_code is not None
    return socket.close_code, heard


async def a_caller_talking(there: Stage) -> PhoneCall:
    there.rehearsal.carrier.provision(RESTAURANT, voice_url=f"{there.service.url}/voice/incoming")
    phone = await there.rehearsal.carrier.dial(from_=CALLER, to=RESTAURANT)
    await phone.answered_or_over()
    return phone


def test_whatever_knocks_the_caller_on_the_line_does_not_notice(tmp_path: Path) -> None:
    async def attack() -> None:
        async with stage(tmp_path) as there:
            service = there.service
            phone = await a_caller_talking(there)
            await _webhooks_of_strangers(service)
            await _a_number_nobody_has(there)
            await _tickets_that_are_none(service)
            await _streams_that_break_off(service)
            async with aiohttp.ClientSession() as session, session.get(f"{service.url}/healthz") as answer:
                assert answer.status == 200
            assert not phone.over
            assert len(set(bytes(phone.recording.heard))) > 50, "the greeting is heard"
            await phone.hang_up()

    asyncio.run(attack())


async def _webhooks_of_strangers(service: Service) -> None:
    fields = form("CA" + "1" * 32, service)
    signature = RequestValidator(service.auth_token).compute_signature(f"{service.url}/voice/incoming", fields)
    assert (await posted(service, fields, None))[0] == 403
    assert (await posted(service, fields, "bm90IGEgc2lnbmF0dXJl"))[0] == 403
    assert (await posted(service, {**fields, "From": "+14155550666"}, signature))[0] == 403


async def _a_number_nobody_has(there: Stage) -> None:
    there.rehearsal.carrier.provision(NOBODYS, voice_url=f"{there.service.url}/voice/incoming")
    lost = await there.rehearsal.carrier.dial(from_=CALLER, to=NOBODYS)
    await lost.ended()
    assert [event.name for event in lost.trace if event.kind == "verb"] == ["Say", "Hangup"]
    assert "unknown number" in (there.service.data / "service.log").read_text()


async def _tickets_that_are_none(service: Service) -> None:
    call, token = await a_ticket(service)
    body, _, signature = token.rpartition(".")
    for forged in ("", "nonsense", f"{body}.{signature[::-1]}", f"{body[:-2]}AA.{signature}"):
        assert await streamed(service, call, forged) == (1008, 0)
    other, _ = await a_ticket(service)
    assert await streamed(service, other, token) == (1008, 0)
    first, _ = await streamed(service, call, token, "{not json")
    assert first == 1000, "the ticket was good; what came after it was not"
    assert await streamed(service, call, token) == (1008, 0), "a ticket opens one stream"


async def _streams_that_break_off(service: Service) -> None:
    def media(sequence: int, payload: str) -> str:
        content = {"track": "inbound", "chunk": "1", "timestamp": "1", "payload": payload}
        return json.dumps({"event": "media", "sequenceNumber": str(sequence), "streamSid": "MZ1", "media": content})

    frame = base64.b64encode(b"\xff" * 160).decode()
    for wrong in (
        media(2, "not base64 at all!"),
        media(2, base64.b64encode(b"\xff" * 20_000).decode()),
        media(2, frame) + "}",
        "[]",
    ):
        call, token = await a_ticket(service)
        code, _ = await streamed(service, call, token, wrong)
        assert code == 1000, wrong[:60]
        record = await service.get(f"/businesses/restaurant/calls/{call}")
        assert (record["status"], record["outcome"]) == ("ended", "protocol_error"), wrong[:60]
    call, token = await a_ticket(service)
    assert (await streamed(service, call, token, "x" * 100_000))[0] == 1009
    call, token = await a_ticket(service)
    assert (await streamed(service, call, token, media(9, frame), media(3, frame)))[0] == 1000


def firstring(*given: str | Path, cwd: Path | None = None) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "local.cli", *map(str, given)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=cwd, input="")


def test_a_taken_port_is_said_in_one_line(tmp_path: Path) -> None:
    with bound(0) as taken:
        port = taken.getsockname()[1]
        ended = firstring("up", "--port", str(port), "--data", tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.strip() == f"firstring: port {port} is taken; choose another with --port"


def test_a_broken_business_file_is_named_with_line_and_field(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    lines = (Path("local") / "businesses" / "restaurant.yaml").read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("timezone:"))
    lines[number - 1] = "timezone: Mars/Olympus"
    path.write_text("\n".join(lines), encoding="utf-8")
    ended = firstring("converse", "--business", path)
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1
    assert f"mine.yaml:{number}" in ended.stderr
    assert "timezone" in ended.stderr
