"""A real number's webhooks are set, tried and put back; "real" is the simulated network reached as Twilio would be."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from local.carrier import Carrier
from local.rehearsal import CACHE
from local.service import free_port
from local.settings import inherited_environment

NUMBER = "+14155559000"
ACCOUNT, TOKEN = "AC" + "5" * 32, "the-token-of-the-account"
BEFORE = "https://before.example.com/voice"

pytestmark = [pytest.mark.e2e, pytest.mark.models, pytest.mark.timeout(120)]


async def connecting(carrier: Carrier, data: Path, port: int, **other: str) -> asyncio.subprocess.Process:
    environment = {
        **inherited_environment(),
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_BASE_URL": carrier.api_base_url,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "FIRSTRING_CACHE": str(CACHE.absolute()),
        **other,
    }
    command = ("connect", NUMBER, "--business", "salon", "--port", str(port), "--data", str(data))
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "local.cli", *command),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )


def test_the_number_rings_here_while_connected_and_is_put_back_afterwards(tmp_path: Path) -> None:
    async def connect() -> None:
        port = free_port()
        async with Carrier(account_sid=ACCOUNT, auth_token=TOKEN) as carrier:
            number = carrier.provision(NUMBER, voice_url=BEFORE)
            process = await connecting(carrier, tmp_path, port)
            assert process.stdout is not None
            async for line in process.stdout:
                if b"now rings" in line:
                    break
            assert number.voice_url == f"http://127.0.0.1:{port}/voice/incoming"
            assert number.voice_fallback_url.endswith("/voice/fallback")
            phone = await carrier.dial(from_="+14155550123", to=NUMBER)
            await phone.answered_or_over()
            heard = b"".join([await phone.hear() for _ in range(150)])
            assert len(set(heard)) > 50, "no greeting was heard"
            await phone.hang_up()
            process.send_signal(signal.SIGINT)
            await process.wait()
            assert number.voice_url == BEFORE
            assert number.voice_fallback_url == ""

    asyncio.run(connect())


def test_a_number_of_another_account_is_refused_before_anything_is_changed(tmp_path: Path) -> None:
    async def connect() -> tuple[int | None, bytes]:
        async with Carrier(account_sid=ACCOUNT, auth_token=TOKEN) as carrier:
            process = await connecting(carrier, tmp_path, free_port())
            output, _ = await process.communicate()
            return process.returncode, output

    code, output = asyncio.run(connect())
    assert code == 2
    assert b"does not own" in output


def test_without_an_account_it_says_what_is_missing(tmp_path: Path) -> None:
    async def connect() -> tuple[int | None, bytes]:
        async with Carrier(account_sid=ACCOUNT, auth_token=TOKEN) as carrier:
            process = await connecting(carrier, tmp_path, free_port(), TWILIO_ACCOUNT_SID="", TWILIO_AUTH_TOKEN="")
            output, _ = await process.communicate()
            return process.returncode, output

    code, output = asyncio.run(connect())
    assert code == 2
    assert b"TWILIO_ACCOUNT_SID" in output
