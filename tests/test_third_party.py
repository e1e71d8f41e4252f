"""The licences on the page are those of what is used."""

import pytest

from local.setup.third_party import DOCUMENT, rows, written
from receptionist.adapters.local_models.parts import manifest

FORBIDDEN = ("AGPL", "SSPL", "Commercial", "Proprietary", "CC-BY-NC")


@pytest.mark.parametrize("name", ["service", "development", "dashboard", "cdk"])
def test_every_package_is_listed_with_its_licence(name: str) -> None:
    assert written(name) == rows(name), "run: .venv/bin/python -m local.setup.third_party"


@pytest.mark.parametrize("name", ["service", "development", "dashboard", "cdk"])
def test_no_licence_is_unknown_or_out_of_bounds(name: str) -> None:
    doubtful = [
        row for row in written(name) if row.licence in ("", "unknown") or any(f in row.licence for f in FORBIDDEN)
    ]
    assert not doubtful


def test_copyleft_is_only_where_the_page_explains_it() -> None:
    copyleft = {row.name for row in written("service") if "GPL" in row.licence or "General Public" in row.licence}
    assert copyleft <= {"espeakng-loader", "soxr"}


def test_every_part_of_the_models_is_described() -> None:
    page = DOCUMENT.read_text(encoding="utf-8")
    for part in manifest().values():
        folder, _, file = part.name.rpartition("/")
        assert (
            f"`{part.name}`" in page
            or f"`{folder}/*`" in page
            or file.removesuffix(".bin").removesuffix(".json") in page
        ), part.name
        for source in part.sources:
            package = source.package.removeprefix("npm:")
            assert package in page or package.rstrip("1234567890").rstrip("-") in page or "-part" in package, (
                source.package
            )
