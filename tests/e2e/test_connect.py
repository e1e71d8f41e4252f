"""A real number's webhooks are set, tried and put back; "real" is the simulated network reached as Twilio would be."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from local.carrier import Carrier
from local.rehearsal import CACHE
from local.service import free_port
from local.settings import inherited_environment

NUMBER = "+14155559000"
ACCOUNT, TOKEN = "AC" + "5" * 32, "the-token-of-the-account"
BEFORE = "https://before.example.com/voice"

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.together, pytest.mark.timeout(120)]


@pytest.fixture(autouse=True)
def _heeds_ctrl_c() -> Iterator[None]:
    """A shell's background job ignores Ctrl-C, and hands that on to whatever it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@asynccontextmanager
async def connecting(
    carrier: Carrier, data: Path, port: int, **other: str
) -> AsyncIterator[tuple[asyncio.subprocess.Process, asyncio.StreamReader]]:
    """The command, with what it writes. It and the service it started are gone afterwards, whatever happened."""
    environment = {
        **inherited_environment(),
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_BASE_URL": carrier.api_base_url,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "FIRSTRING_CACHE": str(CACHE.absolute()),
        "FIRSTRING_SPARE": "0",
        **other,
    }
    environment.pop("PYTHONUNBUFFERED", None)  # a person's shell does not set it
    command = ("connect", NUMBER, "--business", "salon", "--port", str(port), "--data", str(data))
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "local.cli", *command),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def until(words: bytes, output: asyncio.StreamReader) -> AsyncIterator[bytes]:
    """Lines up to the one with `words`, or to the last."""
    async for line in output:
        yield line
        if words in line:
            return


def test_the_number_rings_here_while_connected_and_is_put_back_afterwards(tmp_path: Path) -> None:
    async def connect() -> None:
        port = free_port()
        async with Carrier(account_sid=ACCOUNT, auth_token=TOKEN) as carrier:
            number = carrier.provision(NUMBER, voice_url=BEFORE)
            async with connecting(carrier, tmp_path, port) as (process, output):
                told = [line async for line in until(b"now rings", output)]
                assert b"now rings" in told[-1], told
                assert number.voice_url == f"http://127.0.0.1:{port}/voice/incoming"
                assert number.voice_fallback_url.endswith("/voice/fallback")
                phone = await carrier.dial(from_="+14155550123", to=NUMBER)
                await phone.answered_or_over()
                heard = b"".join([await phone.hear() for _ in range(150)])
                assert len(set(heard)) > 50, "no greeting was heard"
                await phone.hang_up()
                process.send_signal(signal.SIGINT)
                await output.read()
                await process.wait()
                assert number.voice_url == BEFORE
                assert number.voice_fallback_url == ""

    asyncio.run(connect())


def test_a_number_of_another_account_is_refused_before_anything_is_changed(tmp_path: Path) -> None:
    async def connect() -> tuple[int | None, bytes]:
        async with (
            Carrier(account_sid=ACCOUNT, auth_token=TOKEN) as carrier,
            connecting(carrier, tmp_path, free_port()) as (process, told),
        ):
            output = await told.read()
            return await process.wait(), output

    code, output = asyncio.run(connect())
    assert code == 2
    assert b"does not own" in output


def test_without_an_account_it_says_what_is_missing(tmp_path: Path) -> None:
    async def connect() -> tuple[int | None, bytes]:
        nothing = {"TWILIO_ACCOUNT_SID": "", "TWILIO_AUTH_TOKEN": ""}
        async with (
            Carrier(account_sid=ACCOUNT, auth_token=TOKEN) as carrier,
            connecting(carrier, tmp_path, free_port(), **nothing) as (process, told),
        ):
            output = await told.read()
            return await process.wait(), output

    code, output = asyncio.run(connect())
    assert code == 2
    assert b"TWILIO_ACCOUNT_SID" in output
