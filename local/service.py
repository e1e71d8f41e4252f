"""The one-machine service as a process of its own, and how to talk to it.

The simulated phone network and the callers run outside it, so that killing it is as real as the death of a server.
"""

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from local.settings import MACHINE_TOKEN, inherited_environment
from receptionist.errors import Misconfigured

READY_S = 60.0
"""A first start hashes and assembles model weights."""


@dataclass(frozen=True, slots=True)
class Service:
    """A running service, seen from outside."""

    url: str
    account_sid: str
    auth_token: str
    data: Path
    process: asyncio.subprocess.Process | None = None
    """None: somebody else started it."""

    async def get(self, path: str) -> Any:
        """JSON of `GET /api/v1{path}`. Raises aiohttp.ClientError."""
        async with (
            aiohttp.ClientSession(headers=self.credentials(), raise_for_status=True) as session,
            session.get(f"{self.url}/api/v1{path}") as answer,
        ):
            return await answer.json()

    async def post(self, path: str, body: Mapping[str, Any]) -> tuple[int, Any]:
        """Status and JSON of `POST /api/v1{path}`, also when it is refused."""
        async with (
            aiohttp.ClientSession(headers=self.credentials()) as session,
            session.post(f"{self.url}/api/v1{path}", json=body) as answer,
        ):
            return answer.status, await answer.json()

    def credentials(self) -> dict[str, str]:
        """Needed where there are accounts."""
        token = self.data / MACHINE_TOKEN
        return {"Authorization": f"Bearer {token.read_text(encoding='ascii').strip()}"} if token.exists() else {}


def free_port() -> int:
    """A port of 127.0.0.1 nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def running(port: int, data: Path) -> Service | None:
    """The service of this data folder, if one answers on `port`."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        if probe.connect_ex(("127.0.0.1", port)) != 0:
            return None
    try:
        sid = (data / "account_sid").read_text(encoding="ascii").strip()
        token = (data / "auth_token").read_text(encoding="ascii").strip()
    except OSError:
        return None
    return Service(f"http://127.0.0.1:{port}", sid, token, data)


@asynccontextmanager
async def started(
    *, port: int, data: Path, account_sid: str, auth_token: str, environment: Mapping[str, str]
) -> AsyncIterator[Service]:
    """Starts `firstring up` and waits until it is ready; stops it on leaving (SIGTERM, then SIGKILL).

    Raises Misconfigured with the service's own last words if it does not come up. `account_sid` and `auth_token` are
    the simulated network's; they lie in the data folder, so that the service takes them for its own.
    """
    data.mkdir(parents=True, exist_ok=True)
    for name, secret in (("account_sid", account_sid), ("auth_token", auth_token)):
        path = data / name
        path.touch(mode=0o600)
        path.write_text(secret, encoding="ascii")
    log = data / "service.log"
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "local.cli", "up", "--port", str(port), "--data", str(data)),
            stdout=output,
            stderr=output,
            env={**inherited_environment(), **environment},
        )
    service = Service(f"http://127.0.0.1:{port}", account_sid, auth_token, data, process)
    try:
        await _ready(service, log)
        yield service
    finally:
        await stopped(process)


async def _ready(service: Service, log: Path) -> None:
    process = service.process
    async with aiohttp.ClientSession() as session, asyncio.timeout(READY_S):
        while True:
            if process is not None and process.returncode is not None:
                words = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
                raise Misconfigured("the service did not start: " + " | ".join(words[-3:]))
            try:
                async with session.get(f"{service.url}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.05)


async def stopped(process: asyncio.subprocess.Process, patience_s: float = 8.0) -> None:
    """Ends the process, politely at first. Safe to repeat."""
    if process.returncode is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        await asyncio.wait_for(process.wait(), patience_s)
    except TimeoutError:
        process.kill()
        await process.wait()
