"""Keeps the lists of THIRD_PARTY.md true: `python -m local.setup.third_party` writes them anew from what is locked.

Licences are read from the metadata of the installed packages and from package-lock.json; nothing is fetched.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "THIRD_PARTY.md"
_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==\S+", re.MULTILINE)
_LISTS = {
    "service": ROOT / "requirements" / "runtime.txt",
    "development": ROOT / "requirements" / "dev.txt",
    "dashboard": ROOT / "dashboard" / "package-lock.json",
    "cdk": ROOT / "package-lock.json",
}
_UNSTATED = {
    "aiofastnet": "MIT",
    "atheris": "Apache-2.0",
    "espeakng-loader": "GPL-3.0-or-later",
    "picows": "MIT",
}
"""Packages whose metadata are silent: after the licence file inside, and for espeakng-loader after what it carries."""
_NOT_ON_LINUX = {
    "async-timeout": "Apache-2.0",
    "colorama": "BSD-3-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
}
"""Locked for other systems or older patch releases of Python, so never installed here."""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    licence: str

    def __str__(self) -> str:
        return f"| {self.name} | {self.licence} |"


def rows(name: str) -> list[Row]:
    """What the list `name` must hold. A package not installed here is given as the document has it, or as unknown."""
    path = _LISTS[name]
    if path.suffix == ".json":
        return sorted(_npm(path), key=lambda row: row.name)
    pinned = set(_PINNED.findall(path.read_text(encoding="utf-8")))
    if name == "development":
        pinned -= set(_PINNED.findall(_LISTS["service"].read_text(encoding="utf-8")))
    return [Row(package, _python_licence(package)) for package in sorted(pinned)]


def written(name: str) -> list[Row]:
    """What the document has."""
    text = DOCUMENT.read_text(encoding="utf-8")
    listed = text.split(f"<!-- {name} -->")[1].split("<!-- end -->")[0]
    pairs = [line.strip("| ").split(" | ") for line in listed.splitlines() if line.startswith("| ")]
    return [Row(package, licence) for package, licence in pairs if package not in ("Package", "---")]


def rewrite() -> None:
    """Puts the lists of `rows` into the document."""
    text = DOCUMENT.read_text(encoding="utf-8")
    for name in _LISTS:
        before, rest = text.split(f"<!-- {name} -->\n")
        after = rest.split("<!-- end -->", 1)[1]
        table = "\n".join(["| Package | Licence |", "| --- | --- |", *map(str, rows(name))])
        text = f"{before}<!-- {name} -->\n{table}\n<!-- end -->{after}"
    DOCUMENT.write_text(text, encoding="utf-8")


def _npm(path: Path) -> Iterator[Row]:
    """The system packages of one tool (rolldown's, lightningcss's ...) are one row of their own name each."""
    for place, entry in json.loads(path.read_text(encoding="utf-8"))["packages"].items():
        if place:
            yield Row(place.rpartition("node_modules/")[2], entry.get("license", "unknown"))


def _python_licence(package: str) -> str:
    known = {**_UNSTATED, **_NOT_ON_LINUX}.get(package)
    if known is not None:
        return known
    try:
        return _stated(distribution(package)) or "unknown"
    except PackageNotFoundError:
        return {row.name: row.licence for name in ("service", "development") for row in written(name)}.get(
            package, "unknown"
        )


def _stated(installed: Distribution) -> str:
    metadata = installed.metadata
    if "License-Expression" in metadata:
        return metadata["License-Expression"]
    classifiers = [
        line.split(" :: ")[-1] for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")
    ]
    stated = metadata.get_all("License") or [""]
    return "; ".join(sorted(classifiers)) or stated[0].partition("\n")[0].strip()


if __name__ == "__main__":
    rewrite()
