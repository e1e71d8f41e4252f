"""The service as it runs, `firstring up` with a folder of its own: whatever comes in by its doors, nothing of a caller is in its log,
nor in any other file it writes but its stores. A server that dies, and the one after it, included."""

import asyncio
import json
import os
import secrets
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from twilio.request_validator import RequestValidator

from local.carrier import Carrier, PhoneCall
from local.rehearsal import CACHE, network
from local.service import Service, free_port, started
from local.settings import shifted
from receptionist.adapters.ears.probe_sound import PROBE
from tests.e2e.stage import CLOCK
from tests.e2e.test_bad_input import a_ticket, streamed
from tests.security.canaries import CARD, EMAIL, EVERYTHING, NAME, PHONE, TOKEN, WORDS, found_in

RESTAURANT = "+14155550100"
HOME = "/api/v1/businesses/restaurant"
STORES = {"firstring.sqlite", "firstring.sqlite-wal", "firstring.sqlite-shm"}
"""Where what callers say belongs. Whatever else lies in the folder is taken for a log."""
LONG_ENOUGH = 12
"""Of a sentence of a transcript, to be told from the words of a log."""

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.together, pytest.mark.timeout(120)]


@dataclass(frozen=True, slots=True)
class Left:
    """What is there when the service is gone."""

    files: dict[str, str]
    transcript: list[str]
    customers: str

    @property
    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.files["service.log"].splitlines() if line.startswith("{")]


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Left:
    data = tmp_path_factory.mktemp("data")

    async def play() -> tuple[list[str], str]:
        async with running(data) as (service, carrier), aiohttp.ClientSession(service.url) as client:
            call = await carrier.dial(from_=PHONE, to=RESTAURANT)
            await a_sentence_heard(service)
            await by_webhook(service, client)
            await by_text(service, carrier)
            await by_api(service, client)
            await by_voice(call)
            await call.hang_up()
            await by_socket(service)
            transcript = await said_in(service, call)
            await a_death(service, await carrier.dial(from_=PHONE, to=RESTAURANT))
            return transcript, json.dumps(await service.get("/businesses/restaurant/customers"))

    transcript, customers = asyncio.run(play())
    files = {
        str(path.relative_to(data)): path.read_text(encoding="utf-8", errors="replace")
        for path in sorted(data.rglob("*"))
        if path.is_file() and path.name not in STORES
    }
    return Left(files, transcript, customers)


@asynccontextmanager
async def running(data: Path) -> AsyncIterator[tuple[Service, Carrier]]:
    now, sid, token = shifted(CLOCK), "AC" + secrets.token_hex(16), secrets.token_hex(16)
    async with network(sid, token, now) as carrier:
        told = {
            "TWILIO_API_BASE_URL": carrier.api_base_url,
            "FIRSTRING_CLOCK": now().isoformat(),
            "FIRSTRING_CACHE": str(CACHE.absolute()),
            "FIRSTRING_SPARE": "0",
        }
        async with started(port=free_port(), data=data, account_sid=sid, auth_token=token, environment=told) as service:
            carrier.provision(
                RESTAURANT, voice_url=f"{service.url}/voice/incoming", sms_url=f"{service.url}/sms/incoming"
            )
            yield service, carrier


async def a_sentence_heard(service: Service) -> None:
    """By a caller who is on the line now."""
    async with (
        asyncio.timeout(40),
        aiohttp.ClientSession(service.url) as client,
        client.ws_connect("/live?business=restaurant") as feed,
    ):
        async for message in feed:
            event = json.loads(message.data)
            if event["type"] == "assistant.said" and len(event["text"]) >= LONG_ENOUGH:
                return


async def by_voice(call: PhoneCall) -> None:
    """The caller, who was greeted meanwhile, speaks, and tells a card by keys."""
    call.say(PROBE)
    await call.said()
    call.press(CARD.replace(" ", "") + "#")


async def by_webhook(service: Service, client: aiohttp.ClientSession) -> None:
    """Signed and not, whole and broken."""
    call = "CA" + secrets.token_hex(16)
    people = {"From": PHONE, "CallerName": NAME, "FromCity": WORDS, "SpeechResult": EVERYTHING, EVERYTHING: EVERYTHING}
    for path in ("incoming", "after", "wait", "whisper", "accepted", "status", "fallback"):
        fields = {"AccountSid": service.account_sid, "CallSid": call, "To": RESTAURANT, **people}
        assert await signed(service, client, f"/voice/{path}?then={quote(WORDS)}&of={quote(NAME)}", fields) < 500
        assert await signed(service, client, f"/voice/{path}", {**fields, "CallSid": NAME, "To": EMAIL}) < 500
        async with client.post(f"/voice/{path}?{quote(EVERYTHING)}", data=people) as answer:
            assert answer.status == 403
        async with client.post(f"/voice/{path}/{quote(NAME)}", data=b"%" + EVERYTHING.encode()) as answer:
            assert answer.status in (403, 404, 405)


async def signed(service: Service, client: aiohttp.ClientSession, path: str, fields: dict[str, str]) -> int:
    signature = RequestValidator(service.auth_token).compute_signature(f"{service.url}{path}", fields)
    async with client.post(path, data=fields, headers={"X-Twilio-Signature": signature}) as answer:
        return answer.status


async def by_text(service: Service, carrier: Carrier) -> None:
    for body in (f"book a table for two tomorrow at 8pm for {NAME}", EVERYTHING, f"my card is {CARD}", "yes"):
        await carrier.text(from_=PHONE, to=RESTAURANT, body=body)
    async with aiohttp.ClientSession(service.url) as client:
        fields = {"AccountSid": service.account_sid, "MessageSid": "SM" + "a" * 32, "To": PHONE, "ErrorMessage": WORDS}
        status = f"/sms/status?business=restaurant&message={quote(NAME)}"
        assert (
            await signed(service, client, status, {**fields, "MessageStatus": "undelivered", "ErrorCode": WORDS}) < 500
        )


async def by_api(service: Service, client: aiohttp.ClientSession) -> None:
    """A visit that is booked; then each operation of the description, with canaries wherever it takes anything."""
    visit = {"service": "table", "start": "2026-11-28T19:00:00-08:00", "party_size": 2}
    status, booked = await service.post(
        "/businesses/restaurant/bookings", {**visit, "customer": {"name": NAME, "phone": PHONE}}
    )
    assert status == 201, booked
    async with client.get("/api/v1/openapi.json") as answer:
        paths = (await answer.json())["paths"]
    body = json.dumps(dict.fromkeys(("name", "phone", "text", "email", "password", "q"), EVERYTHING))
    stranger = {"Authorization": f"Bearer {TOKEN}", "Cookie": f"firstring_session={TOKEN}"}
    ways = (("restaurant", service.credentials(), body), (quote(NAME, safe=""), stranger, "{" + EVERYTHING))
    for number, (path, operations) in enumerate(paths.items()):
        for method in sorted(operations.keys() - {"parameters"}):
            for business, shown, content in ways:
                at = "/".join(_filled(part, business, number) for part in path.split("/"))
                headers = {**shown, "Content-Type": "application/json", "If-Match": WORDS, "Idempotency-Key": NAME}
                asked = client.request(method, f"{at}?q={quote(EVERYTHING)}", data=content, headers=headers)
                async with asked as answer:
                    assert answer.status < 500, (method, at)


def _filled(part: str, business: str, number: int) -> str:
    if part == "{business}":
        return business
    return quote((PHONE, NAME, WORDS, EMAIL)[number % 4], safe="") if part.startswith("{") else part


async def by_socket(service: Service) -> None:
    """A stream with no ticket, one with a ticket and nonsense; the pages' sockets, asked for by a stranger."""
    call, ticket = await a_ticket(service)
    assert await streamed(service, call, f"{NAME}.{WORDS}") == (1008, 0)
    frames = (
        json.dumps({"event": "dtmf", "streamSid": "MZ1", "dtmf": {"digit": CARD}}),
        json.dumps({"event": "mark", "streamSid": "MZ1", "mark": {"name": NAME}}),
        json.dumps({"event": "media", "streamSid": "MZ1", "media": {"payload": EVERYTHING}}),
        "{" + EVERYTHING,
    )
    for wrong in frames[2:]:
        call, ticket = await a_ticket(service)
        await streamed(service, call, ticket, *frames[:2], wrong)
    async with aiohttp.ClientSession(service.url) as client:
        for path in (
            f"/live?business={quote(NAME)}&pass={TOKEN}",
            f"/listen/{quote(NAME)}?pass={TOKEN}&q={quote(WORDS)}",
        ):
            with pytest.raises(aiohttp.WSServerHandshakeError):
                await client.ws_connect(path, headers={"Origin": f"http://{EMAIL}"})


async def a_death(service: Service, call: PhoneCall) -> None:
    """Of the server, with a caller on the line, who asks the next one to go on."""
    await call.answered_or_over()
    (serving,) = _said_by(service, "serving")
    os.kill(serving["pid"], signal.SIGKILL)
    async with asyncio.timeout(40):
        while len(_said_by(service, "up")) < 2:  # noqa: ASYNC110 - another process's log
            await asyncio.sleep(0.1)
    await call.hang_up()


def _said_by(service: Service, message: str) -> list[dict[str, Any]]:
    lines = (service.data / "service.log").read_text().splitlines()
    return [line for line in map(json.loads, (each for each in lines if each[:1] == "{")) if line["message"] == message]


async def said_in(service: Service, call: PhoneCall) -> list[str]:
    async with asyncio.timeout(20):
        while (kept := await service.get(f"/businesses/restaurant/calls/{call.sid}"))["status"] != "ended":  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.2)
    return [event["text"] for event in kept["transcript"] if len(event.get("text", "")) >= LONG_ENOUGH]


def test_what_came_in_is_in_the_stores(left: Left) -> None:
    assert NAME in left.customers
    assert left.transcript


def test_no_file_but_the_stores_has_a_canary(left: Left) -> None:
    assert {name: found_in(text) for name, text in left.files.items() if found_in(text)} == {}


def test_no_sentence_of_the_call_is_in_a_log(left: Left) -> None:
    assert [words for words in left.transcript for text in left.files.values() if words in text] == []


def test_the_log_was_written_through_both_lives(left: Left) -> None:
    told = [line["message"] for line in left.log]
    assert told.count("loaded") == 2
    assert "the server is gone, the next one serves" in told


@pytest.mark.parametrize("secret", [NAME, PHONE, EMAIL, WORDS, CARD, TOKEN])
def test_a_log_that_told_would_be_found_out(left: Left, secret: str) -> None:
    assert found_in(left.files["service.log"] + secret)
