"""The weight files of the local models: where they lie, and that each is the one we measured.

`make setup` puts them beside the Python environment; an operator may supply the same files, by the same names, in a folder
of their own. parts.json names every file, its SHA-256 and the package it comes from.
"""

import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from receptionist.errors import Misconfigured

MANIFEST: Final = Path(__file__).with_name("parts.json")
FOR_TURNS: Final = frozenset({
    "silero_vad.onnx", "smart-turn-v3.2-cpu.onnx", "lid.176.ftz", "minilm-int8.onnx", "bert-base-uncased-vocab.json",
})  # fmt: skip
"""Needed whoever hears and speaks; all other parts are our own ears and voices."""
_STAMPS = ".checked"


@dataclass(frozen=True, slots=True)
class Source:
    """A file inside a package; several of them, in order, may make one part."""

    package: str
    """A name on PyPI, or `npm:` and a name there."""
    member: str


@dataclass(frozen=True, slots=True)
class Part:
    """One weight file as it must be."""

    name: str
    sha256: str
    size_bytes: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Tarball:
    """An npm package that files are taken out of; it is never installed."""

    name: str
    version: str
    sha256: str


def manifest() -> dict[str, Part]:
    """Every part by its name."""
    return {
        name: Part(
            name=name,
            sha256=entry["sha256"],
            size_bytes=entry["bytes"],
            sources=tuple(Source(source["package"], source["member"]) for source in entry["from"]),
        )
        for name, entry in json.loads(MANIFEST.read_text(encoding="utf-8"))["parts"].items()
    }


def tarballs() -> list[Tarball]:
    """The npm packages that parts come from."""
    listed = json.loads(MANIFEST.read_text(encoding="utf-8"))["npm"]
    return [Tarball(name, entry["version"], entry["sha256"]) for name, entry in listed.items()]


def installed_folder() -> Path:
    """Where `make setup` puts the parts: they live and die with the Python environment."""
    return Path(sys.prefix) / "share" / "firstring" / "parts"


class Parts:
    """The parts in one folder. Looking one up again is free; safe from several threads."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: the operator's; None: the one `make setup` fills."""
        self.folder = folder or installed_folder()
        self._known = manifest()

    def path(self, name: str) -> Path:
        """The file of a part, sure to be the right one.

        Its SHA-256 is taken the first time and again whenever size or time of the file have changed since: this finds
        wrong and broken files, not an intruder who may write here. Raises Misconfigured naming file and remedy.
        """
        part = self._known[name]
        path = self.folder / name
        if not path.is_file():
            packages = ", ".join(sorted({source.package for source in part.sources}))
            raise Misconfigured(f"{path} is missing (comes from {packages}): run make setup, or set PARTS_DIR")
        state = path.stat()
        stamp = self.folder / _STAMPS / name
        mark = f"{part.sha256} {state.st_size} {state.st_mtime_ns}"
        if stamp.is_file() and stamp.read_text(encoding="ascii") == mark:
            return path
        if state.st_size != part.size_bytes or _digest(path) != part.sha256:
            raise Misconfigured(f"{path} is not the file we know (SHA-256 {part.sha256}): remove it and run make setup")
        self._stamp(stamp, mark)
        return path

    def has(self, name: str) -> bool:
        """Whether the file is there, not whether it is right."""
        return (self.folder / name).is_file()

    @staticmethod
    def _stamp(stamp: Path, mark: str) -> None:
        try:
            stamp.parent.mkdir(parents=True, exist_ok=True)
            stamp.write_text(mark, encoding="ascii")
        except OSError:
            # An operator's folder may be read-only: then every start takes the sums anew (0.3 s a process).
            return


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
