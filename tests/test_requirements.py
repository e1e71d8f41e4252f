"""What is imported is what is locked, for each thing that is deployed."""

import json
import re
import sys
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest

REQUIREMENTS = Path(__file__).parents[1] / "requirements"
OURS = ("receptionist", "functions", "stream_handler", "local")
CLOUD = "infra_cdk"
"""Its prices and stages are read on one machine, too; what builds the cloud with them has a list of its own."""
SUITES = "receptionist.contracts"
"""For the tests of whoever adds a provider: they bring pytest, and no service imports it."""


@cache
def _imports() -> grimp.ImportGraph:
    return grimp.build_graph(*OURS, include_external_packages=True, exclude_type_checking_imports=True)


SHARED = {"google": "google-cloud-texttospeech"}
"""Of a name that several packages put modules under: the one we import from."""


@cache
def _distribution_of() -> dict[str, str]:
    found = {module: _canonical(names[0]) for module, names in packages_distributions().items() if names}
    return found | SHARED


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _named(file: str) -> set[str]:
    names: set[str] = set()
    for line in (REQUIREMENTS / file).read_text(encoding="utf-8").splitlines():
        if line.startswith("-r "):
            names |= _named(line.removeprefix("-r ").strip())
        elif match := re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line):
            names.add(_canonical(match[0]))
    return names


def _outside(modules: set[str]) -> set[str]:
    """The packages that `modules` import directly, as they are called on PyPI."""
    graph = _imports()
    names = {
        imported.partition(".")[0]
        for module in modules
        for imported in graph.find_modules_directly_imported_by(module)
        if not imported.startswith((*OURS, CLOUD))
    }
    return {_distribution_of().get(name, name) for name in names - sys.stdlib_module_names}


def _reached_from(*packages: str) -> set[str]:
    """Our modules that run when those packages are imported."""
    graph = _imports()
    found: set[str] = set()
    for package in packages:
        own = {package, *graph.find_descendants(package)}
        found |= own | {module for each in own for module in graph.find_upstream_modules(each)}
    return {module for module in found if module.startswith(OURS)}


def test_the_service_imports_only_what_it_names() -> None:
    ours = {module for module in _imports().modules if module.startswith(OURS) and not module.startswith(SUITES)}
    assert _outside(ours) - _named("runtime.in") == set()


def test_the_suites_for_providers_are_run_by_tests_alone() -> None:
    graph = _imports()
    suites = {SUITES, *graph.find_descendants(SUITES)}
    assert _outside(suites) - _named("dev.in") == set()
    assert not _reached_from("functions", "stream_handler", "local") & suites


FOUND_BY_OTHERS = {"espeakng-loader", "tzdata", "websockets"}
"""Needed without an import: phonemes in a process apart, time zones, uvicorn's WebSockets."""


@pytest.mark.parametrize(("package", "file"), [("functions", "functions.in"), ("stream_handler", "handler.in")])
def test_what_is_deployed_carries_all_it_imports_and_nothing_else(package: str, file: str) -> None:
    imported, named = _outside(_reached_from(package)), _named(file)
    assert imported - named == set()
    assert named - imported <= FOUND_BY_OTHERS


@pytest.mark.parametrize("file", ["runtime", "dev", "functions", "handler", "infra", "uv", "aws-emulator", "weights"])
def test_every_package_is_pinned_with_a_hash_and_no_address(file: str) -> None:
    text = (REQUIREMENTS / f"{file}.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9][\w.-]*==\S+.*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
    assert pinned
    assert all("--hash=sha256:" in block for block in pinned)
    assert not re.search(r"https?://|index-url|file:", text)


@pytest.mark.parametrize("lock", ["package-lock.json", "dashboard/package-lock.json"])
def test_every_npm_package_is_pinned_with_a_hash_and_no_address(lock: str) -> None:
    packages = json.loads((REQUIREMENTS.parent / lock).read_text(encoding="utf-8"))["packages"]
    bundled = {place for place, entry in packages.items() if entry.get("inBundle")}
    own = packages.keys() - bundled - {""}
    bare = [place for place in own if "sha512-" not in packages[place].get("integrity", "")]
    addressed = [place for place, entry in packages.items() if "resolved" in entry]
    assert not bare
    assert not addressed
