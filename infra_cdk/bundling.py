"""What goes into a Lambda function, put together without Docker.

Wheels for the function's own platform are installed from the hash-locked list and our code is laid beside them. Bytecode
is compiled with unchecked hashes where this Python is the function's: Lambda cannot write caches and normalises times, so
other bytecode is ignored there (measured: 931 ms of import without, 457 ms with). The asset's hash covers source, lock
file, platform and Python, because the source alone is the same for both architectures.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsii
from aws_cdk import AssetHashType, BundlingOptions, DockerImage, ILocalBundling
from aws_cdk import aws_lambda as lambda_

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "requirements" / "functions.txt"
PACKAGES = ("receptionist", "functions")
LEFT_OUT = ("__pycache__", "*.pyc", "local_models", "sqlite", "*.md")
SPARED = ("phonenumbers/geodata", "phonenumbers/carrierdata")
"""Of the packages, what nothing of ours asks for: names of places and networks. A function may have 250 MB, unpacked
(https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html), and starts sooner the less there is to fetch."""
KEPT = {
    "botocore/data": ("dynamodb", "ecs", "lambda", "s3", "secretsmanager"),
    "twilio/rest": ("api", "messaging", "pricing"),
}
"""Folders of which only these parts are asked for: the services our functions call."""
PLATFORMS = {"arm64": "aarch64-manylinux_2_28", "x86_64": "x86_64-manylinux_2_28"}


@jsii.implements(ILocalBundling)
class Wheels:
    """Bundles on this machine; there is no container to fall back on."""

    def __init__(self, arch: str, python: str) -> None:
        self._arch = arch
        self._python = python

    def try_bundle(self, output_dir: str, *_: Any, **__: Any) -> bool:
        """Fills `output_dir`. Raises CalledProcessError when a wheel is missing for the platform."""
        put_together(Path(output_dir), self._arch, self._python)
        return True


def put_together(folder: Path, arch: str, python: str) -> None:
    """The bundle of all functions, in `folder`."""
    uv = Path(sys.executable).with_name("uv")
    where = ("--target", str(folder), "--python-version", python, "--python-platform", PLATFORMS[arch])
    locked = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
    subprocess.run([str(uv), "pip", "install", "--quiet", *where, *locked], check=True)
    _spare(folder)
    for package in PACKAGES:
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns(*LEFT_OUT))
    if f"{sys.version_info[0]}.{sys.version_info[1]}" == python:
        compiled = ("-m", "compileall", "-q", "-j0", "--invalidation-mode", "unchecked-hash", str(folder))
        subprocess.run([sys.executable, *compiled], check=True)


def _spare(folder: Path) -> None:
    for name in SPARED:
        shutil.rmtree(folder / name)
    for parent, kept in KEPT.items():
        for part in (folder / parent).iterdir():
            if part.is_dir() and part.name not in kept:
                shutil.rmtree(part)


def functions_code(arch: str, python: str) -> lambda_.Code:
    """The one bundle all functions share; they differ in their handler."""
    return lambda_.Code.from_asset(
        str(ROOT / "functions"),
        asset_hash_type=AssetHashType.CUSTOM,
        asset_hash=_fingerprint(arch, python),
        bundling=BundlingOptions(image=DockerImage.from_registry("none"), local=Wheels(arch, python)),
    )


def _fingerprint(arch: str, python: str) -> str:
    digest = hashlib.sha256(f"{arch} {python}".encode())
    for path in (LOCK, Path(__file__), *_sources()):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources() -> list[Path]:
    found = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    return sorted(path for path in found if "__pycache__" not in path.parts)
