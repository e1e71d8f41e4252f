"""An AWS on this machine: MiniStack, in an environment of its own because it pins another botocore."""

import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.contracts.backends import free_port

MINISTACK = Path(__file__).parents[1] / ".venv-aws" / "bin" / "ministack"


@contextmanager
def emulated_cloud(folder: Path) -> Iterator[str]:
    """Its endpoint, listening on this machine only. Skips the test where `make setup` has not installed it."""
    if not MINISTACK.exists() and not os.environ.get("CI"):  # noqa: TID251
        pytest.skip("no .venv-aws: make setup installs the AWS emulator there")
    port = free_port()
    endpoint = f"http://127.0.0.1:{port}"
    inherited = os.environ  # noqa: TID251
    environment = {**inherited, "BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port)}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([MINISTACK], env=environment, cwd=folder, stdout=log, stderr=log)
        try:
            _wait_until_answering(endpoint, process)
            yield endpoint
        finally:
            _end(process)


def _wait_until_answering(url: str, process: subprocess.Popen[bytes], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=1):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    raise RuntimeError(f"nothing answers at {url}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=3)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
