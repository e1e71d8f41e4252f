"""What goes into a Lambda function, put together without Docker.

Wheels for the function's own platform are installed from the hash-locked list, our code is laid beside them, and everything is
compiled to unchecked-hash bytecode: Lambda cannot write caches and normalises times, so other bytecode is ignored there
(measured: 931 ms of import without, 457 ms with). The asset's hash covers source, lock file, platform and Python, because a
hash of the source alone once shipped a package built for the other architecture.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import jsii
from aws_cdk import AssetHashType, BundlingOptions, DockerImage, ILocalBundling
from aws_cdk import aws_lambda as lambda_

ROOT = Path(__file__).resolve().parents[1]
PYTHON = "3.13"
PACKAGES = ("receptionist", "functions")
LEFT_OUT = ("__pycache__", "*.pyc", "local_models", "sqlite", "*.md")
PLATFORMS = {"arm64": "aarch64-manylinux_2_28", "x86_64": "x86_64-manylinux_2_28"}


@jsii.implements(ILocalBundling)
class Wheels:
    """Bundles on this machine; never falls back on a container."""

    def __init__(self, arch: str, python: str) -> None:
        self._arch = arch
        self._python = python

    def try_bundle(self, output_dir: str, *_: Any, **__: Any) -> bool:
        """Fills `output_dir`. Raises CalledProcessError when a wheel is missing for the platform."""
        subprocess.run(
            [
                *(
                    str(Path(sys.executable).with_name("uv")),
                    "pip",
                    "install",
                    "--quiet",
                    "--no-deps",
                    "--require-hashes",
                ),
                *("--only-binary", ":all:", "--target", output_dir, "--python-version", self._python),
                *("--python-platform", PLATFORMS[self._arch], "-r", str(ROOT / "requirements" / "functions.txt")),
            ],
            check=True,
        )
        for package in PACKAGES:
            shutil.copytree(ROOT / package, Path(output_dir) / package, ignore=shutil.ignore_patterns(*LEFT_OUT))
        if f"{sys.version_info[0]}.{sys.version_info[1]}" == self._python:
            subprocess.run(
                [sys.executable, "-m", "compileall", "-q", "-j0", "--invalidation-mode", "unchecked-hash", output_dir],
                check=True,
            )
        return True


def functions_code(arch: str, python: str = PYTHON) -> lambda_.Code:
    """The one bundle all functions share; they differ in their handler."""
    return lambda_.Code.from_asset(
        str(ROOT / "functions"),
        asset_hash_type=AssetHashType.CUSTOM,
        asset_hash=_fingerprint(arch, python),
        bundling=BundlingOptions(
            image=DockerImage.from_registry("public.ecr.aws/lambda/python:" + python), local=Wheels(arch, python)
        ),
    )


def _fingerprint(arch: str, python: str) -> str:
    sources: Iterable[Path] = (path for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_file())
    kept = sorted(path for path in sources if "__pycache__" not in path.parts and path.suffix != ".pyc")
    digest = hashlib.sha256(f"{arch} {python}".encode())
    for path in (ROOT / "requirements" / "functions.txt", *kept):
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
